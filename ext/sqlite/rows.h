/* rows.h: one read-only table-valued module; every table of gloss is a list of columns for it.
**
** A table (RowsTable) says what its rows are: which stages must have run, how many rows there are
** or how the next one is found, and for each column its declaration and a function that gives its
** value. The module (rows.c) does all that SQLite wants: arguments as hidden columns and as
** constraints, errors for missing ones, LIMIT, order, only the stages whose columns are used. */
#ifndef GLOSS_SQLITE_ROWS_H
#define GLOSS_SQLITE_ROWS_H
#include "sqlite/cache.h"

#define ROWS_ARGUMENTS 4 /* at most so many hidden columns */

typedef struct RowsTable RowsTable;

/* One scan of a table: the document and the current row. */
typedef struct Rows {
  sqlite3_vtab_cursor base;
  const RowsTable *table;
  Connection *connection;
  CachedDocument *cached; /* NULL: no rows */
  const Document *doc;    /* of cached */
  size_t row;             /* the current row: an index into what the table walks over */
  size_t count;           /* rows end here */
  void *state;            /* the table's own, from memory_zero(); table->finish empties it */
  sqlite3_int64 number;   /* rows given before this one */
  sqlite3_int64 limit;    /* rows still to give, this one included; negative: no limit */
  sqlite3_value *arguments[ROWS_ARGUMENTS]; /* copies for the hidden columns that are used */
} Rows;

typedef struct RowsColumn {
  const char *declaration; /* "start INTEGER" */
  void (*value)(const Rows *rows, sqlite3_context *out);
  unsigned stages; /* run only when the column is used, beyond the table's own */
} RowsColumn;

struct RowsTable {
  const char *name;
  const char *arguments[ROWS_ARGUMENTS]; /* names of the hidden columns; the first is "document" */
  int required;             /* so many of them must be given */
  int own_arguments;        /* 1: those behind the document are the table's, read by begin */
  int ordered;              /* 1: rows come in order of their column 1, "start" */
  unsigned stages;          /* STAGE_ bits that every row needs */
  const RowsColumn *columns;
  int column_count;
  Span (*span)(const Rows *rows); /* of the current row; for the columns text, start, length */
  /* Sets count, and state if there is one. values: the arguments in their order, NULL where
  ** absent. Returns a status; *message (sqlite3_mprintf) may say more. */
  int (*begin)(Rows *rows, sqlite3_value **values, char **message);
  void (*seek)(Rows *rows); /* from row on to the next one that is a row, or count; may be NULL */
  void (*finish)(void *state); /* may be NULL; the state itself is freed by the module */
};

/* The module's user data: one per table and connection. */
typedef struct RowsModule {
  const RowsTable *table;
  Connection *connection;
} RowsModule;

int rows_register(sqlite3 *db, Connection *connection, const RowsTable *table);

/* columns that every table with spans shares */
void rows_text(const Rows *rows, sqlite3_context *out);
void rows_start(const Rows *rows, sqlite3_context *out);
void rows_length(const Rows *rows, sqlite3_context *out);
void result_name(sqlite3_context *out, const char *literal); /* NULL: SQL NULL */
void result_count(sqlite3_context *out, size_t number);

extern const RowsTable *const rows_tables[]; /* all of them, NULL at the end */
extern const RowsTable table_ngrams, table_kwic;

#endif
