/* status.h: result codes of all stages, numerically those of SQLite so that they pass the border
** unchanged. A stage takes the document, does nothing once doc->rc is set, and sets it on
** failure; callers check once at the end (the sticky error code of FTS5). */
#ifndef GLOSS_TEXT_STATUS_H
#define GLOSS_TEXT_STATUS_H

enum {
  STATUS_OK = 0,
  STATUS_ERROR = 1,
  STATUS_NOMEM = 7,
  STATUS_INTERRUPT = 9,
  STATUS_CORRUPT = 11, /* a model is damaged */
  STATUS_TOOBIG = 18
};

#endif
