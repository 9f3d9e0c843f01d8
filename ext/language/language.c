/* language.c: which language a text is in.
**
** Method. The script gate comes first: a script that one language of ours uses (Greek, Thai,
** Georgian ...) decides alone. Scripts shared by several (Latin, Cyrillic, Arabic, Devanagari,
** Bengali, Ethiopic, Hebrew, Han with kana) each have a linear classifier over the letter n-grams
** and words of the text (language_features.h): every n-gram that proved of use in learning has a
** row of 28 numbers, the rows found are added up, scaled by their number, and a softmax over the
** script's languages follows (the shape is that of fastText: Joulin et al., "Bag of Tricks for
** Efficient Text Classification", EACL 2017; the pruned table with fingerprints is ours). Close
** relatives get a second look (language_relatives.c).
**
** A text of several lines is not one bag: each piece (a line, or a part of a long one) is judged
** alone, and the document is the mixture of its pieces weighted by letters, found by expectation
** maximisation. So a menu in another language has the weight of its letters, and no more, and an
** ambiguous short line goes with the rest of the document. Of long texts pieces spread evenly over
** the whole length are read, so the time does not grow with the length.
**
** "und" is a class of its own: the classes of random letters, lines of program code or of digits
** and signs, and pieces with too few letters give their mass to it. */
#include "language/language_model.h"
#include <math.h>
#include <string.h>
#include "text/chars.h"
#include "text/memory.h"

#define D LANGUAGE_DIMENSIONS
#define BATCH 300         /* features looked up at once: their buckets fit the first cache */
#define ADDED 256         /* bytes that 16 bits can add up */
#define PIECES_MAX 64     /* pieces of a text that are judged */
#define PIECE_LETTERS 240 /* a longer line is cut into pieces of so many letters */
#define LINE_LETTERS 24   /* shorter lines are joined with the next, unless that ... */
#define LONG_LINE 60      /* ... has more bytes than this */
#define WHOLE_BYTES 1000  /* a longer text is sampled: */
#define SAMPLES_FEW 8     /* pieces read for a verdict, */
#define SAMPLES_MANY 20   /* for a table of candidates, */
#define SAMPLE_BYTES 80   /* and their size */
#define SAMPLES_AGREED 3  /* so many of them may give the verdict, ... */
#define AGREED 0.92f      /* ... when they are that certain of one language on the average */
#define NEGLIGIBLE 1e-4f  /* a class that no piece gives more is left out of the mixture */
#define MIX_ROUNDS 4      /* of expectation maximisation */
#define FEW_LETTERS 3     /* fewer letters decide nothing where several languages share a script */
#define VARIANT_WEIGHT 2.0f /* what a simplified character counts against traditional Chinese */
#define KANA_PENALTY 4.0f   /* text of Han characters alone is Chinese unless much speaks for ja */

typedef LanguageEvidence Evidence;
typedef LanguagePiece Piece;

typedef struct Batch {
  size_t count, group;
  uint64_t hash[BATCH];
} Batch;

/* ---- opening --------------------------------------------------------------------------------- */

static const char *bind_classes(LanguageModel *lm, size_t *groups) {
  *groups = 0;
  for (size_t i = 0; i < lm->count; i++) {
    const LanguageClass *class = &lm->classes[i];
    if (class->script >= SCRIPT_COUNT || !memchr(class->tag, 0, sizeof class->tag))
      return "language model: bad class";
    if (i && class->script < class[-1].script) return "language model: classes not sorted";
    if (!lm->end[class->script]) lm->first[class->script] = (uint8_t)i;
    lm->end[class->script] = (uint8_t)(i + 1);
    lm->is_noise[i] = !strncmp(class->tag, "zxx", 3);
    if (class->script != SCRIPT_HAN) continue;
    if (!strcmp(class->tag, "zh-Hans")) lm->hans = (uint8_t)i;
    if (!strcmp(class->tag, "zh-Hant")) lm->hant = (uint8_t)i;
  }
  for (size_t s = 0; s < SCRIPT_COUNT; s++) {
    if (lm->end[s] - lm->first[s] < 2) continue;
    if (*groups == LANGUAGE_GROUPS_MAX) return "language model: too many scripts";
    lm->group[s] = (uint8_t)(*groups += 1);
  }
  return NULL;
}

static const char *expand_codebooks(LanguageModel *lm, const LanguageCodebook *codebook,
                                    size_t groups) {
  lm->codebook = memory_zero(groups ? groups * sizeof *lm->codebook : 1);
  if (!lm->codebook) return "out of memory";
  for (size_t g = 0; g < groups; g++)
    for (size_t k = 0; k < LANGUAGE_PARTS; k++)
      for (size_t c = 0; c < LANGUAGE_CENTROIDS; c++)
        for (size_t e = 0; e < LANGUAGE_PART; e++)
          lm->codebook[g][k][c] |= (uint64_t)codebook[g].centroid[k][c][e] << (16 * e);
  return NULL;
}

static void turn_class(LanguageWeights *weights, size_t at, const LanguageClass *class) {
  for (size_t d = 0; d < D; d++) weights->weight[d][at] = class->weight[d];
  weights->bias[at] = class->bias;
  weights->prior[at] = class->prior;
}

/* Puts the weights of the classes that are scored together side by side. */
static const char *turn_weights(LanguageModel *lm) {
  size_t total = 0;
  for (size_t s = 0; s < SCRIPT_COUNT; s++) {
    if (!lm->group[s]) continue;
    lm->abreast[lm->group[s] - 1] = (uint8_t)total;
    total += (size_t)(lm->end[s] - lm->first[s] + LANGUAGE_ABREAST - 1) / LANGUAGE_ABREAST;
  }
  lm->weights = memory_zero((total + 1) * sizeof *lm->weights);
  if (!lm->weights) return "out of memory";
  for (size_t s = 0; s < SCRIPT_COUNT; s++) {
    size_t count = (size_t)(lm->end[s] - lm->first[s]);
    for (size_t c = 0; lm->group[s] && c < count; c++)
      turn_class(&lm->weights[lm->abreast[lm->group[s] - 1] + c / LANGUAGE_ABREAST],
                 c % LANGUAGE_ABREAST, &lm->classes[lm->first[s] + c]);
  }
  return NULL;
}

static const char *bind_model(LanguageModel *lm, const Model *model) {
  size_t settings_count, buckets, books, groups;
  const LanguageSettings *settings =
      model_section(model, LANGUAGE_SECTION_SETTINGS, sizeof *settings, &settings_count);
  const LanguageCodebook *codebook =
      model_section(model, LANGUAGE_SECTION_CODEBOOK, sizeof *codebook, &books);
  lm->classes = model_section(model, LANGUAGE_SECTION_CLASSES, sizeof *lm->classes, &lm->count);
  lm->table = model_section(model, LANGUAGE_SECTION_TABLE, sizeof *lm->table, &buckets);
  if (!settings || settings_count != 1 || !lm->classes || !lm->table || !codebook)
    return "language model: a section is missing";
  if (!lm->count || lm->count > LANGUAGE_CLASSES_MAX || buckets <= LANGUAGE_UNKNOWN ||
      buckets > UINT32_MAX)
    return "language model: sections do not fit together";
  const char *error = bind_classes(lm, &groups);
  if (error) return error;
  if (books != groups) return "language model: not a codebook for each script";
  error = language_relatives_bind(lm, model);
  if (error) return error;
  lm->settings = *settings;
  lm->buckets = (uint32_t)buckets - LANGUAGE_UNKNOWN;
  error = expand_codebooks(lm, codebook, groups);
  return error ? error : turn_weights(lm);
}

LanguageModel *language_open(const Model *model, const char **error) {
  LanguageModel *lm = memory_zero(sizeof *lm);
  *error = lm ? bind_model(lm, model) : "out of memory";
  if (*error) {
    language_close(lm);
    return NULL;
  }
  for (int i = 1; i < 256; i++) lm->factor[i] = powf((float)i, -lm->settings.power);
  language_alphabet_init(&lm->alphabet);
  return lm;
}

void language_close(LanguageModel *lm) {
  if (!lm) return;
  memory_free(lm->codebook);
  memory_free(lm->weights);
  memory_free(lm);
}

/* The classes without those of noise. */
size_t language_count(const LanguageModel *lm) {
  size_t n = 0;
  for (size_t i = 0; i < lm->count; i++) n += !lm->is_noise[i];
  return n;
}

const char *language_tag(const LanguageModel *lm, size_t i) {
  for (size_t c = 0; c < lm->count; c++)
    if (!lm->is_noise[c] && i-- == 0) return lm->classes[c].tag;
  return NULL;
}

/* ---- evidence -------------------------------------------------------------------------------- */

/* Adds up rows of the batch: four numbers of 16 bits at once, at most ADDED rows. The parts are
** written one by one so that the sums stay in registers. */
static void add_rows(const LanguageModel *lm, const uint64_t *hash, size_t count, size_t group,
                     int32_t *sum) {
  uint64_t a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0;
  const uint64_t(*book)[LANGUAGE_CENTROIDS] =
      (const uint64_t(*)[LANGUAGE_CENTROIDS])lm->codebook[group];
  const uint8_t *unknown =
      lm->table[lm->buckets + group / LANGUAGE_LANES].code[group % LANGUAGE_LANES];
  for (size_t i = 0; i < count; i++) {
    const LanguageBucket *bucket = &lm->table[language_bucket(hash[i], lm->buckets)];
    uint32_t lane = language_lane(bucket, hash[i]);
    const uint8_t *code = lane < LANGUAGE_LANES ? bucket->code[lane] : unknown;
    a += book[0][code[0]];
    b += book[1][code[1]];
    c += book[2][code[2]];
    d += book[3][code[3]];
    e += book[4][code[4]];
    f += book[5][code[5]];
    g += book[6][code[6]];
  }
  const uint64_t total[LANGUAGE_PARTS] = {a, b, c, d, e, f, g};
  for (size_t n = 0; n < D; n++)
    sum[n] += (int32_t)(total[n / LANGUAGE_PART] >> (16 * (n % LANGUAGE_PART)) & 0xFFFF) -
              LANGUAGE_ZERO * (int32_t)count;
}

static void batch_flush(const LanguageModel *lm, Batch *batch, Evidence *evidence) {
  for (size_t i = 0; i < batch->count; i += ADDED)
    add_rows(lm, batch->hash + i, batch->count - i < ADDED ? batch->count - i : ADDED, batch->group,
             evidence->sum[batch->group]);
  evidence->features[batch->group] += (uint32_t)batch->count;
  batch->count = 0;
}

/* Characters that only one of the two spellings of Chinese has. */
static void count_variants(const LanguageWord *word, Evidence *evidence) {
  for (uint32_t i = 1; i + 1 < word->count; i++) {
    uint16_t class = chars_class(word->letters[i]);
    evidence->simplified += (class & CLASS_SIMPLIFIED) != 0;
    evidence->simplified -= (class & CLASS_TRADITIONAL) != 0;
  }
}

static void batch_add(const LanguageModel *lm, Batch *batch, const LanguageWord *word,
                      Evidence *evidence) {
  if (!evidence->start) evidence->start = word->start;
  evidence->end = word->end;
  evidence->letters[word->script] += word->total;
  evidence->kana += word->kana;
  if (word->script == SCRIPT_HAN) count_variants(word, evidence);
  if (!lm->group[word->script]) return;
  size_t group = lm->group[word->script] - 1u;
  if (batch->count && (batch->group != group || batch->count > BATCH - LANGUAGE_FEATURES))
    batch_flush(lm, batch, evidence);
  batch->group = group;
  evidence->words[group]++;
  size_t count = batch->count;
  batch->count += language_word_features(word, batch->hash + count);
  for (; count < batch->count; count++)
    LANGUAGE_PREFETCH(&lm->table[language_bucket(batch->hash[count], lm->buckets)]);
}

void language_add_word(const LanguageModel *lm, const LanguageWord *word, Evidence *evidence) {
  Batch batch;
  batch.count = 0;
  batch_add(lm, &batch, word, evidence);
  if (batch.count) batch_flush(lm, &batch, evidence);
}

/* Dense scripts say more with a letter. */
static float letter_weight(size_t script) {
  return script == SCRIPT_HAN ? 3 : script == SCRIPT_HANGUL || script == SCRIPT_ETHIOPIC ? 2 : 1;
}

/* The spelling of Chinese follows the characters that only one of the two has. */
static void prefer_variant(const LanguageModel *lm, int32_t simplified, float *z) {
  if (simplified == 0 || lm->hans == lm->hant) return;
  size_t first = lm->first[SCRIPT_HAN], hans = lm->hans - first, hant = lm->hant - first;
  size_t to = simplified > 0 ? hans : hant, from = simplified > 0 ? hant : hans;
  if (z[from] > z[to]) z[to] = z[from];
  float most = z[to] - VARIANT_WEIGHT * (float)(simplified > 0 ? simplified : -simplified);
  if (z[from] > most) z[from] = most;
}

size_t language_highest(const float *x, size_t count) {
  float most[4] = {x[0], x[0], x[0], x[0]}; /* four at once: each waits for its own last only */
  size_t i = 0;
  for (; i + 4 <= count; i += 4)
    for (size_t e = 0; e < 4; e++) most[e] = x[i + e] > most[e] ? x[i + e] : most[e];
  for (; i < count; i++) most[0] = x[i] > most[0] ? x[i] : most[0];
  for (size_t e = 1; e < 4; e++) most[0] = most[e] > most[0] ? most[e] : most[0];
  for (i = 0; i + 1 < count && x[i] < most[0];) i++;
  return i;
}

/* Scores of the classes of a script, logarithms, of which those behind the last mean nothing. */
static void classify(const LanguageModel *lm, const Evidence *evidence, size_t group, size_t count,
                     float *z) {
  uint32_t n = evidence->features[group];
  float factor = n < 256 ? lm->factor[n] : powf((float)n, -lm->settings.power), hidden[D];
  const LanguageWeights *weights = &lm->weights[lm->abreast[group]];
  for (size_t d = 0; d < D; d++) hidden[d] = (float)evidence->sum[group][d] * factor;
  for (size_t c = 0; c < count; c += LANGUAGE_ABREAST, weights++) {
    float sum[LANGUAGE_ABREAST];
    for (size_t e = 0; e < LANGUAGE_ABREAST; e++) sum[e] = weights->bias[e];
    for (size_t d = 0; d < D; d++)
      for (size_t e = 0; e < LANGUAGE_ABREAST; e++) sum[e] += weights->weight[d][e] * hidden[d];
    for (size_t e = 0; e < LANGUAGE_ABREAST; e++) z[c + e] = sum[e];
  }
}

/* Makes the scores as sharp as they are right, and adds the priors: the scores grow with the root
** of the number of features, evidence with the number, so the prior shrinks. */
static void calibrate(const LanguageModel *lm, const Evidence *evidence, size_t group, size_t count,
                      float *z) {
  uint32_t n = evidence->features[group];
  float sharpness = 1 / language_temperature(&lm->settings, evidence->words[group], n);
  float prior = lm->settings.prior + lm->settings.prior_few / (float)(n + 20);
  const LanguageWeights *weights = &lm->weights[lm->abreast[group]];
  for (size_t c = 0; c < count; c += LANGUAGE_ABREAST, weights++)
    for (size_t e = 0; e < LANGUAGE_ABREAST; e++)
      z[c + e] = z[c + e] * sharpness + prior * weights->prior[e];
}

/* Probabilities of the classes of a script that several languages share. */
static void score_group(const LanguageModel *lm, const Evidence *evidence, size_t script,
                        float share, float *p) {
  size_t first = lm->first[script], end = lm->end[script], group = lm->group[script] - 1u;
  float z[LANGUAGE_CLASSES_MAX + LANGUAGE_ABREAST], total = 0; /* of the script's classes */
  uint8_t list[LANGUAGE_CLASSES_MAX];
  size_t listed = 0;
  classify(lm, evidence, group, end - first, z);
  language_second_look(lm, evidence, script, z);
  calibrate(lm, evidence, group, end - first, z);
  if (script == SCRIPT_HAN) {
    for (size_t c = first; c < end && !evidence->kana; c++)
      if (lm->classes[c].tag[0] == 'j') z[c - first] -= KANA_PENALTY;
    prefer_variant(lm, evidence->simplified, z);
  }
  float best = z[language_highest(z, end - first)];
  for (size_t c = 0; c < end - first; c++)
    if (z[c] - best >= -16) list[listed++] = (uint8_t)c;
  for (size_t i = 0; i < listed; i++) total += z[list[i]] = expf(z[list[i]] - best);
  float factor = share / total;
  for (size_t i = 0; i < listed; i++) {
    size_t c = first + list[i];
    p[lm->is_noise[c] ? lm->count : c] += factor * z[list[i]];
  }
}

int language_score_piece(const LanguageModel *lm, const Evidence *evidence, Piece *piece) {
  float total = 0;
  uint32_t letters = 0;
  for (size_t s = 0; s < SCRIPT_COUNT; s++) {
    total += (float)evidence->letters[s] * letter_weight(s);
    letters += evidence->letters[s];
  }
  if (letters == 0) return 0;
  piece->weight = total;
  memset(piece->p, 0, (lm->count + 1) * sizeof *piece->p);
  int is_latin =
      evidence->letters[SCRIPT_LATIN] * 2 >= letters; /* ';' is a question mark in Greek */
  if ((is_latin && evidence->code >= 4 && evidence->code * 5 >= letters) ||
      (float)evidence->others * 0.5f > total) {
    piece->p[lm->count] = 1;
    return 1;
  }
  for (size_t s = 0; s < SCRIPT_COUNT; s++) {
    if (!evidence->letters[s]) continue;
    float share = (float)evidence->letters[s] * letter_weight(s) / total;
    if (lm->first[s] == lm->end[s])
      piece->p[lm->count] += share;
    else if (!lm->group[s])
      piece->p[lm->first[s]] += share;
    else if (evidence->letters[s] < FEW_LETTERS && s != SCRIPT_HAN)
      piece->p[lm->count] += share;
    else
      score_group(lm, evidence, s, share, piece->p);
  }
  return 1;
}

static int is_long_line(const uint8_t *p, const uint8_t *end) {
  return end - p > LONG_LINE && !memchr(p, '\n', LONG_LINE);
}

/* Reads words up to the text's end, or a line's end once `line` letters are read, or `most`
** letters. */
static void read_piece(const LanguageModel *lm, LanguageReader *reader, uint32_t line,
                       uint32_t most, Evidence *evidence) {
  Batch batch;
  LanguageWord word;
  uint32_t letters = 0;
  memset(evidence, 0, sizeof *evidence);
  batch.count = 0;
  reader->others = reader->code = 0;
  while (letters < most) {
    const uint8_t *before = reader->p;
    if (!language_word_next(&lm->alphabet, reader, &word)) break;
    if (letters && line < UINT32_MAX && memchr(before, '\n', (size_t)(word.start - before)) &&
        (letters >= line || is_long_line(word.start, reader->end))) {
      reader->p = word.start;
      break;
    }
    letters += word.total;
    batch_add(lm, &batch, &word, evidence);
  }
  if (batch.count) batch_flush(lm, &batch, evidence);
  evidence->others = reader->others;
  evidence->code = reader->code;
}

/* The next break between words from p on, or p itself when none is near. */
static const uint8_t *next_break(const uint8_t *p, const uint8_t *end) {
  const uint8_t *stop = end - p > 40 ? p + 40 : end;
  for (const uint8_t *q = p; q < stop; q++)
    if (*q <= ' ') return q;
  while (p < end && (*p & 0xC0) == 0x80) p++;
  return p;
}

/* Do the pieces, taken together, say one thing for certain? */
static int pieces_agree(const LanguageModel *lm, const Piece *pieces, size_t count) {
  size_t best = language_highest(pieces[0].p, lm->count + 1);
  float sum = 0;
  for (size_t i = 0; i < count; i++) sum += pieces[i].p[best];
  return sum >= AGREED * (float)count;
}

/* Judges pieces spread over a long text; for a mere verdict, no more than it takes. */
static size_t sample_pieces(const LanguageModel *lm, const uint8_t *text, size_t size, int closely,
                            Piece *pieces) {
  static const uint8_t few[SAMPLES_FEW] = {3, 6, 1, 4, 2, 5, 7, 0}; /* last what is often a menu */
  size_t count = 0, samples = closely ? SAMPLES_MANY : SAMPLES_FEW;
  for (size_t i = 0; i < samples; i++) {
    Evidence evidence;
    const uint8_t *end = text + size;
    const uint8_t *p =
        next_break(text + (size - SAMPLE_BYTES) / samples * (closely ? i : few[i]), end);
    if (end - p > SAMPLE_BYTES) end = next_break(p + SAMPLE_BYTES, end);
    LanguageReader reader = {.p = p, .end = end};
    read_piece(lm, &reader, UINT32_MAX, UINT32_MAX, &evidence);
    count += (size_t)language_score_piece(lm, &evidence, &pieces[count]);
    if (!closely && count >= SAMPLES_AGREED && pieces_agree(lm, pieces, count)) break;
  }
  return count;
}

static size_t read_pieces(const LanguageModel *lm, const uint8_t *text, size_t size, int closely,
                          Piece *pieces) {
  size_t count = 0;
  if (size > WHOLE_BYTES && size > (closely ? SAMPLES_MANY : SAMPLES_FEW) * SAMPLE_BYTES)
    return sample_pieces(lm, text, size, closely, pieces);
  LanguageReader reader = {.p = text, .end = text + size};
  while (reader.p < reader.end && count < PIECES_MAX) {
    Evidence evidence;
    read_piece(lm, &reader, LINE_LETTERS, PIECE_LETTERS, &evidence);
    count += (size_t)language_score_piece(lm, &evidence, &pieces[count]);
  }
  return count;
}

/* The classes that some piece speaks for; returns how many. */
static size_t list_classes(const Piece *pieces, size_t count, size_t n, uint8_t *list) {
  uint8_t is_listed[LANGUAGE_CLASSES_MAX + 1] = {0};
  size_t found = 0;
  for (size_t i = 0; i < count; i++)
    for (size_t c = 0; c < n; c++) {
      if (pieces[i].p[c] <= NEGLIGIBLE || is_listed[c]) continue;
      is_listed[c] = 1;
      list[found++] = (uint8_t)c;
    }
  return found;
}

/* One round of expectation maximisation over the listed classes. */
static void mix_pieces(const Piece *pieces, size_t count, float total, const uint8_t *list,
                       size_t listed, float *theta) {
  float next[LANGUAGE_CLASSES_MAX + 1] = {0}, q[LANGUAGE_CLASSES_MAX + 1];
  for (size_t i = 0; i < count; i++) {
    float sum = 1e-20f;
    for (size_t k = 0; k < listed; k++) sum += q[k] = pieces[i].p[list[k]] * theta[list[k]];
    float factor = pieces[i].weight / (total * sum);
    for (size_t k = 0; k < listed; k++) next[k] += q[k] * factor;
  }
  for (size_t k = 0; k < listed; k++) theta[list[k]] = next[k];
}

int language_mixture(const LanguageModel *lm, const void *text, size_t size, int closely,
                     float theta[LANGUAGE_CLASSES_MAX + 1]) {
  Piece pieces[PIECES_MAX];
  uint8_t list[LANGUAGE_CLASSES_MAX + 1];
  float total = 0;
  size_t n = lm->count + 1, count = read_pieces(lm, text, size, closely, pieces);
  memset(theta, 0, n * sizeof *theta);
  if (count == 1) memcpy(theta, pieces[0].p, n * sizeof *theta);
  if (count <= 1) return (int)count;
  size_t listed = list_classes(pieces, count, n, list);
  for (size_t i = 0; i < count; i++) {
    total += pieces[i].weight;
    for (size_t k = 0; k < listed; k++) theta[list[k]] += pieces[i].weight * pieces[i].p[list[k]];
  }
  for (size_t k = 0; k < listed; k++) theta[list[k]] /= total;
  for (int round = 0; round < MIX_ROUNDS; round++)
    mix_pieces(pieces, count, total, list, listed, theta);
  return 1;
}

/* ---- answers --------------------------------------------------------------------------------- */

/* The tag's script subtag if it has one; Han and kana without one are Japanese. */
static const char *class_script(const LanguageClass *class) {
  const char *subtag = strchr(class->tag, '-');
  if (subtag) return subtag + 1;
  return class->script == SCRIPT_HAN ? "Jpan" : script_code((Script) class->script);
}

int language_candidates(const LanguageModel *lm, const void *text, size_t size,
                        LanguageCandidate out[LANGUAGE_CANDIDATES]) {
  float theta[LANGUAGE_CLASSES_MAX + 1], sum = 0;
  size_t n = 0;
  if (!language_mixture(lm, text, size, 1, theta)) return 0;
  while (n < LANGUAGE_CANDIDATES) {
    size_t best = 0;
    for (size_t c = 1; c <= lm->count; c++)
      if (theta[c] > theta[best]) best = c;
    if (n && theta[best] < 1e-3f) break;
    int und = best == lm->count;
    out[n++] = (LanguageCandidate){und ? "und" : lm->classes[best].tag,
                                   und ? "Zyyy" : class_script(&lm->classes[best]), theta[best],
                                   theta[best]};
    sum += theta[best];
    theta[best] = -1;
  }
  for (size_t i = 0; i < n; i++) out[i].score /= sum;
  return (int)n;
}

float language_detect(const LanguageModel *lm, const void *text, size_t size, const char **tag) {
  float theta[LANGUAGE_CLASSES_MAX + 1]; /* sums to 1, but for rounding */
  *tag = "und";
  if (!language_mixture(lm, text, size, 0, theta)) return 0;
  size_t best = language_highest(theta, lm->count + 1);
  if (best < lm->count) *tag = lm->classes[best].tag;
  return theta[best] < 1 ? theta[best] : 1;
}
