/* relative.c: parts counted from the day of reference or from another date: yesterday, next
** week, two years ago, in three days, the last ten days, the end of the month, the third Friday.
** See parse.h. */
#include "dates/parse.h"
#include <string.h>

static int clamp_count(int n) { return n > 100000 ? 100000 : n; }

/* Counts of units: "three weeks", "1 month and 21 days", "يومين", "a few days". With `bare` a
** single unit counts one. */
static uint32_t counts_read(const Parser *parser, uint32_t i, When *when, int bare) {
  uint32_t end = 0, j = i;
  for (int parts = 0; parts < 6; parts++) {
    uint32_t k = j;
    if (parts) {
      while (atom_is(parser, k, ATOM_AND) || atom_is(parser, k, ATOM_COMMA)) k++;
      if (k > j + 2) break;
    }
    const Reading *n = number_is(parser, k, 0, 10000000), *few = atom_is(parser, k, ATOM_FEW);
    const Reading *one = atom_is(parser, k, ATOM_ONE), *unit;
    int count = 1, given = 0;
    if (n && !((n->flag & FLAG_ORDINAL) && n->value != 0))
      count = n->value, given = 1, k++;
    else if (few)
      count = few->value, given = 1, k++;
    else if (one && !parts)
      given = 1, k++;
    if (given && (few = atom_is(parser, k, ATOM_FEW)))
      count = few->value, k++;
    else
      few = given ? atom_is(parser, k - 1, ATOM_FEW) : NULL;
    if (given && atom_is(parser, k, ATOM_DASH) && atom_is(parser, k + 1, ATOM_UNIT) &&
        !parser->atoms[k].space)
      k++;
    unit = atom_is(parser, k, ATOM_UNIT);
    if (!unit || unit->unit == UNIT_HALF || (unit->unit == UNIT_QUARTER && !given)) break;
    if (unit->value && !given) count = unit->value, given = 1;
    if (!given && (!bare || parts)) break;
    if (n && n->digits && !parser->atoms[k].space && unit->unit == UNIT_YEAR &&
        parser->atoms[k].word && parser->atoms[k].span.start == parser->atoms[k - 1].span.end &&
        (parser->lexer->doc->text[parser->atoms[k].span.start] < 0xE0))
      break; /* "55χρονος" */
    if (when->count[unit->unit] || count == 0) break;
    if (few) when->vague = 1;
    when->count[unit->unit] = clamp_count(count);
    if (few == NULL && atom_is(parser, k + 1, ATOM_FEW) && !given) {
      when->vague = 1;
      when->count[unit->unit] = atom_is(parser, k + 1, ATOM_FEW)->value;
      k++;
    }
    end = j = k + 1;
  }
  return end;
}

uint32_t part_duration(const Parser *parser, uint32_t i, When *when) {
  *when = (When){.kind = WHEN_DURATION, .score = 0.7f};
  const Reading *span = atom_is(parser, i, ATOM_SPAN);
  if (span) {
    when->literal = span->text;
    return i + 1;
  }
  return counts_read(parser, i, when, 0);
}

static uint32_t rel_word(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_THE) && !atom_is(parser, j, ATOM_DEIXIS)) j++;
  const Reading *r = atom_is(parser, j, ATOM_DEIXIS);
  if (r && (r->flag & FLAG_WEAK) && parser->atoms[j].upper && j) r = NULL; /* guten Morgen */
  if (r) {
    *when = (When){.has = HAS_BASE, .base_unit = r->unit, .base_n = r->value, .score = 0.9f};
    if (r->value2) when->has |= HAS_PART, when->part = r->value2;
    if (r->flag & FLAG_WEAK) when->score = 0.6f;
    return j + 1;
  }
  r = atom_is(parser, i, ATOM_NEXTDAY);
  if (r) {
    *when = (When){
        .has = HAS_BASE, .base_unit = r->unit, .base_n = r->value, .anaphoric = 1, .score = 0.8f};
    return i + 1;
  }
  r = atom_is(parser, i, ATOM_REF);
  if (r) {
    *when = (When){.kind = WHEN_REF, .literal = r->text, .score = 0.6f};
    return i + 1;
  }
  r = atom_is(parser, i, ATOM_EDGEUNIT);
  if (!r) return 0;
  *when = (When){
      .has = HAS_BASE | HAS_EDGE, .base_unit = r->unit, .edge = (uint8_t)r->value, .score = 0.7f};
  return i + 1;
}

static Choice choice_of(const Reading *shift) {
  switch (shift->value) {
  case 0: return CHOICE_THIS;
  case 1: return shift->flag & FLAG_WEEK ? CHOICE_NEXT_WEEK : CHOICE_NEXT;
  case 2: return CHOICE_AFTER_NEXT;
  case -2: return CHOICE_BEFORE_LAST;
  default: return shift->flag & FLAG_WEEK ? CHOICE_LAST_WEEK : CHOICE_LAST;
  }
}

static uint8_t calendar_choice(const Reading *shift) { /* weeks mean nothing to months */
  Choice choice = choice_of(shift);
  return choice == CHOICE_NEXT_WEEK   ? CHOICE_NEXT
         : choice == CHOICE_LAST_WEEK ? CHOICE_LAST
                                      : (uint8_t)choice;
}

/* What a word like "next" moves: a unit, a weekday, a month, a season, a part of the day. */
static uint32_t shift_target(const Parser *parser, uint32_t i, const Reading *shift, When *when) {
  const Reading *r = atom_is(parser, i, ATOM_UNIT);
  *when = (When){.score = 0.85f};
  const Reading *weekday = atom_is(parser, i, ATOM_WEEKDAY);
  if (weekday && !(weekday->flag & FLAG_WEAK && r)) {
    *when = (When){.has = HAS_WEEKDAY,
                   .weekday = weekday->value,
                   .choice = (uint8_t)choice_of(shift),
                   .score = 0.85f};
    if (weekday->flag & FLAG_WEAK && !shift->value) when->weak = 1;
    return i + 1;
  }
  if (r) {
    if (r->unit <= UNIT_HOUR || r->unit == UNIT_WORKDAY) return 0;
    if (r->value) { /* the last two years, in one word */
      *when = (When){.kind = WHEN_SPAN, .sign = shift->value < 0 ? -1 : 1, .score = 0.85f};
      when->count[r->unit] = r->value;
      return shift->value ? i + 1 : 0;
    }
    if ((r->flag & FLAG_MANY) && shift->value && shift->kind != ATOM_SAME) { /* "the last weeks" */
      *when =
          (When){.kind = WHEN_SPAN, .sign = shift->value < 0 ? -1 : 1, .vague = 1, .score = 0.7f};
      when->count[r->unit] = 3;
      return i + 1;
    }
    when->has = HAS_BASE;
    when->base_unit = r->unit;
    when->base_n = shift->value;
    return i + 1;
  }
  if ((r = atom_is(parser, i, ATOM_MONTH))) {
    if ((r->flag & FLAG_WEAK) && !parser->atoms[i].upper &&
        parser->atoms[i].span.end - parser->atoms[i].span.start < 6)
      return 0;
    *when = (When){
        .has = HAS_MONTH, .month = r->value, .choice = calendar_choice(shift), .score = 0.85f};
    return i + 1;
  }
  if ((r = atom_is(parser, i, ATOM_SEASON))) {
    *when = (When){
        .has = HAS_SEASON, .season = r->value, .choice = calendar_choice(shift), .score = 0.8f};
    return i + 1;
  }
  if ((r = atom_is(parser, i, ATOM_HOLIDAY))) {
    *when = (When){.has = HAS_HOLIDAY,
                   .holiday = holiday_parse(r->text),
                   .choice = calendar_choice(shift),
                   .score = 0.8f};
    return i + 1;
  }
  if ((r = atom_is(parser, i, ATOM_PART))) {
    *when = (When){.has = HAS_BASE | HAS_PART,
                   .base_unit = UNIT_DAY,
                   .base_n = shift->value,
                   .part = r->value,
                   .score = 0.7f};
    return i + 1;
  }
  return 0;
}

static const Reading *shift_at(const Parser *parser, uint32_t i, int behind) {
  if (i >= parser->count) return NULL;
  const Atom *atom = &parser->atoms[i];
  const Reading *found = NULL;
  for (int k = 0; k < atom->count; k++) {
    const Reading *r = &atom->readings[k];
    if (r->kind != ATOM_SHIFT && r->kind != ATOM_LAST && r->kind != ATOM_SAME) continue;
    if (r->flag & (behind ? FLAG_PRE : FLAG_POST)) continue;
    if (!found || r->kind == ATOM_SHIFT) found = r;
  }
  return found;
}

static void set_span(When *when, const Reading *shift) {
  when->kind = WHEN_SPAN;
  when->sign = shift->value < 0 ? -1 : 1;
  when->score = 0.85f;
}

/* "next Monday", "this year", "the last three weeks" */
static uint32_t rel_shift_before(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_THE) && !shift_at(parser, j, 0)) j++;
  const Reading *shift = shift_at(parser, j, 0);
  if (!shift) return 0;
  uint32_t k = j + 1;
  /* "this coming Friday", "هذا الأسبوع" */
  const Reading *second = shift_at(parser, k, 0);
  if (second && second->value && shift->value == 0)
    shift = second, k++;
  else if (atom_is(parser, k, ATOM_THE) && shift_at(parser, j, 0))
    k++;
  if (unit_is(parser, k, UNIT_DAY) && atom_is(parser, k + 1, ATOM_WEEKDAY)) k++;
  uint32_t end = shift_target(parser, k, shift, when);
  if (end && shift->kind == ATOM_SAME) when->anaphoric = 1;
  if (end) return end;
  if (!shift->value || (shift->kind == ATOM_SHIFT && shift->value > 1)) return 0;
  *when = (When){0};
  end = counts_read(parser, k, when, 0);
  if (!end) return 0;
  set_span(when, shift);
  return end;
}

/* "lunes pasado", "الأسبوع الماضي", "2 upcoming months", "3 أيام القادمة" */
static uint32_t rel_shift_behind(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  const Reading *n = number_is(parser, j, 1, 1000);
  if (n && !(n->flag & FLAG_ORDINAL)) { /* "2 upcoming months" */
    const Reading *shift = shift_at(parser, j + 1, 0), *unit = atom_is(parser, j + 2, ATOM_UNIT);
    if (shift && shift->value && unit && unit->unit > UNIT_HOUR && (unit->flag & FLAG_MANY)) {
      *when = (When){0};
      when->count[unit->unit] = n->value;
      set_span(when, shift);
      return j + 3;
    }
  }
  if (atom_is(parser, j, ATOM_THE)) j++;
  When counted = {0};
  uint32_t end = counts_read(parser, j, &counted, 0);
  if (end) {
    const Reading *shift = shift_at(parser, end, 1);
    if (!shift || !shift->value || shift->kind == ATOM_SAME || parser->atoms[end].upper) return 0;
    if (counted.count[UNIT_MONTH] > 12 && counted.count[UNIT_MONTH] < 32)
      return 0; /* "23 الشهر المقبل" */
    *when = counted;
    set_span(when, shift);
    return end + 1;
  }
  if (unit_is(parser, j, UNIT_DAY) && atom_is(parser, j + 1, ATOM_WEEKDAY)) j++;
  if (!atom_is(parser, j, ATOM_UNIT) && !atom_is(parser, j, ATOM_WEEKDAY) &&
      !atom_is(parser, j, ATOM_MONTH) && !atom_is(parser, j, ATOM_SEASON) &&
      !atom_is(parser, j, ATOM_HOLIDAY))
    return 0;
  uint32_t k = j + 1;
  /* "الأيام القليلة الماضية" */
  const Reading *few = atom_is(parser, k, ATOM_FEW);
  if (few && atom_is(parser, j, ATOM_UNIT)) k++;
  if (atom_is(parser, k, ATOM_THE)) k++;
  const Reading *shift = shift_at(parser, k, 1);
  if (!shift || shift->kind == ATOM_SAME) return 0;
  if (shift_at(parser, k, 0) &&
      (atom_is(parser, k + 1, ATOM_UNIT) || atom_is(parser, k + 1, ATOM_WEEKDAY)))
    return 0; /* it belongs to what follows */
  if (few) {
    *when = (When){.vague = 1};
    when->count[atom_is(parser, j, ATOM_UNIT)->unit] = few->value;
    set_span(when, shift);
    return k + 1;
  }
  const Reading *r = atom_is(parser, j, ATOM_WEEKDAY);
  if (r && (r->flag & FLAG_WEAK) && !parser->solo && shift->value == 0) return 0;
  end = shift_target(parser, j, shift, when);
  return end ? k + 1 : 0;
}

static void set_shift(When *when, int sign, int later) {
  when->kind = WHEN_POINT;
  when->has |= HAS_SHIFT;
  when->sign = (int8_t)sign;
  when->anaphoric = (uint8_t)later;
  when->score = 0.9f;
}

/* "قبل يومين", "il y a deux ans", "in three days", "через неделю" */
static uint32_t rel_before(const Parser *parser, uint32_t i, When *when) {
  const Reading *ago = atom_is(parser, i, ATOM_AGOPRE), *in = atom_is(parser, i, ATOM_INPRE);
  if (!ago && !in) return 0;
  uint32_t j = i + 1;
  if (atom_is(parser, j, ATOM_THE) || atom_is(parser, j, ATOM_PREP)) j++;
  const Reading *shift = in ? shift_at(parser, j, 0) : NULL; /* "within the next 3 years" */
  if (shift && shift->value == 1) j++;
  *when = (When){0};
  uint32_t end = counts_read(
      parser, j, when,
      ago || (!atom_is(parser, i, ATOM_PREP) && !atom_is(parser, i, ATOM_OF) && j == i + 1));
  if (!end) return 0;
  const Reading *moved = ago ? NULL : shift_at(parser, end, 1); /* "en las 3 semanas anteriores" */
  if (moved && moved->value && moved->kind == ATOM_SHIFT) return 0;
  const Reading *word = ago ? ago : in;
  set_shift(when, ago ? -1 : 1, (word->flag & FLAG_LATER) != 0);
  if (!ago && (shift || (in->flag & FLAG_SPAN))) {
    when->has &= ~(uint32_t)HAS_SHIFT;
    when->kind = WHEN_SPAN;
    when->edge = in->flag & FLAG_SPAN ? EDGE_START : EDGE_NONE;
  }
  if (atom_is(parser, end, ATOM_AGOPOST) && ago) end++; /* "há dois anos atrás" */
  return end;
}

/* "two weeks ago", "три дня спустя", "2 hafta sonra"; "three days after Christmas" */
static uint32_t rel_behind(const Parser *parser, uint32_t i, When *when) {
  *when = (When){0};
  uint32_t end = counts_read(parser, i, when, 1);
  if (!end) return 0;
  int given = atom_is(parser, i, ATOM_NUMBER) || atom_is(parser, i, ATOM_ONE) ||
              atom_is(parser, i, ATOM_FEW) || end > i + 1 || atom_is(parser, i, ATOM_UNIT)->value;
  const Reading *r;
  int sign = 0;
  if ((r = atom_is(parser, end, ATOM_AGOPOST)))
    sign = -1;
  else if ((r = atom_is(parser, end, ATOM_LATERPOST)) && given)
    sign = 1;
  else if ((r = atom_is(parser, end, ATOM_FROMPOST)) && given)
    sign = 1;
  if (r && sign) {
    When base; /* "a year after Christmas" */
    uint32_t k = skip_little(parser, end + 1, 2, 0);
    uint32_t behind = 0;
    if (r->kind == ATOM_LATERPOST && !parser->atoms[end].upper) {
      behind = rel_shift_before(parser, k, &base);
      if (!behind) behind = part_calendar(parser, k, &base);
    }
    if (behind && base.kind == WHEN_POINT && !base.weak && !(base.has & HAS_SHIFT)) {
      memcpy(base.count, when->count, sizeof base.count);
      base.from_day = 1;
      set_shift(&base, 1, 0);
      *when = base;
      return behind;
    }
    set_shift(when, sign, (r->flag & FLAG_LATER) != 0);
    if (r->kind == ATOM_FROMPOST && (r->flag & FLAG_SPAN)) {
      when->has &= ~(uint32_t)HAS_SHIFT;
      when->kind = WHEN_SPAN;
      when->edge = EDGE_START;
    }
    return end + 1;
  }
  r = atom_is(parser, end, ATOM_FROM);
  const Reading *ago = atom_is(parser, end, ATOM_AGOPRE), *before = atom_is(parser, end, ATOM_PREP);
  if (!r && !ago && !before && !atom_is(parser, end, ATOM_INPRE)) return 0;
  if (!given) return 0;
  When base;
  Text word = document_text(parser->lexer->doc, parser->atoms[end].span);
  int back = ago || (word.size == 6 && !memcmp(word.data, "before", 6));
  if (before && !r && !back) return 0;
  uint32_t k = atom_is(parser, end + 1, ATOM_THE) ? end + 2 : end + 1;
  const Reading *deixis = atom_is(parser, k, ATOM_DEIXIS), *now = atom_is(parser, k, ATOM_REF);
  if (now && now->text.size > 3 && now->text.data[0] == 'P' && now->text.data[1] == 'R' && r) {
    set_shift(when, 1, 0);
    return k + 1;
  }
  uint32_t behind = 0;
  if (deixis) {
    base = (When){.has = HAS_BASE, .base_unit = deixis->unit, .base_n = deixis->value};
    behind = k + 1;
  } else {
    behind = rel_shift_before(parser, k, &base);
    if (!behind) behind = rel_shift_behind(parser, k, &base);
    if (!behind) behind = part_calendar(parser, k, &base);
  }
  if (!behind || base.kind != WHEN_POINT || base.weak || (base.has & HAS_SHIFT)) return 0;
  memcpy(base.count, when->count, sizeof base.count);
  base.from_day = 1;
  set_shift(&base, back ? -1 : 1, 0);
  *when = base;
  return behind;
}

/* "three Fridays from now", "2 Thursdays ago" */
static uint32_t rel_weekdays(const Parser *parser, uint32_t i, When *when) {
  const Reading *n = number_is(parser, i, 1, 60), *w = atom_is(parser, i + 1, ATOM_WEEKDAY);
  if (!n || !w || (n->flag & FLAG_ORDINAL)) return 0;
  int later = atom_is(parser, i + 2, ATOM_FROMPOST) || atom_is(parser, i + 2, ATOM_LATERPOST);
  if (!later && !atom_is(parser, i + 2, ATOM_AGOPOST)) return 0;
  When day = {.has = HAS_WEEKDAY,
              .weekday = w->value,
              .choice = later ? CHOICE_NEXT : CHOICE_LAST,
              .score = 0.8f};
  *when = day;
  if (n->value > 1) {
    when->has |= HAS_SHIFT;
    when->from_day = 1;
    when->sign = later ? 1 : -1;
    when->count[UNIT_WEEK] = n->value - 1;
  }
  return i + 3;
}

/* ---- edges ---- */

static int edge_fits(const When *when) {
  if (when->kind != WHEN_POINT || (when->has & (HAS_DAY | HAS_WEEKDAY | HAS_PART | HAS_CLOCK |
                                                HAS_SHIFT | HAS_EDGE | HAS_HOLIDAY)))
    return 0;
  if ((when->has & HAS_BASE) && when->base_unit <= UNIT_DAY) return 0;
  return 1;
}

/* "the", "this", or nothing, and a unit: "the week"; weak by itself */
static uint32_t rel_unit(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_THE) && !atom_is(parser, j, ATOM_UNIT)) j++;
  const Reading *r = atom_is(parser, j, ATOM_UNIT);
  if (!r || r->unit < UNIT_DAY || r->unit == UNIT_WORKDAY || r->unit == UNIT_HALF || r->value ||
      (r->flag & FLAG_MANY))
    return 0;
  *when =
      (When){.has = HAS_BASE, .base_unit = r->unit, .weak = r->unit != UNIT_WEEKEND, .score = 0.4f};
  return j + 1;
}

static uint32_t edge_inner(const Parser *parser, uint32_t i, When *when, int *unit_only) {
  uint32_t best = rel_shift_before(parser, i, when), end;
  *unit_only = 0;
  When trial;
  if (best && !edge_fits(when)) best = 0;
  end = rel_shift_behind(parser, i, &trial);
  if (end > best && edge_fits(&trial)) best = end, *when = trial;
  end = rel_word(parser, i, &trial);
  if (end > best && edge_fits(&trial)) best = end, *when = trial;
  end = part_calendar(parser, i, &trial);
  if (end > best && edge_fits(&trial)) best = end, *when = trial;
  end = rel_unit(parser, i, &trial);
  if (end > best && trial.base_unit > UNIT_DAY) best = end, *when = trial, *unit_only = 1;
  return best;
}

/* "at the end of 2014", "в начале мая", "αρχές του αιώνα", "rest of the week" */
static uint32_t rel_edge(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  int unit_only;
  if (atom_is(parser, j, ATOM_THE) && !atom_is(parser, j, ATOM_EDGE)) j++;
  const Reading *edge = atom_is(parser, j, ATOM_EDGE), *rest = atom_is(parser, j, ATOM_REST);
  if (!edge && !rest) return 0;
  j++;
  if (atom_is(parser, j, ATOM_DASH)) j++;
  uint32_t end = 0;
  for (int skip = 0; skip < 3 && !end; skip++) {
    end = edge_inner(parser, j, when, &unit_only);
    if (end && unit_only && !skip && !rest && !parser->solo && !atom_is(parser, j, ATOM_THE))
      end = 0;
    if (!end && !(atom_is(parser, j, ATOM_OF) || atom_is(parser, j, ATOM_THE) ||
                  atom_is(parser, j, ATOM_PREP)))
      break;
    if (!end) j++;
  }
  if (!end) return 0;
  When more; /* "the end of May next year" */
  uint32_t k = skip_little(parser, end, 2, 0), longer = rel_shift_before(parser, k, &more);
  if (!longer) longer = rel_shift_behind(parser, k, &more);
  if (longer && (more.has & HAS_BASE) && more.base_unit > UNIT_MONTH && when_merge(when, &more))
    end = longer;
  when->has |= HAS_EDGE;
  when->edge = rest ? EDGE_REST : (uint8_t)edge->value;
  when->weak = 0;
  when->score = 0.85f;
  return end;
}

/* "2014 sonunda", "ay sonu", "5月初" */
static uint32_t rel_edge_behind(const Parser *parser, uint32_t i, When *when) {
  int unit_only;
  uint32_t end = edge_inner(parser, i, when, &unit_only);
  const Reading *edge = end ? atom_is(parser, end, ATOM_EDGEPOST) : NULL;
  if (!edge) return 0;
  when->has |= HAS_EDGE;
  when->edge = (uint8_t)edge->value;
  when->weak = 0;
  return end + 1;
}

/* ---- counting inside a period ---- */

/* "first Monday", "the last week", "fifth last day", "الأسبوع الأول"; weak until merged */
uint32_t part_nth(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i, end;
  if (atom_is(parser, j, ATOM_THE) && !number_is(parser, j, 1, 53)) j++;
  const Reading *n = number_is(parser, j, 1, 366), *last, *target;
  int nth = 0;
  if (n && (n->flag & FLAG_ORDINAL)) {
    nth = n->value;
    j++;
    if (atom_is(parser, j, ATOM_DOT) && !parser->atoms[j].space) j++;
    last = atom_is(parser, j, ATOM_LAST);
    if (last) nth = -nth, j++;
  } else if ((last = atom_is(parser, j, ATOM_LAST)) && !(last->flag & FLAG_POST)) {
    nth = -1;
    j++;
  }
  if (nth) {
    if (unit_is(parser, j, UNIT_DAY) && atom_is(parser, j + 1, ATOM_WEEKDAY)) j++;
    target = atom_is(parser, j, ATOM_WEEKDAY);
    end = j + 1;
    if (!target) target = atom_is(parser, j, ATOM_UNIT);
  } else {
    if (unit_is(parser, j, UNIT_DAY) && atom_is(parser, j + 1, ATOM_WEEKDAY)) j++;
    target = atom_is(parser, j, ATOM_WEEKDAY);
    if (!target) target = atom_is(parser, j, ATOM_UNIT);
    n = number_is(parser, j + 1, 1, 53);
    last = atom_is(parser, j + 1, ATOM_LAST);
    if (n && (n->flag & FLAG_ORDINAL) && (target && (target->kind == ATOM_UNIT || n->value <= 5)))
      nth = n->value;
    else if (last && (last->flag & FLAG_POST))
      nth = -1;
    else
      return 0;
    end = j + 2;
  }
  if (!target || (target->kind == ATOM_UNIT && target->value)) return 0;
  *when = (When){.has = HAS_NTH, .nth = nth, .weak = 1, .score = 0.8f};
  if (target->kind == ATOM_WEEKDAY) {
    when->has |= HAS_WEEKDAY;
    when->weekday = target->value;
    return end;
  }
  Unit unit = (Unit)target->unit;
  if (unit != UNIT_DAY && unit != UNIT_WEEK && unit != UNIT_MONTH && unit != UNIT_WEEKEND &&
      unit != UNIT_QUARTER && unit != UNIT_HALF)
    return 0;
  when->nth_unit = (uint8_t)unit;
  return end;
}

/* "the week of October 6th", "week starting on 4 February" */
static uint32_t rel_week_of(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_THE)) j++;
  const Reading *unit = unit_is(parser, j, UNIT_WEEK);
  if (!unit || unit->value) return 0;
  uint32_t k = j + 1;
  for (int most = 3;
       most > 0 && (skip_little(parser, k, 1, 0) > k || atom_is(parser, k, ATOM_FROM)); most--)
    k++;
  uint32_t end = part_calendar(parser, k, when);
  if (!end || when->kind != WHEN_POINT || !(when->has & HAS_DAY) || when->weak) return 0;
  if (k == j + 1 && !parser->solo) return 0;
  when->has |= HAS_WEEKOF;
  return end;
}

typedef uint32_t (*PartReader)(const Parser *, uint32_t, When *);

uint32_t part_relative(const Parser *parser, uint32_t i, When *when) {
  static const PartReader readers[] = {
      rel_word, rel_shift_before, rel_shift_behind, rel_before,  rel_behind, rel_weekdays,
      rel_edge, rel_edge_behind,  part_nth,         rel_week_of, rel_unit};
  uint32_t best = 0;
  for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
    When trial;
    uint32_t end = readers[k](parser, i, &trial);
    if (end > best || (end == best && end && when->weak && !trial.weak)) best = end, *when = trial;
  }
  return best;
}
