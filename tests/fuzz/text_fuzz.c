/* text_fuzz.c: any bytes through every function and table.
**
** The input is a document. It is bound as a blob in a heap block of exactly its size, so that
** AddressSanitizer sees every read behind its end, and once more as text. Of every row of every
** table it is checked that substr(document, start, length) is the row's text, that rows come in
** text order, that every position lies inside the document, that scores are from 0 to 1, and that
** a date's first day is not behind its last.
**
** With libFuzzer (GLOSS_FUZZERS, clang) LLVMFuzzerTestOneInput() is called by the engine. Otherwise
** main() replays the files given (tests/fuzz/corpus), and of each some mutants by a fixed rule. */
#include "sqlite/gloss.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ?1 the document as a blob, ?2 the same as text, ?3 a language or NULL */
static const char *const queries[] = {
    "SELECT gloss_language(?1), gloss_script(?1), gloss_body(?1), gloss_title(?1),"
    " gloss_published(?1), gloss_fold(?1), gloss_latin(?1), gloss_name_key(?1), gloss_simhash(?1)",
    "SELECT * FROM gloss_languages(?1)",
    "SELECT *, substr(?2, start, length) FROM gloss_language_spans(?1)",
    "SELECT *, substr(?2, start, length) FROM gloss_blocks(?1, ?3)",
    "SELECT *, substr(?2, start, length) FROM gloss_sentences(?1, ?3)",
    "SELECT *, substr(?2, start, length) FROM gloss_tokens(?1, ?3)",
    "SELECT *, substr(?2, start, length) FROM gloss_entities(?1, ?3)",
    "SELECT *, substr(?2, start, length) FROM gloss_dates(?1, ?3, '2024-05-06')",
    "SELECT *, substr(?2, start, length) FROM gloss_dates(?1, ?3)",
    "SELECT *, substr(?2, start, length) FROM gloss_quantities(?1, ?3)",
    "SELECT *, substr(?2, start, length) FROM gloss_quotes(?1, ?3)",
    "SELECT *, substr(?2, start, length) FROM gloss_events(?1, ?3, '2024-05-06')",
    "SELECT *, substr(?2, start, length) FROM gloss_ngrams(?1, 3)",
    "SELECT keyword AS text, start, length, left, right, substr(?2, start, length)"
    " FROM gloss_kwic(?1, '*', 7)",
    "SELECT keyword AS text, start, length, substr(?2, start, length)"
    " FROM gloss_kwic(?1, substr(?2, 1, 3))",
    "SELECT gloss_body(?2), gloss_fold(?2), gloss_latin(?2), gloss_name_key(?2)",
    "SELECT *, substr(?2, start, length) FROM gloss_tokens(?2, ?3)",
    "INSERT INTO search VALUES (?2)",
    "SELECT highlight(search, 0, '[', ']') FROM search('a* OR the')",
    "DELETE FROM search",
};
#define QUERIES (sizeof queries / sizeof *queries)

static const char *const languages[] = {"en", "ar", "el", "ru", "zh", "th", "fa",
                                        "tr", "de", "fr", "es", "kk", "und"};

static sqlite3 *db;
static sqlite3_stmt *statements[QUERIES];

static void fail(size_t query, const char *what) {
  fprintf(stderr, "%s\n  %s\n", queries[query], what);
  abort();
}

static void open_once(void) {
  char *message = NULL;
  if (db) return;
  if (sqlite3_open(":memory:", &db) || sqlite3_gloss_init(db, &message, NULL) ||
      sqlite3_exec(db, "CREATE VIRTUAL TABLE search USING fts5(x, tokenize = 'gloss stem')", NULL,
                   NULL, NULL))
    abort();
  for (size_t i = 0; i < QUERIES; i++)
    if (sqlite3_prepare_v3(db, queries[i], -1, SQLITE_PREPARE_PERSISTENT, &statements[i], NULL))
      fail(i, sqlite3_errmsg(db));
}

static int ends_with(const char *name, const char *end) {
  size_t n = strlen(name), m = strlen(end);
  return n >= m && !strcmp(name + n - m, end);
}

/* a column that says where: `start` or `actor_start`, with its length behind it */
static void check_position(size_t query, sqlite3_stmt *s, int column, sqlite3_int64 characters) {
  if (sqlite3_column_type(s, column) == SQLITE_NULL) {
    if (sqlite3_column_type(s, column + 1) != SQLITE_NULL) fail(query, "a length without start");
    return;
  }
  sqlite3_int64 start = sqlite3_column_int64(s, column);
  sqlite3_int64 length = sqlite3_column_int64(s, column + 1);
  if (start < 1 || length < 1 || start + length - 1 > characters)
    fail(query, "a position outside the document");
}

static void check_row(size_t query, sqlite3_stmt *s, sqlite3_int64 characters,
                      sqlite3_int64 *before) {
  int columns = sqlite3_column_count(s), text = -1, first = -1;
  for (int i = 0; i < columns; i++) {
    const char *name = sqlite3_column_name(s, i);
    if (!strcmp(name, "text")) text = i;
    if (!strcmp(name, "first")) first = i;
    if (ends_with(name, "start") && i + 1 < columns) check_position(query, s, i, characters);
    if (!strcmp(name, "start") && sqlite3_column_int64(s, i) < *before)
      fail(query, "rows are not in text order");
    if (!strcmp(name, "start")) *before = sqlite3_column_int64(s, i);
    double score = strcmp(name, "score") ? 0 : sqlite3_column_double(s, i);
    if (!(score >= 0 && score <= 1)) fail(query, "a score outside 0..1");
    const char *value = (const char *)sqlite3_column_text(s, i);
    if (value && sqlite3_column_bytes(s, i) < 0) abort();
  }
  if (first >= 0 && sqlite3_column_type(s, first) != SQLITE_NULL) {
    const char *last = (const char *)sqlite3_column_text(s, first + 1);
    if (!last || strcmp((const char *)sqlite3_column_text(s, first), last) > 0)
      fail(query, "a date that ends before it begins");
  }
  if (text < 0) return;
  const void *row = sqlite3_column_blob(s, text), *part = sqlite3_column_blob(s, columns - 1);
  int size = sqlite3_column_bytes(s, text);
  if (size != sqlite3_column_bytes(s, columns - 1) || (size && memcmp(row, part, (size_t)size)))
    fail(query, "the text is not substr(document, start, length)");
}

/* characters as SQLite counts them, up to the first NUL */
static sqlite3_int64 count_characters(const uint8_t *p, size_t size) {
  sqlite3_int64 count = 0;
  for (size_t i = 0; i < size && p[i]; count++)
    if (p[i++] >= 0xC0)
      while (i < size && (p[i] & 0xC0) == 0x80) i++;
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  open_once();
  uint8_t *exact = malloc(size ? size : 1);
  if (!exact) return 0;
  if (size) memcpy(exact, data, size);
  size_t choice = size ? (data[0] + data[size - 1] + size) % 26 : 0;
  const char *language =
      choice < sizeof languages / sizeof *languages ? languages[choice] : NULL;
  sqlite3_int64 characters = count_characters(data, size);
  for (size_t i = 0; i < QUERIES; i++) {
    sqlite3_stmt *s = statements[i];
    int rc, count = sqlite3_bind_parameter_count(s);
    sqlite3_int64 before = 0;
    if (count > 0) sqlite3_bind_blob64(s, 1, exact, size, SQLITE_STATIC);
    if (count > 1) sqlite3_bind_text64(s, 2, (char *)exact, size, SQLITE_STATIC, SQLITE_UTF8);
    if (count > 2) sqlite3_bind_text(s, 3, language, -1, SQLITE_STATIC);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) check_row(i, s, characters, &before);
    if (rc != SQLITE_DONE) fail(i, sqlite3_errmsg(db));
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
  }
  free(exact);
  return 0;
}

#ifndef GLOSS_LIBFUZZER
static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* cuts, repeats and damages a copy of the input by a fixed rule */
static void mutate(const uint8_t *data, size_t size, uint32_t seed) {
  uint8_t *copy = malloc(size * 2 + 16);
  uint32_t state = seed;
  if (!copy || !size) {
    free(copy);
    return;
  }
  size_t from = next_random(&state) % size;
  size_t length = 1 + next_random(&state) % (size - from);
  if (seed % 2) from = 0;
  memcpy(copy, data + from, length);
  for (uint32_t i = seed % 5; i > 0; i--) {
    size_t at = next_random(&state) % length;
    copy[at] = (uint8_t)next_random(&state);
    if (i % 2) copy[at] = (uint8_t)"\"'\xC2\xE2\xF0\x80\n.)\xD9"[copy[at] % 10];
  }
  if (seed % 3 == 0) {
    size_t again = next_random(&state) % length;
    memmove(copy + length, copy, again);
    length += again;
  }
  LLVMFuzzerTestOneInput(copy, length);
  free(copy);
}

static int replay(const char *path, uint32_t mutants) {
  FILE *f = fopen(path, "rb");
  uint8_t *data = f ? malloc(1 << 20) : NULL;
  if (!data) {
    fprintf(stderr, "cannot read %s\n", path);
    if (f) fclose(f);
    return 1;
  }
  size_t size = fread(data, 1, 1 << 20, f);
  fclose(f);
  clock_t begin = clock();
  LLVMFuzzerTestOneInput(data, size);
  for (uint32_t i = 1; i <= mutants; i++) mutate(data, size, i);
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  if (seconds > 10) fprintf(stderr, "%s: %.1f s\n", path, seconds);
  free(data);
  return seconds > 60;
}

int main(int argc, char **argv) {
  int failures = 0, first = 1;
  uint32_t mutants = 4;
  if (argc > 2 && !strcmp(argv[1], "-mutants")) {
    mutants = (uint32_t)atoi(argv[2]);
    first = 3;
  }
  for (int i = first; i < argc; i++) failures += replay(argv[i], mutants);
  for (size_t i = 0; i < QUERIES; i++) sqlite3_finalize(statements[i]);
  if (sqlite3_close(db) || sqlite3_memory_used()) failures++;
  printf("%d inputs, %d failures\n", argc - first, failures);
  return failures != 0 || argc <= first;
}
#endif
