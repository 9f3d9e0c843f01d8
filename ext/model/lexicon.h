/* lexicon.h: facts per language, compiled from ext/lexicon/ *.tsv by lexicon_pack.
**
** Every table has a header line; the first two columns are `language` and `form`:
**
**     language <TAB> form <TAB> ...further columns of the table
**
** `language` is a BCP-47 primary subtag, several joined by ',', or '*' for all languages.
** `form` is one or more spellings joined by '|'. A spelling is cut into tokens and folded exactly
** as text is, so case, accents and Arabic letter variants do not matter. A trailing '*' makes a
** spelling a prefix of its last token ("conda*"). '#' at the line's start is a comment. Every
** table has the same shape for every language. The tables abbreviations, clitics and affixes hold
** parts of words: they are folded but not cut into tokens.
**
** Look-up: by folded token sequence. Forms in scripts without spaces (Han, Thai ...) are matched
** by their folded bytes from any character on. */
#ifndef GLOSS_MODEL_LEXICON_H
#define GLOSS_MODEL_LEXICON_H
#include "model/model.h"
#include "text/document.h"

typedef struct Lexicon Lexicon; /* all tables; bound to a model */

/* Binds to the model's sections after checking every index in them; NULL when memory is short or
** the model is damaged (*error says which). Free with lexicon_free. */
Lexicon *lexicon_open(const Model *model, const char **error);
void lexicon_free(Lexicon *lexicon);

#define LEXICON_NO_TABLE (-1)
/* A table's number by its file name without .tsv ("triggers"), or LEXICON_NO_TABLE. */
int lexicon_table(const Lexicon *lexicon, const char *name);
/* A column's number (language = 0, form = 1), or -1. */
int lexicon_column(const Lexicon *lexicon, int table, const char *name);
size_t lexicon_rows(const Lexicon *lexicon, int table);
/* A field's text; size 0 when empty. */
Text lexicon_field(const Lexicon *lexicon, int table, uint32_t row, int column);

/* The sections of a lexicon model; every string is an offset and a size in `strings`. A spelling is
** a path of 64-bit chain hashes, one per token (or per character in scripts without spaces); every
** path and every beginning of a path is a LexiconNode in one open-addressing table. */
typedef struct LexiconString {
  uint32_t offset, size;
} LexiconString;
typedef struct LexiconTableInfo {
  LexiconString name;
  uint32_t columns, first_column; /* their names in section "columns" */
  uint32_t rows, first_field;     /* rows * columns strings in section "fields" */
} LexiconTableInfo;
typedef struct LexiconNode {
  uint64_t hash;  /* 0: empty */
  uint32_t entry; /* first of its entries + 1, or 0: only a beginning */
  uint32_t zero;
} LexiconNode;
typedef struct LexiconStart { /* what begins with a token: also in open addressing */
  uint64_t hash;   /* of the token or, stirred, of the token's beginning; 0: empty */
  uint64_t tables; /* bit i: table i, in whatever language */
} LexiconStart;
typedef struct LexiconEntry {
  uint32_t row;
  uint32_t next; /* entry + 1, or 0 */
} LexiconEntry;

#define LEXICON_TABLES 64 /* at most so many tables: bits of LexiconStart.tables */
/* the key of a start: a token's hash, or that of the beginning of a prefix form */
uint64_t lexicon_start(uint64_t item, int prefix);
/* the same for forms matched by characters: their first character, folded */
uint64_t lexicon_start_character(uint32_t codepoint);

/* How a path begins and goes on; shared by packer and look-up. `characters`: a path by characters;
** `prefix`: the last token is only a prefix. */
uint64_t lexicon_path(int table, Language language, int characters);
uint64_t lexicon_step(uint64_t path, uint64_t item, int prefix);
/* 1 if forms that begin with this character are matched by characters */
int lexicon_by_characters(uint32_t codepoint);

typedef struct LexiconMatch {
  uint32_t row;    /* row of the table */
  uint32_t tokens; /* tokens covered (0 for lexicon_find) */
  uint32_t end;    /* byte behind the match in the text (lexicon_match only) */
  uint32_t next;   /* internal: for lexicon_next */
} LexiconMatch;

/* Notes in every token which tables can have a form that begins with it, so that lexicon_match()
** need not look where there is nothing. Once, after segmentation. */
void lexicon_mark(const Lexicon *lexicon, Document *doc);

/* Exact look-up of a folded form (tokens joined by one space). 1 if found. */
int lexicon_find(const Lexicon *lexicon, int table, Language language, const void *fold,
                 size_t size, LexiconMatch *match);
/* The longest form that starts at token `first` and stays inside its sentence. In scripts without
** spaces it starts at byte `from` of that token (pass the token's span.start otherwise). 1 if
** found. Prefix forms ("conda*") are tried after exact ones. */
int lexicon_match(const Lexicon *lexicon, int table, const Document *doc, uint32_t first,
                  uint32_t from, LexiconMatch *match);
/* Another row with the same spelling; 0 when there are no more. */
int lexicon_next(const Lexicon *lexicon, int table, LexiconMatch *match);

#endif
