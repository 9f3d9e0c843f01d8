/* connection.h: what gloss keeps for one database connection, and the border between SQL values
** and texts.
**
** There is no global state. A Connection hangs on the user data of every function and module that
** sqlite3_gloss_init() registers, each holding one reference; SQLite drops them when the
** connection closes or the registration is replaced. SQLite's connection mutex serialises its
** use. */
#ifndef GLOSS_SQLITE_CONNECTION_H
#define GLOSS_SQLITE_CONNECTION_H
#include "sqlite/api.h"
#include "sqlite/analysis.h"

typedef struct CachedDocument CachedDocument;

#define CACHE_DOCUMENTS 8                 /* at most so many are kept */
#define CACHE_BYTES ((size_t)16 << 20)    /* and at most so much memory */

typedef struct Connection {
  int references;
  sqlite3 *db;
  Analysis *analysis;
  NameList *names; /* gloss_names; NULL while it is empty */
  CachedDocument *cache[CACHE_DOCUMENTS]; /* the last used first; each holds a reference */
} Connection;

Connection *connection_new(sqlite3 *db); /* with one reference; NULL: no memory */
Connection *connection_retain(Connection *connection);
void connection_release(void *connection); /* as a destructor of SQLite's */

/* The text of an argument: text as it is, a blob's bytes, a number's digits; up to its first NUL,
** where it ends for SQLite's length() too. Valid until the value changes. data is NULL for SQL
** NULL. Returns SQLITE_OK, SQLITE_NOMEM, or SQLITE_TOOBIG when it is over 64 MiB. */
int value_text(sqlite3_value *value, Text *text);

/* A status as an error of a scalar: SQLITE_TOOBIG says `gloss: text is over 64 MiB`. */
void result_status(sqlite3_context *context, Connection *connection, int rc);
/* The same as a message from sqlite3_mprintf, NULL where SQLite's own text says it. */
char *status_message(const Connection *connection, int rc);
/* Bytes (copied; may be SQL NULL) and a buffer (taken over) as results. */
void result_text(sqlite3_context *context, Text text);
void result_buffer(sqlite3_context *context, Buffer *buffer);

#endif
