/* Decoding: the short path agrees with the general one, and the hash with its definition. */
#include "text/hash.h"
#include "text/utf8.h"
#include "unit/check.h"
#include <string.h>

/* hash_bytes as hash.c defines it, byte by byte */
static uint64_t word(const uint8_t *p, size_t n) {
  uint64_t value = 0;
  for (size_t i = 0; i < n; i++) value |= (uint64_t)p[i] << (8 * i);
  return value;
}

static uint64_t plain_hash(const uint8_t *p, size_t size, uint64_t seed) {
  uint64_t hash = seed ^ 0xa0761d6478bd642fu, other = hash;
  size_t left = size;
  for (; left >= 16; left -= 16, p += 16) {
    hash = hash_mix(hash, word(p, 8));
    other = hash_mix(other, word(p + 8, 8) ^ 0xe7037ed1a0b428dbu);
  }
  hash ^= other;
  if (left >= 8) {
    hash = hash_mix(hash, word(p, 8));
    p += 8;
    left -= 8;
  }
  hash = hash_mix(hash, word(p, left));
  return hash_mix(hash, size ^ 0x8ebc6af09c88c6e3u);
}

/* Three bytes and what may stand behind them, by the definition in utf8.h. */
static unsigned wrong_threes(void) {
  unsigned wrong = 0;
  for (uint32_t n = 0; n < 16u << 16; n++) {
    uint8_t bytes[5] = {(uint8_t)(0xE0 | n >> 16), (uint8_t)(n >> 8), (uint8_t)n, 0x41, 0};
    for (int more = 0; more < 3; more++) {
      bytes[3] = more == 2 ? 0x9A : 0x41;
      size_t size = more ? 4 : 3, taken = 1;
      while (taken < size && (bytes[taken] & 0xC0) == 0x80) taken++;
      uint32_t c, value = (bytes[0] & 15u) << 12 | (bytes[1] & 63u) << 6 | (bytes[2] & 63u);
      if (taken != 3 || value < 0x800 || (value & 0x1FF800) == 0xD800) value = UTF8_REPLACEMENT;
      wrong += utf8_decode(bytes, bytes + size, &c) != bytes + taken || c != value;
    }
  }
  return wrong;
}

/* utf8_valid, character by character: the reference */
static int plain_valid(const uint8_t *p, size_t size) {
  const uint8_t *end = p + size;
  while (p < end) {
    uint32_t c;
    const uint8_t *next = utf8_decode(p, end, &c);
    if (c == UTF8_REPLACEMENT && (next - p != 3 || memcmp(p, "\xEF\xBF\xBD", 3))) return 0;
    p = next;
  }
  return 1;
}

/* Texts of characters of one to four bytes, whole, cut off anywhere, and with one byte exchanged. */
static unsigned wrong_valid(void) {
  static const uint32_t first[] = {'a', 0xE9, 0x3B1, 0x430, 0xE01, 0x4E00, 0xD000, 0xFFFD, 0x1F600};
  unsigned wrong = 0;
  uint64_t state = 7;
  uint8_t text[160];
  for (int round = 0; round < 200000; round++) {
    size_t size = 0, limit = (size_t)round % 150;
    uint32_t kinds = 0;
    while (size < limit) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      if (!size) kinds = 1 + (uint32_t)(state >> 60) % 9;
      size += utf8_encode(first[(state >> 33) % kinds] + (uint32_t)(state >> 50 & 1), text + size);
    }
    wrong += !utf8_valid(text, size);
    size_t less = size - (size ? (size_t)(state >> 40) % size : 0);
    wrong += utf8_valid(text, less) != plain_valid(text, less);
    if (less) text[(size_t)(state >> 45) % less] = (uint8_t)(state >> 52);
    wrong += utf8_valid(text, less) != plain_valid(text, less);
  }
  return wrong;
}

int main(void) {
  unsigned wrong = wrong_threes();
  CHECK(wrong_valid() == 0);
  uint8_t bytes[5];
  for (uint32_t n = 0; n < 1u << 20; n++) { /* all pairs of bytes, and what may stand behind */
    static const uint8_t behind[] = {0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC3, 0xE2, 0xFF};
    bytes[0] = (uint8_t)n;
    bytes[1] = (uint8_t)(n >> 8);
    bytes[2] = behind[n >> 16 & 7];
    size_t size = 1 + (n >> 19 & 1) + (n >> 16 & 1);
    uint32_t fast, slow = bytes[0];
    const uint8_t *a = utf8_decode(bytes, bytes + size, &fast), *b = bytes + 1;
    if (bytes[0] >= 0x80) b = utf8_decode_slow(bytes, bytes + size, &slow);
    wrong += a != b || fast != slow;
  }
  CHECK(wrong == 0);
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    if (c >= 0xD800 && c < 0xE000) continue;
    uint32_t back, next;
    size_t size = utf8_encode(c, bytes);
    wrong += utf8_decode(bytes, bytes + size, &back) != bytes + size || back != c;
    wrong += utf8_next(bytes, &next) != bytes + size || next != c;
    wrong += !utf8_valid(bytes, size) || utf8_count(bytes, size) != 1;
  }
  CHECK(wrong == 0);
  CHECK(!utf8_valid((const uint8_t *)"\xC0\xAF", 2) && !utf8_valid((const uint8_t *)"\xED\xA0\x80", 3));
  CHECK(utf8_count((const uint8_t *)"a\xC3\xA9\xA9\x80", 5) == 2);
  uint8_t valid[200];
  size_t end = 0;
  for (uint32_t c = 1; end + 4 < sizeof valid; c = c * 13 % 0xD7FF) end += utf8_encode(c, valid + end);
  for (size_t from = 0; from < 20; from++)
    for (size_t to = from; to <= end; to++) {
      size_t plain = 0;
      for (size_t i = from; i < to; i++) plain += (valid[i] & 0xC0) != 0x80;
      CHECK(utf8_count_valid(valid + from, to - from) == plain);
    }
  uint8_t text[64];
  for (size_t i = 0; i < sizeof text; i++) text[i] = (uint8_t)(i * 37 + 11);
  for (size_t size = 0; size <= sizeof text; size++)
    CHECK(hash_bytes(text, size, size) == plain_hash(text, size, size));
  return check_result();
}
