/* blocks_lines.h: where blocks begin and end. */
#ifndef GLOSS_BLOCKS_LINES_H
#define GLOSS_BLOCKS_LINES_H
#include "text/document.h"

/* Fills doc->blocks with the spans of the text's non-blank lines, hard-wrapped paragraphs joined
** to one block each. kind, body and score stay 0. */
void blocks_split_lines(Document *doc);

#endif
