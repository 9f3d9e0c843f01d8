/* latin.c: see latin.h. One pass over the characters with a window of one before and three behind;
** what a letter becomes depends on no more than that. */
#include "text/latin.h"
#include "text/chars.h"
#include "text/memory.h"
#include "text/status.h"
#include "text/utf8.h"
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define RUN 512u /* UTF-16 units handed to ICU at a time */

struct Latin {
  UTransliterator *icu; /* opened at the first need */
};

typedef struct Letter {
  uint16_t from; /* lower case */
  char to[7];
} Letter;

/* sorted by code point */
static const Letter letters[] = {
    {0x03B1, "a"},   {0x03B2, "v"},  {0x03B3, "g"},  {0x03B4, "d"},  {0x03B5, "e"},
    {0x03B6, "z"},   {0x03B7, "i"},  {0x03B8, "th"}, {0x03B9, "i"},  {0x03BA, "k"},
    {0x03BB, "l"},   {0x03BC, "m"},  {0x03BD, "n"},  {0x03BE, "x"},  {0x03BF, "o"},
    {0x03C0, "p"},   {0x03C1, "r"},  {0x03C2, "s"},  {0x03C3, "s"},  {0x03C4, "t"},
    {0x03C5, "y"},   {0x03C6, "f"},  {0x03C7, "ch"}, {0x03C8, "ps"}, {0x03C9, "o"},
    {0x0430, "a"},   {0x0431, "b"},  {0x0432, "v"},  {0x0433, "g"},  {0x0434, "d"},
    {0x0435, "e"},   {0x0436, "zh"}, {0x0437, "z"},  {0x0438, "i"},  {0x0439, "y"},
    {0x043A, "k"},   {0x043B, "l"},  {0x043C, "m"},  {0x043D, "n"},  {0x043E, "o"},
    {0x043F, "p"},   {0x0440, "r"},  {0x0441, "s"},  {0x0442, "t"},  {0x0443, "u"},
    {0x0444, "f"},   {0x0445, "kh"}, {0x0446, "ts"}, {0x0447, "ch"}, {0x0448, "sh"},
    {0x0449, "shch"}, {0x044A, ""},  {0x044B, "y"},  {0x044C, ""},   {0x044D, "e"},
    {0x044E, "yu"},  {0x044F, "ya"}, {0x0451, "yo"}, {0x0452, "dj"}, {0x0453, "gj"},
    {0x0454, "ye"},  {0x0455, "dz"}, {0x0456, "i"},  {0x0457, "yi"}, {0x0458, "j"},
    {0x0459, "lj"},  {0x045A, "nj"}, {0x045B, "c"},  {0x045C, "kj"}, {0x045E, "u"},
    {0x045F, "dzh"}, {0x0491, "g"},  {0x0493, "gh"}, {0x0497, "j"},  {0x049B, "q"},
    {0x04A3, "ng"},  {0x04AF, "u"},  {0x04B1, "u"},  {0x04B3, "h"},  {0x04B7, "j"},
    {0x04BB, "h"},   {0x04D9, "a"},  {0x04E3, "i"},  {0x04E9, "o"},  {0x04EF, "u"},
    {0x060C, ","},   {0x061B, ";"},  {0x061F, "?"},  {0x0621, "'"},  {0x0622, "a"},
    {0x0623, "a"},   {0x0624, "u"},  {0x0625, "i"},  {0x0626, "i"},  {0x0627, "a"},
    {0x0628, "b"},   {0x0629, "a"},  {0x062A, "t"},  {0x062B, "th"}, {0x062C, "j"},
    {0x062D, "h"},   {0x062E, "kh"}, {0x062F, "d"},  {0x0630, "dh"}, {0x0631, "r"},
    {0x0632, "z"},   {0x0633, "s"},  {0x0634, "sh"}, {0x0635, "s"},  {0x0636, "d"},
    {0x0637, "t"},   {0x0638, "z"},  {0x0639, "'"},  {0x063A, "gh"}, {0x0640, ""},
    {0x0641, "f"},   {0x0642, "q"},  {0x0643, "k"},  {0x0644, "l"},  {0x0645, "m"},
    {0x0646, "n"},   {0x0647, "h"},  {0x0648, "w"},  {0x0649, "a"},  {0x064A, "y"},
    {0x064B, "an"},  {0x064C, "un"}, {0x064D, "in"}, {0x064E, "a"},  {0x064F, "u"},
    {0x0650, "i"},   {0x0652, ""},   {0x0670, "a"},  {0x0671, "a"},  {0x0679, "t"},
    {0x067E, "p"},   {0x0686, "ch"}, {0x0688, "d"},  {0x0691, "r"},  {0x0698, "zh"},
    {0x06A9, "k"},   {0x06AF, "g"},  {0x06BA, "n"},  {0x06BE, "h"},  {0x06C1, "h"},
    {0x06CC, "y"},   {0x06D2, "e"},  {0x06D4, "."},  {0x06D5, "e"}};

static const char *letter_latin(uint32_t lower) {
  size_t low = 0, high = sizeof letters / sizeof *letters;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (letters[middle].from < lower) low = middle + 1;
    else high = middle;
  }
  return low < sizeof letters / sizeof *letters && letters[low].from == lower ? letters[low].to
                                                                             : NULL;
}

/* the plain lower-case letter: Greek accents off, й and ё kept */
static uint32_t letter_plain(uint32_t c) {
  uint32_t lower = char_lower(c), parts[FOLD_MAX];
  if (script_of(lower) == SCRIPT_GREEK && lower != 0x3C2 && fold_codepoint(lower, parts) == 1)
    return parts[0];
  return lower;
}

typedef struct Window {
  uint32_t before; /* plain letter before, 0 at a word's start */
  uint32_t here;   /* plain letter */
  uint32_t next, after; /* plain letters behind, 0 where the word ends */
  int dialytika;   /* the next letter has its own sound: ϊ, ϋ */
  int ukrainian;   /* the text is written with Ukrainian letters */
} Window;

static int greek_voiceless(uint32_t c) {
  return c == 0 || c == 0x3B8 || c == 0x3BA || c == 0x3BE || c == 0x3C0 || c == 0x3C3 ||
         c == 0x3C2 || c == 0x3C4 || c == 0x3C6 || c == 0x3C7 || c == 0x3C8;
}

/* Greek pairs; *taken letters are consumed. NULL: the letter alone. */
static const char *latin_greek(const Window *w, int *taken) {
  *taken = 2;
  uint32_t a = w->here, b = w->dialytika ? 0 : w->next;
  if (a == 0x3B3 && b == 0x3B3) return "ng";
  if (a == 0x3B3 && b == 0x3BE) return "nx";
  if (a == 0x3B3 && b == 0x3C7) return "nch";
  if (a == 0x3BC && b == 0x3C0 && !w->before) return "b";
  if (a == 0x3BF && b == 0x3C5) return "ou";
  if (b == 0x3C5 && (a == 0x3B1 || a == 0x3B5 || a == 0x3B7)) {
    int hard = greek_voiceless(w->after);
    return a == 0x3B1 ? (hard ? "af" : "av") : a == 0x3B5 ? (hard ? "ef" : "ev") : hard ? "if" : "iv";
  }
  *taken = 1;
  return NULL;
}

static int cyrillic_vowel(uint32_t c) {
  return c == 0x430 || c == 0x435 || c == 0x438 || c == 0x43E || c == 0x443 || c == 0x44B ||
         c == 0x44D || c == 0x44E || c == 0x44F || c == 0x451 || c == 0x454 || c == 0x456 ||
         c == 0x457;
}

static const char *latin_cyrillic(const Window *w, int *taken) {
  *taken = 1;
  int open = !w->before || cyrillic_vowel(w->before) || w->before == 0x44C || w->before == 0x44A;
  if (w->here == 0x435 && open && !w->ukrainian) return "ye";
  if ((w->here == 0x438 || w->here == 0x44B) && w->next == 0x439 && !w->after) {
    *taken = 2;
    return "y"; /* -ий, -ый */
  }
  if (!w->ukrainian) return NULL;
  switch (w->here) {
  case 0x433: return "h";
  case 0x438: return "y";
  case 0x439: return w->before ? "i" : "y";
  case 0x454: return w->before ? "ie" : "ye";
  case 0x457: return w->before ? "i" : "yi";
  case 0x44E: return w->before ? "iu" : "yu";
  case 0x44F: return w->before ? "ia" : "ya";
  default: return NULL;
  }
}

static int arabic_vowel(uint32_t c) {
  return c == 0x627 || c == 0x622 || c == 0x623 || c == 0x625 || c == 0x629 || c == 0x649 ||
         c == 0x648 || c == 0x64A || c == 0x6CC || c == 0x64E || c == 0x64F || c == 0x650;
}

static const char *latin_arabic(const Window *w, int *taken) {
  *taken = 1;
  if (w->here == 0x627 && w->next == 0x644 && !w->before && w->after) {
    *taken = 2;
    return "al-";
  }
  int vowel = w->before && !arabic_vowel(w->before) && !arabic_vowel(w->next);
  if (w->here == 0x648) return vowel ? "u" : "w";
  if (w->here == 0x64A || w->here == 0x6CC) return vowel ? "i" : "y";
  return NULL;
}

/* ---- the rest of the world ---- */

static void latin_icu(Latin *latin, const UChar *units, int32_t count, Buffer *out) {
  static const UChar id[] = u"Any-Latin; Latin-ASCII";
  UErrorCode status = U_ZERO_ERROR;
  UChar text[RUN * 8];
  char bytes[RUN * 8 * 3];
  int32_t length = count, limit = count, size = 0;
  if (!latin->icu) latin->icu = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  memcpy(text, units, (size_t)count * sizeof *units);
  if (U_SUCCESS(status))
    utrans_transUChars(latin->icu, text, &length, RUN * 8, 0, &limit, &status);
  if (U_SUCCESS(status))
    u_strToUTF8(bytes, sizeof bytes, &size, text, length, &status);
  if (status == U_MEMORY_ALLOCATION_ERROR || (U_FAILURE(status) && !latin->icu)) {
    out->rc = STATUS_NOMEM;
  } else if (U_FAILURE(status)) { /* longer than the room: as it was */
    status = U_ZERO_ERROR;
    u_strToUTF8(bytes, sizeof bytes, &size, units, count, &status);
  }
  if (U_SUCCESS(status)) buffer_append(out, bytes, (size_t)size);
}

static int latin_own(uint32_t c) {
  Script script = script_of(c);
  return script == SCRIPT_COMMON || script == SCRIPT_INHERITED || script == SCRIPT_LATIN ||
         script == SCRIPT_GREEK || script == SCRIPT_CYRILLIC || script == SCRIPT_ARABIC;
}

/* Hands a run of foreign scripts to ICU; returns where it ends. */
static const uint8_t *latin_run(Latin *latin, const uint8_t *p, const uint8_t *end, Buffer *out) {
  UChar units[RUN];
  int32_t n = 0;
  while (p < end && n + 2 <= (int32_t)RUN) {
    uint32_t c;
    const uint8_t *next = utf8_decode(p, end, &c);
    if (n && latin_own(c) && script_of(c) != SCRIPT_INHERITED) break;
    if (c >= 0x10000) {
      units[n++] = (UChar)(0xD7C0 + (c >> 10));
      units[n++] = (UChar)(0xDC00 | (c & 0x3FF));
    } else {
      units[n++] = (UChar)c;
    }
    p = next;
  }
  latin_icu(latin, units, n, out);
  return p;
}

/* ---- the pass ---- */

/* Writes with the case of the source: "Ж" -> "Zh", "Ж" among capitals -> "ZH". */
static void latin_put(Buffer *out, const char *latin, int upper, int all_upper) {
  for (size_t i = 0; latin[i]; i++) {
    char c = latin[i];
    if (upper && (i == 0 || all_upper) && c >= 'a' && c <= 'z') c = (char)(c - 32);
    buffer_byte(out, (uint8_t)c);
  }
}

static int latin_word_letter(uint32_t c) {
  return (chars_class(c) & CLASS_LETTER) && !(chars_class(c) & CLASS_MARK);
}

static const uint8_t *latin_peek(const uint8_t *p, const uint8_t *end, uint32_t *c) {
  *c = 0;
  return p < end ? utf8_decode(p, end, c) : p;
}

/* One letter of Greek, Cyrillic or Arabic script; returns the address behind what it took. */
static const uint8_t *latin_letter(const uint8_t *p, const uint8_t *end, Window *w, Buffer *out) {
  uint32_t c, next, after;
  const uint8_t *second = utf8_decode(p, end, &c);
  const uint8_t *third = latin_peek(second, end, &next);
  latin_peek(third, end, &after);
  int upper = char_is_upper(c), all_upper = upper && char_is_upper(next);
  w->dialytika = next == 0x3CA || next == 0x3CB || next == 0x390 || next == 0x3B0;
  w->here = letter_plain(c);
  w->next = latin_word_letter(next) ? letter_plain(next) : 0;
  w->after = w->next && latin_word_letter(after) ? letter_plain(after) : 0;
  int taken = 1;
  const char *latin = NULL;
  switch (script_of(c)) {
  case SCRIPT_GREEK: latin = latin_greek(w, &taken); break;
  case SCRIPT_CYRILLIC: latin = latin_cyrillic(w, &taken); break;
  default: latin = latin_arabic(w, &taken); break;
  }
  if (!latin) latin = letter_latin(w->here);
  if (latin) latin_put(out, latin, upper, all_upper);
  else if (!(chars_class(c) & (CLASS_FORMAT | CLASS_MARK))) buffer_codepoint(out, c);
  w->before = taken == 2 ? w->next : w->here;
  return taken == 2 ? third : second;
}

static int latin_is_ukrainian(const uint8_t *text, size_t size) {
  int ukrainian = 0, other = 0;
  for (const uint8_t *p = text, *end = text + size; p < end;) {
    uint32_t c;
    p = utf8_decode(p, end, &c);
    c = c < 0x400 || c > 0x4FF ? 0 : char_lower(c);
    ukrainian |= c == 0x454 || c == 0x456 || c == 0x457 || c == 0x491;
    other |= c == 0x44B || c == 0x44D || c == 0x451 || (c >= 0x493 && c <= 0x4E9) || c == 0x45E;
  }
  return ukrainian && !other;
}

void latin_text(Latin *latin, const uint8_t *text, size_t size, Buffer *out) {
  Window w = {0};
  w.ukrainian = latin_is_ukrainian(text, size);
  for (const uint8_t *p = text, *end = text + size; p < end && !out->rc;) {
    uint32_t c;
    const uint8_t *next = utf8_decode(p, end, &c);
    Script script = script_of(c);
    if (!latin_own(c)) {
      p = latin_run(latin, p, end, out);
      w.before = 0;
      continue;
    }
    const char *sign = letter_latin(c);
    if (char_is_digit(c)) {
      buffer_byte(out, (uint8_t)('0' + char_digit_value(c)));
      w.before = 0;
      p = next;
      continue;
    }
    if (script == SCRIPT_GREEK || script == SCRIPT_CYRILLIC || script == SCRIPT_ARABIC) {
      p = latin_letter(p, end, &w, out);
      continue;
    }
    if (c == 0x651 && out->size && out->data[out->size - 1] < 0x80) /* shadda doubles */
      buffer_byte(out, out->data[out->size - 1]);
    else if (sign) buffer_string(out, sign);
    else if (c >= 0x80 && char_is_format(c)) { /* dropped */
    } else buffer_append(out, p, (size_t)(next - p));
    if (!(chars_class(c) & (CLASS_MARK | CLASS_FORMAT))) w.before = 0;
    p = next;
  }
}

Latin *latin_new(void) { return memory_zero(sizeof(Latin)); }

void latin_free(Latin *latin) {
  if (latin && latin->icu) utrans_close(latin->icu);
  memory_free(latin);
}
