/* link.h: from mentions to entities: which mentions speak of one thing, and which thing it is. */
#ifndef GLOSS_ENTITIES_LINK_H
#define GLOSS_ENTITIES_LINK_H
#include "entities/scan.h"

#define NO_ENTITY UINT32_MAX

typedef struct Found { /* a mention on its way */
  Span span;
  uint32_t first; /* units [first, end) */
  uint32_t end;
  uint32_t entity; /* in the gazetteer, NO_ENTITY if not known */
  int64_t row;     /* of the user's names, 0 if none */
  uint32_t country;
  uint32_t cluster; /* filled by link_run: number of the entity within the document */
  uint8_t type;     /* EntityType */
  uint8_t is_body;  /* entity is a pattern, filled by country */
  uint8_t weak;     /* the link is likely but not licensed by the text */
  uint8_t prominence;
  uint8_t tagged; /* the tagger marked it */
  float score;
} Found;

typedef struct FoundList {
  Found *items; /* text order, not overlapping */
  size_t count, capacity;
} FoundList;

/* Joins mentions into entities and fills doc->entities and doc->mentions. */
void link_run(Document *doc, const Gazetteer *gazetteer, const NameList *names, const Scan *scan,
              FoundList *found);

#endif
