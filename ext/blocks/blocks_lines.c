/* blocks_lines.c: see blocks_lines.h.
**
** A line ends at LF, CR, VT, FF, NEL, LS or PS. White space around it (with NBSP, BOM and bidi
** marks) is not part of it. */
#include "blocks/blocks_lines.h"

static int is_break(uint32_t c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static int is_blank(uint32_t c) {
  if (c <= 0x20) return 1;
  if (c < 0x80) return c == 0x7F;
  return char_is_space(c) || char_is_format(c);
}

static void push_line(Document *doc, const uint8_t *p, const uint8_t *end) {
  uint32_t c;
  while (p < end) {
    const uint8_t *next = utf8_next(p, &c);
    if (!is_blank(c)) break;
    p = next;
  }
  while (end > p) {
    const uint8_t *previous = utf8_previous(p, end, &c);
    if (!is_blank(c)) break;
    end = previous;
  }
  if (p == end) return;
  Block *block = document_push(doc, blocks);
  if (block) block->span = (Span){(uint32_t)(p - doc->text), (uint32_t)(end - doc->text)};
}

void blocks_split_lines(Document *doc) {
  const uint8_t *p = doc->text, *end = p + doc->size, *line = p;
  while (p < end && !doc->rc) {
    uint32_t c;
    const uint8_t *next = utf8_next(p, &c);
    if (is_break(c)) {
      push_line(doc, line, p);
      line = next;
    }
    p = next;
  }
  if (!doc->rc) push_line(doc, line, end);
}
