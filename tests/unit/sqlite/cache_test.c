/* cache_test.c: a document is found again exactly when text, language and date are the same; what is
** kept is bounded; what a cursor holds stays. */
#include "sqlite/cache.h"
#include "unit/check.h"
#include <stdlib.h>
#include <string.h>

static const Text none = {NULL, 0};

static Text text_of(const char *string) { return (Text){string, (uint32_t)strlen(string)}; }

static CachedDocument *take(Connection *connection, const char *text, Text language,
                            Text published) {
  int rc = 0;
  CachedDocument *cached = cache_open(connection, text_of(text), language, published, &rc);
  CHECK(cached && rc == SQLITE_OK);
  return cached;
}

static void test_identity(Connection *connection) {
  CachedDocument *a = take(connection, "one text", none, none);
  CachedDocument *b = take(connection, "one text", none, none);
  CachedDocument *other = take(connection, "one texT", none, none);
  CachedDocument *greek = take(connection, "one text", text_of("el"), none);
  CachedDocument *english = take(connection, "one text", text_of("en"), none);
  CachedDocument *undecided = take(connection, "one text", text_of("und"), none);
  CachedDocument *dated = take(connection, "one text", none, text_of("2024-05-06"));
  CachedDocument *later = take(connection, "one text", none, text_of("2024-05-07"));
  CHECK(a == b && a->references == 3);
  CHECK(a != other && a != greek && greek != english && a != undecided && a != dated);
  CHECK(dated != later);
  CHECK(greek == take(connection, "one text", text_of("el"), none));
  CHECK(dated == take(connection, "one text", none, text_of("2024-05-06")));
  CachedDocument *all[] = {a, b, other, greek, english, undecided, dated, later, greek, dated};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) cache_release(connection, all[i]);
  cache_clear(connection);
  CHECK(!connection->cache[0]);
}

static void test_eviction(Connection *connection) {
  char name[] = "text a";
  CachedDocument *held = take(connection, "held", none, none);
  for (char c = 'a'; c < 'a' + 2 * CACHE_DOCUMENTS; c++) {
    name[5] = c;
    cache_release(connection, take(connection, name, none, none));
  }
  CHECK(held->references == 1); /* out of the cache, alive for its holder */
  CHECK(!memcmp(held->doc.text, "held", 4));
  CachedDocument *again = take(connection, "held", none, none);
  CHECK(again != held);
  cache_release(connection, again);
  cache_release(connection, held);
  CHECK(connection->cache[0] == again && connection->cache[CACHE_DOCUMENTS - 1]);
  cache_clear(connection);
}

/* a text larger than the bound is kept only as long as somebody reads it */
static void test_bound(Connection *connection) {
  char *large = malloc(CACHE_BYTES + 2);
  if (!large) exit(2);
  memset(large, 'x', CACHE_BYTES + 1);
  large[CACHE_BYTES + 1] = 0;
  CachedDocument *small = take(connection, "small", none, none);
  CachedDocument *first = take(connection, large, none, none);
  CachedDocument *second = take(connection, large, none, none);
  CHECK(first == second);
  cache_release(connection, small);
  cache_release(connection, second);
  CHECK(first == take(connection, large, none, none));
  cache_release(connection, first);
  cache_release(connection, first);
  for (int i = 0; i < CACHE_DOCUMENTS && connection->cache[i]; i++)
    CHECK(connection->cache[i]->doc.arena.bytes < CACHE_BYTES);
  free(large);
  cache_clear(connection);
}

static void test_failed(Connection *connection) {
  CachedDocument *cached = take(connection, "to fail", none, none);
  cached->doc.rc = STATUS_NOMEM;
  cache_release(connection, cached);
  CHECK(!connection->cache[0]);
  int rc = 0;
  cached = take(connection, "to fail", none, none);
  CHECK(cached->doc.rc == STATUS_OK);
  cached->doc.rc = STATUS_INTERRUPT;
  CachedDocument *anew = cache_open(connection, text_of("to fail"), none, none, &rc);
  CHECK(anew && anew != cached && rc == SQLITE_OK);
  cache_release(connection, cached);
  cache_release(connection, anew);
  cache_clear(connection);
}

static void test_stages(Connection *connection) {
  CachedDocument *cached = take(connection, "One two.", text_of("en"), none);
  CHECK(cache_run(connection, cached, STAGE_BLOCKS) == SQLITE_OK);
  unsigned before = cached->doc.done;
  CHECK(!(before & STAGE_TOKENS));
  cache_release(connection, cached);
  CHECK(take(connection, "One two.", text_of("en"), none) == cached);
  CHECK(cache_run(connection, cached, STAGE_TOKENS) == SQLITE_OK);
  CHECK(cached->doc.tokens.count == 3 && cached->doc.blocks.count == 1);
  CHECK(cache_spans(connection, cached) == SQLITE_OK);
  LanguageSpan *spans = cached->spans;
  CHECK(cache_spans(connection, cached) == SQLITE_OK && cached->spans == spans);
  cache_release(connection, cached);
}

int main(void) {
  sqlite3 *db;
  if (sqlite3_open(":memory:", &db)) return 2;
  Connection *connection = connection_new(db);
  if (!connection) return 2;
  test_identity(connection);
  test_eviction(connection);
  test_bound(connection);
  test_failed(connection);
  test_stages(connection);
  connection_release(connection);
  sqlite3_close(db);
  CHECK(sqlite3_memory_used() == 0);
  return check_result();
}
