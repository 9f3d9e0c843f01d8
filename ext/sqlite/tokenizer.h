/* tokenizer.h: the FTS5 tokenizer 'gloss'. See tokenizer.c. */
#ifndef GLOSS_SQLITE_TOKENIZER_H
#define GLOSS_SQLITE_TOKENIZER_H
#include "sqlite/connection.h"

/* SQLITE_OK too where SQLite was built without FTS5: then there is no tokenizer. */
int tokenizer_register(sqlite3 *db, Connection *connection);

#endif
