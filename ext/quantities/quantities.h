/* quantities.h: numbers with what they count. */
#ifndef GLOSS_QUANTITIES_QUANTITIES_H
#define GLOSS_QUANTITIES_QUANTITIES_H
#include "model/lexicon.h"
#include "text/document.h"

/* A number read from tokens: digits ("7.500", "1,2", "٢٠"), words ("twenty-five", "خمسة
** وعشرون"), or both ("3,5 Millionen"). */
typedef struct Number {
  double value;
  uint32_t end_token; /* behind its last token */
  Span span;          /* bytes */
  uint8_t ordinal;    /* "third", "5th" */
  uint8_t words;      /* 1: has number words */
  uint8_t whole;      /* 1: an integer */
  uint8_t digits;     /* digits of its figures as written, 0 if none */
  uint8_t grouped; /* its figures are set apart in thousands ("1.200") */
} Number;
/* Reads the longest number at token `first`; 1 if there is one. Used by dates too. */
int number_read(const Document *doc, const Lexicon *lexicon, uint32_t first, Number *out);

/* Fills doc->quantities in text order; leaves out what lies inside doc->dates (run dates first). */
void quantities_run(Document *doc, const Lexicon *lexicon);
const char *quantity_kind_name(QuantityKind kind);
const char *qualifier_name(Qualifier qualifier); /* NULL for none */

#endif
