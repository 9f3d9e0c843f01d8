/* tagger_model.h: how tagger.model is laid out; private to tagger.c and tagger_train.c.
**
** Sections, N being the number of a table (tagger_features.h); a table may be absent:
**
**   "N.step"    one float: what one unit of the integer weights is worth
**   "N.edge"    int32[CRF_LABELS * CRF_LABELS]: transition weights, [from][to]
**   "N.bucket"  uint32: where each bucket of rows begins; one more at the end
**   "N.row"     bytes: the rows, bucket by bucket
**
** and for all tables "common", the bytes of a Bloom filter of ordinary words (TaggerCommon).
**
** A row is a feature's weights: uint16 check, uint16 labels (a bit for each label whose weight is
** not 0, and above those CRF_LABELS bits their number), then an int8 for each of them. A feature of
** hash h lives in bucket (h >> 32) * buckets >> 32, and its check is the low 16 bits of h: a
*feature
** never seen in training is almost always recognised as such, not mistaken for another. */
#ifndef GLOSS_ENTITIES_TAGGER_MODEL_H
#define GLOSS_ENTITIES_TAGGER_MODEL_H
#include <stdint.h>

#define TAGGER_ROW_HEAD 4 /* bytes before a row's weights */

static inline uint32_t tagger_bucket(uint64_t hash, uint32_t buckets) {
  return (uint32_t)((hash >> 32) * buckets >> 32);
}
static inline uint16_t tagger_check(uint64_t hash) { return (uint16_t)hash; }

#endif
