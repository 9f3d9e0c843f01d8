/* load_test.c: the library as a host sees it.
**
**     load_test PATH/gloss.so
**
** Loaded twice into one connection; into two connections in two threads that work at once; refused
** with a message by a SQLite that is too old; at work on one that has no slot younger than 3.38;
** asking a younger one whether the query is interrupted. For the last three a copy of SQLite's
** table of functions is made (an auto extension is handed it) and changed. */
#include <dlfcn.h>
#include <pthread.h>
#define SQLITE_CORE 1 /* sqlite3ext.h for its table's type; functions are called directly */
#include <sqlite3ext.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const sqlite3_api_routines *sqlite3_api; /* SQLite's own table */

typedef int (*Entry)(sqlite3 *, char **, const sqlite3_api_routines *);

static int failures, checks;
static const char *library;
static Entry entry;

static void check(int condition, const char *what, const char *detail) {
  checks++;
  if (condition) return;
  failures++;
  fprintf(stderr, "%s: %s\n", what, detail ? detail : "");
}

static int capture(sqlite3 *db, const char **message, const sqlite3_api_routines *api) {
  (void)db, (void)message;
  sqlite3_api = api;
  return 0;
}

/* the first value of a query; "error: ..." on failure */
static const char *ask(sqlite3 *db, const char *sql) {
  static _Thread_local char answer[4000];
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (!rc) rc = sqlite3_step(statement);
  if (rc == SQLITE_ROW)
    snprintf(answer, sizeof answer, "%s", (const char *)sqlite3_column_text(statement, 0));
  else
    snprintf(answer, sizeof answer, "error: %s", sqlite3_errmsg(db));
  sqlite3_finalize(statement);
  return answer;
}

static sqlite3 *open_db(void) {
  sqlite3 *db;
  if (sqlite3_open(":memory:", &db)) exit(2);
  sqlite3_enable_load_extension(db, 1);
  return db;
}

static void load(sqlite3 *db) {
  char *message = NULL;
  int rc = sqlite3_load_extension(db, library, NULL, &message);
  check(rc == SQLITE_OK, "load", message);
  sqlite3_free(message);
}

static const char *const everything =
    "SELECT (SELECT count(*) FROM gloss_tokens('One two. Three')) || ' ' ||"
    " (SELECT count(*) FROM gloss_sentences('One two. Three')) || ' ' ||"
    " (SELECT count(*) >= 0 FROM gloss_events('Troops left Kabul on Monday.', 'en', '2024-05-06'))"
    " || ' ' || (SELECT count(*) FROM (SELECT text FROM gloss_ngrams('a b c d', 2) ORDER BY start"
    " LIMIT 2)) || ' ' || gloss_fold('ABC') || ' ' || (gloss_hamming(gloss_simhash('x'), 0) / 100)"
    " || ' ' || gloss_language('')";
static const char *const all = "4 2 1 2 abc 0 und";

static void test_twice(void) {
  sqlite3 *db = open_db();
  load(db);
  check(!strcmp(ask(db, everything), all), "first load", ask(db, everything));
  sqlite3_exec(db, "CREATE VIRTUAL TABLE f USING fts5(x, tokenize = gloss)", NULL, NULL, NULL);
  load(db);
  check(!strcmp(ask(db, everything), all), "second load", ask(db, everything));
  sqlite3_exec(db, "INSERT INTO f VALUES ('One')", NULL, NULL, NULL);
  check(!strcmp(ask(db, "SELECT count(*) FROM f('one')"), "1"), "tokenizer of the first load", "");
  check(sqlite3_close(db) == SQLITE_OK, "close after two loads", "");
}

static void *work(void *failed) {
  for (int i = 0; i < 20; i++) {
    sqlite3 *db = open_db();
    if (sqlite3_load_extension(db, library, NULL, NULL)) ++*(int *)failed;
    for (int k = 0; k < 5; k++)
      if (strcmp(ask(db, everything), all)) ++*(int *)failed;
    if (sqlite3_close(db)) ++*(int *)failed;
  }
  return NULL;
}

static void test_threads(void) {
  pthread_t threads[2];
  int failed[2] = {0, 0};
  for (int i = 0; i < 2; i++)
    if (pthread_create(&threads[i], NULL, work, &failed[i])) exit(2);
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  check(!failed[0] && !failed[1], "two threads", "");
}

/* ---- other versions of SQLite ---- */

static int version_old(void) { return 3037002; }
static int version_oldest(void) { return 3038000; }
static int version_later(void) { return 3041000; }
static const char *version_old_text(void) { return "3.37.2"; }
static _Atomic int interrupted, questions;
static int is_interrupted(sqlite3 *db) {
  (void)db;
  questions++;
  return interrupted;
}

/* the library's entry, called with a table of our own */
static Entry find_entry(void) {
  void *handle = dlopen(library, RTLD_NOW);
  if (!handle) {
    fprintf(stderr, "%s\n", dlerror());
    exit(2);
  }
  Entry found;
  void *symbol = dlsym(handle, "sqlite3_gloss_init");
  memcpy(&found, &symbol, sizeof found);
  return found;
}

static void test_too_old(void) {
  sqlite3 *db = open_db();
  sqlite3_api_routines api;
  char *message = NULL;
  memset(&api, 0, sizeof api); /* no slot but these may be touched */
  api.libversion_number = version_old;
  api.libversion = version_old_text;
  api.mprintf = sqlite3_api->mprintf;
  api.free = sqlite3_api->free;
  int rc = entry(db, &message, &api);
  check(rc == SQLITE_ERROR, "an old SQLite is refused", "");
  check(message && strstr(message, "3.38") && strstr(message, "3.37.2"), "its message", message);
  sqlite3_free(message);
  check(entry(db, NULL, &api) == SQLITE_ERROR, "refused without a place for the message", "");
  sqlite3_close(db);
}

static void test_oldest(void) {
  sqlite3 *db = open_db();
  static sqlite3_api_routines api; /* stays: the library keeps its address */
  size_t known = offsetof(sqlite3_api_routines, vtab_in_next) + sizeof api.vtab_in_next;
  memset(&api, 0, sizeof api);
  memcpy(&api, sqlite3_api, known);
  api.libversion_number = version_oldest;
  int rc = entry(db, NULL, &api);
  check(rc == SQLITE_OK || rc == 256, "SQLite 3.38", sqlite3_errmsg(db));
  check(!strcmp(ask(db, everything), all), "SQLite 3.38 works", ask(db, everything));
  sqlite3_close(db);
}

static void test_later(void) {
  sqlite3 *db = open_db();
  static struct {
    sqlite3_api_routines known;
    int (*is_interrupted)(sqlite3 *);
  } api;
  if (SQLITE_VERSION_NUMBER < 3040000 || SQLITE_VERSION_NUMBER >= 3041000) return;
  api.known = *sqlite3_api;
  api.known.libversion_number = version_later;
  api.is_interrupted = is_interrupted;
  int rc = entry(db, NULL, &api.known);
  check(rc == SQLITE_OK || rc == 256, "SQLite 3.41", sqlite3_errmsg(db));
  check(!strcmp(ask(db, everything), all), "SQLite 3.41 works", ask(db, everything));
  check(questions > 0, "is_interrupted is asked", "");
  interrupted = 1;
  const char *answer = ask(db, "SELECT count(*) FROM gloss_tokens('One two. Three four.')");
  check(!strcmp(answer, "error: interrupted"), "an interrupted table", answer);
  interrupted = 0;
  check(!strcmp(ask(db, "SELECT count(*) FROM gloss_tokens('One two. Three four.')"), "6"),
        "and again", "");
  sqlite3_close(db);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  library = argv[1];
  void (*hook)(void);
  int (*capturing)(sqlite3 *, const char **, const sqlite3_api_routines *) = capture;
  memcpy(&hook, &capturing, sizeof hook);
  sqlite3_auto_extension(hook);
  sqlite3_close(open_db());
  sqlite3_cancel_auto_extension(hook);
  if (!sqlite3_api) return 2;
  test_twice();
  test_threads();
  entry = find_entry();
  test_too_old();
  test_oldest();
  test_later();
  printf("%d checks, %d failed\n", checks, failures);
  return failures != 0;
}
