/* scalars.c: functions of one text that give one value. NULL gives NULL.
**
**     SELECT gloss_title(body), gloss_published(body), gloss_language(body) FROM article;
**     CREATE INDEX article_key ON article(gloss_simhash(body));
**
** All are deterministic and innocuous: the result depends on the arguments and on the models in
** this build (gloss_debug names their hashes). gloss_body, gloss_title and gloss_published share
** one analysis through the cache. */
#include "sqlite/scalars.h"
#include "sqlite/cache.h"
#include "model/embed.h"
#include "text/fold.h"
#include "text/latin.h"
#include "text/memory.h"
#include "text/simhash.h"
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

static Connection *connection_of(sqlite3_context *context) {
  return sqlite3_user_data(context);
}

/* The argument's text; 0 when the result is set already (NULL, or an error). */
static int argument(sqlite3_context *context, sqlite3_value *value, Text *text) {
  int rc = value_text(value, text);
  if (rc) result_status(context, connection_of(context), rc);
  return !rc && text->data;
}

static const uint8_t *bytes(Text text) { return (const uint8_t *)text.data; }

static void call_language(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Text text;
  int rc;
  if (!argument(context, values[0], &text)) return;
  const LanguageModel *model = analysis_language(connection_of(context)->analysis, &rc);
  if (!model) {
    result_status(context, connection_of(context), rc);
    return;
  }
  const char *tag = "und";
  language_detect(model, text.data, text.size, &tag);
  sqlite3_result_text(context, tag, -1, SQLITE_TRANSIENT);
}

static void call_script(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Text text;
  if (argument(context, values[0], &text))
    sqlite3_result_text(context, script_dominant(bytes(text), text.size), -1, SQLITE_STATIC);
}

/* ---- what the blocks say ---- */

static CachedDocument *open_stages(sqlite3_context *context, sqlite3_value *value,
                                   unsigned stages) {
  Connection *connection = connection_of(context);
  Text text, none = {NULL, 0};
  int rc;
  if (!argument(context, value, &text)) return NULL;
  CachedDocument *cached = cache_open(connection, text, none, none, &rc);
  if (cached) rc = cache_run(connection, cached, stages);
  if (!rc) return cached;
  result_status(context, connection, rc);
  cache_release(connection, cached);
  return NULL;
}

/* The kept blocks; all of the text as it is if nothing in it is to be left out. */
static void call_body(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  CachedDocument *cached = open_stages(context, values[0], STAGE_BLOCKS);
  if (!cached) return;
  const Document *doc = &cached->doc;
  Buffer body = {0};
  size_t kept = 0;
  for (size_t i = 0; i < doc->blocks.count; i++) {
    const Block *block = &doc->blocks.items[i];
    if (!block->body || block->kind == BLOCK_TITLE) continue;
    if (kept++) buffer_byte(&body, '\n');
    Text text = document_source(doc, block->span);
    buffer_append(&body, text.data, text.size);
  }
  if (kept && kept == doc->blocks.count)
    result_text(context, (Text){(const char *)doc->source, (uint32_t)doc->source_size});
  else
    result_buffer(context, &body);
  if (kept && kept == doc->blocks.count) buffer_free(&body);
  cache_release(connection_of(context), cached);
}

static void call_title(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  CachedDocument *cached = open_stages(context, values[0], STAGE_BLOCKS);
  if (!cached) return;
  result_text(context, analysis_title(connection_of(context)->analysis, &cached->doc));
  if (cached->doc.rc) result_status(context, connection_of(context), cached->doc.rc);
  cache_release(connection_of(context), cached);
}

static void call_published(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  CachedDocument *cached = open_stages(context, values[0], STAGE_BLOCKS | STAGE_DATES);
  if (!cached) return;
  result_text(context, analysis_published(connection_of(context)->analysis, &cached->doc));
  if (cached->doc.rc) result_status(context, connection_of(context), cached->doc.rc);
  cache_release(connection_of(context), cached);
}

/* ---- keys ---- */

static void call_fold(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Text text;
  Buffer result = {0};
  if (!argument(context, values[0], &text)) return;
  fold_text(bytes(text), text.size, &result, NULL);
  result_buffer(context, &result);
}

static void call_latin(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Text text;
  Buffer result = {0};
  if (!argument(context, values[0], &text)) return;
  Latin *latin = analysis_latin(connection_of(context)->analysis);
  if (latin)
    latin_text(latin, bytes(text), text.size, &result);
  else
    result.rc = SQLITE_NOMEM;
  result_buffer(context, &result);
}

static void call_name_key(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Text text;
  Buffer result = {0};
  if (!argument(context, values[0], &text)) return;
  name_key(text.data, text.size, &result);
  result_buffer(context, &result);
}

static void call_simhash(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Text text;
  uint64_t hash;
  sqlite3_int64 value;
  if (!argument(context, values[0], &text)) return;
  if (simhash_text(bytes(text), text.size, &hash)) {
    sqlite3_result_error_nomem(context);
    return;
  }
  memcpy(&value, &hash, sizeof value);
  sqlite3_result_int64(context, value);
}

static void call_hamming(sqlite3_context *context, int count, sqlite3_value **values) {
  uint64_t both[2];
  for (int i = 0; i < count && i < 2; i++) {
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) return;
    both[i] = (uint64_t)sqlite3_value_int64(values[i]);
  }
  sqlite3_result_int(context, simhash_distance(both[0], both[1]));
}

/* ---- meta ---- */

static void call_version(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count, (void)values;
  sqlite3_result_text(context, GLOSS_VERSION, -1, SQLITE_STATIC);
}

#ifdef __VERSION__
#define COMPILER __VERSION__
#else
#define COMPILER "unknown"
#endif
#if defined(__SANITIZE_ADDRESS__)
#define CHECKED ", checked"
#else
#define CHECKED ""
#endif
#ifdef SQLITE_CORE
#define LINKED "static"
#else
#define LINKED "loadable"
#endif

static void debug_models(Buffer *out) {
  char line[160];
  const char *name;
  for (size_t i = 0; (name = embed_name(i)); i++) {
    const uint8_t *data;
    size_t size;
    Model model;
    if (!embed_model(name, &data, &size)) continue;
    const char *error = model_open(&model, data, size);
    if (error)
      snprintf(line, sizeof line, "\nmodel %s %zu bytes: %s", name, size, error);
    else
      snprintf(line, sizeof line, "\nmodel %s %zu bytes, hash %016llx", name, size,
               (unsigned long long)model_checksum(&model));
    buffer_string(out, line);
  }
}

static void call_debug(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count, (void)values;
  char line[240];
  Buffer out = {0};
  UVersionInfo icu, unicode;
  char icu_text[U_MAX_VERSION_STRING_LENGTH], unicode_text[U_MAX_VERSION_STRING_LENGTH];
  u_getVersion(icu);
  u_versionToString(icu, icu_text);
  u_getUnicodeVersion(unicode);
  u_versionToString(unicode, unicode_text);
  buffer_string(&out, "gloss " GLOSS_VERSION "\nbuild " LINKED CHECKED ", compiler " COMPILER);
  snprintf(line, sizeof line, "\nsqlite %s, built with %s", sqlite3_libversion(), SQLITE_VERSION);
  buffer_string(&out, line);
  snprintf(line, sizeof line, "\nicu %s, unicode %s", icu_text, unicode_text);
  buffer_string(&out, line);
  debug_models(&out);
  result_buffer(context, &out);
}

const Scalar scalars[] = {
    {"gloss_language", 1, call_language}, {"gloss_script", 1, call_script},
    {"gloss_body", 1, call_body},         {"gloss_title", 1, call_title},
    {"gloss_published", 1, call_published},
    {"gloss_fold", 1, call_fold},         {"gloss_latin", 1, call_latin},
    {"gloss_name_key", 1, call_name_key}, {"gloss_simhash", 1, call_simhash},
    {"gloss_hamming", 2, call_hamming},   {"gloss_version", 0, call_version},
    {"gloss_debug", 0, call_debug},       {NULL, 0, NULL},
};
