/* hash.c: see hash.h. */
#include "text/hash.h"
#include <string.h>

/* the first n bytes, at most 8, as a little-endian number */
static uint64_t word_le(const uint8_t *p, size_t n) {
  uint64_t word = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  if (n == 8) {
    memcpy(&word, p, 8);
    return word;
  }
  if (n >= 4) { /* two overlapping halves */
    uint32_t low, high;
    memcpy(&low, p, 4);
    memcpy(&high, p + n - 4, 4);
    return (uint64_t)low | (uint64_t)high << (8 * (n - 4));
  }
#endif
  for (size_t i = 0; i < n; i++) word |= (uint64_t)p[i] << (8 * i);
  return word;
}

uint64_t hash_bytes(const void *bytes, size_t size, uint64_t seed) {
  const uint8_t *p = bytes;
  uint64_t hash = seed ^ 0xa0761d6478bd642fu, other = hash;
  size_t left = size;
  for (; left >= 16; left -= 16, p += 16) {
    hash = hash_mix(hash, word_le(p, 8));
    other = hash_mix(other, word_le(p + 8, 8) ^ 0xe7037ed1a0b428dbu);
  }
  hash ^= other;
  if (left >= 8) {
    hash = hash_mix(hash, word_le(p, 8));
    p += 8;
    left -= 8;
  }
  hash = hash_mix(hash, word_le(p, left));
  return hash_mix(hash, size ^ 0x8ebc6af09c88c6e3u);
}
