/* segment_words.h: inside of segmentation; only segment.c and segment_words.c include it. */
#ifndef GLOSS_TEXT_SEGMENT_WORDS_H
#define GLOSS_TEXT_SEGMENT_WORDS_H
#include "text/segment.h"
#include <unicode/ubrk.h>

struct Segmenter {
  UBreakIterator *words, *sentences;
  UChar *units;    /* the piece in UTF-16 */
  uint32_t *bytes; /* byte in doc->text of each unit, and of the piece's end */
  uint32_t count;  /* units */
  SegmentRules rules;
};

/* Appends the tokens of the loaded piece. block_start: the piece begins a block. */
void segment_words(Document *doc, Segmenter *segmenter, int block_start);

#endif
