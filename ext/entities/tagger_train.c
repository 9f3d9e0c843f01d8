/* tagger_train.c: learns tagger.model from sentences with BIO tags.
**
**     tagger_train OUT.model lexicon.model gazetteer.model FILE...
**
** The lexicon (built from ext/lexicon) is for the segmenter's abbreviations and clitics, the
** gazetteer gives the evidence; both are in the build's folder. Files, taken in the order given:
**
**     LANGUAGE.SOURCE.tsv     a token, a tab and its tag per line, an empty line between sentences
**     LANGUAGE.txt            plain sentences, one per line: ordinary words are taken from them
**     +LANGUAGE.txt           the same; sentences are also learnt from, with the gazetteer's names
**     words/LANGUAGE.txt      frequent words, one per line
**
** Tagged sentences are joined to small texts, with and without spaces around punctuation, a few in
** capitals or lower case, cut by our own segmenter, and the tags projected onto its units. Sets
** differ in what they tag: where a set knows no MISC or no NORP, its O may hide one. Such units
** have a set of allowed labels, and the gradient is E[model] - E[model | allowed] (partial labels:
** Tsuboi et al. 2008). Plain sentences are learnt from in the same way: known names and frequent
** words have a label, the rest may be anything. A part of the evidence and of the languages is
** withheld, so that unknown names and languages are found too.
**
** Learning is AdaGrad (Duchi et al. 2011) over shuffled windows with a lazy L1 penalty, then
** pruning to a number of rows, then more passes over what is left. One thread, fixed order: the
** same input gives the same bytes.
**
** Log (F1 of PER, ORG, LOC, exact span and type, mean of 34 languages, development sets; the order
** of the windows alone moves a single language by 1 to 2, the mean by about 0.3):
**   windows end where sentences end, no evidence                 66.4
**   doubtful sentence ends joined (initials, "ul .", Thai)       67.1  kept
**   OCR sets: marks cut from names, split names joined           66.4  kept: nl loses 21 by its own
**                                                                measure, es and it gain 1 to 4
**   evidence from the gazetteer, a fifth withheld                68.1  kept
**   plain text, words in lower case as O, 16 languages           68.1  not kept (lv -6, uk +2)
**   the same with known names as names                           68.6  kept for Hebrew alone (+16)
**   ordinary words as a feature                                  69.0  kept
**   700,000 rows for Latin instead of 500,000                    69.1  not kept (1.4 MB)
**   nine templates less (third neighbour, outer pairs)           no loss on eight languages, a
*fifth
**                                                                faster: kept
** Without effect on Arabic, Cyrillic, Greek: rate 0.05 to 0.2, penalty 5e-7 to 1e-5 (larger ones
** lose 1 to 3 in Cyrillic), weight step 0.03 to 0.08, 3 to 8 passes, two or three variants of every
** text, evidence withheld 0.1 to 0.35. Features seen once: -1 in three of four scripts. */
#include "entities/scan.h"
#include "entities/tagger.h"
#include "entities/tagger_crf.h"
#include "entities/tagger_features.h"
#include "entities/tagger_model.h"
#include "entities/tagger_train_texts.h"
#include "text/fold.h"
#include "text/hash.h"
#include "model/segment_rules.h"
#include "text/segment.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* ---- what was chosen --------------------------------------------------------------------------*/

enum {
  FEATURE_MINIMUM = 2,    /* a feature is kept that was seen so often */
  SOURCE_WORDS = 300000,  /* a larger set is thinned to this */
  PLAIN_SENTENCES = 3000, /* of a text without tags */
  PASSES = 4,
  LAST_PASSES = 2
};
#define RATE 0.1           /* AdaGrad's; halved before each of the last passes */
#define PENALTY 2e-6       /* L1 */
#define WEIGHT_STEP 0.05   /* what 1 in a quantised weight is worth */
#define EVIDENCE_DROP 0.2  /* share of the evidence taken away */
#define EVIDENCE_NONE 0.15 /* share of texts that lose all of it */

/* ---- learning material -----------------------------------------------------------------------*/

typedef struct Example {
  uint64_t features; /* first in Material.feature */
  uint16_t count;
  uint16_t allowed;
} Example;

typedef struct Material { /* of one table */
  Example *units;
  size_t unit_count, unit_capacity;
  size_t *windows; /* first unit of each; one more at the end */
  size_t window_count, window_capacity;
  uint32_t *feature; /* numbers of the dictionary */
  size_t feature_count, feature_capacity;
} Material;

typedef struct Dictionary { /* hash of a feature -> its number, for those frequent enough */
  uint8_t *sketch;          /* how often a hash was seen, up to 255; by its high bits */
  uint64_t *slot;
  uint32_t *number;
  size_t mask, count;
} Dictionary;

enum { SKETCH_BITS = 28 };

static Material material[TAGGER_TABLES];
static Dictionary dictionary[TAGGER_TABLES];
static Gazetteer *gazetteer; /* NULL: learn without */
static TaggerCommon common;

static uint32_t dictionary_number(Dictionary *dict, uint64_t hash, uint32_t minimum) {
  size_t i = (size_t)(hash >> 8) & dict->mask;
  while (dict->slot[i] && dict->slot[i] != hash) i = (i + 1) & dict->mask;
  if (dict->slot[i]) return dict->number[i];
  if (dict->sketch[hash >> (64 - SKETCH_BITS)] < minimum) return UINT32_MAX;
  dict->slot[i] = hash;
  dict->number[i] = (uint32_t)dict->count++;
  if (dict->count * 4 > dict->mask * 3) { /* larger */
    size_t old = dict->mask + 1;
    uint64_t *slot = dict->slot;
    uint32_t *number = dict->number;
    dict->mask = old * 2 - 1;
    dict->slot = take(old * 2, sizeof *slot);
    dict->number = take(old * 2, sizeof *number);
    for (size_t k = 0; k < old; k++) {
      if (!slot[k]) continue;
      size_t j = (size_t)(slot[k] >> 8) & dict->mask;
      while (dict->slot[j]) j = (j + 1) & dict->mask;
      dict->slot[j] = slot[k];
      dict->number[j] = number[k];
    }
    free(slot);
    free(number);
  }
  return (uint32_t)dict->count - 1;
}

/* The labels a unit may have, given its gold label and what the set does not tag. */
static uint16_t unit_allowed(const Source *source, const TaggerUnit *unit, int label, int table) {
  unsigned allowed = 1u << label;
  unsigned misc = 1u << CRF_BEGIN(ENTITY_MISC) | 1u << CRF_INSIDE(ENTITY_MISC);
  unsigned norp = 1u << CRF_BEGIN(ENTITY_NORP) | 1u << CRF_INSIDE(ENTITY_NORP);
  if (label == CRF_OUTSIDE) {
    unsigned known = unit->begins | unit->inside;
    int open = unit->flags & TAG_CASED ? (unit->flags & TAG_UPPER) != 0
                                       : table == TAGGER_ARABIC && (unit->flags & TAG_WORD);
    if (!source->has_misc && (open || (known & EVIDENCE_MISC))) allowed |= misc;
    if (!source->has_norp && (open || (known & EVIDENCE_NORP))) allowed |= norp;
  } else if (CRF_TYPE(label) == ENTITY_MISC && !source->has_norp) {
    allowed |= 1u << (label - 2 * ENTITY_MISC + 2 * ENTITY_NORP);
  }
  return (uint16_t)allowed;
}

/* What plain text teaches: known names are names, words in lower case (where there is case) and
** frequent words (where there is none) are not. Everything else may be anything. */
static uint16_t plain_allowed(const TaggerWindow *window, size_t i, const Source *source) {
  const TaggerUnit *unit = &window->unit[i];
  int cased = (unit->flags & TAG_CASED) != 0;
  unsigned begins = unit->begins, inside = unit->inside;
  if (!(unit->flags & TAG_WORD)) return begins | inside ? CRF_ALL : 1u << CRF_OUTSIDE;
  if (cased && (unit->flags & TAG_UPPER) && i == 0 && window->starts && source->chosen)
    return 1u << CRF_OUTSIDE;
  if (!cased || (unit->flags & TAG_UPPER)) {
    unsigned strong = EVIDENCE_PER | EVIDENCE_ORG | EVIDENCE_LOC;
    unsigned known = (begins | inside) & (strong | EVIDENCE_NORP | EVIDENCE_MISC);
    if (known && !((begins | inside) & EVIDENCE_WEAK) && (known & (known - 1)) == 0) {
      int type = known == EVIDENCE_PER ? 0 : known == EVIDENCE_ORG ? 1 : 2;
      if (known & strong)
        return (uint16_t)(1u << (begins & known ? CRF_BEGIN(type) : CRF_INSIDE(type)));
    }
  }
  if (begins | inside) return CRF_ALL;
  if (cased) {
    if (unit->flags & TAG_UPPER) return CRF_ALL;
    if (i && unit->letters <= 3 && (window->unit[i - 1].flags & TAG_UPPER)) return CRF_ALL;
    return 1u << CRF_OUTSIDE;
  }
  uint64_t hash = window->doc->tokens.items[unit->token].hash;
  return source->seen[hash >> (64 - SEEN_BITS)] >= 3 ? 1u << CRF_OUTSIDE : CRF_ALL;
}

static void window_count(const TaggerWindow *window, Dictionary *dict) {
  uint64_t feature[TAGGER_FEATURES];
  for (size_t i = 0; i < window->count; i++) {
    size_t count = tagger_unit_features(window, i, feature);
    for (size_t k = 0; k < count; k++) {
      uint8_t *seen = &dict->sketch[feature[k] >> (64 - SKETCH_BITS)];
      if (*seen < 255) ++*seen;
    }
  }
}

static void window_keep(const TaggerWindow *window, const uint16_t *allowed, int table,
                        uint32_t minimum) {
  Material *m = &material[table];
  uint64_t feature[TAGGER_FEATURES];
  m->windows = grow(m->windows, m->window_count + 1, &m->window_capacity, sizeof *m->windows);
  m->windows[m->window_count++] = m->unit_count;
  for (size_t i = 0; i < window->count; i++) {
    size_t count = tagger_unit_features(window, i, feature);
    m->units = grow(m->units, m->unit_count, &m->unit_capacity, sizeof *m->units);
    Example *unit = &m->units[m->unit_count++];
    *unit = (Example){m->feature_count, 0, allowed[i]};
    for (size_t k = 0; k < count; k++) {
      uint32_t number = dictionary_number(&dictionary[table], feature[k], minimum);
      if (number == UINT32_MAX) continue;
      m->feature = grow(m->feature, m->feature_count, &m->feature_capacity, sizeof *m->feature);
      m->feature[m->feature_count++] = number;
      unit->count++;
    }
  }
  m->windows[m->window_count] = m->unit_count;
}

/* A mark glued to a gold word ("Londen.") is not part of the name. */
static int unit_hangs(const TaggerUnit *unit, const Gold *gold) {
  return !(unit->flags & TAG_WORD) && unit->letters == 1 && unit->letter[0] < 0x80 &&
         strchr(".,;:?!\"", (int)unit->letter[0]) && unit->span.end == gold->span.end &&
         unit->span.start > gold->span.start;
}

static void document_windows(Document *doc, const Made *made, const Source *source,
                             const TaggerEvidence *all, size_t all_count,
                             const TaggerEvidence *evidence, size_t evidence_count,
                             uint32_t minimum) {
  static TaggerWindow window;
  TaggerCase *cases = tagger_case_new(doc);
  window.doc = doc;
  window.cases = cases;
  window.common = common;
  size_t g = 0, next = 0;
  uint32_t last_name = 0;
  for (size_t s = 0; s < doc->sentences.count;) {
    uint32_t token = doc->sentences.items[s].first_token, within = 0;
    s = tagger_sequence_end(doc, s);
    uint32_t end = doc->sentences.items[s - 1].end_token;
    window.starts = 1;
    while (token < end) {
      uint16_t allowed[TAGGER_WINDOW];
      uint16_t plain[TAGGER_WINDOW];
      if (source->plain) { /* labels from all that is known, features from what is left of it */
        uint32_t token_copy = token, within_copy = within;
        size_t next_copy = 0;
        tagger_window_fill(&window, &token_copy, &within_copy, end, all, all_count, &next_copy);
        for (size_t i = 0; i < window.count; i++) plain[i] = plain_allowed(&window, i, source);
      }
      tagger_window_fill(&window, &token, &within, end, evidence, evidence_count, &next);
      int table = tagger_window_table(&window);
      for (size_t i = 0; i < window.count; i++) {
        Span span = window.unit[i].span;
        while (g < made->gold_count && made->gold[g].span.end <= span.start) g++;
        const Gold *gold = NULL;
        for (size_t k = g; k < made->gold_count && made->gold[k].span.start < span.end; k++)
          if (made->gold[k].name) {
            gold = &made->gold[k];
            break;
          }
        if (gold && source_splits(source) && unit_hangs(&window.unit[i], gold)) gold = NULL;
        int label = CRF_OUTSIDE;
        if (gold)
          label = i && gold->name == last_name ? CRF_INSIDE(gold->type) : CRF_BEGIN(gold->type);
        last_name = gold ? gold->name : 0;
        allowed[i] = source->plain ? plain[i] : unit_allowed(source, &window.unit[i], label, table);
      }
      window.starts = 0;
      if (minimum)
        window_keep(&window, allowed, table, minimum);
      else
        window_count(&window, &dictionary[table]);
    }
  }
}

static TaggerEvidence *document_evidence(Document *doc, size_t *count) {
  *count = 0;
  if (!gazetteer) return NULL;
  Scan scan = {0};
  scan_run(doc, gazetteer, NULL, &scan);
  TaggerEvidence *evidence = scan_evidence(doc, &scan, count);
  scan_free(&scan);
  return evidence;
}

/* The gazetteer's evidence, thinned: names it does not know must be found too. */
static TaggerEvidence *evidence_thin(Document *doc, const TaggerEvidence *all, size_t *count,
                                     Random *random) {
  TaggerEvidence *evidence = arena_array(&doc->arena, *count + 1, sizeof *evidence);
  size_t kept = 0;
  double drop = random_unit(random) < EVIDENCE_NONE ? 1 : EVIDENCE_DROP;
  for (size_t i = 0; i < *count; i++)
    if (random_unit(random) >= drop) evidence[kept++] = all[i];
  *count = kept;
  return evidence;
}

static void made_document(const Made *made, const Source *source, Segmenter *segmenter,
                          Random *random, uint32_t minimum) {
  int with_language = random_unit(random) >= 0.1 && (!source->plain || !source->cased);
  Document doc;
  document_open(&doc, made->text.data, made->text.size);
  if (with_language) document_set_language(&doc, source->language, strlen(source->language));
  for (size_t i = 0; i < made->block_count; i++) {
    Block *block = document_push(&doc, blocks);
    if (!block) break;
    block->span = made->blocks[i];
    block->kind = BLOCK_PARAGRAPH;
    block->body = 1;
  }
  segment_run(&doc, segmenter);
  size_t all_count = 0;
  TaggerEvidence *all = document_evidence(&doc, &all_count);
  size_t evidence_count = all_count;
  TaggerEvidence *evidence = evidence_thin(&doc, all, &evidence_count, random);
  if (source->plain && !minimum)
    for (size_t t = 0; t < doc.tokens.count; t++) {
      uint8_t *seen = &source->seen[doc.tokens.items[t].hash >> (64 - SEEN_BITS)];
      if (*seen < 255) ++*seen;
    }
  if (!doc.rc)
    document_windows(&doc, made, source, all, all_count, evidence, evidence_count, minimum);
  if (doc.rc) {
    fprintf(stderr, "tagger_train: %s: error %d\n", source->path, doc.rc);
    exit(1);
  }
  document_free(&doc);
}

static int word_is_lower(const Source *source, const Word *word) {
  uint32_t c;
  const uint8_t *text = (const uint8_t *)source->text + word->text;
  utf8_decode(text, text + word->size, &c);
  return char_is_letter(c) && u_islower((UChar32)c);
}

/* A sentence of plain text from one of its lower-case words on, which becomes its first. */
static int made_plain(Made *made, Source *source, size_t s, Random *random) {
  enum { MOST = 40 };
  size_t first = source->sentence[s], end = source->sentence[s + 1], from = first;
  source->chosen = source->cased && (random_next(random) & 1);
  if (source->chosen) {
    from += random_next(random) % (end - first);
    while (from < end && !word_is_lower(source, &source->words[from])) from++;
    if (from == end) return 0;
  }
  if (end > from + MOST) end = from + MOST;
  uint32_t start = (uint32_t)made->text.size;
  for (size_t i = from; i < end; i++) {
    const Word *word = &source->words[i];
    const uint8_t *text = (const uint8_t *)source->text + word->text, *stop = text + word->size;
    uint32_t c;
    if (i > from)
      buffer_byte(&made->text, ' ');
    else if (source->chosen) {
      text = utf8_decode(text, stop, &c);
      buffer_codepoint(&made->text, (uint32_t)u_toupper((UChar32)c));
    }
    made_word(made, (const char *)text, (size_t)(stop - text));
  }
  made->blocks = grow(made->blocks, made->block_count, &made->block_capacity, sizeof(Span));
  made->blocks[made->block_count++] = (Span){start, (uint32_t)made->text.size};
  return 1;
}

/* Sentences of plain text, a bounded number of them from all over the file. */
static void plain_texts(Source *source, Segmenter *segmenter, uint32_t minimum) {
  size_t most = PLAIN_SENTENCES, count = source->sentence_count - 1;
  Random random = {hash_bytes(source->language, strlen(source->language), 99), 0};
  static Made made;
  for (size_t i = 0; i < source->word_count && i < 1000; i++)
    source->cased |= word_is_lower(source, &source->words[i]);
  for (size_t k = 0; k < most && k < count; k++) {
    size_t s = k * count / (most < count ? most : count);
    made.text.size = made.block_count = made.gold_count = 0;
    if (made_plain(&made, source, s, &random))
      made_document(&made, source, segmenter, &random, minimum);
  }
}

/* All sentences of a source as small texts. Spacing, casing and grouping vary. */
static void source_texts(Source *source, Segmenter *segmenter, uint32_t minimum) {
  uint64_t seed = hash_bytes(source->name, strlen(source->name), 0);
  Random random = {hash_bytes(source->language, strlen(source->language), seed), 0};
  size_t words = source->word_count, most = SOURCE_WORDS;
  double keep = words > most ? (double)most / (double)words : 1;
  static Made made;
  if (source->plain) {
    if (source->learn) plain_texts(source, segmenter, minimum);
    return;
  }
  for (size_t s = 0; s + 1 < source->sentence_count;) {
    made.text.size = made.block_count = made.gold_count = made.names = 0;
    double draw = random_unit(&random);
    size_t group = random_next(&random) & 1 ? 1 : 1 + random_next(&random) % 10;
    made.natural = (random_next(&random) & 1) != 0;
    made.casing = draw < 0.03 ? 1 : draw < 0.045 ? 2 : 0;
    int kept = random_unit(&random) < keep;
    for (; group && s + 1 < source->sentence_count; group--, s++)
      if (kept) made_sentence(&made, source, s);
    if (kept) made_document(&made, source, segmenter, &random, minimum);
  }
}

/* ---- ordinary words --------------------------------------------------------------------------*/

static uint64_t *common_keys;
static size_t common_count, common_capacity;

static void common_add(uint64_t word, Language language, unsigned flag) {
  common_keys = grow(common_keys, common_count, &common_capacity, sizeof *common_keys);
  common_keys[common_count++] = tagger_common_key(word, language, flag);
}

/* words/LANGUAGE.txt: a word or two per line, frequent ones first */
static void common_list(const Source *source) {
  Buffer fold = {0};
  for (size_t s = 0; s + 1 < source->sentence_count; s++) {
    const Word *word = &source->words[source->sentence[s]];
    if (source->sentence[s + 1] - source->sentence[s] != 1) continue;
    fold.size = 0;
    fold_text((const uint8_t *)source->text + word->text, word->size, &fold, NULL);
    common_add(hash_bytes(fold.data, fold.size, 0),
               language_of_tag(source->language, strlen(source->language)), TAG_LISTED);
  }
  buffer_free(&fold);
}

/* plain sentences: words in lower case; in a script without case, words seen three times */
static void common_text(const Source *source, Segmenter *segmenter) {
  uint8_t *seen = take((size_t)1 << SEEN_BITS, 1);
  for (size_t s = 0; s + 1 < source->sentence_count; s++) {
    size_t first = source->sentence[s], end = source->sentence[s + 1];
    if (first == end) continue;
    const Word *from = &source->words[first], *to = &source->words[end - 1];
    Document doc;
    document_open(&doc, source->text + from->text, to->text + to->size - from->text);
    document_set_language(&doc, source->language, strlen(source->language));
    Block *block = document_push(&doc, blocks);
    if (block) block->span = (Span){0, (uint32_t)doc.size};
    segment_run(&doc, segmenter);
    for (size_t t = 0; t < doc.tokens.count; t++) {
      const Token *token = &doc.tokens.items[t];
      if (token->kind != TOKEN_WORD || (token->flags & TOKEN_FIRST_UPPER)) continue;
      uint32_t c;
      utf8_next(doc.text + token->span.start, &c);
      uint8_t *count = &seen[token->hash >> (64 - SEEN_BITS)];
      if (*count < 255) ++*count;
      if (*count == (u_islower((UChar32)c) ? 1 : 3))
        common_add(token->hash, doc.language, TAG_COMMON);
    }
    document_free(&doc);
  }
  free(seen);
}

static void common_build(void) {
  common.size = (common_count * 12 + 64) / 64 * 64;
  uint8_t *bits = take(common.size / 8, 1);
  for (size_t i = 0; i < common_count; i++)
    for (unsigned probe = 0; probe < TAGGER_PROBES; probe++) {
      uint64_t bit = tagger_common_bit(common.size, common_keys[i], probe);
      bits[bit >> 3] |= (uint8_t)(1u << (bit & 7));
    }
  common.bits = common_count ? bits : NULL;
  fprintf(stderr, "ordinary words: %zu, %zu bytes\n", common_count, (size_t)common.size / 8);
}

/* ---- learning --------------------------------------------------------------------------------*/

typedef struct Weight {
  float w[CRF_LABELS];
  float g[CRF_LABELS]; /* sum of squared gradients */
  uint32_t seen;       /* step of the last update, for the penalty */
} Weight;

typedef struct Learner {
  const Material *material;
  Weight *weights;
  size_t count;
  double edge[CRF_LABELS][CRF_LABELS], edge_square[CRF_LABELS][CRF_LABELS];
  double rate, penalty;
  uint32_t step;
  double loss;
} Learner;

static void weight_shrink(const Learner *learner, Weight *weight) {
  double pending = learner->penalty * (learner->step - weight->seen) * learner->rate;
  weight->seen = learner->step;
  if (pending <= 0) return;
  for (int label = 0; label < CRF_LABELS; label++) {
    float w = weight->w[label];
    if (w == 0) continue;
    float cut = (float)(pending / sqrt((double)weight->g[label] + 1e-2));
    weight->w[label] = w > cut ? w - cut : w < -cut ? w + cut : 0;
  }
}

static void weight_update(const Learner *learner, Weight *weight,
                          const float gradient[CRF_LABELS]) {
  weight_shrink(learner, weight);
  float rate = (float)learner->rate;
  for (int label = 0; label < CRF_LABELS; label++) {
    float g = gradient[label];
    weight->g[label] += g * g;
    weight->w[label] -= rate * g / sqrtf(weight->g[label] + 1e-2f);
  }
}

static void learner_edges(Learner *learner, const CrfRow *model, const CrfRow *gold, size_t count,
                          const double weight[CRF_LABELS][CRF_LABELS]) {
  double gradient[CRF_LABELS][CRF_LABELS] = {{0}};
  for (size_t i = 1; i < count; i++) {
    if (model[i - 1].alpha[0] > 0.9999 && gold[i - 1].alpha[0] > 0.9999) continue;
    for (int from = 0; from < CRF_LABELS; from++)
      for (int to = 0; to < CRF_LABELS; to++)
        if (crf_follows(from, to))
          gradient[from][to] +=
              crf_pair(model, i, from, to, weight) - crf_pair(gold, i, from, to, weight);
  }
  for (int from = 0; from < CRF_LABELS; from++)
    for (int to = 0; to < CRF_LABELS; to++) {
      double g = gradient[from][to];
      learner->edge_square[from][to] += g * g;
      learner->edge[from][to] -= learner->rate * g / sqrt(learner->edge_square[from][to] + 1);
    }
}

static void learner_window(Learner *learner, size_t window) {
  static double emission[TAGGER_WINDOW][CRF_LABELS];
  static CrfRow model[TAGGER_WINDOW], gold[TAGGER_WINDOW];
  static uint16_t allowed[TAGGER_WINDOW];
  const Material *m = learner->material;
  size_t first = m->windows[window], count = m->windows[window + 1] - first;
  for (size_t i = 0; i < count; i++) {
    const Example *unit = &m->units[first + i];
    const uint32_t *feature = m->feature + unit->features;
    float sum[CRF_LABELS] = {0};
    for (size_t k = 0; k < unit->count; k++) {
      const float *w = learner->weights[feature[k]].w;
      for (int label = 0; label < CRF_LABELS; label++) sum[label] += w[label];
    }
    for (int label = 0; label < CRF_LABELS; label++) emission[i][label] = (double)sum[label];
    allowed[i] = unit->allowed;
  }
  double weight[CRF_LABELS][CRF_LABELS];
  crf_weights((const double(*)[CRF_LABELS])learner->edge, weight);
  double all = crf_sum(count, (const double(*)[CRF_LABELS])emission,
                       (const double(*)[CRF_LABELS])weight, NULL, model);
  double right = crf_sum(count, (const double(*)[CRF_LABELS])emission,
                         (const double(*)[CRF_LABELS])weight, allowed, gold);
  if (!(right > -HUGE_VAL)) return;
  learner->loss += all - right;
  learner->step++;
  for (size_t i = 0; i < count; i++) {
    float gradient[CRF_LABELS], largest = 0;
    for (int label = 0; label < CRF_LABELS; label++) {
      gradient[label] = (float)(crf_marginal(model, i, label) - crf_marginal(gold, i, label));
      float size = fabsf(gradient[label]);
      if (size > largest) largest = size;
    }
    if (largest < 1e-3f) continue;
    const Example *unit = &m->units[first + i];
    for (size_t k = 0; k < unit->count; k++)
      weight_update(learner, &learner->weights[m->feature[unit->features + k]], gradient);
  }
  learner_edges(learner, model, gold, count, (const double(*)[CRF_LABELS])weight);
}

static void learner_pass(Learner *learner, Random *random, const char *name) {
  const Material *m = learner->material;
  size_t *order = take(m->window_count, sizeof *order);
  for (size_t i = 0; i < m->window_count; i++) order[i] = i;
  for (size_t i = m->window_count; i > 1; i--) {
    size_t k = random_next(random) % i, kept = order[i - 1];
    order[i - 1] = order[k];
    order[k] = kept;
  }
  learner->loss = 0;
  for (size_t i = 0; i < m->window_count; i++) learner_window(learner, order[i]);
  size_t used = 0, values = 0;
  for (size_t f = 0; f < learner->count; f++) {
    weight_shrink(learner, &learner->weights[f]);
    size_t before = values;
    for (int label = 0; label < CRF_LABELS; label++) values += learner->weights[f].w[label] != 0;
    used += values > before;
  }
  fprintf(stderr, "  %s: loss %.4f per unit, %zu rows, %zu weights\n", name,
          learner->loss / (double)m->unit_count, used, values);
  free(order);
}

/* ---- writing ---------------------------------------------------------------------------------*/

typedef struct Row {
  uint64_t hash;
  uint32_t number;
  uint32_t bucket;
} Row;

static int row_compare(const void *a, const void *b) {
  const Row *x = a, *y = b;
  if (x->bucket != y->bucket) return x->bucket < y->bucket ? -1 : 1;
  return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int quantise(float w, double step) {
  long q = lround((double)w / step);
  return (int)(q > 127 ? 127 : q < -127 ? -127 : q);
}

static float weight_top(const Weight *weight) {
  float top = 0;
  for (int label = 0; label < CRF_LABELS; label++)
    if (fabsf(weight->w[label]) > top) top = fabsf(weight->w[label]);
  return top;
}

static void section_name(char name[16], int table, const char *part) {
  snprintf(name, 16, "%d.%s", table, part);
}

static size_t rows_collect(const Learner *learner, const Dictionary *dict, double step, Row *rows) {
  size_t count = 0;
  for (size_t i = 0; i <= dict->mask; i++) {
    if (!dict->slot[i] || dict->number[i] >= learner->count) continue;
    const Weight *weight = &learner->weights[dict->number[i]];
    int any = 0;
    for (int label = 0; label < CRF_LABELS; label++) any |= quantise(weight->w[label], step);
    if (any) rows[count++] = (Row){dict->slot[i], dict->number[i], 0};
  }
  return count;
}

static void table_write(const Learner *learner, const Dictionary *dict, ModelWriter *writer,
                        int table) {
  char name[16];
  double step = WEIGHT_STEP;
  float step_float = (float)step;
  Row *rows = take(dict->count + 1, sizeof *rows);
  size_t count = rows_collect(learner, dict, step, rows);
  uint32_t buckets = (uint32_t)(count / 4 + 1);
  for (size_t i = 0; i < count; i++) rows[i].bucket = tagger_bucket(rows[i].hash, buckets);
  qsort(rows, count, sizeof *rows, row_compare);
  uint32_t *bucket = take(buckets + 1, sizeof *bucket);
  Buffer bytes = {0};
  for (size_t i = 0, b = 0; b <= buckets; b++) {
    bucket[b] = (uint32_t)bytes.size;
    for (; i < count && rows[i].bucket == b; i++) {
      const Weight *weight = &learner->weights[rows[i].number];
      uint8_t values[CRF_LABELS];
      unsigned labels = 0, n = 0;
      for (int label = 0; label < CRF_LABELS; label++) {
        int q = quantise(weight->w[label], step);
        if (q) labels |= 1u << label, values[n++] = (uint8_t)(int8_t)q;
      }
      uint16_t check = tagger_check(rows[i].hash);
      labels |= n << CRF_LABELS;
      uint8_t head[TAGGER_ROW_HEAD] = {(uint8_t)check, (uint8_t)(check >> 8), (uint8_t)labels,
                                       (uint8_t)(labels >> 8)};
      buffer_append(&bytes, head, sizeof head);
      buffer_append(&bytes, values, n);
    }
  }
  int32_t edge[CRF_LABELS * CRF_LABELS];
  for (int i = 0; i < CRF_LABELS * CRF_LABELS; i++)
    edge[i] = (int32_t)lround(learner->edge[i / CRF_LABELS][i % CRF_LABELS] / step);
  section_name(name, table, "step");
  model_writer_add(writer, name, sizeof step_float, &step_float, 1);
  section_name(name, table, "edge");
  model_writer_add(writer, name, sizeof *edge, edge, CRF_LABELS * CRF_LABELS);
  section_name(name, table, "bucket");
  model_writer_add(writer, name, sizeof *bucket, bucket, buckets + 1);
  section_name(name, table, "row");
  model_writer_add(writer, name, 1, bytes.data, bytes.size);
  fprintf(stderr, "  table %d: %zu rows, %zu bytes\n", table, count,
          bytes.size + 4 * (size_t)buckets);
  buffer_free(&bytes);
  free(bucket);
  free(rows);
}

/* ---- the whole -------------------------------------------------------------------------------*/

static int float_compare(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? 1 : x > y ? -1 : 0;
}

/* Keeps about `most` rows: those with the largest weights. The others are set to nothing, and
** their features leave the material. */
static void learner_prune(Learner *learner, Material *m, size_t most) {
  float *tops = take(learner->count, sizeof *tops);
  for (size_t f = 0; f < learner->count; f++) tops[f] = weight_top(&learner->weights[f]);
  qsort(tops, learner->count, sizeof *tops, float_compare);
  float least = most < learner->count ? tops[most] : 0;
  free(tops);
  for (size_t u = 0; u < m->unit_count; u++) {
    Example *unit = &m->units[u];
    uint16_t kept = 0;
    for (size_t k = 0; k < unit->count; k++) {
      uint32_t f = m->feature[unit->features + k];
      if (weight_top(&learner->weights[f]) > least) m->feature[unit->features + kept++] = f;
    }
    unit->count = kept;
  }
  for (size_t f = 0; f < learner->count; f++)
    if (!(weight_top(&learner->weights[f]) > least))
      memset(&learner->weights[f], 0, sizeof(Weight));
}

static void table_learn(int table, ModelWriter *writer, const size_t *most) {
  Material *m = &material[table];
  if (!m->unit_count) return;
  Learner learner = {
      .material = m, .count = dictionary[table].count, .rate = RATE, .penalty = PENALTY};
  learner.weights = take(learner.count, sizeof *learner.weights);
  Random random = {(uint64_t)table + 77, 0};
  fprintf(stderr, "table %d: %zu windows, %zu units, %zu features\n", table, m->window_count,
          m->unit_count, learner.count);
  for (int pass = 0; pass < PASSES; pass++) learner_pass(&learner, &random, "pass");
  learner_prune(&learner, m, most[table]);
  learner.penalty = 0;
  for (int pass = 0; pass < LAST_PASSES; pass++) {
    learner.rate *= 0.5;
    learner_pass(&learner, &random, "last");
  }
  table_write(&learner, &dictionary[table], writer, table);
  free(learner.weights);
}

static const char *model_load(Model *model, const char *path) {
  size_t size;
  char *bytes = read_file(path, &size);
  void *aligned = aligned_alloc(64, (size + 63) / 64 * 64 + 64);
  memcpy(aligned, bytes, size);
  free(bytes);
  return model_open(model, aligned, size);
}

static Gazetteer *gazetteer_with(const char *path) {
  static Model model;
  const char *error = model_load(&model, path);
  Gazetteer *found = error ? NULL : gazetteer_open(&model, &error);
  if (!found) {
    fprintf(stderr, "tagger_train: %s: %s\n", path, error);
    exit(1);
  }
  return found;
}

static Segmenter *segmenter_with(const char *path) {
  static Model model;
  static SegmentRulesLexicon context;
  const char *error = model_load(&model, path);
  Lexicon *lexicon = error ? NULL : lexicon_open(&model, &error);
  if (!lexicon) {
    fprintf(stderr, "tagger_train: %s: %s\n", path, error);
    exit(1);
  }
  SegmentRules rules = segment_rules(&context, lexicon);
  return segmenter_new(&rules);
}

static void dictionaries_new(void) {
  for (int table = 0; table < TAGGER_TABLES; table++) {
    Dictionary *dict = &dictionary[table];
    dict->sketch = take((size_t)1 << SKETCH_BITS, 1);
    dict->mask = ((size_t)1 << 22) - 1;
    dict->slot = take(dict->mask + 1, sizeof *dict->slot);
    dict->number = take(dict->mask + 1, sizeof *dict->number);
  }
}

int main(int count, char **arguments) {
  static const size_t most[TAGGER_TABLES] = {500000, 150000, 100000, 150000, 200000, 150000};
  if (count < 5) {
    fprintf(stderr,
            "usage: tagger_train OUT.model lexicon.model gazetteer.model LANGUAGE.SOURCE.tsv...\n");
    return 2;
  }
  Segmenter *segmenter = segmenter_with(arguments[2]);
  gazetteer = gazetteer_with(arguments[3]);
  Source *sources = take((size_t)count, sizeof *sources);
  for (int i = 4; i < count; i++) source_read(&sources[i], arguments[i]);
  for (int i = 4; i < count; i++) {
    if (sources[i].list)
      common_list(&sources[i]);
    else if (sources[i].plain)
      common_text(&sources[i], segmenter);
  }
  common_build();
  dictionaries_new();
  for (int i = 4; i < count; i++) source_texts(&sources[i], segmenter, 0);
  for (int i = 4; i < count; i++) source_texts(&sources[i], segmenter, FEATURE_MINIMUM);
  for (int table = 0; table < TAGGER_TABLES; table++) free(dictionary[table].sketch);
  ModelWriter *writer = model_writer_new();
  if (common.bits) model_writer_add(writer, "common", 1, common.bits, common.size / 8);
  for (int table = 0; table < TAGGER_TABLES; table++) table_learn(table, writer, most);
  segmenter_free(segmenter);
  return model_writer_save(writer, arguments[1]) ? 1 : 0;
}
