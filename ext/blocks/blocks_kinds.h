/* blocks_kinds.h: what a block is, once it is known how likely it belongs to the article. */
#ifndef GLOSS_BLOCKS_KINDS_H
#define GLOSS_BLOCKS_KINDS_H
#include "blocks/blocks_features.h"

/* Sets kind (and for headlines body = 0) of all blocks of the view, whose body and score are set.
** `first` is the view's first block. */
void blocks_name_kinds(Document *doc, const BlocksView *view, size_t first);

#endif
