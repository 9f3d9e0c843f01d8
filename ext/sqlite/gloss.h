/* gloss.h: for an application that links gloss statically.
**
**     #include "sqlite/gloss.h"
**     sqlite3_auto_extension((void (*)(void))sqlite3_gloss_init);   -- every later connection, or
**     sqlite3_gloss_init(db, &message, NULL);                       -- this connection
**
** Returns SQLITE_OK or an error code; then *message (if message is not NULL) is a text to be
** freed with sqlite3_free(). `api` is unused in a static build. The loadable library exports this
** one symbol and nothing else. */
#ifndef GLOSS_SQLITE_GLOSS_H
#define GLOSS_SQLITE_GLOSS_H
#include <sqlite3.h>

#ifdef __cplusplus
extern "C" {
#endif
struct sqlite3_api_routines;
int sqlite3_gloss_init(sqlite3 *db, char **message, const struct sqlite3_api_routines *api);
#ifdef __cplusplus
}
#endif

#endif
