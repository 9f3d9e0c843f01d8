/* language_features.h: what the language classifier sees of a text: words, and their letter
** n-grams as hashes. Shared by language.c (run) and language_train.c (learn).
**
** A word is a run of letters of one script, lower-cased, with a boundary mark before and behind
** it. Its features are all n-grams of 1 to 5 letters (single ASCII letters and lone boundary marks
** left out) and the whole word. Han, kana and bopomofo count as one script and go up to n = 2.
** Dropped inside words: Arabic vowel signs and tatweel, soft hyphens, joiners, bidi controls.
** Left out altogether, because they are in no language: URLs, host names, e-mail addresses,
** @names, identifiers with '_' or digits, HTML tags and entities.
** Combining marks are joined with their Latin or Cyrillic letter where a joined letter exists. */
#ifndef GLOSS_LANGUAGE_FEATURES_H
#define GLOSS_LANGUAGE_FEATURES_H
#include <stddef.h>
#include <stdint.h>
#include "text/script.h"

#define LANGUAGE_CELLS 0x3000u /* code points answered by table */
#define LANGUAGE_MARKS 2048u   /* slots for letter + mark pairs, a power of two */
#define LANGUAGE_WORD 40       /* letters of a word that are looked at */
#define LANGUAGE_FEATURES (LANGUAGE_WORD * 5 + 16) /* most features one word can have */
#define LANGUAGE_BOUNDARY 1u

typedef struct LanguageAlphabet {
  uint32_t cell[LANGUAGE_CELLS]; /* lower-case letter | Script << 24; 0 no letter; DROP */
  uint64_t pair[LANGUAGE_MARKS]; /* letter << 32 | mark << 16 | joined letter; 0 empty */
} LanguageAlphabet;

typedef struct LanguageWord {
  uint32_t letters[LANGUAGE_WORD + 2]; /* lower-case code points between two boundary marks */
  uint32_t count;                      /* of `letters` in use, boundary marks included */
  uint32_t total;                      /* letters of the word, also those not looked at */
  Script script;
  uint32_t kana;        /* 1: there is a kana in it */
  const uint8_t *start; /* the word in the text */
  const uint8_t *end;
} LanguageWord;

/* A place in a text, and what was passed that is no word. */
typedef struct LanguageReader {
  const uint8_t *p, *end;
  uint32_t others; /* characters that are neither letters of words nor white space */
  uint32_t code;   /* signs of program code, each counted by its weight */
} LanguageReader;

void language_alphabet_init(LanguageAlphabet *alphabet);

/* Reads the next word; 0 when there is none before `end`. Any bytes are defined. Linear: no byte
** is looked at more than a fixed number of times. */
int language_word_next(const LanguageAlphabet *alphabet, LanguageReader *reader,
                       LanguageWord *word);

/* The word's features as 64-bit hashes; returns how many (at most LANGUAGE_FEATURES). */
size_t language_word_features(const LanguageWord *word, uint64_t out[LANGUAGE_FEATURES]);

#endif
