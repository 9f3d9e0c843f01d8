/* chars.h: the class of a character by table: script and the CLASS_ bits of unicode.h. For inner
** loops; script.h has the plain questions. */
#ifndef GLOSS_TEXT_CHARS_H
#define GLOSS_TEXT_CHARS_H
#include "text/unicode.h"

/* class of characters beyond the table */
uint16_t chars_class_far(uint32_t codepoint);
extern const uint16_t *const chars_class_index, *const chars_class_block;

static inline uint16_t chars_class(uint32_t codepoint) {
  if (codepoint < 0x20000u)
    return chars_class_block[(uint32_t)chars_class_index[codepoint >> 7] << 7 | (codepoint & 127)];
  return chars_class_far(codepoint);
}

#endif
