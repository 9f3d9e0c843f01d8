/* Pairing of quotation marks in every style. */
#include "quotes/pairs.h"
#include "unit/check.h"
#include "unit/news.h"

static News news;

/* All pairs' insides joined by "|". */
static int pairs_are(const char *text, const char *expected) {
  Document doc;
  char found[2048] = "";
  news_document(&news, &doc, "en", text, "");
  Pairs *pairs = pairs_run(&doc);
  for (size_t i = 0; pairs && i < pairs->count; i++) {
    Text inner = document_text(&doc, pairs->items[i].inner);
    if (*found) strcat(found, "|");
    strncat(found, inner.data, inner.size);
  }
  int same = pairs && !doc.rc && !strcmp(found, expected);
  if (!same) fprintf(stderr, "found: %s\n", found);
  document_free(&doc);
  return same;
}

int main(void) {
  news_open(&news);
  CHECK(pairs_are("He said \"come in\" and \"sit down\".", "come in|sit down"));
  CHECK(pairs_are("Er sagte „so ist es“ und ging.", "so ist es"));
  CHECK(pairs_are("Er sagte »so ist es« und ging.", "so ist es"));
  CHECK(pairs_are("Il a dit «\xC2\xA0voilà\xC2\xA0» hier.", "voilà"));
  CHECK(pairs_are("قال ”هذا بيتنا“ ثم خرج", "هذا بيتنا"));
  CHECK(pairs_are("قال “هذا بيتنا” ثم خرج", "هذا بيتنا"));
  CHECK(pairs_are("他说：「雨停了。」然后走了", "雨停了。"));
  CHECK(pairs_are("他说：“雨停了。”然后走了", "雨停了。"));
  CHECK(pairs_are("Han sa ”kom hit” och gick.", "kom hit"));
  CHECK(pairs_are("«Он назвал это \"чудом\" и ушёл», сказала она.",
                  "Он назвал это \"чудом\" и ушёл"));
  CHECK(pairs_are("Powiedział „widzę ‚to’ tam” głośno.", "widzę ‚to’ tam"));
  CHECK(pairs_are("She called it ‘a gift’ and didn't smile.", "a gift"));
  CHECK(pairs_are("It's the dogs' bowl and the cat's dish.", ""));
  CHECK(pairs_are("A 27\" screen and a 5\" phone.", ""));
  CHECK(pairs_are("no marks at all", ""));
  CHECK(pairs_are("a lone \" in the middle\nand \"a pair\" below", "a pair"));
  CHECK(pairs_are("She said: \"The first paragraph goes on and is not closed here at all.\nNext.",
                  "The first paragraph goes on and is not closed here at all."));
  CHECK(pairs_are("«First sentence. Second one. Third one.» The end.",
                  "First sentence. Second one. Third one."));
  CHECK(pairs_are("\"\"\"\"\"\"", ""));
  CHECK(pairs_are("««««««««««", ""));
  news_close(&news);
  return check_result();
}
