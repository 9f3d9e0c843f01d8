/* blocks.h: lines and paragraphs, their kinds, and which of them are the article. */
#ifndef GLOSS_BLOCKS_BLOCKS_H
#define GLOSS_BLOCKS_BLOCKS_H
#include "model/lexicon.h"
#include "model/model.h"
#include "text/document.h"

typedef struct BlocksModel BlocksModel;
BlocksModel *blocks_open(const Model *model, const Lexicon *lexicon, const char **error);
void blocks_close(BlocksModel *bm);

/* Fills doc->blocks in text order. Every non-blank byte of the text is in exactly one block. */
void blocks_run(Document *doc, const BlocksModel *bm);
/* After blocks_run: the headline without the site's name; data NULL if there is none. */
Text blocks_title(Document *doc);
const char *blocks_kind_name(BlockKind kind); /* "title" ... */

#endif
