/* language_train.c: learns language.model.
**
**     language_words_tool DIRECTORY/ngrams DIRECTORY/invented TAG...
**     language_noise_tool DIRECTORY/train DIRECTORY/invented
**     language_train language.model languages.tsv DIRECTORY [NAME=VALUE...]
**
** languages.tsv lists the tags with their priors. DIRECTORY holds train/TAG.txt (sentences),
** dev/TAG.txt (for calibration and the report, never learnt from), words/TAG.txt (frequent words
** and word pairs), ngrams/TAG.tsv (counts of letter n-grams) and invented/TAG.txt, which the two
** tools make. The same input gives the same model.
**
** Features are chosen first: of all that the samples show, those that tell most about the language
** (frequency times information) get a row. Then rows and class weights are learnt together by
** stochastic gradient descent (Adagrad, one sum per row) on samples drawn alike for every class:
** sentences, runs of words, listed words, single words, words from letter models; some features of
** each sample are left out (Srivastava et al., "Dropout", JMLR 2014). Before the last epoch the
*rows
** are replaced by codes (language_train_codes.h): from then on the classifier sees centroids, and
** the rows learn to live with that. At last the temperatures are fitted on the dev sentences.
**
** What was tried, on dev (macro over 75 languages, all tags competing; words / pairs / sentences):
**   one byte per number, 32 numbers, 348,000 rows, 3 epochs ........ 75.0 / 90.2 / 97.7
**   sum over n to the power 0.5 instead of 0.75 (1.0: 74.6) ......... 75.4 / 90.4 / 97.7  kept
**   classes for random letters, greeklish and the like; priors ...... 76.7 / 91.0 / 97.8  kept
**   64 numbers per row .............................................. 77.2 / 91.3 / 98.0  too large
**   unknown features share a row: random letters und 95 -> 96 % ..... 76.6 / 91.0 / 97.7  kept
**   twice the words drawn from letter models ........................ 77.5 / 90.9 / 97.7
**   single words by type for all languages, priors doubled .......... 77.2 / 91.1 / 98.0  kept
**   1,000,000 rows (without the doubled priors 75.9 -> 77.9) ........ more rows help most
**   four bits per number, 656,000 rows, word types by frequency ..... 78.4 / 91.5 / 98.0  kept
**   rounding learnt in the last epoch; sr-Latn, az-Cyrl respelt ..... 78.5 / 91.8 / 98.1  kept
**   learning rate 0.4 ............................................... 78.4 / 91.4 / 98.1
**   28 numbers in buckets of one cache line, 740,000 rows ........... 78.6 / 91.5 / 98.0  kept
** The same with words of five letters and more, and pairs of such words that follow each other, as
** in lingua's tests; in brackets ar el ru kk fa ur zh sr uk alone:
**   the last of the above ................ 82.7 / 93.3 / 98.1 (86.7 / 95.8 / 99.1)
**   codes of seven bytes, 1,275,000 rows, a codebook for each script, fewer word types and more
**   words from letter models outside Latin, dropout, twice the weight for rows outside Latin,
**   characters of one Chinese spelling ... 83.9 / 93.9 / 98.2 (88.5 / 96.8 / 99.6)  kept
**   2,400 sentences of our own ........... 83.7 / 93.8 / 98.2 (88.5 / 97.2 / 99.6)
**   3,400 of them, ten epochs ............ 83.7 / 94.1 / 98.2 (89.0 / 97.4 / 99.7)  kept
**   lower priors of small languages, almost none on sentences
**   ...................................... 84.1 / 94.1 / 98.2 (90.3 / 97.4 / 99.7)  kept
**   172,000 buckets instead of 185,000, and a second look at relatives
**   ...................................... 84.5 / 94.4 / 98.4 (90.1 / 97.2 / 99.6)  kept
**   Latin Serbian's prior raised (sentences 60 -> 72), Bosnian's lowered (66 -> 63)
**   ...................................... 84.3 / 94.2 / 98.3 (90.1 / 97.2 / 99.6)  kept
** Each row is one training, and words move by up to 0.6 between trainings that hardly differ. The
** priors were lowered after errors in tests/articles had been read. Over all tags of the
** development database, words of any length: the first of these rows 76.0 / 89.5 / 97.6, that of
** the lower priors 75.7 / 89.9 / 97.7, the last 76.0 / 90.4 / 98.2.
**
** Arabic script alone, 100,000 buckets: word types 24,000 a language 82.0 on words; 3,000, with 7
** to 13 times the drawn words and dropout 0.3, 86.3 (not taken apart). Dropout 0 / 0.2 / 0.4, on
** another set of words: 84.0 / 84.6 / 85.4. Cyrillic gained nothing from drawn words. Rows as
** codes lose 0.3 to 0.5 on words against rows as floats, if the rows go on learning in the last
** epoch or, with luck, the centroids (0.3, 0.4, 1.3 in three trainings); with one codebook for
** all scripts no more than with one for each. Cyrillic rows learnt as codes for two epochs did no
** better than for one.
**
** Temperatures of least log-loss said 3 % too much about dev words. Those of equal confidence and
** accuracy, fitted on the first 250 lines of each tag, leave an error of .010 on words, .008 on
** pairs and .004 on sentences of the lines behind, all tags alike. On tests/articles, in 14 large
** languages, the scores of single words are too low (error .073; pairs .035, sentences
** .005): languages that most texts are in are
** right more often than one among 132.
**
** The second look (language_train_relatives.h), on the languages of 16 sets of relatives, all tags
** competing, with 163,000 buckets; dev words of five letters / pairs / sentences:
**   without it .......................................... 71.9 / 85.1 / 95.6
**   131,000 slots a set, 4 epochs, rate 0.2 ............. 73.2 / 86.1 / 96.1
**   the same, rate 0.08 / 0.5 ........................... 72.8 85.9 95.9 / 73.5 86.5 96.3
**   524,000 slots / 33,000 / 8,000 at rate 0.5 .......... 73.2 86.2 96.1 / 73.1 85.9 96.0
* / 72.8 85.7 95.6
** On four of the sets (es, nb, cs, ru; without it 68.2 / 82.8 / 95.6), rate 0.5, 33,000 slots:
**   4 epochs; four bits; features left out 0.3
*.......... 69.6 84.1 96.6; 69.5 83.9 96.7; 69.7 84.4 96.5
**   8 epochs; 16 epochs, four bits, left out 0.3 ........ 70.1 84.2 96.7; 70.2 84.4 96.3
**   0.7 of the classifier's score, 12 epochs, 66,000 .... 69.9 85.0 97.0
** So 33,000 slots (half for sets of two and three), four bits, 30 epochs, 0.7. Sets that gained
** nothing were left out: tl ceb; ga gd; tr az tk uz. Logistic regression without limits of size,
** offline, gave within the sets up to 4 points more on words (cs sk 86.8 where the classifier alone
** has 82.2), 2 on pairs and sentences, and nothing on ms id and on sentences in Arabic letters.
*/
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include "language/language_model.h"
#include "model/model.h"
#include "text/hash.h"
#include "text/utf8.h"

#define CLASSES_MAX LANGUAGE_CLASSES_MAX
#define D LANGUAGE_DIMENSIONS
#define SAMPLE_FEATURES 1200 /* of a sample's features that are used */
#define SAMPLE_BYTES 400     /* of a line that are read */

/* settings, in the order of `options` */
static double opt_buckets = 172000, opt_epochs = 10, opt_rate = 0.2, opt_power = 0.5, opt_scale = 1;
static double opt_sentences = 4000, opt_spans = 6000, opt_words = 6000, opt_single = 12000,
              opt_single_other = 10000, opt_pair = 3000, opt_many = 1500, opt_drawn_other = 4,
              opt_verbose = 1, opt_plain = 40, opt_drop = 150, opt_boost = 2, opt_slots = 32768,
              opt_looks = 30, opt_rate_look = 0.5, opt_drop_look = 300;
static const struct {
  const char *name;
  double *value;
} options[] = {
    {"buckets", &opt_buckets},    {"epochs", &opt_epochs},       {"rate", &opt_rate},
    {"power", &opt_power},        {"scale", &opt_scale},         {"sentences", &opt_sentences},
    {"spans", &opt_spans},        {"words", &opt_words},         {"single", &opt_single},
    {"other", &opt_single_other}, {"pair", &opt_pair},           {"many", &opt_many},
    {"verbose", &opt_verbose},    {"plain", &opt_plain},         {"drop", &opt_drop},
    {"drawn", &opt_drawn_other},  {"boost", &opt_boost},         {"slots", &opt_slots},
    {"looks", &opt_looks},        {"rate_look", &opt_rate_look}, {"drop_look", &opt_drop_look}};

static uint64_t random_state;

static uint64_t random_bits(void) {
  uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static size_t random_below(size_t n) {
  return (size_t)(((random_bits() >> 32) * (uint64_t)n) >> 32);
}

#include "language/language_train_codes.h"

static void *get_memory(size_t count, size_t item) {
  void *block = calloc(count ? count : 1, item);
  if (!block) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return block;
}

#include "language/language_train_corpus.h"

/* ---- samples --------------------------------------------------------------------------------- */

enum { KIND_SENTENCE, KIND_SPAN, KIND_WORD, KIND_SINGLE, KIND_PAIR, KIND_MANY, KINDS };

typedef struct Sample {
  uint8_t class, kind;
} Sample;

/* How many samples of a kind a class gives per epoch. */
static size_t quota(const Class *class, int kind) {
  size_t train = class->lines[SOURCE_TRAIN].count, words = class->lines[SOURCE_WORDS].count;
  size_t invented = class->lines[SOURCE_INVENTED].count;
  double drawn = class->script == SCRIPT_LATIN ? 1 : opt_drawn_other;
  switch (kind) {
  case KIND_SENTENCE: return train * 8 < (size_t)opt_sentences ? train * 8 : (size_t)opt_sentences;
  case KIND_SPAN: return (size_t)(words && invented ? opt_spans : opt_spans * 2);
  case KIND_WORD: return words ? (size_t)opt_words : 0;
  case KIND_SINGLE:
    if (class->types.count < 100) return 0;
    return (size_t)(class->script == SCRIPT_LATIN ? opt_single : opt_single_other);
  case KIND_PAIR: return invented ? (size_t)(opt_pair * drawn) : 0;
  case KIND_MANY: return invented ? (size_t)(opt_many * drawn) : 0;
  default: return 0;
  }
}

/* A run of `words` words that begins at a random word of the line. */
static Line line_span(Line line, size_t words) {
  const uint8_t *starts[64], *ends[64];
  LanguageReader reader = read_line(line);
  size_t n = 0;
  LanguageWord word;
  while (n < 64 && language_word_next(&alphabet, &reader, &word)) {
    starts[n] = word.start;
    ends[n++] = word.end;
  }
  if (!n) return line;
  size_t first = random_below(n), last = first + words - 1;
  if (last >= n) last = n - 1;
  return (Line){starts[first], (uint32_t)(ends[last] - starts[first])};
}

static Line draw_sample(const Class *class, int kind) {
  static const int source_of[KINDS] = {SOURCE_TRAIN,    SOURCE_TRAIN,    SOURCE_WORDS,
                                       SOURCE_INVENTED, SOURCE_INVENTED, SOURCE_INVENTED};
  const Lines *lines = kind == KIND_SINGLE ? &class->types : &class->lines[source_of[kind]];
  Line line = lines->items[random_below(lines->count)];
  if (line.size > SAMPLE_BYTES && kind == KIND_SENTENCE) line.size = SAMPLE_BYTES;
  switch (kind) {
  case KIND_SPAN: return line_span(line, 1 + random_below(4));
  case KIND_PAIR: return line_span(line, 2);
  default: return line;
  }
}

typedef struct Features {
  uint32_t count;
  uint64_t hash[SAMPLE_FEATURES + LANGUAGE_FEATURES];
} Features;

static uint32_t plain_letter[0x2000]; /* a Latin letter without its diacritics; 0 as it is */

static void init_plain(void) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  for (UChar32 c = 0xC0; c < 0x2000; c++) {
    UChar parts[8];
    if (script_of((uint32_t)c) != SCRIPT_LATIN) continue;
    int32_t n = unorm2_getDecomposition(nfc, c, parts, 8, &status);
    if (U_SUCCESS(status) && n > 1 && parts[0] < 0x80) plain_letter[c] = parts[0];
  }
  plain_letter[0x111] = 'd'; /* letters with a stroke do not decompose */
  plain_letter[0x142] = 'l';
  plain_letter[0xF8] = 'o';
  plain_letter[0x131] = 'i';
}

static void line_features(Line line, Script script, int plain, Features *features) {
  LanguageReader reader = read_line(line);
  LanguageWord word;
  features->count = 0;
  while (features->count < SAMPLE_FEATURES && language_word_next(&alphabet, &reader, &word)) {
    if (word.script != script) continue;
    for (uint32_t i = 1; plain && i + 1 < word.count; i++)
      if (word.letters[i] < 0x2000 && plain_letter[word.letters[i]])
        word.letters[i] = plain_letter[word.letters[i]];
    features->count += (uint32_t)language_word_features(&word, features->hash + features->count);
  }
}

/* Some Latin samples lose their diacritics: headlines and hurried typing do without. */
static int draw_plain(Script script) {
  return script == SCRIPT_LATIN && random_below(1000) < (size_t)opt_plain;
}

/* ---- choice of features ---------------------------------------------------------------------- */

typedef struct Count {
  uint64_t hash;
  float sum, entropy; /* sum of f, sum of f log f over classes */
  uint8_t script;
} Count;

static Count *counts;
static size_t counts_capacity, counts_used;

static Count *count_slot(uint64_t hash) {
  size_t at = (size_t)(hash & (counts_capacity - 1));
  while (counts[at].hash && counts[at].hash != hash) at = (at + 1) & (counts_capacity - 1);
  return &counts[at];
}

typedef struct Tally {
  uint64_t hash;
  uint32_t count;
} Tally;
#define TALLY ((size_t)1 << 22)

static void count_class(const Class *class, Tally *tally) {
  static Features features;
  double total = 0;
  size_t used = 0;
  memset(tally, 0, TALLY * sizeof *tally);
  for (int kind = 0; kind < KINDS; kind++)
    for (size_t n = quota(class, kind); n-- > 0;) {
      line_features(draw_sample(class, kind), class->script, draw_plain(class->script), &features);
      uint32_t weight = kind == KIND_SENTENCE || kind == KIND_MANY ? 1 : 3;
      total += weight * features.count;
      for (uint32_t i = 0; i < features.count; i++) {
        size_t at = (size_t)(features.hash[i] >> 42);
        while (tally[at].hash && tally[at].hash != features.hash[i]) at = (at + 1) & (TALLY - 1);
        if (!tally[at].hash) {
          if (used > TALLY / 10 * 9) continue;
          used++;
          tally[at].hash = features.hash[i];
        }
        tally[at].count += weight;
      }
    }
  for (size_t i = 0; i < TALLY; i++)
    if (tally[i].count >= 4) {
      double f = (tally[i].count - 2) / total * 1e6;
      Count *count = count_slot(tally[i].hash);
      if (!count->hash) {
        if (counts_used > counts_capacity / 10 * 9) continue;
        counts_used++;
      }
      count->hash = tally[i].hash;
      count->script = (uint8_t) class->script;
      count->sum += (float)f;
      count->entropy += (float)(f * log(f));
    }
}

/* what is learnt about the language from seeing the feature, times how often it is seen */
static double count_value(const Count *count) {
  int rivals = end_of[count->script] - first_of[count->script];
  double f = count->sum;
  double value = f <= 0 ? 0 : count->entropy - f * log(f) + f * log(rivals);
  return count->script == SCRIPT_LATIN ? value : value * opt_boost;
}

static int count_compare(const void *left, const void *right) {
  const Count *a = left, *b = right;
  double x = count_value(a), y = count_value(b);
  if (x != y) return x > y ? -1 : 1;
  return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static LanguageBucket *table; /* while learning, only its fingerprints */
static uint32_t buckets;
static uint8_t *row_group;

static size_t row_count(void) { return (size_t)(buckets + LANGUAGE_UNKNOWN) * LANGUAGE_LANES; }

static void list_groups(size_t *placed) {
  for (int s = 0; s < SCRIPT_COUNT; s++)
    if (end_of[s] - first_of[s] > 1)
      fprintf(stderr, "%s: %zu features\n", script_code((Script)s), placed[group_of[s]]);
  for (int g = 0; g < group_count; g++)
    row_group[buckets * LANGUAGE_LANES + (uint32_t)g] = (uint8_t)g;
}

static void choose_features(void) {
  Tally *tally = get_memory(TALLY, sizeof *tally);
  counts_capacity = (size_t)1 << 24;
  counts = get_memory(counts_capacity, sizeof *counts);
  for (int c = 0; c < class_count; c++)
    if (end_of[classes[c].script] - first_of[classes[c].script] > 1)
      count_class(&classes[c], tally);
  free(tally);
  size_t n = 0;
  for (size_t i = 0; i < counts_capacity; i++)
    if (counts[i].hash) counts[n++] = counts[i];
  qsort(counts, n, sizeof *counts, count_compare);
  buckets = (uint32_t)opt_buckets;
  table = get_memory((size_t)buckets + LANGUAGE_UNKNOWN, sizeof *table);
  row_group = get_memory(row_count(), 1);
  size_t placed = 0, tried = 0, of_group[LANGUAGE_GROUPS_MAX] = {0};
  for (; tried < n && placed < row_count() / 200 * 197; tried++) {
    uint64_t hash = counts[tried].hash;
    uint32_t at = language_bucket(hash, buckets), lane = 0;
    if (language_lane(&table[at], hash) < LANGUAGE_LANES) continue;
    while (lane < LANGUAGE_LANES && table[at].print[lane]) lane++;
    if (lane == LANGUAGE_LANES) continue;
    int group = group_of[counts[tried].script];
    table[at].print[lane] = (uint16_t)language_print(hash);
    row_group[at * LANGUAGE_LANES + lane] = (uint8_t)group;
    of_group[group]++;
    placed++;
  }
  fprintf(stderr, "%zu features seen, %zu tried, %zu placed of %zu\n", n, tried, placed,
          row_count());
  list_groups(of_group);
  free(counts);
}

/* ---- learning -------------------------------------------------------------------------------- */

static Row *rows;
static float *row_sum;
static float weights[CLASSES_MAX][D], weight_sum[CLASSES_MAX], bias[CLASSES_MAX];

/* In the last epoch the classifier sees the rows as codes. */
static int coded;
static uint8_t (*codes)[LANGUAGE_PARTS];
static Part parts[LANGUAGE_GROUPS_MAX][LANGUAGE_PARTS];

typedef struct Hidden {
  uint32_t count;
  uint32_t row[SAMPLE_FEATURES + LANGUAGE_FEATURES];
  float value[D], factor;
  float score[CLASSES_MAX]; /* probabilities */
} Hidden;

static void find_rows(const Features *features, int group, Hidden *hidden) {
  hidden->count = features->count;
  for (uint32_t i = 0; i < features->count; i++)
    LANGUAGE_PREFETCH(table[language_bucket(features->hash[i], buckets)].print);
  for (uint32_t i = 0; i < features->count; i++) {
    uint32_t bucket = language_bucket(features->hash[i], buckets);
    uint32_t lane = language_lane(&table[bucket], features->hash[i]);
    uint32_t row = lane < LANGUAGE_LANES ? bucket * LANGUAGE_LANES + lane
                                         : buckets * LANGUAGE_LANES + (uint32_t)group;
    hidden->row[i] = row;
    LANGUAGE_PREFETCH(&rows[row]);
    LANGUAGE_PREFETCH(&rows[row][D / 2]);
    LANGUAGE_PREFETCH(&row_sum[row]);
  }
}

static void add_rows(const Hidden *hidden, int group, float sum[D]) {
  for (uint32_t i = 0; i < hidden->count; i++) {
    const float *row = rows[hidden->row[i]];
    for (int d = 0; d < D && !coded; d++) sum[d] += row[d];
    for (int k = 0; k < LANGUAGE_PARTS && coded; k++) {
      const float *part = parts[group][k].centroid[codes[hidden->row[i]][k]];
      for (int e = 0; e < LANGUAGE_PART; e++) sum[k * LANGUAGE_PART + e] += part[e];
    }
  }
}

static void forward(const Features *features, Script script, Hidden *hidden) {
  float sum[D] = {0};
  find_rows(features, group_of[script], hidden);
  add_rows(hidden, group_of[script], sum);
  hidden->factor = hidden->count ? powf((float)hidden->count, -(float)opt_power) : 0;
  for (int d = 0; d < D; d++) hidden->value[d] = sum[d] * hidden->factor;
  float best = -1e30f, total = 0;
  int first = first_of[script], end = end_of[script];
  for (int c = first; c < end; c++) {
    float z = bias[c];
    for (int d = 0; d < D; d++) z += weights[c][d] * hidden->value[d];
    hidden->score[c] = z;
    if (z > best) best = z;
  }
  for (int c = first; c < end; c++) total += hidden->score[c] = expf(hidden->score[c] - best);
  for (int c = first; c < end; c++) hidden->score[c] /= total;
}

#define KMEANS_ROWS 100000

/* Some of the group's rows that were learnt, in random order; returns how many. */
static size_t list_rows(int group, uint32_t *list) {
  size_t used = 0, count;
  for (size_t i = 0; i < row_count(); i++)
    if (row_group[i] == group && row_sum[i] > 0) list[used++] = (uint32_t)i;
  count = used < KMEANS_ROWS ? used : KMEANS_ROWS;
  for (size_t i = 0; i < count; i++) {
    size_t j = i + random_below(used - i);
    uint32_t keep = list[i];
    list[i] = list[j];
    list[j] = keep;
  }
  return count;
}

/* Replaces the rows by codes of the nearest centroids, found by k-means on some of the rows. */
static void code_rows(void) {
  uint32_t *list = get_memory(row_count(), sizeof *list);
  codes = get_memory(row_count(), sizeof *codes);
  for (int g = 0; g < group_count; g++) {
    size_t count = list_rows(g, list);
    for (int k = 0; k < LANGUAGE_PARTS && count; k++) {
      Part *part = &parts[g][k];
      int from = k * LANGUAGE_PART;
      learn_part(part, (const Row *)rows, from, list, count);
      for (size_t i = 0; i < row_count(); i++)
        if (row_group[i] == g) codes[i][k] = nearest_centroid(part, &rows[i][from]);
    }
  }
  free(list);
  coded = 1;
}

static void recode_row(uint32_t row, const Part *part) {
  for (int k = 0; k < LANGUAGE_PARTS; k++)
    codes[row][k] = near_centroid(&part[k], codes[row][k], &rows[row][k * LANGUAGE_PART]);
}

static void backward(const Hidden *hidden, Script script, int gold, float rate) {
  float gradient[D] = {0}, norm = 0;
  for (int c = first_of[script]; c < end_of[script]; c++) {
    float error = hidden->score[c] - (c == gold);
    if (fabsf(error) < 1e-4f) continue;
    for (int d = 0; d < D; d++) gradient[d] += error * weights[c][d];
    float length = 0;
    for (int d = 0; d < D; d++) length += hidden->value[d] * hidden->value[d];
    weight_sum[c] += error * error * (length + 1) / D;
    float step = rate * error / sqrtf(weight_sum[c] + 1e-3f);
    for (int d = 0; d < D; d++) weights[c][d] -= step * hidden->value[d];
    bias[c] -= step;
  }
  for (int d = 0; d < D; d++) {
    gradient[d] *= hidden->factor;
    norm += gradient[d] * gradient[d];
  }
  norm /= D;
  for (uint32_t i = 0; i < hidden->count; i++) {
    uint32_t r = hidden->row[i];
    row_sum[r] += norm;
    float step = rate / sqrtf(row_sum[r] + 1e-8f);
    float *row = rows[r];
    for (int d = 0; d < D; d++) row[d] -= step * gradient[d];
    if (coded) recode_row(r, parts[group_of[script]]);
  }
}

static void init_weights(void) {
  rows = get_memory(row_count(), sizeof *rows);
  row_sum = get_memory(row_count(), sizeof *row_sum);
  for (int c = 0; c < class_count; c++)
    for (int d = 0; d < D; d++)
      weights[c][d] = (float)((double)(random_bits() >> 40) / 8388608.0 - 1) * (float)opt_scale;
}

/* Leaves out some of the features, so that no n-gram gets all the credit for a word that was seen
** in learning, and those of words never seen get their share. */
static void drop_features(Features *features, double drop) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < features->count; i++)
    if (random_below(1000) >= (size_t)drop) features->hash[kept++] = features->hash[i];
  if (kept) features->count = kept;
}

static void shuffle_samples(Sample *samples, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t j = random_below(i);
    Sample keep = samples[i - 1];
    samples[i - 1] = samples[j];
    samples[j] = keep;
  }
}

static void report(const char *label);

static void learn(void) {
  static Features features;
  static Hidden hidden;
  size_t total = 0;
  for (int c = 0; c < class_count; c++)
    for (int kind = 0; kind < KINDS; kind++) total += quota(&classes[c], kind);
  Sample *samples = get_memory(total, sizeof *samples);
  size_t n = 0, steps = 0;
  for (int c = 0; c < class_count; c++) {
    if (end_of[classes[c].script] - first_of[classes[c].script] < 2) continue;
    for (int kind = 0; kind < KINDS; kind++)
      for (size_t i = quota(&classes[c], kind); i-- > 0;)
        samples[n++] = (Sample){(uint8_t)c, (uint8_t)kind};
  }
  int epochs = (int)opt_epochs;
  for (int epoch = 0; epoch < epochs; epoch++) {
    double loss = 0;
    if (epoch == epochs - 1) code_rows();
    shuffle_samples(samples, n);
    for (size_t i = 0; i < n; i++, steps++) {
      const Class *class = &classes[samples[i].class];
      line_features(draw_sample(class, samples[i].kind), class->script, draw_plain(class->script),
                    &features);
      drop_features(&features, opt_drop);
      forward(&features, class->script, &hidden);
      if (!hidden.count) continue;
      loss -= log(hidden.score[samples[i].class] + 1e-9);
      float rate = (float)(opt_rate * (1 - (double)steps / (double)(n * (size_t)epochs)));
      backward(&hidden, class->script, samples[i].class, rate);
    }
    fprintf(stderr, "epoch %d: %zu samples, loss %.4f\n", epoch + 1, n, loss / (double)n);
    if (opt_verbose > 1 || epoch >= epochs - 2) report(coded ? "coded" : "float");
  }
  free(samples);
}

#include "language/language_train_relatives.h"

/* ---- report ---------------------------------------------------------------------------------- */

static int classify(Line line, Script script) {
  static Features features;
  static Hidden hidden;
  float z[CLASSES_MAX];
  line_features(line, script, 0, &features);
  class_scores(&features, script, &hidden, z);
  int best = first_of[script];
  for (int c = first_of[script]; c < end_of[script]; c++)
    if (z[c] > z[best]) best = c;
  return best;
}

static void report(const char *label) {
  uint64_t keep = random_state;
  random_state = 7;
  double sums[3] = {0};
  int n = 0;
  for (int c = 0; c < class_count; c++) {
    const Lines *dev = &classes[c].lines[SOURCE_DEV];
    Script script = classes[c].script;
    if (!dev->count) continue;
    double right[3] = {0}, all[3] = {0};
    for (size_t i = 0; i < dev->count; i++)
      for (int k = 0; k < 3; k++) {
        Line line = dev->items[i];
        if (k < 2) line = line_span(line, (size_t)k + 1);
        if (k == 0 && utf8_count(line.text, line.size) < 5) continue;
        right[k] += classify(line, script) == c;
        all[k]++;
      }
    for (int k = 0; k < 3; k++) sums[k] += all[k] > 0 ? right[k] / all[k] : 1;
    n++;
  }
  fprintf(stderr, "%s: dev words %.2f pairs %.2f sentences %.2f over %d tags\n", label,
          100 * sums[0] / n, 100 * sums[1] / n, 100 * sums[2] / n, n);
  random_state = keep;
}

/* ---- calibration ----------------------------------------------------------------------------- */

#define PRIOR 0.1f /* LanguageSettings */
#define PRIOR_FEW 100.0f
#define GRID 40 /* temperatures tried: 0.5, 0.55 ... */

static double grid_gap[2][LANGUAGE_TEMPERATURES][GRID];

/* Adds up by how much each temperature says too much about the line, of one word or of more: the
** best class's probability, less 1 if it is right. */
static void calibrate_line(Line line, int gold, int many) {
  static Features features;
  static Hidden hidden;
  Script script = classes[gold].script;
  float score[CLASSES_MAX];
  line_features(line, script, 0, &features);
  class_scores(&features, script, &hidden, score);
  if (!hidden.count) return;
  size_t bucket = 0;
  while (hidden.count >> (bucket + 1) && bucket + 1 < LANGUAGE_TEMPERATURES) bucket++;
  double prior = (double)PRIOR + (double)PRIOR_FEW / (hidden.count + 20);
  for (int g = 0; g < GRID; g++) {
    double total = 0, most = 0, temperature = 0.5 + 0.05 * g;
    int best = gold;
    for (int c = first_of[script]; c < end_of[script]; c++) {
      double z = exp((double)score[c] / temperature + prior * (double)classes[c].prior);
      total += z;
      if (z > most) {
        most = z;
        best = c;
      }
    }
    grid_gap[many][bucket][g] += most / total - (best == gold);
  }
}

/* Finds for each size of evidence the temperature with which the best class's probability is, on
** the average, the share of right answers. (The temperature of least log-loss said 4 % too much
** about words.) */
static void calibrate(LanguageSettings *settings) {
  random_state = 11;
  for (int c = 0; c < class_count; c++) {
    if (end_of[classes[c].script] - first_of[classes[c].script] < 2) continue;
    const Lines *dev = &classes[c].lines[SOURCE_DEV];
    for (size_t i = 0; i < dev->count && i < 250; i++) {
      calibrate_line(dev->items[i], c, 1);
      for (size_t words = 1; words <= 3; words++)
        calibrate_line(line_span(dev->items[i], words), c, words > 1);
    }
  }
  for (int many = 0; many < 2; many++)
    for (int b = 0; b < LANGUAGE_TEMPERATURES; b++) {
      int best = 10; /* 1.0 */
      for (int g = 0; g < GRID; g++)
        if (fabs(grid_gap[many][b][g]) < fabs(grid_gap[many][b][best])) best = g;
      settings->temperature[many][b] = 0.5f + 0.05f * (float)best;
      fprintf(stderr, "temperature %.2f\n", (double)settings->temperature[many][b]);
    }
}

/* ---- writing --------------------------------------------------------------------------------- */

/* What one step of the codebook is worth in dimension d of the class's group. */
static float class_step(int class, int d) {
  Script script = classes[class].script;
  if (end_of[script] - first_of[script] < 2) return 1;
  return parts[group_of[script]][d / LANGUAGE_PART].step[d % LANGUAGE_PART];
}

static void fill_codebook(const Part *part, uint8_t out[LANGUAGE_CENTROIDS][LANGUAGE_PART]) {
  for (int c = 0; c < LANGUAGE_CENTROIDS; c++)
    for (int e = 0; e < LANGUAGE_PART; e++)
      out[c][e] =
          (uint8_t)(LANGUAGE_ZERO + (int)floorf(part->centroid[c][e] / part->step[e] + 0.5f));
}

static void save_model(const char *path) {
  static LanguageCodebook codebook[LANGUAGE_GROUPS_MAX];
  for (size_t i = 0; i < row_count(); i++)
    memcpy(table[i / LANGUAGE_LANES].code[i % LANGUAGE_LANES], codes[i], sizeof codes[i]);
  for (int g = 0; g < group_count; g++)
    for (int k = 0; k < LANGUAGE_PARTS; k++) fill_codebook(&parts[g][k], codebook[g].centroid[k]);
  LanguageClass *list = get_memory((size_t)class_count, sizeof *list);
  for (int c = 0; c < class_count; c++) {
    memcpy(list[c].tag, classes[c].tag, sizeof list[c].tag);
    list[c].script = classes[c].script;
    list[c].bias = bias[c];
    list[c].prior = classes[c].prior;
    for (int d = 0; d < D; d++) list[c].weight[d] = weights[c][d] * class_step(c, d);
  }
  LanguageSettings settings = {.power = (float)opt_power, .prior = PRIOR, .prior_few = PRIOR_FEW};
  calibrate(&settings);
  ModelWriter *writer = model_writer_new();
  model_writer_add(writer, LANGUAGE_SECTION_SETTINGS, sizeof settings, &settings, 1);
  model_writer_add(writer, LANGUAGE_SECTION_CLASSES, sizeof *list, list, (size_t)class_count);
  model_writer_add(writer, LANGUAGE_SECTION_TABLE, sizeof *table, table,
                   (size_t)buckets + LANGUAGE_UNKNOWN);
  model_writer_add(writer, LANGUAGE_SECTION_CODEBOOK, sizeof *codebook, codebook,
                   (size_t)group_count);
  save_relatives(writer);
  if (model_writer_save(writer, path)) fprintf(stderr, "%s: cannot be written\n", path), exit(1);
}

int main(int count, char **arguments) {
  if (count < 4)
    return fprintf(stderr, "language_train OUT.model LANGUAGES.tsv DIRECTORY [NAME=VALUE...]\n"), 1;
  for (int i = 4; i < count; i++) {
    char *value = strchr(arguments[i], '=');
    size_t n = sizeof options / sizeof *options, at = 0;
    if (!value) return 1;
    *value++ = 0;
    while (at < n && strcmp(options[at].name, arguments[i])) at++;
    if (at == n) return fprintf(stderr, "no option %s\n", arguments[i]), 1;
    *options[at].value = atof(value);
  }
  random_state = 1;
  language_alphabet_init(&alphabet);
  init_plain();
  read_corpus(arguments[2], arguments[3]);
  choose_features();
  init_weights();
  learn();
  learn_relatives();
  report("with the second look");
  save_model(arguments[1]);
  return 0;
}
