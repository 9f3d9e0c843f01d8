/* entities.c: names in a text: known names and the learnt tagger's names, merged, repeated and
** linked.
**
** 1. scan.c finds known names, titles and hints.
** 2. tagger.c, told of them, marks names by context.
** 3. Both are weighed: known names keep their link, the tagger corrects their ends and types; where
**    they overlap the better one stays.
** 4. A second pass over the document marks further occurrences of what was found: surnames of
**    persons, names repeated where the context told nothing (after Krishnan and Manning 2006,
**    one sense per document).
** 5. link.c joins mentions into entities. */
#include "entities/entities.h"
#include "entities/endings.h"
#include "entities/link.h"
#include "entities/tagger.h"
#include "text/hash.h"
#include "text/memory.h"
#include <stdlib.h>
#include <string.h>

#define KEEP_KNOWN 0.60f       /* a known name alone is kept from this score */
#define KEEP_UNSEEN 0.76f      /* and from this one where the tagger saw no name */
#define KEEP_TAGGED 0.40f      /* a name of the tagger alone */
#define KEEP_TAGGED_NORP 0.90f /* peoples are a closed set: one that is not known needs more */
#define REPEAT_FROM 0.60f      /* names from this score are sought again */

struct EntitiesModel {
  Gazetteer *gazetteer;
  Tagger *tagger; /* NULL: there is none */
};

EntitiesModel *entities_open(const Model *tagger, const Model *gazetteer, const Lexicon *lexicon,
                             const Stemmer *stemmer, const char **error) {
  (void)lexicon;
  (void)stemmer;
  *error = "out of memory";
  EntitiesModel *em = memory_zero(sizeof *em);
  if (!em) return NULL;
  em->gazetteer = gazetteer_open(gazetteer, error);
  if (em->gazetteer && tagger && tagger->data) {
    em->tagger = tagger_open(tagger, error);
    if (!em->tagger) {
      entities_close(em);
      return NULL;
    }
  }
  if (!em->gazetteer) {
    entities_close(em);
    return NULL;
  }
  *error = NULL;
  return em;
}

void entities_close(EntitiesModel *em) {
  if (!em) return;
  if (em->tagger) tagger_close(em->tagger);
  gazetteer_close(em->gazetteer);
  memory_free(em);
}

const char *entity_type_name(EntityType type) {
  static const char *const names[] = {"PER", "ORG", "LOC", "NORP", "MISC"};
  return (unsigned)type < 5 ? names[type] : "MISC";
}

typedef struct Merger {
  Document *doc;
  const Gazetteer *g;
  Scan *scan;
  FoundList pool;  /* all that was proposed, unordered */
  FoundList found; /* what stays */
  uint8_t *taken;  /* per unit: covered by a kept mention */
} Merger;

static Found *found_push(Merger *m, FoundList *list) {
  return document_grow(m->doc, &list->items, &list->count, &list->capacity, sizeof(Found));
}

/* ---- weighing known names ---- */

static const Match *hint_ending_at(const Scan *scan, uint32_t unit, int class) {
  size_t low = 0, high = scan->hint_count; /* hints are ordered by their first unit */
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (scan->hints[middle].first < unit)
      low = middle + 1;
    else
      high = middle;
  }
  for (int back = 0; back < 4 && low > 0; back++) {
    const Match *hint = &scan->hints[--low];
    if (hint->end == unit && (class < 0 || hint->class == class)) return hint;
  }
  return NULL;
}

/* Is all of this inside a phrase that is known to be no name? */
static int is_not_name(const Scan *scan, uint32_t first, uint32_t end) {
  size_t low = 0, high = scan->hint_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (scan->hints[middle].first < first)
      low = middle + 1;
    else
      high = middle;
  }
  for (size_t back = 0; back < 2 && back <= low; back++) { /* it begins here or a word before */
    size_t at = low - back;
    if (at >= scan->hint_count) continue;
    const Match *hint = &scan->hints[at];
    if (hint->class == CLASS_NOT_NAME && hint->first <= first && hint->end >= end) return 1;
  }
  return 0;
}

static int joined_before(const Scan *scan, uint32_t unit) {
  return unit > 0 && scan->units.items[unit].gap <= GAP_SPACE;
}

/* Full names in this document license the risky short ones. */
static int licensed(const Merger *m, const uint8_t *sure, const Match *name) {
  return name->row == 0 && sure[name->entity >> 3] >> (name->entity & 7) & 1 && m->scan;
}

static float known_score(const Merger *m, const uint8_t *sure, const Match *name, int *weak) {
  const Scan *scan = m->scan;
  float score = name->score;
  int units = (int)(name->end - name->first);
  *weak = 0;
  if (name->how & MATCH_USER) return score;
  if (name->class == CLASS_PER && (units == 1 || name->flags & NAME_RISKY)) {
    *weak = 1;
    if (licensed(m, sure, name)) {
      *weak = 0;
      return 0.93f;
    }
    if (joined_before(scan, name->first) && hint_ending_at(scan, name->first, CLASS_TITLE))
      return 0.85f;
    return scan->units.items[name->first].letters >= 5 ? 0.66f : score;
  }
  if (licensed(m, sure, name)) return score < 0.85f ? 0.85f : score;
  if (name->class == CLASS_LOC && joined_before(scan, name->first) &&
      hint_ending_at(scan, name->first, CLASS_LOC_HEAD))
    return score + (1 - score) * 0.6f;
  return score;
}

/* "Minister of Defence of Russia": the title takes the pattern's first words. */
static int title_takes(const Scan *scan, const Match *body) {
  for (uint32_t unit = body->first + 1; unit < body->end; unit++) {
    const Match *title = hint_ending_at(scan, unit, CLASS_TITLE);
    if (title && title->first < body->first) return 1;
  }
  return 0;
}

static void pool_known(Merger *m) {
  size_t bytes = m->g->entity_count / 8 + 1;
  uint8_t *sure = arena_array(&m->doc->arena, bytes, 1);
  if (!sure) {
    m->doc->rc = STATUS_NOMEM;
    return;
  }
  for (size_t i = 0; i < m->scan->name_count; i++) {
    const Match *name = &m->scan->names[i];
    if (name->row || name->flags & NAME_RISKY || name->score < 0.8f) continue;
    if (name->class == CLASS_PER && name->end - name->first < 2) continue;
    sure[name->entity >> 3] = (uint8_t)(sure[name->entity >> 3] | 1u << (name->entity & 7));
  }
  for (size_t i = 0; i < m->scan->name_count; i++) {
    const Match *name = &m->scan->names[i];
    if (name->class == CLASS_BODY && title_takes(m->scan, name)) continue;
    if (!name->row && is_not_name(m->scan, name->first, name->end)) continue;
    int weak;
    float score = known_score(m, sure, name, &weak);
    Found *f = found_push(m, &m->pool);
    if (!f) return;
    *f = (Found){.span = name->span,
                 .first = name->first,
                 .end = name->end,
                 .entity = name->row ? NO_ENTITY : name->entity,
                 .row = name->row,
                 .country = name->country,
                 .prominence = name->prominence,
                 .score = score,
                 .weak = (uint8_t)weak};
    uint32_t own = name->class == CLASS_BODY && !name->row
                       ? gazetteer_own_body(m->g, name->entity, name->country)
                       : UINT32_MAX;
    if (own != UINT32_MAX) f->entity = own;
    f->is_body = name->class == CLASS_BODY && own == UINT32_MAX;
    f->type = name->class == CLASS_BODY ? ENTITY_ORG : name->class;
  }
}

/* ---- the tagger's names ---- */

static uint32_t unit_at(const Scan *scan, uint32_t byte) {
  size_t low = 0, high = scan->units.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (scan->units.items[middle].end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return (uint32_t)low;
}

/* Cuts what may be a proclitic from a tagged word of a script without case, if a known name says
** so: the tagger marks whole words. One word of a longer name says too little: a letter of its own
** looks like a proclitic too often. */
static void cut_proclitics(Found *f, const Found *known) {
  if (known->first == f->first && known->span.start > f->span.start &&
      (known->end == f->end || known->end > known->first + 1))
    f->span.start = known->span.start;
}

/* "Londra'da": does the tagged name go on behind the known one by an ending after an apostrophe
** alone? */
static int is_known_with_ending(const Merger *m, const Found *f, const Found *known) {
  return known->first == f->first && known->end + 1 == f->end &&
         scan_is_joined_ending(m->doc, m->g, m->scan, known->end);
}

/* A known name inside or equal to a tagged one lends its link. */
static void lend_link(const Merger *m, Found *tagged, const Found *known) {
  if (known->first < tagged->first || known->end > tagged->end) return;
  cut_proclitics(tagged, known);
  uint32_t length = known->end - known->first;
  if (length >= 3 && length < tagged->end - tagged->first && known->score >= 0.9f &&
      !(m->scan->units.items[known->first].flags & UNIT_CHARACTER))
    tagged->score *= 0.7f; /* it runs on behind a long known name */
  uint32_t end = tagged->end;
  int with_ending = is_known_with_ending(m, tagged, known);
  int same = with_ending || (known->first == tagged->first && known->end == end);
  if (same && known->type == tagged->type) {
    Span span = tagged->span;
    float score = 1 - (1 - tagged->score) * (1 - known->score);
    if (with_ending) score = tagged->score; /* the known name alone may be the better one */
    *tagged = *known;
    tagged->tagged = 1;
    tagged->end = end;
    tagged->span = (Span){span.start, span.end};
    if (known->span.start > span.start) tagged->span.start = known->span.start;
    tagged->score = score;
  }
}

/* "NATO-Ukraine": known names joined by hyphens and nothing else are not one name. */
static int is_chain_of_known(const Merger *m, const Found *tagged, size_t from,
                             size_t known_count) {
  uint32_t at = tagged->first;
  int links = 0;
  for (size_t j = from; j < known_count && at < tagged->end; j++) {
    const Found *known = &m->pool.items[j];
    if (known->first > at) return 0;
    if (known->first < at || known->score < 0.7f) continue;
    if (links && m->scan->units.items[at].gap != GAP_JOIN) return 0;
    at = known->end;
    links++;
  }
  return at == tagged->end && links > 1;
}

/* No tagged Hebrew text is learnt from: what the tagger finds there beside known names is of no
** certain type. First names, titles and heads of organisations say more. */
static int is_untaught(const Merger *m, uint32_t unit) {
  const Unit *u = &m->scan->units.items[unit];
  return m->doc->tokens.items[u->token].script == SCRIPT_HEBREW;
}

static void pool_tagged(Merger *m, const Tagger *tagger, size_t known_count) {
  size_t evidence_count = 0, count = 0;
  TaggerEvidence *evidence = scan_evidence(m->doc, m->scan, &evidence_count);
  TaggerSpan *spans = tagger_run(tagger, m->doc, evidence, evidence_count, &count);
  size_t k = 0;
  for (size_t i = 0; i < count && !m->doc->rc; i++) {
    uint32_t first = unit_at(m->scan, spans[i].span.start);
    uint32_t end = unit_at(m->scan, spans[i].span.end);
    if (end < m->scan->units.count && m->scan->units.items[end].start < spans[i].span.end) end++;
    if (first >= end) continue; /* a span without a letter */
    if (is_not_name(m->scan, first, end)) continue;
    Found *f = found_push(m, &m->pool);
    if (!f) return;
    *f = (Found){.span = spans[i].span,
                 .first = first,
                 .end = end,
                 .entity = NO_ENTITY,
                 .type = spans[i].type,
                 .score = spans[i].score,
                 .tagged = 1};
    while (k < known_count && m->pool.items[k].first < first) k++;
    if (f->type != ENTITY_PER && is_chain_of_known(m, f, k, known_count)) f->score *= 0.3f;
    for (size_t j = k; j < known_count && m->pool.items[j].first < end; j++)
      lend_link(m, f, &m->pool.items[j]);
    if (f->entity == NO_ENTITY && is_untaught(m, first)) f->score *= 0.3f;
  }
}

/* ---- a script whose names the tagger was not taught ---- */

/* A word, also without a proclitic of one letter, that is no ordinary one. */
static int may_be_name(const Merger *m, const Tagger *tagger, uint32_t unit) {
  const Unit *u = &m->scan->units.items[unit];
  if (u->letters < 3 || u->flags & UNIT_DIGIT || !is_untaught(m, unit)) return 0;
  if (tagger_is_common(tagger, m->doc->language, u->hash)) return 0;
  const uint8_t *fold = m->scan->units.folds.data + u->fold;
  return !tagger_is_common(tagger, m->doc->language, hash_bytes(fold + 2, u->fold_size - 2u, 0));
}

/* The end of a name that goes on at the unit. */
static uint32_t name_end(const Merger *m, const Tagger *tagger, uint32_t unit, uint32_t most) {
  const Unit *units = m->scan->units.items;
  uint32_t end = unit;
  while (end < m->scan->units.count && end - unit < most && units[end].gap <= GAP_SPACE &&
         (end == 0 || units[end].sentence == units[end - 1].sentence) &&
         may_be_name(m, tagger, end))
    end++;
  return end;
}

/* "the Ministry | of Labour and | of Welfare": words with an article behind a head. */
static uint32_t articles_end(const Merger *m, uint32_t unit) {
  const Unit *units = m->scan->units.items;
  uint32_t end = unit;
  for (; end < m->scan->units.count && end - unit < 2; end++) {
    const char *fold = (const char *)m->scan->units.folds.data + units[end].fold;
    int and = units[end].fold_size > 4 && !memcmp(fold, "\xD7\x95\xD7\x94", 4); /* וה */
    int article = units[end].fold_size > 6 && !memcmp(fold, "\xD7\x94", 2);     /* ה */
    if (units[end].gap > GAP_SPACE || !(article || (and&&end > unit))) break;
  }
  return end;
}

static void pool_untaught(Merger *m, const Tagger *tagger) {
  const Unit *units = m->scan->units.items;
  for (size_t i = 0; i < m->pool.count; i++) { /* a small town's name that is a word */
    Found *f = &m->pool.items[i];
    if (f->type == ENTITY_LOC && !f->row && f->end == f->first + 1 && f->prominence < 22 &&
        is_untaught(m, f->first) && !may_be_name(m, tagger, f->first))
      f->score *= 0.3f;
  }
  for (size_t i = 0; i < m->scan->hint_count && !m->doc->rc; i++) {
    const Match *hint = &m->scan->hints[i];
    if (!is_untaught(m, hint->first)) continue;
    uint32_t first = hint->first, end = hint->end;
    if (hint->class == CLASS_GIVEN) end = name_end(m, tagger, end, 1);
    if (hint->class == CLASS_TITLE) end = name_end(m, tagger, first = end, 2);
    if (hint->class == CLASS_TITLE && end < first + 2) continue;
    if (hint->class == CLASS_ORG_HEAD) {
      end = articles_end(m, hint->end);
      if (end == hint->end) end = name_end(m, tagger, end, 1);
    }
    if (end <= hint->end || hint->class > CLASS_ORG_HEAD) continue;
    Found *f = found_push(m, &m->pool);
    if (!f) return;
    *f = (Found){
        .span = {first == hint->first ? hint->span.start : units[first].start, units[end - 1].end},
        .first = first,
        .end = end,
        .entity = NO_ENTITY,
        .type = hint->class == CLASS_ORG_HEAD ? ENTITY_ORG : ENTITY_PER,
        .score = hint->class == CLASS_GIVEN ? 0.85f : 0.8f};
  }
}

/* ---- the best of overlapping proposals ---- */

static float found_weight(const Found *f) {
  if (f->row) return 100.0f;
  float length = (float)(f->end - f->first);
  return f->score * (1.0f + 0.25f * (length > 6 ? 6 : length));
}

static int found_heavier(const void *a, const void *b) {
  const Found *x = *(Found *const *)a, *y = *(Found *const *)b;
  float wx = found_weight(x), wy = found_weight(y);
  if (wx != wy) return wx > wy ? -1 : 1;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  if (x->type != y->type) return x->type < y->type ? -1 : 1;
  return (x->entity > y->entity) - (x->entity < y->entity);
}

static int by_position(const void *a, const void *b) {
  const Found *x = a, *y = b;
  return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static int found_keep(Merger *m, const Found *f) {
  for (uint32_t u = f->first; u < f->end; u++)
    if (m->taken[u]) return 0;
  Found *kept = found_push(m, &m->found);
  if (!kept) return 0;
  *kept = *f;
  if (is_untaught(m, f->first)) /* Hebrew corpora mark whole words */
    kept->span.start = m->scan->units.items[f->first].start;
  memset(m->taken + f->first, 1, f->end - f->first);
  return 1;
}

static void choose(Merger *m, int tagger) {
  Found **order = arena_array(&m->doc->arena, m->pool.count + 1, sizeof *order);
  m->taken = arena_array(&m->doc->arena, m->scan->units.count + 1, 1);
  if (!order || !m->taken) {
    m->doc->rc = STATUS_NOMEM;
    return;
  }
  for (size_t i = 0; i < m->pool.count; i++) order[i] = &m->pool.items[i];
  qsort(order, m->pool.count, sizeof *order, found_heavier);
  for (size_t i = 0; i < m->pool.count && !m->doc->rc; i++) {
    const Found *f = order[i];
    float limit = f->tagged ? KEEP_TAGGED : tagger ? KEEP_UNSEEN : KEEP_KNOWN;
    if (f->type == ENTITY_NORP && f->entity == NO_ENTITY && !f->row) limit = KEEP_TAGGED_NORP;
    if (f->score >= limit) found_keep(m, f);
  }
}

/* ---- second pass: more of the same ---- */

typedef struct Repeat {
  uint64_t path;
  uint32_t found; /* index */
} Repeat;

static int repeat_compare(const void *a, const void *b) {
  const Repeat *x = a, *y = b;
  if (x->path != y->path) return x->path < y->path ? -1 : 1;
  return (x->found > y->found) - (x->found < y->found);
}

static const Repeat *repeat_find(const Repeat *items, size_t count, uint64_t path) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (items[middle].path < path)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && items[low].path == path ? &items[low] : NULL;
}

/* Names worth seeking: whole names, and the surnames of persons. */
static size_t repeats_collect(Merger *m, Repeat *out) {
  size_t count = 0;
  const Unit *units = m->scan->units.items;
  for (uint32_t i = 0; i < m->found.count; i++) {
    const Found *f = &m->found.items[i];
    if (f->score < REPEAT_FROM || f->type == ENTITY_NORP || f->weak) continue;
    uint32_t letters = 0;
    for (uint32_t u = f->first; u < f->end; u++) letters += units[u].letters;
    int by_character = units[f->first].flags & UNIT_CHARACTER;
    if (letters < (by_character ? 2u : 4u)) continue;
    uint32_t end = f->end;
    if (end > f->first + 1 && scan_is_joined_ending(m->doc, m->g, m->scan, end - 1)) end--;
    if (f->entity == NO_ENTITY || f->type == ENTITY_PER)
      out[count++] = (Repeat){scan_stem_path(m->scan, f->first, end), i};
    uint32_t last = end - 1;
    if (f->type == ENTITY_PER && last > f->first && !by_character && units[last].letters >= 4)
      out[count++] = (Repeat){scan_stem_path(m->scan, last, end), i};
  }
  qsort(out, count, sizeof *out, repeat_compare);
  return count;
}

static int repeat_case_fits(const Merger *m, const Found *like, uint32_t first) {
  const Unit *a = &m->scan->units.items[like->first], *b = &m->scan->units.items[first];
  if (!(b->flags & UNIT_CASED) || b->caps) return 1;
  return !(a->flags & UNIT_UPPER) || b->flags & UNIT_UPPER;
}

static void repeat_at(Merger *m, const Repeat *repeats, size_t count, uint32_t first) {
  const Unit *units = m->scan->units.items;
  uint32_t longest = 6;
  for (uint32_t end = first + 1; end - first <= longest && end <= m->scan->units.count; end++) {
    if (m->taken[end - 1] || (end > first + 1 && units[end - 1].gap > GAP_SPACE)) return;
    const Repeat *r = repeat_find(repeats, count, scan_stem_path(m->scan, first, end));
    if (!r || !repeat_case_fits(m, &m->found.items[r->found], first)) continue;
    Found f = m->found.items[r->found];
    f.first = first;
    f.end = end;
    f.span = (Span){units[first].start, units[end - 1].end};
    f.score *= 0.9f;
    found_keep(m, &f);
    return;
  }
}

static void repeat(Merger *m) {
  Repeat *repeats = arena_array(&m->doc->arena, m->found.count * 2 + 1, sizeof *repeats);
  if (!repeats) {
    m->doc->rc = STATUS_NOMEM;
    return;
  }
  size_t count = repeats_collect(m, repeats);
  if (!count) return;
  for (uint32_t u = 0; u < m->scan->units.count && !m->doc->rc; u++)
    if (!m->taken[u]) repeat_at(m, repeats, count, u);
}

/* ---- all of it ---- */

void entities_run(Document *doc, const EntitiesModel *em, const NameList *names) {
  if (doc->rc) return;
  Scan scan;
  scan_run(doc, em->gazetteer, names, &scan);
  Merger m = {.doc = doc, .g = em->gazetteer, .scan = &scan};
  if (!doc->rc) pool_known(&m);
  if (!doc->rc && em->tagger) pool_tagged(&m, em->tagger, m.pool.count);
  if (!doc->rc && em->tagger) pool_untaught(&m, em->tagger);
  if (!doc->rc) choose(&m, em->tagger != NULL);
  if (!doc->rc) repeat(&m);
  if (!doc->rc && m.found.count) {
    qsort(m.found.items, m.found.count, sizeof *m.found.items, by_position);
    link_run(doc, em->gazetteer, names, &scan, &m.found);
  }
  scan_free(&scan);
}
