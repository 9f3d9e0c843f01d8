/* scan.c: the known names of a text.
**
** From every unit a walk goes down the tree of names; at each step a unit is tried as written and
** with its language's endings cut off, the first one also without proclitics and article. The walk
** keeps a small set of states, so a unit costs a bounded number of look-ups. The text is read from
** its end to its beginning: when a walk comes to the place of a country or demonym inside the
** pattern of an institution ("Ministry of Defence of {C}"), what is found from there on is known.
**
** Whether a name may stand here is decided by its flags: capitals where the script has them,
** acronyms only as written, endings only on words long enough, signs between the words. */
#include "entities/scan.h"
#include "entities/endings.h"
#include "entities/name_list.h"
#include "text/hash.h"
#include <string.h>

#define MAX_STATES 24   /* states of a walk at a time */
#define MAX_VARIANTS 28 /* forms of one unit */
#define NO_SLOT UINT32_MAX

typedef struct Variant { /* one way to read a unit */
  uint64_t hash;
  uint8_t classes; /* ENDING_ bits under which its ending was cut; 0: as written */
  uint8_t article; /* the article was left out */
  uint16_t cut;    /* bytes of the folded form that are proclitics */
} Variant;

typedef struct State {
  uint64_t path;
  uint32_t next;   /* unit */
  uint8_t classes; /* endings that all units allow, ENDING_NAME | ENDING_NORP at first */
  uint8_t stemmed; /* an ending was cut */
  uint8_t article;
  uint16_t cut;
  uint16_t country; /* of the slot that was filled */
  uint8_t slot;     /* a slot was filled */
} State;

typedef struct Slot {   /* what starts at a unit and may fill a pattern's place */
  uint32_t demonym_end; /* unit behind it; NO_SLOT if none */
  uint32_t country_end;
  uint16_t demonym; /* country codes */
  uint16_t country;
} Slot;

typedef struct Scanner {
  Document *doc;
  const Gazetteer *g;
  const NameList *list;
  Scan *scan;
  Slot *slots;              /* per unit */
  const EndingSet *endings; /* of the text's language */
  uint32_t bit;             /* of the text's language */
  int other_script;         /* it is not written in Latin letters: English names are at home */
  Match best;               /* of the present walk */
  int has_best;
  Match hint;
  int has_hint;
} Scanner;

/* ---- forms of a unit ---- */

static void variant_add(Variant *out, size_t *count, Variant variant) {
  if (*count < MAX_VARIANTS) out[(*count)++] = variant;
}

static void variant_add_stems(const Scanner *s, const uint8_t *fold, size_t size, Variant base,
                              Variant *out, size_t *count) {
  EndingCut cuts[ENDING_CUTS];
  size_t n = endings_text_stems(s->endings, fold, size, cuts);
  for (size_t i = 0; i < n; i++) {
    base.hash = hash_bytes(fold, cuts[i].size, 0);
    base.classes = (uint8_t)cuts[i].classes;
    variant_add(out, count, base);
  }
}

static void variant_add_article(const Scanner *s, const uint8_t *fold, size_t size, uint16_t cut,
                                Variant *out, size_t *count) {
  uint16_t prefixes[ENDING_CUTS];
  size_t n = endings_prefixes(s->endings, ENDING_ARTICLE, fold, size, prefixes);
  for (size_t i = 0; i < n; i++) {
    Variant v = {hash_bytes(fold + prefixes[i], size - prefixes[i], 0), 0, 1, cut};
    variant_add(out, count, v);
    variant_add_stems(s, fold + prefixes[i], size - prefixes[i], v, out, count);
  }
}

/* All ways to read a unit; first: it may carry proclitics and the article. */
static size_t unit_variants(const Scanner *s, uint32_t at, int first, Variant *out) {
  const Unit *unit = &s->scan->units.items[at];
  Text text = unit_fold(&s->scan->units.folds, unit);
  const uint8_t *fold = (const uint8_t *)text.data;
  size_t size = text.size, count = 0;
  Variant plain = {unit->hash, 0, 0, 0};
  variant_add(out, &count, plain);
  if (unit->flags & (UNIT_CHARACTER | UNIT_DIGIT)) return count;
  if (!s->endings) return count;
  variant_add_stems(s, fold, size, plain, out, &count);
  if (unit->flags & UNIT_CASED) return count;
  variant_add_article(s, fold, size, 0, out, &count);
  if (!first) return count;
  uint16_t prefixes[ENDING_CUTS];
  size_t n = endings_prefixes(s->endings, ENDING_PREFIX, fold, size, prefixes);
  for (size_t i = 0; i < n; i++) {
    const uint8_t *rest = fold + prefixes[i];
    size_t left = size - prefixes[i];
    Variant cut = {hash_bytes(rest, left, 0), 0, 0, prefixes[i]};
    variant_add(out, &count, cut);
    variant_add_stems(s, rest, left, cut, out, &count);
    variant_add_article(s, rest, left, prefixes[i], out, &count);
    if (left >= 4 && left < 64 && !memcmp(rest - 2, "\xD9\x84\xD9\x84", 4)) {
      /* li-l-: the article lost its alef behind the preposition */
      uint8_t whole[72] = "\xD8\xA7";
      memcpy(whole + 2, rest, left);
      cut.hash = hash_bytes(whole, left + 2, 0);
      variant_add(out, &count, cut);
      variant_add_stems(s, rest + 2, left - 2, cut, out, &count);
      cut.hash = hash_bytes(rest + 2, left - 2, 0);
      cut.classes = 0;
      cut.article = 1;
      variant_add(out, &count, cut);
    }
  }
  return count;
}

/* ---- may the name stand here? ---- */

/* In scripts without spaces a name must not begin or end inside a word the script shows. */
static int edges_fit(const Scanner *s, uint32_t first, uint32_t end) {
  const Unit *units = s->scan->units.items;
  if (!(units[first].flags & UNIT_CHARACTER)) return 1;
  const Token *head = &s->doc->tokens.items[units[first].token];
  const Token *tail = &s->doc->tokens.items[units[end - 1].token];
  if (head->script == SCRIPT_HAN || head->script == SCRIPT_HIRAGANA) return 1;
  return head->span.start == units[first].start && tail->span.end == units[end - 1].end;
}

static int gaps_fit(const Scanner *s, uint32_t first, uint32_t end, const GazetteerPosting *p) {
  const Unit *units = s->scan->units.items;
  for (uint32_t i = first + 1; i < end; i++) {
    if (p->flags & NAME_ACRONYM && units[i].letters == 1 && units[i].gap > GAP_JOIN) return 0;
    if (units[i].gap == GAP_QUOTE && end - first < 3) return 0;
  }
  return 1;
}

static int case_fits(const Scanner *s, uint32_t first, uint32_t end, const GazetteerPosting *p,
                     int class, uint8_t *how) {
  const Unit *units = s->scan->units.items;
  const Unit *head = &units[first];
  if (!(head->flags & UNIT_CASED) && !(head->flags & UNIT_DIGIT)) {
    *how |= MATCH_CASELESS;
    return 1;
  }
  uint32_t upper = 0, all = 0;
  for (uint32_t i = first; i < end; i++) {
    upper += (units[i].flags & UNIT_UPPER) != 0;
    all += (units[i].flags & (UNIT_ALL_UPPER | UNIT_DIGIT)) != 0;
  }
  if (p->flags & NAME_ACRONYM) {
    if (head->caps) *how |= MATCH_CAPS;
    return all == end - first;
  }
  if (head->caps) {
    *how |= MATCH_CAPS;
    return 1;
  }
  if (class >= CLASS_TITLE && class != CLASS_GIVEN) return 1;
  if (end - first == 1 && head->flags & UNIT_ALL_UPPER && head->letters > 1 && head->letters <= 4 &&
      !(p->flags & NAME_CAPS))
    return 0; /* an acronym, not the short name spelled like it */
  if (class == CLASS_NORP) return !(p->flags & NAME_UPPER) || head->flags & UNIT_UPPER;
  if (!(head->flags & UNIT_UPPER)) *how |= MATCH_LOWER;
  if (class == CLASS_PER || class == CLASS_GIVEN) return (head->flags & UNIT_UPPER) != 0;
  if (!(p->flags & NAME_UPPER) && class == CLASS_ORG) return 1; /* written small: "lifo.gr" */
  if (end - first == 1) return (head->flags & UNIT_UPPER) != 0;
  return upper > 0;
}

static int ending_fits_class(const State *state, const GazetteerPosting *p, int class) {
  int stem = state->stemmed || p->flags & NAME_STEM;
  if (!stem) return 1;
  if (p->flags & NAME_ACRONYM) return 0;
  unsigned need = class == CLASS_NORP ? ENDING_NORP : ENDING_NAME;
  return (state->classes & need) != 0;
}

/* Capitals tell nothing here: the first word of a sentence, or of a quotation in it. */
static int starts_sentence(const Scanner *s, uint32_t first) {
  const Unit *units = s->scan->units.items;
  if (first == 0 || units[first - 1].sentence != units[first].sentence) return 1;
  return units[first].gap >= GAP_QUOTE;
}

/* Rough probabilities; the order matters more than the values. */
static float match_score(const Scanner *s, const Match *m, int units) {
  const Unit *head = &s->scan->units.items[m->first];
  float score;
  int prominence = m->prominence;
  switch (m->class) {
  case CLASS_LOC:
    score = prominence >= 20   ? 0.96f
            : prominence >= 12 ? 0.88f
            : prominence >= 6  ? 0.75f
            : prominence >= 3  ? 0.62f
                               : 0.5f;
    if (m->how & MATCH_CASELESS && units == 1 && prominence < 15) score *= 0.6f;
    break;
  case CLASS_PER: score = units > 1 ? 0.97f : 0.8f; break;
  case CLASS_NORP: score = 0.93f; break;
  case CLASS_BODY: score = 0.95f; break;
  default: score = units > 1 ? 0.93f : 0.85f; break;
  }
  if (m->flags & NAME_RISKY) /* a capital inside a sentence speaks for a name */
    score *=
        head->flags & UNIT_UPPER && !head->caps && !starts_sentence(s, m->first) ? 0.8f : 0.55f;
  if (m->how & MATCH_INFLECTED) score *= units > 1 ? 0.98f : m->class == CLASS_NORP ? 0.88f : 0.87f;
  if (m->how & MATCH_FOREIGN && units == 1) score *= 0.75f;
  if (m->how & MATCH_CAPS && units == 1) score *= 0.85f;
  return score;
}

/* ---- a name was met ---- */

/* Source byte behind the first `cut` folded bytes of a unit. */
static uint32_t unit_cut(const Scanner *s, const Unit *unit, uint32_t cut) {
  const uint8_t *fold = s->scan->units.folds.data + unit->fold;
  uint32_t letters = 0;
  for (uint32_t i = 0; i < cut; i++) letters += (fold[i] & 0xC0) != 0x80;
  const uint8_t *p = s->doc->text + unit->start, *end = s->doc->text + unit->end;
  for (const uint8_t *next = p; p < end; p = next) {
    uint32_t c, folded[FOLD_MAX];
    next = utf8_next(p, &c);
    if (fold_codepoint(c, folded) == 0) continue; /* a vowel sign */
    if (!letters) break;
    letters--;
  }
  return (uint32_t)(p - s->doc->text);
}

static int match_better(const Match *a, const Match *b) {
  if (a->end != b->end) return a->end > b->end;
  if (a->score > b->score + 0.001f) return 1;
  if (a->score < b->score - 0.001f) return 0;
  return a->prominence > b->prominence;
}

static void slot_set(Scanner *s, uint32_t first, const State *state, const Match *m) {
  Slot *slot = &s->slots[first];
  if (state->cut || !m->country) return;
  if (m->class == CLASS_NORP && (slot->demonym_end == NO_SLOT || slot->demonym_end < m->end)) {
    slot->demonym_end = m->end;
    slot->demonym = (uint16_t)m->country;
  } else if (m->class == CLASS_LOC && s->g->entities[m->entity].is_country &&
             (slot->country_end == NO_SLOT || slot->country_end < m->end)) {
    slot->country_end = m->end;
    slot->country = (uint16_t)m->country;
  }
}

/* A quotation mark that was opened inside the name is closed behind it. */
static void span_take_quote(const Scanner *s, Match *m) {
  const Unit *units = s->scan->units.items;
  int open = 0;
  for (uint32_t i = m->first + 1; i < m->end; i++) open ^= units[i].gap == GAP_QUOTE;
  if (!open || m->span.end >= s->doc->size) return;
  uint32_t c;
  const uint8_t *behind = utf8_next(s->doc->text + m->span.end, &c);
  if (c == '"' || c == 0x201C || c == 0x201D || c == 0xBB)
    m->span.end = (uint32_t)(behind - s->doc->text);
}

/* Is the unit in plain Latin letters? */
static int is_ascii(const Scanner *s, uint32_t at) {
  const Unit *unit = &s->scan->units.items[at];
  for (uint32_t i = 0; i < unit->fold_size; i++)
    if (s->scan->units.folds.data[unit->fold + i] & 0x80) return 0;
  return 1;
}

static void posting_meet(Scanner *s, uint32_t first, const State *state,
                         const GazetteerPosting *p) {
  const GazetteerEntity *e = &s->g->entities[p->entity];
  const Unit *units = s->scan->units.items;
  Match m = {.first = first,
             .end = state->next,
             .entity = p->entity,
             .class = e->class,
             .flags = p->flags,
             .country = e->country,
             .prominence = e->prominence};
  int count = (int)(state->next - first);
  if (state->article && e->class != CLASS_NORP && e->class < CLASS_BODY) return;
  if (!ending_fits_class(state, p, e->class)) return;
  if (!edges_fit(s, first, state->next) || !gaps_fit(s, first, state->next, p)) return;
  if (!case_fits(s, first, state->next, p, e->class, &m.how)) return;
  uint32_t languages = s->g->languages[p->languages];
  if (!(languages & s->bit) && !(s->other_script && languages & 1 && is_ascii(s, first)))
    m.how |= MATCH_FOREIGN;
  if (state->stemmed || p->flags & NAME_STEM) {
    if (e->class == CLASS_NORP && count == 1 && !state->stemmed && units[first].letters < 4)
      return; /* so short a stem is a word of its own: "nem" of "nemets" */
    if (e->class == CLASS_LOC && count == 1 && m.how & MATCH_FOREIGN) return;
    m.how |= MATCH_INFLECTED;
  }
  if (e->class == CLASS_NORP && m.how & MATCH_FOREIGN) return;
  if (e->class >= CLASS_BODY && m.how & MATCH_FOREIGN) return;
  if (e->class == CLASS_BODY) {
    if (!state->slot) return;
    m.country = state->country;
  }
  m.span.start = state->cut ? unit_cut(s, &units[first], state->cut) : units[first].start;
  m.span.end = units[state->next - 1].end;
  span_take_quote(s, &m);
  m.score = match_score(s, &m, count);
  slot_set(s, first, state, &m);
  if (e->class >= CLASS_TITLE) {
    if (!s->has_hint || match_better(&m, &s->hint)) s->hint = m;
    s->has_hint = 1;
  } else if (!s->has_best || match_better(&m, &s->best)) {
    s->best = m;
    s->has_best = 1;
  }
}

static void state_meet(Scanner *s, uint32_t first, const State *state,
                       const GazetteerEntry *entry) {
  const GazetteerPosting *p = gazetteer_postings(s->g, entry);
  for (; p; p++) {
    posting_meet(s, first, state, p);
    if (p->flags & NAME_LAST) break;
  }
}

/* ---- the walk ---- */

static void state_push(State *states, size_t *count, State state) {
  for (size_t i = 0; i < *count; i++)
    if (states[i].path == state.path && states[i].next == state.next) return;
  if (*count < MAX_STATES) states[(*count)++] = state;
}

static void state_step(Scanner *s, uint32_t first, const State *from, uint64_t hash, State to,
                       State *states, size_t *count) {
  to.path = gazetteer_path(from->path, hash);
  const GazetteerEntry *entry = gazetteer_find(s->g, to.path);
  if (!entry) return;
  state_meet(s, first, &to, entry);
  if (entry->value & 0x80000000u) state_push(states, count, to);
}

static void state_step_slots(Scanner *s, uint32_t first, const State *from, State *states,
                             size_t *count) {
  const Slot *slot = &s->slots[from->next];
  if (from->slot) return;
  State to = *from;
  to.slot = 1;
  if (slot->demonym_end != NO_SLOT) {
    to.next = slot->demonym_end;
    to.country = slot->demonym;
    state_step(s, first, from, GAZETTEER_DEMONYM, to, states, count);
  }
  if (slot->country_end != NO_SLOT) {
    to.next = slot->country_end;
    to.country = slot->country;
    state_step(s, first, from, GAZETTEER_COUNTRY, to, states, count);
  }
}

static void state_step_unit(Scanner *s, uint32_t first, const State *from, State *states,
                            size_t *count) {
  Variant variants[MAX_VARIANTS];
  int is_first = from->next == first;
  size_t n = unit_variants(s, from->next, is_first, variants);
  for (size_t i = 0; i < n; i++) {
    const Variant *v = &variants[i];
    if (is_first && !gazetteer_may_start(s->g, v->hash)) continue;
    State to = *from;
    to.next++;
    if (v->classes) {
      to.classes &= v->classes;
      to.stemmed = 1;
      if (!to.classes) continue;
    }
    if (is_first) {
      to.cut = v->cut;
      to.article = v->article;
    } else if (v->article) {
      continue;
    }
    state_step(s, first, from, v->hash, to, states, count);
  }
}

static void walk(Scanner *s, uint32_t first) {
  State sets[2][MAX_STATES];
  size_t counts[2] = {0, 0};
  const Units *units = &s->scan->units;
  State root = {GAZETTEER_ROOT, first, ENDING_NAME | ENDING_NORP, 0, 0, 0, 0, 0};
  s->has_best = s->has_hint = 0;
  int now = 0;
  state_step_unit(s, first, &root, sets[now], &counts[now]);
  state_step_slots(s, first, &root, sets[now], &counts[now]);
  for (int depth = 1; depth < GAZETTEER_MAX_UNITS && counts[now]; depth++) {
    counts[!now] = 0;
    for (size_t i = 0; i < counts[now]; i++) {
      const State *from = &sets[now][i];
      if (from->next >= units->count || units->items[from->next].gap == GAP_BREAK) continue;
      if (units->items[from->next].gap == GAP_NONE &&
          !(units->items[from->next].flags & UNIT_CHARACTER) &&
          !(units->items[from->next - 1].flags & UNIT_CHARACTER))
        continue;
      state_step_unit(s, first, from, sets[!now], &counts[!now]);
      state_step_slots(s, first, from, sets[!now], &counts[!now]);
    }
    now = !now;
  }
}

/* ---- the user's names ---- */

static void scan_user(Scanner *s, uint32_t first) {
  const Units *units = &s->scan->units;
  Variant variants[MAX_VARIANTS];
  size_t n = unit_variants(s, first, 1, variants);
  for (size_t i = 0; i < n; i++) {
    uint64_t path = gazetteer_path(GAZETTEER_ROOT, variants[i].hash);
    for (uint32_t at = first + 1; at - first <= GAZETTEER_MAX_UNITS; at++) {
      int more = 0;
      int64_t row = name_list_find(s->list, path, &more);
      if (row && (!s->has_best || !(s->best.how & MATCH_USER) || s->best.end < at)) {
        EntityType type;
        Text name, id, canonical, language;
        name_list_get(s->list, row, &name, &type, &id, &canonical, &language);
        Match m = {.first = first,
                   .end = at,
                   .row = row,
                   .class = (uint8_t)type,
                   .how = MATCH_USER,
                   .prominence = 255,
                   .score = 0.99f};
        m.span.start = variants[i].cut ? unit_cut(s, &units->items[first], variants[i].cut)
                                       : units->items[first].start;
        m.span.end = units->items[at - 1].end;
        s->best = m;
        s->has_best = 1;
      }
      if (!more || at >= units->count || units->items[at].gap == GAP_BREAK) break;
      path = gazetteer_path(path, units->items[at].hash);
    }
  }
}

/* ---- the text ---- */

static Match *match_push(Document *doc, Match **items, size_t *count, size_t *capacity) {
  return document_grow(doc, items, count, capacity, sizeof **items);
}

static void matches_reverse(Match *items, size_t count) {
  for (size_t i = 0; i + i + 1 < count; i++) {
    Match m = items[i];
    items[i] = items[count - 1 - i];
    items[count - 1 - i] = m;
  }
}

/* Most words of the text are not in Latin letters. */
static int text_is_other(const Document *doc) {
  size_t latin = 0, other = 0;
  for (size_t i = 0; i < doc->tokens.count; i++) {
    if (doc->tokens.items[i].kind != TOKEN_WORD) continue;
    if (doc->tokens.items[i].script == SCRIPT_LATIN)
      latin++;
    else
      other++;
  }
  return other > latin;
}

/* Each unit with the longest ending of its language cut off. */
static void scan_stem(Document *doc, const Scanner *s) {
  Scan *scan = s->scan;
  scan->stems = arena_array(&doc->arena, scan->units.count + 1, sizeof *scan->stems);
  if (!scan->stems) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  for (size_t i = 0; i < scan->units.count; i++) {
    const Unit *unit = &scan->units.items[i];
    scan->stems[i] = unit->hash;
    if (!s->endings || unit->flags & (UNIT_CHARACTER | UNIT_DIGIT)) continue;
    Text fold = unit_fold(&scan->units.folds, unit);
    EndingCut cuts[ENDING_CUTS];
    size_t n = endings_text_stems(s->endings, (const uint8_t *)fold.data, fold.size, cuts);
    uint32_t shortest = fold.size;
    for (size_t k = 0; k < n; k++)
      if (cuts[k].classes & ENDING_NAME && cuts[k].size < shortest) shortest = cuts[k].size;
    if (shortest < fold.size) scan->stems[i] = hash_bytes(fold.data, shortest, 0);
  }
}

void scan_run(Document *doc, const Gazetteer *gazetteer, const NameList *names, Scan *scan) {
  memset(scan, 0, sizeof *scan);
  units_of_document(doc, &scan->units);
  if (doc->rc) return;
  Scanner s = {.doc = doc,
               .g = gazetteer,
               .scan = scan,
               .bit = gazetteer_language_bit(doc->language),
               .endings = endings_of(gazetteer->endings, doc->language)};
  s.other_script = doc->tokens.count > 0 && text_is_other(doc);
  s.list = names && name_list_next(names, 0) ? names : NULL;
  s.slots = arena_array(&doc->arena, scan->units.count + 1, sizeof *s.slots);
  if (!s.slots) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  uint32_t sentence = NONE;
  for (uint32_t i = (uint32_t)scan->units.count; i-- > 0 && !doc->rc;) {
    if (scan->units.items[i].sentence != sentence && document_stopped(doc)) return;
    sentence = scan->units.items[i].sentence;
    s.slots[i].demonym_end = s.slots[i].country_end = NO_SLOT;
    walk(&s, i);
    if (s.slots[i].demonym_end != NO_SLOT || s.slots[i].country_end != NO_SLOT) {
      Match best = s.best; /* again, now that a pattern may begin with what was found */
      int had = s.has_best;
      walk(&s, i);
      if (had && (!s.has_best || match_better(&best, &s.best))) s.best = best;
      s.has_best |= had;
    }
    if (s.list) scan_user(&s, i);
    Match *added;
    if (s.has_best &&
        (added = match_push(doc, &scan->names, &scan->name_count, &scan->name_capacity)) != NULL)
      *added = s.best;
    if (s.has_hint &&
        (added = match_push(doc, &scan->hints, &scan->hint_count, &scan->hint_capacity)) != NULL)
      *added = s.hint;
  }
  if (!doc->rc) scan_stem(doc, &s);
  matches_reverse(scan->names, scan->name_count);
  matches_reverse(scan->hints, scan->hint_count);
}

uint64_t scan_stem_path(const Scan *scan, uint32_t first, uint32_t end) {
  uint64_t path = GAZETTEER_ROOT;
  for (uint32_t i = first; i < end; i++) path = gazetteer_path(path, scan->stems[i]);
  return path;
}

void scan_free(Scan *scan) { units_free(&scan->units); }

/* ---- evidence ---- */

int scan_is_joined_ending(const Document *doc, const Gazetteer *gazetteer, const Scan *scan,
                          uint32_t unit) {
  if (!unit || unit >= scan->units.count) return 0;
  const Unit *ending = &scan->units.items[unit], *head = ending - 1;
  if (ending->gap != GAP_JOIN || !(ending->flags & UNIT_CASED)) return 0;
  int capitals = head->flags & UNIT_ALL_UPPER && head->letters > 1;
  if (ending->flags & UNIT_UPPER && !(capitals && ending->flags & UNIT_ALL_UPPER)) return 0;
  const uint8_t *sign = doc->text + head->end;
  uint32_t size = ending->start - head->end;
  if (!(size == 1 && *sign == '\'') && !(size == 3 && !memcmp(sign, "\xE2\x80\x99", 3))) return 0;
  if (head->fold + head->fold_size != ending->fold) return 0;
  EndingCut cuts[ENDING_CUTS];
  size_t n = endings_text_stems(endings_of(gazetteer->endings, doc->language),
                                scan->units.folds.data + head->fold,
                                head->fold_size + ending->fold_size, cuts);
  for (size_t i = 0; i < n; i++)
    if (cuts[i].size == head->fold_size) return 1;
  return 0;
}

static uint32_t evidence_kinds(const Match *m) {
  static const uint32_t kinds[CLASS_COUNT] = {
      EVIDENCE_PER,      EVIDENCE_ORG,        EVIDENCE_LOC,      EVIDENCE_NORP,
      EVIDENCE_MISC,     EVIDENCE_ORG,        EVIDENCE_TITLE,    EVIDENCE_GIVEN,
      EVIDENCE_ORG_HEAD, EVIDENCE_ORG_SUFFIX, EVIDENCE_LOC_HEAD, 0};
  uint32_t kind = kinds[m->class];
  if (m->class == CLASS_PER && m->end - m->first == 1) kind = EVIDENCE_SURNAME;
  if (m->flags & (NAME_RISKY | NAME_ACRONYM) || m->score < 0.5f) kind |= EVIDENCE_WEAK;
  if (m->how & MATCH_INFLECTED) kind |= EVIDENCE_INFLECTED;
  return kind;
}

TaggerEvidence *scan_evidence(Document *doc, const Scan *scan, size_t *count) {
  *count = 0;
  if (doc->rc) return NULL;
  size_t total = scan->name_count + scan->hint_count, a = 0, b = 0;
  TaggerEvidence *evidence = arena_array(&doc->arena, total + 1, sizeof *evidence);
  if (!evidence) {
    doc->rc = STATUS_NOMEM;
    return NULL;
  }
  while (a < scan->name_count || b < scan->hint_count) {
    int name = b >= scan->hint_count ||
               (a < scan->name_count && scan->names[a].span.start <= scan->hints[b].span.start);
    const Match *m = name ? &scan->names[a++] : &scan->hints[b++];
    if (m->class != CLASS_NOT_NAME)
      evidence[(*count)++] = (TaggerEvidence){m->span, evidence_kinds(m)};
  }
  return evidence;
}
