/* lexicon.c: look-up in the compiled tables. See lexicon.h for the form of the tables and the
** sections. A look-up walks the path of chain hashes token by token and stops where no spelling
** goes on, so most tokens cost one probe. */
#include "model/lexicon.h"
#include "text/chars.h"
#include "text/fold.h"
#include "text/hash.h"
#include "text/memory.h"
#include <string.h>

#define PREFIX_MIN 2u /* bytes of the shortest prefix form */
#define PREFIX_MAX 48u /* bytes of the longest */

struct Lexicon {
  const char *strings;
  size_t strings_size;
  const LexiconTableInfo *tables;
  size_t tables_count;
  const LexiconString *columns, *fields;
  size_t columns_count, fields_count;
  const LexiconNode *nodes;
  size_t nodes_count; /* a power of two */
  const LexiconStart *starts;
  size_t starts_count; /* a power of two */
  const LexiconEntry *entries;
  size_t entries_count;
};

uint64_t lexicon_path(int table, Language language, int characters) {
  return hash_mix(((uint64_t)language << 32) | (uint32_t)table, characters ? 0x63 : 0x74);
}

uint64_t lexicon_step(uint64_t path, uint64_t item, int prefix) {
  uint64_t hash = hash_mix(path, item ^ (prefix ? 0x5bd1e9955bd1e995u : 0));
  return hash ? hash : 1;
}

uint64_t lexicon_start(uint64_t item, int prefix) { return lexicon_step(0x73, item, prefix); }

uint64_t lexicon_start_character(uint32_t codepoint) {
  return lexicon_step(0x63, codepoint, 0);
}

int lexicon_by_characters(uint32_t codepoint) {
  switch (chars_class(codepoint) & CLASS_SCRIPT) {
  case SCRIPT_HAN: case SCRIPT_HIRAGANA: case SCRIPT_KATAKANA: case SCRIPT_THAI: case SCRIPT_LAO:
  case SCRIPT_KHMER: case SCRIPT_MYANMAR: return 1;
  default: return 0;
  }
}

static int lexicon_string_ok(const Lexicon *lexicon, LexiconString string) {
  return string.offset <= lexicon->strings_size &&
         string.size <= lexicon->strings_size - string.offset;
}

/* Every index in the sections points inside; a damaged model is refused here, once. */
static int lexicon_sound(const Lexicon *lexicon) {
  if (!lexicon->strings || !lexicon->tables || !lexicon->columns || !lexicon->fields ||
      !lexicon->nodes || !lexicon->entries || !lexicon->starts)
    return 0;
  if (!lexicon->nodes_count || (lexicon->nodes_count & (lexicon->nodes_count - 1))) return 0;
  if (!lexicon->starts_count || (lexicon->starts_count & (lexicon->starts_count - 1))) return 0;
  if (lexicon->tables_count > LEXICON_TABLES) return 0;
  for (size_t i = 0; i < lexicon->tables_count; i++) {
    const LexiconTableInfo *table = &lexicon->tables[i];
    if (!lexicon_string_ok(lexicon, table->name)) return 0;
    if (table->first_column > lexicon->columns_count ||
        table->columns > lexicon->columns_count - table->first_column)
      return 0;
    if (table->first_field > lexicon->fields_count ||
        (uint64_t)table->rows * table->columns > lexicon->fields_count - table->first_field)
      return 0;
  }
  for (size_t i = 0; i < lexicon->columns_count; i++)
    if (!lexicon_string_ok(lexicon, lexicon->columns[i])) return 0;
  for (size_t i = 0; i < lexicon->fields_count; i++)
    if (!lexicon_string_ok(lexicon, lexicon->fields[i])) return 0;
  size_t empty = 0;
  for (size_t i = 0; i < lexicon->nodes_count; i++) {
    if (lexicon->nodes[i].entry > lexicon->entries_count) return 0;
    empty += lexicon->nodes[i].hash == 0;
  }
  for (size_t i = 0; i < lexicon->entries_count; i++) /* chains only go back, so they end */
    if (lexicon->entries[i].next > i) return 0;
  size_t unused = 0;
  for (size_t i = 0; i < lexicon->starts_count; i++) unused += lexicon->starts[i].hash == 0;
  return empty > 0 && unused > 0;
}

Lexicon *lexicon_open(const Model *model, const char **error) {
  Lexicon *lexicon = memory_zero(sizeof *lexicon);
  if (!lexicon) {
    *error = "out of memory";
    return NULL;
  }
  lexicon->strings = model_section(model, "strings", 1, &lexicon->strings_size);
  lexicon->tables =
      model_section(model, "tables", sizeof(LexiconTableInfo), &lexicon->tables_count);
  lexicon->columns =
      model_section(model, "columns", sizeof(LexiconString), &lexicon->columns_count);
  lexicon->fields = model_section(model, "fields", sizeof(LexiconString), &lexicon->fields_count);
  lexicon->nodes = model_section(model, "nodes", sizeof(LexiconNode), &lexicon->nodes_count);
  lexicon->starts = model_section(model, "starts", sizeof(LexiconStart), &lexicon->starts_count);
  lexicon->entries = model_section(model, "entries", sizeof(LexiconEntry), &lexicon->entries_count);
  if (!lexicon_sound(lexicon)) {
    *error = "the lexicon is damaged";
    memory_free(lexicon);
    return NULL;
  }
  return lexicon;
}

void lexicon_free(Lexicon *lexicon) { memory_free(lexicon); }

static int lexicon_same(const Lexicon *lexicon, LexiconString string, const char *name) {
  return string.size == strlen(name) && !memcmp(lexicon->strings + string.offset, name, string.size);
}

int lexicon_table(const Lexicon *lexicon, const char *name) {
  for (size_t i = 0; i < lexicon->tables_count; i++)
    if (lexicon_same(lexicon, lexicon->tables[i].name, name)) return (int)i;
  return LEXICON_NO_TABLE;
}

int lexicon_column(const Lexicon *lexicon, int table, const char *name) {
  if (table < 0) return -1;
  const LexiconTableInfo *info = &lexicon->tables[table];
  for (uint32_t i = 0; i < info->columns; i++)
    if (lexicon_same(lexicon, lexicon->columns[info->first_column + i], name)) return (int)i;
  return -1;
}

size_t lexicon_rows(const Lexicon *lexicon, int table) {
  return table < 0 ? 0 : lexicon->tables[table].rows;
}

Text lexicon_field(const Lexicon *lexicon, int table, uint32_t row, int column) {
  if (table < 0 || column < 0) return (Text){"", 0};
  const LexiconTableInfo *info = &lexicon->tables[table];
  if (row >= info->rows || (uint32_t)column >= info->columns) return (Text){"", 0};
  LexiconString string =
      lexicon->fields[info->first_field + (size_t)row * info->columns + (uint32_t)column];
  return (Text){lexicon->strings + string.offset, string.size};
}

static const LexiconNode *lexicon_node(const Lexicon *lexicon, uint64_t hash) {
  size_t mask = lexicon->nodes_count - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    if (lexicon->nodes[i].hash == hash) return &lexicon->nodes[i];
    if (!lexicon->nodes[i].hash) return NULL;
  }
}

static void lexicon_hit(const Lexicon *lexicon, uint32_t entry, LexiconMatch *match) {
  match->row = lexicon->entries[entry - 1].row;
  match->next = lexicon->entries[entry - 1].next;
}

int lexicon_next(const Lexicon *lexicon, int table, LexiconMatch *match) {
  (void)table;
  if (!match->next) return 0;
  lexicon_hit(lexicon, match->next, match);
  return 1;
}

/* The node of a whole folded form in one language; NULL if there is none. */
static const LexiconNode *lexicon_find_form(const Lexicon *lexicon, int table, Language language,
                                            const uint8_t *fold, size_t size) {
  uint32_t c;
  utf8_decode(fold, fold + size, &c);
  int characters = lexicon_by_characters(c);
  uint64_t path = lexicon_path(table, language, characters);
  const LexiconNode *node = NULL;
  for (const uint8_t *p = fold, *end = fold + size; p < end;) {
    if (characters) {
      p = utf8_decode(p, end, &c);
      path = lexicon_step(path, c, 0);
    } else {
      const uint8_t *space = memchr(p, ' ', (size_t)(end - p));
      const uint8_t *stop = space ? space : end;
      path = lexicon_step(path, hash_bytes(p, (size_t)(stop - p), 0), 0);
      p = space ? space + 1 : end;
    }
    node = lexicon_node(lexicon, path);
    if (!node) return NULL;
  }
  return node && node->entry ? node : NULL;
}

int lexicon_find(const Lexicon *lexicon, int table, Language language, const void *fold,
                 size_t size, LexiconMatch *match) {
  if (table < 0 || !size) return 0;
  const LexiconNode *node = lexicon_find_form(lexicon, table, language, fold, size);
  if (!node && language) node = lexicon_find_form(lexicon, table, 0, fold, size);
  if (!node) return 0;
  *match = (LexiconMatch){0};
  lexicon_hit(lexicon, node->entry, match);
  return 1;
}

/* ---- matching in a document ---- */

static uint64_t lexicon_tables(const Lexicon *lexicon, uint64_t hash) {
  size_t mask = lexicon->starts_count - 1;
  for (size_t i = hash & mask; lexicon->starts[i].hash; i = (i + 1) & mask)
    if (lexicon->starts[i].hash == hash) return lexicon->starts[i].tables;
  return 0;
}

void lexicon_mark(const Lexicon *lexicon, Document *doc) {
  for (size_t t = 0; t < doc->tokens.count; t++) {
    Token *token = &doc->tokens.items[t];
    if (token->flags & TOKEN_CJK) continue; /* forms may begin at any of its characters */
    const uint8_t *fold = doc->folds.data + token->fold;
    uint64_t tables = lexicon_tables(lexicon, lexicon_start(token->hash, 0));
    uint32_t size = token->fold_size < PREFIX_MAX ? token->fold_size : PREFIX_MAX;
    for (; size >= PREFIX_MIN; size--)
      if (size == token->fold_size || (fold[size] & 0xC0) != 0x80)
        tables |= lexicon_tables(lexicon, lexicon_start(hash_bytes(fold, size, 0), 1));
    token->tables = tables;
  }
}

typedef struct Best {
  uint32_t entry, tokens, end;
  int prefix;
} Best;

/* The longest prefix form that the token begins with, if it goes on from this path. */
static uint32_t lexicon_prefix(const Lexicon *lexicon, const Document *doc, const Token *token,
                               uint64_t path) {
  const uint8_t *fold = doc->folds.data + token->fold;
  uint32_t size = token->fold_size < PREFIX_MAX ? token->fold_size : PREFIX_MAX;
  for (; size >= PREFIX_MIN; size--) {
    if (size < token->fold_size && (fold[size] & 0xC0) == 0x80) continue;
    const LexiconNode *node =
        lexicon_node(lexicon, lexicon_step(path, hash_bytes(fold, size, 0), 1));
    if (node && node->entry) return node->entry;
  }
  return 0;
}

static void lexicon_match_tokens(const Lexicon *lexicon, int table, const Document *doc,
                                 Language language, uint32_t first, Best *best) {
  const Token *tokens = doc->tokens.items;
  uint32_t end = doc->sentences.items[tokens[first].sentence].end_token;
  uint64_t path = lexicon_path(table, language, 0);
  /* a table with prefix forms says so by a node; others skip the search */
  int prefixes = lexicon_node(lexicon, lexicon_step(path, 0, 1)) != NULL;
  for (uint32_t i = first; i < end; i++) {
    uint32_t length = i - first + 1;
    if (prefixes) {
      uint32_t entry = lexicon_prefix(lexicon, doc, &tokens[i], path);
      if (entry && length > best->tokens)
        *best = (Best){entry, length, tokens[i].span.end, 1};
    }
    path = lexicon_step(path, tokens[i].hash, 0);
    const LexiconNode *node = lexicon_node(lexicon, path);
    if (!node) return;
    if (node->entry && (length > best->tokens || (length == best->tokens && best->prefix)))
      *best = (Best){node->entry, length, tokens[i].span.end, 0};
  }
}

static void lexicon_match_characters(const Lexicon *lexicon, int table, const Document *doc,
                                     Language language, uint32_t first, uint32_t from,
                                     Best *best) {
  const Token *tokens = doc->tokens.items;
  uint32_t end = doc->sentences.items[tokens[first].sentence].span.end;
  uint64_t path = lexicon_path(table, language, 1);
  uint32_t token = first;
  for (uint32_t at = from; at < end;) {
    uint32_t c, parts[FOLD_MAX];
    at = (uint32_t)(utf8_next(doc->text + at, &c) - doc->text);
    int n = fold_codepoint(c, parts);
    const LexiconNode *node = NULL;
    for (int i = 0; i < n; i++) {
      path = lexicon_step(path, parts[i], 0);
      node = lexicon_node(lexicon, path);
      if (!node) return;
    }
    while (token + 1 < doc->tokens.count && tokens[token].span.end < at) token++;
    if (node && node->entry && at > best->end)
      *best = (Best){node->entry, token - first + 1, at, 0};
  }
}

int lexicon_match(const Lexicon *lexicon, int table, const Document *doc, uint32_t first,
                  uint32_t from, LexiconMatch *match) {
  if (table < 0 || first >= doc->tokens.count) return 0;
  Best best = {0, 0, 0, 0};
  uint32_t c;
  const Token *token = &doc->tokens.items[first];
  if (!(token->tables >> table & 1)) return 0;
  if (from < token->span.start || from >= token->span.end) from = token->span.start;
  utf8_next(doc->text + from, &c);
  if (lexicon_by_characters(c)) {
    uint32_t parts[FOLD_MAX];
    uint32_t start = fold_codepoint(c, parts) ? parts[0] : c;
    if (!(lexicon_tables(lexicon, lexicon_start_character(start)) >> table & 1)) return 0;
    lexicon_match_characters(lexicon, table, doc, doc->language, first, from, &best);
    lexicon_match_characters(lexicon, table, doc, 0, first, from, &best);
  } else if (from == token->span.start) {
    lexicon_match_tokens(lexicon, table, doc, doc->language, first, &best);
    lexicon_match_tokens(lexicon, table, doc, 0, first, &best);
  }
  if (!best.entry) return 0;
  *match = (LexiconMatch){0};
  lexicon_hit(lexicon, best.entry, match);
  match->tokens = best.tokens;
  match->end = best.end;
  return 1;
}
