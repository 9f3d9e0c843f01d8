/* pairs.c: a state machine over the characters of a block.
**
** Which code point opens and which closes differs by country and is often reversed by editors
** (”…“ in Arabic, »…« in German), so a mark that can do both is judged by its place: in front of a
** word after a space it opens, else it closes what is open. A mark that cannot close what is open
** opens a nested quotation. A quotation that is still open at its block's end is dropped in favour
** of those inside it, unless it begins the block or stands behind a colon and is not longer than a
** paragraph may be: then it ends with the block (a paragraph of a longer quotation). */
#include "quotes/pairs.h"

#define DEPTH 6           /* deeper nesting is read as flat */
#define UNCLOSED_MAX 3000 /* bytes of a quotation that its block's end may close */
#define SINGLE_MAX 600    /* bytes between single marks */
#define INNER_MAX 64      /* pairs kept aside while an outer mark is open */

enum { CAN_OPEN = 1, CAN_CLOSE = 2, SINGLE = 4, GUILLEMET = 8 };

typedef struct Open {
  uint32_t at;    /* byte of the mark */
  uint32_t after; /* byte behind it */
  uint32_t mark;
  size_t pairs; /* pairs found before it */
} Open;

typedef struct Machine {
  Document *doc;
  Pairs *pairs;
  Span block;
  Open open[DEPTH];
  int depth;
} Machine;

static int mark_class(uint32_t c) {
  switch (c) {
  case '"':
  case 0xFF02:
  case 0x201C:
  case 0x201D:
  case 0x201F:
  case 0x2033:
  case 0x5F4: return CAN_OPEN | CAN_CLOSE;
  case 0x201E:
  case 0x301D: return CAN_OPEN; /* „ 〝 */
  case 0x301E:
  case 0x301F: return CAN_CLOSE;
  case 0xAB:
  case 0xBB: return CAN_OPEN | CAN_CLOSE | GUILLEMET;
  case 0x2039:
  case 0x203A: return CAN_OPEN | CAN_CLOSE | GUILLEMET | SINGLE;
  case 0x300C:
  case 0x300E: return CAN_OPEN;
  case 0x300D:
  case 0x300F: return CAN_CLOSE;
  case '\'':
  case 0x2018:
  case 0x2019:
  case 0x201A: return CAN_OPEN | CAN_CLOSE | SINGLE;
  default: return 0;
  }
}

static uint32_t char_before(const Machine *machine, uint32_t at) {
  uint32_t c = ' ';
  if (at > machine->block.start)
    utf8_previous(machine->doc->text + machine->block.start, machine->doc->text + at, &c);
  return c;
}

static uint32_t char_after(const Machine *machine, uint32_t at) {
  uint32_t c = ' ';
  if (at < machine->block.end) utf8_next(machine->doc->text + at, &c);
  return c;
}

static int family(uint32_t mark) {
  switch (mark) {
  case 0xAB:
  case 0xBB: return 1;
  case 0x2039:
  case 0x203A: return 2;
  case 0x300C:
  case 0x300D: return 3;
  case 0x300E:
  case 0x300F: return 4;
  case '\'':
  case 0x2018:
  case 0x2019:
  case 0x201A: return 5;
  default: return 0; /* double marks of all shapes */
  }
}

/* After a space or an opening mark, and in front of a word: the place of an opening mark. */
static int opens_here(const Machine *machine, uint32_t at, uint32_t after) {
  uint32_t before = char_before(machine, at), next = char_after(machine, after);
  int free_before = char_is_space(before) || before == '(' || before == '[' || before == ':' ||
                    before == 0xFF1A || before == 0xFF0C || before == 0x2014 || before == 0x2013 ||
                    char_is_format(before) || (mark_class(before) & CAN_OPEN);
  int word_next =
      !char_is_space(next) &&
      !(char_is_punct(next) && !mark_class(next) && next != 0x2026 && next != '(' && next != '[' &&
        next != '#' && next != '@' && next != 0xBF && next != 0xA1 && next != '.' && next != '-');
  return free_before && word_next;
}

static Span trimmed(const Machine *machine, uint32_t start, uint32_t end) {
  const uint8_t *text = machine->doc->text;
  uint32_t c;
  while (start < end) {
    uint32_t next = (uint32_t)(utf8_next(text + start, &c) - text);
    if (!char_is_space(c) && !char_is_format(c)) break;
    start = next;
  }
  while (end > start) {
    uint32_t last = (uint32_t)(utf8_previous(text + start, text + end, &c) - text);
    if (!char_is_space(c) && !char_is_format(c)) break;
    end = last;
  }
  return (Span){start, end};
}

/* A finished pair swallows those inside it. */
static void machine_pair(Machine *machine, const Open *open, uint32_t at, uint32_t after) {
  Pairs *pairs = machine->pairs;
  Span inner = trimmed(machine, open->after, at);
  if (inner.start >= inner.end) return;
  if (pairs->count > open->pairs) pairs->count = open->pairs;
  Pair *pair =
      document_grow(machine->doc, &pairs->items, &pairs->count, &pairs->capacity, sizeof *pair);
  if (pair) *pair = (Pair){{open->at, after}, inner};
}

static void machine_close(Machine *machine, int level, uint32_t at, uint32_t after) {
  machine_pair(machine, &machine->open[level], at, after);
  machine->depth = level;
}

static void machine_open(Machine *machine, uint32_t at, uint32_t after, uint32_t mark) {
  if (machine->depth == DEPTH) return;
  machine->open[machine->depth++] = (Open){at, after, mark, machine->pairs->count};
}

/* The innermost open quotation that this mark can close; -1 if none. */
static int machine_closable(const Machine *machine, uint32_t mark, uint32_t at) {
  for (int level = machine->depth - 1; level >= 0; level--) {
    const Open *open = &machine->open[level];
    if (family(open->mark) != family(mark)) continue;
    if ((mark_class(mark) & SINGLE) && at - open->after > SINGLE_MAX) continue;
    if (mark_class(mark) & GUILLEMET && open->mark == mark) continue;
    return level;
  }
  return -1;
}

static void machine_single(Machine *machine, uint32_t at, uint32_t after, uint32_t mark) {
  uint32_t before = char_before(machine, at), next = char_after(machine, after);
  int letter_next = char_is_letter(next) || char_is_digit(next);
  if (char_is_letter(before) && letter_next) return; /* an apostrophe */
  int level = machine_closable(machine, mark, at);
  if (level >= 0 && !letter_next && !char_is_space(before)) {
    machine_close(machine, level, at, after);
  } else if (letter_next && mark != 0x2019 && opens_here(machine, at, after) && level < 0) {
    machine_open(machine, at, after, mark);
  }
}

static void machine_mark(Machine *machine, uint32_t at, uint32_t after, uint32_t mark) {
  int class = mark_class(mark);
  if (family(mark) == 5) {
    machine_single(machine, at, after, mark);
    return;
  }
  int level = class & CAN_CLOSE ? machine_closable(machine, mark, at) : -1;
  int opens = (class & CAN_OPEN) && opens_here(machine, at, after);
  uint32_t before = char_before(machine, at), next = char_after(machine, after);
  if (level >= 0 && char_is_digit(before) && mark == '"' && char_is_digit(next)) return;
  if (level >= 0) {
    int nested = opens && !char_is_letter(next - (next ? 0 : 0)) ? 0 : opens;
    /* a mark of another shape in an opening place nests; one of the same shape does so only where
    ** nothing but a space stands before it and the open quotation has begun in earnest */
    if (nested && machine->open[level].mark != mark && mark != 0x201D && !(class & GUILLEMET)) {
      machine_open(machine, at, after, mark);
      return;
    }
    machine_close(machine, level, at, after);
    return;
  }
  if (!(class & CAN_OPEN)) return;
  if (mark == '"' && char_is_digit(before) && !opens) return; /* inches */
  if (class & GUILLEMET && (mark == 0xBB || mark == 0x203A) && !opens) return;
  if (!opens && (char_is_letter(before) || char_is_punct(before)) && char_is_space(next)) return;
  machine_open(machine, at, after, mark);
}

/* At the block's end: the first open mark counts only where a quotation clearly began. */
static void machine_end(Machine *machine) {
  while (machine->depth > 0) {
    const Open *open = &machine->open[0];
    uint32_t before = ' ', at = open->at;
    while (at > machine->block.start && char_is_space(before)) {
      at = (uint32_t)(utf8_previous(machine->doc->text + machine->block.start,
                                    machine->doc->text + at, &before) -
                      machine->doc->text);
    }
    int clear = open->at == machine->block.start || before == ':' || before == 0xFF1A;
    int paired = machine->pairs->count > open->pairs;
    if (clear && !paired && family(open->mark) != 5 &&
        machine->block.end - open->after <= UNCLOSED_MAX && machine->block.end - open->after > 40)
      machine_pair(machine, open, machine->block.end, machine->block.end);
    machine->depth = 0;
  }
}

Pairs *pairs_run(Document *doc) {
  Pairs *pairs = arena_alloc(&doc->arena, sizeof *pairs);
  if (!pairs) {
    doc->rc = STATUS_NOMEM;
    return NULL;
  }
  Machine machine = {.doc = doc, .pairs = pairs};
  for (size_t b = 0; b < doc->blocks.count && !document_stopped(doc); b++) {
    machine.block = doc->blocks.items[b].span;
    for (uint32_t at = machine.block.start; at < machine.block.end;) {
      uint32_t c;
      uint32_t after = (uint32_t)(utf8_next(doc->text + at, &c) - doc->text);
      if (c != 'e' && mark_class(c)) machine_mark(&machine, at, after, c);
      at = after;
    }
    machine_end(&machine);
  }
  return doc->rc ? NULL : pairs;
}
