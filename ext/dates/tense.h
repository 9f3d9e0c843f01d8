/* tense.h: does a word tell that the clause speaks of the time to come? */
#ifndef GLOSS_DATES_TENSE_H
#define GLOSS_DATES_TENSE_H
#include "model/lexicon.h"
#include "text/document.h"

typedef enum Tense { TENSE_NONE, TENSE_FUTURE, TENSE_PAST, TENSE_CLAUSE } Tense;

#define TENSE_PATTERNS 256u
typedef struct TensePattern {
  Text text;
  uint8_t tense; /* Tense; TENSE_NONE excepts what a shorter pattern would take */
  uint8_t part;  /* TensePart: where the pattern stands in the word */
} TensePattern;

/* The rows of tenses.tsv in one language; the texts are the lexicon's. */
typedef struct Tenses {
  size_t count;
  TensePattern patterns[TENSE_PATTERNS];
} Tenses;

void tenses_init(Tenses *tenses, const Lexicon *lexicon, Language language);
/* What the word (UTF-8, as it stands in the text) tells; TENSE_CLAUSE: another clause begins. */
Tense tense_of_word(const Tenses *tenses, Text word);

#endif
