/* Kinds, speakers and verbs of quotations; quoted names are none. */
#include "quotes/quotes.h"
#include "unit/check.h"
#include "unit/news.h"

static News news;

/* "kind:text<speaker" of all quotations joined by " | ". */
static int quotes_are(const char *language, const char *text, const char *names,
                      const char *expected) {
  Document doc;
  char found[4096] = "";
  news_document(&news, &doc, language, text, names);
  quotes_run(&doc, news.lexicon, news.stemmer);
  for (size_t i = 0; i < doc.quotes.count; i++) {
    const Quote *quote = &doc.quotes.items[i];
    Text inner = document_text(&doc, quote->span), speaker = document_text(&doc, quote->speaker);
    if (!speaker.size && quote->speaker_entity != NONE)
      speaker = doc.entities.items[quote->speaker_entity].name;
    if (*found) strcat(found, " | ");
    strcat(strcat(found, quote_kind_name(quote->kind)), ":");
    strcat(strncat(found, inner.data, inner.size), "<");
    strncat(found, speaker.data ? speaker.data : "", speaker.size);
  }
  int same = !doc.rc && !strcmp(found, expected);
  if (!same) fprintf(stderr, "found: %s\n", found);
  document_free(&doc);
  return same;
}

int main(void) {
  news_open(&news);
  CHECK(quotes_are("en", "\"We will rebuild the bridge before winter,\" said Anna Weber on Monday.",
                   "PER:Anna Weber",
                   "direct:We will rebuild the bridge before winter,<Anna Weber"));
  CHECK(quotes_are("en", "Anna Weber said that the bridge would stay closed until spring.",
                   "PER:Anna Weber",
                   "indirect:the bridge would stay closed until spring<Anna Weber"));
  CHECK(quotes_are("ar", "وقال سامي الخطيب: “سنعيد بناء الجسر قبل الشتاء. لن ننتظر أحدا”.",
                   "PER:سامي الخطيب",
                   "direct:سنعيد بناء الجسر قبل الشتاء. لن ننتظر أحدا<سامي الخطيب"));
  CHECK(quotes_are("ar", "أكد سامي الخطيب أن الجسر سيبقى مغلقا حتى الربيع.", "PER:سامي الخطيب",
                   "indirect:الجسر سيبقى مغلقا حتى الربيع<سامي الخطيب"));
  CHECK(quotes_are("ar", "قال سامي الخطيب ”سنعيد بناء الجسر قبل حلول الشتاء بعون الأهالي“.",
                   "PER:سامي الخطيب",
                   "direct:سنعيد بناء الجسر قبل حلول الشتاء بعون الأهالي<سامي الخطيب"));
  CHECK(quotes_are("ar", "نقلت وكالة “النسيم” صورا من الجسر.", "", ""));
  CHECK(quotes_are(
      "el", "«Θα ξαναχτίσουμε τη γέφυρα πριν από τον χειμώνα», δήλωσε η Μαρία Λάμπρου.",
      "PER:Μαρία Λάμπρου", "direct:Θα ξαναχτίσουμε τη γέφυρα πριν από τον χειμώνα<Μαρία Λάμπρου"));
  CHECK(quotes_are("el", "Η Μαρία Λάμπρου τόνισε ότι η γέφυρα θα μείνει κλειστή ως την άνοιξη.",
                   "PER:Μαρία Λάμπρου",
                   "indirect:η γέφυρα θα μείνει κλειστή ως την άνοιξη<Μαρία Λάμπρου"));
  CHECK(quotes_are("ru", "Илья Громов заявил, что мост останется закрытым до весны.",
                   "PER:Илья Громов", "indirect:мост останется закрытым до весны<Илья Громов"));
  CHECK(quotes_are("ru", "— Мост мы восстановим до зимы, — сказал Илья Громов.", "PER:Илья Громов",
                   "direct:Мост мы восстановим до зимы<Илья Громов"));
  CHECK(quotes_are("ru", "Газета \"Речной вестник\" вышла в среду.", "", ""));
  /* nobody is named: the last speaker goes on */
  CHECK(quotes_are(
      "ar", "وقال سامي الخطيب: “سنعيد بناء الجسر قبل الشتاء”. وأضاف: “لن ننتظر أحدا بعد اليوم”.",
      "PER:سامي الخطيب",
      "direct:سنعيد بناء الجسر قبل الشتاء<سامي الخطيب | "
      "direct:لن ننتظر أحدا بعد اليوم<سامي الخطيب"));
  news_close(&news);
  return check_result();
}
