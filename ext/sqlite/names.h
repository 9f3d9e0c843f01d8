/* names.h: the writable table gloss_names. See names.c. */
#ifndef GLOSS_SQLITE_NAMES_H
#define GLOSS_SQLITE_NAMES_H
#include "sqlite/connection.h"

int names_register(sqlite3 *db, Connection *connection);

#endif
