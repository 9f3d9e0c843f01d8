/* link.c: joins the mentions of a document into entities.
**
** In the order of certainty: one row of the user's names or of the gazetteer is one entity; equal
** names after cutting case endings are one; a person's surname belongs to the last full name before
** it that ends with it (or the first one after it); an acronym in parentheses or of the same
** initials belongs to the name it shortens; names with equal keys (name_key.c) are one. An entity
** without a link takes its fullest mention as its name. */
#include "entities/link.h"
#include "text/hash.h"
#include "text/memory.h"
#include <string.h>

typedef struct Cluster {
  uint32_t parent; /* union by lowest index */
  uint32_t best;   /* mention with the fullest name */
} Cluster;

typedef struct Linker {
  Document *doc;
  const Gazetteer *g;
  const NameList *names;
  const Scan *scan;
  Found *found;
  size_t count;
  uint32_t *parent;    /* union-find over mentions */
  uint64_t *slots_key; /* open table: key -> mention */
  uint32_t *slots_value;
  size_t slot_count; /* power of two */
} Linker;

static uint32_t root_of(Linker *l, uint32_t i) {
  while (l->parent[i] != i) {
    l->parent[i] = l->parent[l->parent[i]];
    i = l->parent[i];
  }
  return i;
}

static void join(Linker *l, uint32_t a, uint32_t b) {
  a = root_of(l, a);
  b = root_of(l, b);
  if (a < b)
    l->parent[b] = a;
  else
    l->parent[a] = b;
}

/* The mention last stored under the key, or NONE; stores `value` (NONE: only looks). */
static uint32_t slot_swap(Linker *l, uint64_t key, uint32_t value) {
  size_t mask = l->slot_count - 1;
  if (!key) key = 1;
  size_t i = (size_t)(key ^ key >> 32) & mask;
  while (l->slots_key[i] && l->slots_key[i] != key) i = (i + 1) & mask;
  uint32_t before = l->slots_key[i] ? l->slots_value[i] : NONE;
  if (value != NONE) {
    l->slots_key[i] = key;
    l->slots_value[i] = value;
  }
  return before;
}

static int is_linked(const Found *f) { return f->entity != NO_ENTITY || f->row; }

static uint64_t key_of_link(const Found *f) {
  if (f->row) return hash_mix(0x75736572, (uint64_t)f->row);
  return hash_mix(hash_mix(0x67617a, f->entity), f->is_body ? f->country : 0);
}

/* ---- equal links, equal names ---- */

static void join_equal(Linker *l) {
  for (uint32_t i = 0; i < l->count; i++) {
    Found *f = &l->found[i];
    if (is_linked(f)) {
      uint32_t other = slot_swap(l, key_of_link(f), i);
      if (other != NONE) join(l, i, other);
    }
    uint64_t path = scan_stem_path(l->scan, f->first, f->end);
    uint64_t key = hash_mix(path, 0x100u + f->type);
    uint32_t other = slot_swap(l, key, NONE);
    if (other != NONE) {
      const Found *o = &l->found[other];
      if (!is_linked(f) || !is_linked(o)) join(l, i, other);
    }
    if (other == NONE || is_linked(f)) slot_swap(l, key, i);
  }
}

/* ---- persons: the surname of a full name ---- */

/* where the last written part of the name begins */
static uint32_t last_part(const Linker *l, const Found *f) {
  const Unit *units = l->scan->units.items;
  uint32_t at = f->end - 1;
  while (at > f->first && units[at].gap == GAP_NONE) at--;
  return at;
}

static int same_initial(const Linker *l, uint32_t a, uint32_t b) {
  const Unit *units = l->scan->units.items;
  Text x = unit_fold(&l->scan->units.folds, &units[a]);
  Text y = unit_fold(&l->scan->units.folds, &units[b]);
  if (!x.size || !y.size || x.data[0] != y.data[0]) return 0;
  if (units[a].letters > 1 && units[b].letters > 1)
    return scan_stem_path(l->scan, a, a + 1) == scan_stem_path(l->scan, b, b + 1);
  return (x.data[0] & 0x80) == 0 || (x.size > 1 && y.size > 1 && x.data[1] == y.data[1]);
}

/* May two mentions with one surname be one person? */
static int persons_agree(const Linker *l, const Found *a, const Found *b) {
  if (is_linked(a) && is_linked(b) && !a->weak && !b->weak) return key_of_link(a) == key_of_link(b);
  if (last_part(l, a) == a->first || last_part(l, b) == b->first) return 1;
  return same_initial(l, a->first, b->first);
}

static void persons_meet(Linker *l, uint32_t i, uint64_t salt, int full_only) {
  Found *f = &l->found[i];
  uint32_t part = last_part(l, f);
  if (l->scan->units.items[part].letters < 2 && f->end - part < 2) return;
  uint64_t key = hash_mix(scan_stem_path(l->scan, part, f->end), salt);
  uint32_t other = slot_swap(l, key, NONE);
  if (other != NONE && persons_agree(l, f, &l->found[other])) {
    if (is_linked(f) && is_linked(&l->found[other]) &&
        key_of_link(f) != key_of_link(&l->found[other])) {
      Found *full = &l->found[other]; /* a weak link gives way to the full name */
      if (f->weak && !full->weak) {
        f->entity = full->entity;
        f->row = full->row;
        f->weak = 0;
      } else {
        return;
      }
    }
    join(l, i, other);
  }
  if (part != f->first || (!full_only && other == NONE)) slot_swap(l, key, i);
}

static void join_persons(Linker *l) {
  for (uint32_t i = 0; i < l->count; i++)
    if (l->found[i].type == ENTITY_PER) persons_meet(l, i, 0x200u, 0);
  for (uint32_t i = (uint32_t)l->count; i-- > 0;) /* names that follow their surname */
    if (l->found[i].type == ENTITY_PER) persons_meet(l, i, 0x201u, 1);
}

/* ---- acronyms ---- */

static int is_acronym(const Linker *l, const Found *f) {
  const Unit *unit = &l->scan->units.items[f->first];
  return f->end - f->first == 1 && unit->flags & UNIT_ALL_UPPER && unit->letters >= 2 &&
         unit->letters <= 8;
}

/* Only brackets and spaces between the two. */
static int follows_in_brackets(const Linker *l, const Found *a, const Found *b) {
  const uint8_t *text = l->doc->text;
  int open = 0;
  if (b->span.start < a->span.end || b->span.start - a->span.end > 6) return 0;
  for (uint32_t i = a->span.end; i < b->span.start; i++) {
    if (text[i] == '(' || text[i] == '[')
      open = 1;
    else if (text[i] != ' ' && text[i] != '"' && text[i] < 0x80)
      return 0;
  }
  return open;
}

static void join_acronyms(Linker *l) {
  for (uint32_t i = 1; i < l->count; i++) {
    Found *a = &l->found[i - 1], *b = &l->found[i];
    if (a->type != b->type || !follows_in_brackets(l, a, b)) continue;
    if (is_linked(a) && is_linked(b)) continue;
    if (is_acronym(l, a) || is_acronym(l, b) || a->type == ENTITY_PER) join(l, i - 1, i);
  }
}

/* ---- persons again, by sound: one name spelled twice ---- */

static void join_keys(Linker *l) {
  Buffer key = {0};
  for (uint32_t i = 0; i < l->count && !l->doc->rc; i++) {
    Found *f = &l->found[i];
    if (f->type != ENTITY_PER || last_part(l, f) == f->first) continue;
    key.size = 0;
    Text text = document_text(l->doc, f->span);
    name_key(text.data, text.size, &key);
    if (key.rc) l->doc->rc = STATUS_NOMEM;
    if (key.rc || key.size < 6) continue;
    uint32_t person = is_linked(f) ? UINT32_MAX : gazetteer_person(l->g, key.data, key.size);
    if (person != UINT32_MAX) {
      f->entity = person;
      f->country = l->g->entities[person].country;
      uint32_t same = slot_swap(l, key_of_link(f), i);
      if (same != NONE) join(l, i, same);
    }
    uint32_t other = slot_swap(l, hash_bytes(key.data, key.size, 0x300), i);
    if (other == NONE) continue;
    if (!is_linked(f) || !is_linked(&l->found[other])) join(l, i, other);
  }
  buffer_free(&key);
}

/* ---- entities ---- */

static int fuller(const Found *a, const Found *b) {
  if (a->end - a->first != b->end - b->first) return a->end - a->first > b->end - b->first;
  return a->span.end - a->span.start > b->span.end - b->span.start;
}

static void lower_country(uint32_t country, char out[3]) {
  out[0] = (char)((country & 0xff) | 0x20);
  out[1] = (char)((country >> 8 & 0xff) | 0x20);
  out[2] = 0;
}

static Text text_join(Document *doc, const Text *parts, size_t count) {
  size_t size = 0;
  for (size_t i = 0; i < count; i++) size += parts[i].size;
  char *to = arena_alloc(&doc->arena, size + 1);
  if (!to) {
    doc->rc = STATUS_NOMEM;
    return (Text){NULL, 0};
  }
  Text text = {to, (uint32_t)size};
  for (size_t i = 0; i < count; i++) {
    if (parts[i].size) memcpy(to, parts[i].data, parts[i].size);
    to += parts[i].size;
  }
  return text;
}

/* A pattern's label with its place filled: "{D} Ministry of Defence" -> "Russian Ministry ...". */
static Text body_label(Linker *l, const Found *f) {
  Text label = gazetteer_label(l->g, f->entity);
  for (uint32_t i = 0; i + 2 < label.size; i++) {
    if (label.data[i] != '{' || label.data[i + 2] != '}') continue;
    uint32_t filler = gazetteer_country(l->g, f->country, label.data[i + 1] == 'D');
    if (filler == UINT32_MAX) return document_text(l->doc, f->span);
    Text parts[3] = {
        {label.data, i}, gazetteer_label(l->g, filler), {label.data + i + 3, label.size - i - 3}};
    return text_join(l->doc, parts, 3);
  }
  return label;
}

static Text body_id(Linker *l, const Found *f) {
  char country[3];
  lower_country(f->country, country);
  Text parts[4] = {{"org:", 4}, {country, 2}, {"-", 1}, gazetteer_id(l->g, f->entity)};
  return text_join(l->doc, parts, 4);
}

/* The text of a mention without an ending behind an apostrophe. */
static Text mention_name(const Linker *l, const Found *f) {
  Span span = f->span;
  if (f->end > f->first + 1 && scan_is_joined_ending(l->doc, l->g, l->scan, f->end - 1))
    span.end = l->scan->units.items[f->end - 2].end;
  return document_text(l->doc, span);
}

static void entity_fill(Linker *l, Entity *entity, const Found *f, const Found *longest) {
  entity->type = f->type;
  entity->country = f->country;
  entity->name = mention_name(l, longest);
  entity->id = (Text){NULL, 0};
  entity->is_country = 0;
  if (f->row) {
    EntityType type;
    Text name, canonical, language;
    name_list_get(l->names, f->row, &name, &type, &entity->id, &canonical, &language);
    Text parts[1] = {canonical.data ? canonical : name};
    entity->name = text_join(l->doc, parts, 1);
    if (entity->id.data) {
      parts[0] = entity->id;
      entity->id = text_join(l->doc, parts, 1);
    }
  } else if (f->entity != NO_ENTITY && f->is_body) {
    entity->name = body_label(l, f);
    entity->id = body_id(l, f);
  } else if (f->entity != NO_ENTITY && l->g->entities[f->entity].id_size) {
    entity->name = gazetteer_label(l->g, f->entity);
    entity->id = gazetteer_id(l->g, f->entity);
    entity->is_country = l->g->entities[f->entity].is_country;
  }
}

/* Numbers entities in the order of their first mention and writes the document's lists. */
static void link_write(Linker *l) {
  Document *doc = l->doc;
  uint32_t *link = arena_array(&doc->arena, l->count + 1, sizeof *link);
  uint32_t *longest = arena_array(&doc->arena, l->count + 1, sizeof *longest);
  uint32_t *number = arena_array(&doc->arena, l->count + 1, sizeof *number);
  if (!link || !longest || !number) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  for (uint32_t i = 0; i < l->count; i++) link[i] = longest[i] = number[i] = NONE;
  for (uint32_t i = 0; i < l->count; i++) {
    uint32_t root = root_of(l, i);
    const Found *f = &l->found[i];
    if (longest[root] == NONE || fuller(f, &l->found[longest[root]])) longest[root] = i;
    if (!is_linked(f)) continue;
    const Found *known = link[root] == NONE ? NULL : &l->found[link[root]];
    if (!known || (known->weak && !f->weak) || (f->row && !known->row)) link[root] = i;
  }
  for (uint32_t i = 0; i < l->count && !doc->rc; i++) {
    uint32_t root = root_of(l, i);
    const Found *f = &l->found[i];
    if (number[root] == NONE) {
      Entity *entity = document_push(doc, entities);
      if (!entity) return;
      number[root] = (uint32_t)doc->entities.count - 1;
      const Found *known = link[root] == NONE ? f : &l->found[link[root]];
      entity_fill(l, entity, known, &l->found[longest[root]]);
    }
    Mention *mention = document_push(doc, mentions);
    if (!mention) return;
    mention->span = f->span;
    mention->entity = number[root];
    mention->first_token = l->scan->units.items[f->first].token;
    mention->end_token = l->scan->units.items[f->end - 1].token + 1;
    mention->sentence = l->scan->units.items[f->first].sentence;
    mention->type = f->type;
    mention->score = f->score;
    doc->entities.items[number[root]].mentions++;
  }
}

void link_run(Document *doc, const Gazetteer *gazetteer, const NameList *names, const Scan *scan,
              FoundList *found) {
  if (doc->rc || !found->count) return;
  Linker l = {.doc = doc,
              .g = gazetteer,
              .names = names,
              .scan = scan,
              .found = found->items,
              .count = found->count};
  l.slot_count = 64;
  while (l.slot_count < found->count * 16) l.slot_count *= 2;
  l.parent = arena_array(&doc->arena, l.count, sizeof *l.parent);
  l.slots_key = arena_array(&doc->arena, l.slot_count, sizeof *l.slots_key);
  l.slots_value = arena_array(&doc->arena, l.slot_count, sizeof *l.slots_value);
  if (!l.parent || !l.slots_key || !l.slots_value) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  for (uint32_t i = 0; i < l.count; i++) l.parent[i] = i;
  join_equal(&l);
  join_persons(&l);
  join_acronyms(&l);
  join_keys(&l);
  link_write(&l);
}
