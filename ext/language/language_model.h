/* language_model.h: what language.model holds, and the look-up of a feature's row. Private to
** language.c, language_relatives.c, language_spans.c and language_train.c.
**
** The table of features is one of buckets of 64 bytes, so that a look-up costs one cache line: a
** hash chooses the bucket, a fingerprint of 15 bits one of its seven rows. A feature that is not in
** the table was rare or of no use in learning; all such of a group of languages share a row in the
** buckets behind the others. So rare letter groups do not collide with frequent ones (one in 5,000
** does), and many unknown ones speak for random letters.
**
** A row stands for LANGUAGE_DIMENSIONS numbers and is stored by product quantisation (Jegou, Douze
** and Schmid, "Product Quantization for Nearest Neighbor Search", PAMI 2011; for text classifiers
** Joulin et al., "FastText.zip", 2016): each part of four numbers is the number of one of the
** part's 256 centroids in the codebook. The languages that share a script are a group with a
** codebook of its own.
**
** Close relatives are told apart by a second look: language_relatives.c. */
#ifndef GLOSS_LANGUAGE_MODEL_H
#define GLOSS_LANGUAGE_MODEL_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "language/language.h"
#include "language/language_features.h"
#include "text/bits.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define LANGUAGE_PARTS 7 /* codes of a row, a byte each */
#define LANGUAGE_PART 4  /* numbers that a code stands for */
#define LANGUAGE_CENTROIDS 256
#define LANGUAGE_DIMENSIONS (LANGUAGE_PARTS * LANGUAGE_PART)
#define LANGUAGE_LANES 7       /* rows per bucket */
#define LANGUAGE_ZERO 128      /* the byte that stands for 0 in the codebook */
#define LANGUAGE_GROUPS_MAX 12 /* scripts with more than one language */
#define LANGUAGE_UNKNOWN 2     /* buckets of the groups' rows for unknown features */

#if defined(__GNUC__)
#define LANGUAGE_PREFETCH(address) __builtin_prefetch(address)
#else
#define LANGUAGE_PREFETCH(address) ((void)(address))
#endif

#define LANGUAGE_SECTION_SETTINGS "lid.settings"
#define LANGUAGE_SECTION_CLASSES "lid.classes"
#define LANGUAGE_SECTION_TABLE "lid.table"
#define LANGUAGE_SECTION_CODEBOOK "lid.codebook" /* a LanguageCodebook for each group */

#define LANGUAGE_SECTION_RELATIVES "lid.relatives"
#define LANGUAGE_SECTION_LOOKS "lid.looks" /* bytes: the weights of all relatives */

#define LANGUAGE_TEMPERATURES 10
#define LANGUAGE_RELATIVES_MAX 32 /* sets of relatives */
#define LANGUAGE_MEMBERS_MAX 8    /* languages in a set */

typedef struct LanguageSettings {
  float power; /* the sum of n rows is multiplied by n to the minus this */
  /* scores are divided by temperature[one word, or more][log2(n)], fitted on sentences that were
  ** not learnt from */
  float temperature[2][LANGUAGE_TEMPERATURES];
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

typedef struct LanguageBucket {   /* 64 bytes */
  uint16_t print[LANGUAGE_LANES]; /* 0: the lane is empty */
  uint8_t code[LANGUAGE_LANES][LANGUAGE_PARTS];
  uint8_t unused;
} LanguageBucket;

typedef struct LanguageCodebook {
  uint8_t centroid[LANGUAGE_PARTS][LANGUAGE_CENTROIDS][LANGUAGE_PART];
} LanguageCodebook;

/* Languages easily taken for each other, all of one script. Their weights are a row for each slot
** that a feature may fall in, four bits for each member, the first member's lowest. */
typedef struct LanguageRelatives {
  uint8_t member[LANGUAGE_MEMBERS_MAX]; /* numbers of classes */
  uint32_t members, slots, offset;      /* offset: of the first row in the bytes of all weights */
  float step;                           /* what one step of a weight is worth */
} LanguageRelatives;

#define LANGUAGE_WEIGHT_ZERO 8 /* the four bits that stand for 0 */

static inline uint32_t language_relatives_row(const LanguageRelatives *relatives) {
  return (relatives->members + 1) / 2;
}

static inline uint32_t language_relatives_slot(const LanguageRelatives *relatives, uint64_t hash) {
  hash = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u;
  return (uint32_t)(((hash >> 32) * relatives->slots) >> 32);
}

/* The bucket that a feature is in, of `count`. */
static inline uint32_t language_bucket(uint64_t hash, uint32_t count) {
  return (uint32_t)(((hash >> 32) * count) >> 32);
}

static inline uint64_t language_print(uint64_t hash) { return (hash >> 8 & 0xFFFF) | 1; }

/* The feature's lane, or LANGUAGE_LANES when it is not in the bucket; for any machine. Four
** fingerprints are compared at once, and again the fourth with the last three: of the lanes of x
** that are zero, the lowest is marked for certain in (x - 1...) & ~x, and a bucket has a
** fingerprint once. Nothing branches on where it is, which cannot be predicted. */
static inline uint32_t language_lane_plain(const LanguageBucket *bucket, uint64_t hash) {
  const uint64_t ones = 0x0001000100010001u, print = language_print(hash) * ones;
  uint64_t low, high;
  memcpy(&low, bucket->print, sizeof low);
  memcpy(&high, bucket->print + 3, sizeof high);
  low ^= print;
  high ^= print;
  low = (low - ones) & ~low & (ones << 15);
  high = (high - ones) & ~high & (ones << 15);
  uint64_t found = low >> 15 | high >> 14; /* bits 16 i: lane i; 16 i + 1: lane 3 + i */
  uint32_t at = bits_lowest(found | (uint64_t)1 << 63), lane = at / 16 + at % 2 * 3;
  return found ? lane : LANGUAGE_LANES;
}

#if defined(__SSE2__) && defined(__GNUC__)
/* The same: all fingerprints at once, and two codes behind them that do not count. */
static inline uint32_t language_lane(const LanguageBucket *bucket, uint64_t hash) {
  __m128i prints = _mm_loadu_si128((const __m128i *)(const void *)bucket);
  __m128i same = _mm_cmpeq_epi16(prints, _mm_set1_epi16((short)language_print(hash)));
  uint32_t found = (uint32_t)_mm_movemask_epi8(same) | 1u << (2 * LANGUAGE_LANES);
  return (uint32_t)__builtin_ctz(found) / 2;
}
#else
static inline uint32_t language_lane(const LanguageBucket *bucket, uint64_t hash) {
  return language_lane_plain(bucket, hash);
}
#endif

/* Which of the temperatures goes with so many words and features. */
static inline float language_temperature(const LanguageSettings *settings, uint32_t words,
                                         uint32_t features) {
  size_t i = 0;
  while (features >>= 1) i++;
  return settings
      ->temperature[words > 1][i < LANGUAGE_TEMPERATURES ? i : LANGUAGE_TEMPERATURES - 1];
}

/* ---- run time only --------------------------------------------------------------------------- */

#define LANGUAGE_ABREAST 8 /* classes scored together */

/* What LANGUAGE_ABREAST classes that follow each other have, side by side. */
typedef struct LanguageWeights {
  float weight[LANGUAGE_DIMENSIONS][LANGUAGE_ABREAST];
  float bias[LANGUAGE_ABREAST], prior[LANGUAGE_ABREAST];
} LanguageWeights;

#define LANGUAGE_CLASSES_MAX 192

struct LanguageModel {
  const LanguageClass *classes;
  size_t count;
  const LanguageBucket *table; /* the buckets of the unknown follow the last */
  uint32_t buckets;
  uint64_t (*codebook)[LANGUAGE_PARTS][LANGUAGE_CENTROIDS]; /* of each group; a centroid is four
                                          numbers of 16 bits, so that they are added at once */
  LanguageWeights *weights;                                 /* of the groups' classes */
  uint8_t abreast[LANGUAGE_GROUPS_MAX]; /* where those of a group begin in `weights` */
  LanguageSettings settings;
  uint8_t first[SCRIPT_COUNT], end[SCRIPT_COUNT]; /* a script's classes */
  uint8_t group[SCRIPT_COUNT];                    /* 1 + index in Evidence, 0: one class or none */
  uint8_t is_noise[LANGUAGE_CLASSES_MAX];         /* zxx: stands for "und" */
  const LanguageRelatives *relatives;
  size_t relatives_count;
  const uint8_t *looks;
  uint8_t relatives_of[LANGUAGE_CLASSES_MAX]; /* 1 + the class's set, 0: it is in none */
  uint8_t hans, hant; /* the classes of Chinese in either spelling; both 0: not known */
  float factor[256];  /* n to the minus power */
  LanguageAlphabet alphabet;
};

/* what was read of a piece of text */
typedef struct LanguageEvidence {
  uint32_t letters[SCRIPT_COUNT];
  uint32_t kana;         /* words with kana in them */
  int32_t simplified;    /* Han characters of simplified spelling, less those of traditional */
  uint32_t others, code; /* of LanguageReader */
  uint32_t features[LANGUAGE_GROUPS_MAX], words[LANGUAGE_GROUPS_MAX];
  int32_t sum[LANGUAGE_GROUPS_MAX][LANGUAGE_DIMENSIONS];
  const uint8_t *start, *end; /* from the first word to the last; not owned */
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
/* The second look at the scores z of the script's classes, the first of them in z[0] (logarithms,
** the classifier's own): those of relatives that lead and are in doubt change, their sum as
** probabilities does not. */
void language_second_look(const LanguageModel *lm, const LanguageEvidence *evidence, size_t script,
                          float *z);
/* New scores z of a set's members from the old ones and what the second look found for each. */
void language_relatives_mix(float *z, uint32_t members, const float *found);
/* The first of the highest of `count` numbers, at least one. */
size_t language_highest(const float *x, size_t count);
/* Binds the model's sets of relatives, if it has them; an error in words or NULL. */
const char *language_relatives_bind(LanguageModel *lm, const Model *model);
/* The parts of the classes in the text, theta[lm->count] being "und"; 0 when it has no letter. A
** long text is sampled, more closely if asked for. */
int language_mixture(const LanguageModel *lm, const void *text, size_t size, int closely,
                     float theta[LANGUAGE_CLASSES_MAX + 1]);

#endif
