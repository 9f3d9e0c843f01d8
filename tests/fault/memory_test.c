/* memory_test.c: every allocation fails once, and then that one and all behind it, over every
** function and table.
**
** SQLite's allocator is wrapped (SQLITE_CONFIG_MALLOC), and so is ICU's (u_setMemoryFunctions). A
** statement runs again and again, each time with a later allocation failing, until none fails any
** more. Whatever fails, the statement must end in SQLITE_NOMEM or give exactly the rows that it
** gives when nothing fails, and when the connection is closed no memory may be in use.
**
** "Cold" runs begin with a new connection, so that the opening of models is failed too; "warm" ones
** keep theirs, with the models open, and only the analysis fails. */
#include "sqlite/gloss.h"
#include "text/hash.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uclean.h>

/* "And all behind it" at each so many allocations: the time of this test is everybody's. */
#define COLD_STEP 11
#define WARM_STEP 3

static sqlite3_mem_methods real;   /* SQLite's own allocator */
static long countdown = -1;        /* allocations until the next one fails; negative: none does */
static int persistent;             /* 1: after the first failure all fail */
static int failed;                 /* allocations that have failed */
static int fail_icu;               /* 1: ICU's allocations count too */
static int any_rows;               /* 1: the rows may differ when ICU's memory has failed */
static int failures, statements;
static long runs;

static int fails(void) {
  if (countdown < 0) return 0;
  if (countdown > 0) {
    countdown--;
    return 0;
  }
  failed++;
  if (!persistent) countdown = -1;
  return 1;
}

static void *faulty_malloc(int size) { return fails() ? NULL : real.xMalloc(size); }
static void *faulty_realloc(void *block, int size) {
  return fails() ? NULL : real.xRealloc(block, size);
}
static void *icu_malloc(const void *context, size_t size) {
  (void)context;
  return fail_icu && fails() ? NULL : malloc(size);
}
static void *icu_realloc(const void *context, void *block, size_t size) {
  (void)context;
  return fail_icu && fails() ? NULL : realloc(block, size);
}
static void icu_free(const void *context, void *block) {
  (void)context;
  free(block);
}

static const char article[] =
    "Minister visits Kabul\n\n"
    "KABUL, 5 May 2024 - President Jane Smith of France said: \"We will send 200 troops and $5 "
    "million.\" She met Mr. Ahmed Karimi yesterday.\n"
    "Ο πρόεδρος Τοκάγιεφ είπε ότι «θα στείλουμε βοήθεια» στην Αθήνα στις 3 Ιουνίου.\n"
    "وقال الرئيس توكاييف إن القوات ستنسحب من كابول يوم الاثنين.\n"
    "Share this article\n";

/* ---- one run of one statement ---- */

static void report(const char *sql, const char *what, long n, const char *detail) {
  fprintf(stderr, "%s\n  %s, allocation %ld%s: %s\n", sql, what, n, persistent ? " and on" : "",
          detail);
  failures++;
}

static sqlite3 *connect(int *rc) {
  sqlite3 *db = NULL;
  char *message = NULL;
  *rc = sqlite3_open(":memory:", &db);
  if (*rc == SQLITE_OK) *rc = sqlite3_gloss_init(db, &message, NULL);
  sqlite3_free(message);
  return db;
}

/* Runs the statements in `sql`; the hash of all their rows goes to *rows. */
static int run(sqlite3 *db, const char *sql, const char *text, uint64_t *rows) {
  int rc = SQLITE_OK;
  *rows = 0;
  while (rc == SQLITE_OK && *sql) {
    sqlite3_stmt *statement = NULL;
    rc = sqlite3_prepare_v2(db, sql, -1, &statement, &sql);
    if (rc || !statement) continue;
    if (sqlite3_bind_parameter_count(statement))
      rc = sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    while (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
      rc = SQLITE_OK;
      for (int i = 0; i < sqlite3_column_count(statement); i++) {
        int type = sqlite3_column_type(statement, i);
        const char *value = (const char *)sqlite3_column_text(statement, i);
        size_t size = value ? strlen(value) : 0;
        if (!value && type != SQLITE_NULL) rc = SQLITE_NOMEM;
        *rows = hash_mix(*rows, hash_bytes(value ? value : "", size, (uint64_t)type));
      }
    }
    if (rc == SQLITE_DONE) rc = SQLITE_OK;
    int end = sqlite3_finalize(statement);
    if (rc == SQLITE_OK) rc = end;
  }
  return rc;
}

/* So that no run finds its document in the cache: a change of the names empties it. */
static void forget(sqlite3 *db) {
  uint64_t rows;
  run(db, "INSERT INTO gloss_names(name, type) VALUES ('x', 'PER'); DELETE FROM gloss_names",
      article, &rows);
}

static int check(sqlite3 *db, const char *sql, int rc, uint64_t rows, uint64_t expected, long n) {
  if (rc == SQLITE_OK && !any_rows && rows != expected) report(sql, "other rows", n, "");
  if (rc != SQLITE_OK && rc != SQLITE_NOMEM) report(sql, "error", n, sqlite3_errmsg(db));
  if (rc == SQLITE_NOMEM && !failed) report(sql, "out of memory without failure", n, "");
  return failed == 0;
}

static void test_cold(const char *sql, int icu, int connecting) {
  int rc;
  uint64_t expected, rows = 0;
  sqlite3 *db = connect(&rc);
  if (rc || run(db, sql, article, &expected)) report(sql, "fails", -1, sqlite3_errmsg(db));
  sqlite3_close(db);
  statements++;
  for (persistent = 0; persistent < 2; persistent++) {
    for (long n = 0;; n += persistent ? COLD_STEP : 1, runs++) {
      failed = 0;
      fail_icu = icu;
      if (icu) u_cleanup();
      if (connecting) countdown = n;
      db = connect(&rc);
      if (!connecting) countdown = n;
      if (!rc) rc = run(db, sql, article, &rows);
      countdown = -1;
      int done = check(db, sql, rc, rows, expected, n);
      fail_icu = 0;
      if (sqlite3_close(db)) report(sql, "does not close", n, "");
      if (sqlite3_memory_used()) {
        report(sql, "memory in use", n, "");
        return;
      }
      if (done) break;
    }
  }
}

static void test_warm(sqlite3 *db, const char *sql) {
  uint64_t expected, rows;
  forget(db);
  if (run(db, sql, article, &expected)) report(sql, "fails", -1, sqlite3_errmsg(db));
  statements++;
  for (persistent = 0; persistent < 2; persistent++) {
    for (long n = 0;; n += persistent ? WARM_STEP : 1, runs++) {
      forget(db);
      failed = 0;
      countdown = n;
      int rc = run(db, sql, article, &rows);
      countdown = -1;
      if (check(db, sql, rc, rows, expected, n)) break;
    }
  }
}

static const char *const cold[] = {
    "SELECT gloss_version()",
    "SELECT count(*), sum(start) FROM gloss_events(?1)",
    "SELECT gloss_latin(?1)",
    "INSERT INTO gloss_names(name, type) VALUES ('A', 'PER'); SELECT * FROM gloss_names",
    ("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'gloss stem'); INSERT INTO t VALUES (?1);"
     " SELECT rowid FROM t('troops OR smith*')"),
};

static const char *const warm[] = {
    "DELETE FROM gloss_names; INSERT INTO gloss_names(name, type, id, canonical, language)"
    " VALUES ('Jane Smith', 'PER', 'x:1', 'Jane A. Smith', 'en'); SELECT name, id FROM gloss_names;"
    " SELECT name, id FROM gloss_entities(?1, 'en'); UPDATE gloss_names SET type = 'ORG';"
    " INSERT INTO gloss_names(name, type) VALUES ('A B', 'PER'), ('A C', 'PER'), ('A B', 'ORG')",
    "SELECT gloss_language(?1)",
    "SELECT gloss_script(?1)",
    "SELECT gloss_body(?1), gloss_title(?1), gloss_published(?1)",
    "SELECT gloss_fold(?1)",
    "SELECT gloss_latin(?1)",
    "SELECT gloss_name_key(?1)",
    "SELECT gloss_simhash(?1), gloss_hamming(1, 2)",
    "SELECT gloss_version() || gloss_debug()",
    "SELECT *, document IS NULL FROM gloss_languages(?1)",
    "SELECT *, document IS NULL FROM gloss_language_spans(?1)",
    "SELECT * FROM gloss_blocks(?1)",
    "SELECT * FROM gloss_sentences(?1)",
    "SELECT *, language FROM gloss_tokens(?1)",
    "SELECT * FROM gloss_tokens(CAST(x'FF20' || ?1 AS BLOB), 'en') WHERE document IS NOT 1",
    "SELECT *, language, published FROM gloss_entities(?1, 'en')",
    "SELECT * FROM gloss_dates(?1, 'en', '2024-05-06')",
    "SELECT * FROM gloss_quantities(?1)",
    "SELECT * FROM gloss_quotes(?1)",
    "SELECT * FROM gloss_events(?1, NULL, '2024-05-06')",
    "SELECT * FROM gloss_ngrams(?1, 2)",
    "SELECT * FROM gloss_kwic(?1, 'the*', 10)",
    "SELECT * FROM gloss_kwic('在北京大学学习北京话', '北京')",
    "SELECT e.text, d.value FROM gloss_entities(?1) e, gloss_dates(?1) d ORDER BY d.start DESC",
    "SELECT count(*) FROM gloss_tokens(CAST(x'61FF62C3' AS TEXT) || ?1)",
};

int main(void) {
  int rc;
  UErrorCode status = U_ZERO_ERROR;
  u_setMemoryFunctions(NULL, icu_malloc, icu_realloc, icu_free, &status);
  if (U_FAILURE(status)) return 2;
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
  sqlite3_mem_methods faulty = real;
  faulty.xMalloc = faulty_malloc;
  faulty.xRealloc = faulty_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
  sqlite3_initialize();
  for (size_t i = 0; i < sizeof cold / sizeof *cold; i++) test_cold(cold[i], 0, i == 0);
  test_cold("SELECT count(*), sum(length) FROM gloss_tokens(?1)", 1, 0);
  any_rows = 1; /* ICU's Any-Latin leaves out the scripts for which it got no memory, and is silent */
  test_cold("SELECT gloss_latin(?1 || 'ไทย 北京')", 1, 0);
  any_rows = 0;
  sqlite3 *db = connect(&rc);
  uint64_t rows;
  if (rc || run(db, "SELECT count(*) FROM gloss_events(?1)", article, &rows)) return 2;
  for (size_t i = 0; i < sizeof warm / sizeof *warm; i++) test_warm(db, warm[i]);
  if (sqlite3_close(db)) report("", "does not close", -1, "");
  if (sqlite3_memory_used()) report("", "memory in use at the end", -1, "");
  u_cleanup();
  printf("%d statements, %ld runs, %d failures\n", statements, runs, failures);
  return failures != 0 || runs < 100;
}
