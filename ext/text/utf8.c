/* utf8.c: see utf8.h. */
#include "text/utf8.h"

const uint8_t *utf8_decode_slow(const uint8_t *p, const uint8_t *end, uint32_t *codepoint) {
  uint32_t lead = *p++;
  *codepoint = UTF8_REPLACEMENT;
  if (lead < 0xC0) return p; /* a continuation byte on its own */
  if (lead > 0xE0 && lead < 0xED && end - p > 2 && (p[0] & 0xC0) == 0x80 &&
      (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) != 0x80) { /* most characters of three bytes */
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

int utf8_valid(const uint8_t *text, size_t size) {
  const uint8_t *p = text, *end = text + size;
  while (p < end) {
    uint64_t word;
    if ((size_t)(end - p) >= 8 && (memcpy(&word, p, 8), !(word & 0x8080808080808080u))) {
      p += 8;
      continue;
    }
    uint32_t c;
    const uint8_t *next = utf8_decode(p, end, &c);
    if (c == UTF8_REPLACEMENT && !(next - p == 3 && p[0] == 0xEF && p[1] == 0xBF && p[2] == 0xBD))
      return 0;
    p = next;
  }
  return 1;
}
