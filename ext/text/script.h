/* script.h: which script a character belongs to (ISO 15924), and small classes of characters that
** every stage asks for. Read from tables that the build makes from ICU (char_gen.c). */
#ifndef GLOSS_TEXT_SCRIPT_H
#define GLOSS_TEXT_SCRIPT_H
#include <stddef.h>
#include <stdint.h>

typedef enum Script {
  SCRIPT_COMMON = 0, /* Zyyy: digits, punctuation, spaces, symbols */
  SCRIPT_INHERITED,  /* Zinh: combining marks */
  SCRIPT_LATIN,
  SCRIPT_GREEK,
  SCRIPT_CYRILLIC,
  SCRIPT_ARMENIAN,
  SCRIPT_HEBREW,
  SCRIPT_ARABIC,
  SCRIPT_SYRIAC,
  SCRIPT_THAANA,
  SCRIPT_DEVANAGARI,
  SCRIPT_BENGALI,
  SCRIPT_GURMUKHI,
  SCRIPT_GUJARATI,
  SCRIPT_ORIYA,
  SCRIPT_TAMIL,
  SCRIPT_TELUGU,
  SCRIPT_KANNADA,
  SCRIPT_MALAYALAM,
  SCRIPT_SINHALA,
  SCRIPT_THAI,
  SCRIPT_LAO,
  SCRIPT_TIBETAN,
  SCRIPT_MYANMAR,
  SCRIPT_GEORGIAN,
  SCRIPT_HANGUL,
  SCRIPT_ETHIOPIC,
  SCRIPT_KHMER,
  SCRIPT_MONGOLIAN,
  SCRIPT_HIRAGANA,
  SCRIPT_KATAKANA,
  SCRIPT_BOPOMOFO,
  SCRIPT_HAN,
  SCRIPT_TIFINAGH,
  SCRIPT_NKO,
  SCRIPT_OTHER, /* Zzzz: any script not named here */
  SCRIPT_COUNT
} Script;

Script script_of(uint32_t codepoint);
const char *script_code(Script script); /* "Arab"; "Zyyy" for common and inherited */

/* The script with the most letters in the text: ISO 15924 with Jpan for kana with Han, Kore for
** Hangul; "Zyyy" when there is no letter. Linear; any bytes. */
const char *script_dominant(const uint8_t *text, size_t size);

int char_is_letter(uint32_t codepoint); /* general categories L*, M*: what words are made of */
int char_is_upper(uint32_t codepoint);  /* Lu, Lt */
int char_is_digit(uint32_t codepoint);  /* Nd, any script */
int char_digit_value(uint32_t codepoint); /* 0..9, or -1 */
int char_is_space(uint32_t codepoint);  /* White_Space, with NBSP and its like */
int char_is_punct(uint32_t codepoint);  /* general categories P* */
int char_is_format(uint32_t codepoint); /* Cf: bidi and zero-width controls, soft hyphen */
uint32_t char_lower(uint32_t codepoint); /* simple lower-case mapping */

#endif
