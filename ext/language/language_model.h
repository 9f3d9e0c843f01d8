/* language_model.h: what language.model holds, and the look-up of a feature's row. Private to
** language.c and language_train.c.
**
** Keys: sets of four 16-bit fingerprints packed into a uint64_t; row number = set * 4 + lane. A
** feature that is not in the table was rare or of no use in learning; all such share one row behind
** the others. So rare letter groups do not collide with frequent ones (one in 8,000 does), and many
** unknown ones speak for random letters. */
#ifndef GLOSS_LANGUAGE_MODEL_H
#define GLOSS_LANGUAGE_MODEL_H
#include <stddef.h>
#include <stdint.h>
#include "language/language.h"
#include "language/language_features.h"

#ifndef LANGUAGE_DIMENSIONS
#define LANGUAGE_DIMENSIONS 32 /* numbers per row, each a byte: 128 + value */
#endif

#define LANGUAGE_SECTION_SETTINGS "lid.settings"
#define LANGUAGE_SECTION_CLASSES "lid.classes"
#define LANGUAGE_SECTION_KEYS "lid.keys"
#define LANGUAGE_SECTION_ROWS "lid.rows"

#define LANGUAGE_TEMPERATURES 10

typedef struct LanguageSettings {
  float power; /* the sum of n rows is multiplied by n to the minus this */
  /* scores are divided by temperature[log2(n)], fitted on sentences that were not learnt from */
  float temperature[LANGUAGE_TEMPERATURES];
  float unused[5];
} LanguageSettings;

typedef struct LanguageClass { /* sorted by script, then tag */
  char tag[12];                /* NUL-terminated */
  uint32_t script;
  float bias;
  float prior; /* logarithm; languages.tsv */
  float weight[LANGUAGE_DIMENSIONS];
} LanguageClass;

typedef struct LanguageKeys {
  const uint64_t *keys;
  uint32_t sets;
} LanguageKeys;

static inline uint32_t language_key_set(const LanguageKeys *keys, uint64_t hash) {
  return (uint32_t)(((hash >> 32) * keys->sets) >> 32);
}

static inline uint64_t language_key_print(uint64_t hash) { return (hash >> 8 & 0xFFFF) | 1; }

/* The feature's row; the row of the unknown, sets * 4, when it is not in the table. */
static inline uint32_t language_key_find(const LanguageKeys *keys, uint64_t hash) {
  uint32_t set = language_key_set(keys, hash);
  uint64_t ones = 0x0001000100010001u, found = keys->keys[set] ^ (language_key_print(hash) * ones);
  found = (found - ones) & ~found & (ones << 15);
  if (!found) return keys->sets * 4;
  uint32_t lane =
      (found & 0xFFFFFFFFu) ? ((found & 0xFFFF) ? 0 : 1) : (found >> 32 & 0xFFFF ? 2 : 3);
  return set * 4 + lane;
}

/* ---- run time only: shared by language.c and language_spans.c -------------------------------- */

#define LANGUAGE_CLASSES_MAX 192
#define LANGUAGE_GROUPS_MAX 12 /* scripts with more than one language */

struct LanguageModel {
  const LanguageClass *classes;
  size_t count;
  LanguageKeys keys;
  const uint8_t *rows;
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
/* The parts of the classes in the text (sampled when long), theta[lm->count] being "und"; 0 when
** it has no letter. */
int language_mixture(const LanguageModel *lm, const void *text, size_t size,
                     float theta[LANGUAGE_CLASSES_MAX + 1]);

#endif
