/* Dates: expressions of our own in all languages, what must not be a date, and hard input. */
#include "dates/dates.h"
#include "dates/calendar.h"
#include "unit/check.h"
#include "unit/news.h"
#include <string.h>

static Segmenter *segmenter;
static Lexicon *lexicon;

static void run(Document *doc, const char *language, const char *published, const char *text, size_t size) {
  document_open(doc, text, size);
  document_set_language(doc, language, strlen(language));
  if (published) doc->published = (Text){published, (uint32_t)strlen(published)};
  Block *block = document_push(doc, blocks);
  if (block) block->span = (Span){0, (uint32_t)doc->size};
  segment_run(doc, segmenter);
  dates_run(doc, lexicon);
}

/* The rows as "text=value[first..last]" joined by "; " */
static int reads(const char *language, const char *published, const char *text, const char *expected) {
  static char got[20000];
  Document doc;
  size_t at = 0;
  run(&doc, language, published, text, strlen(text));
  for (size_t i = 0; i < doc.dates.count && at < 15000; i++) {
    const Date *d = &doc.dates.items[i];
    Text t = document_text(&doc, d->span);
    at += (size_t)sprintf(got + at, "%s%.*s=%.*s", i ? "; " : "", (int)t.size, t.data, (int)d->value.size, d->value.data);
    if (d->first.data)
      at += (size_t)sprintf(got + at, "[%.*s..%.*s]", (int)d->first.size, d->first.data, (int)d->last.size, d->last.data);
  }
  got[at] = 0;
  int same = doc.rc == STATUS_OK && !strcmp(got, expected);
  if (!same) fprintf(stderr, "%s: %s\n  got      %s\n  expected %s\n", language, text, got, expected);
  document_free(&doc);
  return same;
}

static int sound(const char *language, const char *text, size_t size) {
  Document doc;
  run(&doc, language, "2022-01-10", text, size);
  uint32_t byte = 0;
  int ok = doc.rc == STATUS_OK;
  for (size_t i = 0; i < doc.dates.count; i++) {
    const Date *d = &doc.dates.items[i];
    ok = ok && d->span.start >= byte && d->span.end > d->span.start && d->span.end <= doc.size && d->value.size;
    if (d->first.data) ok = ok && strcmp(d->first.data, d->last.data) <= 0;
    byte = d->span.end;
  }
  document_free(&doc);
  return ok;
}

static void calendar(void) {
  for (Day day = -200000; day < 200000; day += 37) {
    Civil c = civil_of_day(day);
    CHECK(day_of_civil(c.year, c.month, c.day) == day);
  }
  int year;
  CHECK(weekday_of(day_of_civil(2022, 1, 10)) == 1);
  CHECK(iso_week_of(day_of_civil(2021, 1, 3), &year) == 53 && year == 2020);
  CHECK(day_add_months(day_of_civil(2024, 1, 31), 1) == day_of_civil(2024, 2, 29));
  CHECK(easter_western(2024) == day_of_civil(2024, 3, 31));
  CHECK(easter_orthodox(2024) == day_of_civil(2024, 5, 5));
  char day[11];
  CHECK(dates_parse_day("2022-01-05T10:00:00Z", 20, day) && !strcmp(day, "2022-01-05"));
  CHECK(dates_parse_day("5.1.2022", 8, day) && !strcmp(day, "2022-01-05"));
  CHECK(dates_parse_day("20220105", 8, day) && !strcmp(day, "2022-01-05"));
  CHECK(!dates_parse_day("2022-13-05", 10, day) && !dates_parse_day("2022-02-30", 10, day));
  CHECK(!dates_parse_day("", 0, day) && !dates_parse_day("yesterday", 9, day));
}

int main(void) {
  News news;
  news_open(&news);
  lexicon = news.lexicon;
  segmenter = news.segmenter;
  calendar();

  const char *day = "2022-01-12"; /* a Wednesday */
  CHECK(reads("en", day, "The ministers met yesterday and will meet again next week in Geneva.",
              "yesterday=2022-01-11[2022-01-11..2022-01-11]; next week=2022-W03[2022-01-17..2022-01-23]"));
  CHECK(reads("en", NULL, "The ministers met yesterday in the old town hall of Geneva.", "yesterday=XXXX-XX-XX"));
  CHECK(reads("en", day, "The committee published its second report on March 3, 2019 and closed in May.",
              "March 3, 2019=2019-03-03[2019-03-03..2019-03-03]; May=2021-05[2021-05-01..2021-05-31]"));
  CHECK(reads("ar", day, "زار الوزير المدينة قبل يومين والتقى بعدد من سكانها هناك", "قبل يومين=2022-01-10[2022-01-10..2022-01-10]"));
  CHECK(reads("ar", day, "وصل الوفد في 5 كانون الثاني 2020 إلى المطار وغادر بعد ذلك", "5 كانون الثاني 2020=2020-01-05[2020-01-05..2020-01-05]"));
  CHECK(reads("el", day, "Η συνάντηση έγινε πριν από δύο μέρες στο κτίριο του δημαρχείου της πόλης.",
              "πριν από δύο μέρες=2022-01-10[2022-01-10..2022-01-10]"));
  CHECK(reads("ru", day, "Завод был построен в 1962 году, а на прошлой неделе его закрыли на ремонт.",
              "1962 году=1962[1962-01-01..1962-12-31]; прошлой неделе=2022-W01[2022-01-03..2022-01-09]"));
  CHECK(reads("de", day, "Der Vertrag wurde am 5. Mai 2021 nach langen Gesprächen in Wien unterzeichnet.",
              "5. Mai 2021=2021-05-05[2021-05-05..2021-05-05]"));
  CHECK(reads("tr", day, "Belediye başkanı iki yıl önce göreve geldi ve halen çalışmalarını sürdürüyor burada.",
              "iki yıl önce=2020[2020-01-12..2020-01-12]; halen=PRESENT_REF[2022-01-12..2022-01-12]"));
  CHECK(reads("zh", day, "会议于2015年4月14日在北京举行。", "2015年4月14日=2015-04-14[2015-04-14..2015-04-14]"));
  /* not dates */
  CHECK(reads("en", day, "You may march on, the sun is hot and version 1.2.3 costs 20 dollars.", ""));
  CHECK(reads("en", day, "They won 3-1 and sold 500 cars to 12 towns over the river.", ""));
  CHECK(reads("en", "2022-01-12", "It is 31 February 2022 on this page.", "31 February 2022=2022-02-31"));

  static char many[120000];
  static const char *const pieces[] = {"5 May ", "2 days ", "and ", "from ", "10/10/10 ", "third ", "Monday ", "of ", "next ", "week ",
                                       "twenty ", "1-1-1-1-", "q3 ", ", ", "to ", "xix ", "18:30 ", "century "};
  size_t at = 0;
  uint32_t seed = 7;
  while (at + 16 < sizeof many) {
    seed = seed * 1664525u + 1013904223u;
    const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
    memcpy(many + at, piece, strlen(piece));
    at += strlen(piece);
  }
  CHECK(sound("en", many, at));
  CHECK(sound("ru", many, at));
  for (size_t i = 0; i < sizeof many; i++) many[i] = "12/-."[i % 5];
  CHECK(sound("en", many, sizeof many));
  memset(many, '9', sizeof many);
  CHECK(sound("zh", many, sizeof many));
  for (size_t i = 0; i + 3 <= sizeof many; i += 3) memcpy(many + i, i % 2 ? "\xE6\x9C\x88" : "\xE4\xBA\x8C", 3);
  CHECK(sound("zh", many, sizeof many - sizeof many % 3));
  news_close(&news);
  return check_result();
}
