/* number.h: the reader of numbers, for callers that read many. number_read() of quantities.h is the
** same for one number. */
#ifndef GLOSS_QUANTITIES_NUMBER_H
#define GLOSS_QUANTITIES_NUMBER_H
#include "quantities/quantities.h"

typedef struct NumberReader {
  const Document *doc;
  const Lexicon *lexicon;
  int table;                      /* numbers.tsv */
  int role, value, ordinal, join; /* its columns */
  char decimal;                   /* '.', ',', or 0: one mark before three digits groups */
  uint8_t space_groups;           /* "12 500" is one number */
  uint8_t must_join;              /* additions need a conjunction ("خمسة وعشرون") */
} NumberReader;

void number_reader_init(NumberReader *reader, const Document *doc, const Lexicon *lexicon);
/* The longest number that starts at byte `from` of token `first` (its span.start, or inside a
** token of a script without spaces). 1 if there is one. */
int number_read_at(const NumberReader *reader, uint32_t first, uint32_t from, Number *out);

/* A convention of the document's language (conventions.tsv); size 0 if none is given. */
Text number_convention(const Lexicon *lexicon, Language language, const char *name);
/* A field as a decimal number without locale; 0 when empty. */
double number_parse(Text field);

#endif
