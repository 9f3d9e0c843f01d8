/* blocks_context.c: columns about the document around a line (blocks_features.h). */
#include "blocks/blocks_features.h"

static uint8_t log_step(uint32_t x) { return blocks_log_step(x); }

static uint8_t share(uint64_t part, uint64_t whole) { return (uint8_t)blocks_share(part, whole); }

/* Means of a column over the `reach` lines to the left and to the right of each line. Lines beyond
** the document count as 0. Sums of at most 16 values below 128 are divided by multiplying: exact,
** as sum * (inverse * reach - 65536) < 65536. */
static void fill_windows(BlocksView *view, int column, size_t reach, int left, int right) {
  const uint32_t inverse = 65536 / (uint32_t)reach + 1;
  const uint8_t *from = blocks_view_column(view, column);
  uint8_t *to_left = blocks_view_column(view, left), *to_right = blocks_view_column(view, right);
  uint32_t sum = 0;
  for (size_t i = 0; i < view->count; i++) {
    to_left[i] = (uint8_t)(sum * inverse >> 16);
    sum += from[i];
    if (i >= reach) sum -= from[i - reach];
  }
  sum = 0;
  for (size_t i = view->count; i-- > 0;) {
    to_right[i] = (uint8_t)(sum * inverse >> 16);
    sum += from[i];
    if (i + reach < view->count) sum -= from[i + reach];
  }
}

static void fill_position(BlocksView *view) {
  size_t n = view->count;
  uint64_t total = 0, before = 0;
  for (size_t i = 0; i < n; i++) total += view->lines[i].prose ? view->lines[i].weight : 0;
  int title_seen = 0;
  for (size_t i = 0; i < n; i++) {
    uint64_t own = view->lines[i].prose ? view->lines[i].weight : 0;
    blocks_view_column(view, F_INDEX)[i] = log_step((uint32_t)i);
    blocks_view_column(view, F_FROM_END)[i] = log_step((uint32_t)(n - 1 - i));
    blocks_view_column(view, F_POSITION)[i] = share(i, n);
    blocks_view_column(view, F_COUNT)[i] = log_step((uint32_t)n);
    blocks_view_column(view, F_BEFORE)[i] = share(before, total);
    before += own;
    blocks_view_column(view, F_AFTER)[i] = share(total - before, total);
    if (i == view->title) title_seen = 1;
    blocks_view_column(view, F_TITLE_SEEN)[i] = (uint8_t)(view->title >= n   ? 0
                                                          : i == view->title ? 64
                                                          : title_seen       ? 127
                                                                             : 32);
  }
}

/* distances to the prose lines around and their lengths */
static void fill_prose(BlocksView *view) {
  size_t n = view->count;
  uint32_t distance = 300, length = 0;
  for (size_t i = 0; i < n; i++) {
    blocks_view_column(view, F_LAST_PROSE)[i] = log_step(distance);
    blocks_view_column(view, F_LAST_PROSE_LENGTH)[i] = log_step(length);
    if (view->lines[i].prose) distance = 0, length = view->lines[i].weight;
    distance += distance < 300;
  }
  distance = 300, length = 0;
  for (size_t i = n; i-- > 0;) {
    blocks_view_column(view, F_NEXT_PROSE)[i] = log_step(distance);
    blocks_view_column(view, F_NEXT_PROSE_LENGTH)[i] = log_step(length);
    if (view->lines[i].prose) distance = 0, length = view->lines[i].weight;
    distance += distance < 300;
  }
}

/* runs of lines under 60 characters: how long, and where in it the line stands */
static void fill_runs(BlocksView *view) {
  size_t n = view->count;
  for (size_t i = 0; i < n;) {
    size_t end = i;
    while (end < n && view->lines[end].weight < 60) end++;
    for (size_t k = i; k < end; k++) {
      blocks_view_column(view, F_RUN_SHORT)[k] = log_step((uint32_t)(end - i));
      blocks_view_column(view, F_RUN_AT)[k] = log_step((uint32_t)(k - i));
    }
    i = end > i ? end : i + 1;
  }
}

/* The same value for all lines: what kind of document this is. */
static void fill_document(BlocksView *view) {
  size_t n = view->count;
  uint64_t prose = 0, length = 0, words = 0, tall = 0;
  const uint8_t *lengths = blocks_view_column(view, F_LENGTH),
                *scores = blocks_view_column(view, F_WORDS);
  for (size_t i = 0; i < n; i++) {
    prose += view->lines[i].prose;
    length += lengths[i];
    words += scores[i];
    if (view->lines[i].prose) tall += view->lines[i].weight;
  }
  uint8_t mean_tall = prose ? log_step((uint32_t)(tall / prose)) : 0;
  for (size_t i = 0; i < n; i++) {
    blocks_view_column(view, F_DOC_PROSE)[i] = share(prose, n);
    blocks_view_column(view, F_DOC_LENGTH)[i] = (uint8_t)(length / n);
    blocks_view_column(view, F_DOC_WORDS)[i] = (uint8_t)(words / n);
    blocks_view_column(view, F_DOC_TALL)[i] = mean_tall;
  }
  uint32_t cues = 0;
  const uint8_t *cue = blocks_view_column(view, F_CUE);
  for (size_t i = 0; i < n; i++) {
    blocks_view_column(view, F_CUE_BEFORE)[i] = log_step(cues);
    cues += cue[i] > 64;
  }
}

void blocks_view_fill_context(BlocksView *view) {
  fill_position(view);
  fill_prose(view);
  fill_runs(view);
  fill_document(view);
  fill_windows(view, F_LENGTH, 2, F_LENGTH_L2, F_LENGTH_R2);
  fill_windows(view, F_LENGTH, 5, F_LENGTH_L5, F_LENGTH_R5);
  fill_windows(view, F_LENGTH, 10, F_LENGTH_L10, F_LENGTH_R10);
  fill_windows(view, F_PROSE, 2, F_PROSE_L2, F_PROSE_R2);
  fill_windows(view, F_PROSE, 5, F_PROSE_L5, F_PROSE_R5);
  fill_windows(view, F_PROSE, 10, F_PROSE_L10, F_PROSE_R10);
  fill_windows(view, F_WORDS, 2, F_WORDS_L2, F_WORDS_R2);
  fill_windows(view, F_WORDS, 5, F_WORDS_L5, F_WORDS_R5);
  fill_windows(view, F_WORDS, 10, F_WORDS_L10, F_WORDS_R10);
  fill_windows(view, F_CUE, 5, F_CUE_L5, F_CUE_R5);
}

/* -- the second look: scores of the first forest ------------------------------------------- */

static void fill_score_rank(BlocksView *view, const uint8_t *score) {
  size_t n = view->count;
  uint64_t total = 0, before = 0, sum = 0;
  size_t first = n, end = 0;
  uint32_t histogram[128] = {0};
  for (size_t i = 0; i < n; i++) {
    histogram[score[i]]++;
    sum += score[i];
    if (score[i] > 64) total += view->lines[i].weight;
    if (score[i] > 76 && first == n) first = i;
    if (score[i] > 76) end = i + 1;
  }
  uint32_t below[128], running = 0;
  for (int s = 0; s < 128; s++) {
    below[s] = running;
    running += histogram[s];
  }
  for (size_t i = 0; i < n; i++) {
    uint64_t own = score[i] > 64 ? view->lines[i].weight : 0;
    blocks_view_column(view, F_SCORE_BEFORE)[i] = share(before, total);
    before += own;
    blocks_view_column(view, F_SCORE_AFTER)[i] = share(total - before, total);
    blocks_view_column(view, F_SCORE_DOC)[i] = (uint8_t)(sum / n);
    blocks_view_column(view, F_SCORE_RANK)[i] = share(below[score[i]], n);
    blocks_view_column(view, F_SCORE_FIRST)[i] =
        i < first ? (uint8_t)(63 - log_step((uint32_t)(first - i)) / 2)
                  : (uint8_t)(64 + log_step((uint32_t)(i - first)) / 2);
    blocks_view_column(view, F_SCORE_END)[i] =
        i < end ? (uint8_t)(63 - log_step((uint32_t)(end - i)) / 2)
                : (uint8_t)(64 + log_step((uint32_t)(i - end)) / 2);
  }
}

void blocks_view_fill_scores(BlocksView *view, const int32_t *scores) {
  size_t n = view->count;
  uint8_t *score = blocks_view_column(view, F_SCORE);
  for (size_t i = 0; i < n; i++) {
    int32_t s = 64 + scores[i] / 26; /* log-odds of +-6.3 fill the byte */
    score[i] = (uint8_t)(s < 1 ? 1 : s > 127 ? 127 : s);
  }
  fill_windows(view, F_SCORE, 2, F_SCORE_L2, F_SCORE_R2);
  fill_windows(view, F_SCORE, 5, F_SCORE_L5, F_SCORE_R5);
  fill_windows(view, F_SCORE, 12, F_SCORE_L12, F_SCORE_R12);
  fill_score_rank(view, score);
  uint32_t distance = 300;
  for (size_t i = 0; i < n; i++) {
    blocks_view_column(view, F_SCORE_LAST)[i] = log_step(distance);
    if (score[i] > 76) distance = 0;
    distance += distance < 300;
  }
  distance = 300;
  for (size_t i = n; i-- > 0;) {
    blocks_view_column(view, F_SCORE_NEXT)[i] = log_step(distance);
    if (score[i] > 76) distance = 0;
    distance += distance < 300;
  }
}
