/* lexicon_pack.c: compiles ext/lexicon/ *.tsv into a lexicon model: `lexicon_pack OUT TABLE.tsv...`
**
** Forms are cut into tokens and folded by the same code that reads articles, with the
** abbreviations and clitics of the tables themselves. Output depends on the input alone: tables in
** the order given, rows in file order. Any malformed line ends the run with its file and number. */
#include "model/lexicon.h"
#include "model/segment_rules.h"
#include "text/chars.h"
#include "text/hash.h"
#include "text/segment.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 32

typedef struct Pack {
  Buffer strings, columns, fields, tables, entries;
  LexiconNode *nodes;
  size_t node_count, node_capacity;
  LexiconStart *starts;
  size_t start_count, start_capacity;
  int whole; /* the table's forms are not cut into tokens */
  Segmenter *segmenter;
  int table;
  const char *path;
  unsigned line;
} Pack;

static _Noreturn void pack_fail(const Pack *pack, const char *why) {
  fprintf(stderr, "%s:%u: %s\n", pack->path ? pack->path : "lexicon_pack", pack->line, why);
  exit(1);
}

static LexiconString pack_string(Pack *pack, const char *bytes, size_t size) {
  LexiconString string = {(uint32_t)pack->strings.size, (uint32_t)size};
  buffer_append(&pack->strings, bytes, size);
  return string;
}

/* ---- nodes ---- */

static void pack_grow(Pack *pack) {
  size_t capacity = pack->node_capacity ? pack->node_capacity * 2 : 1024;
  LexiconNode *nodes = calloc(capacity, sizeof *nodes);
  if (!nodes) pack_fail(pack, "out of memory");
  for (size_t i = 0; i < pack->node_capacity; i++) {
    if (!pack->nodes[i].hash) continue;
    size_t at = pack->nodes[i].hash & (capacity - 1);
    while (nodes[at].hash) at = (at + 1) & (capacity - 1);
    nodes[at] = pack->nodes[i];
  }
  free(pack->nodes);
  pack->nodes = nodes;
  pack->node_capacity = capacity;
}

static LexiconNode *pack_node(Pack *pack, uint64_t hash) {
  if (pack->node_count * 2 >= pack->node_capacity) pack_grow(pack);
  size_t at = hash & (pack->node_capacity - 1);
  while (pack->nodes[at].hash && pack->nodes[at].hash != hash)
    at = (at + 1) & (pack->node_capacity - 1);
  if (!pack->nodes[at].hash) {
    pack->nodes[at].hash = hash;
    pack->node_count++;
  }
  return &pack->nodes[at];
}

/* Notes that a form of this table begins with the token. */
static void pack_start(Pack *pack, uint64_t hash) {
  if (pack->start_count * 2 >= pack->start_capacity) {
    size_t capacity = pack->start_capacity ? pack->start_capacity * 2 : 1024;
    LexiconStart *starts = calloc(capacity, sizeof *starts);
    if (!starts) pack_fail(pack, "out of memory");
    for (size_t i = 0; i < pack->start_capacity; i++) {
      if (!pack->starts[i].hash) continue;
      size_t at = pack->starts[i].hash & (capacity - 1);
      while (starts[at].hash) at = (at + 1) & (capacity - 1);
      starts[at] = pack->starts[i];
    }
    free(pack->starts);
    pack->starts = starts;
    pack->start_capacity = capacity;
  }
  size_t at = hash & (pack->start_capacity - 1);
  while (pack->starts[at].hash && pack->starts[at].hash != hash)
    at = (at + 1) & (pack->start_capacity - 1);
  pack->start_count += pack->starts[at].hash == 0;
  pack->starts[at].hash = hash;
  pack->starts[at].tables |= (uint64_t)1 << pack->table;
}

/* The newest row of a spelling is found first and chains back to the older ones. */
static void pack_entry(Pack *pack, LexiconNode *node, uint32_t row) {
  LexiconEntry entry = {row, node->entry};
  if (node->entry) {
    LexiconEntry old;
    memcpy(&old, pack->entries.data + (node->entry - 1) * sizeof old, sizeof old);
    if (old.row == row) return; /* two spellings of a row fold alike */
  }
  buffer_append(&pack->entries, &entry, sizeof entry);
  node->entry = (uint32_t)(pack->entries.size / sizeof entry);
}

#define FORM_MAX 256 /* bytes of the longest form with an elision */

/* ---- forms ---- */

static void pack_characters(Pack *pack, const Document *doc, Language language, uint32_t row) {
  Buffer fold = {0};
  fold_text(doc->text, doc->size, &fold, NULL);
  uint64_t path = lexicon_path(pack->table, language, 1);
  LexiconNode *node = NULL;
  for (const uint8_t *p = fold.data, *end = fold.data + fold.size; p < end;) {
    uint32_t c;
    if (!node) pack_start(pack, lexicon_start_character((utf8_next(p, &c), c)));
    p = utf8_next(p, &c);
    path = lexicon_step(path, c, 0);
    node = pack_node(pack, path);
  }
  if (!node) pack_fail(pack, "an empty form");
  pack_entry(pack, node, row);
  buffer_free(&fold);
}

static void pack_tokens(Pack *pack, const Document *doc, Language language, uint32_t row,
                        int prefix) {
  uint64_t path = lexicon_path(pack->table, language, 0);
  if (prefix) pack_node(pack, lexicon_step(path, 0, 1)); /* "this table has prefix forms" */
  LexiconNode *node = NULL;
  for (size_t i = 0; i < doc->tokens.count; i++) {
    int last = i + 1 == doc->tokens.count;
    if (i == 0) pack_start(pack, lexicon_start(doc->tokens.items[0].hash, prefix && last));
    path = lexicon_step(path, doc->tokens.items[i].hash, prefix && last);
    node = pack_node(pack, path);
  }
  if (!node) pack_fail(pack, "a form without words");
  pack_entry(pack, node, row);
}

/* the tables that the segmenter asks while it cuts: words as written, between spaces */
static void pack_whole(Pack *pack, const char *form, size_t size, Language language, uint32_t row) {
  Buffer fold = {0};
  fold_text((const uint8_t *)form, size, &fold, NULL);
  uint64_t path = lexicon_path(pack->table, language, 0);
  LexiconNode *node = NULL;
  for (size_t at = 0; at < fold.size;) {
    const uint8_t *space = memchr(fold.data + at, ' ', fold.size - at);
    size_t end = space ? (size_t)(space - fold.data) : fold.size;
    path = lexicon_step(path, hash_bytes(fold.data + at, end - at, 0), 0);
    node = pack_node(pack, path);
    at = end + 1;
  }
  if (!node) pack_fail(pack, "an empty form");
  pack_entry(pack, node, row);
  buffer_free(&fold);
}

/* Cuts a form into tokens; the document borrows its text. */
static void form_segment(Pack *pack, Document *doc, const char *form, size_t size,
                         Language language) {
  document_open(doc, form, size);
  char tag[5] = {0};
  memcpy(tag, &language, sizeof language);
  document_set_language(doc, language ? tag : "und", strlen(language ? tag : "und"));
  Block *block = document_push(doc, blocks);
  if (!block || !doc->size) pack_fail(pack, "an empty form");
  block->span = (Span){0, (uint32_t)doc->size};
  segment_run(doc, pack->segmenter);
  if (doc->rc) pack_fail(pack, "out of memory");
}

/* "l'", "dell'": a clitic is cut from a word only, so one letter stands in for the word. */
static int form_elided(Pack *pack, Document *doc, const char *form, size_t size, char *text,
                       Language language) {
  int sign = size > 1 && form[size - 1] == '\'';
  if (!sign && !(size > 3 && !memcmp(form + size - 3, "\xE2\x80\x99", 3))) return 0;
  memcpy(text, form, size);
  text[size] = 'a';
  form_segment(pack, doc, text, size + 1, language);
  size_t count = doc->tokens.count;
  if (count > 1 && doc->tokens.items[count - 1].span.start == size) {
    doc->tokens.count--;
    return 1;
  }
  document_free(doc);
  return 0;
}

static void pack_form(Pack *pack, const char *form, size_t size, Language language, uint32_t row) {
  if (pack->whole) {
    pack_whole(pack, form, size, language, row);
    return;
  }
  int prefix = size > 1 && form[size - 1] == '*';
  char text[FORM_MAX];
  Document doc;
  if (size >= sizeof text || !form_elided(pack, &doc, form, size, text, language))
    form_segment(pack, &doc, form, size - (size_t)prefix, language);
  uint32_t c;
  utf8_next(doc.text, &c);
  if (lexicon_by_characters(c))
    pack_characters(pack, &doc, language, row);
  else
    pack_tokens(pack, &doc, language, row, prefix);
  document_free(&doc);
}

/* all spellings of a row in all its languages */
static void pack_forms(Pack *pack, const char *languages, const char *forms, uint32_t row) {
  if (!*languages) pack_fail(pack, "a row without a language");
  for (const char *l = languages; *l;) {
    size_t size = strcspn(l, ",");
    Language language = size == 1 && *l == '*' ? 0 : language_of_tag(l, size);
    for (const char *f = forms; *f;) {
      size_t length = strcspn(f, "|");
      const char *start = f, *end = f + length;
      while (start < end && *start == ' ') start++;
      while (end > start && end[-1] == ' ') end--;
      if (start < end) pack_form(pack, start, (size_t)(end - start), language, row);
      f += length + (f[length] == '|');
    }
    l += size + (l[size] == ',');
  }
}

/* ---- tables ---- */

static int pack_split(char *line, char *fields[MAX_COLUMNS]) {
  int n = 0;
  line[strcspn(line, "\r\n")] = 0;
  for (char *p = line; n < MAX_COLUMNS; p++) {
    fields[n++] = p;
    p = strchr(p, '\t');
    if (!p) break;
    *p = 0;
  }
  return n;
}

static void pack_table(Pack *pack, const char *path) {
  static char line[1 << 20];
  FILE *file = fopen(path, "rb");
  pack->path = path;
  pack->line = 0;
  if (!file) pack_fail(pack, "cannot be read");
  const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  size_t stem = strcspn(name, ".");
  pack->whole = !strncmp(name, "abbreviations.", stem + 1) ||
                !strncmp(name, "clitics.", stem + 1) || !strncmp(name, "affixes.", stem + 1);
  LexiconTableInfo info = {pack_string(pack, name, stem), 0,
                           (uint32_t)(pack->columns.size / sizeof(LexiconString)), 0,
                           (uint32_t)(pack->fields.size / sizeof(LexiconString))};
  while (fgets(line, sizeof line, file)) {
    char *fields[MAX_COLUMNS];
    pack->line++;
    if (!strchr(line, '\n') && !feof(file)) pack_fail(pack, "line is too long");
    if (line[0] == '#' || line[strspn(line, " \t\r\n")] == 0) continue;
    if (!utf8_valid((const uint8_t *)line, strlen(line))) pack_fail(pack, "not UTF-8");
    int n = pack_split(line, fields);
    if (!info.columns) {
      if (n < 2 || strcmp(fields[0], "language") || strcmp(fields[1], "form"))
        pack_fail(pack, "the header must begin with language and form");
      info.columns = (uint32_t)n;
      for (int i = 0; i < n; i++) {
        LexiconString string = pack_string(pack, fields[i], strlen(fields[i]));
        buffer_append(&pack->columns, &string, sizeof string);
      }
      continue;
    }
    if ((uint32_t)n > info.columns) pack_fail(pack, "more fields than the header has");
    if (n < 2) pack_fail(pack, "a row needs language and form");
    for (uint32_t i = 0; i < info.columns; i++) {
      const char *field = i < (uint32_t)n ? fields[i] : "";
      LexiconString string = pack_string(pack, field, strlen(field));
      buffer_append(&pack->fields, &string, sizeof string);
    }
    pack_forms(pack, fields[0], fields[1], info.rows++);
  }
  fclose(file);
  if (!info.columns) pack_fail(pack, "no header");
  buffer_append(&pack->tables, &info, sizeof info);
}

static void pack_all(Pack *pack, int count, char **paths) {
  pack->table = 0;
  if (count > LEXICON_TABLES) pack_fail(pack, "too many tables");
  for (int i = 0; i < count; i++, pack->table++) pack_table(pack, paths[i]);
}

static void pack_save(Pack *pack, const char *path) {
  ModelWriter *writer = model_writer_new();
  model_writer_add(writer, "strings", 1, pack->strings.data, pack->strings.size);
  model_writer_add(writer, "tables", sizeof(LexiconTableInfo), pack->tables.data,
                   pack->tables.size / sizeof(LexiconTableInfo));
  model_writer_add(writer, "columns", sizeof(LexiconString), pack->columns.data,
                   pack->columns.size / sizeof(LexiconString));
  model_writer_add(writer, "fields", sizeof(LexiconString), pack->fields.data,
                   pack->fields.size / sizeof(LexiconString));
  model_writer_add(writer, "nodes", sizeof(LexiconNode), pack->nodes, pack->node_capacity);
  model_writer_add(writer, "starts", sizeof(LexiconStart), pack->starts, pack->start_capacity);
  model_writer_add(writer, "entries", sizeof(LexiconEntry), pack->entries.data,
                   pack->entries.size / sizeof(LexiconEntry));
  if (model_writer_save(writer, path)) pack_fail(pack, "cannot write the model");
}

static void pack_free(Pack *pack) {
  buffer_free(&pack->strings);
  buffer_free(&pack->columns);
  buffer_free(&pack->fields);
  buffer_free(&pack->tables);
  buffer_free(&pack->entries);
  free(pack->nodes);
  free(pack->starts);
  segmenter_free(pack->segmenter);
}

/* Twice: first with plain segmentation, to learn abbreviations and clitics from the tables; then
** with them, so that forms are cut as articles will be. */
int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: lexicon_pack OUT.model TABLE.tsv...\n");
    return 1;
  }
  Pack first = {0}, second = {0};
  first.segmenter = segmenter_new(NULL);
  if (!first.segmenter) pack_fail(&first, "out of memory");
  pack_all(&first, argc - 2, argv + 2);
  pack_save(&first, argv[1]);

  FILE *file = fopen(argv[1], "rb");
  size_t room = (size_t)64 << 20, size;
  uint8_t *bytes = aligned_alloc(64, room);
  if (!file || !bytes) pack_fail(&second, "cannot read the model back");
  size = fread(bytes, 1, room, file);
  fclose(file);
  Model model;
  const char *error = model_open(&model, bytes, size);
  Lexicon *lexicon = error ? NULL : lexicon_open(&model, &error);
  if (!lexicon) pack_fail(&second, error);
  SegmentRulesLexicon context;
  SegmentRules rules = segment_rules(&context, lexicon);
  second.segmenter = segmenter_new(&rules);
  if (!second.segmenter) pack_fail(&second, "out of memory");
  pack_all(&second, argc - 2, argv + 2);
  pack_save(&second, argv[1]);
  lexicon_free(lexicon);
  free(bytes);
  pack_free(&first);
  pack_free(&second);
  return 0;
}
