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

/* Is the folded word (without its full stop) an abbreviation in this language? */
typedef int (*SegmentAbbreviation)(void *context, Language language, const void *fold,
                                   size_t size);

Segmenter *segmenter_new(SegmentAbbreviation abbreviation, void *context); /* NULL: no memory */
void segmenter_free(Segmenter *segmenter);

/* Fills doc->sentences, doc->tokens and doc->folds from doc->blocks and doc->language. */
void segment_run(Document *doc, Segmenter *segmenter);

#endif
