/* cache.c: see cache.h. A handful of entries, so the list is an array, moved to front on use. */
#include "sqlite/cache.h"
#include "text/memory.h"
#include <string.h>

static int stop_asked(void *context) {
  Connection *connection = context;
#if SQLITE_VERSION_NUMBER >= 3041000
  if (sqlite3_libversion_number() >= 3041000) return sqlite3_is_interrupted(connection->db);
#elif !defined(SQLITE_CORE) && SQLITE_VERSION_NUMBER >= 3040000
  /* Built with headers one slot short: SQLite only ever appends to the table. */
  typedef struct LaterApi {
    sqlite3_api_routines known;
    int (*is_interrupted)(sqlite3 *);
  } LaterApi;
  if (sqlite3_libversion_number() >= 3041000)
    return ((const LaterApi *)sqlite3_api)->is_interrupted(connection->db);
#endif
  (void)connection;
  return 0;
}

static size_t cached_bytes(const CachedDocument *cached) {
  return sizeof *cached + cached->doc.arena.bytes + cached->doc.folds.capacity;
}

static void drop_reference(CachedDocument *cached) {
  if (--cached->references) return;
  document_free(&cached->doc);
  memory_free(cached);
}

static void remove_at(Connection *connection, int i) {
  CachedDocument *cached = connection->cache[i];
  for (; i + 1 < CACHE_DOCUMENTS; i++) connection->cache[i] = connection->cache[i + 1];
  connection->cache[CACHE_DOCUMENTS - 1] = NULL;
  drop_reference(cached);
}

/* puts it first; the caller has a free place at the end or moves it from place i */
static void put_first(Connection *connection, CachedDocument *cached, int i) {
  for (; i > 0; i--) connection->cache[i] = connection->cache[i - 1];
  connection->cache[0] = cached;
}

/* No damaged documents, and no more memory than allowed, but for those that a cursor holds anyway:
** in a join of two tables over one large text the inner one must find it. */
static void trim(Connection *connection) {
  size_t bytes = 0;
  for (int i = 0; i < CACHE_DOCUMENTS && connection->cache[i];) {
    CachedDocument *cached = connection->cache[i];
    size_t more = cached_bytes(cached);
    if (cached->doc.rc || (bytes + more > CACHE_BYTES && cached->references == 1)) {
      remove_at(connection, i);
    } else {
      bytes += more;
      i++;
    }
  }
}

static int same_bytes(const void *a, const void *b, size_t size) {
  return !size || !memcmp(a, b, size);
}

/* is this document the text in that language, published on that day? */
static int is_it(const CachedDocument *cached, Text text, Text language, Text published) {
  const Document *doc = &cached->doc;
  if (doc->rc || doc->source_size != text.size || cached->language_given != (language.data != NULL))
    return 0;
  if (language.data &&
      (strlen(doc->tag) != language.size || !same_bytes(doc->tag, language.data, language.size)))
    return 0;
  if ((doc->published.data != NULL) != (published.data != NULL)) return 0;
  if (published.data && (doc->published.size != published.size ||
                         !same_bytes(doc->published.data, published.data, published.size)))
    return 0;
  return same_bytes(doc->source, text.data, text.size);
}

static CachedDocument *open_document(Connection *connection, Text text, Text language,
                                     Text published, int *rc) {
  CachedDocument *cached = memory_zero(sizeof *cached);
  if (!cached) {
    *rc = SQLITE_NOMEM;
    return NULL;
  }
  Document *doc = &cached->doc;
  document_open(doc, text.data, text.size);
  if (language.data) {
    document_set_language(doc, language.data, language.size);
    doc->done |= STAGE_LANGUAGE;
    cached->language_given = 1;
  }
  if (published.data && !doc->rc) {
    doc->published.data = arena_copy(&doc->arena, published.data, published.size);
    doc->published.size = published.size;
    if (!doc->published.data) doc->rc = SQLITE_NOMEM;
  }
  doc->interrupted = stop_asked;
  doc->interrupted_context = connection;
  *rc = doc->rc;
  if (!doc->rc) return cached;
  document_free(doc);
  memory_free(cached);
  return NULL;
}

CachedDocument *cache_open(Connection *connection, Text text, Text language, Text published,
                           int *rc) {
  for (int i = 0; i < CACHE_DOCUMENTS && connection->cache[i]; i++) {
    CachedDocument *found = connection->cache[i];
    if (!is_it(found, text, language, published)) continue;
    put_first(connection, found, i);
    found->references++;
    *rc = SQLITE_OK;
    return found;
  }
  CachedDocument *cached = open_document(connection, text, language, published, rc);
  if (!cached) return NULL;
  cached->references = 2; /* the caller's and the cache's */
  if (connection->cache[CACHE_DOCUMENTS - 1]) remove_at(connection, CACHE_DOCUMENTS - 1);
  put_first(connection, cached, CACHE_DOCUMENTS - 1);
  return cached;
}

int cache_run(Connection *connection, CachedDocument *cached, unsigned stages) {
  return analysis_run(connection->analysis, &cached->doc, connection->names, stages);
}

int cache_spans(Connection *connection, CachedDocument *cached) {
  if (cached->has_spans || cached->doc.rc) return cached->doc.rc;
  const LanguageModel *model = analysis_language(connection->analysis, &cached->doc.rc);
  if (!model) return cached->doc.rc;
  cached->spans = language_spans(model, &cached->doc, &cached->span_count);
  if (!cached->doc.rc) cached->doc.rc = cached->doc.arena.rc;
  if (!cached->spans) cached->span_count = 0;
  cached->has_spans = !cached->doc.rc;
  return cached->doc.rc;
}

void cache_release(Connection *connection, CachedDocument *cached) {
  if (!cached) return;
  drop_reference(cached);
  trim(connection);
}

void cache_clear(Connection *connection) {
  while (connection->cache[0]) remove_at(connection, 0);
}
