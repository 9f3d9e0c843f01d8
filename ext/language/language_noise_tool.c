/* language_noise_tool.c: invents text that is in no language, and text in other letters.
**
**     language_noise_tool TRAIN_DIRECTORY INVENTED_DIRECTORY
**
** Writes into INVENTED_DIRECTORY
**   zxx.txt, zxx-Cyrl.txt, zxx-Arab.txt: random letters, evenly drawn, from the keyboard's rows,
**     without vowels, hexadecimal, in random case;
**   el-Latn.txt, ar-Latn.txt, ru-Latn.txt: the sentences of TRAIN_DIRECTORY/el.txt, ar.txt, ru.txt
**     respelt in Latin letters as people type them (greeklish, arabizi, translit), each line in a
**     mixture of the habits;
**   sr-Latn.txt, az-Cyrl.txt, uz-Cyrl.txt: sr.txt, az.txt, uz.txt of both directories in the
**     language's other alphabet. Run language_words_tool first. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "text/script.h"
#include "text/utf8.h"

#define NOISE_LINES 12000
#define SPELT_LINES 9000

static uint64_t random_state = 1;

static uint32_t random_below(uint32_t n) {
  uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (uint32_t)(((z ^ (z >> 31)) >> 32) * n >> 32);
}

static FILE *open_file(const char *directory, const char *name, const char *mode) {
  char path[1024];
  snprintf(path, sizeof path, "%s/%s.txt", directory, name);
  FILE *file = fopen(path, mode);
  if (!file) {
    fprintf(stderr, "%s: cannot be opened\n", path);
    exit(1);
  }
  return file;
}

/* ---- no language ----------------------------------------------------------------------------- */

static const char *const latin[] = {"abcdefghijklmnopqrstuvwxyz",
                                    "abcdefghijklmnopqrstuvwxyz",
                                    "abcdefghijklmnopqrstuvwxyz",
                                    "asdfghjkl",
                                    "qwertyuiop",
                                    "zxcvbnm",
                                    "bcdfghjklmnpqrstvwxz",
                                    "abcdef",
                                    NULL};
static const char *const cyrillic[] = {"абвгдежзийклмнопрстуфхцчшщъыьэюя",
                                       "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўқғңөұүһ",
                                       "фывапролджэ",
                                       "йцукенгшщзхъ",
                                       "бвгджзклмнпрстфхцчшщ",
                                       NULL};
static const char *const arabic[] = {"ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
                                     "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "شسيبلاتنمكط",
                                     "ضصثقفغعهخحج", NULL};

static void write_noise(const char *directory, const char *name, const char *const *alphabets) {
  FILE *out = open_file(directory, name, "wb");
  uint32_t kinds = 0;
  while (alphabets[kinds]) kinds++;
  for (int line = 0; line < NOISE_LINES; line++) {
    const uint8_t *letters = (const uint8_t *)alphabets[random_below(kinds)];
    size_t size = strlen((const char *)letters);
    uint32_t count = (uint32_t)utf8_count(letters, size), words = 1 + random_below(6);
    int random_case = !random_below(4);
    for (uint32_t w = 0; w < words; w++) {
      for (uint32_t n = 3 + random_below(10); n > 0; n--) {
        const uint8_t *p = letters;
        uint32_t c = 0;
        for (uint32_t skip = random_below(count) + 1; skip > 0; skip--) p = utf8_next(p, &c);
        if (random_case && c < 0x80 && random_below(2)) c -= 32;
        uint8_t bytes[4];
        fwrite(bytes, 1, utf8_encode(c, bytes), out);
      }
      putc(w + 1 < words ? ' ' : '\n', out);
    }
  }
  if (fclose(out)) exit(1);
}

/* ---- other letters --------------------------------------------------------------------------- */

typedef struct Rule {
  const char *from, *to; /* `to`: spellings joined by '|', one of them is the line's habit */
} Rule;

static const Rule greek[] = {
    {"ου", "ou|u|oy"},  {"αι", "ai|e"},  {"ει", "ei|i"}, {"οι", "oi|i"}, {"μπ", "mp|b"},
    {"ντ", "nt|d"},     {"γγ", "gg|ng"}, {"γκ", "gk|g"}, {"τζ", "tz|j"}, {"ευ", "ef|ev|eu"},
    {"αυ", "af|av|au"}, {"α", "a"},      {"ά", "a"},     {"β", "v|b"},   {"γ", "g"},
    {"δ", "d"},         {"ε", "e"},      {"έ", "e"},     {"ζ", "z"},     {"η", "i|h"},
    {"ή", "i|h"},       {"θ", "th|8"},   {"ι", "i"},     {"ί", "i"},     {"ϊ", "i"},
    {"ΐ", "i"},         {"κ", "k"},      {"λ", "l"},     {"μ", "m"},     {"ν", "n"},
    {"ξ", "x|ks"},      {"ο", "o"},      {"ό", "o"},     {"π", "p"},     {"ρ", "r"},
    {"σ", "s"},         {"ς", "s"},      {"τ", "t"},     {"υ", "y|i|u"}, {"ύ", "y|i|u"},
    {"φ", "f|ph"},      {"χ", "x|h|ch"}, {"ψ", "ps"},    {"ω", "o|w"},   {"ώ", "o|w"},
    {NULL, NULL}};
static const Rule arabic_letters[] = {{"ال", "el |al |il |el-|al-"},
                                      {"ا", "a"},
                                      {"أ", "a"},
                                      {"إ", "i|e"},
                                      {"آ", "aa|a"},
                                      {"ب", "b"},
                                      {"ت", "t"},
                                      {"ث", "th|s|t"},
                                      {"ج", "j|g"},
                                      {"ح", "h|7"},
                                      {"خ", "kh|5"},
                                      {"د", "d"},
                                      {"ذ", "z|th|d"},
                                      {"ر", "r"},
                                      {"ز", "z"},
                                      {"س", "s"},
                                      {"ش", "sh|ch"},
                                      {"ص", "s|9"},
                                      {"ض", "d"},
                                      {"ط", "t|6"},
                                      {"ظ", "z"},
                                      {"ع", "a|3"},
                                      {"غ", "gh"},
                                      {"ف", "f"},
                                      {"ق", "q|k|2|g"},
                                      {"ك", "k"},
                                      {"ل", "l"},
                                      {"م", "m"},
                                      {"ن", "n"},
                                      {"ه", "h"},
                                      {"و", "w|o|ou"},
                                      {"ي", "y|i|ee"},
                                      {"ى", "a"},
                                      {"ة", "a|eh|e"},
                                      {"ء", "|2"},
                                      {"ئ", "e|2"},
                                      {"ؤ", "o"},
                                      {NULL, NULL}};
static const Rule russian[] = {
    {"а", "a"},     {"б", "b"},        {"в", "v"},        {"г", "g"},    {"д", "d"},
    {"е", "e|ye"},  {"ё", "e|yo|jo"},  {"ж", "zh|j"},     {"з", "z"},    {"и", "i"},
    {"й", "y|j|i"}, {"к", "k"},        {"л", "l"},        {"м", "m"},    {"н", "n"},
    {"о", "o"},     {"п", "p"},        {"р", "r"},        {"с", "s"},    {"т", "t"},
    {"у", "u"},     {"ф", "f"},        {"х", "h|kh|x"},   {"ц", "ts|c"}, {"ч", "ch"},
    {"ш", "sh"},    {"щ", "sch|shch"}, {"ъ", ""},         {"ы", "y|i"},  {"ь", "|'"},
    {"э", "e"},     {"ю", "yu|ju|u"},  {"я", "ya|ja|ia"}, {NULL, NULL}};

static const Rule serbian[] = {
    {"а", "a"},  {"б", "b"}, {"в", "v"},  {"г", "g"}, {"д", "d"}, {"ђ", "đ"}, {"е", "e"},
    {"ж", "ž"},  {"з", "z"}, {"и", "i"},  {"ј", "j"}, {"к", "k"}, {"л", "l"}, {"љ", "lj"},
    {"м", "m"},  {"н", "n"}, {"њ", "nj"}, {"о", "o"}, {"п", "p"}, {"р", "r"}, {"с", "s"},
    {"т", "t"},  {"ћ", "ć"}, {"у", "u"},  {"ф", "f"}, {"х", "h"}, {"ц", "c"}, {"ч", "č"},
    {"џ", "dž"}, {"ш", "š"}, {NULL, NULL}};
static const Rule azerbaijani[] = {
    {"a", "а"}, {"b", "б"}, {"c", "ҹ"}, {"ç", "ч"}, {"d", "д"},  {"e", "е"}, {"ə", "ә"},
    {"f", "ф"}, {"g", "ҝ"}, {"ğ", "ғ"}, {"h", "һ"}, {"x", "х"},  {"ı", "ы"}, {"i", "и"},
    {"j", "ж"}, {"k", "к"}, {"q", "г"}, {"l", "л"}, {"m", "м"},  {"n", "н"}, {"o", "о"},
    {"ö", "ө"}, {"p", "п"}, {"r", "р"}, {"s", "с"}, {"ş", "ш"},  {"t", "т"}, {"u", "у"},
    {"ü", "ү"}, {"v", "в"}, {"y", "ј"}, {"z", "з"}, {NULL, NULL}};
static const Rule uzbek[] = {
    {"sh", "ш"}, {"ch", "ч"}, {"o'", "ў"}, {"o‘", "ў"},  {"oʻ", "ў"}, {"o’", "ў"}, {"g'", "ғ"},
    {"g‘", "ғ"}, {"gʻ", "ғ"}, {"g’", "ғ"}, {" e", " э"}, {"yo", "ё"}, {"yu", "ю"}, {"ya", "я"},
    {"ye", "е"}, {"a", "а"},  {"b", "б"},  {"d", "д"},   {"e", "е"},  {"f", "ф"},  {"g", "г"},
    {"h", "ҳ"},  {"i", "и"},  {"j", "ж"},  {"k", "к"},   {"l", "л"},  {"m", "м"},  {"n", "н"},
    {"o", "о"},  {"p", "п"},  {"q", "қ"},  {"r", "р"},   {"s", "с"},  {"t", "т"},  {"u", "у"},
    {"v", "в"},  {"x", "х"},  {"y", "й"},  {"z", "з"},   {"'", "ъ"},  {"’", "ъ"},  {NULL, NULL}};

static void put_spelling(const char *to, uint32_t habit, FILE *out) {
  uint32_t choices = 1;
  for (const char *p = to; *p; p++) choices += *p == '|';
  for (habit %= choices; habit > 0; to++) habit -= *to == '|';
  while (*to && *to != '|') putc(*to++, out);
}

/* Arabic script leaves short vowels out: one goes between most consonants. */
static int wants_vowel(const char *last, const char *now) {
  static const char vowels[] = "aeiouwy";
  return last && *last && *now && !strchr(vowels, *last) && !strchr(vowels, *now) &&
         random_below(10) < 6;
}

static void respell_line(const char *line, const Rule *rules, int vowels, FILE *out) {
  uint32_t habits[64];
  const char *last = NULL;
  for (size_t i = 0; i < 64; i++) habits[i] = random_below(12);
  for (const char *p = line; *p;) {
    size_t at = 0;
    while (rules[at].from && strncmp(p, rules[at].from, strlen(rules[at].from))) at++;
    if (rules[at].from) {
      if (vowels && wants_vowel(last, rules[at].to)) putc("aaaeeiiou"[random_below(9)], out);
      put_spelling(rules[at].to, habits[at], out);
      last = rules[at].to;
      p += strlen(rules[at].from);
    } else {
      uint32_t c;
      const char *next = (const char *)utf8_next((const uint8_t *)p, &c);
      if (c < 0x80) putc((int)c, out);
      last = NULL;
      p = next;
    }
  }
}

static void respell_file(const char *directory, const char *name, const Rule *rules, int vowels,
                         long lines, FILE *out) {
  FILE *in = open_file(directory, name, "rb");
  static char line[8192], lower[16384];
  for (long i = 0; i < lines && fgets(line, sizeof line, in); i++) {
    size_t n = 0, size = strlen(line);
    for (const uint8_t *p = (uint8_t *)line, *end = p + size; p < end;) {
      uint32_t c;
      p = utf8_decode(p, end, &c);
      n += utf8_encode(char_lower(c), (uint8_t *)lower + n);
    }
    lower[n] = 0;
    respell_line(lower, rules, vowels, out);
  }
  fclose(in);
}

/* Text typed in letters that are not the language's. */
static void write_typed(const char *train, const char *invented, const char *from, const char *name,
                        const Rule *rules, int vowels) {
  FILE *out = open_file(invented, name, "wb");
  respell_file(train, from, rules, vowels, SPELT_LINES, out);
  if (fclose(out)) exit(1);
}

/* The language's other alphabet. */
static void write_alphabet(const char *train, const char *invented, const char *from,
                           const char *name, const Rule *rules, int words) {
  FILE *out = open_file(invented, name, "wb");
  respell_file(train, from, rules, 0, LONG_MAX, out);
  if (words) respell_file(invented, from, rules, 0, LONG_MAX, out);
  if (fclose(out)) exit(1);
}

int main(int count, char **arguments) {
  if (count != 3)
    return fprintf(stderr, "language_noise_tool TRAIN_DIRECTORY INVENTED_DIRECTORY\n"), 1;
  const char *train = arguments[1], *invented = arguments[2];
  write_noise(invented, "zxx", latin);
  write_noise(invented, "zxx-Cyrl", cyrillic);
  write_noise(invented, "zxx-Arab", arabic);
  write_typed(train, invented, "el", "el-Latn", greek, 0);
  write_typed(train, invented, "ar", "ar-Latn", arabic_letters, 1);
  write_typed(train, invented, "ru", "ru-Latn", russian, 0);
  write_alphabet(train, invented, "sr", "sr-Latn", serbian, 1);
  write_alphabet(train, invented, "az", "az-Cyrl", azerbaijani, 1);
  write_alphabet(train, invented, "uz", "uz-Cyrl", uzbek, 0);
  return 0;
}
