/* dates.c: the stage. Reads each sentence's atoms, takes the best expression at each place from
** left to right, resolves it and writes the row.
**
** What is left open by the words is decided by the text around them. A text that is hardly more
** than the expression speaks of the time to come, as notes and queries do; a news text of the
** past, unless the clause has a word or verb form of the future ("will", "αναμένεται", "المقرر",
** "rencontrera"), before the expression or behind it with no verb of the past between. A text
** whose years are nearly all long gone is a narrative: there "on 17 September" belongs to the
** year last spoken of. */
#include "dates/dates.h"
#include "dates/parse.h"
#include "dates/tense.h"
#include "text/chars.h"
#include <stdio.h>
#include <string.h>

#define SOLO_TOKENS 12u
#define FUTURE_ATOMS 12u /* how far before the date a word of the future counts */
#define VERB_ATOMS 14u   /* how far behind it */
#define FRONT_ATOMS 3u   /* an expression so near the sentence's start may have a comma behind */
#define NARRATIVE_TOKENS 150u

const char *date_type_name(DateType type) {
  static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
  return (unsigned)type < 4 ? names[type] : "DATE";
}

/* ---- the day a text gives ---- */

static int ascii_number(const char *p, size_t n, int *out) {
  int value = 0;
  for (size_t i = 0; i < n; i++) {
    if (p[i] < '0' || p[i] > '9') return 0;
    value = value * 10 + (p[i] - '0');
  }
  *out = value;
  return 1;
}

static int day_parts(const char *p, size_t size, Civil *c) {
  size_t cut[3] = {0, 0, 0}, n = 0, start = 0;
  int part[3];
  size_t i = 0;
  for (; i <= size && n < 3; i++) {
    int digit = i < size && p[i] >= '0' && p[i] <= '9';
    if (digit) continue;
    if (i == start || i - start > 4 || !ascii_number(p + start, i - start, &part[n])) return 0;
    cut[n++] = i - start;
    if (n < 3 && (i >= size || (p[i] != '-' && p[i] != '/' && p[i] != '.'))) return 0;
    start = i + 1;
  }
  if (n < 3 || (i <= size && i > 0 && start <= size && p[start - 1] != 'T' && p[start - 1] != ' '))
    return 0;
  if (cut[0] == 4 && cut[1] <= 2 && cut[2] <= 2)
    *c = (Civil){part[0], part[1], part[2]};
  else if (cut[2] == 4 && cut[0] <= 2 && cut[1] <= 2)
    *c = (Civil){part[2], part[1], part[0]};
  else
    return 0;
  return 1;
}

int dates_parse_day(const void *text, size_t size, char out[11]) {
  const char *p = text;
  Civil c;
  while (size && (*p == ' ' || *p == '\t' || *p == '\n')) p++, size--;
  while (size && (p[size - 1] == ' ' || p[size - 1] == '\n')) size--;
  if (size == 8 && ascii_number(p, 8, &c.year)) {
    int all = c.year;
    c = (Civil){all / 10000, all / 100 % 100, all % 100};
  } else if (!day_parts(p, size, &c)) {
    return 0;
  }
  if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1 ||
      c.day > month_length(c.year, c.month))
    return 0;
  char day[24];
  snprintf(day, sizeof day, "%04d-%02d-%02d", c.year & 0x3FFF, c.month & 15, c.day & 31);
  memcpy(out, day, 10);
  out[10] = 0;
  return 1;
}

/* ---- the run ---- */

typedef struct Run {
  Document *doc;
  Lexer lexer;
  CalendarSet calendars;
  Reference reference;
  Parser parser;
  Tenses tenses;
  uint32_t sentence;
} Run;

static Text run_text(Run *run, const char *string) {
  size_t size = strlen(string);
  char *copy = arena_copy(&run->doc->arena, string, size);
  if (!copy) {
    run->doc->rc = STATUS_NOMEM;
    return (Text){0};
  }
  return (Text){copy, (uint32_t)size};
}

static Text run_day(Run *run, Day day, int clock) {
  char out[32];
  Civil c = civil_of_day(day);
  int n = snprintf(out, sizeof out, c.year < 0 ? "%05d-%02d-%02d" : "%04d-%02d-%02d", c.year,
                   c.month, c.day);
  if (clock >= 0 && n > 0)
    snprintf(out + n, sizeof out - (size_t)n, "T%02d:%02d", clock / 60 % 24, clock % 60);
  return run_text(run, out);
}

static int same_day_word(const When *when) {
  return when->kind == WHEN_POINT && when->has == HAS_BASE && when->base_unit == UNIT_DAY &&
         !when->base_n && !when->anaphoric;
}

/* Article before the expression: it is part of it ("το 1939", "the 5th of May"). */
static uint32_t with_article(const Run *run, uint32_t atom, uint32_t start) {
  const Parser *p = &run->parser;
  if (atom && atom_is(p, atom - 1, ATOM_THE) && p->atoms[atom].span.start == start)
    return p->atoms[atom - 1].span.start;
  return start;
}

static void add_row(Run *run, Span span, const When *when, const When *to) {
  Resolved first, last;
  Reference *ref = &run->reference;
  When present = {.kind = WHEN_REF, .literal = {"PRESENT_REF", 11}, .score = 0.6f};
  if (ref->tells && same_day_word(when)) when = &present;
  if (!when_resolve(when, ref, &first) || !first.value[0]) return;
  Date *date = document_push(run->doc, dates);
  if (!date) return;
  date->span = span;
  date->sentence = run->sentence;
  date->type = first.type;
  date->score = when->score;
  if (to && when_resolve(to, ref, &last)) {
    char value[2 * sizeof first.value];
    snprintf(value, sizeof value, "%s/%s", first.value, last.value);
    date->value = run_text(run, value);
    if (last.known && first.known && last.last >= first.first)
      first.last = last.last;
    else
      first.known = 0;
    if (last.clock >= 0 && first.clock >= 0 && first.last == first.first &&
        last.clock < first.clock)
      last.clock = first.clock;
  } else {
    date->value = run_text(run, first.value);
    last = first;
  }
  if (first.known) {
    date->first = run_day(run, first.first, first.clock);
    date->last = run_day(run, first.last, first.clock >= 0 ? last.clock : -1);
    if (when->kind == WHEN_POINT && !(when->has & HAS_HOLIDAY) &&
        (ref->tells ? ref->narrated || (when->has & HAS_YEAR) : first.last - first.first < 7)) {
      ref->narrated = 1;
      ref->told = first.first;
    }
  }
}

/* "1918 and 1920", "1870, 1880": a year beside a year. */
static int year_beside(const Run *run, uint32_t i, const When *before, When *when) {
  const Parser *p = &run->parser;
  if (before->kind != WHEN_POINT || before->has != HAS_YEAR) return 0;
  if (!atom_is(p, i, ATOM_AND) && !atom_is(p, i, ATOM_COMMA) && !atom_is(p, i, ATOM_TO)) return 0;
  const Reading *r = number_is(p, i + 1, 1000, 2100);
  if (!r || r->digits != 4 || (r->flag & FLAG_WORDS)) return 0;
  int gap = r->value - before->year;
  if (gap < -60 || gap > 60 || atom_is(p, i + 2, ATOM_UNIT)) return 0;
  *when = *before;
  when->year = r->value;
  return 1;
}

/* "between August and October" with no year: the first month comes before the second. */
static void order_ends(const Run *run, When *left, const When *right) {
  Resolved r;
  if (!(left->has & HAS_MONTH) || (left->has & (HAS_YEAR | HAS_BASE | HAS_OTHER)) || left->choice ||
      !(right->has & HAS_MONTH))
    return;
  if (!when_resolve(right, &run->reference, &r) || !r.known) return;
  left->has |= HAS_YEAR;
  left->year = civil_of_day(r.first).year - (left->month > right->month);
}

static uint32_t run_found(Run *run, uint32_t i, const Found *found) {
  uint32_t from = i;
  while (from + 1 < run->parser.count && run->parser.atoms[from].span.start < found->span.start)
    from++;
  Span span = {with_article(run, from, found->span.start), found->span.end};
  if (found->interval == 2) {
    When left = found->when[0];
    order_ends(run, &left, &found->when[1]);
    add_row(run, (Span){span.start, found->spans[0].end}, &left, NULL);
    uint32_t second = from;
    while (second + 1 < run->parser.count &&
           run->parser.atoms[second].span.start < found->spans[1].start)
      second++;
    add_row(run, (Span){with_article(run, second, found->spans[1].start), found->spans[1].end},
            &found->when[1], NULL);
  } else if (found->interval) {
    add_row(run, span, &found->when[0], &found->when[1]);
  } else {
    add_row(run, span, &found->when[0], NULL);
  }
  uint32_t end = found->end;
  When beside;
  const When *last = &found->when[found->interval ? 1 : 0];
  if (year_beside(run, end, last, &beside)) {
    add_row(run, run->parser.atoms[end + 1].span, &beside, NULL);
    end += 2;
  }
  return end;
}

/* A capital inside the sentence is a name's: no verb. */
static Tense atom_tense(const Run *run, uint32_t k) {
  const Atom *atom = &run->parser.atoms[k];
  if (!atom->word || (atom->upper && k)) return TENSE_NONE;
  return tense_of_word(&run->tenses, document_text(run->doc, atom->span));
}

/* 1 if the clause of atoms i to end has a verb of the future: before, or the first verb behind. */
static int speaks_of_future(const Run *run, uint32_t i, uint32_t end) {
  const Parser *p = &run->parser;
  int past = 0, comma = 0;
  for (uint32_t k = i; k > 0 && i - k < FUTURE_ATOMS; k--) {
    Tense tense = atom_tense(run, k - 1);
    if (atom_is(p, k - 1, ATOM_FUTURE) || tense == TENSE_FUTURE) return 1;
    if (tense == TENSE_CLAUSE) break;
    past |= tense == TENSE_PAST && !comma;
    comma |= atom_is(p, k - 1, ATOM_COMMA) != NULL;
  }
  if (past) return 0;
  if (i < FRONT_ATOMS && atom_is(p, end, ATOM_COMMA)) end++;
  for (uint32_t k = end; k < p->count && k - end < VERB_ATOMS; k++) {
    Tense tense = atom_tense(run, k);
    if (tense == TENSE_FUTURE) return 1;
    if (tense != TENSE_NONE || atom_is(p, k, ATOM_COMMA)) return 0;
  }
  return 0;
}

/* A verb of the future in the expression's clause, or nothing but the expression at all. */
static void run_direction(Run *run, uint32_t i, const Found *found) {
  const Parser *p = &run->parser;
  uint32_t outside = 0;
  run->reference.direction =
      speaks_of_future(run, i, found->end) ? DIRECTION_FUTURE : DIRECTION_NEAREST;
  run->reference.solo = 0;
  if (!p->solo) return;
  for (uint32_t k = 0; k < p->count; k++)
    outside +=
        p->atoms[k].word && !atom_known(p, k) &&
        (p->atoms[k].span.start < found->span.start || p->atoms[k].span.start >= found->span.end);
  if (outside == 0 && run->doc->sentences.count <= 2) {
    run->reference.direction = DIRECTION_FUTURE;
    run->reference.solo = 1;
  }
}

static void run_sentence(Run *run, const Sentence *sentence) {
  if (!lexer_run(&run->lexer, sentence)) {
    run->doc->rc = STATUS_NOMEM;
    return;
  }
  if (!run->lexer.cues) return;
  run->parser.atoms = run->lexer.atoms;
  run->parser.count = (uint32_t)run->lexer.count;
  for (uint32_t i = 0; i < run->parser.count && !run->doc->rc;) {
    Found found;
    if (!parse_at(&run->parser, i, &found)) {
      i++;
      continue;
    }
    run_direction(run, i, &found);
    uint32_t end = run_found(run, i, &found);
    i = end > i ? end : i + 1;
  }
}

/* Years of four figures: is the text a narrative of times long gone? */
static int run_tells(const Run *run) {
  const Document *doc = run->doc;
  if (!run->reference.known || doc->tokens.count < NARRATIVE_TOKENS) return 0;
  int year = civil_of_day(run->reference.day).year, far = 0, near = 0;
  for (size_t i = 0; i < doc->tokens.count; i++) {
    const Token *t = &doc->tokens.items[i];
    if (t->kind != TOKEN_NUMBER || t->fold_size != 4) continue;
    const char *fold = (const char *)doc->folds.data + t->fold;
    int value;
    if (!ascii_number(fold, 4, &value) || value < 1000 || value > 2100) continue;
    if (value < year - 3)
      far++;
    else
      near++;
  }
  return far >= 8 && far > 3 * near;
}

static void run_reference(Run *run) {
  char day[11];
  Civil c;
  run->reference.calendars = &run->calendars;
  if (run->doc->published.size &&
      dates_parse_day(run->doc->published.data, run->doc->published.size, day) &&
      ascii_number(day, 4, &c.year) && ascii_number(day + 5, 2, &c.month) &&
      ascii_number(day + 8, 2, &c.day)) {
    run->reference.known = 1;
    run->reference.day = day_of_civil(c.year, c.month, c.day);
  }
  run->reference.tells = run_tells(run);
}

void dates_run(Document *doc, const Lexicon *lexicon) {
  if (doc->rc || (doc->done & STAGE_DATES)) return;
  Run run = {.doc = doc};
  lexer_init(&run.lexer, doc, lexicon);
  tenses_init(&run.tenses, lexicon, doc->language);
  run.parser.lexer = &run.lexer;
  run.parser.solo = doc->tokens.count <= SOLO_TOKENS;
  run_reference(&run);
  for (size_t i = 0; i < doc->sentences.count; i++) {
    if (document_stopped(doc)) break;
    run.sentence = (uint32_t)i;
    run_sentence(&run, &doc->sentences.items[i]);
  }
  lexer_free(&run.lexer);
  calendars_free(&run.calendars);
  doc->done |= STAGE_DATES;
}
