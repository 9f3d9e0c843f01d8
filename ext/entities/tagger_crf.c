/* tagger_crf.c: see tagger_crf.h. Sums are kept in range by scaling every row to sum 1 (Rabiner
** 1989, section V.A), so a marginal is one product and sequences may be of any length. */
#include "entities/tagger_crf.h"
#include <math.h>
#include <string.h>

static void viterbi_step(const int32_t previous[CRF_LABELS], const int32_t emission[CRF_LABELS],
                         const int32_t transition[CRF_LABELS][CRF_LABELS],
                         int32_t score[CRF_LABELS], uint8_t back[CRF_LABELS]) {
  for (int to = 0; to < CRF_LABELS; to++) {
    int best = CRF_IS_INSIDE(to) ? to - 1 : 0;
    int last = CRF_IS_INSIDE(to) ? to : CRF_LABELS - 1;
    int32_t value = previous[best] + transition[best][to];
    for (int from = best + 1; from <= last; from++) {
      int32_t other = previous[from] + transition[from][to];
      if (other > value) {
        value = other;
        best = from;
      }
    }
    score[to] = value + emission[to];
    back[to] = (uint8_t)best;
  }
}

void crf_viterbi(size_t count, const int32_t (*emission)[CRF_LABELS],
                 const int32_t transition[CRF_LABELS][CRF_LABELS], uint8_t (*back)[CRF_LABELS],
                 uint8_t *labels) {
  if (count == 0) return;
  int32_t scores[2][CRF_LABELS];
  for (int label = 0; label < CRF_LABELS; label++)
    scores[0][label] = CRF_IS_INSIDE(label) ? INT32_MIN / 2 : emission[0][label];
  for (size_t i = 1; i < count; i++) {
    int32_t *score = scores[i & 1];
    viterbi_step(scores[(i - 1) & 1], emission[i], transition, score, back[i]);
    int32_t top = score[0]; /* kept near zero: long chains must not overflow */
    for (int label = 1; label < CRF_LABELS; label++)
      if (score[label] > top) top = score[label];
    for (int label = 0; label < CRF_LABELS; label++) score[label] -= top;
  }
  const int32_t *score = scores[(count - 1) & 1];
  int best = 0;
  for (int label = 1; label < CRF_LABELS; label++)
    if (score[label] > score[best]) best = label;
  for (size_t i = count; i-- > 0;) {
    labels[i] = (uint8_t)best;
    if (i) best = back[i][best];
  }
}

void crf_weights(const double transition[CRF_LABELS][CRF_LABELS],
                 double weight[CRF_LABELS][CRF_LABELS]) {
  for (int from = 0; from < CRF_LABELS; from++)
    for (int to = 0; to < CRF_LABELS; to++)
      weight[from][to] = crf_follows(from, to) ? exp(transition[from][to]) : 0;
}

static double row_psi(const double emission[CRF_LABELS], unsigned allowed, int first,
                      double psi[CRF_LABELS]) {
  double top = -HUGE_VAL;
  for (int label = 0; label < CRF_LABELS; label++)
    if (emission[label] > top) top = emission[label];
  for (int label = 0; label < CRF_LABELS; label++) {
    int open = (allowed >> label & 1) && !(first && CRF_IS_INSIDE(label));
    psi[label] = open ? exp(emission[label] - top) : 0;
  }
  return top;
}

static void row_forward(const double previous[CRF_LABELS],
                        const double weight[CRF_LABELS][CRF_LABELS], const double psi[CRF_LABELS],
                        double alpha[CRF_LABELS]) {
  for (int to = 0; to < CRF_LABELS; to++) {
    double sum = 0;
    if (CRF_IS_INSIDE(to))
      sum = previous[to - 1] * weight[to - 1][to] + previous[to] * weight[to][to];
    else
      for (int from = 0; from < CRF_LABELS; from++) sum += previous[from] * weight[from][to];
    alpha[to] = sum * psi[to];
  }
}

static void row_backward(const CrfRow *next, const double weight[CRF_LABELS][CRF_LABELS],
                         double beta[CRF_LABELS]) {
  double value[CRF_LABELS];
  for (int to = 0; to < CRF_LABELS; to++) value[to] = next->psi[to] * next->beta[to] / next->scale;
  for (int from = 0; from < CRF_LABELS; from++) {
    double sum = weight[from][CRF_OUTSIDE] * value[CRF_OUTSIDE];
    for (int type = 0; type < CRF_TYPES; type++)
      sum += weight[from][CRF_BEGIN(type)] * value[CRF_BEGIN(type)];
    if (from) {
      int inside = CRF_INSIDE(CRF_TYPE(from));
      sum += weight[from][inside] * value[inside];
    }
    beta[from] = sum;
  }
}

double crf_sum(size_t count, const double (*emission)[CRF_LABELS],
               const double weight[CRF_LABELS][CRF_LABELS], const uint16_t *allowed, CrfRow *rows) {
  double total = 0;
  for (size_t i = 0; i < count; i++) {
    CrfRow *row = &rows[i];
    total += row_psi(emission[i], allowed ? allowed[i] : CRF_ALL, i == 0, row->psi);
    if (i == 0)
      memcpy(row->alpha, row->psi, sizeof row->alpha);
    else
      row_forward(rows[i - 1].alpha, weight, row->psi, row->alpha);
    row->scale = 0;
    for (int label = 0; label < CRF_LABELS; label++) row->scale += row->alpha[label];
    if (!(row->scale > 0)) return -HUGE_VAL;
    total += log(row->scale);
    for (int label = 0; label < CRF_LABELS; label++) row->alpha[label] /= row->scale;
  }
  for (size_t i = count; i-- > 0;) {
    if (i + 1 == count)
      for (int label = 0; label < CRF_LABELS; label++) rows[i].beta[label] = 1;
    else
      row_backward(&rows[i + 1], weight, rows[i].beta);
  }
  return total;
}

double crf_span(size_t count, const CrfRow *rows, size_t first, size_t end, int type,
                const double weight[CRF_LABELS][CRF_LABELS]) {
  int begin = CRF_BEGIN(type), inside = CRF_INSIDE(type);
  double p = rows[first].alpha[begin];
  for (size_t i = first + 1; i < end; i++)
    p *= weight[i == first + 1 ? begin : inside][inside] * rows[i].psi[inside] / rows[i].scale;
  int last = end == first + 1 ? begin : inside;
  double beta = rows[end - 1].beta[last];
  if (end < count) /* the next unit must not go on with the name */
    beta -= weight[last][inside] * rows[end].psi[inside] * rows[end].beta[inside] / rows[end].scale;
  p *= beta;
  return p < 0 ? 0 : p > 1 ? 1 : p;
}
