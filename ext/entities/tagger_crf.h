/* tagger_crf.h: the linear-chain conditional random field under the tagger (Lafferty, McCallum &
** Pereira 2001): sums and maxima over label sequences, used by the run and by the learning.
**
** Labels are BIO over the entity types: 0 = O, 1 + 2t = B-t, 2 + 2t = I-t, with t an EntityType.
** I-t may only follow B-t or I-t, so a step costs 6 maxima over all labels and 5 over two. */
#ifndef GLOSS_ENTITIES_TAGGER_CRF_H
#define GLOSS_ENTITIES_TAGGER_CRF_H
#include <stddef.h>
#include <stdint.h>

#define CRF_TYPES 5
#define CRF_LABELS (1 + 2 * CRF_TYPES)
#define CRF_OUTSIDE 0
#define CRF_BEGIN(type) (1 + 2 * (type))
#define CRF_INSIDE(type) (2 + 2 * (type))
#define CRF_TYPE(label) (((label)-1) / 2)
#define CRF_IS_INSIDE(label) ((label) && ((label)&1) == 0)
#define CRF_ALL ((uint16_t)((1u << CRF_LABELS) - 1))

/* 1 if label `to` may stand behind label `from`; from == CRF_OUTSIDE also stands for the start */
static inline int crf_follows(int from, int to) {
  return !CRF_IS_INSIDE(to) || (from && CRF_TYPE(from) == CRF_TYPE(to));
}

/* The best label sequence for integer scores. emission: count rows of CRF_LABELS; transition:
** [from][to]; back: scratch of count rows; labels: the result. Ties go to the smaller label. */
void crf_viterbi(size_t count, const int32_t (*emission)[CRF_LABELS],
                 const int32_t transition[CRF_LABELS][CRF_LABELS], uint8_t (*back)[CRF_LABELS],
                 uint8_t *labels);

typedef struct CrfRow {
  double alpha[CRF_LABELS]; /* forward, each row scaled to sum 1 */
  double beta[CRF_LABELS];  /* backward, scaled alike */
  double psi[CRF_LABELS];   /* exp(emission - row maximum), 0 where not allowed */
  double scale;             /* what alpha was divided by */
} CrfRow;

/* Forward and backward sums over all sequences whose label at i is in allowed[i] (bit sets; NULL:
** all). weight: exp(transition), 0 where a label may not follow. Returns log Z. When no sequence
** is allowed the result is -HUGE_VAL and rows are not to be used. */
double crf_sum(size_t count, const double (*emission)[CRF_LABELS],
               const double weight[CRF_LABELS][CRF_LABELS], const uint16_t *allowed, CrfRow *rows);

/* P(label at i) after crf_sum. */
static inline double crf_marginal(const CrfRow *rows, size_t i, int label) {
  return rows[i].alpha[label] * rows[i].beta[label];
}
/* P(label `from` at i - 1 and `to` at i), i > 0. */
static inline double crf_pair(const CrfRow *rows, size_t i, int from, int to,
                              const double weight[CRF_LABELS][CRF_LABELS]) {
  return rows[i - 1].alpha[from] * weight[from][to] * rows[i].psi[to] * rows[i].beta[to] /
         rows[i].scale;
}
/* P(units [first, end) are exactly one name of this type). */
double crf_span(size_t count, const CrfRow *rows, size_t first, size_t end, int type,
                const double weight[CRF_LABELS][CRF_LABELS]);

/* weight[from][to] = exp(transition), 0 where `to` may not follow */
void crf_weights(const double transition[CRF_LABELS][CRF_LABELS],
                 double weight[CRF_LABELS][CRF_LABELS]);

#endif
