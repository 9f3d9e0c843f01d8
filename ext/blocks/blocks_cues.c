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

/* Most words begin no form, but which do is hard to foresee for a processor: the filters, of one
** bit for a key, pass over nearly all others without a branch or a look into the large table. */
#define FILTER_BITS ((size_t)1 << 17)

struct BlocksCues {
  uint32_t *places; /* the keys by their hash, 0: free; apart from the rest: more in a cache line */
  CueEntry *entries;
  size_t count, capacity;          /* capacity is a power of two */
  uint64_t bloom[256];             /* of first words */
  uint64_t ends[FILTER_BITS / 64]; /* keys of whole forms */
  uint64_t keys[FILTER_BITS / 64]; /* all keys */
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
  while (cues->places[at] && cues->places[at] != key) at = (at + 1) & (cues->capacity - 1);
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

static size_t filter_place(uint32_t key) { return key >> 15; } /* blocks_mix mixes well */

static void filter_add(uint64_t *filter, uint32_t key) {
  size_t place = filter_place(key);
  filter[place >> 6] |= (uint64_t)1 << (place & 63);
}

static uint64_t filter_has(const uint64_t *filter, uint32_t key) {
  size_t place = filter_place(key);
  return filter[place >> 6] >> (place & 63) & 1;
}

static int add_spelling(BlocksCues *cues, const BlocksChars *chars, CueGroup group,
                        const char *form, size_t size) {
  BlocksToken tokens[CUE_WORDS];
  size_t count = blocks_cut_tokens(chars, (const uint8_t *)form, size, tokens, CUE_WORDS);
  if (!count) return 0;
  uint32_t first = tokens[0].hash;
  cues->bloom[first >> 6 & 255] |= (uint64_t)1 << (first & 63);
  uint32_t key = 0;
  for (size_t i = 0; i < count; i++) {
    if (cues->count * 3 >= cues->capacity * 2 && grow(cues)) return -1;
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
    filter_add(cues->keys, key);
  }
  filter_add(cues->ends, key);
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

/* 0 when no form begins at tokens[0] for certain */
static uint64_t may_begin(const BlocksCues *cues, const BlocksToken *tokens, size_t count) {
  uint32_t hash = tokens[0].hash, key = key_step(0, hash);
  uint32_t pair = count > 1 ? key_step(key, tokens[1].hash) : 0;
  return cues->bloom[hash >> 6 & 255] >> (hash & 63) &
         (filter_has(cues->ends, key) | filter_has(cues->keys, pair));
}

void blocks_cues_mark(const BlocksCues *cues, const BlocksToken *tokens, LineFacts *line) {
  if (!cues) return;
  for (size_t i = 0; i < line->tokens;) {
    uint8_t group = 0;
    size_t words = 0;
    if (may_begin(cues, tokens + i, line->tokens - i))
      words = match(cues, tokens + i, line->tokens - i, &group);
    if (!words) {
      i++;
      continue;
    }
    if (i == 0) line->cue_start = (uint8_t)(group + 1);
    line->cue[group] = (uint16_t)(line->cue[group] + words);
    line->cue_tokens = (uint16_t)(line->cue_tokens + words);
    i += words;
  }
}
