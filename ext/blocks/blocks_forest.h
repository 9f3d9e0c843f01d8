/* blocks_forest.h: gradient-boosted oblivious trees over byte columns.
**
** In an oblivious tree (Prokhorenkova et al. 2018, CatBoost) all nodes of a level ask the same
** question, so a tree of depth d is d comparisons and a table of 2^d leaves: sixteen lines are
** compared by one instruction, and the shape itself guards against over-fitting. A question is a
** column, a line's distance (the line itself, or a neighbour) and a threshold. */
#ifndef GLOSS_BLOCKS_FOREST_H
#define GLOSS_BLOCKS_FOREST_H
#include "blocks/blocks_features.h"
#include "model/model.h"

#define FOREST_DEPTH 6
#define FOREST_LEAVES (1 << FOREST_DEPTH)
/* farthest neighbours of which a line's columns and F_SCORE may be asked; not over VIEW_PAD */
enum { LINE_REACH = 4, FOREST_REACH = 6 };

typedef struct ForestTree {
  uint8_t column[FOREST_DEPTH];
  int8_t offset[FOREST_DEPTH];
  uint8_t threshold[FOREST_DEPTH]; /* the bit is set when the column's value is above */
  int16_t leaves[FOREST_LEAVES];   /* log-odds * 4096 / 16 */
} ForestTree;

typedef struct Forest {
  const ForestTree *trees;
  size_t count;
  int32_t bias; /* in the leaves' unit */
} Forest;

#define FOREST_ONE 1024 /* leaves are log-odds * 1024 */

/* How far a question about the column may look. */
static inline int blocks_forest_reach(int column) {
  return column < LINE_COLUMNS ? LINE_REACH : column == F_SCORE ? FOREST_REACH : 0;
}

/* Binds and checks every tree: NULL or what is wrong. columns: how many there are. */
const char *blocks_forest_bind(Forest *forest, const ForestTree *trees, size_t count, int32_t bias,
                               int columns);
/* log-odds * 256 of every line of the view */
void blocks_forest_score(const Forest *forest, const BlocksView *view, int32_t *scores);
/* The same of the given lines alone, as many as there are: scores[i] for lines[i]. */
void blocks_forest_score_lines(const Forest *forest, const BlocksView *view, const uint32_t *lines,
                               size_t count, int32_t *scores);

#endif
