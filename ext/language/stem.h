/* stem.h: light stemming by suffix (and Arabic-script prefix) tables, ext/lexicon/affixes.tsv.
**
** Strips the longest listed affix that leaves at least the row's minimum of characters; in the
** manner of the light stemmers of Savoy (2006, 2009) and Larkey's light10 for Arabic (2002).
** Works on folded forms. */
#ifndef GLOSS_LANGUAGE_STEM_H
#define GLOSS_LANGUAGE_STEM_H
#include "model/lexicon.h"
#include "text/fold.h"

typedef struct Stemmer Stemmer;
Stemmer *stemmer_open(const Lexicon *lexicon); /* NULL: no memory */
void stemmer_close(Stemmer *stemmer);
/* The stem of a folded word: a part of it (never empty unless the word is). */
Text stem_word(const Stemmer *stemmer, Language language, const void *fold, size_t size);

/* Proclitics: conjunctions and prepositions written together with the next word (Arabic و ف ب ل ك
** س), and if asked, the article behind them (ال). The places in the folded word, in bytes, where it
** may be cut are written to out[], shortest first, 0 (no cut) always first. Returns their number. */
#define STEM_CUTS 8
int stem_proclitics(const Stemmer *stemmer, Language language, const uint8_t *word, size_t size,
                    int article, uint32_t out[STEM_CUTS]);

#endif
