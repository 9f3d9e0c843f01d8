/* Transliteration as a reader of the Latin alphabet expects it. */
#include "text/latin.h"
#include "unit/check.h"
#include <string.h>

static Latin *latin;

static int reads(const char *text, const char *expected) {
  Buffer out = {0};
  latin_text(latin, (const uint8_t *)text, strlen(text), &out);
  buffer_byte(&out, 0);
  int same = !strcmp((const char *)out.data, expected);
  if (!same) fprintf(stderr, "%s -> %.*s, not %s\n", text, (int)out.size, out.data, expected);
  buffer_free(&out);
  return same;
}

int main(void) {
  latin = latin_new();
  CHECK(reads("Καζακστάν, Ευαγγελία ΘΕΣΣΑΛΟΝΙΚΗ", "Kazakstan, Evangelia THESSALONIKI"));
  CHECK(reads("Μπάμπης ταΰγετος αυτός", "Bampis taygetos aftos"));
  CHECK(reads("Токаев Дмитрий Песков ЖЕҢІС", "Tokayev Dmitry Peskov ZHENGIS"));
  CHECK(reads("Қазақстан", "Qazaqstan"));
  CHECK(reads("Зеленський Київ Україна", "Zelensky Kyiv Ukraina"));
  CHECK(reads("الرئيس", "al-riis"));
  CHECK(reads("موسكو نعم؟", "musku n'm?"));
  CHECK(reads("٢٠٢٢ Łódź", "2022 Łódź"));
  CHECK(reads("北京", "bei jing"));
  CHECK(reads("თბილისი", "tbilisi"));
  CHECK(reads("", ""));
  CHECK(reads("a\xFFz", "a\xFFz"));
  latin_free(latin);
  return check_result();
}
