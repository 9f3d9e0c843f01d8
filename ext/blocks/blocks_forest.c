/* blocks_forest.c: see blocks_forest.h. */
#include "blocks/blocks_forest.h"

#define LOT 64 /* lines worked on together */

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

/* which leaf each line of the lot falls in; signed compares of 0..127 are what SSE2 and NEON have
 */
static void find_leaves(const ForestTree *tree, const uint8_t *columns, size_t stride,
                        uint8_t leaf[LOT]) {
  for (int i = 0; i < LOT; i++) leaf[i] = 0;
  for (int d = 0; d < FOREST_DEPTH; d++) {
    const int8_t *value =
        (const int8_t *)(columns + (size_t)tree->column[d] * stride) + tree->offset[d];
    const int8_t threshold = (int8_t)tree->threshold[d];
    const uint8_t bit = (uint8_t)(1u << d);
    for (int i = 0; i < LOT; i++) leaf[i] |= value[i] > threshold ? bit : 0;
  }
}

void blocks_forest_score(const Forest *forest, const BlocksView *view, int32_t *scores) {
  for (size_t first = 0; first < view->count; first += LOT) {
    int32_t sums[LOT];
    uint8_t leaf[LOT];
    for (int i = 0; i < LOT; i++) sums[i] = forest->bias;
    const uint8_t *columns = view->columns + VIEW_PAD + first;
    for (size_t t = 0; t < forest->count; t++) {
      const ForestTree *tree = &forest->trees[t];
      find_leaves(tree, columns, view->stride, leaf);
      for (int i = 0; i < LOT; i++) sums[i] += tree->leaves[leaf[i]];
    }
    for (size_t i = 0; i < LOT && first + i < view->count; i++)
      scores[first + i] = sums[i] / (FOREST_ONE / 256);
  }
}
