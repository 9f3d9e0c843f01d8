/* segment.h: sentences and words. The one room that calls ICU's break iterators.
**
** ICU (Unicode UAX #29, and its dictionaries for Thai, Lao, Khmer, Burmese, Chinese and Japanese)
** proposes; our corrections dispose: abbreviations and initials do not end a sentence, ".وقال"
** without a space does, "7.500" stays one number, URLs, e-mail addresses, @names and #tags stay
** one token, a number and its unit ("5km", "20%") are two. */
#ifndef GLOSS_TEXT_SEGMENT_H
#define GLOSS_TEXT_SEGMENT_H
#include "text/document.h"

typedef struct Segmenter Segmenter; /* break iterators; one per connection, not shared by threads */

/* What is particular to languages, asked from the lexicon by whoever makes the segmenter. Words
** are folded. NULL functions answer 0. */
typedef struct SegmentRules {
  void *context;
  /* Does a full stop behind this word leave the sentence open ("dr", "ул")? The word "0" asks
  ** whether a number with a full stop is an ordinal in this language ("5. Januar"). */
  int (*abbreviation)(void *context, Language language, const void *fold, size_t size);
  /* 1: a word before an apostrophe that stands alone ("l'"); 2: an ending behind an apostrophe that
  ** stands alone ("'s", "'da"); 0: neither. The apostrophe is part of the word asked for. */
  int (*clitic)(void *context, Language language, const void *fold, size_t size);
} SegmentRules;

/* A sentence never has more tokens than this; longer runs without a stop are cut. */
#define SENTENCE_MAX_TOKENS 512

Segmenter *segmenter_new(const SegmentRules *rules); /* NULL: no memory; rules are copied */
void segmenter_free(Segmenter *segmenter);

/* Fills doc->sentences, doc->tokens and doc->folds from doc->blocks and doc->language. */
void segment_run(Document *doc, Segmenter *segmenter);

#endif
