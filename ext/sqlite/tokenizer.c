/* tokenizer.c: full-text search over every script.
**
**     CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'gloss');
**     CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'gloss stem');
**     SELECT * FROM search('Τοκάγιεφ OR توكاييف');
**
** 'gloss' indexes the words and numbers that gloss_tokens gives, folded. 'gloss stem' indexes each
** word's stem in the document's language beside it, at the same position. A query is too short to
** tell its language for certain, so it looks for the word and for its stems in every language that
** it may be in. The prefix in a query ("conda*") stays as it is. */
#include "sqlite/tokenizer.h"
#include "language/stem.h"
#include "text/memory.h"
#include <string.h>

typedef struct Tokenizer {
  Connection *connection;
  int stem;
} Tokenizer;

static int tokenizerCreate(void *user, const char **arguments, int count, Fts5Tokenizer **out) {
  int stem = count == 1 && !strcmp(arguments[0], "stem");
  if (count > stem) return SQLITE_ERROR;
  Tokenizer *tokenizer = memory_zero(sizeof *tokenizer);
  if (!tokenizer) return SQLITE_NOMEM;
  tokenizer->connection = connection_retain(user);
  tokenizer->stem = stem;
  *out = (Fts5Tokenizer *)tokenizer;
  return SQLITE_OK;
}

static void tokenizerDelete(Fts5Tokenizer *handle) {
  Tokenizer *tokenizer = (Tokenizer *)handle;
  connection_release(tokenizer->connection);
  memory_free(tokenizer);
}

typedef int (*TokenCallback)(void *context, int flags, const char *token, int size, int start,
                             int end);

/* One text on its way to FTS5. */
typedef struct Tokenizing {
  Document doc;
  const Stemmer *stemmer; /* NULL: no stems */
  Language languages[LANGUAGE_CANDIDATES];
  int language_count;
  void *context;
  TokenCallback callback;
} Tokenizing;

static int emit(Tokenizing *t, int flags, Text form, const Token *token) {
  Text source = document_source(&t->doc, token->span);
  int start = (int)(source.data - (const char *)t->doc.source);
  return t->callback(t->context, flags, form.data, (int)form.size, start,
                     start + (int)source.size);
}

/* The word, then its stems that differ from it and from each other. */
static int emit_token(Tokenizing *t, const Token *token) {
  Text forms[LANGUAGE_CANDIDATES + 1];
  int count = 1;
  forms[0] = token_fold(&t->doc, token);
  if (!forms[0].size) return SQLITE_OK;
  int languages = t->stemmer && token->kind == TOKEN_WORD ? t->language_count : 0;
  for (int i = 0; i < languages; i++) {
    Text stem = stem_word(t->stemmer, t->languages[i], forms[0].data, forms[0].size);
    int known = 0;
    for (int k = 0; k < count; k++)
      known |= forms[k].size == stem.size && !memcmp(forms[k].data, stem.data, stem.size);
    if (!known && stem.size) forms[count++] = stem;
  }
  int rc = SQLITE_OK;
  for (int i = 0; i < count && !rc; i++)
    rc = emit(t, i ? FTS5_TOKEN_COLOCATED : 0, forms[i], token);
  return rc;
}

/* which languages to stem in: the document's, or all that a query may be in */
static int choose_languages(Tokenizing *t, Connection *connection, int query) {
  LanguageCandidate candidates[LANGUAGE_CANDIDATES];
  int rc;
  t->stemmer = analysis_stemmer(connection->analysis, &rc);
  if (rc) return rc;
  const LanguageModel *model = analysis_language(connection->analysis, &rc);
  if (rc) return rc;
  t->languages[0] = t->doc.language;
  t->language_count = 1;
  if (!query) return SQLITE_OK;
  t->language_count = language_candidates(model, t->doc.text, t->doc.size, candidates);
  for (int i = 0; i < t->language_count; i++)
    t->languages[i] = language_of_tag(candidates[i].tag, strlen(candidates[i].tag));
  return SQLITE_OK;
}

static int tokenizerTokenize(Fts5Tokenizer *handle, void *context, int flags, const char *text,
                             int size, TokenCallback callback) {
  Tokenizer *tokenizer = (Tokenizer *)handle;
  Connection *connection = tokenizer->connection;
  Tokenizing t;
  memset(&t, 0, sizeof t);
  t.context = context;
  t.callback = callback;
  int query = (flags & FTS5_TOKENIZE_QUERY) != 0;
  int stem = tokenizer->stem && !(flags & FTS5_TOKENIZE_PREFIX);
  document_open(&t.doc, text ? text : "", text && size > 0 ? (size_t)size : 0);
  int rc = analysis_tokenize(connection->analysis, &t.doc, stem && !query);
  if (!rc && stem) rc = choose_languages(&t, connection, query);
  for (size_t i = 0; i < t.doc.tokens.count && !rc; i++) {
    const Token *token = &t.doc.tokens.items[i];
    if (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER) rc = emit_token(&t, token);
  }
  document_free(&t.doc);
  return rc;
}

/* FTS5 hands out its interface through a pointer bound to SELECT fts5(?1). */
static int find_fts5(sqlite3 *db, fts5_api **api) {
  sqlite3_stmt *statement;
  *api = NULL;
  int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
  if (rc) return rc == SQLITE_NOMEM ? rc : SQLITE_OK;
  rc = sqlite3_bind_pointer(statement, 1, (void *)api, "fts5_api_ptr", NULL);
  if (!rc) sqlite3_step(statement);
  int end = sqlite3_finalize(statement);
  return rc ? rc : end;
}

int tokenizer_register(sqlite3 *db, Connection *connection) {
  fts5_tokenizer functions = {tokenizerCreate, tokenizerDelete, tokenizerTokenize};
  fts5_api *api;
  int rc = find_fts5(db, &api);
  if (rc || !api || api->iVersion < 2) return rc;
  rc = api->xCreateTokenizer(api, "gloss", connection_retain(connection), &functions,
                             connection_release);
  if (rc) connection_release(connection); /* FTS5 does not, when it fails */
  return rc;
}
