/* bits.h: counting bits of a word. */
#ifndef GLOSS_TEXT_BITS_H
#define GLOSS_TEXT_BITS_H
#include <stdint.h>

/* which bit is the lowest that is set; there must be one */
static inline uint32_t bits_lowest(uint64_t bits) {
#ifdef __GNUC__
  return (uint32_t)__builtin_ctzll(bits);
#else
  uint32_t at = 0;
  while (!(bits >> at & 1)) at++;
  return at;
#endif
}

#endif
