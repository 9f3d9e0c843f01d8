/* run.c: runs a file of SQL statements against the checked library.
**
**     sql_run FILE.sql
**
** Every row of every result must be the single value 1. Where FILE.expected exists, all rows of the
** file (columns joined by '|', NULL as nothing) are compared with its lines instead. A statement
** that must fail has a comment line `-- error: TEXT` before it; its message must contain TEXT. A
** file without any check fails. Prints the line of each statement that is wrong. */
#include "sqlite/gloss.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Runner {
  sqlite3 *db;
  const char *file;
  const char *sql;      /* the whole file */
  int checks, failures; /* statements' rows and errors looked at */
  char *rows;           /* what the rows print, for FILE.expected */
  size_t rows_size;
} Runner;

static char *read_file(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  fseek(f, 0, SEEK_END);
  long size = ftell(f);
  rewind(f);
  char *text = size < 0 ? NULL : malloc((size_t)size + 1);
  if (!text || fread(text, 1, (size_t)size, f) != (size_t)size) exit(2);
  text[size] = 0;
  fclose(f);
  return text;
}

static void report(Runner *r, const char *at, const char *what, const char *detail) {
  int line = 1;
  for (const char *p = r->sql; p < at; p++) line += *p == '\n';
  fprintf(stderr, "%s:%d: %s%s\n", r->file, line, what, detail);
  r->failures++;
}

static void keep(Runner *r, const char *text) {
  size_t size = strlen(text);
  r->rows = realloc(r->rows, r->rows_size + size + 1);
  if (!r->rows) exit(2);
  memcpy(r->rows + r->rows_size, text, size + 1);
  r->rows_size += size;
}

static void take_row(Runner *r, sqlite3_stmt *statement, const char *at, int expected) {
  r->checks++;
  if (!expected) {
    const char *value = (const char *)sqlite3_column_text(statement, 0);
    if (sqlite3_column_count(statement) != 1 || !value || strcmp(value, "1"))
      report(r, at, "not 1 but ", value ? value : "NULL");
    return;
  }
  for (int i = 0; i < sqlite3_column_count(statement); i++) {
    const char *value = (const char *)sqlite3_column_text(statement, i);
    if (i) keep(r, "|");
    keep(r, value ? value : "");
  }
  keep(r, "\n");
}

/* Skips white space and comments; an `-- error: TEXT` among them goes to error. */
static const char *skip(const char *p, char error[200]) {
  error[0] = 0;
  for (;;) {
    while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r') p++;
    if (strncmp(p, "--", 2)) return p;
    size_t size = strcspn(p, "\n");
    if (!strncmp(p, "-- error: ", 10))
      snprintf(error, 200, "%.*s", (int)size - 10, p + 10);
    p += size;
  }
}

static const char *run_statement(Runner *r, const char *at, const char *error, int expected) {
  sqlite3_stmt *statement = NULL;
  const char *tail = at;
  int rc = sqlite3_prepare_v2(r->db, at, -1, &statement, &tail);
  while (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
    if (!*error) take_row(r, statement, at, expected);
    rc = SQLITE_OK;
  }
  int failed = rc != SQLITE_OK && rc != SQLITE_DONE;
  const char *message = failed ? sqlite3_errmsg(r->db) : "no error";
  if (*error) {
    r->checks++;
    if (!failed || !strstr(message, error)) report(r, at, "wrong error: ", message);
  } else if (failed) {
    report(r, at, "", message);
  }
  sqlite3_finalize(statement);
  if (tail > at) return tail;
  tail = strchr(at, ';'); /* not even parsed: go on behind it */
  return tail ? tail + 1 : at + strlen(at);
}

int main(int argc, char **argv) {
  char path[1000], error[200], *message = NULL;
  if (argc != 2) return 2;
  Runner r = {NULL, argv[1], read_file(argv[1]), 0, 0, NULL, 0};
  if (!r.sql) return 2;
  snprintf(path, sizeof path, "%.*s.expected", (int)strlen(argv[1]) - 4, argv[1]);
  char *expected = read_file(path);
  if (sqlite3_open(":memory:", &r.db)) return 2;
  if (sqlite3_gloss_init(r.db, &message, NULL)) {
    fprintf(stderr, "%s\n", message ? message : "cannot start");
    return 2;
  }
  for (const char *at = skip(r.sql, error); *at; at = skip(at, error))
    at = run_statement(&r, at, error, expected != NULL);
  if (expected && strcmp(expected, r.rows ? r.rows : "")) {
    r.failures++;
    printf("%s", r.rows ? r.rows : "");
    fprintf(stderr, "%s: rows are not those of %s\n", r.file, path);
  }
  if (sqlite3_close(r.db) != SQLITE_OK) report(&r, r.sql, "the connection does not close", "");
  if (sqlite3_memory_used()) report(&r, r.sql, "memory is still in use", "");
  printf("%s: %d checks, %d failed\n", r.file, r.checks, r.failures);
  free((char *)r.sql);
  free(expected);
  free(r.rows);
  return r.failures != 0 || r.checks == 0;
}
