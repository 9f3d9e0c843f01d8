/* Forests: trees asked for many lines together, side by side or gathered, against one line at a
** time. */
#include "blocks/blocks_forest.h"
#include "blocks/blocks_lines.h"
#include "text/memory.h"
#include "unit/check.h"

static uint16_t pages[CHARS_PAGES];
static BlocksChars chars;

/* the sum of the leaves a single line falls in */
static int32_t plain_score(const Forest *forest, const BlocksView *view, size_t line) {
  int32_t sum = forest->bias;
  for (size_t t = 0; t < forest->count; t++) {
    const ForestTree *tree = &forest->trees[t];
    unsigned leaf = 0;
    for (int d = 0; d < FOREST_DEPTH; d++)
      if (blocks_view_column(view, tree->column[d])[(ptrdiff_t)line + tree->offset[d]] >
          tree->threshold[d])
        leaf |= 1u << d;
    sum += tree->leaves[leaf];
  }
  return sum / (FOREST_ONE / 256);
}

static void check_forest(size_t lines, size_t trees) {
  static ForestTree all[150];
  int32_t scores[200];
  for (size_t t = 0; t < trees; t++) {
    for (int d = 0; d < FOREST_DEPTH; d++) {
      all[t].column[d] = (uint8_t)check_below(COLUMNS);
      int reach = blocks_forest_reach(all[t].column[d]);
      all[t].offset[d] = (int8_t)((int)check_below(2 * (uint32_t)reach + 1) - reach);
      all[t].threshold[d] = (uint8_t)check_below(128);
    }
    for (int i = 0; i < FOREST_LEAVES; i++)
      all[t].leaves[i] = (int16_t)(check_below(65536) - 32768);
  }
  Document doc;
  Arena arena = {0};
  BlocksTables tables = {.chars = chars};
  BlocksView view;
  Forest forest;
  static char text[400];
  for (size_t i = 0; i < 2 * lines; i++) text[i] = i % 2 ? '\n' : 'x';
  document_open(&doc, text, 2 * lines);
  blocks_split_lines(&doc);
  CHECK(doc.blocks.count == lines);
  CHECK(!blocks_view_build(&view, &arena, &tables, doc.text, doc.blocks.items, lines));
  for (int column = 0; column < COLUMNS; column++)
    for (size_t i = 0; i < lines; i++)
      blocks_view_column(&view, column)[i] = (uint8_t)check_below(128);
  CHECK(!blocks_forest_bind(&forest, all, trees, (int32_t)check_below(5000) - 2500, COLUMNS));
  blocks_forest_score(&forest, &view, scores);
  size_t wrong = 0;
  for (size_t i = 0; i < lines; i++) wrong += scores[i] != plain_score(&forest, &view, i);
  CHECK(wrong == 0);
  uint32_t some[200];
  size_t count = 0;
  for (size_t i = 0; i < lines; i++)
    if (check_below(3)) some[count++] = (uint32_t)i;
  blocks_forest_score_lines(&forest, &view, some, count, scores);
  for (size_t k = 0; k < count; k++) wrong += scores[k] != plain_score(&forest, &view, some[k]);
  CHECK(wrong == 0);
  arena_free(&arena);
  document_free(&doc);
}

int main(void) {
  uint32_t *entries = NULL;
  size_t count;
  CHECK(!blocks_chars_build(pages, &entries, &count));
  chars = (BlocksChars){pages, entries};
  for (size_t lines = 1; lines <= 200; lines += lines < 70 ? 1 : 13)
    check_forest(lines, lines % 3 ? 1 + lines / 2 : 150);
  memory_free(entries);
  return check_result();
}
