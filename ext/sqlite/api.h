/* api.h: SQLite's interface, in a loadable library through the table that SQLite hands over at
** load, in a static one (SQLITE_CORE) directly. Only slots up to version 3.38 may be used
** unguarded: a slot that the host does not have is a NULL pointer. */
#ifndef GLOSS_SQLITE_API_H
#define GLOSS_SQLITE_API_H
#ifdef SQLITE_CORE
#include <sqlite3.h>
#else
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

#define GLOSS_OLDEST_SQLITE 3038000

#endif
