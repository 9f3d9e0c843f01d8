/* gazetteer.h: the shipped names, compiled by gazetteer_pack from the tables in this folder.
**
** Names are paths of unit hashes in one tree; the tree is a table from 48 bits of the path's hash
** to the names that end there, so a step is one look-up and no string is stored. A damaged model
** is refused when it is opened: every index in it is checked then. */
#ifndef GLOSS_ENTITIES_GAZETTEER_H
#define GLOSS_ENTITIES_GAZETTEER_H
#include "entities/units.h"
#include "model/model.h"

#define GAZETTEER_ROOT 0x676c6f73u    /* the path before the first unit */
#define GAZETTEER_DEMONYM 0x444d4e59u /* stands for a demonym in an institution's pattern */
#define GAZETTEER_COUNTRY 0x434e5452u /* stands for a country's name there */
#define GAZETTEER_MAX_UNITS 24        /* longer names are not kept */

typedef enum GazetteerClass { /* what a row is; the first five are EntityType */
                              CLASS_PER,
                              CLASS_ORG,
                              CLASS_LOC,
                              CLASS_NORP,
                              CLASS_MISC,
                              CLASS_BODY, /* pattern of an institution: "{D} Ministry of Defence" */
                              CLASS_TITLE,      /* president, Mr, general */
                              CLASS_GIVEN,      /* first name */
                              CLASS_ORG_HEAD,   /* ministry, bank: begins or ends an organisation's
                                                   name */
                              CLASS_ORG_SUFFIX, /* Ltd, AG */
                              CLASS_LOC_HEAD,   /* city of, river, mount */
                              CLASS_NOT_NAME,   /* a phrase that is no name: "military base" */
                              CLASS_COUNT
} GazetteerClass;

enum {                   /* GazetteerPosting.flags */
       NAME_RISKY = 1,   /* alone it may be an ordinary word or someone else */
       NAME_ACRONYM = 2, /* only in capitals as written */
       NAME_UPPER = 4,   /* begins with a capital letter */
       NAME_STEM = 8,    /* the path is of stems: for inflected forms */
       NAME_LAST = 16,   /* the last posting of its path */
       NAME_CAPS = 32    /* is also written in capitals, as an acronym */
};

typedef struct GazetteerEntity {
  uint32_t id; /* offsets in the strings */
  uint32_t label;
  uint8_t id_size; /* bytes; 0: has no id */
  uint8_t label_size;
  uint16_t country; /* ISO 3166-1 alpha-2, 'K' | 'Z' << 8; 0 if none */
  uint8_t class;    /* GazetteerClass */
  uint8_t is_country;
  uint8_t prominence; /* number of languages the name is known in */
  uint8_t zero;
} GazetteerEntity;

typedef struct GazetteerPosting {
  uint32_t entity;
  uint16_t languages; /* index of a set of languages */
  uint16_t flags;     /* NAME_ bits */
} GazetteerPosting;

typedef struct GazetteerEntry {
  uint32_t check; /* bits 16..47 of the path's hash, low bits up */
  uint32_t value; /* bit 31: longer names go on; the rest: first posting + 1, 0 for none */
} GazetteerEntry;

typedef struct GazetteerKey { /* a person's name by sound (name_key) */
  uint64_t key;               /* hash_bytes of the key, seed 0 */
  uint32_t entity;
  uint32_t zero;
} GazetteerKey;
#define GAZETTEER_KEY_LEAST 7 /* bytes; shorter keys are shared by too many names */

#define GAZETTEER_BUCKETS 65536u
#define GAZETTEER_FILTER_BITS 20u

#define GAZETTEER_OWN_BODIES 64u /* institutions of patterns that have a row of their own */

typedef struct Endings Endings; /* endings.h */

typedef struct Gazetteer {
  const uint32_t *buckets; /* GAZETTEER_BUCKETS + 1 */
  const GazetteerEntry *entries;
  size_t entry_count;
  const GazetteerPosting *postings;
  size_t posting_count;
  const GazetteerEntity *entities;
  size_t entity_count;
  const uint32_t *languages; /* sets of languages, a bit each: language_bit() */
  size_t language_count;
  const uint8_t *filter;    /* bit per hash of a first unit */
  const GazetteerKey *keys; /* by key */
  size_t key_count;
  const char *strings;
  size_t string_size;
  Endings *endings;
  uint32_t demonym_of[26 * 26]; /* entity of a country's demonym, UINT32_MAX if none */
  uint32_t country_of[26 * 26]; /* and of the country itself */
  struct {
    uint32_t body, own;
    uint16_t country;
  } own_bodies[GAZETTEER_OWN_BODIES];
  size_t own_count;
} Gazetteer;

/* NULL when memory is short or the model is damaged (*error says which, a literal). */
Gazetteer *gazetteer_open(const Model *model, const char **error);
void gazetteer_close(Gazetteer *gazetteer);

/* One step down: the path's hash after one more unit. */
static inline uint64_t gazetteer_path(uint64_t path, uint64_t unit) {
  uint64_t x = (path ^ unit) * 0x9e3779b97f4a7c15u + path;
  x ^= x >> 29;
  x *= 0xbf58476d1ce4e5b9u;
  return x ^ x >> 32;
}
/* May a name begin with this unit? No false negatives. */
static inline int gazetteer_may_start(const Gazetteer *g, uint64_t unit) {
  uint32_t bit = (uint32_t)(unit & ((1u << GAZETTEER_FILTER_BITS) - 1));
  return g->filter[bit >> 3] >> (bit & 7) & 1;
}
/* The entry of a path; NULL if no name runs along it. */
const GazetteerEntry *gazetteer_find(const Gazetteer *g, uint64_t path);
/* The first posting that ends at the entry, NULL if none; go on until NAME_LAST. */
const GazetteerPosting *gazetteer_postings(const Gazetteer *g, const GazetteerEntry *entry);
Text gazetteer_id(const Gazetteer *g, uint32_t entity); /* data NULL when it has none */
Text gazetteer_label(const Gazetteer *g, uint32_t entity);

/* The one person whose name has this key by sound; UINT32_MAX if there is none. */
uint32_t gazetteer_person(const Gazetteer *g, const void *key, size_t size);
/* The entity of a country code ('K' | 'Z' << 8): its demonym or the country; UINT32_MAX if none. */
uint32_t gazetteer_country(const Gazetteer *g, uint32_t country, int demonym);

/* The row of its own of a country's institution: its id is what the pattern's would be
** ("org:us-ministry-foreign"). UINT32_MAX if there is none. */
uint32_t gazetteer_own_body(const Gazetteer *g, uint32_t body, uint32_t country);

/* The bit of a language in a set; bit 31 for those that have none of their own. */
uint32_t gazetteer_language_bit(Language language);

#endif
