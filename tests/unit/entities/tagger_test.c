/* tagger_test.c: the CRF's sums against enumeration of all label sequences; damaged models. */
#include "unit/check.h"
#include "entities/tagger.h"
#include "entities/tagger_crf.h"
#include <math.h>
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

static void check_models(void) {
  const char *error = NULL;
  Model none = {NULL, 0};
  Tagger *tagger = tagger_open(&none, &error);
  CHECK(tagger != NULL); /* no tables: a tagger that finds nothing */
  Document doc;
  document_open(&doc, "Ada Lovelace", 12);
  size_t count = 9;
  CHECK(tagger_run(tagger, &doc, NULL, 0, &count) == NULL && count == 0);
  document_free(&doc);
  tagger_close(tagger);
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
