/* The folding and class tables say what ICU says, for every code point. */
#include "text/chars.h"
#include "text/fold.h"
#include "text/status.h"
#include "unit/check.h"
#include <string.h>

static int folds_to(const char *text, const char *expected) {
  Buffer out = {0}, map = {0};
  fold_text((const uint8_t *)text, strlen(text), &out, NULL);
  int same = out.size == strlen(expected) && !memcmp(out.data, expected, out.size);
  if (!same) fprintf(stderr, "%s -> %.*s, not %s\n", text, (int)out.size, out.data, expected);
  Buffer again = {0};
  fold_text((const uint8_t *)text, strlen(text), &again, &map);
  same = same && again.size == out.size && !memcmp(again.data, out.data, out.size) &&
         map.size == out.size * sizeof(uint32_t);
  buffer_free(&out);
  buffer_free(&again);
  buffer_free(&map);
  return same;
}

int main(void) {
  unsigned wrong = 0;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    if (c >= 0xD800 && c < 0xE000) continue;
    uint32_t fast[FOLD_MAX], slow[FOLD_MAX];
    int n = fold_codepoint(c, fast), m = unicode_fold(c, slow);
    wrong += n != m || memcmp(fast, slow, (size_t)n * sizeof *fast);
    wrong += (chars_class(c) & ~(CLASS_FOLDS | CLASS_SIMPLIFIED | CLASS_TRADITIONAL)) !=
             unicode_class(c);
  }
  CHECK(wrong == 0);
  CHECK((chars_class(0x6C49) & (CLASS_SIMPLIFIED | CLASS_TRADITIONAL)) == CLASS_SIMPLIFIED);
  CHECK((chars_class(0x6F22) & (CLASS_SIMPLIFIED | CLASS_TRADITIONAL)) == CLASS_TRADITIONAL);
  CHECK(!(chars_class(0x4E2D) & (CLASS_SIMPLIFIED | CLASS_TRADITIONAL)));
  CHECK(folds_to("Τοκάγιεφ ΣΊΣΥΦΟΣ", "τοκαγιεφ σισυφοσ"));
  CHECK(folds_to("كازاخـــستان مُدرِّسة", "كازاخستان مدرسه"));
  CHECK(folds_to("أإآٱا ى ی ک", "ااااا ي ي ك"));
  CHECK(folds_to("Ёлка Йод Їжак", "елка йод їжак"));
  CHECK(folds_to("Йод", "йод")); /* decomposed */
  CHECK(folds_to("İstanbul Diyarbakır", "istanbul diyarbakir"));
  CHECK(folds_to("Straße Łódź Ørsted Æsir", "strasse lodz orsted aesir"));
  CHECK(folds_to("ﬁn Ⅷ ①", "fin viii 1"));
  CHECK(folds_to("a\u200Fb\u00ADc\u202Ad", "abcd"));
  CHECK(folds_to("٢٠٢٢ l’été", "2022 l'ete"));
  CHECK(folds_to("हिन्दी ガ", "हिन्दी ガ"));
  CHECK(folds_to("\xff\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD"));
  return check_result();
}
