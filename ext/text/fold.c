/* fold.c: see fold.h. ASCII and most of the basic plane by table; the rest through unicode.c. */
#include "text/fold.h"
#include "text/chars.h"
#include "text/status.h"
#include "text/utf8.h"
#include "char_table.h"
#include <string.h>

int fold_codepoint(uint32_t c, uint32_t out[FOLD_MAX]) {
  if (c >= CHAR_LIMIT || (chars_class(c) & CLASS_FOLDS)) return unicode_fold(c, out);
  uint32_t delta = char_delta_block[(uint32_t)char_delta_index[c >> 7] << 7 | (c & 127)];
  out[0] = (c & ~0xFFFFu) | ((c + delta) & 0xFFFF);
  return 1;
}

/* Decomposed Cyrillic: a base letter whose mark makes it another letter (unicode.c keeps й ї ў). */
static uint32_t fold_compose(uint32_t base, uint32_t mark) {
  if (mark == 0x0306 && base == 0x0438) return 0x0439;
  if (mark == 0x0306 && base == 0x0443) return 0x045E;
  if (mark == 0x0308 && base == 0x0456) return 0x0457;
  return 0;
}

static void fold_map(Buffer *map, uint32_t at, size_t bytes) {
  for (size_t i = 0; map && i < bytes; i++) buffer_append(map, &at, sizeof at);
}

void fold_text(const uint8_t *text, size_t size, Buffer *out, Buffer *map) {
  uint32_t last = 0; /* the one code point written last, if it may still take a mark */
  size_t last_at = 0;
  for (const uint8_t *p = text, *end = text + size; p < end && !out->rc;) {
    uint32_t c, parts[FOLD_MAX];
    uint32_t at = (uint32_t)(p - text);
    if (*p < 0x80 && !map) { /* plain ASCII letters, digits and spaces */
      uint8_t *to = buffer_reserve(out, (size_t)(end - p));
      if (!to) return;
      size_t n = 0;
      for (; p < end && *p < 0x80; p++)
        to[n++] = (uint8_t)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
      out->size += n;
      last = 0;
      continue;
    }
    p = utf8_decode(p, end, &c);
    uint32_t composed = (c == 0x0306 || c == 0x0308) ? fold_compose(last, c) : 0;
    if (composed) {
      out->size = last_at;
      buffer_codepoint(out, composed); /* two bytes, as the letter it replaces */
      last = 0;
      continue;
    }
    int n = fold_codepoint(c, parts);
    last = n == 1 ? parts[0] : 0;
    for (int i = 0; i < n; i++) {
      size_t before = last_at = out->size;
      buffer_codepoint(out, parts[i]);
      fold_map(map, at, out->size - before);
    }
  }
}
