/* fold.h: the search key of a text.
**
** NFKC, case, diacritics (Latin, Greek tonos and dialytika, Cyrillic accents but not й and ё's
** letter identity: ё folds to е, й stays), Arabic harakat and tatweel, alef with hamza or madda to
** alef, alef maksura and Persian yeh to yeh, Persian kaf to kaf, teh marbuta to heh, Greek final
** sigma, Turkish dotless i to i, ß to ss, bidi and zero-width controls dropped (zero-width
** non-joiner too), runs of white space kept as they are. Folding is done per character and context
** free, so the folds of parts joined are the fold of the whole. */
#ifndef GLOSS_TEXT_FOLD_H
#define GLOSS_TEXT_FOLD_H
#include "text/buffer.h"

/* the longest fold of one character, in code points */
#define FOLD_MAX 18

/* Fold one code point: writes up to FOLD_MAX code points, returns how many (0 = dropped). */
int fold_codepoint(uint32_t codepoint, uint32_t out[FOLD_MAX]);

/* Append the fold of the text (any bytes) to out. If `map` is not NULL it receives, for every
** byte appended, the byte offset in `text` of the character it came from (4 bytes little-endian
** each, as uint32_t array in the buffer). */
void fold_text(const uint8_t *text, size_t size, Buffer *out, Buffer *map);

#endif
