/* utf8.h: decoding that is defined on any bytes, and counting as SQLite counts.
**
** A character is what SQLite's length() and substr() take for one: a byte below 0xC0, or a byte
** from 0xC0 up with all continuation bytes (0x80..0xBF) behind it. A character that is not
** well-formed UTF-8 (overlong, surrogate, beyond U+10FFFF, wrong number of continuation bytes)
** decodes as U+FFFD. So positions in characters agree with SQL whatever the bytes are. */
#ifndef GLOSS_TEXT_UTF8_H
#define GLOSS_TEXT_UTF8_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define UTF8_REPLACEMENT 0xFFFDu

/* the general case of utf8_decode, for bytes from 0x80 up; p < end */
const uint8_t *utf8_decode_slow(const uint8_t *p, const uint8_t *end, uint32_t *codepoint);

/* Decode the character at p (p < end). Returns the address behind it. */
static inline const uint8_t *utf8_decode(const uint8_t *p, const uint8_t *end,
                                         uint32_t *codepoint) {
  if (*p < 0x80) {
    *codepoint = *p;
    return p + 1;
  }
  if (*p >= 0xC2 && *p < 0xE0 && end - p >= 2 && (p[1] & 0xC0) == 0x80 &&
      (end - p == 2 || (p[2] & 0xC0) != 0x80)) {
    *codepoint = (*p & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    return p + 2;
  }
  return utf8_decode_slow(p, end, codepoint);
}

/* Decode from text that is known to be valid (Document.text is); p < end. */
static inline const uint8_t *utf8_next(const uint8_t *p, uint32_t *codepoint) {
  uint32_t c = *p;
  if (c < 0x80) {
    *codepoint = c;
    return p + 1;
  }
  if (c < 0xE0) {
    *codepoint = (c & 0x1F) << 6 | (p[1] & 0x3Fu);
    return p + 2;
  }
  if (c < 0xF0) {
    *codepoint = (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return p + 3;
  }
  *codepoint = (c & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
  return p + 4;
}

/* Step back one character in valid text; begin < p. */
static inline const uint8_t *utf8_previous(const uint8_t *begin, const uint8_t *p,
                                           uint32_t *codepoint) {
  do p--;
  while (p > begin && (*p & 0xC0) == 0x80);
  utf8_next(p, codepoint);
  return p;
}

/* Characters that begin in `size` bytes of valid text: all bytes but the continuations (bit 7 set,
** bit 6 clear), which are added up in the eight bytes of a word. */
static inline size_t utf8_count_valid(const uint8_t *p, size_t size) {
  const uint64_t ones = 0x0101010101010101u;
  size_t count = size, all = size;
  for (; size >= 64; size -= 64) {
    uint64_t word, sums = 0;
    for (int i = 0; i < 8; i++, p += 8) {
      memcpy(&word, p, 8);
      sums += word >> 7 & ~(word >> 6) & ones;
    }
    count -= (size_t)(sums * ones >> 56);
  }
  for (; size >= 8; size -= 8, p += 8) {
    uint64_t word;
    memcpy(&word, p, 8);
    count -= (size_t)((word >> 7 & ~(word >> 6) & ones) * ones >> 56);
  }
  if (size && all >= 8) { /* the last eight, without those that have been counted */
    uint64_t word;
    memcpy(&word, p + size - 8, 8);
    word = word >> 7 & ~(word >> 6) & ones;
    return count - (size_t)((word >> (64 - 8 * size)) * ones >> 56);
  }
  for (; size; size--, p++) count -= (*p & 0xC0) == 0x80;
  return count;
}

size_t utf8_encode(uint32_t codepoint, uint8_t out[4]); /* returns bytes written, 1..4 */
size_t utf8_count(const uint8_t *text, size_t size);    /* characters, as SQLite counts */
int utf8_valid(const uint8_t *text, size_t size);       /* 1 if all is well-formed UTF-8 */

#endif
