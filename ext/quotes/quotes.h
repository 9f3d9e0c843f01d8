/* quotes.h: who said what. */
#ifndef GLOSS_QUOTES_QUOTES_H
#define GLOSS_QUOTES_QUOTES_H
#include "language/stem.h"
#include "model/lexicon.h"
#include "text/document.h"

/* Fills doc->quotes in text order. Needs entities, dates and quantities. */
void quotes_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer);
const char *quote_kind_name(QuoteKind kind);

#endif
