/* blocks_train.c: learns blocks.model.
**
**     blocks_train MODEL CUES.TSV TRAIN.jsonl... [-- DEV.jsonl...]
**
** Input: one document per line, {"id", "host", "lang", "lines": [{"text", "label"}]}, label 1
** content, 0 boilerplate, 2 not scored. Nothing but the text of the lines is used.
**
** Three learners, one on top of the other, each fed by cross-fitting over sites so that what the
** next one sees in training looks as it will on an unknown site:
**   1. logistic regression over hashed words and word pairs of a line (sparse, AdaGrad);
**   2. oblivious trees over the columns of blocks_features.h, the words' score among them;
**   3. the same again with the second learner's scores of the lines around, from nothing but the
**      lines that one leaves in doubt and for them alone (a cascade): it may be twice as large and
**      costs little more than a second forest for all lines.
** Everything is in fixed order with a fixed generator: the same input gives the same bytes.
**
** Tried (mean line-F1 of mostly extracted development texts, second forest):
**   120 trees, no cues .9246 · 150 trees and cues .9267 (first forest alone .9235) · 260 trees, two
**   more crops of every page, one of them with words made unknown, and labels the other sites
**   contradict counted a fifth: .9305, boilerplate-F1 .838 -> .848; whole pages .882 -> .878.
** Up to here the second forest had learnt from all lines and was asked of all, and so it was in all
** that follows but for the last paragraph. That model, with the rules of blocks.c: .9313 / .849,
** 150 of the pages .9085, body lines of our own articles 98.7. Below, "the shipped model" is the
** one learnt with the cues' first revision, another draw: .9319 / .847, pages .9073, 99.1.
**
** Small networks in the forests' place (residual dilated convolutions over the lines, 32 wide,
** four layers, two of them averaged) gave .9315 on extracted texts and .887 on whole pages,
** where the forests give .9320 and .882, at 1.6 times the instructions; with the second forest
** beside one of them .9331 / .888. Not kept. From one seed to the next a network moves by .0015 /
** .004, which is the size of all these differences. What did not help: a threshold for each
** document by expected F1; targets half gold, half those of a teacher that also sees block
** element and share of links (the teacher itself stops at .940 / .893: the rest is largely
** labels that contradict each other, such as date lines and teasers that are content on one site
** only); 400 more pages labelled by that teacher around known pieces; words embedded in 16
** dimensions (.898: sites learnt by heart). What would: half of the training sites gave .0065
** less than all, so more sites. Learning from the development documents too made four
** lines in 410 of our own articles worse and one better, and left nothing to measure by. The rule
** for credited captions (blocks.c) was written after seeing these four: what it gives there (body
** lines 98.7 -> 99.1) is no test of it; on the development texts boilerplate-F1 went from .840 to
** .842, whole pages from .9031 to .9029.
**
** More sites by other means, cross-fitted over the training sites (line-F1 of extracted texts, 120
** trees, one seed to the next +-.0006; before: .9236, boilerplate .826). Articles put between what
** other sites of the same fold and language have above, within and below theirs, one more text for
** each page: .9255 / .839, better by .0019 +-.0008; two more texts at half weight .9253. But learnt
** in full (260 trees) .9291 / .845 on the development texts and .8944 on pages, where the shipped
** model has .9311 / .842 and .9029, and our own articles lose one or two lines each in kinds, body
** and furniture: not kept. English there gains .002, Russian, Greek and Polish, few sites each,
** lose what the model's seed may give. With a page put together for every second page too: cross-
** fitted .9253, pages .8551 -> .8588; learnt in full, with the lines of blocks.c named below, .9317
** / .851 and pages .9032, the older model .9319 / .847 and .9073, our own articles alike: not kept,
** though sites nobody has seen may be better off with it.
** By hash 84 of the 109 Greek training pages fall into one fold. Folds dealt by language, each
** site's score from a model that never saw it (extracted / pages, error by sites .0011 / .005): by
** hash .9250 / .8531, with pages put together .9259 / .8579; dealt .9253 / .8578, with pages put
** together .9247 / .8634; this last one in full .9306 / .839 and pages .9054 on development texts,
** where the shipped model has .9319 / .847 and .9073: not kept.
** What did not help beside it: 1000 lines of furniture of our
** own in seven languages put among the lines of articles (.9237; nine in ten of them hold a cue
** already), or shown to the words' learner alone (.9245); pages weighted by 1 / (pages of the
** site)^.3 (.9244); labels doubted before the first forest already (.9248); the mean score of lines
** of like shape as a column (.9241); words learnt on top of what shape says (.9226); only words of
** two or three sites (AUC of the words' score .907 instead of .908; weight decay .909); two forests
** of half the trees averaged (.9285 on the development texts).
** On the same scores: filling holes, dropping islands or what follows a gap, other thresholds all
** cost. What helps are a few plain lines (blocks.c): with 150 more cues (those for "left" and
** "right" gone), source lines, rights and named credits none of the article's when in doubt, and
** dates of a table left in, 323 lines get right and 60 wrong: .9239 / .829 -> .9246 / .834, on the
** development texts .9311 / .842 -> .9319 / .847, pages .9029 -> .9073, our own articles as before.
** What is left on the development texts is largely labels: without date lines that are labelled
** content .9311 would be .937, Greek .898 .924.
**
** The cascade (line-F1 of extracted texts / of whole pages, all 457, without the rules of blocks.c;
** before: .9307 / .8809). The second forest from lines in doubt, |log-odds| < 2.5, and for those
** under 2: 500 trees .9340 / .8892, 1,000 .9336 to .9340 / .8878 to .8900, 1,500 .9343 / .8895,
** 2,000 .9341 / .8894. Shipped: 500; with the rules .9341 / .851, 150 of the pages .9170, body
** lines of our own articles 99.4.
** Asked only under 1.5 the figures are the same, but a sentence behind an advertisement gets lost.
** Not kept: trees grown leaf by leaf (64 leaves, 400 trees; another library's and our own), eight
** draws .9316 to .9355 / .8797 to .8919, at six times the cost of the same lines; 1,200 of them
** .9348 / .8851. Beside these: words of the line in doubt and of its neighbours by a regression of
** their own (area under the curve on such lines .65, the words' score of all lines .57) gave
** nothing, cross-fitted .9276 / .8706 with it, .9275 / .8705 without; n-grams of characters
** cross-fitted .9274 / .8777 instead of .9255 / .8750, but nothing on the development texts (.9341
** / .8880 instead of .9354 / .8893); a third forest with the second's scores .9344 -> .9357 and
** .8797 -> .8770; articles put between other sites' furniture, as above, .9309 / .8858. */
#include "blocks/blocks_features.h"
#include "blocks/blocks_forest.h"
#include "blocks/blocks_lines.h"
#include "model/model.h"
#include "text/hash.h"
#include "text/memory.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDS 4
enum { FIRST_TREES = 260, SECOND_TREES = 500 };

typedef struct Sample { /* one document */
  Document doc;
  BlocksView view;
  uint8_t *labels;   /* per block: 0, 1, 2 */
  uint32_t *lengths; /* characters of the block */
  size_t offset;     /* of line 0 in the big matrix */
  int fold;
  int page; /* 1: a whole page, 0: mostly extracted text */
  int dev;
  int foreign; /* 1: its words are to be unknown, as those of a language never seen */
  char lang[8];
  float weight; /* of a line */
} Sample;

typedef struct Corpus {
  Sample *items;
  size_t count, capacity;
} Corpus;

static void die(const char *message) {
  fprintf(stderr, "blocks_train: %s\n", message);
  exit(1);
}

static void *need(void *p) {
  if (!p) die("out of memory");
  return p;
}

static uint64_t random_next(uint64_t *state) { /* splitmix64 */
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

/* -- input --------------------------------------------------------------------------------- */

static uint32_t hex4(const char *p) {
  char digits[5] = {p[0], p[1], p[2], p[3], 0};
  return (uint32_t)strtoul(digits, NULL, 16);
}

/* Decodes the JSON string that begins behind the quote at p; returns the address behind it. */
static const char *json_string(const char *p, Buffer *out) {
  while (*p && *p != '"') {
    if (*p != '\\') {
      buffer_byte(out, (uint8_t)*p++);
      continue;
    }
    p++;
    if (*p == 'u') {
      uint32_t c = hex4(p + 1);
      p += 5;
      if (c >= 0xD800 && c < 0xDC00 && p[0] == '\\' && p[1] == 'u') {
        c = 0x10000 + ((c - 0xD800) << 10) + (hex4(p + 2) - 0xDC00);
        p += 6;
      }
      buffer_codepoint(out, c ? c : ' ');
    } else {
      char c = *p++;
      buffer_byte(out, (uint8_t)(c == 'n' || c == 't' || c == 'r' ? ' ' : c));
    }
  }
  return *p ? p + 1 : p;
}

static void json_field(const char *line, const char *name, char *out, size_t size) {
  Buffer value = {0};
  const char *at = strstr(line, name);
  if (at) json_string(at + strlen(name), &value);
  size_t n = value.size < size - 1 ? value.size : size - 1;
  if (n) memcpy(out, value.data, n);
  out[n] = 0;
  buffer_free(&value);
}

typedef struct RawLine {
  uint32_t start, end;
  uint8_t label;
} RawLine;

/* Takes the raw lines [from, to) whose label is allowed as one document. */
static void add_sample(Corpus *corpus, const Buffer *texts, const RawLine *lines, size_t from,
                       size_t to, unsigned labels, const Sample *like) {
  if (corpus->count == corpus->capacity) {
    corpus->capacity = corpus->capacity ? corpus->capacity * 2 : 1024;
    corpus->items = need(realloc(corpus->items, corpus->capacity * sizeof *corpus->items));
  }
  Sample *sample = &corpus->items[corpus->count];
  *sample = *like;
  Buffer text = {0};
  size_t kept = 0;
  for (size_t i = from; i < to; i++) kept += labels >> lines[i].label & 1;
  RawLine *at = need(calloc(kept + 1, sizeof *at));
  kept = 0;
  for (size_t i = from; i < to; i++) {
    if (!(labels >> lines[i].label & 1)) continue;
    at[kept].start = (uint32_t)text.size;
    buffer_append(&text, texts->data + lines[i].start, lines[i].end - lines[i].start);
    at[kept].end = (uint32_t)text.size;
    at[kept++].label = lines[i].label;
    buffer_byte(&text, '\n');
  }
  document_open(&sample->doc, text.data, text.size);
  blocks_split_lines(&sample->doc);
  size_t count = sample->doc.blocks.count;
  if (sample->doc.rc || !count || count > VIEW_LINES) {
    document_free(&sample->doc);
  } else {
    sample->labels = need(calloc(count, 1));
    sample->lengths = need(calloc(count, sizeof *sample->lengths));
    size_t line = 0;
    for (size_t i = 0; i < count; i++) {
      Span span = sample->doc.blocks.items[i].span;
      uint32_t middle = span.start + (span.end - span.start) / 2;
      while (line + 1 < kept && at[line].end < middle) line++;
      sample->labels[i] = at[line].label;
      sample->lengths[i] = document_characters(&sample->doc, span);
    }
    corpus->count++;
  }
  free(at);
  buffer_free(&text);
}

/* What an article may look like when it was cut out well or badly: the article alone, a few of its
** lines, or its whole with margins of other lengths. */
static void add_variants(Corpus *corpus, const Buffer *texts, const RawLine *lines, size_t count,
                         const Sample *like, uint64_t *state) {
  size_t first = count, last = 0;
  for (size_t i = 0; i < count; i++)
    if (lines[i].label == 1) first = first < i ? first : i, last = i;
  if (first >= count) return;
  uint64_t dice = random_next(state);
  if (!like->page) {
    if (dice % 8 == 0) add_sample(corpus, texts, lines, 0, count, 6, like);
    if (dice % 8 == 1) {
      size_t from = first + dice / 64 % (last - first + 1);
      size_t run = 1 + dice / 4096 % 6;
      size_t to = from + run < last + 1 ? from + run : last + 1;
      add_sample(corpus, texts, lines, from, to, 2, like);
    }
    return;
  }
  for (int copy = 0; copy < 2; copy++) {
    dice = random_next(state);
    size_t before = dice / 64 % 24, after = dice / 8192 % 24;
    Sample near = *like;
    near.page = 0;
    near.foreign = copy && dice % 2;
    add_sample(corpus, texts, lines, first > before ? first - before : 0,
               last + after < count ? last + after : count, 7, &near);
  }
}

/* one line of any length, NUL-terminated; 0 at the end of the file */
static int read_row(FILE *file, Buffer *row) {
  int c;
  row->size = 0;
  while ((c = getc(file)) != EOF && c != '\n') buffer_byte(row, (uint8_t)c);
  buffer_byte(row, 0);
  if (row->rc) die("out of memory");
  return c != EOF || row->size > 1;
}

static void read_file(Corpus *corpus, const char *path, int dev, int page) {
  FILE *file = fopen(path, "rb");
  if (!file) die(path);
  Buffer bytes = {0};
  uint64_t state = 7;
  Buffer texts = {0};
  RawLine *lines = need(malloc(sizeof *lines * 1000000));
  while (read_row(file, &bytes)) {
    const char *row = (const char *)bytes.data;
    Sample like = {.page = page, .dev = dev};
    char host[256];
    json_field(row, "\"host\": \"", host, sizeof host);
    json_field(row, "\"lang\": \"", like.lang, sizeof like.lang);
    like.fold = (int)(hash_bytes(host, strlen(host), 1) % FOLDS);
    const char *p = strstr(row, "\"lines\": [");
    size_t count = 0;
    texts.size = 0;
    while (p && count < 1000000 && (p = strstr(p, "\"text\": \"")) != NULL) {
      lines[count].start = (uint32_t)texts.size;
      p = json_string(p + 9, &texts);
      lines[count].end = (uint32_t)texts.size;
      p = strstr(p, "\"label\": ");
      if (!p) break;
      lines[count++].label = (uint8_t)(p[9] - '0');
    }
    add_sample(corpus, &texts, lines, 0, count, 7, &like);
    if (!dev) add_variants(corpus, &texts, lines, count, &like, &state);
  }
  buffer_free(&bytes);
  free(lines);
  buffer_free(&texts);
  fclose(file);
}

static BlocksCues *read_cues(const char *path, const BlocksChars *chars) {
  BlocksCues *cues = need(blocks_cues_new());
  FILE *file = fopen(path, "rb");
  char row[65536];
  while (file && fgets(row, sizeof row, file)) {
    char *form = strchr(row, '\t');
    char *group = form ? strchr(form + 1, '\t') : NULL;
    if (row[0] == '#' || !group) continue;
    size_t size = strcspn(group + 1, "\t\r\n");
    int number = blocks_cues_group(group + 1, size);
    if (number >= 0)
      blocks_cues_add(cues, chars, (CueGroup)number, form + 1, (size_t)(group - form - 1));
  }
  if (file) fclose(file);
  return cues;
}

/* -- 1. words ------------------------------------------------------------------------------ */

#define WORDS_SIZE ((size_t)1 << WORDS_BITS)
#define WORDS_SCALE 24.0f /* of the stored byte: weight * 24 */

/* Logistic regression with AdaGrad over all lines whose fold is not `out` (-1: all lines). */
static void learn_words(const Corpus *corpus, int out, int8_t *table) {
  float *w = need(calloc(WORDS_SIZE, sizeof *w)), *g2 = need(calloc(WORDS_SIZE, sizeof *g2));
  uint32_t index[LINE_WORDS];
  float bias = 0;
  for (int epoch = 0; epoch < 4; epoch++) {
    for (size_t d = 0; d < corpus->count; d++) {
      const Sample *s = &corpus->items[(d * 7919 + (size_t)epoch) % corpus->count];
      if (s->dev || s->fold == out || s->foreign) continue;
      for (size_t i = 0; i < s->view.count; i++) {
        if (s->labels[i] > 1) continue;
        size_t n = blocks_view_line_words(&s->view, &s->view.lines[i], index);
        if (!n) continue;
        float scale = 1.0f / sqrtf((float)n), z = 0;
        for (size_t k = 0; k < n; k++) z += w[index[k]];
        float p = 1.0f / (1.0f + expf(-(z * scale + bias)));
        float error = (p - (float)s->labels[i]) * s->weight;
        bias -= 0.002f * error;
        for (size_t k = 0; k < n; k++) {
          float gradient = error * scale;
          g2[index[k]] += gradient * gradient;
          w[index[k]] -= 0.15f * gradient / (sqrtf(g2[index[k]]) + 0.3f);
        }
      }
    }
  }
  for (size_t i = 0; i < WORDS_SIZE; i++) {
    long r = lrintf(w[i] * WORDS_SCALE);
    table[i] = (int8_t)(r > 127 ? 127 : r < -127 ? -127 : r);
  }
  free(w);
  free(g2);
}

/* -- 2. and 3. trees ----------------------------------------------------------------------- */

typedef struct Matrix {
  uint8_t *columns; /* COLUMNS of stride bytes */
  size_t stride;
  uint32_t *rows; /* lines to learn from */
  uint8_t *labels, *folds;
  float *weights;
  size_t count; /* rows */
} Matrix;

typedef struct Question {
  uint8_t column;
  int8_t offset;
} Question;

static size_t list_questions(Question *out, int columns) {
  size_t count = 0;
  for (int c = 0; c < columns; c++) {
    if (c == F_UNIQUE || c == F_BRACKETS || c == F_QUOTES || c == F_LONGEST) {
      out[count++] = (Question){(uint8_t)c, 0};
      continue;
    }
    const int reach = blocks_forest_reach(c);
    for (int o = -reach; o <= reach; o++) out[count++] = (Question){(uint8_t)c, (int8_t)o};
  }
  return count;
}

typedef struct Picked { /* side by side, for the sums */
  float g, h;
  uint32_t row, line; /* index in matrix->rows, and what is there */
} Picked;

typedef struct Learner {
  const Matrix *matrix;
  int fold; /* left out; -1: none */
  float *scores, *g, *h;
  uint8_t *leaf, *picked_leaf;
  Picked *picked; /* rows of this tree */
  size_t picked_count;
  float *histogram; /* FOREST_LEAVES * 128 * 2 */
} Learner;

#define L2 4.0f

static double best_threshold(const float *histogram, int leaves, int *threshold) {
  static double gain[128];
  memset(gain, 0, sizeof gain);
  for (int leaf = 0; leaf < leaves; leaf++) {
    const float *bins = histogram + leaf * 256;
    double g = 0, h = 0, gl = 0, hl = 0;
    for (int b = 0; b < 128; b++) g += bins[2 * b], h += bins[2 * b + 1];
    if (h <= 0) continue;
    double whole = g * g / (h + L2);
    for (int b = 0; b < 127; b++) {
      gl += bins[2 * b];
      hl += bins[2 * b + 1];
      gain[b] += gl * gl / (hl + L2) + (g - gl) * (g - gl) / (h - hl + L2) - whole;
    }
  }
  int best = 0;
  for (int b = 1; b < 127; b++)
    if (gain[b] > gain[best]) best = b;
  *threshold = best;
  return gain[best];
}

static double try_question(Learner *learner, Question q, int leaves, int *threshold) {
  const Matrix *m = learner->matrix;
  const uint8_t *column = m->columns + (size_t)q.column * m->stride + q.offset;
  float *histogram = learner->histogram;
  memset(histogram, 0, (size_t)leaves * 256 * sizeof *histogram);
  for (size_t k = 0; k < learner->picked_count; k++) {
    const Picked *p = &learner->picked[k];
    float *bin = histogram + ((size_t)learner->picked_leaf[k] << 8) + 2 * column[p->line];
    bin[0] += p->g;
    bin[1] += p->h;
  }
  return best_threshold(histogram, leaves, threshold);
}

static void set_leaves(const Learner *learner, const ForestTree *tree, int d) {
  const Matrix *m = learner->matrix;
  const uint8_t *column = m->columns + (size_t)tree->column[d] * m->stride + tree->offset[d];
  for (size_t r = 0; r < m->count; r++)
    learner->leaf[r] |= (uint8_t)((column[m->rows[r]] > tree->threshold[d]) << d);
  for (size_t k = 0; k < learner->picked_count; k++)
    learner->picked_leaf[k] = learner->leaf[learner->picked[k].row];
}

static void fill_leaves(Learner *learner, ForestTree *tree, float rate) {
  const Matrix *m = learner->matrix;
  double g[FOREST_LEAVES] = {0}, h[FOREST_LEAVES] = {0};
  for (size_t r = 0; r < m->count; r++) {
    if (m->folds[r] == learner->fold) continue;
    g[learner->leaf[r]] += learner->g[r];
    h[learner->leaf[r]] += learner->h[r];
  }
  for (int l = 0; l < FOREST_LEAVES; l++)
    tree->leaves[l] = (int16_t)lrint(-g[l] / (h[l] + L2) * rate * FOREST_ONE);
  for (size_t r = 0; r < m->count; r++)
    learner->scores[r] += (float)tree->leaves[learner->leaf[r]] / FOREST_ONE;
}

static void grow_tree(Learner *learner, const Question *questions, size_t count, ForestTree *tree,
                      float rate, uint64_t *state) {
  const Matrix *m = learner->matrix;
  learner->picked_count = 0;
  for (size_t r = 0; r < m->count; r++) {
    float p = 1.0f / (1.0f + expf(-learner->scores[r]));
    learner->g[r] = (p - (float)m->labels[r]) * m->weights[r];
    learner->h[r] = p * (1 - p) * m->weights[r];
    learner->leaf[r] = 0;
    if (m->folds[r] != learner->fold && random_next(state) % 100 < 38)
      learner->picked[learner->picked_count++] =
          (Picked){learner->g[r], learner->h[r], (uint32_t)r, m->rows[r]};
  }
  memset(learner->picked_leaf, 0, learner->picked_count);
  uint8_t asked[1024];
  for (size_t q = 0; q < count; q++) asked[q] = random_next(state) % 100 < 18;
  for (int d = 0; d < FOREST_DEPTH; d++) {
    double best = -1;
    for (size_t q = 0; q < count; q++) {
      if (!asked[q]) continue;
      int threshold = 0;
      double gain = try_question(learner, questions[q], 1 << d, &threshold);
      if (gain <= best) continue;
      best = gain;
      tree->column[d] = questions[q].column;
      tree->offset[d] = questions[q].offset;
      tree->threshold[d] = (uint8_t)threshold;
    }
    set_leaves(learner, tree, d);
  }
  fill_leaves(learner, tree, rate);
}

static Forest learn_forest(const Matrix *m, int columns, int fold, size_t trees, float rate) {
  static Question questions[1024];
  size_t count = list_questions(questions, columns);
  Learner learner = {.matrix = m, .fold = fold};
  learner.scores = need(calloc(m->count, sizeof(float)));
  learner.g = need(calloc(m->count, sizeof(float)));
  learner.h = need(calloc(m->count, sizeof(float)));
  learner.leaf = need(calloc(m->count, 1));
  learner.picked = need(calloc(m->count, sizeof *learner.picked));
  learner.picked_leaf = need(calloc(m->count, 1));
  learner.histogram = need(calloc(FOREST_LEAVES * 256, sizeof(float)));
  ForestTree *forest = need(calloc(trees, sizeof *forest));
  uint64_t state = 20240000u + (uint64_t)(fold + 1);
  for (size_t t = 0; t < trees; t++)
    grow_tree(&learner, questions, count, &forest[t], rate, &state);
  free(learner.scores);
  free(learner.g);
  free(learner.h);
  free(learner.leaf);
  free(learner.picked);
  free(learner.picked_leaf);
  free(learner.histogram);
  Forest bound;
  const char *wrong = blocks_forest_bind(&bound, forest, trees, 0, columns);
  if (wrong) die(wrong);
  return bound;
}

/* All columns of all documents side by side, with the views' padding between. */
static void fill_matrix(Matrix *m, Corpus *corpus) {
  if (!m->columns) {
    for (size_t d = 0; d < corpus->count; d++) {
      corpus->items[d].offset = m->stride + VIEW_PAD;
      m->stride += corpus->items[d].view.stride;
    }
    m->columns = need(malloc(m->stride * COLUMNS));
  }
  for (size_t d = 0; d < corpus->count; d++) {
    const Sample *s = &corpus->items[d];
    for (size_t c = 0; c < COLUMNS; c++)
      memcpy(m->columns + c * m->stride + s->offset - VIEW_PAD,
             s->view.columns + c * s->view.stride, s->view.stride);
  }
}

static void fill_rows(Matrix *m, const Corpus *corpus) {
  size_t all = 0;
  for (size_t d = 0; d < corpus->count; d++) all += corpus->items[d].view.count;
  m->rows = need(calloc(all, sizeof *m->rows));
  m->labels = need(calloc(all, 1));
  m->folds = need(calloc(all, 1));
  m->weights = need(calloc(all, sizeof *m->weights));
  uint64_t state = 3;
  for (size_t d = 0; d < corpus->count; d++) {
    const Sample *s = &corpus->items[d];
    size_t first = s->view.count, last = 0;
    for (size_t i = 0; i < s->view.count; i++)
      if (s->labels[i] == 1) first = first < i ? first : i, last = i;
    for (size_t i = 0; !s->dev && i < s->view.count; i++) {
      int far = i + 20 < first || i > last + 20; /* a sixth of the far furniture is enough */
      if (s->labels[i] > 1 || (far && random_next(&state) % 6)) continue;
      m->rows[m->count] = (uint32_t)(s->offset + i);
      m->labels[m->count] = s->labels[i];
      m->folds[m->count] = (uint8_t)s->fold;
      m->weights[m->count++] = s->weight * (far ? 3.0f : 1.0f);
    }
  }
}

/* Leaves the rows that the first forest is in doubt about. */
static void keep_doubtful_rows(Matrix *m) {
  const uint8_t *score = m->columns + (size_t)F_SCORE * m->stride;
  size_t kept = 0;
  for (size_t r = 0; r < m->count; r++) {
    if (!blocks_in_doubt(score[m->rows[r]], SCORE_DOUBT_TAUGHT)) continue;
    m->rows[kept] = m->rows[r];
    m->labels[kept] = m->labels[r];
    m->folds[kept] = m->folds[r];
    m->weights[kept++] = m->weights[r];
  }
  m->count = kept;
  printf("%zu rows in doubt\n", kept);
}

/* -- judging ------------------------------------------------------------------------------- */

static void judge_group(const Corpus *corpus, int32_t *const *scores, int page, const char *lang,
                        int threshold) {
  double line_sum = 0, char_sum = 0, tn = 0, wrong = 0;
  size_t docs = 0;
  for (size_t d = 0; d < corpus->count; d++) {
    const Sample *s = &corpus->items[d];
    if (!s->dev || s->page != page || (lang && strcmp(s->lang, lang))) continue;
    double n[4] = {0}, c[4] = {0};
    for (size_t i = 0; i < s->view.count; i++) {
      if (s->labels[i] > 1) continue;
      int cell = s->labels[i] * 2 + (scores[d][i] > threshold);
      n[cell]++;
      c[cell] += s->lengths[i];
    }
    line_sum += 2 * n[3] / fmax(1, 2 * n[3] + n[1] + n[2]);
    char_sum += 2 * c[3] / fmax(1, 2 * c[3] + c[1] + c[2]);
    tn += n[0];
    wrong += n[1] + n[2];
    docs++;
  }
  if (docs < 5 && lang) return;
  if (docs)
    printf("  %s %s line %.4f char %.4f boilerplate %.4f docs %zu\n", page ? "page" : "near",
           lang ? lang : "all", line_sum / (double)docs, char_sum / (double)docs,
           2 * tn / (2 * tn + wrong), docs);
}

/* second: NULL, or asked of the lines the scores of the first leave in doubt */
static void judge(const Corpus *corpus, const Forest *first, const Forest *second) {
  int32_t **scores = need(calloc(corpus->count, sizeof *scores));
  for (size_t d = 0; d < corpus->count; d++) {
    const Sample *s = &corpus->items[d];
    if (!s->dev) continue;
    scores[d] = need(calloc(s->view.count, sizeof **scores));
    blocks_forest_score(first, &s->view, scores[d]);
    for (uint32_t i = 0; second && i < s->view.count; i++)
      if (blocks_in_doubt(blocks_view_column(&s->view, F_SCORE)[i], SCORE_DOUBT))
        blocks_forest_score_lines(second, &s->view, &i, 1, &scores[d][i]);
  }
  printf("%s\n", second ? "both forests" : "first forest");
  for (int t = -80; t <= 40; t += 40) {
    printf(" threshold %d\n", t);
    judge_group(corpus, scores, 0, NULL, t);
    judge_group(corpus, scores, 1, NULL, t);
  }
  static const char *const langs[] = {"en", "zh", "ru", "el", "pl", "de", "ar"};
  for (size_t i = 0; i < sizeof langs / sizeof *langs; i++)
    judge_group(corpus, scores, 0, langs[i], 0);
  fflush(stdout);
  for (size_t d = 0; d < corpus->count; d++) free(scores[d]);
  free(scores);
}

/* -- main ---------------------------------------------------------------------------------- */

static void fill_scores(Corpus *corpus, const Forest *forests, const Forest *whole) {
  for (size_t d = 0; d < corpus->count; d++) {
    Sample *s = &corpus->items[d];
    int32_t *scores = need(calloc(s->view.count, sizeof *scores));
    blocks_forest_score(s->dev ? whole : &forests[s->fold], &s->view, scores);
    blocks_view_fill_scores(&s->view, scores);
    free(scores);
  }
}

static void build_views(Corpus *corpus, const BlocksTables *tables) {
  for (size_t d = 0; d < corpus->count; d++) {
    Sample *s = &corpus->items[d];
    Document *doc = &s->doc;
    if (blocks_view_build(&s->view, &doc->arena, tables, doc->text, doc->blocks.items,
                          doc->blocks.count))
      die("out of memory");
    size_t scored = 0;
    for (size_t i = 0; i < s->view.count; i++) scored += s->labels[i] < 2;
    s->weight = sqrtf(30.0f / (float)(scored + 10));
  }
}

static void fill_words(Corpus *corpus, int8_t *tables) {
  for (int fold = 0; fold <= FOLDS; fold++)
    learn_words(corpus, fold < FOLDS ? fold : -1, tables + (size_t)fold * WORDS_SIZE);
  int8_t *foreign = need(malloc(WORDS_SIZE)); /* the same weights at other words */
  for (size_t i = 0; i < WORDS_SIZE; i++)
    foreign[i] = tables[(size_t)FOLDS * WORDS_SIZE + ((i * 40503 + 977) & (WORDS_SIZE - 1))];
  for (size_t d = 0; d < corpus->count; d++) {
    Sample *s = &corpus->items[d];
    int fold = s->dev ? FOLDS : s->fold;
    blocks_view_fill_words(&s->view, s->foreign ? foreign : tables + (size_t)fold * WORDS_SIZE);
    blocks_view_fill_context(&s->view);
  }
  free(foreign);
}

static void save(const char *path, const uint16_t *pages, const uint32_t *entries, size_t count,
                 const int8_t *words, const Forest *first, const Forest *second) {
  ModelWriter *writer = need(model_writer_new());
  model_writer_add(writer, "char_pages", sizeof *pages, pages, CHARS_PAGES);
  model_writer_add(writer, "char_entries", sizeof *entries, entries, count);
  model_writer_add(writer, "words", 1, words, WORDS_SIZE);
  model_writer_add(writer, "forest_first", sizeof *first->trees, first->trees, first->count);
  model_writer_add(writer, "forest_second", sizeof *second->trees, second->trees, second->count);
  if (model_writer_save(writer, path)) die("cannot write the model");
}

int main(int argc, char **argv) {
  if (argc < 4) die("usage: blocks_train MODEL CUES.TSV TRAIN.jsonl... [-- DEV.jsonl...]");
  static uint16_t pages[CHARS_PAGES];
  uint32_t *entries;
  size_t entry_count;
  if (blocks_chars_build(pages, &entries, &entry_count)) die("out of memory");
  BlocksTables tables = {.chars = {pages, entries}};
  tables.cues = read_cues(argv[2], &tables.chars);
  Corpus corpus = {0};
  int dev = 0;
  for (int i = 3; i < argc; i++)
    if (!strcmp(argv[i], "--"))
      dev = 1;
    else
      read_file(&corpus, argv[i], dev, !strstr(argv[i], "near") && !strstr(argv[i], "seed"));
  build_views(&corpus, &tables);
  int8_t *words = need(calloc(FOLDS + 1, WORDS_SIZE));
  fill_words(&corpus, words);
  Matrix matrix = {0};
  fill_matrix(&matrix, &corpus);
  fill_rows(&matrix, &corpus);
  printf("%zu documents, %zu rows\n", corpus.count, matrix.count);
  Forest first = learn_forest(&matrix, FIRST_COLUMNS, -1, FIRST_TREES, 0.1f), folds[FOLDS];
  judge(&corpus, &first, NULL);
  for (int fold = 0; fold < FOLDS; fold++)
    folds[fold] = learn_forest(&matrix, FIRST_COLUMNS, fold, FIRST_TREES, 0.1f);
  fill_scores(&corpus, folds, &first);
  fill_matrix(&matrix, &corpus);
  keep_doubtful_rows(&matrix);
  Forest second = learn_forest(&matrix, COLUMNS, -1, SECOND_TREES, 0.11f);
  judge(&corpus, &first, &second);
  save(argv[1], pages, entries, entry_count, words + (size_t)FOLDS * WORDS_SIZE, &first, &second);
  return 0;
}
