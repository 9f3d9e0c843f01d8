/* language_train_relatives.h: learns the weights of the second look (language_relatives.c). A part
** of language_train.c, included where samples can be drawn and scored.
**
** For each set of relatives: logistic regression on samples of its languages, drawn as for the
** classifier, over all features, each in the slot that its hash chooses, by stochastic gradient
** descent (Adagrad, a sum for each weight). A part of the finished classifier's scores is added to
** its own, as it is when running. The weights are rounded to four bits at the end. */
#ifndef GLOSS_LANGUAGE_TRAIN_RELATIVES_H
#define GLOSS_LANGUAGE_TRAIN_RELATIVES_H

typedef struct Relatives {
  LanguageRelatives set;
  Script script;
  float (*weight)[LANGUAGE_MEMBERS_MAX], (*sum)[LANGUAGE_MEMBERS_MAX]; /* of each slot */
} Relatives;

static Relatives relatives[LANGUAGE_RELATIVES_MAX];
static int relatives_count, relatives_learnt;
static size_t relatives_bytes;

/* Gathers the classes that languages.tsv puts into one set. */
static void gather_relatives(void) {
  for (int c = 0; c < class_count; c++) {
    int r = 0;
    if (!*classes[c].relatives) continue;
    while (r < relatives_count &&
           strcmp(classes[relatives[r].set.member[0]].relatives, classes[c].relatives))
      r++;
    Relatives *it = &relatives[r];
    if (r == LANGUAGE_RELATIVES_MAX || it->set.members == LANGUAGE_MEMBERS_MAX ||
        (it->set.members && it->script != classes[c].script))
      fprintf(stderr, "%s: cannot be among its relatives\n", classes[c].tag), exit(1);
    if (r == relatives_count) relatives_count++;
    it->script = classes[c].script;
    it->set.member[it->set.members++] = (uint8_t)c;
  }
  for (int r = 0; r < relatives_count; r++) {
    LanguageRelatives *set = &relatives[r].set;
    set->slots = (uint32_t)(set->members > 3 ? opt_slots : opt_slots / 2);
    set->offset = (uint32_t)relatives_bytes;
    relatives_bytes += (size_t)set->slots * language_relatives_row(set);
    relatives[r].weight = get_memory(set->slots, sizeof *relatives->weight);
    relatives[r].sum = get_memory(set->slots, sizeof *relatives->sum);
  }
}

/* What the second look says for each member. */
static void look_again(const Relatives *it, const Features *features, float *found) {
  float sum[LANGUAGE_MEMBERS_MAX] = {0};
  float factor = features->count ? 1 / sqrtf((float)features->count) : 0;
  for (uint32_t i = 0; i < features->count; i++) {
    const float *weight = it->weight[language_relatives_slot(&it->set, features->hash[i])];
    for (uint32_t m = 0; m < it->set.members; m++) sum[m] += weight[m];
  }
  for (uint32_t m = 0; m < it->set.members; m++) found[m] = sum[m] * factor;
}

/* The scores z (logarithms) of the script's classes, with the second look of every set. */
static void class_scores(const Features *features, Script script, Hidden *hidden, float *z) {
  float member[LANGUAGE_MEMBERS_MAX], found[LANGUAGE_MEMBERS_MAX];
  forward(features, script, hidden);
  for (int c = first_of[script]; c < end_of[script]; c++) z[c] = logf(hidden->score[c] + 1e-30f);
  for (int r = 0; r < relatives_count && relatives_learnt; r++) {
    const LanguageRelatives *set = &relatives[r].set;
    if (relatives[r].script != script) continue;
    for (uint32_t m = 0; m < set->members; m++) member[m] = z[set->member[m]];
    look_again(&relatives[r], features, found);
    language_relatives_mix(member, set->members, found);
    for (uint32_t m = 0; m < set->members; m++) z[set->member[m]] = member[m];
  }
}

/* One step: moves the weights of the sample's features; returns the loss. */
static double learn_relative(Relatives *it, const Features *features, uint32_t gold, float rate) {
  static Hidden hidden;
  float z[LANGUAGE_MEMBERS_MAX], found[LANGUAGE_MEMBERS_MAX], gradient[LANGUAGE_MEMBERS_MAX];
  float total = 0;
  const LanguageRelatives *set = &it->set;
  forward(features, it->script, &hidden);
  for (uint32_t m = 0; m < set->members; m++) z[m] = logf(hidden.score[set->member[m]] + 1e-12f);
  look_again(it, features, found);
  language_relatives_mix(z, set->members, found);
  for (uint32_t m = 0; m < set->members; m++) total += gradient[m] = expf(z[m]);
  double loss = -log((double)(gradient[gold] / total) + 1e-9);
  float factor = 1 / sqrtf((float)features->count);
  for (uint32_t m = 0; m < set->members; m++)
    gradient[m] = (gradient[m] / total - (m == gold)) * factor;
  for (uint32_t i = 0; i < features->count; i++) {
    uint32_t slot = language_relatives_slot(set, features->hash[i]);
    for (uint32_t m = 0; m < set->members; m++) {
      it->sum[slot][m] += gradient[m] * gradient[m];
      it->weight[slot][m] -= rate * gradient[m] / sqrtf(it->sum[slot][m] + 1e-6f);
    }
  }
  return loss;
}

static void learn_set(Relatives *it) {
  static Features features;
  size_t total = 0, n = 0, steps = 0;
  int epochs = (int)opt_looks;
  double loss = 0;
  for (uint32_t m = 0; m < it->set.members; m++)
    for (int kind = 0; kind < KINDS; kind++) total += quota(&classes[it->set.member[m]], kind);
  Sample *samples = get_memory(total, sizeof *samples);
  for (uint32_t m = 0; m < it->set.members; m++)
    for (int kind = 0; kind < KINDS; kind++)
      for (size_t i = quota(&classes[it->set.member[m]], kind); i-- > 0;)
        samples[n++] = (Sample){(uint8_t)m, (uint8_t)kind};
  for (int epoch = 0; epoch < epochs; epoch++) {
    shuffle_samples(samples, n);
    loss = 0;
    for (size_t i = 0; i < n; i++, steps++) {
      const Class *class = &classes[it->set.member[samples[i].class]];
      line_features(draw_sample(class, samples[i].kind), it->script, draw_plain(it->script),
                    &features);
      drop_features(&features, opt_drop_look);
      if (!features.count) continue;
      float rate = (float)(opt_rate_look * (1 - (double)steps / (double)(n * (size_t)epochs)));
      loss += learn_relative(it, &features, samples[i].class, rate);
    }
  }
  free(samples);
  fprintf(stderr, "%s: loss %.4f\n", classes[it->set.member[0]].relatives, loss / (double)n);
}

static float rounded_weight(float weight, float step) {
  float q = floorf(weight / step + 0.5f), most = LANGUAGE_WEIGHT_ZERO - 1;
  return q > most ? most : q < -most ? -most : q;
}

/* Rounds the weights with the step that changes them least. */
static void round_weights(Relatives *it) {
  double least = 1e300, squares = 0;
  size_t used = 1;
  for (uint32_t i = 0; i < it->set.slots; i++)
    for (uint32_t m = 0; m < it->set.members; m++) {
      squares += (double)it->weight[i][m] * (double)it->weight[i][m];
      used += it->weight[i][m] != 0;
    }
  float deviation = (float)sqrt(squares / (double)used) + 1e-6f;
  for (int k = 1; k <= 40; k++) {
    float step = deviation * 0.02f * (float)k;
    double error = 0;
    for (uint32_t i = 0; i < it->set.slots; i++)
      for (uint32_t m = 0; m < it->set.members; m++) {
        float d = rounded_weight(it->weight[i][m], step) * step - it->weight[i][m];
        error += (double)(d * d);
      }
    if (error >= least) continue;
    least = error;
    it->set.step = step;
  }
  for (uint32_t i = 0; i < it->set.slots; i++)
    for (uint32_t m = 0; m < it->set.members; m++)
      it->weight[i][m] = rounded_weight(it->weight[i][m], it->set.step) * it->set.step;
}

static void learn_relatives(void) {
  gather_relatives();
  random_state = 5;
  for (int r = 0; r < relatives_count; r++) {
    learn_set(&relatives[r]);
    round_weights(&relatives[r]);
  }
  relatives_learnt = 1;
}

static void save_relatives(ModelWriter *writer) {
  static LanguageRelatives sets[LANGUAGE_RELATIVES_MAX];
  uint8_t *bytes = get_memory(relatives_bytes, 1);
  for (int r = 0; r < relatives_count; r++) {
    const Relatives *it = &relatives[r];
    uint32_t row = language_relatives_row(&it->set);
    sets[r] = it->set;
    for (uint32_t i = 0; i < it->set.slots; i++)
      for (uint32_t m = 0; m < row * 2; m++) {
        float q = m < it->set.members ? it->weight[i][m] / it->set.step : 0;
        int code = (int)floorf(q + 0.5f) + LANGUAGE_WEIGHT_ZERO;
        bytes[it->set.offset + (size_t)i * row + m / 2] |= (uint8_t)(code << (m % 2 * 4));
      }
  }
  model_writer_add(writer, LANGUAGE_SECTION_RELATIVES, sizeof *sets, sets, (size_t)relatives_count);
  model_writer_add(writer, LANGUAGE_SECTION_LOOKS, 1, bytes, relatives_bytes);
}

#endif
