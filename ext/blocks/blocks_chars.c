/* blocks_chars.c: see blocks_chars.h. */
#include "blocks/blocks_chars.h"
#include "text/fold.h"
#include "text/memory.h"
#include "text/script.h"
#include <string.h>

typedef struct RoleList {
  uint8_t role;
  const uint16_t *marks; /* ends with 0 */
} RoleList;

static const uint16_t stops[] = {'.',    0x3002, 0xFF0E, 0xFF61, 0x06D4, 0x0964, 0x0965,
                                 0x0589, 0x1362, 0x17D4, 0x104B, 0x0E2F, 0};
static const uint16_t asks[] = {'?',    '!',    0x061F, 0xFF1F, 0xFF01, 0x037E,
                                0x00BF, 0x00A1, 0x203C, 0x2047, 0x1367, 0};
static const uint16_t commas[] = {',',    ';',    0x060C, 0x061B, 0x3001, 0xFF0C,
                                  0xFF1B, 0x0387, 0x055D, 0x1363, 0x104A, 0};
static const uint16_t colons[] = {':', 0xFF1A, 0xFE55, 0};
static const uint16_t ellipses[] = {0x2026, 0x22EF, 0};
static const uint16_t opens[] = {'(', '[', '{', 0x3010, 0xFF08, 0x3014, 0x300A, 0};
static const uint16_t closes[] = {')', ']', '}', 0x3011, 0xFF09, 0x3015, 0x300B, 0};
static const uint16_t quotes[] = {'"',    0x00AB, 0x00BB, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
                                  0x201E, 0x300C, 0x300D, 0x300E, 0x300F, 0xFF02, 0};
static const uint16_t dashes[] = {'-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0};
static const uint16_t separators[] = {
    '|',    '>',    '<',    '*',    '_',    '#',    '~',    '=',    '^',    0x2022, 0x00B7, 0x203A,
    0x2039, 0x2192, 0x2190, 0x2193, 0x2191, 0x25B6, 0x25BA, 0x25A0, 0x25A1, 0x25CF, 0x25C6, 0x25C7,
    0x25B2, 0x25BC, 0x2605, 0x2606, 0xFF5C, 0x30FB, 0x00D7, 0x2715, 0xFF1E, 0};
static const uint16_t rights[] = {0x00A9, 0x24D2, 0x00AE, 0};
static const uint16_t ats[] = {'@', 0xFF20, 0};
static const uint16_t slashes[] = {'/', '\\', 0xFF0F, 0};

static const RoleList roles[] = {
    {ROLE_STOP, stops},           {ROLE_ASK, asks},          {ROLE_COMMA, commas},
    {ROLE_COLON, colons},         {ROLE_ELLIPSIS, ellipses}, {ROLE_OPEN, opens},
    {ROLE_CLOSE, closes},         {ROLE_QUOTE, quotes},      {ROLE_DASH, dashes},
    {ROLE_SEPARATOR, separators}, {ROLE_COPYRIGHT, rights},  {ROLE_AT, ats},
    {ROLE_SLASH, slashes}};

static uint32_t role_of(uint32_t c) {
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    for (const uint16_t *mark = roles[i].marks; *mark; mark++)
      if (*mark == c) return roles[i].role;
  return ROLE_NONE;
}

static uint32_t script_flags(Script script) {
  switch (script) {
  case SCRIPT_HAN:
  case SCRIPT_HIRAGANA:
  case SCRIPT_KATAKANA:
  case SCRIPT_BOPOMOFO: return CHAR_ALONE | CHAR_WIDE;
  case SCRIPT_THAI:
  case SCRIPT_LAO:
  case SCRIPT_TIBETAN:
  case SCRIPT_MYANMAR:
  case SCRIPT_KHMER: return CHAR_ALONE;
  default: return 0;
  }
}

static int is_cased(Script script) {
  return script == SCRIPT_LATIN || script == SCRIPT_GREEK || script == SCRIPT_CYRILLIC ||
         script == SCRIPT_ARMENIAN;
}

/* Han 32 and above share numbers with rare scripts: 31 is enough for "another script" */
static uint32_t script_number(Script script) {
  if (script == SCRIPT_HIRAGANA || script == SCRIPT_KATAKANA || script == SCRIPT_HAN) return 31;
  return (uint32_t)script < 31 ? (uint32_t)script : 30;
}

uint32_t blocks_chars_compute(uint32_t c) {
  uint32_t entry = role_of(c) << 7, out[FOLD_MAX];
  int folded = fold_codepoint(c, out);
  uint32_t to = folded > 0 ? out[0] : 0;
  if (c >= 0xAC00 && c <= 0xD7A3) to = c; /* a Hangul syllable stays whole */
  entry |= ((to - c) & 0xffffu) << 16;
  if (char_is_space(c) || c < 0x20) return entry | CHAR_SPACE;
  if (char_is_format(c)) return entry | CHAR_SKIP;
  if (char_is_digit(c)) return entry | CHAR_DIGIT;
  if (char_is_letter(c)) {
    Script script = script_of(c);
    entry |= script_number(script) << 11;
    if (folded <= 0 || script == SCRIPT_INHERITED) return entry | CHAR_SKIP;
    if (char_is_upper(c))
      entry |= CHAR_UPPER;
    else if (is_cased(script))
      entry |= CHAR_LOWER;
    return entry | CHAR_LETTER | script_flags(script);
  }
  return entry | (char_is_punct(c) ? CHAR_PUNCT : CHAR_SYMBOL);
}

int blocks_chars_build(uint16_t *pages, uint32_t **entries, size_t *count) {
  size_t used = 0, capacity = 512;
  uint32_t *all = memory_alloc(capacity * 256 * sizeof *all);
  if (!all) return -1;
  for (uint32_t page = 0; page < CHARS_PAGES; page++) {
    uint32_t *fresh = all + used * 256;
    for (uint32_t i = 0; i < 256; i++) fresh[i] = blocks_chars_compute(page << 8 | i);
    size_t same = 0;
    while (same < used && memcmp(all + same * 256, fresh, 256 * sizeof *all)) same++;
    pages[page] = (uint16_t)same;
    if (same == used && ++used == capacity) {
      capacity *= 2;
      uint32_t *larger = memory_resize(all, capacity * 256 * sizeof *all);
      if (!larger) {
        memory_free(all);
        return -1;
      }
      all = larger;
    }
  }
  *entries = all;
  *count = used * 256;
  return 0;
}
