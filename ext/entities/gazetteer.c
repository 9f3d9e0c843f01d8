/* gazetteer.c: binding to the compiled names, and look-up. See gazetteer.h. */
#include "entities/gazetteer.h"
#include "entities/endings.h"
#include "text/hash.h"
#include "text/memory.h"
#include <string.h>

static int gazetteer_bind(Gazetteer *g, const Model *model) {
  size_t buckets = 0, filter = 0, ending_size = 0;
  g->buckets = model_section(model, "gaz.buckets", sizeof *g->buckets, &buckets);
  g->entries = model_section(model, "gaz.entries", sizeof *g->entries, &g->entry_count);
  g->postings = model_section(model, "gaz.postings", sizeof *g->postings, &g->posting_count);
  g->entities = model_section(model, "gaz.entities", sizeof *g->entities, &g->entity_count);
  g->languages = model_section(model, "gaz.languages", sizeof *g->languages, &g->language_count);
  g->filter = model_section(model, "gaz.filter", 1, &filter);
  g->strings = model_section(model, "gaz.strings", 1, &g->string_size);
  g->keys = model_section(model, "gaz.keys", sizeof *g->keys, &g->key_count);
  const uint8_t *endings = model_section(model, "gaz.endings", 1, &ending_size);
  if (!g->buckets || !g->entries || !g->postings || !g->entities || !g->languages || !g->filter ||
      !g->strings || !g->keys || !endings)
    return 0;
  if (buckets != GAZETTEER_BUCKETS + 1 || filter != 1u << (GAZETTEER_FILTER_BITS - 3)) return 0;
  g->endings = endings_open(endings, ending_size);
  return 1;
}

/* Every index inside the sections points into the sections. */
static int gazetteer_check(const Gazetteer *g) {
  uint32_t before = 0;
  for (uint32_t i = 0; i <= GAZETTEER_BUCKETS; i++) {
    if (g->buckets[i] < before || g->buckets[i] > g->entry_count) return 0;
    before = g->buckets[i];
  }
  for (size_t i = 0; i < g->entry_count; i++)
    if ((g->entries[i].value & 0x7fffffffu) > g->posting_count) return 0;
  for (size_t i = 0; i < g->posting_count; i++) {
    if (g->postings[i].entity >= g->entity_count) return 0;
    if (g->postings[i].languages >= g->language_count) return 0;
  }
  for (size_t i = 0; i < g->key_count; i++)
    if (g->keys[i].entity >= g->entity_count) return 0;
  if (g->posting_count && !(g->postings[g->posting_count - 1].flags & NAME_LAST)) return 0;
  for (size_t i = 0; i < g->entity_count; i++) {
    const GazetteerEntity *e = &g->entities[i];
    if (e->id > g->string_size || e->id_size > g->string_size - e->id) return 0;
    if (e->label > g->string_size || e->label_size > g->string_size - e->label) return 0;
    if (e->class >= CLASS_COUNT) return 0;
  }
  return 1;
}

static uint32_t country_index(uint32_t country) {
  uint32_t a = (country & 0xff) - 'A', b = (country >> 8 & 0xff) - 'A';
  return a < 26 && b < 26 ? a * 26 + b : UINT32_MAX;
}

static void gazetteer_index_countries(Gazetteer *g) {
  memset(g->demonym_of, 0xff, sizeof g->demonym_of);
  memset(g->country_of, 0xff, sizeof g->country_of);
  for (uint32_t i = 0; i < g->entity_count; i++) {
    const GazetteerEntity *e = &g->entities[i];
    uint32_t at = country_index(e->country);
    if (at == UINT32_MAX) continue;
    if (e->class == CLASS_NORP && g->demonym_of[at] == UINT32_MAX) g->demonym_of[at] = i;
    if (e->class == CLASS_LOC && e->is_country && g->country_of[at] == UINT32_MAX)
      g->country_of[at] = i;
  }
}

uint32_t gazetteer_country(const Gazetteer *g, uint32_t country, int demonym) {
  uint32_t at = country_index(country);
  if (at == UINT32_MAX) return UINT32_MAX;
  return demonym ? g->demonym_of[at] : g->country_of[at];
}

/* Is the id "org:" + country in small letters + "-" + the pattern's id? */
static int is_own_body(const Gazetteer *g, const GazetteerEntity *e, const GazetteerEntity *body) {
  const char *id = g->strings + e->id;
  return e->id_size == body->id_size + 7u && id[6] == '-' &&
         (uint8_t)id[4] == ((e->country & 0xff) | 0x20) &&
         (uint8_t)id[5] == ((e->country >> 8 & 0xff) | 0x20) &&
         !memcmp(id + 7, g->strings + body->id, body->id_size);
}

/* The patterns' rows stand together. */
static void gazetteer_index_bodies(Gazetteer *g) {
  uint32_t first = 0;
  while (first < g->entity_count && g->entities[first].class != CLASS_BODY) first++;
  for (uint32_t i = 0; i < g->entity_count; i++) {
    const GazetteerEntity *e = &g->entities[i];
    if (e->class != CLASS_ORG || e->id_size < 8 || country_index(e->country) == UINT32_MAX)
      continue;
    if (memcmp(g->strings + e->id, "org:", 4) != 0) continue;
    for (uint32_t b = first; b < g->entity_count && g->own_count < GAZETTEER_OWN_BODIES; b++) {
      if (g->entities[b].class != CLASS_BODY) break;
      if (!is_own_body(g, e, &g->entities[b])) continue;
      g->own_bodies[g->own_count].body = b;
      g->own_bodies[g->own_count].own = i;
      g->own_bodies[g->own_count++].country = e->country;
    }
  }
}

uint32_t gazetteer_own_body(const Gazetteer *g, uint32_t body, uint32_t country) {
  for (size_t i = 0; i < g->own_count; i++)
    if (g->own_bodies[i].body == body && g->own_bodies[i].country == country)
      return g->own_bodies[i].own;
  return UINT32_MAX;
}

Gazetteer *gazetteer_open(const Model *model, const char **error) {
  *error = "out of memory";
  Gazetteer *g = memory_zero(sizeof *g);
  if (!g) return NULL;
  if (!gazetteer_bind(g, model) || !gazetteer_check(g)) {
    *error = "gazetteer model is damaged";
    gazetteer_close(g);
    return NULL;
  }
  if (!g->endings) {
    gazetteer_close(g);
    return NULL;
  }
  gazetteer_index_countries(g);
  gazetteer_index_bodies(g);
  *error = NULL;
  return g;
}

void gazetteer_close(Gazetteer *gazetteer) {
  if (!gazetteer) return;
  endings_close(gazetteer->endings);
  memory_free(gazetteer);
}

const GazetteerEntry *gazetteer_find(const Gazetteer *g, uint64_t path) {
  uint32_t bucket = (uint32_t)(path & (GAZETTEER_BUCKETS - 1));
  uint32_t check = (uint32_t)(path >> 16);
  for (uint32_t i = g->buckets[bucket]; i < g->buckets[bucket + 1]; i++)
    if (g->entries[i].check == check) return &g->entries[i];
  return NULL;
}

const GazetteerPosting *gazetteer_postings(const Gazetteer *g, const GazetteerEntry *entry) {
  uint32_t posting = entry->value & 0x7fffffffu;
  return posting ? &g->postings[posting - 1] : NULL;
}

uint32_t gazetteer_person(const Gazetteer *g, const void *key, size_t size) {
  if (size < GAZETTEER_KEY_LEAST) return UINT32_MAX;
  uint64_t hash = hash_bytes(key, size, 0);
  size_t low = 0, high = g->key_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (g->keys[middle].key < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low < g->key_count && g->keys[low].key == hash ? g->keys[low].entity : UINT32_MAX;
}

Text gazetteer_id(const Gazetteer *g, uint32_t entity) {
  const GazetteerEntity *e = &g->entities[entity];
  if (!e->id_size) return (Text){NULL, 0};
  return (Text){g->strings + e->id, e->id_size};
}

Text gazetteer_label(const Gazetteer *g, uint32_t entity) {
  const GazetteerEntity *e = &g->entities[entity];
  return (Text){g->strings + e->label, e->label_size};
}

uint32_t gazetteer_language_bit(Language language) {
  static const char *const tags[31] = {"en", "ar", "el", "ru", "uk", "kk", "tr", "fa",
                                       "zh", "fr", "de", "es", "it", "pt", "pl", "he",
                                       "ky", "uz", "tg", "az", "hy", "ka", "be", "bg",
                                       "sr", "ro", "ja", "hi", "ko", "th", "und"};
  for (uint32_t i = 0; i < 31; i++)
    if (language == language_of_tag(tags[i], strlen(tags[i]))) return 1u << i;
  return 1u << 31;
}
