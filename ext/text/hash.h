/* hash.h: a 64-bit hash of bytes, fixed for ever: models, the cache and gloss_simhash rely on its
** values. Reads little-endian words, so the value is the same on every machine.
** Construction: multiply-and-fold rounds over 8-byte words in the manner of wyhash (Wang Yi,
** public domain idea), with our own constants; 128-bit products are built portably where the
** compiler has none. */
#ifndef GLOSS_TEXT_HASH_H
#define GLOSS_TEXT_HASH_H
#include <stddef.h>
#include <stdint.h>

static inline uint64_t hash_fold(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
  __extension__ typedef unsigned __int128 uint128;
  uint128 product = (uint128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
  uint64_t ah = a >> 32, al = a & 0xffffffffu, bh = b >> 32, bl = b & 0xffffffffu;
  uint64_t low = al * bl, m1 = ah * bl, m2 = al * bh, high = ah * bh;
  uint64_t middle = (low >> 32) + (m1 & 0xffffffffu) + (m2 & 0xffffffffu);
  high += (m1 >> 32) + (m2 >> 32) + (middle >> 32);
  return ((middle << 32) | (low & 0xffffffffu)) ^ high;
#endif
}

/* one step: mix a value into a running hash; also joins n-gram parts */
static inline uint64_t hash_mix(uint64_t hash, uint64_t value) {
  return hash_fold(hash ^ 0x9e3779b97f4a7c15u, value ^ 0xd1b54a32d192ed03u);
}

uint64_t hash_bytes(const void *bytes, size_t size, uint64_t seed);

#endif
