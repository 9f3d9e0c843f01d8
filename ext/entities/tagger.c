/* tagger.c: runs the learnt tagger: features to integer scores, the best labels, their odds.
**
** The model is a linear-chain CRF over hashed features (tagger_crf.h, tagger_features.h), one table
** of int8 weights per family of scripts, learnt by tagger_train.c. Scores are sums of integers, so
** the labels are the same on every machine; only the reported probability uses floating point.
** Forward-backward sums run for windows in which a name was found, others cost Viterbi alone. */
#include "entities/tagger.h"
#include "entities/tagger_crf.h"
#include "entities/tagger_features.h"
#include "entities/tagger_model.h"
#include "text/memory.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Table {
  uint32_t buckets; /* 0: the model has no such table */
  const uint32_t *bucket;
  const uint8_t *row;
  float step;
  int32_t edge[CRF_LABELS][CRF_LABELS];
  double weight[CRF_LABELS][CRF_LABELS]; /* exp(step * edge), for the sums */
} Table;

struct Tagger {
  TaggerCommon common;
  Table table[TAGGER_TABLES];
};

/* ---- opening ---------------------------------------------------------------------------------*/

static const void *table_section(const Model *model, int number, const char *name, size_t item,
                                 size_t *count) {
  char full[16];
  snprintf(full, sizeof full, "%d.%s", number, name);
  return model_section(model, full, item, count);
}

static const char *table_open(Table *table, const Model *model, int number) {
  size_t steps, edges, buckets, rows;
  const float *step = table_section(model, number, "step", sizeof *step, &steps);
  if (!step) return NULL; /* absent */
  const int32_t *edge = table_section(model, number, "edge", sizeof *edge, &edges);
  const uint32_t *bucket = table_section(model, number, "bucket", sizeof *bucket, &buckets);
  const uint8_t *row = table_section(model, number, "row", 1, &rows);
  if (steps != 1 || !(*step > 0) || !(*step < 1)) return "tagger: bad step";
  if (!edge || edges != CRF_LABELS * CRF_LABELS) return "tagger: bad transitions";
  if (!bucket || !row || buckets < 2 || buckets > UINT32_MAX) return "tagger: rows missing";
  for (size_t i = 0; i + 1 < buckets; i++)
    if (bucket[i] > bucket[i + 1]) return "tagger: buckets out of order";
  if (bucket[buckets - 1] > rows) return "tagger: buckets beyond the rows";
  double transition[CRF_LABELS][CRF_LABELS];
  for (int i = 0; i < CRF_LABELS * CRF_LABELS; i++) {
    int32_t value = edge[i];
    if (value > 1 << 20 || value < -(1 << 20)) return "tagger: bad transitions";
    table->edge[i / CRF_LABELS][i % CRF_LABELS] = value;
    transition[i / CRF_LABELS][i % CRF_LABELS] = (double)*step * value;
  }
  crf_weights((const double(*)[CRF_LABELS])transition, table->weight);
  table->step = *step;
  table->bucket = bucket;
  table->row = row;
  table->buckets = (uint32_t)(buckets - 1);
  return NULL;
}

Tagger *tagger_open(const Model *model, const char **error) {
  Tagger *tagger = memory_zero(sizeof *tagger);
  *error = tagger ? NULL : "tagger: out of memory";
  for (int number = 0; !*error && number < TAGGER_TABLES; number++)
    *error = table_open(&tagger->table[number], model, number);
  if (!*error) {
    size_t bytes = 0;
    tagger->common.bits = model_section(model, "common", 1, &bytes);
    tagger->common.size = 8 * (uint64_t)bytes;
    if (bytes == 0 || bytes > UINT32_MAX / 8) tagger->common = (TaggerCommon){NULL, 0};
  }
  if (*error) {
    memory_free(tagger);
    return NULL;
  }
  return tagger;
}

void tagger_close(Tagger *tagger) { memory_free(tagger); }

/* ---- scores ----------------------------------------------------------------------------------*/

static void table_prefetch(const void *address) {
#if defined(__GNUC__)
  __builtin_prefetch(address);
#else
  (void)address;
#endif
}

static unsigned lowest_bit(unsigned bits) { /* its number; bits is not 0 */
#if defined(__GNUC__)
  return (unsigned)__builtin_ctz(bits);
#else
  unsigned number = 0;
  for (; !(bits & 1); bits >>= 1) number++;
  return number;
#endif
}

/* Writes the weights of the feature with this check, if its bucket [p, end) has it. */
static void bucket_score(const uint8_t *p, const uint8_t *end, uint16_t check,
                         int8_t weight[CRF_LABELS]) {
  while (end - p >= TAGGER_ROW_HEAD) {
    unsigned labels = p[2] | (unsigned)p[3] << 8, size = labels >> CRF_LABELS;
    if ((p[0] | p[1] << 8) != check) {
      p += TAGGER_ROW_HEAD + size;
      continue;
    }
    p += TAGGER_ROW_HEAD;
    if (end - p < (ptrdiff_t)size) return; /* a damaged row */
    labels &= CRF_ALL;
    for (; labels && size; labels &= labels - 1, size--) weight[lowest_bit(labels)] = (int8_t)*p++;
    return;
  }
}

/* Features seen lately with their weights: a text repeats most of its features (frequent words,
** endings, shapes), and what is here need not be fetched from the table, far away in memory. */
#define SCORE_NEVER 100000 /* more than all weights of a unit together */
#define KNOWN_BITS 12
#define LANES 16 /* CRF_LABELS rounded up, so that weights are added at once */
typedef struct Known {
  uint64_t feature; /* 0: empty */
  int8_t weight[LANES];
} Known;

typedef struct Lookup { /* of one unit: the features that are not known yet */
  uint64_t feature[TAGGER_FEATURES];
  const uint32_t *bucket[TAGGER_FEATURES];
  size_t count;
} Lookup;

/* What a run over one document needs; lives in the document's arena. */
typedef struct Work {
  TaggerWindow window;
  const Table *table;           /* whose weights are known */
  Known known[1 << KNOWN_BITS]; /* by the feature's highest bits, stirred */
  Lookup lookup[2];
  int16_t lanes[2][LANES]; /* sums of two units in work; 128 features of 127 fit */
  int32_t score[TAGGER_WINDOW][CRF_LABELS];
  double emission[TAGGER_WINDOW][CRF_LABELS];
  uint8_t back[TAGGER_WINDOW][CRF_LABELS];
  uint8_t label[TAGGER_WINDOW];
  uint8_t skip[TAGGER_WINDOW]; /* 1: no name here, see window_skip */
  size_t turn;                 /* which of the two lookups was begun last */
  CrfRow row[TAGGER_WINDOW];
  TaggerSpan *spans;
  size_t count, capacity;
} Work;

static Known *known_at(Work *work, uint64_t feature) {
  return &work->known[feature * 0x9e3779b97f4a7c15u >> (64 - KNOWN_BITS)];
}

static void lanes_add(int16_t sum[LANES], const int8_t weight[LANES]) {
  for (int lane = 0; lane < LANES; lane++) sum[lane] = (int16_t)(sum[lane] + weight[lane]);
}

static void unit_begin(const Table *table, Work *work, size_t i, size_t turn) {
  Lookup *lookup = &work->lookup[turn];
  int16_t *sum = work->lanes[turn];
  work->turn = turn;
  uint64_t feature[TAGGER_FEATURES];
  size_t count = tagger_unit_features(&work->window, i, feature);
  memset(sum, 0, sizeof work->lanes[0]);
  lookup->count = 0;
  for (size_t k = 0; k < count; k++) {
    const Known *known = known_at(work, feature[k]);
    if (known->feature == feature[k] && feature[k]) {
      lanes_add(sum, known->weight);
      continue;
    }
    const uint32_t *bucket = table->bucket + tagger_bucket(feature[k], table->buckets);
    table_prefetch((const uint8_t *)bucket);
    lookup->feature[lookup->count] = feature[k];
    lookup->bucket[lookup->count++] = bucket;
  }
}

static void unit_end(const Table *table, Work *work, size_t i, size_t turn) {
  const Lookup *lookup = &work->lookup[turn];
  int16_t *sum = work->lanes[turn];
  for (size_t k = 0; k < lookup->count; k++) {
    Known *known = known_at(work, lookup->feature[k]);
    known->feature = lookup->feature[k];
    memset(known->weight, 0, sizeof known->weight);
    bucket_score(table->row + lookup->bucket[k][0], table->row + lookup->bucket[k][1],
                 tagger_check(lookup->feature[k]), known->weight);
    lanes_add(sum, known->weight);
  }
  for (int label = 0; label < CRF_LABELS; label++) work->score[i][label] = sum[label];
}

int tagger_is_common(const Tagger *tagger, Language language, uint64_t word) {
  const TaggerCommon *common = &tagger->common;
  if (!common->bits) return 0;
  return tagger_common_has(common, word, language, TAG_LISTED) ||
         tagger_common_has(common, word, language, TAG_COMMON);
}

/* An ordinary word in lower case, or a mark, that no list speaks for. */
static int unit_is_plain(const TaggerUnit *unit) {
  if (unit->begins | unit->inside) return 0;
  if (!(unit->flags & TAG_WORD)) return unit->shape != 0;
  return (unit->flags & TAG_CASED) && !(unit->flags & TAG_UPPER) &&
         (unit->flags & (TAG_LISTED | TAG_COMMON));
}

/* Where nothing within reach of the features could be a name, none is looked for: in texts with
** case that is a good third of all words, and names there are not one in a thousand. */
#define PLAIN_REACH 2
static void window_skip(Work *work) {
  size_t count = work->window.count, run = 0;
  int upper = 0;
  for (size_t i = 0; i < count; i++) {
    work->skip[i] = 0;
    upper |= work->window.unit[i].flags & TAG_UPPER;
  }
  if (!upper || work->window.headline) return;
  for (size_t i = 0; i < count; i++) {
    run = unit_is_plain(&work->window.unit[i]) ? run + 1 : 0;
    if (run > 2 * PLAIN_REACH) work->skip[i - PLAIN_REACH] = 1;
  }
}

static void unit_outside(int32_t score[CRF_LABELS]) {
  for (int label = 0; label < CRF_LABELS; label++)
    score[label] = label == CRF_OUTSIDE ? 0 : -SCORE_NEVER;
}

/* While one unit's rows come in from memory, the next unit's features are made. */
static void window_score(const Table *table, Work *work) {
  size_t count = work->window.count;
  if (work->table != table) memset(work->known, 0, sizeof work->known);
  work->table = table;
  window_skip(work);
  size_t last = count; /* the unit whose rows are on their way */
  for (size_t i = 0, turn = 0; i < count; i++) {
    if (work->skip[i]) {
      unit_outside(work->score[i]);
      continue;
    }
    unit_begin(table, work, i, turn);
    if (last < count) unit_end(table, work, last, turn ^ 1);
    const Lookup *here = &work->lookup[turn];
    for (size_t k = 0; k < here->count; k++) table_prefetch(table->row + here->bucket[k][0]);
    last = i;
    turn ^= 1;
  }
  if (last < count) unit_end(table, work, last, work->turn);
}

/* ---- results ---------------------------------------------------------------------------------*/

/* The names among units [base, base + count), whose labels and sums stand in work. */
static void part_spans(const Table *table, Work *work, Document *doc, size_t base, size_t count) {
  const TaggerUnit *unit = work->window.unit + base;
  const uint8_t *labels = work->label + base;
  for (size_t i = 0; i < count;) {
    int label = labels[i];
    size_t first = i++;
    if (label == CRF_OUTSIDE) continue;
    while (i < count && labels[i] == CRF_INSIDE(CRF_TYPE(label))) i++;
    TaggerSpan *span =
        document_grow(doc, &work->spans, &work->count, &work->capacity, sizeof *work->spans);
    if (!span) return;
    span->span = (Span){unit[first].span.start, unit[i - 1].span.end};
    span->first_token = unit[first].token;
    span->end_token = unit[i - 1].token + 1;
    span->type = (uint8_t)CRF_TYPE(label);
    span->score =
        (float)crf_span(count, work->row + base, first, i, CRF_TYPE(label), table->weight);
  }
}

static void part_tag(const Table *table, Work *work, Document *doc, size_t base, size_t count) {
  const int32_t(*score)[CRF_LABELS] = (const int32_t(*)[CRF_LABELS])(work->score + base);
  crf_viterbi(count, score, (const int32_t(*)[CRF_LABELS])table->edge, work->back + base,
              work->label + base);
  int names = 0;
  for (size_t i = 0; i < count; i++) names |= work->label[base + i] != CRF_OUTSIDE;
  if (!names) return;
  for (size_t i = 0; i < count; i++)
    for (int label = 0; label < CRF_LABELS; label++)
      work->emission[base + i][label] = (double)table->step * score[i][label];
  crf_sum(count, (const double(*)[CRF_LABELS])(work->emission + base),
          (const double(*)[CRF_LABELS])table->weight, NULL, work->row + base);
  part_spans(table, work, doc, base, count);
}

/* Units passed over are outside for certain, so what lies between them is tagged by itself, with
** one such unit on either side: the result is that of the whole chain. */
static void window_tag(const Tagger *tagger, Work *work, Document *doc) {
  const Table *table = &tagger->table[tagger_window_table(&work->window)];
  size_t count = work->window.count;
  if (!table->buckets || !count) return;
  window_score(table, work);
  for (size_t first = 0; first < count && !doc->rc;) {
    if (work->skip[first]) {
      first++;
      continue;
    }
    size_t end = first;
    while (end < count && !work->skip[end]) end++;
    size_t base = first - (first > 0);
    part_tag(table, work, doc, base, end + (end < count) - base);
    first = end;
  }
}

TaggerSpan *tagger_run(const Tagger *tagger, Document *doc, const TaggerEvidence *evidence,
                       size_t evidence_count, size_t *count) {
  *count = 0;
  if (doc->rc || !doc->tokens.count) return NULL;
  Work *work = arena_alloc(&doc->arena, sizeof *work);
  if (!work) doc->rc = STATUS_NOMEM;
  TaggerCase *cases = doc->rc ? NULL : tagger_case_new(doc);
  if (!cases) return NULL;
  work->window.doc = doc;
  work->window.cases = cases;
  work->window.common = tagger->common;
  size_t next = 0;
  for (size_t s = 0; s < doc->sentences.count && !document_stopped(doc);) {
    uint32_t token = doc->sentences.items[s].first_token, within = 0;
    s = tagger_sequence_end(doc, s);
    uint32_t end = doc->sentences.items[s - 1].end_token;
    work->window.starts = 1;
    while (token < end && !doc->rc) {
      tagger_window_fill(&work->window, &token, &within, end, evidence, evidence_count, &next);
      window_tag(tagger, work, doc);
      work->window.starts = 0;
    }
  }
  if (doc->rc) return NULL;
  *count = work->count;
  return work->spans;
}
