/* Numbers and quantities: expressions of our own in all languages, and what is no quantity. */
#include "quantities/quantities.h"
#include "dates/dates.h"
#include "unit/check.h"
#include "unit/news.h"
#include <string.h>

static Segmenter *segmenter;
static Lexicon *lexicon;

static void open(Document *doc, const char *language, const char *text, size_t size) {
  document_open(doc, text, size);
  document_set_language(doc, language, strlen(language));
  Block *block = document_push(doc, blocks);
  if (block) block->span = (Span){0, (uint32_t)doc->size};
  segment_run(doc, segmenter);
}

/* The number that the whole text is. */
static int number(const char *language, const char *text, double value) {
  Document doc;
  Number n = {0};
  open(&doc, language, text, strlen(text));
  int ok = number_read(&doc, lexicon, 0, &n) && n.value == value && n.span.end == strlen(text);
  if (!ok) fprintf(stderr, "%s: %s got %g to byte %u, expected %g\n", language, text, n.value, n.span.end, value);
  document_free(&doc);
  return ok;
}

/* The rows as "kind value[-high] unit[ qualifier]" joined by "; " */
static int reads(const char *language, const char *text, const char *expected) {
  static char got[20000];
  Document doc;
  size_t at = 0;
  open(&doc, language, text, strlen(text));
  dates_run(&doc, lexicon);
  quantities_run(&doc, lexicon);
  for (size_t i = 0; i < doc.quantities.count && at < 15000; i++) {
    const Quantity *q = &doc.quantities.items[i];
    const char *qualifier = qualifier_name((Qualifier)q->qualifier);
    at += (size_t)sprintf(got + at, "%s%s %.10g", i ? "; " : "", quantity_kind_name((QuantityKind)q->kind), q->value);
    if (q->is_range) at += (size_t)sprintf(got + at, "-%.10g", q->value_high);
    at += (size_t)sprintf(got + at, " %.*s%s%s", (int)q->unit.size, q->unit.data ? q->unit.data : "", qualifier ? " " : "",
                          qualifier ? qualifier : "");
  }
  got[at] = 0;
  int same = doc.rc == STATUS_OK && !strcmp(got, expected);
  if (!same) fprintf(stderr, "%s: %s\n  got      %s\n  expected %s\n", language, text, got, expected);
  document_free(&doc);
  return same;
}

int main(void) {
  News news;
  news_open(&news);
  lexicon = news.lexicon;
  segmenter = news.segmenter;

  CHECK(number("en", "twenty-five", 25));
  CHECK(number("en", "two hundred and forty thousand", 240000));
  CHECK(number("en", "7,500", 7500));
  CHECK(number("en", "7.5 million", 7500000));
  CHECK(number("en", "1,234,567.25", 1234567.25));
  CHECK(number("ar", "٧٬٥٠٠", 7500));
  CHECK(number("ar", "خمسة وعشرون", 25));
  CHECK(number("ar", "مئة وخمسة وعشرين", 125));
  CHECK(number("ar", "ألف وتسعمائة وخمسة وأربعين", 1945));
  CHECK(number("ar", "ثلاثة عشر", 13));
  CHECK(number("ar", "ثلاثة آلاف", 3000));
  CHECK(number("el", "7.500", 7500));
  CHECK(number("el", "διακόσιες πενήντα τρεις", 253));
  CHECK(number("el", "δύο χιλιάδες είκοσι ένα", 2021));
  CHECK(number("el", "3,5 εκατομμύρια", 3500000));
  CHECK(number("ru", "две тысячи восемнадцатого", 2018));
  CHECK(number("ru", "12 500", 12500));
  CHECK(number("ru", "триста сорок два", 342));
  CHECK(number("de", "fünfundzwanzig", 25));
  CHECK(number("de", "neunzehnhundertneunundachtzig", 1989));
  CHECK(number("fr", "quatre-vingt-dix-sept", 97));
  CHECK(number("fr", "soixante et onze", 71));
  CHECK(number("es", "treinta y cinco", 35));
  CHECK(number("it", "ventotto", 28));
  CHECK(number("pt", "cento e vinte e três", 123));
  CHECK(number("nl", "drieëntwintig", 23));
  CHECK(number("pl", "pięćset dwadzieścia jeden", 521));
  CHECK(number("tr", "bin dokuz yüz seksen dört", 1984));
  CHECK(number("uk", "сорок сім", 47));
  CHECK(number("kk", "жиырма бес мың", 25000));
  CHECK(number("fa", "بیست و پنج", 25));
  CHECK(number("zh", "三万五千", 35000));
  CHECK(number("zh", "二〇一五", 2015));

  CHECK(reads("en", "More than 300 people paid $4.5 million for 20 percent of it.", "count 300 people over; money 4500000 USD; percent 20 %"));
  CHECK(reads("ar", "أنفقت الشركة نحو 7.500 دولار على الطريق", "money 7500 USD about"));
  CHECK(reads("el", "Περίπου 40 τόνοι έφτασαν στο λιμάνι", "measure 40 metric-ton about"));
  CHECK(reads("ru", "Более 12 тысяч рублей и 30% акций", "money 12000 RUB over; percent 30 %"));
  CHECK(reads("de", "zwischen fünf und sieben Kilometer", "measure 5-7 kilometer"));
  CHECK(reads("en", "The 40-year-old man ran 5-7 kilometers", "age 40 year; measure 5-7 kilometer"));
  CHECK(reads("en", "COVID-19 and G20, version 1.2.3 at 10:30", ""));
  news_close(&news);
  return check_result();
}
