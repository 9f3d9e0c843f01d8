/* scan.h: finds the known names in a text. */
#ifndef GLOSS_ENTITIES_SCAN_H
#define GLOSS_ENTITIES_SCAN_H
#include "entities/entities.h"
#include "entities/gazetteer.h"
#include "entities/tagger.h"

enum {                      /* Match.how */
       MATCH_INFLECTED = 1, /* met by its stem */
       MATCH_FOREIGN = 2,   /* the name is not of the text's language */
       MATCH_CAPS = 4,      /* in a sentence written in capitals */
       MATCH_CASELESS = 8,  /* a script without case */
       MATCH_USER = 16,     /* from the user's names: entity is a row of them */
       MATCH_LOWER = 32     /* the name's first word is written small */
};

typedef struct Match {
  Span span;      /* without proclitics */
  uint32_t first; /* units [first, end) */
  uint32_t end;
  uint32_t entity;  /* in the gazetteer; for MATCH_USER unused */
  int64_t row;      /* of the user's names, 0 if none */
  uint32_t country; /* packed; of a pattern: the country that filled it */
  uint8_t class;    /* GazetteerClass */
  uint8_t how;      /* MATCH_ bits */
  uint16_t flags;   /* NAME_ bits of the posting */
  uint8_t prominence;
  float score; /* rough probability that this is a mention of such a name */
} Match;

typedef struct Scan {
  Units units;
  Match *names; /* longest known name from each unit on, in text order; may overlap */
  size_t name_count, name_capacity;
  Match *hints; /* titles, first names, heads and suffixes, in text order */
  size_t hint_count, hint_capacity;
  uint64_t *stems; /* per unit: hash of it without its endings */
} Scan;

/* Needs tokens. Fills the scan (items in the arena, folds on the heap: scan_free). names may be
** NULL. Sets doc->rc on failure. */
void scan_run(Document *doc, const Gazetteer *gazetteer, const NameList *names, Scan *scan);
/* A path over the stems of the units [first, end): equal for the inflected forms of one name, as
** far as the table of endings knows them. */
uint64_t scan_stem_path(const Scan *scan, uint32_t first, uint32_t end);
/* 1: the unit is an ending behind an apostrophe: "Londra'da". */
int scan_is_joined_ending(const Document *doc, const Gazetteer *gazetteer, const Scan *scan,
                          uint32_t unit);
void scan_free(Scan *scan);

/* What the tagger is told: names and hints as evidence, in text order, in the arena. */
TaggerEvidence *scan_evidence(Document *doc, const Scan *scan, size_t *count);

#endif
