/* Light stemming brings inflected forms of a word together; proclitics are offered for cutting. */
#include "language/stem.h"
#include "unit/check.h"
#include "unit/news.h"
#include <string.h>

static Stemmer *stemmer;

static int same_stem(const char *language, const char *a, const char *b) {
  Language l = language_of_tag(language, strlen(language));
  Text x = stem_word(stemmer, l, a, strlen(a)), y = stem_word(stemmer, l, b, strlen(b));
  int same = x.size == y.size && !memcmp(x.data, y.data, x.size);
  if (!same)
    fprintf(stderr, "%s: %.*s, %s: %.*s\n", a, (int)x.size, x.data, b, (int)y.size, y.data);
  return same;
}

int main(void) {
  News news;
  news_open(&news);
  stemmer = news.stemmer;
  CHECK(same_stem("ru", "президента", "президентом"));
  CHECK(same_stem("el", "προεδροσ", "προεδρου"));
  CHECK(same_stem("kk", "қазақстанның", "қазақстанда"));
  CHECK(same_stem("tr", "hukumetin", "hukumetten"));
  CHECK(same_stem("ar", "القوات", "قوات"));
  CHECK(same_stem("en", "protests", "protest"));
  CHECK(same_stem("uk", "президента", "президентом"));
  CHECK(stem_word(stemmer, LANGUAGE('e', 'n'), "a", 1).size == 1);
  CHECK(stem_word(stemmer, LANGUAGE('x', 'x'), "word", 4).size == 4);
  uint32_t cuts[STEM_CUTS];
  const char *word = "وبكازاخستان";
  int n = stem_proclitics(stemmer, LANGUAGE('a', 'r'), (const uint8_t *)word, strlen(word), 0, cuts);
  CHECK(n == 3 && cuts[0] == 0 && cuts[1] == 2 && cuts[2] == 4);
  word = "والروسيه";
  n = stem_proclitics(stemmer, LANGUAGE('a', 'r'), (const uint8_t *)word, strlen(word), 0, cuts);
  CHECK(n == 2 && cuts[1] == 2); /* the article stays */
  n = stem_proclitics(stemmer, LANGUAGE('a', 'r'), (const uint8_t *)word, strlen(word), 1, cuts);
  CHECK(n == 3 && cuts[2] == 6);
  news_close(&news);
  return check_result();
}
