/* blocks_scan.c: one pass over a line's characters: counts and word hashes (blocks_features.h). */
#include "blocks/blocks_features.h"

typedef struct Scan {
  const BlocksChars *chars;
  LineFacts *line;
  BlocksToken *out;
  size_t capacity;
  uint32_t hash, size; /* of the word being read; size 0: none */
  uint32_t digits;     /* digits of the number being read */
  uint32_t value;      /* its value, while it has at most 4 digits */
  uint32_t previous;   /* code point before */
  uint32_t dates;      /* length of a chain of numbers joined by . / - */
  uint8_t capital, all_numbers;
} Scan;

static void end_token(Scan *scan, uint32_t hash, uint32_t flags, uint32_t size) {
  LineFacts *line = scan->line;
  hash ^= hash >> 15;
  if (line->tokens < scan->capacity)
    scan->out[line->tokens++] =
        (BlocksToken){hash, (uint8_t)flags, (uint8_t)(size < 255 ? size : 255)};
  line->words++;
  line->key = blocks_mix(line->key, hash);
}

static void end_word(Scan *scan) {
  LineFacts *line = scan->line;
  if (scan->size) {
    if (scan->size <= 3) line->shorts++;
    if (scan->capital) line->capitals++;
    if (scan->size > line->longest) line->longest = scan->size;
    end_token(scan, scan->hash, scan->capital ? BLOCK_TOKEN_CAPITAL : 0, scan->size);
    scan->size = 0;
  }
  if (scan->digits) {
    uint32_t digits = scan->digits;
    line->numbers++;
    if (digits == 4 && scan->value >= 1990 && scan->value < 2040) line->time |= 1;
    if (scan->dates >= 2) line->time |= digits == 4 || scan->dates > 2 ? 2 : 0;
    end_token(scan, 0x51ED270Bu * (digits < 5 ? digits : 5), BLOCK_TOKEN_NUMBER, digits);
    scan->digits = 0;
  }
}

static void take_letter(Scan *scan, uint32_t c, uint32_t entry) {
  LineFacts *line = scan->line;
  line->letters++;
  line->upper += (entry & CHAR_UPPER) != 0;
  line->lower += (entry & CHAR_LOWER) != 0;
  uint32_t fold = CHAR_FOLD(entry, c);
  if (scan->digits) end_word(scan);
  if (entry & CHAR_ALONE) {
    end_word(scan);
    if (entry & CHAR_WIDE) line->weight += 2;
    end_token(scan, (0x811C9DC5u ^ fold) * 0x9E3779B1u, BLOCK_TOKEN_ALONE, 1);
    return;
  }
  if (!scan->size) {
    scan->hash = 0x811C9DC5u;
    scan->capital = (entry & CHAR_UPPER) != 0;
    if (scan->previous == '.' && line->words)
      line->links++; /* name.tld, or no space after a stop */
  }
  scan->hash = (scan->hash ^ fold) * 0x9E3779B1u;
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

void blocks_scan_line(const BlocksChars *chars, const uint8_t *p, const uint8_t *end,
                      LineFacts *line, BlocksToken *out, size_t capacity) {
  Scan scan = {.chars = chars, .line = line, .out = out, .capacity = capacity, .previous = ' '};
  line->colon = 255;
  uint32_t seen = 0;
  while (p < end) {
    uint32_t c;
    p = utf8_next(p, &c);
    uint32_t entry = blocks_chars_entry(chars, c);
    line->chars++;
    switch (CHAR_KIND(entry)) {
    case CHAR_LETTER: take_letter(&scan, c, entry); break;
    case CHAR_DIGIT: take_digit(&scan, c); break;
    case CHAR_SKIP: continue;
    case CHAR_SPACE:
      end_word(&scan);
      scan.dates = 0;
      scan.previous = ' ';
      continue;
    default: take_mark(&scan, p, end, c, entry); break;
    }
    if (!seen++) line->first = class_first(c, entry);
    line->last = class_last(c, entry);
    if (c == '.' && scan.previous == '.') line->last = 80;
    scan.previous = c;
  }
  end_word(&scan);
  line->weight += line->chars;
}

size_t blocks_cut_tokens(const BlocksChars *chars, const uint8_t *text, size_t size,
                         BlocksToken *out, size_t capacity) {
  LineFacts line = {0};
  blocks_scan_line(chars, text, text + size, &line, out, capacity);
  return line.tokens;
}
