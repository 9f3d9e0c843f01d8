/* gazetteer_pack.c: compiles the tables of names into gazetteer.model.
**
**     gazetteer_pack OUT.model FILES...tsv
**
** A table has a header line. Columns `id type country prominence label` describe the entity, every
** column named by a language tag holds its names in that language, several joined by '|'. `kind`
** is for the reader, but for "country". Signs before a name: `~` risky alone, `^` acronym (match
** case); a name `=` is the label. {D} and {C} stand for a demonym and a country in patterns of
** institutions. A table whose first column is `languages` holds endings (endings.h). The result
** depends on the tables alone: rows are sorted by all their fields. */
#include "entities/endings.h"
#include "entities/entities.h"
#include "entities/gazetteer.h"
#include "text/fold.h"
#include "text/hash.h"
#include "text/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 96
#define MAX_POSTINGS 6 /* names of one spelling that are kept, the most prominent first */
#define NO_ENTITY UINT32_MAX

typedef struct Node { /* a path, and perhaps a name that ends there */
  uint64_t path;
  uint32_t entity; /* NO_ENTITY: only the way to longer names */
  uint32_t languages;
  uint16_t flags;
  uint8_t prominence;
  uint8_t child; /* longer names go on */
} Node;

typedef struct Pack {
  Buffer nodes, entities, strings, endings, keys;
  Endings *rules; /* the endings, read before the names */
  uint8_t *filter;
  uint32_t given; /* entity that stands for first names */
  size_t rows, names, skipped;
} Pack;

typedef struct Table {
  const char *file;
  size_t columns;
  char header[MAX_COLUMNS][24];
  Language language[MAX_COLUMNS]; /* 0: not a column of names */
} Table;

static void die(const char *what, const char *name) {
  fprintf(stderr, "gazetteer_pack: %s: %s\n", name, what);
  exit(1);
}

static char *file_read(const char *name, size_t *size) {
  FILE *file = fopen(name, "rb");
  if (!file) die("cannot be opened", name);
  Buffer buffer = {0};
  char part[65536];
  size_t got;
  while ((got = fread(part, 1, sizeof part, file)) > 0) buffer_append(&buffer, part, got);
  if (ferror(file) || buffer.rc) die("cannot be read", name);
  fclose(file);
  buffer_byte(&buffer, 0);
  if (buffer.rc) die("no memory", name);
  *size = buffer.size - 1;
  return (char *)buffer.data;
}

/* Cut a line in place; returns the number of fields. */
static size_t line_cut(char *line, char *fields[MAX_COLUMNS]) {
  size_t count = 0;
  for (char *p = line; p && count < MAX_COLUMNS;) {
    fields[count++] = p;
    p = strchr(p, '\t');
    if (p) *p++ = 0;
  }
  return count;
}

static uint32_t string_add(Pack *pack, const char *text, size_t size) {
  uint32_t at = (uint32_t)pack->strings.size;
  buffer_append(&pack->strings, text, size);
  return at;
}

static void filter_set(Pack *pack, uint64_t hash) {
  uint32_t bit = (uint32_t)(hash & ((1u << GAZETTEER_FILTER_BITS) - 1));
  pack->filter[bit >> 3] = (uint8_t)(pack->filter[bit >> 3] | 1u << (bit & 7));
}

static void path_add(Pack *pack, const uint64_t *units, size_t count, uint32_t entity,
                     uint32_t languages, unsigned flags, uint8_t prominence) {
  uint64_t path = GAZETTEER_ROOT;
  if (units[0] != GAZETTEER_DEMONYM && units[0] != GAZETTEER_COUNTRY) filter_set(pack, units[0]);
  for (size_t i = 0; i < count; i++) {
    path = gazetteer_path(path, units[i]);
    Node node = {path, NO_ENTITY, 0, 0, 0, 1};
    if (i + 1 == count) node = (Node){path, entity, languages, (uint16_t)flags, prominence, 0};
    buffer_append(&pack->nodes, &node, sizeof node);
  }
}

typedef struct Name {
  Unit units[GAZETTEER_MAX_UNITS];
  uint64_t slots[GAZETTEER_MAX_UNITS]; /* GAZETTEER_DEMONYM, _COUNTRY or 0 for a unit */
  size_t count;
  Buffer folds;
} Name;

/* Cut a name into units, placeholders included. 0 if it cannot be used. */
static int name_cut(const char *text, size_t size, Name *name) {
  name->count = 0;
  name->folds.size = 0;
  memset(name->slots, 0, sizeof name->slots);
  while (size) {
    size_t part = 0;
    while (part < size && text[part] != '{') part++;
    if (part < size && part && text[part - 1] != ' ' && (text[part - 1] & 0x80) == 0) return 0;
    if (part) {
      size_t added = units_of_name(text, part, name->units + name->count,
                                   GAZETTEER_MAX_UNITS - name->count - 1, &name->folds);
      if (!added && part > 1) return 0;
      name->count += added;
    }
    text += part;
    size -= part;
    if (!size) break;
    if (size < 3 || text[2] != '}' || name->count + 1 >= GAZETTEER_MAX_UNITS) return 0;
    name->slots[name->count++] = text[1] == 'D' ? GAZETTEER_DEMONYM : GAZETTEER_COUNTRY;
    text += 3;
    size -= 3;
  }
  return name->count > 0 && !name->folds.rc;
}

static uint64_t unit_stem(const Pack *pack, Language language, unsigned classes, const Name *name,
                          size_t i) {
  Text fold = unit_fold(&name->folds, &name->units[i]);
  size_t size = endings_key_stem(endings_of(pack->rules, language), classes,
                                 (const uint8_t *)fold.data, fold.size);
  return hash_bytes(fold.data, size, 0);
}

/* The name's key by sound, for persons of two words and more. */
static void key_add(Pack *pack, const char *text, size_t size, uint32_t entity) {
  Buffer key = {0};
  name_key(text, size, &key);
  GazetteerKey item = {hash_bytes(key.data, key.size, 0), entity, 0};
  if (key.size >= GAZETTEER_KEY_LEAST) buffer_append(&pack->keys, &item, sizeof item);
  buffer_free(&key);
}

/* `first`: it is the first name of its cell, the usual one. */
static void name_add(Pack *pack, Name *name, Language language, uint32_t entity, unsigned flags,
                     int first) {
  const GazetteerEntity *e = (const GazetteerEntity *)(void *)pack->entities.data + entity;
  uint64_t units[GAZETTEER_MAX_UNITS], stems[GAZETTEER_MAX_UNITS];
  unsigned classes = e->class == CLASS_NORP ? ENDING_NORP : ENDING_NAME;
  int differ = 0;
  for (size_t i = 0; i < name->count; i++) {
    units[i] = stems[i] = name->slots[i];
    if (name->slots[i]) continue;
    units[i] = name->units[i].hash;
    stems[i] = flags & NAME_ACRONYM ? units[i] : unit_stem(pack, language, classes, name, i);
    differ |= stems[i] != units[i];
  }
  if (!name->slots[0] && name->units[0].flags & UNIT_UPPER) flags |= NAME_UPPER;
  uint32_t bit = gazetteer_language_bit(language);
  uint8_t prominence = (uint8_t)(e->prominence < 250 ? e->prominence + 3 * first : 255);
  path_add(pack, units, name->count, entity, bit, flags, prominence);
  if (differ) path_add(pack, stems, name->count, entity, bit, flags | NAME_STEM, prominence);
  pack->names++;
  if (e->class != CLASS_PER || name->count < 2 || name->units[0].letters < 3) return;
  if (name->units[0].flags & UNIT_CHARACTER) return;
  unsigned upper = name->units[0].flags & UNIT_UPPER ? NAME_UPPER : 0;
  path_add(pack, units, 1, pack->given, bit, upper, 0);
  if (stems[0] != units[0]) path_add(pack, stems, 1, pack->given, bit, upper | NAME_STEM, 0);
}

static void cell_add(Pack *pack, char *cell, Language language, uint32_t entity,
                     const char *label) {
  static Name name; /* large; the packer is one thread */
  int first = 1;
  while (cell && *cell) {
    char *next = strchr(cell, '|');
    if (next) *next++ = 0;
    unsigned flags = 0;
    for (; *cell == '~' || *cell == '^'; cell++) flags |= *cell == '~' ? NAME_RISKY : NAME_ACRONYM;
    const char *text = !strcmp(cell, "=") ? label : cell;
    size_t size = strlen(text);
    if (size && name_cut(text, size, &name)) {
      name_add(pack, &name, language, entity, flags, first);
      const GazetteerEntity *e = (const GazetteerEntity *)(void *)pack->entities.data + entity;
      if (e->class == CLASS_PER && name.count > 1 && !(name.units[0].flags & UNIT_CHARACTER))
        key_add(pack, text, size, entity);
    } else if (size) {
      pack->skipped++;
    }
    first = 0;
    cell = next;
  }
}

static int class_of(const char *type) {
  static const char *const names[CLASS_COUNT] = {"PER",     "ORG",       "LOC",     "NORP",
                                                 "MISC",    "BODY",      "TITLE",   "GIVEN",
                                                 "ORGHEAD", "ORGSUFFIX", "LOCHEAD", "NOTNAME"};
  for (int i = 0; i < CLASS_COUNT; i++)
    if (!strcmp(type, names[i])) return i;
  return -1;
}

static uint32_t entity_add(Pack *pack, const char *id, const char *label, int class,
                           const char *country, int is_country, long prominence) {
  GazetteerEntity e = {0};
  size_t id_size = strlen(id), label_size = strlen(label);
  if (id_size > 255 || label_size > 255) die("id or label is too long", id);
  e.id = string_add(pack, id, id_size);
  e.label = string_add(pack, label, label_size);
  e.id_size = (uint8_t)id_size;
  e.label_size = (uint8_t)label_size;
  e.class = (uint8_t) class;
  if (strlen(country) == 2) e.country = (uint16_t)((uint8_t)country[0] | (uint8_t)country[1] << 8);
  e.is_country = (uint8_t)is_country;
  e.prominence = (uint8_t)(prominence < 0 ? 0 : prominence > 255 ? 255 : prominence);
  buffer_append(&pack->entities, &e, sizeof e);
  if (pack->entities.rc || pack->strings.rc) die("no memory", id);
  return (uint32_t)(pack->entities.size / sizeof e) - 1;
}

static const char *field(const Table *table, char *fields[], size_t count, const char *column) {
  for (size_t i = 0; i < count && i < table->columns; i++)
    if (!strcmp(table->header[i], column)) return fields[i];
  return "";
}

static void row_add(Pack *pack, const Table *table, char *line) {
  char *fields[MAX_COLUMNS];
  size_t count = line_cut(line, fields);
  const char *id = field(table, fields, count, "id");
  const char *label = field(table, fields, count, "label");
  int class = class_of(field(table, fields, count, "type"));
  if (class < 0) die("a row has no known type", table->file);
  const char *prominence = field(table, fields, count, "prominence");
  int is_country = !strcmp(field(table, fields, count, "kind"), "country");
  uint32_t entity = entity_add(pack, id, label, class, field(table, fields, count, "country"),
                               is_country, strtol(*prominence ? prominence : "10", NULL, 10));
  pack->rows++;
  for (size_t i = 0; i < count && i < table->columns; i++)
    if (table->language[i]) cell_add(pack, fields[i], table->language[i], entity, label);
}

static void table_read_header(Table *table, char *line) {
  static const char *const known[] = {"id", "type", "kind", "country", "prominence", "label"};
  char *fields[MAX_COLUMNS];
  table->columns = line_cut(line, fields);
  for (size_t i = 0; i < table->columns; i++) {
    if (strlen(fields[i]) >= sizeof table->header[i]) die("a column's name is long", table->file);
    strcpy(table->header[i], fields[i]);
    table->language[i] = language_of_tag(fields[i], strlen(fields[i]));
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
      if (!strcmp(fields[i], known[k])) table->language[i] = 0;
  }
}

/* The endings' table, folded, as one section; a first pass, before the names. */
static void endings_read(Pack *pack, char *text) {
  char *fields[MAX_COLUMNS];
  for (char *line = text; line;) {
    char *next = strchr(line, '\n');
    if (next) *next++ = 0;
    if (*line && *line != '#') {
      size_t count = line_cut(line, fields);
      for (size_t i = 0; i < 5; i++) {
        if (i) buffer_byte(&pack->endings, '\t');
        if (i >= count) continue;
        if (i < 3)
          buffer_string(&pack->endings, fields[i]);
        else
          fold_text((const uint8_t *)fields[i], strlen(fields[i]), &pack->endings, NULL);
      }
      buffer_byte(&pack->endings, '\n');
    }
    line = next;
  }
}

static void file_pack(Pack *pack, const char *file, int endings) {
  size_t size;
  char *text = file_read(file, &size);
  int is_endings = !strncmp(text, "languages\t", 10);
  if (is_endings && endings) endings_read(pack, strchr(text, '\n') + 1);
  if (!is_endings && !endings) {
    static Table table;
    memset(&table, 0, sizeof table);
    table.file = file;
    int header = 0;
    for (char *line = text; line && *line;) {
      char *next = strchr(line, '\n');
      if (next) *next++ = 0;
      if (*line && *line != '#') {
        if (!header)
          table_read_header(&table, line);
        else
          row_add(pack, &table, line);
        header = 1;
      }
      line = next;
    }
  }
  memory_free(text);
}

/* bucket first, then the rest of the path, then the most prominent */
static int node_compare(const void *a, const void *b) {
  const Node *x = a, *y = b;
  uint64_t bx = x->path & (GAZETTEER_BUCKETS - 1), by = y->path & (GAZETTEER_BUCKETS - 1);
  if (bx != by) return bx < by ? -1 : 1;
  if (x->path != y->path) return x->path < y->path ? -1 : 1;
  if (x->prominence != y->prominence) return x->prominence > y->prominence ? -1 : 1;
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  if ((x->flags ^ y->flags) & NAME_RISKY) return x->flags & NAME_RISKY ? 1 : -1;
  if (x->flags != y->flags) return x->flags < y->flags ? -1 : 1;
  return x->languages < y->languages ? -1 : x->languages > y->languages;
}

typedef struct Output {
  Buffer entries, postings, languages;
  uint32_t buckets[GAZETTEER_BUCKETS + 1];
  uint16_t *set_of; /* hash table of language sets: index + 1 */
} Output;

static uint16_t output_languages(Output *out, uint32_t set) {
  uint32_t count = (uint32_t)(out->languages.size / sizeof set);
  for (uint32_t slot = (set * 2654435761u) >> 15;; slot = (slot + 1) & 0x1ffff) {
    uint16_t at = out->set_of[slot];
    uint32_t known;
    if (at) {
      memcpy(&known, out->languages.data + (at - 1) * sizeof known, sizeof known);
      if (known == set) return (uint16_t)(at - 1);
      continue;
    }
    if (count >= 65000) die("too many sets of languages", "model");
    buffer_append(&out->languages, &set, sizeof set);
    out->set_of[slot] = (uint16_t)(count + 1);
    return (uint16_t)count;
  }
}

/* The postings of nodes [from, to) of one path; entities once, their flags joined; where a name is
** risky in some languages only, twice. */
static uint32_t output_postings(Output *out, const Node *nodes, size_t from, size_t to) {
  uint32_t first = 0, kept = 0;
  GazetteerPosting *last = NULL;
  for (size_t i = from; i < to;) {
    size_t j = i;
    uint32_t set = 0;
    unsigned flags = 0xffff, caps = 0;
    for (; j < to && nodes[j].entity == nodes[i].entity &&
           !((nodes[j].flags ^ nodes[i].flags) & NAME_RISKY);
         j++) {
      set |= nodes[j].languages;
      flags &= nodes[j].flags;
      caps |= nodes[j].flags & NAME_ACRONYM ? NAME_CAPS : 0;
    }
    if (nodes[i].entity != NO_ENTITY && kept < MAX_POSTINGS) {
      GazetteerPosting posting = {nodes[i].entity, output_languages(out, set),
                                  (uint16_t)(flags | caps)};
      buffer_append(&out->postings, &posting, sizeof posting);
      if (out->postings.rc) die("no memory", "postings");
      kept++;
      if (kept == 1) first = (uint32_t)(out->postings.size / sizeof posting);
      last = (GazetteerPosting *)(void *)out->postings.data +
             (out->postings.size / sizeof posting - 1);
    }
    i = j;
  }
  if (last) last->flags |= NAME_LAST;
  return first;
}

static void output_build(Pack *pack, Output *out) {
  Node *nodes = (Node *)(void *)pack->nodes.data;
  size_t count = pack->nodes.size / sizeof *nodes;
  qsort(nodes, count, sizeof *nodes, node_compare);
  size_t bucket = 0;
  uint64_t before = 0;
  for (size_t i = 0; i < count;) {
    size_t j = i;
    uint32_t child = 0;
    for (; j < count && nodes[j].path == nodes[i].path; j++) child |= nodes[j].child;
    for (; bucket <= (nodes[i].path & (GAZETTEER_BUCKETS - 1)); bucket++)
      out->buckets[bucket] = (uint32_t)(out->entries.size / sizeof(GazetteerEntry));
    GazetteerEntry entry = {(uint32_t)(nodes[i].path >> 16), output_postings(out, nodes, i, j)};
    if (i && (before & 0xffffffffffffu) == (nodes[i].path & 0xffffffffffffu))
      die("two paths share their 48 bits; change gazetteer_path", "model");
    if (child) entry.value |= 0x80000000u;
    before = nodes[i].path;
    buffer_append(&out->entries, &entry, sizeof entry);
    i = j;
  }
  for (; bucket <= GAZETTEER_BUCKETS; bucket++)
    out->buckets[bucket] = (uint32_t)(out->entries.size / sizeof(GazetteerEntry));
  if (out->entries.rc || out->postings.rc || out->languages.rc) die("no memory", "model");
}

static int key_compare(const void *a, const void *b) {
  const GazetteerKey *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->entity > y->entity) - (x->entity < y->entity);
}

/* Sorts the keys; those that several persons share are left out. */
static void keys_build(Pack *pack) {
  GazetteerKey *keys = (GazetteerKey *)(void *)pack->keys.data;
  size_t count = pack->keys.size / sizeof *keys, kept = 0;
  if (!count) return;
  qsort(keys, count, sizeof *keys, key_compare);
  for (size_t i = 0; i < count;) {
    size_t j = i;
    while (j < count && keys[j].key == keys[i].key) j++;
    if (keys[j - 1].entity == keys[i].entity) keys[kept++] = keys[i];
    i = j;
  }
  pack->keys.size = kept * sizeof *keys;
}

static void output_save(Pack *pack, Output *out, const char *file) {
  ModelWriter *writer = model_writer_new();
  if (!writer) die("no memory", file);
  size_t entries = out->entries.size / sizeof(GazetteerEntry);
  size_t postings = out->postings.size / sizeof(GazetteerPosting);
  model_writer_add(writer, "gaz.buckets", 4, out->buckets, GAZETTEER_BUCKETS + 1);
  model_writer_add(writer, "gaz.entries", sizeof(GazetteerEntry), out->entries.data, entries);
  model_writer_add(writer, "gaz.postings", sizeof(GazetteerPosting), out->postings.data, postings);
  model_writer_add(writer, "gaz.entities", sizeof(GazetteerEntity), pack->entities.data,
                   pack->entities.size / sizeof(GazetteerEntity));
  model_writer_add(writer, "gaz.languages", 4, out->languages.data, out->languages.size / 4);
  model_writer_add(writer, "gaz.filter", 1, pack->filter, 1u << (GAZETTEER_FILTER_BITS - 3));
  model_writer_add(writer, "gaz.strings", 1, pack->strings.data, pack->strings.size);
  model_writer_add(writer, "gaz.endings", 1, pack->endings.data, pack->endings.size);
  model_writer_add(writer, "gaz.keys", sizeof(GazetteerKey), pack->keys.data,
                   pack->keys.size / sizeof(GazetteerKey));
  if (model_writer_save(writer, file)) die("cannot be written", file);
  printf("gazetteer: %zu rows, %zu names (%zu skipped), %zu paths, %zu postings\n", pack->rows,
         pack->names, pack->skipped, entries, postings);
}

int main(int argc, char **argv) {
  static Pack pack;
  static Output out;
  if (argc < 3) die("usage: gazetteer_pack OUT.model FILES...tsv", "arguments");
  pack.filter = memory_zero(1u << (GAZETTEER_FILTER_BITS - 3));
  out.set_of = memory_zero(0x20000 * sizeof *out.set_of);
  if (!pack.filter || !out.set_of) die("no memory", "model");
  for (int i = 2; i < argc; i++) file_pack(&pack, argv[i], 1);
  buffer_byte(&pack.endings, '\n');
  pack.rules = endings_open(pack.endings.data, pack.endings.size);
  if (!pack.rules) die("no memory", "endings");
  pack.given = entity_add(&pack, "", "", CLASS_GIVEN, "", 0, 0);
  for (int i = 2; i < argc; i++) file_pack(&pack, argv[i], 0);
  output_build(&pack, &out);
  keys_build(&pack);
  output_save(&pack, &out, argv[1]);
  endings_close(pack.rules);
  buffer_free(&pack.nodes);
  buffer_free(&pack.entities);
  buffer_free(&pack.strings);
  buffer_free(&pack.endings);
  buffer_free(&pack.keys);
  buffer_free(&out.entries);
  buffer_free(&out.postings);
  buffer_free(&out.languages);
  memory_free(pack.filter);
  memory_free(out.set_of);
  return 0;
}
