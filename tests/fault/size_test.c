/* size_test.c: work is linear in the text, whatever the text.
**
** Hostile texts (one giant token, nothing but newlines, quotation marks that never close, floods of
** combining marks, one name over and over ...) are analysed at a size n and at 4n, every function
** and table. Four times the text may take at most eight times the processor's time (sixteen would
** be quadratic); times too short to tell are left out. Measured without sanitizers. */
#include "sqlite/gloss.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SMALL ((size_t)40000)
#define FACTOR 4
#define MEASURABLE 0.03 /* seconds */
#define LARGEST_RATIO 8.0

typedef struct Pattern {
  const char *name;
  const char *unit;     /* repeated up to the size */
  const char *head;     /* once before it; may be NULL */
  const char *language; /* as the functions take it */
  unsigned scale;       /* times the usual sizes */
} Pattern;

#define ENGLISH(name, unit) {name, unit, NULL, "en", 1}

static const Pattern patterns[] = {
    ENGLISH("one token", "a"),
    ENGLISH("one token, mixed", "aB1б"),
    ENGLISH("Han", "中"),
    ENGLISH("Thai", "กา"),
    ENGLISH("newlines", "\n"),
    ENGLISH("lines", "x\n"),
    ENGLISH("spaces", " "),
    ENGLISH("stops", "."),
    ENGLISH("open quotes", "He said \"no “yes «maybe ‘"),
    ENGLISH("quotes", "\""),
    ENGLISH("guillemets", "«"),
    ENGLISH("nested quotes", "“a ‘b’ c” «d “e” f» "),
    ENGLISH("brackets", "([{"),
    ENGLISH("combining marks", "\xCC\x81"),
    ENGLISH("harakat", "م\xD9\x8E\xD9\x91"),
    ENGLISH("continuation bytes", "\x80"),
    ENGLISH("lead bytes", "\xF0"),
    ENGLISH("bidi controls", "\xE2\x80\xAB"),
    ENGLISH("digits", "7"),
    ENGLISH("numbers", "7 "),
    ENGLISH("decimals", "1,234.5-6/7:8 "),
    ENGLISH("dates", "5 May 2022 "),
    ENGLISH("months", "May "),
    ENGLISH("relative dates", "yesterday last Monday two weeks ago "),
    ENGLISH("number words", "two hundred thousand and twenty "),
    ENGLISH("money", "$5 million "),
    ENGLISH("ranges", "5-"),
    ENGLISH("a name", "Smith "),
    ENGLISH("full names", "John Smith met Mary Jones in Paris. "),
    ENGLISH("initials", "J. "),
    ENGLISH("titles", "President Minister "),
    ENGLISH("capitals", "UN EU "),
    ENGLISH("different names", NULL), /* made with numbers */
    ENGLISH("said", "said that "),
    ENGLISH("clauses", "he said that she said that "),
    ENGLISH("triggers", "attacked killed sent "),
    ENGLISH("by", "attacked by "),
    ENGLISH("articles", "The minister said \"we will send 200 troops\" to Kabul on Monday.\n"),
    {"Arabic", "قال الرئيس إن القوات ستنسحب من كابول يوم الاثنين. ", NULL, "ar", 1},
    {"Arabic conjunctions", "و", NULL, "ar", 1},
    {"Chinese triggers", "抗议了袭击", "在北京", "zh-Hans", 4},
    ENGLISH("Greek", "Ο πρόεδρος είπε ότι «θα στείλουμε» "),
    ENGLISH("apostrophes", "l'd'"),
    ENGLISH("hyphens", "a-"),
    ENGLISH("URLs", "http://a.b/"),
    ENGLISH("at", "@"),
    ENGLISH("titles of lines", "Share\nRead more\nBy Jane Roe\n5 May 2024\n"),
    ENGLISH("emoji", "👩‍"),
};

static const char *const queries[] = {
    "SELECT count(*), sum(length(actor)), sum(actor_start) FROM gloss_events(?1, ?2, '2024-05-06')",
    "SELECT length(gloss_body(?1)), gloss_language(?1), gloss_title(?1)",
    "SELECT length(gloss_fold(?1)), length(gloss_name_key(?1)), gloss_simhash(?1)",
    "SELECT length(gloss_latin(?1))",
    "SELECT count(*) FROM gloss_language_spans(?1)",
    "SELECT count(*) FROM gloss_tokens(?1, ?2) WHERE stem <> '' AND start > 0",
    "SELECT count(*) FROM gloss_ngrams(?1, 5)",
    "SELECT count(*) FROM gloss_kwic(?1, '* *', 10)",
};

static char *make(const Pattern *pattern, size_t size) {
  char *text = malloc(size + 64);
  if (!text) exit(2);
  size_t at = pattern->head ? (size_t)sprintf(text, "%s", pattern->head) : 0;
  for (unsigned i = 0; at < size; i++)
    at += (size_t)(pattern->unit
                       ? snprintf(text + at, 64 + size - at, "%s", pattern->unit)
                       : snprintf(text + at, 64, "Ann%c%c%c Lee%c%c. ", 'a' + (char)(i % 26),
                                  'a' + (char)(i / 26 % 26), 'a' + (char)(i / 676 % 26),
                                  'a' + (char)(i % 25), 'a' + (char)(i / 25 % 25)));
  text[size] = 0;
  return text;
}

static double measure(sqlite3 *db, const char *sql, const char *text, const char *language) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL)) exit(2);
  sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
  if (sqlite3_bind_parameter_count(statement) > 1)
    sqlite3_bind_text(statement, 2, language, -1, SQLITE_STATIC);
  clock_t begin = clock();
  int rc = sqlite3_step(statement);
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  if (rc != SQLITE_ROW) {
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
    exit(1);
  }
  sqlite3_finalize(statement);
  return seconds;
}

/* 1 if the query's time grows too fast; measured again before it is believed */
static int grows(sqlite3 *db, const char *sql, const Pattern *pattern) {
  static size_t more; /* no text twice: it would be in the cache */
  const size_t size = SMALL * pattern->scale;
  double least = 1e9, most = 1e9;
  int bad = 1;
  for (int try = 0; try < 3 && bad; try++) {
    char *small = make(pattern, size + ++more), *large = make(pattern, size * FACTOR + more);
    double t = measure(db, sql, small, pattern->language),
           u = measure(db, sql, large, pattern->language);
    if (t < least) least = t;
    if (u < most) most = u;
    bad = most > MEASURABLE && most > LARGEST_RATIO * least;
    free(small);
    free(large);
  }
  if (bad || most > 4)
    printf("%-20s %6.3f s -> %6.3f s (x%.1f)%s %.60s\n", pattern->name, least, most, most / least,
           bad ? " grows too fast:" : "", sql);
  return bad;
}

int main(int argc, char **argv) {
  sqlite3 *db;
  int failures = 0, checks = 0;
  if (sqlite3_open(":memory:", &db) || sqlite3_gloss_init(db, NULL, NULL)) return 2;
  for (size_t q = 0; q < sizeof queries / sizeof *queries; q++)
    measure(db, queries[q], "Open the models.", "en");
  for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
    if (argc > 1 && strcmp(argv[1], patterns[p].name)) continue;
    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++, checks++)
      failures += grows(db, queries[q], &patterns[p]);
  }
  sqlite3_close(db);
  printf("%d checks, %d failed\n", checks, failures);
  return failures != 0;
}
