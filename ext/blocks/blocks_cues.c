/* blocks_cues.c: finding cue phrases in a line (blocks_features.h).
**
** Forms of all languages together, as hashes of their word sequences: for every form all its
** prefixes are entered, so that a search walks on word by word as long as a longer form is
** possible. Built once, then read only. */
#include "blocks/blocks_features.h"
#include "text/memory.h"
#include <string.h>

typedef struct CueEntry {
  uint8_t group;  /* 1 + CueGroup where a form ends here, else 0 */
  uint8_t longer; /* 1: a longer form goes on */
} CueEntry;

/* Most words begin no form, but which do is hard to foresee for a processor: the filters, of two
** bits in one word for a key (a blocked Bloom filter, Putze et al. 2007), pass over nearly all
** others without a branch or a look into the large table. */
enum { FILTER_WORDS = 2048, FIRSTS_WORDS = 512 }; /* of 64 bits; powers of two */

struct BlocksCues {
  uint32_t *places; /* the keys by their hash, 0: free; apart from the rest: more in a cache line */
  CueEntry *entries;
  size_t count, capacity;        /* capacity is a power of two */
  uint64_t firsts[FIRSTS_WORDS]; /* hashes of first words */
  uint64_t ends[FILTER_WORDS];   /* keys of whole forms */
  uint64_t keys[FILTER_WORDS];   /* all keys */
};

#define CUE_WORDS 12 /* longest form */

static const char *const group_names[CUE_GROUPS] = {"ad",      "share",    "related",   "comment",
                                                    "nav",     "legal",    "subscribe", "byline",
                                                    "caption", "dateline", "source",    "tags"};

int blocks_cues_group(const char *name, size_t size) {
  for (int i = 0; i < CUE_GROUPS; i++)
    if (strlen(group_names[i]) == size && memcmp(group_names[i], name, size) == 0) return i;
  return -1;
}

BlocksCues *blocks_cues_new(void) {
  BlocksCues *cues = memory_zero(sizeof *cues);
  if (!cues) return NULL;
  cues->capacity = 4096;
  cues->places = memory_zero(cues->capacity * sizeof *cues->places);
  cues->entries = memory_zero(cues->capacity * sizeof *cues->entries);
  if (cues->places && cues->entries) return cues;
  blocks_cues_free(cues);
  return NULL;
}

void blocks_cues_free(BlocksCues *cues) {
  if (!cues) return;
  memory_free(cues->places);
  memory_free(cues->entries);
  memory_free(cues);
}

/* where the key is, or the free place for it */
static size_t find(const BlocksCues *cues, uint32_t key) {
  size_t at = key & (cues->capacity - 1);
  while (blocks_place_taken(cues->places[at], key)) at = (at + 1) & (cues->capacity - 1);
  return at;
}

static int grow(BlocksCues *cues) {
  const size_t old_capacity = cues->capacity;
  uint32_t *old_places = cues->places, *places = memory_zero(old_capacity * 2 * sizeof *places);
  CueEntry *old = cues->entries, *entries = memory_zero(old_capacity * 2 * sizeof *entries);
  if (!places || !entries) {
    memory_free(places);
    memory_free(entries);
    return -1;
  }
  cues->places = places;
  cues->entries = entries;
  cues->capacity = old_capacity * 2;
  for (size_t i = 0; i < old_capacity; i++) {
    if (!old_places[i]) continue;
    size_t at = find(cues, old_places[i]);
    places[at] = old_places[i];
    entries[at] = old[i];
  }
  memory_free(old_places);
  memory_free(old);
  return 0;
}

static uint32_t key_step(uint32_t key, uint32_t hash) {
  key = blocks_mix(key, hash);
  return key ? key : 1;
}

/* Hashes and keys are mixed well: any bits of them will do. */
static void filter_add(uint64_t *filter, uint32_t words, uint32_t key) {
  filter[key >> 12 & (words - 1)] |= (uint64_t)1 << (key >> 6 & 63) | (uint64_t)1 << (key & 63);
}

static uint64_t filter_has(const uint64_t *filter, uint32_t words, uint32_t key) {
  uint64_t word = filter[key >> 12 & (words - 1)];
  return word >> (key >> 6 & 63) & word >> (key & 63) & 1;
}

static int add_spelling(BlocksCues *cues, const BlocksChars *chars, CueGroup group,
                        const char *form, size_t size) {
  BlocksToken tokens[CUE_WORDS];
  size_t count = blocks_cut_tokens(chars, (const uint8_t *)form, size, tokens, CUE_WORDS);
  if (!count) return 0;
  filter_add(cues->firsts, FIRSTS_WORDS, tokens[0].hash);
  uint32_t key = 0;
  for (size_t i = 0; i < count; i++) {
    if (cues->count * 3 >= cues->capacity && grow(cues)) return -1;
    key = key_step(key, tokens[i].hash);
    size_t at = find(cues, key);
    CueEntry *entry = &cues->entries[at];
    if (!cues->places[at]) {
      cues->places[at] = key;
      cues->count++;
    }
    if (i + 1 < count)
      entry->longer = 1;
    else if (!entry->group)
      entry->group = (uint8_t)(group + 1);
    filter_add(cues->keys, FILTER_WORDS, key);
  }
  filter_add(cues->ends, FILTER_WORDS, key);
  return 0;
}

int blocks_cues_add(BlocksCues *cues, const BlocksChars *chars, CueGroup group, const char *form,
                    size_t size) {
  const char *end = form + size;
  while (form < end) {
    const char *bar = memchr(form, '|', (size_t)(end - form));
    const char *stop = bar ? bar : end;
    if (add_spelling(cues, chars, group, form, (size_t)(stop - form))) return -1;
    form = bar ? bar + 1 : end;
  }
  return 0;
}

/* the longest cue that begins at tokens[0]; its words, or 0 */
static size_t match(const BlocksCues *cues, const BlocksToken *tokens, size_t count,
                    uint8_t *group) {
  uint32_t key = 0;
  size_t best = 0;
  for (size_t i = 0; i < count && i < CUE_WORDS; i++) {
    key = key_step(key, tokens[i].hash);
    size_t at = find(cues, key);
    if (!cues->places[at]) break;
    const CueEntry *entry = &cues->entries[at];
    if (entry->group) {
      best = i + 1;
      *group = (uint8_t)(entry->group - 1);
    }
    if (!entry->longer) break;
  }
  return best;
}

static uint64_t may_begin(const BlocksCues *cues, const BlocksToken *tokens, size_t count) {
  uint32_t key = key_step(0, tokens[0].hash);
  uint32_t pair = count > 1 ? key_step(key, tokens[1].hash) : 0;
  return filter_has(cues->ends, FILTER_WORDS, key) | filter_has(cues->keys, FILTER_WORDS, pair);
}

/* The tokens with which a form may begin, by one word, and of these by two; returns how many.
** Nothing branches on what a token is. */
static size_t find_firsts(const BlocksCues *cues, const BlocksToken *tokens, size_t count,
                          uint16_t *out) {
  size_t found = 0, kept = 0;
  for (size_t i = 0; i < count; i++) {
    out[found] = (uint16_t)i;
    found += filter_has(cues->firsts, FIRSTS_WORDS, tokens[i].hash);
  }
  for (size_t k = 0; k < found; k++) {
    out[kept] = out[k];
    kept += may_begin(cues, tokens + out[k], count - out[k]);
  }
  return kept;
}

void blocks_cues_mark(const BlocksCues *cues, const BlocksToken *tokens, LineFacts *line) {
  uint16_t firsts[LINE_TOKENS];
  size_t next = 0; /* behind the cue before */
  if (!cues) return;
  size_t count = find_firsts(cues, tokens, line->tokens, firsts);
  for (size_t k = 0; k < count; k++) {
    size_t i = firsts[k];
    uint8_t group = 0;
    if (i < next) continue;
    size_t words = match(cues, tokens + i, line->tokens - i, &group);
    if (!words) continue;
    if (i == 0) line->cue_start = (uint8_t)(group + 1);
    line->cue[group] = (uint16_t)(line->cue[group] + words);
    line->cue_tokens = (uint16_t)(line->cue_tokens + words);
    next = i + words;
  }
}
