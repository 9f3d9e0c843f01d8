/* cache.h: the last few documents of a connection with what the stages have found in them.
**
** SQLite evaluates gloss_title(body) and gloss_body(body) of one row apart from each other, and a
** join of two tables over one text runs both; without a cache each would analyse the text anew.
** A document is found by its length, its bytes (comparing stops at the first other one, so a hash
** of them would cost more than it saves), its language and its date of publication. Stages run when
** they are first needed. Open cursors hold references, so that a document outlives its place in the
** cache. */
#ifndef GLOSS_SQLITE_CACHE_H
#define GLOSS_SQLITE_CACHE_H
#include "sqlite/connection.h"

struct CachedDocument {
  Document doc;
  int references;
  uint8_t language_given; /* the caller said which language it is */
  uint8_t has_spans;
  LanguageSpan *spans; /* language_spans(), in the document's arena */
  size_t span_count;
};

/* The document with a reference for the caller, or NULL and a status in *rc. text.data is not
** NULL. language: a BCP-47 tag, or data NULL: detected. published: an ISO day, or data NULL. */
CachedDocument *cache_open(Connection *connection, Text text, Text language, Text published,
                           int *rc);
/* Runs stages; returns the document's status. */
int cache_run(Connection *connection, CachedDocument *cached, unsigned stages);
/* The runs of languages, made once. */
int cache_spans(Connection *connection, CachedDocument *cached);
void cache_release(Connection *connection, CachedDocument *cached); /* NULL does nothing */
/* Forgets all documents (the user's names have changed, the connection closes). */
void cache_clear(Connection *connection);

#endif
