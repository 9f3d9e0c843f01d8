/* pipeline_bench.c: how fast each function is, as a ratio to ICU's word breaking in the same run.
**
**     pipeline_bench GLOSS_LIBRARY FILE...
**
** Reads the files as articles, repeats them (each copy with a line of its own, so that no cache can
** help) to a few megabytes, and prints for every function MB of text per second of processor time
** and the ratio to the floor: ICU word breaking over the same text in UTF-16, and memcpy. Then the
** time to load the library, and the memory one article of 5 KB needs. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#define TARGET_BYTES 3000000

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static sqlite3 *bench_open(const char *library, double *milliseconds) {
  sqlite3 *db;
  char *error = NULL;
  if (sqlite3_open(":memory:", &db)) exit(1);
  sqlite3_enable_load_extension(db, 1);
  double start = seconds();
  if (sqlite3_load_extension(db, library, "sqlite3_gloss_init", &error)) {
    fprintf(stderr, "%s\n", error);
    exit(1);
  }
  if (milliseconds) *milliseconds = (seconds() - start) * 1000;
  return db;
}

static double bench_number(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL)) {
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
    exit(1);
  }
  int rc = sqlite3_step(statement);
  double value = rc == SQLITE_ROW ? sqlite3_column_double(statement, 0) : -1;
  if (rc != SQLITE_ROW && rc != SQLITE_DONE) fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
  sqlite3_finalize(statement);
  return value;
}

static double bench_time(sqlite3 *db, const char *sql) {
  double start = seconds();
  bench_number(db, sql);
  return seconds() - start;
}

/* articles into table t(text), repeated up to `target` bytes; returns the bytes */
static double bench_fill(sqlite3 *db, int count, char **paths, double target) {
  static char text[1 << 20];
  sqlite3_stmt *insert;
  double bytes = 0;
  sqlite3_exec(db, "CREATE TABLE t(text TEXT)", NULL, NULL, NULL);
  sqlite3_prepare_v2(db, "INSERT INTO t VALUES(?1 || char(10) || ?2)", -1, &insert, NULL);
  for (int copy = 0; bytes < target; copy++) {
    double before = bytes;
    for (int i = 0; i < count; i++) {
      FILE *file = fopen(paths[i], "rb");
      if (!file) continue;
      size_t size = fread(text, 1, sizeof text, file);
      fclose(file);
      sqlite3_bind_text(insert, 1, text, (int)size, SQLITE_STATIC);
      sqlite3_bind_int(insert, 2, copy);
      sqlite3_step(insert);
      sqlite3_reset(insert);
      bytes += (double)size;
    }
    if (bytes == before) break;
  }
  sqlite3_finalize(insert);
  return bytes;
}

/* ICU word breaking over every text; seconds */
static double bench_icu(sqlite3 *db, double *memory_copy) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  static UChar units[1 << 20];
  static char copy[1 << 20];
  sqlite3_stmt *texts;
  sqlite3_prepare_v2(db, "SELECT text FROM t", -1, &texts, NULL);
  double start = seconds(), copied = 0;
  while (sqlite3_step(texts) == SQLITE_ROW) {
    int32_t n = 0;
    const char *text = (const char *)sqlite3_column_text(texts, 0);
    int size = sqlite3_column_bytes(texts, 0);
    double before = seconds();
    memcpy(copy, text, (size_t)size);
    copied += seconds() - before;
    u_strFromUTF8(units, 1 << 20, &n, text, size, &status);
    ubrk_setText(words, units, n, &status);
    while (ubrk_next(words) != UBRK_DONE) {}
  }
  sqlite3_finalize(texts);
  ubrk_close(words);
  *memory_copy = copied;
  return seconds() - start - copied;
}

int main(int argc, char **argv) {
  static const char *const queries[][2] = {
      {"gloss_language", "SELECT count(gloss_language(text)) FROM t"},
      {"gloss_fold", "SELECT count(gloss_fold(text)) FROM t"},
      {"gloss_body", "SELECT count(gloss_body(text)) FROM t"},
      {"gloss_simhash", "SELECT count(gloss_simhash(text)) FROM t"},
      {"gloss_tokens", "SELECT count(*) FROM t, gloss_tokens(t.text)"},
      {"gloss_entities", "SELECT count(*) FROM t, gloss_entities(t.text)"},
      {"gloss_dates", "SELECT count(*) FROM t, gloss_dates(t.text)"},
      {"gloss_quantities", "SELECT count(*) FROM t, gloss_quantities(t.text)"},
      {"gloss_quotes", "SELECT count(*) FROM t, gloss_quotes(t.text)"},
      {"gloss_events", "SELECT count(*) FROM t, gloss_events(t.text)"}};
  if (argc < 3) {
    fprintf(stderr, "usage: pipeline_bench GLOSS_LIBRARY FILE...\n");
    return 1;
  }
  double load, copy, first, bytes;
  sqlite3 *db = bench_open(argv[1], &load);
  bytes = bench_fill(db, argc - 2, argv + 2, TARGET_BYTES) / 1e6;
  double icu = bench_icu(db, &copy);
  printf("%-18s %9.2f MB/s\n", "ICU word breaking", bytes / icu);
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    bench_number(db, "SELECT count(*) FROM gloss_events('Warm up in Paris.')");
    double time = bench_time(db, queries[i][1]);
    printf("%-18s %9.2f MB/s  %6.2f of ICU\n", queries[i][0], bytes / time, icu / time);
  }
  sqlite3_close(db);
  db = bench_open(argv[1], NULL);
  first = bench_time(db, "SELECT count(*) FROM gloss_events('Warm up in Paris.')");
  sqlite3_int64 before = sqlite3_memory_used();
  sqlite3_memory_highwater(1);
  bench_fill(db, 1, argv + 2, 1);
  bench_number(db, "SELECT count(*) FROM (SELECT text FROM t LIMIT 1) t, gloss_events(t.text)");
  printf("%-18s %9.2f ms, first call %.1f ms\n", "loading", load, first * 1000);
  printf("%-18s %9.2f MB above the models\n", "one article",
         (double)(sqlite3_memory_highwater(0) - before) / 1e6);
  sqlite3_close(db);
  return 0;
}
