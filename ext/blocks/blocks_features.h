/* blocks_features.h: what is known of a line before anything is decided (used to run and to train).
**
** The features follow the literature on shallow text features for boilerplate (Kohlschuetter et al.
** 2010, boilerpipe; Pomikalek 2011, jusText; Peters & Lecocq 2013, dragnet) without anything of
** HTML: shape of the line, marks, words, cues, repetition, the document around it. Every feature is
** one byte, 0..127, in a column of its own, so that a decision tree may look at the line itself or
** at a neighbour by adding an offset to the column's address, and sixteen lines are compared at
** once. All arithmetic is on integers: results do not depend on the machine.
**
** A view covers at most VIEW_LINES lines; longer documents are worked on in several views, so that
** memory stays bounded. */
#ifndef GLOSS_BLOCKS_FEATURES_H
#define GLOSS_BLOCKS_FEATURES_H
#include "blocks/blocks_chars.h"
#include "text/arena.h"
#include "text/document.h"
#include <stddef.h>
#include <stdint.h>

#define VIEW_LINES 16384
#define VIEW_PAD 16                      /* empty lines before the first and after the last */
enum { LOT_LARGE = 32, LOT_SMALL = 16 }; /* lines a forest works on together */
#define LINE_TOKENS 512                  /* tokens of a line that are looked at */
#define LINE_WORDS (LINE_TOKENS * 3 + 8)
#define LINE_HEAD 160 /* bytes of a line in which its script is looked for */
#define SCRIPT_MIXED 255
#define WORDS_BITS 17 /* the table of word weights has 2^17 entries of one byte */

/* What a cue (lexicon/cues.tsv) speaks of. */
typedef enum CueGroup {
  CUE_AD,
  CUE_SHARE,
  CUE_RELATED,
  CUE_COMMENT,
  CUE_NAV,
  CUE_LEGAL,
  CUE_SUBSCRIBE,
  CUE_BYLINE,
  CUE_CAPTION,
  CUE_DATELINE,
  CUE_SOURCE,
  CUE_TAGS,
  CUE_GROUPS
} CueGroup;

/* Columns. The first LINE_COLUMNS are about the line itself and may be asked of neighbours. */
enum {
  F_LENGTH,
  F_TOKENS,
  F_LAST,
  F_FIRST,
  F_UPPER,
  F_DIGIT,
  F_PUNCT,
  F_CAPITAL,
  F_COMMAS,
  F_STOPS,
  F_SENTENCE,
  F_SHORT,
  F_MEAN_WORD,
  F_LONGEST,
  F_UNIQUE,
  F_SEPARATORS,
  F_LINKS,
  F_NUMBERS,
  F_TIME,
  F_QUOTES,
  F_BRACKETS,
  F_COLON,
  F_RIGHTS,
  F_WORDS,
  F_WORDS_SUM,
  F_WORDS_BEST,
  F_WORDS_WORST,
  F_WORDS_HEAD,
  F_WORDS_TAIL,
  F_CUE,
  F_CUE_FIRST,
  F_CUE_LAST = F_CUE_FIRST + CUE_GROUPS - 1,
  F_REPEAT,
  F_TITLE,
  F_TITLE_PART,
  F_COHESION,
  F_RARE,
  F_SCRIPT,
  F_SAME,
  F_PROSE,
  LINE_COLUMNS,
  F_INDEX = LINE_COLUMNS,
  F_FROM_END,
  F_POSITION,
  F_COUNT,
  F_BEFORE,
  F_AFTER,
  F_LAST_PROSE,
  F_NEXT_PROSE,
  F_LAST_PROSE_LENGTH,
  F_NEXT_PROSE_LENGTH,
  F_DOC_PROSE,
  F_DOC_LENGTH,
  F_DOC_WORDS,
  F_DOC_TALL,
  F_LENGTH_L2,
  F_LENGTH_R2,
  F_LENGTH_L5,
  F_LENGTH_R5,
  F_LENGTH_L10,
  F_LENGTH_R10,
  F_PROSE_L2,
  F_PROSE_R2,
  F_PROSE_L5,
  F_PROSE_R5,
  F_PROSE_L10,
  F_PROSE_R10,
  F_WORDS_L2,
  F_WORDS_R2,
  F_WORDS_L5,
  F_WORDS_R5,
  F_WORDS_L10,
  F_WORDS_R10,
  F_CUE_L5,
  F_CUE_R5,
  F_CUE_BEFORE,
  F_RUN_SHORT,
  F_RUN_AT,
  F_TITLE_SEEN,
  FIRST_COLUMNS, /* what the first forest sees */
  F_SCORE = FIRST_COLUMNS,
  F_SCORE_L2,
  F_SCORE_R2,
  F_SCORE_L5,
  F_SCORE_R5,
  F_SCORE_L12,
  F_SCORE_R12,
  F_SCORE_BEFORE,
  F_SCORE_AFTER,
  F_SCORE_DOC,
  F_SCORE_RANK,
  F_SCORE_LAST,
  F_SCORE_NEXT,
  F_SCORE_FIRST,
  F_SCORE_END,
  COLUMNS
};

/* F_SCORE is 64 + 10 * log-odds or nearly so. A line is in doubt up to SCORE_DOUBT from 64; lines a
** little farther are learnt from as well. */
enum { SCORE_DOUBT = 20, SCORE_DOUBT_TAUGHT = 25 };
static inline int blocks_in_doubt(uint8_t score, int reach) {
  return score >= 64 - reach && score <= 64 + reach;
}

typedef struct BlocksCues BlocksCues;

/* What the features need of the model. */
typedef struct BlocksTables {
  BlocksChars chars;
  const int8_t *words;    /* 2^WORDS_BITS weights; NULL while they are not learnt */
  const BlocksCues *cues; /* may be NULL */
} BlocksTables;

typedef struct LineFacts {      /* counts of one pass over the line's characters */
  uint32_t start, end;          /* bytes */
  uint32_t first_token, tokens; /* in BlocksView.tokens; at most LINE_TOKENS */
  uint32_t words;               /* all tokens, also those behind LINE_TOKENS */
  uint32_t chars, weight;       /* characters; with Han and kana counted three times */
  uint32_t letters, upper, lower, digits, puncts;
  uint32_t commas, stops, quotes, brackets, separators, links, numbers, rights;
  uint32_t capitals, shorts,
      longest;              /* words with a capital; of <= 3 letters; letters of longest */
  uint32_t colon;           /* words before the first colon, 255: no colon */
  uint32_t key;             /* hash of the line's folded letters, digits masked */
  uint16_t cue[CUE_GROUPS]; /* tokens covered by cues of the group */
  uint16_t cue_tokens;      /* tokens covered by any cue */
  uint8_t cue_start;        /* 1 + group of a cue at the line's beginning */
  uint8_t time;             /* 1 year, 2 numeric date, 4 clock time, 8 ISO date */
  uint8_t first, last;      /* classes of the first and last character, features.c */
  uint8_t prose;            /* 1: a long line that ends like a sentence */
  uint8_t head_letters;     /* letters in the line's first LINE_HEAD bytes */
  uint8_t head_script;      /* CHAR_SCRIPT of all of them, or SCRIPT_MIXED */
} LineFacts;

typedef struct BlocksToken {
  uint32_t hash; /* of the folded word; digits masked */
  uint8_t flags; /* BLOCK_TOKEN_ */
  uint8_t size;  /* letters, at most 255 */
} BlocksToken;
enum { BLOCK_TOKEN_NUMBER = 1, BLOCK_TOKEN_ALONE = 2, BLOCK_TOKEN_CAPITAL = 4 };

typedef struct BlocksView {
  Arena *arena; /* everything below */
  size_t count; /* lines */
  LineFacts *lines;
  BlocksToken *tokens;
  size_t token_count, token_capacity;
  size_t title;     /* line that names the article as far as one can see early, or count */
  size_t stride;    /* bytes of a column: whole lots of lines + 2 * VIEW_PAD */
  uint8_t *columns; /* COLUMNS of them */
} BlocksView;

static inline uint8_t *blocks_view_column(const BlocksView *view, int column) {
  return view->columns + (size_t)column * view->stride + VIEW_PAD;
}

/* Reads the lines [spans, spans+count) of the text and fills the first FIRST_COLUMNS columns.
** Returns 0, or -1 when memory is short (arena->rc is set). count <= VIEW_LINES. */
int blocks_view_build(BlocksView *view, Arena *arena, const BlocksTables *tables,
                      const uint8_t *text, const Block *blocks, size_t count);
/* The columns that need words: again, with another table (training by cross-fitting). */
void blocks_view_fill_words(BlocksView *view, const int8_t *words);
/* The columns about the document around the line; after blocks_view_fill_words. */
void blocks_view_fill_context(BlocksView *view);
/* The columns from F_SCORE on, from the first forest's scores (log-odds * 256). */
void blocks_view_fill_scores(BlocksView *view, const int32_t *scores);
/* The line's words as indexes in the table of weights; returns how many (<= LINE_WORDS). */
size_t blocks_view_line_words(const BlocksView *view, const LineFacts *line, uint32_t *out);

/* Cues: built from any list of forms, then read only. */
BlocksCues *blocks_cues_new(void);
void blocks_cues_free(BlocksCues *cues);
/* Adds the spellings of a form ("a|b c"); returns 0, -1 when memory is short. */
int blocks_cues_add(BlocksCues *cues, const BlocksChars *chars, CueGroup group, const char *form,
                    size_t size);
int blocks_cues_group(const char *name, size_t size); /* "ad" -> CUE_AD; -1 unknown */
/* Fills the cue fields of a line. */
void blocks_cues_mark(const BlocksCues *cues, const BlocksToken *tokens, LineFacts *line);

/* One pass over a line: fills all of `line` but the spans and cues, and at most `capacity` tokens.
 */
void blocks_scan_line(const BlocksChars *chars, const uint8_t *p, const uint8_t *end,
                      LineFacts *line, BlocksToken *out, size_t capacity);
/* The same, character by character: the reference. */
void blocks_scan_plain(const BlocksChars *chars, const uint8_t *p, const uint8_t *end,
                       LineFacts *line, BlocksToken *out, size_t capacity);
/* Behind the whole characters of a line's first LINE_HEAD bytes. */
const uint8_t *blocks_line_head(const uint8_t *p, const uint8_t *end);
/* Cut one line into tokens; exposed for cues.c. Returns the number of tokens written. */
size_t blocks_cut_tokens(const BlocksChars *chars, const uint8_t *text, size_t size,
                         BlocksToken *out, size_t capacity);

/* 8 * log2(1 + x), linear between powers of two, at most 127 */
static inline uint8_t blocks_log_step(uint32_t x) {
  uint32_t v = x + 1, exponent = 0;
  if (v >= 1u << 16) return 127;
#ifdef __GNUC__
  exponent = 31 - (uint32_t)__builtin_clz(v | 1);
#else
  while (v >> (exponent + 1)) exponent++;
#endif
  uint32_t r = exponent * 8 + (v << 3 >> exponent & 7);
  return (uint8_t)(r < 127 ? r : 127);
}

/* part * 126 / whole; most processors divide numbers of 32 bits much faster */
static inline uint64_t blocks_share(uint64_t part, uint64_t whole) {
  if (!whole) return 0;
  if ((part | whole) >> 25) return part * 126 / whole;
  return (uint32_t)part * 126 / (uint32_t)whole;
}

/* Is a place of a hash table neither free (0) nor the key's? Which of them it is cannot be
** foreseen, that it is one mostly can: a product, so that compilers make one branch of it. */
static inline int blocks_place_taken(uint32_t place, uint32_t key) {
  return (uint64_t)place * (place ^ key) != 0;
}

static inline uint32_t blocks_mix(uint32_t a, uint32_t b) {
  uint32_t h = (a * 0x9E3779B1u) ^ (b + 0x7F4A7C15u + (a << 6) + (a >> 2));
  h *= 0x85EBCA6Bu;
  return h ^ h >> 13;
}

#endif
