/* language_model.h: what language.model holds, and the look-up of a feature's row. Private to
** language.c and language_train.c.
**
** The table of features is one of buckets of 64 bytes, so that a look-up costs one cache line: a
** hash chooses the bucket, a fingerprint of 15 bits one of its four rows. A feature that is not in
** the table was rare or of no use in learning; all such share the first row of one more bucket
*behind
** the others. So rare letter groups do not collide with frequent ones (one in 8,000 does), and many
** unknown ones speak for random letters. */
#ifndef GLOSS_LANGUAGE_MODEL_H
#define GLOSS_LANGUAGE_MODEL_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "language/language.h"
#include "language/language_features.h"

#define LANGUAGE_DIMENSIONS 28 /* numbers per row, of four bits each: 8 + value */
#define LANGUAGE_ROW 14        /* bytes; their low halves are the first numbers of the row */
#define LANGUAGE_LANES 4       /* rows per bucket */

#if defined(__GNUC__)
#define LANGUAGE_PREFETCH(address) __builtin_prefetch(address)
#else
#define LANGUAGE_PREFETCH(address) ((void)(address))
#endif

#define LANGUAGE_SECTION_SETTINGS "lid.settings"
#define LANGUAGE_SECTION_CLASSES "lid.classes"
#define LANGUAGE_SECTION_TABLE "lid.table"

#define LANGUAGE_TEMPERATURES 10

typedef struct LanguageSettings {
  float power; /* the sum of n rows is multiplied by n to the minus this */
  /* scores are divided by temperature[log2(n)], fitted on sentences that were not learnt from */
  float temperature[LANGUAGE_TEMPERATURES];
  float prior, prior_few; /* the prior's factor: prior + prior_few / (n + 20) */
  float unused[3];
} LanguageSettings;

typedef struct LanguageClass { /* sorted by script, then tag */
  char tag[12];                /* NUL-terminated */
  uint32_t script;
  float bias;
  float prior; /* logarithm; languages.tsv */
  float weight[LANGUAGE_DIMENSIONS];
} LanguageClass;

typedef struct LanguageBucket { /* 64 bytes; 16 may be read from any row on */
  uint8_t row[LANGUAGE_LANES][LANGUAGE_ROW];
  uint16_t print[LANGUAGE_LANES]; /* 0: the lane is empty */
} LanguageBucket;

/* The bucket that a feature is in, of `count`. */
static inline uint32_t language_bucket(uint64_t hash, uint32_t count) {
  return (uint32_t)(((hash >> 32) * count) >> 32);
}

static inline uint64_t language_print(uint64_t hash) { return (hash >> 8 & 0xFFFF) | 1; }

/* The feature's lane, or LANGUAGE_LANES when it is not in the bucket. */
static inline uint32_t language_lane(const LanguageBucket *bucket, uint64_t hash) {
  const uint64_t ones = 0x0001000100010001u;
  uint64_t found;
  memcpy(&found, bucket->print, sizeof found);
  found ^= language_print(hash) * ones;
  found = (found - ones) & ~found & (ones << 15);
  if (!found) return LANGUAGE_LANES;
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctzll(found) / 16;
#else
  return (found & 0xFFFFFFFFu) ? ((found & 0xFFFF) ? 0 : 1) : (found >> 32 & 0xFFFF ? 2 : 3);
#endif
}

/* ---- run time only: shared by language.c and language_spans.c -------------------------------- */

#define LANGUAGE_CLASSES_MAX 192
#define LANGUAGE_GROUPS_MAX 12 /* scripts with more than one language */

struct LanguageModel {
  const LanguageClass *classes;
  size_t count;
  const LanguageBucket *table; /* the bucket of the unknown follows the last */
  uint32_t buckets;
  LanguageSettings settings;
  uint8_t first[SCRIPT_COUNT], end[SCRIPT_COUNT]; /* a script's classes */
  uint8_t group[SCRIPT_COUNT];                    /* 1 + index in Evidence, 0: one class or none */
  uint8_t is_noise[LANGUAGE_CLASSES_MAX];         /* zxx: stands for "und" */
  float factor[256];                              /* n to the minus power */
  LanguageAlphabet alphabet;
};

/* what was read of a piece of text */
typedef struct LanguageEvidence {
  uint32_t letters[SCRIPT_COUNT];
  uint32_t kana;         /* words with kana in them */
  uint32_t others, code; /* of LanguageReader */
  uint32_t features[LANGUAGE_GROUPS_MAX];
  int32_t sum[LANGUAGE_GROUPS_MAX][LANGUAGE_DIMENSIONS];
} LanguageEvidence;

/* A piece of text and its classes; index lm->count is "und". */
typedef struct LanguagePiece {
  float weight; /* letters, those of dense scripts counted more */
  float p[LANGUAGE_CLASSES_MAX + 1];
} LanguagePiece;

/* Adds one word to the evidence. */
void language_add_word(const LanguageModel *lm, const LanguageWord *word,
                       LanguageEvidence *evidence);
/* The piece's probabilities from its evidence; 0 when it has no letter. */
int language_score_piece(const LanguageModel *lm, const LanguageEvidence *evidence,
                         LanguagePiece *piece);
/* The parts of the classes in the text, theta[lm->count] being "und"; 0 when it has no letter. A
** long text is sampled, more closely if asked for. */
int language_mixture(const LanguageModel *lm, const void *text, size_t size, int closely,
                     float theta[LANGUAGE_CLASSES_MAX + 1]);

#endif
