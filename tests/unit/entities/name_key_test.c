/* Keys of names are equal across scripts, and different for different names. */
#include "entities/entities.h"
#include "unit/check.h"
#include <string.h>

static int keys_equal(const char *a, const char *b) {
  Buffer x = {0}, y = {0};
  name_key(a, strlen(a), &x);
  name_key(b, strlen(b), &y);
  int equal = x.size == y.size && x.size && !memcmp(x.data, y.data, x.size);
  if (!equal)
    fprintf(stderr, "%s=%.*s %s=%.*s\n", a, (int)x.size, (char *)x.data, b, (int)y.size,
            (char *)y.data);
  buffer_free(&x);
  buffer_free(&y);
  return equal;
}

static int keys_differ(const char *a, const char *b) {
  Buffer x = {0}, y = {0};
  name_key(a, strlen(a), &x);
  name_key(b, strlen(b), &y);
  int equal = x.size == y.size && !memcmp(x.data, y.data, x.size);
  buffer_free(&x);
  buffer_free(&y);
  return !equal;
}

int main(void) {
  CHECK(keys_equal("Τοκάγιεφ", "توكاييف"));
  CHECK(keys_equal("Τοκάγιεφ", "Токаев"));
  CHECK(keys_equal("Токаев", "Tokayev"));
  CHECK(keys_equal("Toqaev", "Tokayev"));
  CHECK(keys_equal("Gorbachev", "Горбачёв"));
  CHECK(keys_equal("Gorbatschow", "غورباتشوف"));
  CHECK(keys_equal("Γκορμπατσόφ", "Gorbačov"));
  CHECK(keys_equal("Vladimir Putin", "Putin, Vladimir"));
  CHECK(keys_equal("فلاديمير بوتين", "Владимир Путин"));
  CHECK(keys_equal("Kassym-Jomart Tokayev", "Κασίμ-Ζομάρτ Τοκάγιεφ"));
  CHECK(keys_equal("قاسم جومارت توكاييف", "Касым-Жомарт Токаев"));
  CHECK(keys_equal("Λαβρόφ", "Lawrow"));
  CHECK(keys_equal("Erdoğan", "Ερντογάν"));
  CHECK(keys_equal("عبد الفتاح السيسي", "Abdel Fattah el-Sisi"));
  CHECK(keys_equal("Abdullah", "عبد الله"));
  CHECK(keys_equal("O'Brien", "OBrien"));
  CHECK(keys_differ("Putin", "Peskov"));
  CHECK(keys_differ("Macron", "Merkel"));
  CHECK(keys_differ("習近平", "胡錦濤"));
  Buffer empty = {0};
  name_key("", 0, &empty);
  name_key(" .,!", 4, &empty);
  CHECK(empty.size == 0 && empty.rc == 0);
  char wild[600]; /* long, malformed, many words: defined and bounded */
  for (size_t i = 0; i < sizeof wild; i++) wild[i] = (char)(i * 37 + (i % 5 == 0 ? 0 : 128));
  name_key(wild, sizeof wild, &empty);
  CHECK(empty.size < 2000);
  buffer_free(&empty);
  return check_result();
}
