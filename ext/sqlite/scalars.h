/* scalars.h: the scalar functions, as a table that gloss.c walks over. */
#ifndef GLOSS_SQLITE_SCALARS_H
#define GLOSS_SQLITE_SCALARS_H
#include "sqlite/connection.h"

typedef struct Scalar {
  const char *name;
  int arguments;
  void (*call)(sqlite3_context *context, int count, sqlite3_value **values);
} Scalar;
extern const Scalar scalars[]; /* name NULL at the end */

#endif
