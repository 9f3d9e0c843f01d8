/* limits_test.c: a full heap, short limits of the host, an interrupt from another thread. */
#define _POSIX_C_SOURCE 200112L
#include "sqlite/gloss.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int failures, checks;

static void check(int condition, const char *what, const char *detail) {
  checks++;
  if (condition) return;
  failures++;
  fprintf(stderr, "%s: %s\n", what, detail);
}

static sqlite3 *open_db(void) {
  sqlite3 *db;
  if (sqlite3_open(":memory:", &db) || sqlite3_gloss_init(db, NULL, NULL)) exit(2);
  return db;
}

static int ask(sqlite3 *db, const char *sql, const char *text) {
  sqlite3_stmt *statement;
  int rc = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (!rc) sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
  while (!rc && (rc = sqlite3_step(statement)) == SQLITE_ROW) rc = SQLITE_OK;
  sqlite3_finalize(statement);
  return rc;
}

static const char *const queries[] = {
    "SELECT count(*) FROM gloss_events(?1)", "SELECT count(*) FROM gloss_tokens(?1)",
    "SELECT length(gloss_latin(?1))",        "SELECT length(gloss_body(?1))",
    "SELECT length(gloss_fold(?1))",         "SELECT count(*) FROM gloss_language_spans(?1)",
};

/* With little room left, whatever does not fit is SQLITE_NOMEM, and the connection stays sound. */
static void test_heap(const char *text) {
  sqlite3 *db = open_db();
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    for (sqlite3_int64 room = 1 << 15; room < (sqlite3_int64)1 << 28; room *= 4) {
      sqlite3_hard_heap_limit64(sqlite3_memory_used() + room);
      int rc = ask(db, queries[i], text);
      sqlite3_hard_heap_limit64(0);
      check(rc == SQLITE_DONE || rc == SQLITE_NOMEM, queries[i], sqlite3_errmsg(db));
    }
    check(ask(db, queries[i], "One two.") == SQLITE_DONE, queries[i], "after the heap was full");
  }
  check(sqlite3_close(db) == SQLITE_OK, "close", "");
}

/* A result longer than SQLITE_LIMIT_LENGTH is SQLITE_TOOBIG. */
static void test_length(void) {
  sqlite3 *db = open_db();
  char text[2000];
  for (size_t i = 0; i + 2 < sizeof text; i += 2) memcpy(text + i, "\xC3\x9F", 3); /* folds to ss */
  check(ask(db, "SELECT gloss_fold(?1 || ?1)", text) == SQLITE_DONE, "fold", sqlite3_errmsg(db));
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1000);
  int rc = ask(db, "SELECT gloss_body(printf('%0900d', 1)) || gloss_latin(printf('%0900d', 1))", "");
  check(rc == SQLITE_TOOBIG, "a long result", sqlite3_errmsg(db));
  rc = ask(db, "SELECT gloss_latin(replace(printf('%0490d', 1), '0', 'щ'))", "");
  check(rc == SQLITE_TOOBIG, "a long transliteration", sqlite3_errmsg(db));
  rc = ask(db, "SELECT * FROM gloss_tokens(printf('%0900d', 1))", "");
  check(rc == SQLITE_DONE, "a short table", sqlite3_errmsg(db));
  sqlite3_close(db);
}

static void *interrupt_soon(void *db) {
  struct timespec wait = {0, 100 * 1000 * 1000};
  nanosleep(&wait, NULL);
  sqlite3_interrupt(db);
  return NULL;
}

/* A query over many rows ends soon after sqlite3_interrupt(). */
static void test_interrupt(void) {
  sqlite3 *db = open_db();
  pthread_t thread;
  time_t begin = time(NULL);
  if (pthread_create(&thread, NULL, interrupt_soon, db)) exit(2);
  int rc = ask(db,
               "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1e9)"
               " SELECT sum(t.start) FROM c, gloss_tokens('one two ' || c.i, 'en') t",
               "");
  pthread_join(thread, NULL);
  check(rc == SQLITE_INTERRUPT, "interrupted", sqlite3_errmsg(db));
  check(time(NULL) - begin < 20, "soon", "");
  check(ask(db, queries[1], "One two.") == SQLITE_DONE, "goes on", sqlite3_errmsg(db));
  sqlite3_close(db);
}

/* Progress handlers and authorizers of the host see nothing unusual, and may refuse. */
static int refuse(void *context, int action, const char *a, const char *b, const char *c,
                  const char *d) {
  (void)context, (void)a, (void)c, (void)d;
  return action == SQLITE_FUNCTION && b && !strcmp(b, "gloss_fold") ? SQLITE_DENY : SQLITE_OK;
}

static void test_authorizer(void) {
  sqlite3 *db = open_db();
  sqlite3_set_authorizer(db, refuse, NULL);
  check(ask(db, "SELECT gloss_fold(?1)", "a") != SQLITE_DONE, "denied", "");
  check(ask(db, queries[0], "One two.") == SQLITE_DONE, "not denied", sqlite3_errmsg(db));
  sqlite3_close(db);
}

int main(void) {
  static const char line[] = "The minister said on Monday: \"We will send 200 troops to Kabul.\" "
                             "Ο Τοκάγιεφ είπε. وقال الرئيس.\n";
  size_t size = (sizeof line - 1) * 1500;
  char *text = malloc(size + 1);
  if (!text) return 2;
  for (size_t i = 0; i < 1500; i++) memcpy(text + i * (sizeof line - 1), line, sizeof line);
  test_heap(text);
  test_length();
  test_interrupt();
  test_authorizer();
  free(text);
  check(sqlite3_memory_used() == 0, "memory in use at the end", "");
  printf("%d checks, %d failed\n", checks, failures);
  return failures != 0;
}
