/* blocks_forest.c: see blocks_forest.h.
**
** Lines are worked on in lots: first which leaf of every tree each line falls in, then the sums of
** the leaves. The lots' sizes are constants, so that compilers turn the comparisons into a few
** vector instructions; of more than 32 lines at once the leaves would not stay in registers. */
#include "blocks/blocks_forest.h"
#include <stdlib.h>
#include <string.h>

enum { BATCH = 64 }; /* trees whose leaves are kept */

const char *blocks_forest_bind(Forest *forest, const ForestTree *trees, size_t count, int32_t bias,
                               int columns) {
  for (size_t t = 0; t < count; t++)
    for (int d = 0; d < FOREST_DEPTH; d++)
      if (trees[t].column[d] >= columns || trees[t].threshold[d] > 127 ||
          abs(trees[t].offset[d]) > blocks_forest_reach(trees[t].column[d]))
        return "blocks: a tree asks for a column that does not exist";
  *forest = (Forest){trees, count, bias};
  return NULL;
}

/* Where each column of a lot of lines begins. A neighbour's value is `step` bytes beside a line's
** own: 1 where the lines follow each other, LOT_LARGE where they were gathered. */
typedef struct Lot {
  const uint8_t *columns[COLUMNS];
  ptrdiff_t step;
} Lot;

/* Which leaf each line of a lot falls in: the bits of its answers, the last question's highest.
** Signed compares of 0..127 are what SSE2 and NEON have. */
#define ASK(size, d)                                                                               \
  do {                                                                                             \
    const int8_t *value =                                                                          \
        (const int8_t *)lot->columns[tree->column[d]] + tree->offset[d] * lot->step;               \
    const int8_t threshold = (int8_t)tree->threshold[d];                                           \
    for (int i = 0; i < size; i++)                                                                 \
      leaf[i] = (uint8_t)(leaf[i] + leaf[i] + (value[i] > threshold));                             \
  } while (0)
#define FIND_LEAVES(name, size)                                                                    \
  static void name(const ForestTree *tree, const Lot *lot, uint8_t *out) {                         \
    uint8_t leaf[size] = {0};                                                                      \
    ASK(size, 5);                                                                                  \
    ASK(size, 4);                                                                                  \
    ASK(size, 3);                                                                                  \
    ASK(size, 2);                                                                                  \
    ASK(size, 1);                                                                                  \
    ASK(size, 0);                                                                                  \
    memcpy(out, leaf, size);                                                                       \
  }
_Static_assert(FOREST_DEPTH == 6, "one ASK for each question");
FIND_LEAVES(find_leaves_large, LOT_LARGE)
FIND_LEAVES(find_leaves_small, LOT_SMALL)

static void find_leaves(const ForestTree *tree, const Lot *lot, size_t count, uint8_t *out) {
  if (count > LOT_SMALL)
    find_leaves_large(tree, lot, out);
  else
    find_leaves_small(tree, lot, out);
}

/* The `count` lines of one lot. Leaves are added up for four lines at a time: sums in registers. */
static void score_lot(const Forest *forest, const Lot *lot, size_t count, int32_t *scores) {
  uint8_t leaves[BATCH][LOT_LARGE];
  int32_t sums[LOT_LARGE];
  for (size_t i = 0; i < LOT_LARGE; i++) sums[i] = forest->bias;
  for (size_t first = 0; first < forest->count; first += BATCH) {
    const ForestTree *trees = forest->trees + first;
    size_t batch = forest->count - first < BATCH ? forest->count - first : BATCH;
    for (size_t t = 0; t < batch; t++) find_leaves(&trees[t], lot, count, leaves[t]);
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

void blocks_forest_score(const Forest *forest, const BlocksView *view, int32_t *scores) {
  Lot lot = {.step = 1};
  for (int column = 0; column < COLUMNS; column++)
    lot.columns[column] = blocks_view_column(view, column);
  for (size_t first = 0; first < view->count; first += LOT_LARGE) {
    size_t left = view->count - first;
    score_lot(forest, &lot, left < LOT_LARGE ? left : LOT_LARGE, scores + first);
    for (int column = 0; column < COLUMNS; column++) lot.columns[column] += LOT_LARGE;
  }
}

/* Lines from here and there, side by side, with all that may be asked of their neighbours. */
enum {
  GATHERED_LINES = LINE_COLUMNS * (2 * LINE_REACH + 1),
  GATHERED = GATHERED_LINES + COLUMNS - LINE_COLUMNS + 2 * FOREST_REACH
};

static void gather_lines(const BlocksView *view, const uint32_t *lines, size_t count,
                         uint8_t gathered[GATHERED][LOT_LARGE]) {
  uint8_t *to = gathered[0];
  for (int column = 0; column < COLUMNS; column++) {
    const uint8_t *from = blocks_view_column(view, column);
    const int reach = blocks_forest_reach(column);
    for (int offset = -reach; offset <= reach; offset++, to += LOT_LARGE)
      for (size_t i = 0; i < count; i++) to[i] = from[(ptrdiff_t)lines[i] + offset];
  }
}

void blocks_forest_score_lines(const Forest *forest, const BlocksView *view, const uint32_t *lines,
                               size_t count, int32_t *scores) {
  uint8_t gathered[GATHERED][LOT_LARGE] = {{0}};
  Lot lot = {.step = LOT_LARGE};
  for (int column = 0, row = 0; column < COLUMNS; column++) {
    row += blocks_forest_reach(column);
    lot.columns[column] = gathered[row++];
    row += blocks_forest_reach(column);
  }
  for (size_t first = 0; first < count; first += LOT_LARGE) {
    size_t some = count - first < LOT_LARGE ? count - first : LOT_LARGE;
    gather_lines(view, lines + first, some, gathered);
    score_lot(forest, &lot, some, scores + first);
  }
}
