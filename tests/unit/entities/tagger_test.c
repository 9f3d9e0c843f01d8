/* tagger_test.c: the CRF's sums against enumeration of all label sequences; the learnt model;
 * damage. */
#include "unit/check.h"
#include "entities/tagger.h"
#include "entities/tagger_crf.h"
#include "model/embed.h"
#include "text/segment.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 4 };

static double noise(unsigned *state) { /* -2 .. 2 */
  *state = *state * 1103515245u + 12345u;
  return (double)(*state >> 8 & 0xffff) / 16384.0 - 2.0;
}

typedef struct Chain {
  double emission[LENGTH][CRF_LABELS];
  double transition[CRF_LABELS][CRF_LABELS];
  double weight[CRF_LABELS][CRF_LABELS];
  uint16_t allowed[LENGTH];
} Chain;

static void chain_fill(Chain *chain, unsigned state) {
  for (int i = 0; i < LENGTH; i++)
    for (int label = 0; label < CRF_LABELS; label++) chain->emission[i][label] = noise(&state);
  for (int from = 0; from < CRF_LABELS; from++)
    for (int to = 0; to < CRF_LABELS; to++) chain->transition[from][to] = noise(&state);
  crf_weights((const double(*)[CRF_LABELS])chain->transition, chain->weight);
  for (int i = 0; i < LENGTH; i++) chain->allowed[i] = CRF_ALL;
}

/* Walks all sequences of LENGTH labels: 1 while there is another. */
static int sequence_next(int label[LENGTH]) {
  for (int i = 0; i < LENGTH; i++) {
    if (++label[i] < CRF_LABELS) return 1;
    label[i] = 0;
  }
  return 0;
}

/* The sequence's score, or -HUGE_VAL when it breaks BIO or is not allowed. */
static double sequence_score(const Chain *chain, const int label[LENGTH]) {
  double score = 0;
  for (int i = 0; i < LENGTH; i++) {
    if (!(chain->allowed[i] >> label[i] & 1)) return -HUGE_VAL;
    if (!crf_follows(i ? label[i - 1] : CRF_OUTSIDE, label[i])) return -HUGE_VAL;
    score += chain->emission[i][label[i]];
    if (i) score += chain->transition[label[i - 1]][label[i]];
  }
  return score;
}

static int sequence_is_span(const int label[LENGTH], int first, int end, int type) {
  if (label[first] != CRF_BEGIN(type)) return 0;
  for (int i = first + 1; i < end; i++)
    if (label[i] != CRF_INSIDE(type)) return 0;
  return end == LENGTH || label[end] != CRF_INSIDE(type);
}

static void check_sums(const Chain *chain) {
  CrfRow row[LENGTH];
  const double(*emission)[CRF_LABELS] = (const double(*)[CRF_LABELS])chain->emission;
  const double(*weight)[CRF_LABELS] = (const double(*)[CRF_LABELS])chain->weight;
  double found = crf_sum(LENGTH, emission, weight, chain->allowed, row);
  double z = 0, marginal[LENGTH][CRF_LABELS] = {{0}}, span = 0;
  static double pair[LENGTH][CRF_LABELS][CRF_LABELS];
  memset(pair, 0, sizeof pair);
  int label[LENGTH] = {0};
  do {
    double p = sequence_score(chain, label);
    if (p == -HUGE_VAL) continue;
    p = exp(p);
    z += p;
    for (int i = 0; i < LENGTH; i++) {
      marginal[i][label[i]] += p;
      if (i) pair[i][label[i - 1]][label[i]] += p;
    }
    if (sequence_is_span(label, 1, 3, ENTITY_ORG)) span += p;
  } while (sequence_next(label));
  CHECK(fabs(found - log(z)) < 1e-9);
  double backward = 0; /* the partition once more, from the other side */
  for (int first = 0; first < CRF_LABELS; first++) backward += crf_marginal(row, 0, first);
  CHECK(fabs(backward - 1) < 1e-9);
  double worst = 0;
  for (size_t i = 0; i < LENGTH; i++)
    for (int to = 0; to < CRF_LABELS; to++) {
      worst = fmax(worst, fabs(crf_marginal(row, i, to) - marginal[i][to] / z));
      for (int from = 0; i && from < CRF_LABELS; from++)
        worst = fmax(worst, fabs(crf_pair(row, i, from, to, weight) - pair[i][from][to] / z));
    }
  CHECK(worst < 1e-9);
  CHECK(fabs(crf_span(LENGTH, row, 1, 3, ENTITY_ORG, weight) - span / z) < 1e-9);
}

static void check_best(unsigned state) {
  Chain chain;
  chain_fill(&chain, state);
  int32_t emission[LENGTH][CRF_LABELS], transition[CRF_LABELS][CRF_LABELS];
  for (int i = 0; i < LENGTH; i++)
    for (int label = 0; label < CRF_LABELS; label++) {
      emission[i][label] = (int32_t)(chain.emission[i][label] * 1000);
      chain.emission[i][label] = emission[i][label];
    }
  for (int from = 0; from < CRF_LABELS; from++)
    for (int to = 0; to < CRF_LABELS; to++) {
      transition[from][to] = (int32_t)(chain.transition[from][to] * 1000);
      chain.transition[from][to] = transition[from][to];
    }
  uint8_t back[LENGTH][CRF_LABELS], found[LENGTH];
  crf_viterbi(LENGTH, (const int32_t(*)[CRF_LABELS])emission,
              (const int32_t(*)[CRF_LABELS])transition, back, found);
  int label[LENGTH] = {0}, as_found[LENGTH];
  double best = -HUGE_VAL;
  do best = fmax(best, sequence_score(&chain, label));
  while (sequence_next(label));
  for (int i = 0; i < LENGTH; i++) as_found[i] = found[i];
  CHECK(sequence_score(&chain, as_found) == best);
}

static void check_long(void) { /* no overflow, probabilities stay probabilities */
  enum { LONG = 5000 };
  static int32_t emission[LONG][CRF_LABELS], transition[CRF_LABELS][CRF_LABELS];
  static uint8_t back[LONG][CRF_LABELS], label[LONG];
  for (int i = 0; i < LONG; i++) emission[i][i % 3] = 1 << 20;
  crf_viterbi(LONG, (const int32_t(*)[CRF_LABELS])emission,
              (const int32_t(*)[CRF_LABELS])transition, back, label);
  for (int i = 0; i < LONG; i++) CHECK(label[i] == i % 3);
}

/* ---- the learnt model ---- */

static const char *const text_names = "Yesterday the engineer Marta Kowalczyk met officials of "
                                      "Deutsche Bank in Frankfurt. Nothing was signed.";

/* Cuts, tags; returns the spans joined as "text/TYPE;..." in out. */
static size_t tag(const Tagger *tagger, const char *text, const char *language,
                  const TaggerEvidence *evidence, size_t evidence_count, char *out, size_t room) {
  Document doc;
  Segmenter *segmenter = segmenter_new(NULL);
  document_open(&doc, text, strlen(text));
  document_set_language(&doc, language, strlen(language));
  Block *block = document_push(&doc, blocks);
  if (block) block->span = (Span){0, (uint32_t)doc.size};
  segment_run(&doc, segmenter);
  size_t count, used = 0;
  TaggerSpan *spans = tagger_run(tagger, &doc, evidence, evidence_count, &count);
  uint32_t last = 0;
  out[0] = 0;
  for (size_t i = 0; i < count; i++) {
    static const char *const types[] = {"PER", "ORG", "LOC", "NORP", "MISC"};
    CHECK(spans[i].span.start >= last && spans[i].span.start < spans[i].span.end);
    CHECK(spans[i].span.end <= doc.size && spans[i].type < 5);
    CHECK(spans[i].first_token < spans[i].end_token && spans[i].end_token <= doc.tokens.count);
    CHECK(spans[i].score >= 0 && spans[i].score <= 1);
    last = spans[i].span.end;
    if (used + 80 < room)
      used +=
          (size_t)snprintf(out + used, room - used, "%.*s/%s;", (int)(last - spans[i].span.start),
                           text + spans[i].span.start, types[spans[i].type]);
  }
  document_free(&doc);
  segmenter_free(segmenter);
  return count;
}

static void check_shipped(const Tagger *tagger) {
  char found[4096];
  tag(tagger, text_names, "en", NULL, 0, found, sizeof found);
  CHECK(strstr(found, "Marta Kowalczyk/PER;") != NULL);
  CHECK(strstr(found, "Frankfurt/LOC;") != NULL);
  CHECK(strstr(found, "Nothing") == NULL);
  tag(tagger, "Ο Γιώργος Παπαδάκης μίλησε στη Θεσσαλονίκη για τα έργα.", "el", NULL, 0, found,
      sizeof found);
  CHECK(strstr(found, "Γιώργος Παπαδάκης/PER;") != NULL);
  CHECK(strstr(found, "Θεσσαλονίκη/LOC;") != NULL);
  tag(tagger, "وصل الرئيس محمود حداد إلى القاهرة يوم الخميس.", "ar", NULL, 0, found, sizeof found);
  CHECK(strstr(found, "القاهرة/LOC;") != NULL);
  tag(tagger, "Министр Олег Захарченко приехал в Самару.", "ru", NULL, 0, found, sizeof found);
  CHECK(strstr(found, "Олег Захарченко/PER;") != NULL);
  CHECK(tag(tagger, "and so it went on for years", "en", NULL, 0, found, sizeof found) == 0);
}

static void check_evidence(const Tagger *tagger) { /* what is known weighs, but does not decide */
  char without[4096], with[4096];
  const char *text = "We went to Vrbnje by bus.";
  TaggerEvidence place = {{11, 17}, EVIDENCE_LOC};
  tag(tagger, text, "en", NULL, 0, without, sizeof without);
  tag(tagger, text, "en", &place, 1, with, sizeof with);
  CHECK(strcmp(with, "Vrbnje/LOC;") == 0);
  TaggerEvidence wild[3] = {{{0, 4000000000u}, ~0u}, {{3, 3}, EVIDENCE_PER}, {{24, 9}, 0}};
  tag(tagger, text, "en", wild, 3, with, sizeof with); /* must only not go wrong */
}

static void check_odd_texts(const Tagger *tagger) {
  char found[4096];
  static char words[200001];
  tag(tagger, "", "en", NULL, 0, found, sizeof found);
  tag(tagger, "... !!! 12 12.5 @x #y https://z.org/ 😀", "und", NULL, 0, found, sizeof found);
  tag(tagger, "Ա Բ Պետրոս Սարգսյան Երևան", "hy", NULL, 0, found, sizeof found);
  tag(tagger, "中国外交部发言人王毅在北京说", "zh", NULL, 0, found, sizeof found);
  for (size_t i = 0; i + 1 < sizeof words; i++) words[i] = "Ab c"[i % 4];
  tag(tagger, words, "en", NULL, 0, found, sizeof found); /* one sentence of 100,000 words */
  for (size_t i = 0; i + 1 < sizeof words; i++) words[i] = 'A';
  tag(tagger, words, "en", NULL, 0, found, sizeof found);
}

/* Rows of a damaged model must not be read beyond their end. */
static void check_damaged(const Model *model) {
  uint8_t *copy = aligned_alloc(64, (model->size + 63) / 64 * 64);
  if (!copy) return;
  for (unsigned round = 0; round < 12; round++) {
    unsigned state = round + 1;
    memcpy(copy, model->data, model->size);
    for (int k = 0; k < 20000; k++) {
      state = state * 1664525u + 1013904223u;
      size_t at = (size_t)(((uint64_t)state * model->size) >> 32);
      if (round < 6 || at < 1 << 20) copy[at] ^= (uint8_t)(state >> 3);
    }
    memcpy(copy, model->data, 4096); /* the table of sections stays sound: the rest is for us */
    Model damaged;
    const char *error = NULL;
    char found[4096];
    if (model_open(&damaged, copy, model->size)) continue;
    Tagger *tagger = tagger_open(&damaged, &error);
    CHECK((tagger == NULL) == (error != NULL));
    if (tagger) tag(tagger, text_names, "en", NULL, 0, found, sizeof found);
    tagger_close(tagger);
  }
  free(copy);
}

static void check_models(void) {
  const char *error = NULL;
  Model none = {NULL, 0};
  Tagger *tagger = tagger_open(&none, &error);
  CHECK(tagger != NULL); /* no tables: a tagger that finds nothing */
  char found[256];
  CHECK(tag(tagger, text_names, "en", NULL, 0, found, sizeof found) == 0);
  tagger_close(tagger);
  Model model;
  const uint8_t *data = NULL;
  size_t size = 0;
  CHECK(embed_model("tagger", &data, &size));
  CHECK(model_open(&model, data, size) == NULL);
  tagger = tagger_open(&model, &error);
  CHECK(tagger != NULL && error == NULL);
  if (!tagger) return;
  check_shipped(tagger);
  check_evidence(tagger);
  check_odd_texts(tagger);
  tagger_close(tagger);
  check_damaged(&model);
}

int main(void) {
  Chain chain;
  for (unsigned state = 1; state <= 5; state++) {
    chain_fill(&chain, state);
    check_sums(&chain);
    chain.allowed[1] = 1u << CRF_BEGIN(ENTITY_ORG) | 1u << CRF_OUTSIDE;
    chain.allowed[3] = 1u << CRF_INSIDE(ENTITY_LOC) | 1u << CRF_INSIDE(ENTITY_ORG);
    check_sums(&chain);
    check_best(state);
  }
  check_long();
  check_models();
  return check_result();
}
