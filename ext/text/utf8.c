/* utf8.c: see utf8.h. */
#include "text/utf8.h"

const uint8_t *utf8_decode_slow(const uint8_t *p, const uint8_t *end, uint32_t *codepoint) {
  uint32_t lead = *p++;
  *codepoint = UTF8_REPLACEMENT;
  if (lead < 0xC0) return p; /* a continuation byte on its own */
  if (lead > 0xE0 && lead < 0xED && end - p > 2 && (p[0] & 0xC0) == 0x80 && (p[1] & 0xC0) == 0x80 &&
      (p[2] & 0xC0) != 0x80) { /* most characters of three bytes */
    *codepoint = (lead & 0x0F) << 12 | (p[0] & 0x3Fu) << 6 | (p[1] & 0x3Fu);
    return p + 2;
  }
  uint32_t value = lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07;
  size_t want = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF8 ? 3 : 99, got = 0;
  while (p < end && (*p & 0xC0) == 0x80) {
    if (got < want) value = value << 6 | (*p & 0x3Fu);
    got++;
    p++;
  }
  static const uint32_t smallest[4] = {0, 0x80, 0x800, 0x10000};
  if (got == want && value >= smallest[want] && value <= 0x10FFFF && (value & 0x1FF800) != 0xD800)
    *codepoint = value;
  return p;
}

size_t utf8_encode(uint32_t c, uint8_t out[4]) {
  if (c < 0x80) {
    out[0] = (uint8_t)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (uint8_t)(0xC0 | c >> 6);
    out[1] = (uint8_t)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c > 0x10FFFF || (c & 0x1FF800) == 0xD800) c = UTF8_REPLACEMENT;
  if (c < 0x10000) {
    out[0] = (uint8_t)(0xE0 | c >> 12);
    out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    out[2] = (uint8_t)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (uint8_t)(0xF0 | c >> 18);
  out[1] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
  out[2] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
  out[3] = (uint8_t)(0x80 | (c & 0x3F));
  return 4;
}

size_t utf8_count(const uint8_t *text, size_t size) {
  size_t count = 0;
  for (const uint8_t *p = text, *end = text + size; p < end; count++) {
    uint32_t c;
    p = utf8_decode(p, end, &c);
  }
  return count;
}

/* ---- validating ---- */

enum { BLOCK = 32 }; /* bytes looked at together */

/* The top bits of all bytes where the eight bytes from p on are not for certain right. They are if
** continuations stand where leads before them ask for them and nowhere else, and no byte is one of
** which some uses are wrong (C0, C1, E0, ED, from F0 on). */
static uint64_t doubtful(const uint8_t *p) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x80 * ones;
  uint64_t bytes, before, before2;
  memcpy(&bytes, p, 8);
  memcpy(&before, p - 1, 8);
  memcpy(&before2, p - 2, 8);
  uint64_t continuation = bytes & ~(bytes << 1);
  uint64_t asked = (before & before << 1) | (before2 & before2 << 1 & before2 << 2);
  uint64_t c0 = (bytes & ~ones) ^ 0xC0 * ones, e0 = bytes ^ 0xE0 * ones, ed = bytes ^ 0xED * ones;
  uint64_t zero = ((c0 - ones) & ~c0) | ((e0 - ones) & ~e0) | ((ed - ones) & ~ed);
  uint64_t four = bytes & bytes << 1 & bytes << 2 & bytes << 3;
  return ((continuation ^ asked) | zero | four) & tops;
}

/* From a character's beginning, with two bytes before it, past characters that are well-formed. */
static const uint8_t *skip_valid(const uint8_t *p, const uint8_t *end) {
  for (; end - p >= BLOCK; p += BLOCK) {
    uint64_t wrong = 0;
    for (int i = 0; i < BLOCK; i += 8) wrong |= doubtful(p + i);
    if (wrong) break;
  }
  if (p[-1] >= 0xC0) return p - 1; /* the last character goes on */
  return p[-2] >= 0xE0 ? p - 2 : p;
}

int utf8_valid(const uint8_t *text, size_t size) {
  const uint8_t *p = text, *end = text + size;
  while (p < end) {
    if (p - text >= 2) p = skip_valid(p, end);
    const uint8_t *stop = end - p < BLOCK ? end : p + BLOCK;
    while (p < stop) {
      uint32_t c;
      const uint8_t *next = utf8_decode(p, end, &c);
      if (c == UTF8_REPLACEMENT && !(next - p == 3 && p[0] == 0xEF && p[1] == 0xBF && p[2] == 0xBD))
        return 0;
      p = next;
    }
  }
  return 1;
}
