/* blocks_lines.c: see blocks_lines.h.
**
** A line ends at LF, CR, VT, FF, NEL, LS or PS. White space around it (with NBSP, BOM and bidi
** marks) is not part of it.
**
** Hard-wrapped paragraphs (e-mail, agency wires, PDF) are joined by what greedy wrapping leaves
** behind: at least three lines without a blank one between, all but the last about as long, none
** with room for the next one's first word, most breaking off in mid-sentence and going on in small
** letters. Headlines in a list and one-sentence paragraphs fail one of these. */
#include "blocks/blocks_lines.h"
#include "text/bits.h"
#include <string.h>

enum { WRAP_MIN = 40, WRAP_MAX = 130, WRAP_RAGGED = 16, WRAP_TIGHT = 2, WRAP_LINES = 3 };
enum { LIST_LINES = 16 }; /* so many lines that look wrapped but are not: all of them are a list */

/* bytes of the line break at p, 0 if there is none; a NUL stands behind the text */
static size_t break_size(const uint8_t *p) {
  if (*p < 0x80) return *p >= 0x0A && *p <= 0x0D;
  if (*p == 0xC2) return p[1] == 0x85 ? 2 : 0;
  return *p == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9) ? 3 : 0;
}

/* The first byte from p on that may begin a line break, or end: one below 0x0E, 0xC2 or 0xE2. Looks
** at eight at once; the lowest of the bits that tell is right, those above it may be too many. */
static const uint8_t *find_break(const uint8_t *p, const uint8_t *end) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  for (uint64_t word; end - p >= 8; p += 8) {
    memcpy(&word, p, 8);
    uint64_t lead = (word & 0xDF * ones) ^ 0xC2 * ones;
    uint64_t found = (((word - 0x0E * ones) & ~word) | ((lead - ones) & ~lead)) & tops;
    if (found) return p + bits_lowest(found) / 8;
  }
  return p;
}

static int is_blank(uint32_t c) {
  if (c <= 0x20) return 1;
  if (c < 0x80) return c == 0x7F;
  return char_is_space(c) || char_is_format(c);
}

typedef struct Line {         /* of the shape of a line, what wrapping shows in */
  uint32_t width, first_word; /* characters */
  uint8_t ends;               /* 1: like a sentence or a clause before a list */
  uint8_t lower, upper;       /* its first letter is a small one, a capital */
  uint8_t spaces;             /* 1: it has spaces between words */
} Line;

/* Of a line wider than WRAP_MAX no more than that is told. */
static Line look_at_line(const Document *doc, Span span) {
  Line line = {.width = WRAP_MAX + 1, .first_word = 1};
  const uint8_t *p = doc->text + span.start, *end = doc->text + span.end;
  size_t size = span.end - span.start;
  if (size > 4 * WRAP_MAX) return line;
  size_t width = utf8_count_valid(p, size);
  if (width > WRAP_MAX) return line;
  line.width = (uint32_t)width;
  uint32_t c;
  utf8_next(p, &c);
  if (char_is_letter(c)) {
    Script script = script_of(c);
    line.upper = (uint8_t)char_is_upper(c);
    line.lower = (uint8_t)(!line.upper && char_lower(c) == c &&
                           (script == SCRIPT_LATIN || script == SCRIPT_GREEK ||
                            script == SCRIPT_CYRILLIC || script == SCRIPT_ARMENIAN));
  }
  const uint8_t *space = memchr(p, ' ', size);
  line.spaces = space != NULL;
  if (space) line.first_word = (uint32_t)utf8_count_valid(p, (size_t)(space - p));
  utf8_previous(p, end, &c);
  line.ends = c == '.' || c == '!' || c == '?' || c == ':' || c == 0x3002 || c == 0x61F ||
              c == 0x6D4 || c == 0x964 || c == 0xFF1F || c == 0xFF01;
  return line;
}

/* exactly one line break between two lines */
static int is_next_line(const Document *doc, Span a, Span b) {
  int breaks = 0;
  for (uint32_t i = a.end; i < b.start && breaks < 2; i++)
    if (doc->text[i] == '\n')
      breaks++;
    else if (doc->text[i] != ' ' && doc->text[i] != '\r' && doc->text[i] != '\t')
      return 0;
  return breaks == 1;
}

/* How many lines from `first` on are one hard-wrapped paragraph (*joined 1), or are left as they
** are: one, or a long run of lines that would only be refused again from each of its lines on. */
static size_t wrapped_lines(const Document *doc, size_t first, int *joined) {
  const Block *blocks = doc->blocks.items;
  *joined = 0;
  if (first + 1 >= doc->blocks.count) return 1;
  if (blocks[first].span.end - blocks[first].span.start < WRAP_MIN) return 1;
  Line line = look_at_line(doc, blocks[first].span);
  uint32_t widest = line.width, narrowest = line.width, open = 0, lower = 0, upper = 0;
  uint32_t ragged = line.spaces ? WRAP_RAGGED : WRAP_TIGHT;
  size_t count = 1;
  while (line.width >= WRAP_MIN && line.width <= WRAP_MAX && first + count < doc->blocks.count &&
         is_next_line(doc, blocks[first + count - 1].span, blocks[first + count].span)) {
    Line next = look_at_line(doc, blocks[first + count].span);
    uint32_t wide = next.width > widest ? next.width : widest;
    if (next.width > WRAP_MAX || wide - narrowest > ragged) break;
    if (line.width + next.first_word + (line.spaces ? 1u : 0u) <= wide) break;
    open += !line.ends;
    lower += next.lower;
    upper += next.upper;
    widest = wide;
    count++;
    line = next;
    if (line.width + ragged < widest) break; /* the short last line */
    if (line.width < narrowest) narrowest = line.width;
  }
  size_t least = lower + upper ? WRAP_LINES : WRAP_LINES + 2;
  *joined = count >= least && open * 2 >= count - 1 && lower >= upper;
  return *joined || count > LIST_LINES ? count : 1;
}

static void join_wrapped(Document *doc) {
  size_t kept = 0;
  for (size_t i = 0; i < doc->blocks.count && !document_stopped(doc);) {
    int joined;
    size_t count = wrapped_lines(doc, i, &joined);
    Block *blocks = doc->blocks.items;
    if (joined) blocks[i].span.end = blocks[i + count - 1].span.end;
    for (size_t k = 0; k < (joined ? 1 : count); k++) blocks[kept++].span = blocks[i + k].span;
    i += count;
  }
  if (!doc->rc) doc->blocks.count = kept;
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
  while ((p = find_break(p, end)) < end && !doc->rc) {
    size_t size = break_size(p);
    if (size) {
      push_line(doc, line, p);
      line = p + size;
    }
    p += size ? size : 1;
  }
  if (!doc->rc) push_line(doc, line, end);
  if (!doc->rc) join_wrapped(doc);
}
