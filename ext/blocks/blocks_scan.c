/* blocks_scan.c: one pass over a line's characters: counts and word hashes (blocks_features.h).
**
** take_letter, take_digit and take_mark say what a character does; take_word does the same for the
** letters of a word at once, eight ASCII letters in one step, which is most of any text.
** blocks_scan_plain does without it: the tests hold one against the other. */
#include "blocks/blocks_features.h"
#include "text/bits.h"
#include "text/script.h"
#include <string.h>

typedef struct Scan {
  const BlocksChars *chars;
  const uint8_t *begin; /* of the line */
  LineFacts *line;
  BlocksToken *out;
  size_t capacity;
  uint32_t hash, size; /* of the word being read; size 0: none */
  uint32_t digits;     /* digits of the number being read */
  uint32_t value;      /* its value, while it has at most 4 digits */
  uint32_t previous;   /* code point before */
  uint32_t dates;      /* length of a chain of numbers joined by . / - */
  uint32_t letter;     /* entry of the line's first letter */
  uint32_t others;     /* bits in which the entries of other letters differ from it */
  uint32_t seen;       /* characters that are neither blank nor skipped, saturated */
  uint8_t capital;
} Scan;

#define WORD_SEED 0x811C9DC5u
#define WORD_FACTOR 0x9E3779B1u
#define SCRIPT_BITS (31u << 11) /* CHAR_SCRIPT in place */

static inline void end_token(Scan *scan, uint32_t hash, uint32_t flags, uint32_t size) {
  LineFacts *line = scan->line;
  hash ^= hash >> 15;
  if (line->tokens < scan->capacity)
    scan->out[line->tokens++] =
        (BlocksToken){hash, (uint8_t)flags, (uint8_t)(size < 255 ? size : 255)};
  line->words++;
  line->key = blocks_mix(line->key, hash);
}

static inline void end_letters(Scan *scan, uint32_t hash, uint32_t size) {
  LineFacts *line = scan->line;
  line->shorts += size <= 3;
  line->capitals += scan->capital;
  line->longest = size > line->longest ? size : line->longest;
  end_token(scan, hash, scan->capital ? BLOCK_TOKEN_CAPITAL : 0, size);
  scan->size = 0;
}

static void end_number(Scan *scan) {
  LineFacts *line = scan->line;
  uint32_t digits = scan->digits;
  line->numbers++;
  if (digits == 4 && scan->value >= 1990 && scan->value < 2040) line->time |= 1;
  if (scan->dates >= 2) line->time |= digits == 4 || scan->dates > 2 ? 2 : 0;
  end_token(scan, 0x51ED270Bu * (digits < 5 ? digits : 5), BLOCK_TOKEN_NUMBER, digits);
  scan->digits = 0;
}

static inline void end_word(Scan *scan) {
  if (scan->size) end_letters(scan, scan->hash, scan->size);
  if (scan->digits) end_number(scan);
}

static void begin_word(Scan *scan, uint32_t entry) {
  LineFacts *line = scan->line;
  scan->hash = WORD_SEED;
  scan->capital = (entry & CHAR_UPPER) != 0;
  if (scan->previous == '.' && line->words) line->links++; /* name.tld, or no space after a stop */
}

static void take_letter(Scan *scan, uint32_t c, uint32_t entry) {
  LineFacts *line = scan->line;
  if (!line->letters++) scan->letter = entry;
  scan->others |= entry ^ scan->letter;
  line->upper += (entry & CHAR_UPPER) != 0;
  line->lower += (entry & CHAR_LOWER) != 0;
  uint32_t fold = CHAR_FOLD(entry, c);
  if (scan->digits) end_word(scan);
  if (entry & CHAR_ALONE) {
    end_word(scan);
    if (entry & CHAR_WIDE) line->weight += 2;
    end_token(scan, (WORD_SEED ^ fold) * WORD_FACTOR, BLOCK_TOKEN_ALONE, 1);
    return;
  }
  if (!scan->size) begin_word(scan, entry);
  scan->hash = (scan->hash ^ fold) * WORD_FACTOR;
  scan->size++;
}

static void take_digit(Scan *scan, uint32_t c) {
  if (scan->size) end_word(scan);
  if (!scan->digits) {
    scan->value = 0;
    uint32_t p = scan->previous;
    if (p == '.' || p == '/' || p == '-')
      scan->dates++;
    else
      scan->dates = 1;
  }
  scan->line->digits++;
  scan->digits++;
  if (scan->digits <= 4) scan->value = scan->value * 10 + (c < 0x80 ? c - '0' : c & 15u);
}

static void take_mark(Scan *scan, const uint8_t *next, const uint8_t *end, uint32_t c,
                      uint32_t entry) {
  LineFacts *line = scan->line;
  uint32_t digits = scan->digits, dates = scan->dates;
  end_word(scan);
  line->puncts++;
  switch (CHAR_ROLE(entry)) {
  case ROLE_STOP:
  case ROLE_ASK:
    if (next == end || *next == ' ' || *next >= 0x80 || *next == '"') line->stops++;
    break;
  case ROLE_COMMA: line->commas++; break;
  case ROLE_COLON:
    if (digits && digits <= 2 && next < end && *next >= '0' && *next <= '9')
      line->time |= 4;
    else if (next < end && *next == '/')
      line->links++;
    else if (line->colon == 255)
      line->colon = line->words < 254 ? line->words : 254;
    break;
  case ROLE_QUOTE: line->quotes++; break;
  case ROLE_OPEN:
  case ROLE_CLOSE: line->brackets++; break;
  case ROLE_DASH:
    if (digits == 4 && dates == 1) line->time |= 8;
    if (scan->previous == ' ' && next < end && *next == ' ') line->separators++;
    break;
  case ROLE_SLASH:
  case ROLE_SEPARATOR: line->separators++; break;
  case ROLE_COPYRIGHT: line->rights++; break;
  case ROLE_AT: line->links++; break;
  default: break;
  }
  (void)c;
}

static inline void take_space(Scan *scan) {
  end_word(scan);
  scan->line->chars++;
  scan->dates = 0;
  scan->previous = ' ';
}

/* classes of a line's ends, in an order that a threshold can cut */
static uint8_t class_last(uint32_t c, uint32_t entry) {
  (void)c;
  switch (CHAR_KIND(entry)) {
  case CHAR_LETTER: return 8;
  case CHAR_DIGIT: return 16;
  default: break;
  }
  static const uint8_t classes[16] = {24, 120, 108, 40, 48, 80, 32, 64,
                                      96, 36,  28,  26, 25, 27, 24, 24};
  return classes[CHAR_ROLE(entry)];
}

static uint8_t class_first(uint32_t c, uint32_t entry) {
  (void)c;
  switch (CHAR_KIND(entry)) {
  case CHAR_LETTER: return entry & CHAR_UPPER ? 24 : entry & CHAR_LOWER ? 8 : 16;
  case CHAR_DIGIT: return 48;
  default: break;
  }
  static const uint8_t classes[16] = {96, 80,  80,  80,  80,  72,  56, 60,
                                      32, 104, 112, 120, 116, 108, 96, 96};
  return classes[CHAR_ROLE(entry)];
}

static void take_end(Scan *scan, uint32_t c, uint32_t entry) {
  LineFacts *line = scan->line;
  if (!scan->seen) line->first = class_first(c, entry);
  scan->seen = 1;
  line->last = class_last(c, entry);
  if (c == '.' && scan->previous == '.') line->last = 80;
  scan->previous = c;
}

static const uint8_t *read_char(const BlocksChars *chars, const uint8_t *p, uint32_t *c,
                                uint32_t *entry) {
  p = utf8_next(p, c);
  *entry = blocks_chars_entry(chars, *c);
  return p;
}

static int is_word_letter(uint32_t entry) { return (entry & (CHAR_ALONE | 7u)) == CHAR_LETTER; }

/* ---- eight bytes of a word at once: how many of them are letters no branch can foresee ---- */

#define ONES 0x0101010101010101u /* the number that is multiplied stands in each byte */

/* The bytes from p on, p < stop, behind `stop` 0. */
static inline uint64_t load_bytes(const Scan *scan, const uint8_t *p, const uint8_t *stop) {
  uint64_t bytes = 0;
  size_t left = (size_t)(stop - p), before = left < 8 ? 8 - left : 0;
  if (stop - scan->begin < 8) {
    while (left--) bytes = bytes << 8 | p[left];
    return bytes;
  }
  memcpy(&bytes, p - before, 8); /* none behind the line: there may be no more text */
  return bytes >> 8 * before;
}

/* how many ASCII letters they begin with */
static inline uint32_t count_letters(uint64_t bytes) {
  uint64_t small = (bytes | 0x20 * ONES) & 0x7F * ONES;
  uint64_t from_a = small + (0x80 - 'a') * ONES, behind_z = small + (0x7F - 'z') * ONES;
  uint64_t others = (~from_a | behind_z | bytes) & 0x80 * ONES;
  return (bits_lowest(others >> 7 | (uint64_t)1 << 63) + 1) / 8;
}

/* Hashes the upper `count` bytes, the others being 0. Always all eight, which costs less than a
** wrong guess of how many: the hash is divided first by what the zeros multiply it by. */
static inline uint32_t hash_bytes_above(uint32_t hash, uint64_t bytes, uint32_t count) {
  static const uint32_t unfactor[9] = {/* WORD_FACTOR to the power of count - 8 */
                                       0,           0x1EE1A831u, 0x630B72E1u,
                                       0x708DC691u, 0xFC07D341u, 0x7539C8F1u,
                                       0x46B4D7A1u, 0x0E8B2F51u, 0x00000001u};
  hash *= unfactor[count];
#define HASH(i) hash = (hash ^ (uint32_t)(bytes >> 8 * (i)&0xFF)) * WORD_FACTOR
  HASH(0);
  HASH(1);
  HASH(2);
  HASH(3);
  HASH(4);
  HASH(5);
  HASH(6);
  HASH(7);
#undef HASH
  return hash;
}

/* All letters from p on that make one word, the first of which has been found to be one, and what
** is skipped between them. Counts are kept in registers. The ASCII letters are of Latin script and
** fold to the small ones, and no other ASCII character is a letter or skipped. */
static const uint8_t *take_word(Scan *scan, const uint8_t *p, const uint8_t *stop, uint32_t c,
                                uint32_t entry) {
  LineFacts *line = scan->line;
  const BlocksChars *chars = scan->chars;
  if (scan->digits) end_number(scan);
  if (!scan->size) begin_word(scan, entry);
  if (!line->letters) scan->letter = entry;
  if (!scan->seen) line->first = class_first(c, entry);
  scan->seen = 1;
  uint32_t hash = scan->hash, letters = 0, upper = 0, lower = 0;
  while (p < stop) {
    if (*p < 0x80) {
      uint64_t bytes = load_bytes(scan, p, stop);
      uint32_t count = count_letters(bytes), unused = 64 - 8 * count;
      if (!count) break;
      hash = hash_bytes_above(hash, (bytes | 0x20 * ONES) << unused, count);
      uint32_t small = (uint32_t)(((bytes << unused) >> 5 & ONES) * ONES >> 56);
      p += count;
      letters += count;
      lower += small;
      upper += count - small;
      scan->previous = p[-1];
      scan->others |= scan->letter ^ (uint32_t)SCRIPT_LATIN << 11;
      if (count < 8 && p < stop && *p < 0x80) break;
      continue;
    }
    const uint8_t *next = read_char(chars, p, &c, &entry);
    if (is_word_letter(entry)) {
      hash = (hash ^ CHAR_FOLD(entry, c)) * WORD_FACTOR;
      letters++;
      upper += entry / CHAR_UPPER & 1;
      lower += entry / CHAR_LOWER & 1;
      scan->others |= entry ^ scan->letter;
      scan->previous = c;
    } else if (CHAR_KIND(entry) == CHAR_SKIP) {
      line->chars++;
    } else {
      break; /* ended by a mark beyond ASCII */
    }
    p = next;
  }
  line->last = class_last(scan->previous, CHAR_LETTER);
  line->letters += letters;
  line->upper += upper;
  line->lower += lower;
  scan->size += letters;
  scan->hash = hash;
  if (p < stop) end_letters(scan, hash, scan->size);
  return p;
}

/* Characters up to `stop`; `end` is the line's. */
static inline void scan_part(Scan *scan, const uint8_t *p, const uint8_t *stop, const uint8_t *end,
                             int plain) {
  while (p < stop) {
    uint32_t c, entry;
    if (!plain && *p == ' ') {
      take_space(scan);
      p++;
      continue;
    }
    const uint8_t *next = read_char(scan->chars, p, &c, &entry);
    if (!plain && is_word_letter(entry)) {
      p = take_word(scan, p, stop, c, entry);
      continue;
    }
    p = next;
    if (CHAR_KIND(entry) == CHAR_SPACE) {
      take_space(scan);
      continue;
    }
    switch (CHAR_KIND(entry)) {
    case CHAR_LETTER: take_letter(scan, c, entry); break;
    case CHAR_DIGIT: take_digit(scan, c); break;
    case CHAR_SKIP: scan->line->chars++; continue;
    default: take_mark(scan, p, end, c, entry); break;
    }
    take_end(scan, c, entry);
  }
}

const uint8_t *blocks_line_head(const uint8_t *p, const uint8_t *end) {
  if (end - p <= LINE_HEAD) return end;
  end = p + LINE_HEAD;
  while ((*end & 0xC0) == 0x80) end--;
  return end;
}

static inline void scan_line(const BlocksChars *chars, const uint8_t *p, const uint8_t *end,
                             LineFacts *line, BlocksToken *out, size_t capacity, int plain) {
  Scan scan = {
      .chars = chars, .begin = p, .line = line, .out = out, .capacity = capacity, .previous = ' '};
  const uint8_t *head = blocks_line_head(p, end);
  line->colon = 255;
  scan_part(&scan, p, head, end, plain);
  line->head_letters = (uint8_t)line->letters; /* at most LINE_HEAD */
  line->head_script = scan.others & SCRIPT_BITS ? SCRIPT_MIXED : (uint8_t)CHAR_SCRIPT(scan.letter);
  scan_part(&scan, head, end, end, plain);
  end_word(&scan);
  line->chars += line->letters + line->digits + line->puncts; /* so far those of no kind */
  line->weight += line->chars;
}

void blocks_scan_line(const BlocksChars *chars, const uint8_t *p, const uint8_t *end,
                      LineFacts *line, BlocksToken *out, size_t capacity) {
  scan_line(chars, p, end, line, out, capacity, 0);
}

void blocks_scan_plain(const BlocksChars *chars, const uint8_t *p, const uint8_t *end,
                       LineFacts *line, BlocksToken *out, size_t capacity) {
  scan_line(chars, p, end, line, out, capacity, 1);
}

size_t blocks_cut_tokens(const BlocksChars *chars, const uint8_t *text, size_t size,
                         BlocksToken *out, size_t capacity) {
  LineFacts line = {0};
  blocks_scan_line(chars, text, text + size, &line, out, capacity);
  return line.tokens;
}
