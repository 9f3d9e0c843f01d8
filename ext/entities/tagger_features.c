/* tagger_features.c: what the tagger sees of a word.
**
** The features are those of the classic feature-based taggers (Ratinov & Roth 2009; Finkel et al.
** 2005; Okazaki's CRFsuite templates):
**
**   word       folded word, the two on either side, with its neighbours; behind each possible
**              Arabic proclitic
**   letters    prefixes and suffixes up to six letters, of the neighbours up to four; letter
**              trigrams
**   common     is it an ordinary word of the document's language, are its neighbours
**   shape      runs of character classes ("A-Aa"), the whole pattern, with the neighbours'
**   run        in a run of capitalised words: its first and last word, the words around it, place
**   text       is the word elsewhere in this text in lower case, or capitalised in mid sentence
**   evidence   what the gazetteer and the lists say, alone and with the neighbours'
**   language   bias, shape, suffix and evidence again together with the document's language
**
** In Chinese and Japanese units are characters: the two on either side, their pairs and triples,
** and the dictionary words around with the place inside them.
**
** A feature is a 64-bit hash of (template, parts); what the model does with it, tagger.c tells. */
#include "entities/tagger_features.h"
#include "text/hash.h"
#include <string.h>

/* ---- letters ---------------------------------------------------------------------------------*/

/* Armenian in Latin letters, U+0561..U+0586, near Serbian and Turkish spelling: there is no
** Armenian set to learn from, but names sound alike. Two letters are packed as a | b << 8. */
static const uint16_t armenian[] = {'a',
                                    'b',
                                    'g',
                                    'd',
                                    'e',
                                    'z',
                                    'e',
                                    'y',
                                    't',
                                    'z' | 'h' << 8,
                                    'i',
                                    'l',
                                    'h',
                                    't' | 's' << 8,
                                    'k',
                                    'h',
                                    'd' | 'z' << 8,
                                    'g' | 'h' << 8,
                                    'c' | 'h' << 8,
                                    'm',
                                    'y',
                                    'n',
                                    's' | 'h' << 8,
                                    'o',
                                    'c' | 'h' << 8,
                                    'p',
                                    'j',
                                    'r',
                                    's',
                                    'v',
                                    't',
                                    'r',
                                    't' | 's' << 8,
                                    'v',
                                    'p',
                                    'k',
                                    'o',
                                    'f'};

static int add_letter(TaggerUnit *unit, uint32_t letter) {
  if (unit->letters == TAGGER_LETTERS) return 0;
  unit->letter[unit->letters++] = letter;
  return 1;
}

/* Fills letter[] from the folded form: digits become '0', Armenian becomes Latin. */
static void unit_letters(TaggerUnit *unit, const uint8_t *fold, size_t size) {
  const uint8_t *end = fold + size;
  while (fold < end) {
    uint32_t c;
    fold = utf8_next(fold, &c);
    if (c >= 0x561 && c <= 0x586) {
      uint32_t latin = armenian[c - 0x561];
      if (latin == 'v' && unit->letters && unit->letter[unit->letters - 1] == 'o') {
        unit->letter[unit->letters - 1] = 'u';
        continue;
      }
      if (!add_letter(unit, latin & 0xff)) return;
      c = latin >> 8;
      if (c == 0) continue;
    } else if (c == 0x587) { /* ligature ech yiwn */
      if (!add_letter(unit, 'e')) return;
      c = 'v';
    } else if (c >= '0' && (c <= '9' || (c >= 0x660 && char_is_digit(c)))) {
      c = '0';
    }
    if (!add_letter(unit, c)) return;
  }
}

static void unit_affixes(TaggerUnit *unit, uint64_t whole) {
  size_t n = unit->letters;
  uint64_t hash = 1;
  for (size_t i = 0; i < n; i++) {
    hash = hash_mix(hash, unit->letter[i]);
    if (i < TAGGER_AFFIX && i + 1 < n) unit->prefix[i] = hash;
  }
  unit->word = n == TAGGER_LETTERS ? whole : hash;
  hash = 2;
  for (size_t i = 0; i < TAGGER_AFFIX && i + 1 < n; i++) {
    hash = hash_mix(hash, unit->letter[n - 1 - i]);
    unit->suffix[i] = hash;
  }
}

/* The word behind the conjunction, the preposition and the article that may stand before it. */
static void unit_cuts(TaggerUnit *unit) {
  enum {
    ALEF = 0x627,
    BEH = 0x628,
    FEH = 0x641,
    KAF = 0x643,
    KEHEH = 0x6A9,
    LAM = 0x644,
    WAW = 0x648,
    SEEN = 0x633
  };
  const uint32_t *letter = unit->letter;
  size_t n = unit->letters, at[TAGGER_CUTS] = {0}, cuts = 1, i = 0;
  if (n > i + 3 && (letter[i] == WAW || letter[i] == FEH)) at[cuts++] = ++i;
  if (n > i + 3 && (letter[i] == BEH || letter[i] == LAM || letter[i] == KAF ||
                    letter[i] == KEHEH || letter[i] == SEEN))
    at[cuts++] = ++i;
  if (n > i + 4 && letter[i] == ALEF && letter[i + 1] == LAM)
    at[cuts++] = i += 2;
  else if (n > i + 3 && i && letter[i] == LAM && letter[i - 1] == LAM)
    at[cuts++] = ++i;
  for (size_t k = 0; k < cuts; k++) {
    uint64_t hash = 1;
    for (size_t j = at[k]; j < n; j++) hash = hash_mix(hash, letter[j]);
    unit->cut[k] = hash;
  }
}

/* ---- shape -----------------------------------------------------------------------------------*/

static uint32_t letter_class(uint32_t c, int *cased) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return *cased = 1, 'a';
    if (c >= 'A' && c <= 'Z') return *cased = 1, 'A';
    return c >= '0' && c <= '9' ? '0' : c;
  }
  if (char_is_upper(c)) return *cased = 1, 'A';
  if (char_is_digit(c)) return '0';
  if (!char_is_letter(c)) return c;
  if (c < 0x590 || (c >= 0x1C80 && c < 0x2000) || (c >= 0x10A0 && c < 0x1100))
    return *cased = 1, 'a';
  return 'x';
}

static void unit_shape(TaggerUnit *unit, const uint8_t *text) {
  const uint8_t *p = text + unit->span.start, *end = text + unit->span.end;
  uint64_t shape = 3, pattern = 4;
  uint32_t last = 0;
  size_t upper = 0, lower = 0, other = 0, length = 0;
  for (int first = 1; p < end && length < TAGGER_LETTERS; first = 0, length++) {
    uint32_t c;
    int cased = 0;
    p = utf8_next(p, &c);
    uint32_t class = letter_class(c, &cased);
    if (cased) unit->flags |= TAG_CASED;
    if (class == 'A' && first) unit->flags |= TAG_UPPER;
    upper += class == 'A';
    lower += class == 'a';
    other += class == 'x';
    if (class != last) shape = hash_mix(shape, class);
    if (length < 10) pattern = hash_mix(pattern, class);
    last = class;
  }
  if (upper + lower + other) unit->flags |= TAG_WORD;
  if (upper >= 2 && lower == 0) unit->flags |= TAG_CAPITALS;
  unit->shape = shape;
  unit->pattern = pattern;
}

/* ---- how words are cased elsewhere -----------------------------------------------------------*/

#define CASE_MAX ((size_t)1 << 16)
struct TaggerCase {
  size_t mask;
  size_t room;     /* insertions left: the table never fills */
  uint64_t slot[]; /* word hash, its two lowest bits: seen lower, seen upper; 0 free */
};

static uint64_t *case_slot(const TaggerCase *cases, uint64_t hash) {
  hash |= 4; /* never 0 */
  size_t i = (size_t)(hash >> 20) & cases->mask;
  while (cases->slot[i] && ((cases->slot[i] ^ hash) & ~(uint64_t)3)) i = (i + 1) & cases->mask;
  return (uint64_t *)&cases->slot[i];
}

static void case_count(TaggerCase *cases, uint64_t hash, unsigned bit) {
  uint64_t *slot = case_slot(cases, hash);
  if (!*slot) {
    if (!cases->room) return;
    cases->room--;
    *slot = (hash | 4) & ~(uint64_t)3;
  }
  *slot |= bit;
}

static int script_has_case(unsigned script) {
  return script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC || script == SCRIPT_GREEK ||
         script == SCRIPT_ARMENIAN;
}

TaggerCase *tagger_case_new(Document *doc) {
  size_t slots = 64;
  while (slots < 2 * doc->tokens.count && slots < CASE_MAX) slots *= 2;
  TaggerCase *cases = arena_alloc(&doc->arena, sizeof *cases + slots * sizeof *cases->slot);
  if (!cases) {
    doc->rc = STATUS_NOMEM;
    return NULL;
  }
  cases->mask = slots - 1;
  cases->room = slots / 4 * 3;
  for (size_t s = 0; s < doc->sentences.count; s++) {
    const Sentence *sentence = &doc->sentences.items[s];
    int first = 1; /* a capital here says nothing */
    for (uint32_t t = sentence->first_token; t < sentence->end_token; t++) {
      const Token *token = &doc->tokens.items[t];
      if (token->kind != TOKEN_WORD) {
        first |= token->kind == TOKEN_PUNCT && token->span.end - token->span.start > 1;
        continue;
      }
      if (script_has_case(token->script) && !(token->flags & TOKEN_ALL_UPPER)) {
        if (!(token->flags & TOKEN_FIRST_UPPER))
          case_count(cases, token->hash, 1);
        else if (!first)
          case_count(cases, token->hash, 2);
      }
      first = 0;
    }
  }
  return cases;
}

/* ---- windows ---------------------------------------------------------------------------------*/

static int is_character_unit(const Token *token) {
  return (token->flags & TOKEN_CJK) &&
         (token->script == SCRIPT_HAN || token->script == SCRIPT_HIRAGANA ||
          token->script == SCRIPT_KATAKANA);
}

static int is_common(const TaggerWindow *window, uint64_t word, unsigned flag) {
  return tagger_common_has(&window->common, word, window->doc->language, flag);
}

/* Is it an ordinary word? Of a word in Arabic letters also without a one-letter proclitic. */
static void unit_common(const TaggerWindow *window, TaggerUnit *unit, uint64_t word, Text fold) {
  if (!window->common.bits || !window->language || !(unit->flags & TAG_WORD)) return;
  if (is_common(window, word, TAG_LISTED)) unit->flags |= TAG_LISTED;
  if (is_common(window, word, TAG_COMMON)) unit->flags |= TAG_COMMON;
  if (unit->cut[1] && !(unit->flags & (TAG_LISTED | TAG_COMMON)) && fold.size > 2) {
    word = hash_bytes(fold.data + 2, fold.size - 2, 0);
    if (is_common(window, word, TAG_COMMON)) unit->flags |= TAG_COMMON;
  }
}

static void unit_from_token(TaggerWindow *window, TaggerUnit *unit, uint32_t t) {
  const Document *doc = window->doc;
  const Token *token = &doc->tokens.items[t];
  Text fold = token_fold(doc, token);
  unit->span = token->span;
  unit_letters(unit, (const uint8_t *)fold.data, fold.size);
  unit_affixes(unit, token->hash);
  if (token->script == SCRIPT_ARABIC) unit_cuts(unit);
  unit_shape(unit, doc->text);
  uint64_t seen = *case_slot(window->cases, token->hash);
  if (seen & 1) unit->flags |= TAG_SEEN_LOWER;
  if (seen & 2) unit->flags |= TAG_SEEN_UPPER;
  unit_common(window, unit, token->hash, fold);
}

/* One character of a CJK token; *within is how many of its bytes are used up. */
static void unit_from_character(TaggerWindow *window, TaggerUnit *unit, uint32_t t,
                                uint32_t *within) {
  const Token *token = &window->doc->tokens.items[t];
  const uint8_t *text = window->doc->text;
  uint32_t start = token->span.start + *within, c;
  uint32_t end = (uint32_t)(utf8_next(text + start, &c) - text);
  unit->span = (Span){start, end};
  unit->letter[0] = c;
  unit->letters = 1;
  unit->word = hash_mix(1, c);
  unit->flags = TAG_WORD;
  unit->shape = hash_mix(3, script_of(c));
  unit->pattern = unit->shape;
  unit->place = (uint8_t)(1 + (*within > 0) + 2 * (end < token->span.end));
  *within = end < token->span.end ? end - token->span.start : 0;
}

static void window_evidence(TaggerWindow *window, const TaggerEvidence *evidence, size_t count,
                            size_t *next) {
  enum { LONGEST = 16 }; /* units one piece of evidence may cover: keeps the work linear */
  size_t i = 0;
  while (*next < count && evidence[*next].span.start < window->unit[0].span.start) ++*next;
  for (; *next < count; ++*next) {
    const TaggerEvidence *e = &evidence[*next];
    while (i < window->count && window->unit[i].span.end <= e->span.start) i++;
    if (i == window->count) return;
    for (size_t k = i; k < window->count && k < i + LONGEST; k++) {
      if (window->unit[k].span.start >= e->span.end) break;
      if (k == i)
        window->unit[k].begins |= e->kinds;
      else
        window->unit[k].inside |= e->kinds;
    }
  }
}

static void window_runs(TaggerWindow *window) {
  size_t words = 0, capital = 0;
  for (size_t i = 0; i < window->count;) {
    TaggerUnit *unit = &window->unit[i];
    if ((unit->flags & TAG_CASED)) words++, capital += unit->flags & TAG_UPPER;
    if (!(unit->flags & TAG_UPPER)) {
      i++;
      continue;
    }
    size_t end = i + 1;
    while (end < window->count && (window->unit[end].flags & TAG_UPPER)) end++;
    words += end - i - 1;
    capital += end - i - 1;
    for (size_t k = i; k < end; k++) {
      window->unit[k].run_first = (uint16_t)i;
      window->unit[k].run_last = (uint16_t)(end - 1);
      window->unit[k].flags |= TAG_RUN;
    }
    i = end;
  }
  window->headline = words >= 3 && capital * 4 >= words * 3;
}

/* Marks what stands between quotation marks that close soon. */
static void window_quotes(TaggerWindow *window) {
  enum { LONGEST = 10 };
  size_t open = SIZE_MAX;
  for (size_t i = 0; i < window->count; i++) {
    const TaggerUnit *unit = &window->unit[i];
    uint32_t c = unit->letters == 1 && !(unit->flags & TAG_WORD) ? unit->letter[0] : 0;
    int opens = c == 0xAB || c == 0x201C || c == 0x201E || c == 0x300C || c == 0x300A;
    int closes = c == 0xBB || c == 0x201D || c == 0x201C || c == 0x300D || c == 0x300B;
    if (c == '"') opens = closes = 1;
    if (closes && open != SIZE_MAX) {
      if (i - open <= LONGEST)
        for (size_t k = open + 1; k < i; k++) window->unit[k].flags |= TAG_QUOTED;
      open = SIZE_MAX;
    } else if (opens) {
      open = i;
    }
  }
}

void tagger_window_fill(TaggerWindow *window, uint32_t *token, uint32_t *within, uint32_t end_token,
                        const TaggerEvidence *evidence, size_t evidence_count, size_t *next) {
  const Document *doc = window->doc;
  window->count = 0;
  window->language =
      doc->language && doc->language != LANGUAGE_UNDECIDED ? hash_mix(5, doc->language) : 0;
  while (*token < end_token && window->count < TAGGER_WINDOW) {
    TaggerUnit *unit = &window->unit[window->count++];
    memset(unit, 0, sizeof *unit);
    unit->token = *token;
    if (is_character_unit(&doc->tokens.items[*token]))
      unit_from_character(window, unit, *token, within);
    else
      unit_from_token(window, unit, *token);
    if (*within == 0) ++*token;
  }
  if (window->count == 0) return;
  window_runs(window);
  window_quotes(window);
  window_evidence(window, evidence, evidence_count, next);
}

/* Is the end of sentence s doubtful: a stop behind a short word ("ul .", "А ."), or no space? */
static int sentence_goes_on(const Document *doc, size_t s) {
  const Sentence *here = &doc->sentences.items[s], *next = here + 1;
  if (here->block != next->block || here->end_token == here->first_token) return 0;
  if (next->end_token == next->first_token) return 0;
  const Token *stop = &doc->tokens.items[here->end_token - 1];
  if (doc->text[stop->span.end - 1] != '.') return 0;
  if (!(doc->tokens.items[next->first_token].flags & TOKEN_SPACE_BEFORE)) return 1;
  if (here->end_token - here->first_token < 2) return 0;
  const Token *word = stop - 1;
  return stop->span.end - stop->span.start == 1 && word->kind == TOKEN_WORD &&
         word->fold_size <= 6 &&
         utf8_count((const uint8_t *)token_fold(doc, word).data, word->fold_size) <= 3;
}

size_t tagger_sequence_end(const Document *doc, size_t s) {
  enum { MOST = 8 }; /* sentences joined */
  size_t end = s + 1;
  while (end < doc->sentences.count && end < s + MOST && sentence_goes_on(doc, end - 1)) end++;
  return end;
}

static int script_table(unsigned script) {
  switch (script) {
  case SCRIPT_COMMON:
  case SCRIPT_INHERITED: return -1;
  case SCRIPT_LATIN:
  case SCRIPT_ARMENIAN: return TAGGER_LATIN;
  case SCRIPT_CYRILLIC: return TAGGER_CYRILLIC;
  case SCRIPT_GREEK: return TAGGER_GREEK;
  case SCRIPT_ARABIC:
  case SCRIPT_HEBREW:
  case SCRIPT_SYRIAC:
  case SCRIPT_THAANA: return TAGGER_ARABIC;
  case SCRIPT_HAN:
  case SCRIPT_HIRAGANA:
  case SCRIPT_KATAKANA:
  case SCRIPT_BOPOMOFO: return TAGGER_CJK;
  default: return TAGGER_OTHER;
  }
}

int tagger_window_table(const TaggerWindow *window) {
  size_t votes[TAGGER_TABLES] = {0};
  int best = 0;
  for (size_t i = 0; i < window->count; i++) {
    int table = script_table(window->doc->tokens.items[window->unit[i].token].script);
    if (table >= 0) votes[table] += window->unit[i].letters;
  }
  for (int table = 1; table < TAGGER_TABLES; table++)
    if (votes[table] > votes[best]) best = table;
  return best;
}

/* ---- features --------------------------------------------------------------------------------*/

typedef struct FeatureList {
  uint64_t *out;
  size_t count;
  uint64_t language;
} FeatureList;

static void add(FeatureList *list, unsigned template, uint64_t a) {
  if (list->count < TAGGER_FEATURES) list->out[list->count++] = hash_mix(a, template);
}
static void add2(FeatureList *list, unsigned template, uint64_t a, uint64_t b) {
  add(list, template, hash_mix(a, b));
}
static void add_language(FeatureList *list, unsigned template, uint64_t a) {
  if (list->language) add(list, template, hash_mix(a, list->language));
}

/* the unit at a distance; an empty one beyond the ends */
static const TaggerUnit *unit_at(const TaggerWindow *window, size_t i, int distance) {
  static const TaggerUnit none;
  size_t k = i + (size_t)(ptrdiff_t)distance;
  return k < window->count ? &window->unit[k] : &none;
}

static void features_words(FeatureList *list, const TaggerWindow *window, size_t i) {
  const TaggerUnit *u = &window->unit[i], *p1 = unit_at(window, i, -1);
  const TaggerUnit *p2 = unit_at(window, i, -2), *n1 = unit_at(window, i, 1);
  const TaggerUnit *n2 = unit_at(window, i, 2);
  add(list, 1, u->word);
  add(list, 2, p1->word);
  add(list, 3, n1->word);
  add(list, 4, p2->word);
  add(list, 5, n2->word);
  add2(list, 6, p1->word, u->word);
  add2(list, 7, u->word, n1->word);
  if (u->letters <= 5) add_language(list, 12, u->word);
}

static void features_letters(FeatureList *list, const TaggerWindow *window, size_t i) {
  const TaggerUnit *u = &window->unit[i], *p1 = unit_at(window, i, -1);
  const TaggerUnit *n1 = unit_at(window, i, 1);
  for (unsigned k = 0; k < TAGGER_AFFIX; k++) {
    if (!u->prefix[k]) break;
    add(list, 20 + k, u->prefix[k]);
    add(list, 30 + k, u->suffix[k]);
  }
  if (u->suffix[2]) {
    add_language(list, 40, u->suffix[2]);
    add2(list, 41, u->suffix[2], u->shape);
  }
  if (p1->suffix[2]) add(list, 42, p1->suffix[2]);
  if (n1->suffix[2]) add(list, 43, n1->suffix[2]);
  if (p1->prefix[3]) add(list, 44, p1->prefix[3]);
  if (n1->prefix[3]) add(list, 45, n1->prefix[3]);
  for (unsigned k = 0; k < TAGGER_CUTS && u->cut[k]; k++) add(list, 47, u->cut[k]);
  for (unsigned k = 0; k < TAGGER_CUTS && p1->cut[k]; k++) add(list, 48, p1->cut[k]);
  for (size_t k = 1; k + 3 < u->letters && k < 8; k++)
    add(list, 49, hash_mix(hash_mix(u->letter[k], u->letter[k + 1]), u->letter[k + 2]));
}

static void features_common(FeatureList *list, const TaggerWindow *window, size_t i,
                            uint64_t place) {
  const unsigned mask = TAG_LISTED | TAG_COMMON;
  const TaggerUnit *u = &window->unit[i], *n1 = unit_at(window, i, 1);
  unsigned here = u->flags & mask, before = unit_at(window, i, -1)->flags & mask;
  unsigned known = u->begins | u->inside;
  add2(list, 73, hash_mix(here, place), u->shape);
  add_language(list, 74, hash_mix(here, u->shape));
  add2(list, 75, hash_mix(before, here), n1->flags & mask);
  if (known) add2(list, 77, here, known);
}

static void features_shape(FeatureList *list, const TaggerWindow *window, size_t i) {
  const TaggerUnit *u = &window->unit[i], *p1 = unit_at(window, i, -1);
  const TaggerUnit *n1 = unit_at(window, i, 1);
  uint64_t place = (uint64_t)(window->starts && i == 0) | (uint64_t)window->headline << 1;
  uint64_t around = hash_mix(hash_mix(p1->shape, u->shape), n1->shape);
  add(list, 60, 0);
  add_language(list, 61, 0);
  add2(list, 62, u->shape, place);
  add_language(list, 63, hash_mix(u->shape, place));
  add(list, 64, u->pattern);
  add2(list, 65, around, place);
  add_language(list, 66, around);
  add2(list, 67, p1->word, u->shape);
  add2(list, 68, u->shape, n1->word);
  if (u->flags & TAG_CASED) {
    unsigned seen = u->flags & (TAG_SEEN_LOWER | TAG_SEEN_UPPER | TAG_UPPER | TAG_CAPITALS);
    add2(list, 70, seen, place);
  }
  if (window->language) features_common(list, window, i, place);
  if (u->flags & TAG_QUOTED) {
    add(list, 71, u->shape);
    unsigned before = p1->flags & TAG_QUOTED, after = n1->flags & TAG_QUOTED;
    add2(list, 72, before | after << 1, u->shape);
  }
}

static void features_run(FeatureList *list, const TaggerWindow *window, size_t i) {
  const TaggerUnit *u = &window->unit[i];
  if (!(u->flags & TAG_RUN) || window->headline) return;
  size_t first = u->run_first, last = u->run_last, length = last - first + 1;
  uint64_t before = unit_at(window, first, -1)->word, after = unit_at(window, last, 1)->word;
  uint64_t place = (uint64_t)(i == first) | (uint64_t)(i == last) << 1;
  add2(list, 80, place, length < 6 ? length : 6);
  if (length > 1) {
    add2(list, 81, window->unit[first].word, i == first);
    add2(list, 82, window->unit[last].word, i == last);
    if (window->unit[last].suffix[2]) add2(list, 83, window->unit[last].suffix[2], i == last);
  }
  add2(list, 84, before, i == first);
  add2(list, 85, after, i == last);
}

static void features_evidence(FeatureList *list, const TaggerWindow *window, size_t i) {
  const TaggerUnit *u = &window->unit[i], *p1 = unit_at(window, i, -1);
  const TaggerUnit *n1 = unit_at(window, i, 1);
  uint64_t here = u->begins | (uint64_t)u->inside << EVIDENCE_KINDS;
  uint64_t before = p1->begins | (uint64_t)p1->inside << EVIDENCE_KINDS;
  uint64_t after = n1->begins | (uint64_t)n1->inside << EVIDENCE_KINDS;
  if (here) {
    add(list, 90, here);
    add_language(list, 91, here);
    add2(list, 92, here, u->shape);
    for (unsigned k = 0; k < 2 * EVIDENCE_KINDS; k++)
      if (here >> k & 1) add(list, 100 + k, 0);
  }
  if (here | before) add2(list, 93, before, here);
  if (here | after) add2(list, 94, here, after);
  if (before) add2(list, 96, before, u->shape);
  if (after) add2(list, 97, after, u->shape);
}

static uint64_t word_near(const TaggerWindow *window, uint32_t token, int distance) {
  const Document *doc = window->doc;
  size_t t = token + (size_t)(ptrdiff_t)distance;
  if (t >= doc->tokens.count) return 0;
  if (doc->tokens.items[t].sentence != doc->tokens.items[token].sentence) return 0;
  return doc->tokens.items[t].hash;
}

static void features_character(FeatureList *list, const TaggerWindow *window, size_t i) {
  const TaggerUnit *u = &window->unit[i];
  uint64_t c[5]; /* c[2] is this one */
  for (int k = -2; k <= 2; k++) c[k + 2] = unit_at(window, i, k)->word;
  for (unsigned k = 0; k < 5; k++) add(list, 130 + k, c[k]);
  for (unsigned k = 0; k < 4; k++) add2(list, 140 + k, c[k], c[k + 1]);
  add2(list, 144, c[1], c[3]);
  for (unsigned k = 0; k < 3; k++) add2(list, 145 + k, hash_mix(c[k], c[k + 1]), c[k + 2]);
  uint64_t here = word_near(window, u->token, 0), before = word_near(window, u->token, -1);
  uint64_t after = word_near(window, u->token, 1);
  add2(list, 150, here, u->place);
  add2(list, 151, before, u->place);
  add2(list, 152, after, u->place);
  add2(list, 153, hash_mix(before, here), u->place);
  add2(list, 154, hash_mix(here, after), u->place);
  add2(list, 155, c[2], u->place);
  add(list, 156, word_near(window, u->token, -2));
  add(list, 157, word_near(window, u->token, 2));
  add_language(list, 158, c[2]);
  add_language(list, 159, hash_mix(c[1], c[2]));
  add_language(list, 160, hash_mix(c[2], c[3]));
  add_language(list, 161, hash_mix(u->shape, u->place));
}

size_t tagger_unit_features(const TaggerWindow *window, size_t i, uint64_t out[TAGGER_FEATURES]) {
  FeatureList list = {out, 0, window->language};
  if (window->unit[i].place) {
    features_character(&list, window, i);
  } else {
    features_words(&list, window, i);
    features_letters(&list, window, i);
    features_run(&list, window, i);
  }
  features_shape(&list, window, i);
  features_evidence(&list, window, i);
  return list.count;
}
