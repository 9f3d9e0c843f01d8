/* script.c: see script.h. Two table reads per character; characters beyond the tables (rare Han,
** tags, private use) go to ICU. */
#include "text/script.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "char_table.h"
#include <unicode/uchar.h>

const uint16_t *const chars_class_index = char_class_index;
const uint16_t *const chars_class_block = char_class_block;

uint16_t chars_class_far(uint32_t codepoint) {
  return codepoint > 0x10FFFF ? SCRIPT_OTHER : (uint16_t)(unicode_class(codepoint) | CLASS_FOLDS);
}

Script script_of(uint32_t codepoint) { return (Script)(chars_class(codepoint) & CLASS_SCRIPT); }

const char *script_code(Script script) {
  static const char codes[SCRIPT_COUNT][5] = {
      "Zyyy", "Zyyy", "Latn", "Grek", "Cyrl", "Armn", "Hebr", "Arab", "Syrc",
      "Thaa", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda",
      "Mlym", "Sinh", "Thai", "Laoo", "Tibt", "Mymr", "Geor", "Kore", "Ethi",
      "Khmr", "Mong", "Jpan", "Jpan", "Bopo", "Hani", "Tfng", "Nkoo", "Zzzz"};
  return codes[script < SCRIPT_COUNT ? script : SCRIPT_OTHER];
}

const char *script_dominant(const uint8_t *text, size_t size) {
  size_t counts[SCRIPT_COUNT] = {0};
  for (const uint8_t *p = text, *end = text + size; p < end;) {
    uint32_t c;
    p = utf8_decode(p, end, &c);
    uint16_t class = chars_class(c);
    if (class & CLASS_LETTER) counts[class & CLASS_SCRIPT]++;
  }
  /* Japanese mixes three scripts: kana decide for all of them when they are a good part */
  size_t kana = counts[SCRIPT_HIRAGANA] + counts[SCRIPT_KATAKANA];
  if (kana && kana * 5 >= counts[SCRIPT_HAN]) {
    counts[SCRIPT_HIRAGANA] = kana + counts[SCRIPT_HAN];
    counts[SCRIPT_KATAKANA] = counts[SCRIPT_HAN] = 0;
  }
  int best = SCRIPT_COMMON;
  counts[SCRIPT_COMMON] = counts[SCRIPT_INHERITED] = 0;
  for (int i = SCRIPT_INHERITED + 1; i < SCRIPT_COUNT; i++)
    if (counts[i] > counts[best]) best = i;
  return script_code((Script)best);
}

int char_is_letter(uint32_t c) { return (chars_class(c) & CLASS_LETTER) != 0; }
int char_is_upper(uint32_t c) { return (chars_class(c) & CLASS_UPPER) != 0; }
int char_is_digit(uint32_t c) { return (chars_class(c) & CLASS_DIGIT) != 0; }
int char_is_space(uint32_t c) { return (chars_class(c) & CLASS_SPACE) != 0; }
int char_is_punct(uint32_t c) { return (chars_class(c) & CLASS_PUNCT) != 0; }
int char_is_format(uint32_t c) { return (chars_class(c) & CLASS_FORMAT) != 0; }

int char_digit_value(uint32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
  return char_is_digit(c) ? u_charDigitValue((UChar32)c) : -1;
}

uint32_t char_lower(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return (uint32_t)u_tolower((UChar32)c);
}
