/* blocks_features.c: columns about a line itself (blocks_features.h). */
#include "blocks/blocks_features.h"
#include <math.h>
#include <string.h>

static uint8_t log_step(uint32_t x) { return blocks_log_step(x); }

static uint8_t share(uint32_t part, uint32_t whole) {
  uint64_t r = blocks_share(part, whole);
  return (uint8_t)(r < 127 ? r : 127);
}

/* a signed value around 64 */
static uint8_t around(int32_t x) {
  x += 64;
  return (uint8_t)(x < 1 ? 1 : x > 127 ? 127 : x);
}

static uint8_t step(uint32_t x, uint32_t factor) {
  x *= factor;
  return (uint8_t)(x < 127 ? x : 127);
}

/* -- open-addressing sets of 32-bit keys, with a small count ------------------------------- */

typedef struct Set {
  uint32_t *keys; /* 0: free */
  uint8_t *counts;
  size_t mask;
  size_t used;
} Set;

static int set_make(Set *set, Arena *arena, size_t items) {
  size_t capacity = 64;
  while (capacity < items * 2 && capacity < (size_t)1 << 18) capacity *= 2;
  set->keys = arena_array(arena, capacity, sizeof *set->keys);
  set->counts = arena_alloc(arena, capacity);
  set->mask = capacity - 1;
  set->used = 0;
  return set->keys && set->counts ? 0 : -1;
}

static inline size_t set_slot(const Set *set, uint32_t key) {
  size_t at = (key * 0x9E3779B1u >> 7) & set->mask;
  while (blocks_place_taken(set->keys[at], key)) at = (at + 1) & set->mask;
  return at;
}

/* Counts the key; returns its slot, for good. */
static inline size_t set_add(Set *set, uint32_t key) {
  if (!key) key = 1;
  size_t at = set_slot(set, key);
  if (set->used * 4 > set->mask * 3 && !set->keys[at]) return at; /* full: new ones do not count */
  set->used += !set->keys[at];
  set->keys[at] = key;
  set->counts[at] = (uint8_t)(set->counts[at] + (set->counts[at] < 255));
  return at;
}

static inline uint32_t set_count(const Set *set, uint32_t key) {
  if (!key) key = 1;
  return set->counts[set_slot(set, key)];
}

/* -- reading ------------------------------------------------------------------------------- */

static int read_lines(BlocksView *view, const BlocksTables *tables, const uint8_t *text,
                      const Block *blocks) {
  size_t bytes = 0;
  for (size_t i = 0; i < view->count; i++) {
    size_t size = blocks[i].span.end - blocks[i].span.start;
    bytes += size < LINE_TOKENS ? size : LINE_TOKENS;
  }
  view->tokens = arena_raw(view->arena, (bytes + 1) * sizeof *view->tokens);
  view->lines = arena_array(view->arena, view->count + 1, sizeof *view->lines);
  if (!view->tokens || !view->lines) return -1;
  for (size_t i = 0; i < view->count; i++) {
    LineFacts *line = &view->lines[i];
    line->start = blocks[i].span.start;
    line->end = blocks[i].span.end;
    line->first_token = (uint32_t)view->token_count;
    size_t room = bytes - view->token_count;
    blocks_scan_line(&tables->chars, text + line->start, text + line->end, line,
                     view->tokens + view->token_count, room < LINE_TOKENS ? room : LINE_TOKENS);
    view->token_count += line->tokens;
    blocks_cues_mark(tables->cues, view->tokens + line->first_token, line);
    line->prose = line->weight >= 80 && (line->last >= 96 || line->stops >= 2);
  }
  return 0;
}

/* The first line that could be a headline: some words, not prose, not a cue. */
static void find_title(BlocksView *view) {
  view->title = view->count;
  for (size_t i = 0; i < view->count && i < 12; i++) {
    const LineFacts *line = &view->lines[i];
    if (line->prose) return;
    if (line->weight >= 18 && line->words >= 3 && line->cue_tokens * 2 < line->words) {
      view->title = i;
      return;
    }
  }
}

/* -- columns ------------------------------------------------------------------------------- */

static void fill_shape(BlocksView *view) {
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    uint8_t *at = view->columns + VIEW_PAD + i;
    size_t stride = view->stride;
#define SET(column, value) at[(size_t)(column)*stride] = (value)
    uint32_t words = line->words ? line->words : 1;
    SET(F_LENGTH, log_step(line->weight));
    SET(F_TOKENS, log_step(line->words));
    SET(F_LAST, line->last);
    SET(F_FIRST, line->first);
    SET(F_UPPER, share(line->upper, line->upper + line->lower));
    SET(F_DIGIT, share(line->digits, line->chars));
    SET(F_PUNCT, share(line->puncts * 2, line->chars));
    SET(F_CAPITAL, share(line->capitals, words));
    SET(F_COMMAS, step(line->commas * 100 / words, 4));
    SET(F_STOPS, log_step(line->stops));
    SET(F_SENTENCE, log_step(line->words / (line->stops + 1)));
    SET(F_SHORT, share(line->shorts, words));
    SET(F_MEAN_WORD, step(line->letters * 8 / words, 1));
    SET(F_LONGEST, step(line->longest, 3));
    SET(F_SEPARATORS, log_step(line->separators * 2));
    SET(F_LINKS, log_step(line->links * 2));
    SET(F_NUMBERS, share(line->numbers, words));
    SET(F_TIME, (uint8_t)(line->time * 8));
    SET(F_QUOTES, log_step(line->quotes));
    SET(F_BRACKETS, log_step(line->brackets));
    SET(F_COLON, line->colon == 255 ? 127 : step(line->colon, 4));
    SET(F_RIGHTS, step(line->rights, 32));
    SET(F_CUE, share(line->cue_tokens, words));
    for (int group = 0; line->cue_tokens && group < CUE_GROUPS; group++) {
      uint32_t base = line->cue[group] ? 16 + (line->cue_start == group + 1 ? 32u : 0u) : 0;
      SET(F_CUE_FIRST + group,
          line->cue[group] ? (uint8_t)(base + share(line->cue[group], words) * 79u / 126u) : 0);
    }
    SET(F_PROSE, line->prose ? 127 : line->last >= 96 ? 64 : 16);
  }
}

static int fill_repeats(BlocksView *view) {
  Set all = {0};
  if (set_make(&all, view->arena, view->count)) return -1;
  for (size_t i = 0; i < view->count; i++) set_add(&all, view->lines[i].key);
  Set seen = {0};
  if (set_make(&seen, view->arena, view->count)) return -1;
  uint8_t *repeat = blocks_view_column(view, F_REPEAT), *same = blocks_view_column(view, F_SAME);
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    uint32_t copies = set_count(&all, line->key);
    int before = set_count(&seen, line->key) > 0;
    set_add(&seen, line->key);
    if (copies < 2)
      repeat[i] = 8;
    else
      repeat[i] = (uint8_t)((before ? 64 : 16) + (copies < 12 ? copies * 4 : 48));
    uint32_t shape = 0;
    if (i && line->tokens && view->lines[i - 1].tokens) {
      const LineFacts *last = &view->lines[i - 1];
      const BlocksToken *a = view->tokens + line->first_token,
                        *b = view->tokens + last->first_token;
      if (a[0].hash == b[0].hash) shape += 64;
      if (a[line->tokens - 1].hash == b[last->tokens - 1].hash) shape += 32;
      if (line->last == last->last) shape += 8;
      if (line->first == last->first) shape += 4;
    }
    same[i] = (uint8_t)(1 + shape);
  }
  return 0;
}

static int fill_title(BlocksView *view) {
  uint8_t *ours = blocks_view_column(view, F_TITLE),
          *theirs = blocks_view_column(view, F_TITLE_PART);
  Set title = {0};
  uint64_t filter[64] = {0}; /* nearly every word is not in the title */
  const LineFacts *head = view->title < view->count ? &view->lines[view->title] : NULL;
  if (set_make(&title, view->arena, head ? head->tokens : 0)) return -1;
  for (uint32_t k = 0; head && k < head->tokens; k++) {
    uint32_t hash = view->tokens[head->first_token + k].hash;
    set_add(&title, hash);
    filter[hash >> 26] |= (uint64_t)1 << (hash >> 20 & 63);
  }
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    const BlocksToken *tokens = view->tokens + line->first_token;
    uint32_t hits = 0;
    for (uint32_t k = 0; head && k < line->tokens; k++)
      if (filter[tokens[k].hash >> 26] >> (tokens[k].hash >> 20 & 63) & 1)
        hits += set_count(&title, tokens[k].hash) > 0;
    ours[i] = (uint8_t)(1 + share(hits, line->tokens));
    theirs[i] =
        (uint8_t)(1 + share(hits < title.used ? hits : (uint32_t)title.used, (uint32_t)title.used));
  }
  return 0;
}

/* The words of all prose lines; slots[token] is where each of them is. */
static int collect_prose(const BlocksView *view, Set *prose, uint32_t **slots) {
  size_t tokens = 0;
  for (size_t i = 0; i < view->count; i++)
    if (view->lines[i].prose) tokens += view->lines[i].tokens;
  *slots = arena_raw(view->arena, view->token_count * sizeof **slots);
  if (set_make(prose, view->arena, tokens) || !*slots) return -1;
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    for (uint32_t k = line->first_token; line->prose && k < line->first_token + line->tokens; k++)
      (*slots)[k] = (uint32_t)set_add(prose, view->tokens[k].hash);
  }
  return 0;
}

/* How far a line's words occur in the prose of the other lines. */
static int fill_cohesion(BlocksView *view) {
  Set prose = {0};
  uint32_t *slots;
  if (collect_prose(view, &prose, &slots)) return -1;
  uint8_t *cohesion = blocks_view_column(view, F_COHESION),
          *rare = blocks_view_column(view, F_RARE);
  uint8_t *unique = blocks_view_column(view, F_UNIQUE);
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    uint32_t hits = 0, long_words = 0, long_hits = 0, looked = 0;
    uint32_t limit = line->tokens < 64 ? line->tokens : 64, own = line->prose ? 1 : 0;
    uint64_t seen = 0;
    uint32_t distinct = 0;
    for (uint32_t k = line->first_token; k < line->first_token + limit; k++) {
      const BlocksToken *token = &view->tokens[k];
      uint64_t bit = (uint64_t)1 << (token->hash >> 20 & 63);
      distinct += (seen & bit) == 0;
      seen |= bit;
      uint32_t copies = own ? prose.counts[slots[k]] : set_count(&prose, token->hash);
      uint32_t word = !(token->flags & BLOCK_TOKEN_NUMBER), hit = word & (copies > own);
      uint32_t tall = word & (token->size >= 5);
      looked += word;
      hits += hit;
      long_words += tall;
      long_hits += tall & hit;
    }
    cohesion[i] = looked ? (uint8_t)(1 + share(hits, looked)) : 0;
    rare[i] = long_words ? (uint8_t)(1 + share(long_hits, long_words)) : 0;
    unique[i] = share(distinct, limit);
  }
  return 0;
}

size_t blocks_view_line_words(const BlocksView *view, const LineFacts *line, uint32_t *out) {
  const BlocksToken *token = view->tokens + line->first_token;
  uint32_t limit = line->tokens < 200 ? line->tokens : 200;
  uint32_t one = 0x3779B1u, two = 0; /* begin with the line's beginning */
  size_t count = 0;
  const uint32_t shift = 32 - WORDS_BITS;
  for (uint32_t k = 0; k < limit; k++, token++) {
    uint32_t hash = token->hash;
    out[count++] = hash * 0x9E3779B1u >> shift;
    uint32_t pair = blocks_mix(one, hash);
    out[count++] = pair * 0x9E3779B1u >> shift;
    if (token->flags & BLOCK_TOKEN_ALONE && two)
      out[count++] = blocks_mix(two, pair) * 0x9E3779B1u >> shift;
    two = one;
    one = hash;
  }
  if (limit == line->tokens && limit) {
    out[count++] = blocks_mix(one, 0x51EDu) * 0x9E3779B1u >> shift;
    if (limit <= 8) out[count++] = blocks_mix(line->key, 0x7777u) * 0x9E3779B1u >> shift;
  }
  return count;
}

void blocks_view_fill_words(BlocksView *view, const int8_t *words) {
  enum { END = 8, PART = 16 }; /* words added up apart at each end; words worked on at once */
  uint32_t index[LINE_WORDS];
  int8_t room[END + LINE_WORDS + PART] = {0}, *weights = room + END;
  size_t stride = view->stride;
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    uint8_t *at = view->columns + VIEW_PAD + i;
    int32_t sum = 0, head = 0, tail = 0;
    size_t count = words ? blocks_view_line_words(view, line, index) : 0;
    for (size_t k = 0; k < count; k++) weights[k] = words[index[k]];
    memset(weights + count, 0, PART); /* zeros around them change nothing */
    for (size_t k = 0; k < END; k++) head += weights[k];
    for (size_t k = 0; k < END; k++) tail += room[count + k];
    int8_t best[PART] = {0}, worst[PART] = {0};
    for (size_t k = 0; k < count; k += PART) {
      int16_t part = 0;
      for (size_t j = 0; j < PART; j++) {
        int8_t w = weights[k + j];
        part = (int16_t)(part + w);
        best[j] = w > best[j] ? w : best[j];
        worst[j] = w < worst[j] ? w : worst[j];
      }
      sum += part;
    }
    int32_t most = 0, least = 0;
    for (size_t j = 0; j < PART; j++) {
      most = best[j] > most ? best[j] : most;
      least = worst[j] < least ? worst[j] : least;
    }
    int32_t root = (int32_t)(16 * sqrt((double)(count ? count : 1))); /* the same anywhere */
    SET(F_WORDS, around(sum * 5 / root));
    SET(F_WORDS_SUM, around(sum / 12));
    SET(F_WORDS_BEST, around(most / 2));
    SET(F_WORDS_WORST, around(least / 2));
    SET(F_WORDS_HEAD, around(head / 5));
    SET(F_WORDS_TAIL, around(tail / 5));
  }
}

/* letters of each script in the head of a line, for lines that mix them */
static void count_scripts(const BlocksChars *chars, const uint8_t *p, const uint8_t *end,
                          uint32_t letters[32]) {
  end = blocks_line_head(p, end);
  while (p < end) {
    uint32_t c;
    p = utf8_next(p, &c);
    uint32_t entry = blocks_chars_entry(chars, c);
    if (CHAR_KIND(entry) == CHAR_LETTER) letters[CHAR_SCRIPT(entry)]++;
  }
}

/* the document's main script, and the share of it in each line's head */
static void fill_script(BlocksView *view, const BlocksTables *tables, const uint8_t *text) {
  uint32_t letters[32] = {0}, main = 0;
  uint8_t *column = blocks_view_column(view, F_SCRIPT);
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    if (line->head_script == SCRIPT_MIXED)
      count_scripts(&tables->chars, text + line->start, text + line->end, letters);
    else
      letters[line->head_script] += line->head_letters;
  }
  for (uint32_t s = 1; s < 32; s++)
    if (letters[s] > letters[main]) main = s;
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    uint32_t all = line->head_letters, ours = line->head_script == main ? all : 0;
    if (line->head_script == SCRIPT_MIXED) {
      uint32_t own[32] = {0};
      count_scripts(&tables->chars, text + line->start, text + line->end, own);
      ours = own[main];
    }
    column[i] = all ? (uint8_t)(1 + share(ours, all)) : 0;
  }
}

int blocks_view_build(BlocksView *view, Arena *arena, const BlocksTables *tables,
                      const uint8_t *text, const Block *blocks, size_t count) {
  memset(view, 0, sizeof *view);
  view->arena = arena;
  view->count = count;
  view->stride = (count + LOT_LARGE - 1) / LOT_LARGE * LOT_LARGE + 2 * (size_t)VIEW_PAD;
  view->columns = arena_array(arena, COLUMNS, view->stride);
  if (!view->columns || read_lines(view, tables, text, blocks)) return -1;
  find_title(view);
  fill_shape(view);
  fill_script(view, tables, text);
  if (fill_repeats(view) || fill_title(view) || fill_cohesion(view)) return -1;
  blocks_view_fill_words(view, tables->words);
  blocks_view_fill_context(view);
  return 0;
}
