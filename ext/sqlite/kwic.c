/* kwic.c: the corpus analyst's two tables, n-grams and key word in context.
**
**     SELECT fold, count(*) FROM article a, gloss_ngrams(a.body, 2) GROUP BY 1 ORDER BY 2 DESC;
**     SELECT k.left, k.keyword, k.right FROM article a, gloss_kwic(a.body, 'foreign minist*', 60) k;
**
** An n-gram is n words or numbers that follow one another in a sentence with no other token
** between them. A pattern is cut into tokens and folded as text is; a word followed by '*' matches
** as a prefix, a '*' alone matches any token; all its tokens must follow one another in one
** sentence. A pattern in a script without spaces (Chinese, Thai ...) is matched by characters, since
** a dictionary may cut the same words in another way in another sentence. */
#include "sqlite/rows.h"
#include "text/fold.h"
#include "text/memory.h"
#include <string.h>

#define LARGEST_N 32
#define LARGEST_WIDTH 100000
#define LARGEST_PATTERN 64 /* tokens */

#define COLUMNS(list) .columns = list, .column_count = sizeof list / sizeof *list
#define SPAN_COLUMNS {"text TEXT", rows_text, 0}, {"start INTEGER", rows_start, 0}, {"length INTEGER", rows_length, 0}

/* An integer argument in [least, largest]; a NULL or absent one is `otherwise`. */
static int read_integer(Rows *rows, sqlite3_value *value, const char *name, sqlite3_int64 least,
                        sqlite3_int64 largest, sqlite3_int64 *out, char **message) {
  if (!value || sqlite3_value_type(value) == SQLITE_NULL) return SQLITE_OK;
  *out = sqlite3_value_int64(value);
  if (sqlite3_value_numeric_type(value) == SQLITE_INTEGER && *out >= least && *out <= largest)
    return SQLITE_OK;
  *message = sqlite3_mprintf("%s: the argument %s must be a whole number from %lld to %lld",
                             rows->table->name, name, least, largest);
  return *message ? SQLITE_ERROR : SQLITE_NOMEM;
}

/* ---- gloss_ngrams(document, n) ---- */

typedef struct Ngrams {
  size_t n;
  size_t run; /* tokens from row on that are known to follow one another */
} Ngrams;

static int ngrams_begin(Rows *rows, sqlite3_value **values, char **message) {
  sqlite3_int64 n = 0;
  int rc = read_integer(rows, values[1], "n", 1, LARGEST_N, &n, message);
  if (rc || !n) return rc; /* n is NULL: no rows */
  Ngrams *ngrams = rows->state = memory_zero(sizeof *ngrams);
  if (!ngrams) return SQLITE_NOMEM;
  ngrams->n = (size_t)n;
  rows->count = rows->doc->tokens.count;
  return SQLITE_OK;
}

static int is_counted(const Token *token) {
  return token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
}

static void ngrams_seek(Rows *rows) {
  Ngrams *ngrams = rows->state;
  const Token *tokens = rows->doc->tokens.items;
  if (ngrams->run) ngrams->run--; /* row has moved on by one */
  while (rows->row + ngrams->run < rows->count && ngrams->run < ngrams->n) {
    const Token *next = &tokens[rows->row + ngrams->run];
    if (!is_counted(next)) {
      rows->row += ngrams->run + 1;
      ngrams->run = 0;
    } else if (ngrams->run && next->sentence != next[-1].sentence) {
      rows->row += ngrams->run;
      ngrams->run = 0;
    } else {
      ngrams->run++;
    }
  }
  if (ngrams->run < ngrams->n) rows->row = rows->count;
}

static const Token *ngrams_last(const Rows *rows) {
  const Ngrams *ngrams = rows->state;
  return &rows->doc->tokens.items[rows->row + ngrams->n - 1];
}

static Span ngrams_span(const Rows *rows) {
  return (Span){rows->doc->tokens.items[rows->row].span.start, ngrams_last(rows)->span.end};
}

/* the folded words, which stand one behind another in doc->folds, a space between them */
static void ngrams_fold(const Rows *rows, sqlite3_context *out) {
  const Token *first = &rows->doc->tokens.items[rows->row], *last = ngrams_last(rows);
  const char *folds = (const char *)rows->doc->folds.data;
  result_text(out, (Text){folds ? folds + first->fold : "",
                          last->fold + last->fold_size - first->fold});
}

static const RowsColumn ngrams_columns[] = {SPAN_COLUMNS, {"fold TEXT", ngrams_fold, 0}};
const RowsTable table_ngrams = {
    .name = "gloss_ngrams", .arguments = {"document", "n"}, .required = 2, .own_arguments = 1,
    .ordered = 1, .stages = STAGE_TOKENS, COLUMNS(ngrams_columns), .span = ngrams_span,
    .begin = ngrams_begin, .seek = ngrams_seek,
};

/* ---- gloss_kwic(document, pattern [, width]) ---- */

typedef struct PatternToken {
  Text fold;
  uint8_t prefix; /* '*' behind it; with an empty fold: any token */
} PatternToken;

typedef struct Kwic {
  Document pattern;
  PatternToken tokens[LARGEST_PATTERN];
  size_t count;
  int by_characters; /* the pattern is in a script without spaces */
  uint32_t *needle;  /* then its folded code points, in the pattern's arena */
  size_t needle_count;
  uint32_t width;
  Span found;
} Kwic;

static void kwic_finish(void *state) { document_free(&((Kwic *)state)->pattern); }

/* the pattern's tokens; a '*' token closes the one it touches */
static int read_pattern(Rows *rows, Kwic *kwic, char **message) {
  const Document *pattern = &kwic->pattern;
  int cjk = 0;
  for (size_t i = 0; i < pattern->tokens.count; i++) {
    const Token *token = &pattern->tokens.items[i];
    Text fold = token_fold(pattern, token);
    int star = fold.size == 1 && fold.data[0] == '*';
    if (star && kwic->count && !(token->flags & TOKEN_SPACE_BEFORE)) {
      kwic->tokens[kwic->count - 1].prefix = 1;
      continue;
    }
    if (kwic->count == LARGEST_PATTERN) {
      *message = sqlite3_mprintf("%s: the argument pattern has more than %d words",
                                 rows->table->name, LARGEST_PATTERN);
      return *message ? SQLITE_ERROR : SQLITE_NOMEM;
    }
    PatternToken *added = &kwic->tokens[kwic->count++];
    added->prefix = (uint8_t)star;
    added->fold = star ? (Text){"", 0} : fold;
    cjk += (token->flags & TOKEN_CJK) != 0;
  }
  kwic->by_characters = cjk > 0 && (size_t)cjk == kwic->count;
  return SQLITE_OK;
}

/* the folded code points of a pattern without spaces */
static int read_needle(Kwic *kwic) {
  size_t size = 0;
  for (size_t i = 0; i < kwic->count; i++) size += kwic->tokens[i].fold.size;
  kwic->needle = arena_array(&kwic->pattern.arena, size + 1, sizeof *kwic->needle);
  if (!kwic->needle) return SQLITE_NOMEM;
  for (size_t i = 0; i < kwic->count; i++) {
    const uint8_t *p = (const uint8_t *)kwic->tokens[i].fold.data;
    const uint8_t *end = p + kwic->tokens[i].fold.size;
    while (p < end) p = utf8_decode(p, end, &kwic->needle[kwic->needle_count++]);
  }
  return SQLITE_OK;
}

static int kwic_begin(Rows *rows, sqlite3_value **values, char **message) {
  Connection *connection = rows->connection;
  sqlite3_int64 width = 40;
  Text text;
  int rc = value_text(values[1], &text);
  if (!rc && values[2])
    rc = read_integer(rows, values[2], "width", 0, LARGEST_WIDTH, &width, message);
  if (rc || !text.data) return rc;
  Kwic *kwic = rows->state = memory_zero(sizeof *kwic);
  if (!kwic) return SQLITE_NOMEM;
  kwic->width = (uint32_t)width;
  document_open(&kwic->pattern, text.data, text.size);
  document_set_language(&kwic->pattern, rows->doc->tag, strlen(rows->doc->tag));
  rc = analysis_tokenize(connection->analysis, &kwic->pattern, 0);
  if (!rc) rc = read_pattern(rows, kwic, message);
  if (!rc && kwic->by_characters) rc = read_needle(kwic);
  if (rc || !kwic->count) return rc;
  rows->count = kwic->by_characters ? rows->doc->size : rows->doc->tokens.count;
  return SQLITE_OK;
}

static int token_matches(const Document *doc, const Token *token, const PatternToken *wanted) {
  Text fold = token_fold(doc, token);
  if (fold.size < wanted->fold.size || (!wanted->prefix && fold.size != wanted->fold.size))
    return 0;
  return !memcmp(fold.data, wanted->fold.data, wanted->fold.size);
}

/* does the pattern stand at token `first`? */
static int kwic_match_tokens(const Document *doc, Kwic *kwic, size_t first) {
  const Token *tokens = doc->tokens.items;
  if (doc->tokens.count - first < kwic->count) return 0;
  for (size_t i = 0; i < kwic->count; i++) {
    if (tokens[first + i].sentence != tokens[first].sentence) return 0;
    if (!token_matches(doc, &tokens[first + i], &kwic->tokens[i])) return 0;
  }
  kwic->found = (Span){tokens[first].span.start, tokens[first + kwic->count - 1].span.end};
  return 1;
}

/* does it stand at this byte, character by character? Characters that fold to nothing are passed
** over inside, not at the beginning. */
static int kwic_match_characters(const Document *doc, Kwic *kwic, size_t first) {
  const uint8_t *p = doc->text + first, *end = doc->text + doc->size;
  size_t matched = 0;
  if ((*p & 0xC0) == 0x80) return 0;
  while (p < end && matched < kwic->needle_count) {
    uint32_t c, folded[FOLD_MAX];
    p = utf8_next(p, &c);
    int n = fold_codepoint(c, folded);
    if (!n && !matched) return 0;
    for (int i = 0; i < n; i++, matched++)
      if (matched == kwic->needle_count || folded[i] != kwic->needle[matched]) return 0;
  }
  kwic->found = (Span){(uint32_t)first, (uint32_t)(p - doc->text)};
  return matched == kwic->needle_count;
}

static void kwic_seek(Rows *rows) {
  Kwic *kwic = rows->state;
  for (; rows->row < rows->count; rows->row++) {
    if (kwic->by_characters ? kwic_match_characters(rows->doc, kwic, rows->row)
                            : kwic_match_tokens(rows->doc, kwic, rows->row))
      return;
  }
}

static Span kwic_span(const Rows *rows) { return ((const Kwic *)rows->state)->found; }

/* a piece of text on one line: tabs and line breaks become spaces */
static void result_line(sqlite3_context *out, Text text) {
  Buffer line = {0};
  buffer_append(&line, text.data, text.size);
  for (size_t i = 0; i < line.size; i++)
    if (line.data[i] >= '\t' && line.data[i] <= '\r') line.data[i] = ' ';
  result_buffer(out, &line);
}

static void kwic_left(const Rows *rows, sqlite3_context *out) {
  const Kwic *kwic = rows->state;
  const uint8_t *begin = rows->doc->text, *p = begin + kwic->found.start;
  uint32_t c;
  for (uint32_t i = 0; i < kwic->width && p > begin; i++) p = utf8_previous(begin, p, &c);
  result_line(out, document_source(rows->doc, (Span){(uint32_t)(p - begin), kwic->found.start}));
}

static void kwic_right(const Rows *rows, sqlite3_context *out) {
  const Kwic *kwic = rows->state;
  const uint8_t *p = rows->doc->text + kwic->found.end, *end = rows->doc->text + rows->doc->size;
  uint32_t c;
  for (uint32_t i = 0; i < kwic->width && p < end; i++) p = utf8_next(p, &c);
  result_line(out, document_source(rows->doc, (Span){kwic->found.end,
                                                     (uint32_t)(p - rows->doc->text)}));
}

static const RowsColumn kwic_columns[] = {
    {"left TEXT", kwic_left, 0},
    {"keyword TEXT", rows_text, 0},
    {"right TEXT", kwic_right, 0},
    {"start INTEGER", rows_start, 0},
    {"length INTEGER", rows_length, 0},
};
const RowsTable table_kwic = {
    .name = "gloss_kwic", .arguments = {"document", "pattern", "width"}, .required = 2,
    .own_arguments = 1, .ordered = 1, .stages = STAGE_TOKENS, COLUMNS(kwic_columns),
    .span = kwic_span, .begin = kwic_begin, .seek = kwic_seek, .finish = kwic_finish,
};
