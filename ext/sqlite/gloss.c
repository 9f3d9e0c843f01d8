/* gloss.c: the entry point, and what it registers.
**
**     .load ./gloss
**     SELECT gloss_version();
**
** One symbol leaves the library: sqlite3_gloss_init(). It checks the host, makes the connection's
** state (connection.h) and walks over the tables of functions. Nothing is read, opened or computed
** at load; models are opened when they are first used. */
#include "sqlite/api.h"
#include "sqlite/connection.h"
#include "sqlite/names.h"
#include "sqlite/rows.h"
#include "sqlite/scalars.h"
#include "sqlite/tokenizer.h"
#include <string.h>
#ifdef SQLITE_CORE
#include "sqlite/gloss.h"
#else
SQLITE_EXTENSION_INIT1
#endif

#if defined(_WIN32)
#define GLOSS_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define GLOSS_EXPORT __attribute__((visibility("default")))
#else
#define GLOSS_EXPORT
#endif

static int is_little_endian(void) {
  unsigned char first;
  unsigned number = 1;
  memcpy(&first, &number, 1);
  return first == 1;
}

/* the name of what could not be registered goes to *failed */
static int register_all(sqlite3 *db, Connection *connection, const char **failed) {
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, rc = SQLITE_OK;
  for (const Scalar *s = scalars; s->name && !rc; s++) {
    *failed = s->name;
    rc = sqlite3_create_function_v2(db, s->name, s->arguments, flags,
                                    connection_retain(connection), s->call, NULL, NULL,
                                    connection_release);
  }
  for (size_t i = 0; rows_tables[i] && !rc; i++) {
    *failed = rows_tables[i]->name;
    rc = rows_register(db, connection, rows_tables[i]);
  }
  if (rc) return rc;
  *failed = "gloss_names";
  rc = names_register(db, connection);
  if (rc) return rc;
  *failed = "the FTS5 tokenizer";
  return tokenizer_register(db, connection);
}

static int refuse(char **message, char *text) {
  if (message)
    *message = text;
  else
    sqlite3_free(text);
  return SQLITE_ERROR;
}

GLOSS_EXPORT int sqlite3_gloss_init(sqlite3 *db, char **message,
                                    const struct sqlite3_api_routines *api) {
#ifdef SQLITE_CORE
  (void)api;
#else
  SQLITE_EXTENSION_INIT2(api)
#endif
  if (sqlite3_libversion_number() < GLOSS_OLDEST_SQLITE)
    return refuse(message, sqlite3_mprintf("gloss needs SQLite 3.38 or newer; this is %s",
                                           sqlite3_libversion()));
  if (!is_little_endian())
    return refuse(message, sqlite3_mprintf("gloss runs on little-endian machines only"));
  const char *failed = "";
  Connection *connection = connection_new(db);
  if (!connection) return SQLITE_NOMEM;
  int rc = register_all(db, connection, &failed);
  connection_release(connection);
  if (rc == SQLITE_NOMEM) return rc;
  if (rc) {
    refuse(message, sqlite3_mprintf("gloss: cannot register %s: %s", failed, sqlite3_errmsg(db)));
    return rc;
  }
#ifdef SQLITE_CORE
  return SQLITE_OK;
#else
  return SQLITE_OK_LOAD_PERMANENTLY; /* unloading while threads run is not safe anywhere */
#endif
}
