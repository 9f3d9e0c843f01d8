/* pairs.h: which quotation marks belong together. */
#ifndef GLOSS_QUOTES_PAIRS_H
#define GLOSS_QUOTES_PAIRS_H
#include "text/document.h"

typedef struct Pair {
  Span outer; /* with the marks */
  Span inner; /* without them and without the white space inside */
} Pair;

typedef struct Pairs {
  Pair *items; /* in text order, not nested: of marks inside a quotation only the outer pair */
  size_t count, capacity;
} Pairs;

/* Pairs the marks of every block by position. The result lives in the arena; rc is set on
** failure. */
Pairs *pairs_run(Document *doc);

#endif
