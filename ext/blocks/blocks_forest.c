/* blocks_forest.c: see blocks_forest.h.
**
** Lines are worked on in lots: first which leaf of every tree each line falls in, then the sums of
** the leaves. The lots' sizes are constants, so that compilers turn the comparisons into a few
** vector instructions; of more than 32 lines at once the leaves would not stay in registers. Where
** the processor has AVX2, which is asked at run time, the leaves' values are looked up by vectors,
** too. */
#include "blocks/blocks_forest.h"
#include <string.h>
#if defined(__GNUC__) && defined(__x86_64__)
#define HAVE_AVX2 1
#include <immintrin.h>
#endif

enum { BATCH = 64 }; /* trees whose leaves are kept */

const char *blocks_forest_bind(Forest *forest, const ForestTree *trees, size_t count, int32_t bias,
                               int columns) {
  for (size_t t = 0; t < count; t++)
    for (int d = 0; d < FOREST_DEPTH; d++)
      if (trees[t].column[d] >= columns || trees[t].offset[d] < -FOREST_REACH ||
          trees[t].offset[d] > FOREST_REACH || trees[t].threshold[d] > 127)
        return "blocks: a tree asks for a column that does not exist";
  *forest = (Forest){trees, count, bias};
  return NULL;
}

/* Which leaf each line of a lot falls in: the bits of its answers, the last question's highest.
** Signed compares of 0..127 are what SSE2 and NEON have. */
#define ASK(lot, d)                                                                                \
  do {                                                                                             \
    const int8_t *value =                                                                          \
        (const int8_t *)(columns + (size_t)tree->column[d] * stride) + tree->offset[d];            \
    const int8_t threshold = (int8_t)tree->threshold[d];                                           \
    for (int i = 0; i < lot; i++) leaf[i] = (uint8_t)(leaf[i] + leaf[i] + (value[i] > threshold)); \
  } while (0)
#define FIND_LEAVES(name, lot)                                                                     \
  static void name(const ForestTree *tree, const uint8_t *columns, size_t stride, uint8_t *out) {  \
    uint8_t leaf[lot] = {0};                                                                       \
    ASK(lot, 5);                                                                                   \
    ASK(lot, 4);                                                                                   \
    ASK(lot, 3);                                                                                   \
    ASK(lot, 2);                                                                                   \
    ASK(lot, 1);                                                                                   \
    ASK(lot, 0);                                                                                   \
    memcpy(out, leaf, lot);                                                                        \
  }
_Static_assert(FOREST_DEPTH == 6, "one ASK for each question");
FIND_LEAVES(find_leaves_large, LOT_LARGE)
FIND_LEAVES(find_leaves_small, LOT_SMALL)

static void find_leaves(const ForestTree *tree, const uint8_t *columns, size_t stride, size_t count,
                        uint8_t *out) {
  if (count > LOT_SMALL)
    find_leaves_large(tree, columns, stride, out);
  else
    find_leaves_small(tree, columns, stride, out);
}

/* The `count` lines of one lot. Leaves are added up for four lines at a time: sums in registers. */
static void score_lot(const Forest *forest, const uint8_t *columns, size_t stride, size_t count,
                      int32_t *scores) {
  uint8_t leaves[BATCH][LOT_LARGE];
  int32_t sums[LOT_LARGE];
  for (size_t i = 0; i < LOT_LARGE; i++) sums[i] = forest->bias;
  for (size_t first = 0; first < forest->count; first += BATCH) {
    const ForestTree *trees = forest->trees + first;
    size_t batch = forest->count - first < BATCH ? forest->count - first : BATCH;
    for (size_t t = 0; t < batch; t++) find_leaves(&trees[t], columns, stride, count, leaves[t]);
    for (size_t i = 0; i < count; i += 4) {
      int32_t a = 0, b = 0, c = 0, d = 0;
      for (size_t t = 0; t < batch; t++) {
        const int16_t *values = trees[t].leaves;
        const uint8_t *leaf = leaves[t] + i;
        a += values[leaf[0]];
        b += values[leaf[1]];
        c += values[leaf[2]];
        d += values[leaf[3]];
      }
      sums[i] += a;
      sums[i + 1] += b;
      sums[i + 2] += c;
      sums[i + 3] += d;
    }
  }
  for (size_t i = 0; i < count; i++) scores[i] = sums[i] / (FOREST_ONE / 256);
}

void blocks_forest_score_plain(const Forest *forest, const BlocksView *view, int32_t *scores) {
  for (size_t first = 0; first < view->count; first += LOT_LARGE) {
    size_t left = view->count - first;
    score_lot(forest, view->columns + VIEW_PAD + first, view->stride,
              left < LOT_LARGE ? left : LOT_LARGE, scores + first);
  }
}

/* ---- the same with AVX2, where the processor has it ---- */

#ifdef HAVE_AVX2
#define AVX2 __attribute__((target("avx2"))) static inline
enum { SUM_TREES = 256 }; /* so many bytes can be added up in 16 bits */

typedef struct LotSums { /* of 32 lines: lines 0..7 and 16..23, then the others */
  __m256i low[2], high[2];
} LotSums;

AVX2 __m256i ask_avx2(const ForestTree *tree, int d, const uint8_t *columns, size_t stride,
                      __m256i leaf) {
  const uint8_t *at = columns + (size_t)tree->column[d] * stride + tree->offset[d];
  __m256i value = _mm256_loadu_si256((const __m256i *)(const void *)at);
  __m256i above = _mm256_cmpgt_epi8(value, _mm256_set1_epi8((char)tree->threshold[d]));
  return _mm256_sub_epi8(_mm256_add_epi8(leaf, leaf), above);
}

AVX2 __m256i find_leaves_avx2(const ForestTree *tree, const uint8_t *columns, size_t stride) {
  __m256i leaf = _mm256_setzero_si256();
  leaf = ask_avx2(tree, 5, columns, stride, leaf);
  leaf = ask_avx2(tree, 4, columns, stride, leaf);
  leaf = ask_avx2(tree, 3, columns, stride, leaf);
  leaf = ask_avx2(tree, 2, columns, stride, leaf);
  leaf = ask_avx2(tree, 1, columns, stride, leaf);
  return ask_avx2(tree, 0, columns, stride, leaf);
}

/* The values of those lines' leaves that are among 16 from `group` on: a shuffle looks up one of 16
** bytes, and gives 0 for an index from 128 up. The upper and the lower bytes apart; the upper +128,
** so that no sign is left. */
AVX2 void look_up(const ForestTree *tree, int group, __m256i leaf, __m256i *low, __m256i *high) {
  const __m128i *from = (const __m128i *)(const void *)(tree->leaves + group);
  __m256i a = _mm256_broadcastsi128_si256(_mm_loadu_si128(from));
  __m256i b = _mm256_broadcastsi128_si256(_mm_loadu_si128(from + 1));
  const __m256i byte = _mm256_set1_epi16(255);
  __m256i lows = _mm256_packus_epi16(_mm256_and_si256(a, byte), _mm256_and_si256(b, byte));
  __m256i highs = _mm256_packus_epi16(_mm256_srli_epi16(a, 8), _mm256_srli_epi16(b, 8));
  __m256i from_group = _mm256_xor_si256(leaf, _mm256_set1_epi8((char)group));
  __m256i index = _mm256_adds_epu8(from_group, _mm256_set1_epi8(0x70));
  *low = _mm256_or_si256(*low, _mm256_shuffle_epi8(lows, index));
  *high = _mm256_or_si256(*high, _mm256_shuffle_epi8(highs, index));
}

AVX2 void add_leaves(const ForestTree *tree, __m256i leaf, LotSums *sums) {
  const __m256i zero = _mm256_setzero_si256();
  __m256i low = zero, high = zero;
  look_up(tree, 0, leaf, &low, &high);
  look_up(tree, 16, leaf, &low, &high);
  look_up(tree, 32, leaf, &low, &high);
  look_up(tree, 48, leaf, &low, &high);
  high = _mm256_xor_si256(high, _mm256_set1_epi8(-128));
  sums->low[0] = _mm256_add_epi16(sums->low[0], _mm256_unpacklo_epi8(low, zero));
  sums->low[1] = _mm256_add_epi16(sums->low[1], _mm256_unpackhi_epi8(low, zero));
  sums->high[0] = _mm256_add_epi16(sums->high[0], _mm256_unpacklo_epi8(high, zero));
  sums->high[1] = _mm256_add_epi16(sums->high[1], _mm256_unpackhi_epi8(high, zero));
}

AVX2 void take_sums(const LotSums *sums, size_t trees, size_t count, int32_t *scores) {
  uint16_t low[2][16], high[2][16];
  memcpy(low, sums->low, sizeof low);
  memcpy(high, sums->high, sizeof high);
  for (size_t i = 0; i < count; i++) {
    size_t half = i >> 3 & 1, at = i / 16 * 8 + i % 8;
    scores[i] += low[half][at] + 256 * ((int32_t)high[half][at] - 128 * (int32_t)trees);
  }
}

AVX2 void score_lot_avx2(const Forest *forest, const uint8_t *columns, size_t stride, size_t count,
                         int32_t *scores) {
  for (size_t i = 0; i < count; i++) scores[i] = forest->bias;
  for (size_t first = 0; first < forest->count; first += SUM_TREES) {
    size_t left = forest->count - first, trees = left < SUM_TREES ? left : SUM_TREES;
    LotSums sums = {0};
    for (const ForestTree *tree = forest->trees + first, *end = tree + trees; tree < end; tree++)
      add_leaves(tree, find_leaves_avx2(tree, columns, stride), &sums);
    take_sums(&sums, trees, count, scores);
  }
  for (size_t i = 0; i < count; i++) scores[i] /= FOREST_ONE / 256;
}

__attribute__((target("avx2"))) static void score_avx2(const Forest *forest, const BlocksView *view,
                                                       int32_t *scores) {
  for (size_t first = 0; first < view->count; first += LOT_LARGE) {
    size_t left = view->count - first;
    score_lot_avx2(forest, view->columns + VIEW_PAD + first, view->stride,
                   left < LOT_LARGE ? left : LOT_LARGE, scores + first);
  }
}

void blocks_forest_score(const Forest *forest, const BlocksView *view, int32_t *scores) {
  if (__builtin_cpu_supports("avx2"))
    score_avx2(forest, view, scores);
  else
    blocks_forest_score_plain(forest, view, scores);
}
#else
void blocks_forest_score(const Forest *forest, const BlocksView *view, int32_t *scores) {
  blocks_forest_score_plain(forest, view, scores);
}
#endif
