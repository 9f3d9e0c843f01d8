/* language_relatives.c: the second look, which tells close relatives apart.
**
** The classifier of a script has 28 numbers for a feature, and they must serve all its languages;
** what separates Galician from Portuguese gets little of them. So where languages of one set of
** relatives (languages.tsv) lead and are near each other, the text is read again with weights that
** only these languages share: logistic regression over the same features, hashed without regard
** for collisions (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML
** 2009) and learnt on top of the classifier's scores, of which a part counts. How the set stands
** against other languages does not change. */
#include <math.h>
#include <string.h>
#include "language/language_model.h"

#define DOUBT 6.0f         /* relatives this much (a logarithm) under the best one are out of it */
#define FIRST_PART 0.7f    /* of the classifier's score that counts beside the second look's */
#define FEATURES_MOST 2000 /* read again */

static const char *bind_set(LanguageModel *lm, size_t i, size_t bytes) {
  const LanguageRelatives *set = &lm->relatives[i];
  if (set->members < 2 || set->members > LANGUAGE_MEMBERS_MAX || !set->slots)
    return "language model: bad relatives";
  if (set->offset > bytes ||
      (uint64_t)set->slots * language_relatives_row(set) > bytes - set->offset)
    return "language model: weights of relatives are missing";
  for (uint32_t m = 0; m < set->members; m++) {
    if (set->member[m] >= lm->count || lm->relatives_of[set->member[m]] ||
        lm->classes[set->member[m]].script != lm->classes[set->member[0]].script)
      return "language model: bad relatives";
    lm->relatives_of[set->member[m]] = (uint8_t)(i + 1);
  }
  return NULL;
}

const char *language_relatives_bind(LanguageModel *lm, const Model *model) {
  size_t bytes = 0;
  lm->relatives =
      model_section(model, LANGUAGE_SECTION_RELATIVES, sizeof *lm->relatives, &lm->relatives_count);
  lm->looks = model_section(model, LANGUAGE_SECTION_LOOKS, 1, &bytes);
  if (!lm->relatives) lm->relatives_count = 0;
  if (lm->relatives_count > LANGUAGE_RELATIVES_MAX || (lm->relatives_count && !lm->looks))
    return "language model: bad relatives";
  for (size_t i = 0; i < lm->relatives_count; i++) {
    const char *error = bind_set(lm, i, bytes);
    if (error) return error;
  }
  return NULL;
}

/* Is another of the set near the highest of the members' scores? */
static int in_doubt(const float *z, uint32_t members, float highest) {
  uint32_t near = 0;
  for (uint32_t m = 0; m < members; m++) near += z[m] > highest - DOUBT;
  return near > 1;
}

/* Adds up the weights of all features; returns how many features there were. */
static uint32_t add_weights(const LanguageModel *lm, const LanguageRelatives *set,
                            const LanguageEvidence *evidence, size_t script, int32_t *sum) {
  uint64_t hash[LANGUAGE_FEATURES];
  LanguageReader reader = {.p = evidence->start, .end = evidence->end};
  LanguageWord word;
  const uint8_t *weights = lm->looks + set->offset;
  uint32_t count = 0, row = language_relatives_row(set);
  while (count < FEATURES_MOST && language_word_next(&lm->alphabet, &reader, &word)) {
    if (word.script != script) continue;
    size_t n = language_word_features(&word, hash);
    for (size_t i = 0; i < n; i++) {
      const uint8_t *weight = weights + (size_t)language_relatives_slot(set, hash[i]) * row;
      for (uint32_t b = 0; b < row; b++) {
        sum[2 * b] += weight[b] & 15;
        sum[2 * b + 1] += weight[b] >> 4;
      }
    }
    count += (uint32_t)n;
  }
  return count;
}

static float log_total(const float *z, uint32_t count) {
  float best = z[0], total = 0;
  for (uint32_t m = 1; m < count; m++) best = z[m] > best ? z[m] : best;
  for (uint32_t m = 0; m < count; m++) total += expf(z[m] - best);
  return best + logf(total);
}

void language_relatives_mix(float *z, uint32_t members, const float *found) {
  float before = log_total(z, members);
  for (uint32_t m = 0; m < members; m++) z[m] = FIRST_PART * z[m] + found[m];
  float shift = before - log_total(z, members);
  for (uint32_t m = 0; m < members; m++) z[m] += shift;
}

void language_second_look(const LanguageModel *lm, const LanguageEvidence *evidence, size_t script,
                          float *z) {
  size_t first = lm->first[script], best = language_highest(z, lm->end[script] - first);
  if (!lm->relatives_of[first + best]) return;
  const LanguageRelatives *set = &lm->relatives[lm->relatives_of[first + best] - 1];
  float member[LANGUAGE_MEMBERS_MAX] = {0}, found[LANGUAGE_MEMBERS_MAX] = {0};
  for (uint32_t m = 0; m < set->members; m++) member[m] = z[set->member[m] - first];
  if (!in_doubt(member, set->members, z[best])) return;
  int32_t sum[LANGUAGE_MEMBERS_MAX] = {0};
  uint32_t count = add_weights(lm, set, evidence, script, sum);
  float factor = count ? set->step / sqrtf((float)count) : 0;
  for (uint32_t m = 0; m < set->members; m++)
    found[m] = factor * (float)(sum[m] - LANGUAGE_WEIGHT_ZERO * (int32_t)count);
  language_relatives_mix(member, set->members, found);
  for (uint32_t m = 0; m < set->members; m++) z[set->member[m] - first] = member[m];
}
