/* parse.c: parts into expressions: what stands together, intervals, sets, durations. See
** parse.h. */
#include "dates/parse.h"
#include <string.h>

#define CHAIN_PARTS 5

enum {
  WHOLE_DATE = HAS_MONTH | HAS_DAY,
  NAMED = HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HOLIDAY | HAS_HALF | HAS_WEEK
};

/* May these two stand together as one date? Sets *strong when the whole is a date though its parts
** are weak. */
static int fits(const When *a, const When *b, int comma, int apart, int *strong) {
  uint32_t all = a->has | b->has;
  *strong = 0;
  if (a->kind != WHEN_POINT || b->kind != WHEN_POINT) return 0;
  int only_time_b = !(b->has & ~(uint32_t)(HAS_PART | HAS_CLOCK));
  int only_time_a = !(a->has & ~(uint32_t)(HAS_PART | HAS_CLOCK));
  if (only_time_a || only_time_b) {
    if (only_time_a && only_time_b) return 0;
    const When *day = only_time_a ? b : a;
    if (!(day->has & (HAS_DAY | HAS_WEEKDAY | HAS_BASE | HAS_HOLIDAY | HAS_SHIFT | HAS_NTH)))
      return 0;
    if ((day->has & HAS_BASE) && day->base_unit != UNIT_DAY &&
        !(day->has & (HAS_WEEKDAY | HAS_DAY)))
      return 0;
    return !day->weak;
  }
  if (all & HAS_SHIFT) {
    const When *shift = a->has & HAS_SHIFT ? a : b, *other = shift == a ? b : a;
    return !shift->from_day && other->has == HAS_WEEKDAY && shift->count[UNIT_WEEK] && !comma;
  }
  uint32_t day_only = HAS_DAY;
  if (a->has == day_only || b->has == day_only) {
    const When *other = a->has == day_only ? b : a;
    if (other->has == HAS_WEEKDAY) return *strong = other == a;
    if (other->has == HAS_BASE && other->base_unit == UNIT_MONTH && (apart || !other->weak))
      return *strong = 1;
    return 0;
  }
  if (all & HAS_NTH) {
    const When *nth = a->has & HAS_NTH ? a : b, *other = nth == a ? b : a;
    if (other->has & (HAS_DAY | HAS_WEEKDAY) || comma) return 0;
    if ((other->has & HAS_BASE) && other->base_unit < UNIT_MONTH) return 0;
    if (other->has == HAS_YEAR && other->weak && nth == a &&
        (nth->has & ~(uint32_t)(HAS_NTH | HAS_WEEKDAY)) == 0)
      return *strong = 1;
    return *strong =
               (other->has & (HAS_MONTH | HAS_YEAR | HAS_BASE | HAS_QUARTER | HAS_SEASON)) != 0;
  }
  if (all & HAS_BASE) {
    const When *base = a->has & HAS_BASE ? a : b, *other = base == a ? b : a;
    if (base->base_unit == UNIT_WEEK) return other->has == HAS_WEEKDAY && !base->weak;
    if (base->base_unit == UNIT_YEAR)
      return (other->has & NAMED) != 0 && !(other->has & HAS_YEAR) && !comma && !base->weak;
    if (base->base_unit == UNIT_DAY)
      return !base->weak &&
             (other->has == HAS_WEEKDAY || (other->has & WHOLE_DATE) == WHOLE_DATE) && !other->weak;
    if (base->base_unit == UNIT_MONTH) return 0;
    return 0;
  }
  if (a->has == HAS_WEEKDAY || b->has == HAS_WEEKDAY) {
    const When *other = a->has == HAS_WEEKDAY ? b : a;
    return *strong = (other->has & WHOLE_DATE) == WHOLE_DATE;
  }
  if (b->has == HAS_YEAR) return (a->has & (NAMED | HAS_NTH)) && !comma ? (*strong = 1) : 0;
  if (a->has == HAS_YEAR)
    return (b->has & NAMED) && !comma && (!(b->has & HAS_DAY) || !a->weak) ? (*strong = 1) : 0;
  return 0;
}

static int drop_base(When *when) {
  if ((when->has & HAS_BASE) && when->base_unit == UNIT_DAY &&
      (when->has & WHOLE_DATE) == WHOLE_DATE)
    when->has &= ~(uint32_t)HAS_BASE;
  return 1;
}

/* Parts that stand together from atom i on. */
static uint32_t chain_from(const Parser *parser, uint32_t end, When *when) {
  for (int parts = 1; parts < CHAIN_PARTS; parts++) {
    uint32_t next = 0, j = end;
    int comma = 0;
    for (int skip = 0; skip < 4 && !next; skip++, j++) {
      When part;
      int strong;
      uint32_t stop = part_any(parser, j, &part);
      if (!stop && unit_is(parser, j, UNIT_DAY) && atom_is(parser, j + 1, ATOM_WEEKDAY)) stop = 0;
      if (stop && fits(when, &part, comma, j > end || atom_is(parser, j, ATOM_THE), &strong)) {
        When merged = *when;
        if (when_merge(&merged, &part)) {
          if (strong) merged.weak = 0;
          drop_base(&merged);
          *when = merged;
          next = stop;
          break;
        }
      }
      if (atom_is(parser, j, ATOM_COMMA))
        comma = 1;
      else if (atom_is(parser, j, ATOM_OPEN) && atom_is(parser, j + 1, ATOM_WEEKDAY))
        comma = 1;
      else if (atom_is(parser, j, ATOM_DASH) && parser->atoms[j].space && (when->has & HAS_BASE))
        comma = 0;
      else if (atom_is(parser, j, ATOM_TO) && !atom_is(parser, j, ATOM_OF) &&
               !atom_is(parser, j, ATOM_AT))
        break;
      else if (skip_little(parser, j, 1, 0) == j && !atom_is(parser, j, ATOM_AT) &&
               !atom_is(parser, j, ATOM_FROM))
        break;
    }
    if (!next) break;
    end = next;
  }
  return end;
}

/* "the last Monday" is a day by itself, but in "the last Monday of March" it counts: both are
** tried. */
static uint32_t chain(const Parser *parser, uint32_t i, When *when) {
  uint32_t end = part_any(parser, i, when);
  if (!end) return 0;
  When nth;
  uint32_t counted = part_nth(parser, i, &nth);
  end = chain_from(parser, end, when);
  if (counted) {
    uint32_t stop = chain_from(parser, counted, &nth);
    if (stop > end) {
      *when = nth;
      end = stop;
    }
  }
  return end;
}

/* ---- does a weak reading count here? ---- */

static int cue_before(const Parser *parser, uint32_t i) {
  if (!i) return 0;
  i--;
  return atom_is(parser, i, ATOM_PREP) || atom_is(parser, i, ATOM_FROM) ||
         atom_is(parser, i, ATOM_TO) || atom_is(parser, i, ATOM_OF) ||
         atom_is(parser, i, ATOM_BETWEEN) || atom_is(parser, i, ATOM_INPRE) ||
         atom_is(parser, i, ATOM_AGOPRE);
}

static int plain_word(const Parser *parser, uint32_t i) {
  return i < parser->count && parser->atoms[i].word && !atom_known(parser, i);
}

static int accept_year(const Parser *parser, uint32_t i, uint32_t end, const When *when) {
  uint32_t first = atom_is(parser, i, ATOM_THE) ? i + 1 : i;
  const Reading *r = atom_is(parser, first, ATOM_NUMBER);
  if (!r) r = atom_is(parser, end - 1, ATOM_NUMBER);
  if (!r || (r->digits && r->digits != 4) || (when->has & HAS_OTHER)) return 0;
  if (r->digits && (r->flag & FLAG_WORDS)) return 0;
  const Atom *figure = &parser->atoms[atom_is(parser, first, ATOM_NUMBER) ? first : end - 1];
  if (r->digits && (figure->span.end - figure->span.start) % 4) return 0; /* "1,900": a separator */
  int near = when->year >= 1900 && when->year <= 2035;
  int cue =
      cue_before(parser, first) || (first && atom_is(parser, first - 1, ATOM_THE)) || first > i;
  if (atom_is(parser, end, ATOM_UNIT) || atom_is(parser, end, ATOM_MONTH) ||
      atom_is(parser, end, ATOM_MEASURE))
    return 0;
  if (first && (atom_is(parser, first - 1, ATOM_OPEN) && atom_is(parser, end, ATOM_CLOSE)))
    return when->year >= 1000;
  if (!cue)
    return parser->solo && near && parser->count <= 3 && (end == parser->count || i == 0) &&
           !plain_word(parser, end) && !(i && plain_word(parser, i - 1));
  if (near) return 1;
  return when->year >= 1000 && when->year < 2100 && !plain_word(parser, end);
}

/* A month written like an ordinary word: after a preposition, with its capital. */
static int accept_month(const Parser *parser, uint32_t i) {
  if (parser->solo && parser->count <= 4) return 1;
  return cue_before(parser, i) &&
         (parser->atoms[i].upper || parser->lexer->doc->tokens.items[0].script == SCRIPT_ARABIC);
}

static int accept(const Parser *parser, uint32_t i, uint32_t end, const When *when) {
  if (!when->weak) return 1;
  if (when->has == HAS_YEAR) return accept_year(parser, i, end, when);
  if (when->has & HAS_OTHER) return parser->solo || cue_before(parser, i);
  if (when->has == HAS_MONTH) return accept_month(parser, i);
  if (when->has == HAS_SEASON) return cue_before(parser, i) || (parser->solo && parser->count <= 3);
  if (when->has == HAS_QUARTER) return cue_before(parser, i) || parser->solo;
  if (when->has == HAS_WEEKDAY)
    return parser->solo && parser->count == 1 &&
           parser->atoms[i].span.end - parser->atoms[i].span.start >= 3;
  if ((when->has & HAS_MONTH) && atom_is(parser, i, ATOM_FIGURES)) {
    if (parser->solo && !(i && plain_word(parser, i - 1) && plain_word(parser, end))) return 1;
    return cue_before(parser, i) && (end >= parser->count || !parser->atoms[end].word) &&
           !(when->has & HAS_YEAR);
  }
  if (when->has == HAS_HOLIDAY) return parser->solo && parser->count <= 4;
  if (when->has == (HAS_NTH | HAS_WEEKDAY)) return parser->solo;
  if (when->has == HAS_BASE)
    return parser->solo && atom_is(parser, i, ATOM_THE) && when->base_unit <= UNIT_YEAR &&
           !atom_is(parser, end, ATOM_OF);
  if ((when->has & WHOLE_DATE) == WHOLE_DATE)
    return parser->atoms[end - 1].upper ||
           (parser->solo ? parser->count <= 3 : cue_before(parser, i));
  return 0;
}

/* ---- intervals ---- */

static int joins(const Parser *parser, uint32_t i, int between) {
  return atom_is(parser, i, ATOM_TO) || atom_is(parser, i, ATOM_DASH) ||
         (between && atom_is(parser, i, ATOM_AND));
}

/* What one end leaves out, the other gives. */
static void share(When *a, When *b) {
  if ((b->has & HAS_BASE) && !(a->has & (HAS_BASE | HAS_YEAR)) && b->base_unit >= UNIT_MONTH &&
      (a->has & HAS_MONTH)) {
    a->has |= HAS_BASE, a->base_unit = b->base_unit, a->base_n = b->base_n;
  }
  if ((a->has & HAS_YEAR) && !(b->has & (HAS_YEAR | HAS_BASE)) && (b->has & HAS_MONTH)) {
    b->has |= HAS_YEAR;
    b->year = a->year + (b->month < a->month);
  } else if ((b->has & HAS_YEAR) && !(a->has & (HAS_YEAR | HAS_BASE)) &&
             (a->has & (HAS_MONTH | HAS_QUARTER)) && (b->has & (HAS_MONTH | HAS_QUARTER))) {
    a->has |= HAS_YEAR;
    a->year = b->year - (b->month < a->month);
  }
}

/* "4 to 22 January", "5-7 мая", "between the 3rd and 12th of September": a day that borrows
** month and year from the other end. */
static uint32_t interval_days(const Parser *parser, uint32_t i, int between, Found *found) {
  uint32_t j = i;
  while (atom_is(parser, j, ATOM_THE) && j < i + 2) j++;
  const Reading *day = number_is(parser, j, 1, 31);
  if (!day || day->digits > 2) return 0;
  uint32_t k = j + 1;
  if (atom_is(parser, k, ATOM_DOT) && !parser->atoms[k].space) k++;
  if (!joins(parser, k, between) &&
      !(atom_is(parser, k, ATOM_AND) && (day->digits || (day->flag & FLAG_ORDINAL))))
    return 0;
  if (atom_is(parser, k, ATOM_TO) && !atom_is(parser, k, ATOM_DASH) && !between && i == 0 && 0)
    return 0;
  When right;
  uint32_t end = chain(parser, k + 1, &right);
  if (!end || right.kind != WHEN_POINT || !(right.has & HAS_DAY) || right.weak) return 0;
  if (!(right.has & (HAS_MONTH | HAS_BASE)) || (right.has & (HAS_WEEKDAY | HAS_CLOCK | HAS_PART)))
    return 0;
  if (right.day <= day->value) return 0;
  found->when[0] = found->when[1] = right;
  found->when[0].day = day->value;
  int apart = !between && atom_is(parser, k, ATOM_AND); /* "18 and 19 June" */
  found->spans[0] = (Span){parser->atoms[j].span.start, parser->atoms[k - 1].span.end};
  found->spans[1] = (Span){parser->atoms[k + 1].span.start, parser->atoms[end - 1].span.end};
  found->interval = apart ? 2 : 1;
  return end;
}

/* "November 19-20", "June 3 to 5" */
static uint32_t interval_tail(const Parser *parser, uint32_t i, uint32_t end, int between,
                              Found *found) {
  const When *left = &found->when[0];
  if (!(left->has & HAS_DAY) || !(left->has & HAS_MONTH) || (left->has & (HAS_CLOCK | HAS_PART)))
    return 0;
  if (!joins(parser, end, between)) return 0;
  uint32_t j = end + 1;
  while (atom_is(parser, j, ATOM_THE) && j < end + 2) j++;
  const Reading *day = number_is(parser, j, 1, 31);
  if (!day || day->digits > 2 || day->value <= left->day ||
      (day->digits && (day->flag & FLAG_WORDS)))
    return 0;
  if (atom_is(parser, j + 1, ATOM_UNIT) || plain_word(parser, j + 1) ||
      atom_is(parser, j + 1, ATOM_MONTH) || atom_is(parser, j + 1, ATOM_OF)) {
    if (!parser->solo || atom_is(parser, j + 1, ATOM_MONTH) || atom_is(parser, j + 1, ATOM_OF))
      return 0;
  }
  When right = *left;
  right.day = day->value;
  right.has &= ~(uint32_t)HAS_WEEKDAY;
  found->when[1] = right;
  found->spans[1] = (Span){parser->atoms[end + 1].span.start, parser->atoms[j].span.end};
  found->interval = 1;
  (void)i;
  uint32_t stop = j + 1;
  When year;
  uint32_t k = skip_little(parser, stop, 2, 1),
           y = left->has & HAS_YEAR ? 0 : part_year(parser, k, &year);
  if (y) {
    for (int e = 0; e < 2; e++) found->when[e].has |= HAS_YEAR, found->when[e].year = year.year;
    found->spans[1].end = parser->atoms[y - 1].span.end;
    return y;
  }
  return stop;
}

/* "1932-39" */
static uint32_t interval_years(const Parser *parser, uint32_t i, uint32_t end, Found *found) {
  const When *left = &found->when[0];
  if (left->has != HAS_YEAR || !atom_is(parser, end, ATOM_DASH) || parser->atoms[end].space)
    return 0;
  const Reading *r = number_is(parser, end + 1, 1, 2199);
  if (!r || parser->atoms[end + 1].space || (r->flag & FLAG_WORDS)) return 0;
  int year = r->digits == 4 ? r->value : r->digits == 2 ? left->year / 100 * 100 + r->value : 0;
  if (year <= left->year || year > 2100 || left->year < 1000) return 0;
  if (atom_is(parser, end + 2, ATOM_DASH) && !parser->atoms[end + 2].space) return 0;
  found->when[1] = *left;
  found->when[1].year = year;
  found->when[0].weak = found->when[1].weak = 0;
  found->spans[1] = parser->atoms[end + 1].span;
  found->interval = 2;
  int near = left->year >= 1800 && year <= 2035 && !(i && atom_is(parser, i - 1, ATOM_DASH));
  if (!near && !cue_before(parser, i) && !(i && atom_is(parser, i - 1, ATOM_OPEN))) return 0;
  uint32_t stop = end + 2;
  if (unit_is(parser, stop, UNIT_YEAR)) {
    stop++;
    if (atom_is(parser, stop, ATOM_DOT) && !parser->atoms[stop].space && stop + 1 < parser->count)
      stop++;
  }
  return stop;
}

static int same_grain(const When *a, const When *b) {
  uint32_t fine = HAS_DAY | HAS_WEEKDAY | HAS_NTH;
  int fa = (a->has & fine) || ((a->has & HAS_BASE) && a->base_unit == UNIT_DAY);
  int fb = (b->has & fine) || ((b->has & HAS_BASE) && b->base_unit == UNIT_DAY);
  return fa == fb || 1;
}

/* "from May to October 2020", "between Monday and Friday", "12 January - 22 January" */
static uint32_t interval_full(const Parser *parser, uint32_t i, uint32_t end, int between,
                              int opened, Found *found) {
  if (!joins(parser, end, between)) return 0;
  When right, left = found->when[0];
  uint32_t j = end + 1;
  if (atom_is(parser, j, ATOM_THE) && atom_is(parser, j + 1, ATOM_EDGE)) j++;
  uint32_t stop = chain(parser, j, &right);
  if (!stop && skip_little(parser, j, 1, 0) > j) stop = chain(parser, ++j, &right);
  if (!stop || left.kind == WHEN_SPAN || right.kind == WHEN_SPAN || right.kind == WHEN_DURATION)
    return 0;
  if (atom_is(parser, stop, ATOM_DASH) && !parser->atoms[stop].space &&
      number_is(parser, stop + 1, 0, 9999999))
    return 0;
  if (left.kind == WHEN_REF) {
    if (!between || left.literal.size < 3 || left.literal.data[1] != 'R') return 0;
    left = (When){.has = HAS_BASE, .base_unit = UNIT_DAY, .score = 0.6f};
  }
  if (right.kind == WHEN_REF) {
    if (right.literal.size < 3 || right.literal.data[1] != 'R') return 0;
    right = (When){.has = HAS_BASE, .base_unit = UNIT_DAY, .score = 0.6f};
  }
  if ((left.has | right.has) & HAS_CLOCK && !(left.has & right.has & HAS_CLOCK)) return 0;
  int weak_ok = opened || cue_before(parser, i) || parser->solo;
  int year_pair = left.has == HAS_YEAR && right.has == HAS_YEAR && left.year < right.year &&
                  left.year >= 1000 && right.year <= 2100;
  if (year_pair && (weak_ok || (left.year >= 1800 && atom_is(parser, end, ATOM_DASH))))
    left.weak = right.weak = 0;
  if (left.weak && (left.has & (HAS_MONTH | HAS_WEEKDAY)) &&
      (right.has & (HAS_MONTH | HAS_WEEKDAY)) && weak_ok)
    left.weak = right.weak = 0;
  if (right.weak && (right.has == HAS_YEAR) && !left.weak && right.year >= 1000) right.weak = 0;
  if (left.weak && (left.has == HAS_YEAR) && !right.weak && left.year >= 1000 && weak_ok)
    left.weak = 0;
  if (left.weak || right.weak || !same_grain(&left, &right)) return 0;
  share(&left, &right);
  found->when[0] = left;
  found->when[1] = right;
  found->spans[1] = (Span){parser->atoms[j].span.start, parser->atoms[stop - 1].span.end};
  found->interval = 2;
  return stop;
}

/* ---- sets and durations ---- */

static uint32_t set_at(const Parser *parser, uint32_t i, When *when) {
  const Reading *r = atom_is(parser, i, ATOM_SET);
  *when = (When){.kind = WHEN_SET, .score = 0.7f};
  if (r) {
    when->literal = r->text;
    return i + 1;
  }
  if (!atom_is(parser, i, ATOM_EACH)) return 0;
  uint32_t j = i + 1;
  if (atom_is(parser, j, ATOM_THE)) j++;
  const Reading *n = number_is(parser, j, 1, 1000);
  int count = 1;
  if (n && !(n->flag & FLAG_ORDINAL)) count = n->value, j++;
  r = atom_is(parser, j, ATOM_UNIT);
  if (r) {
    if (r->unit < UNIT_MINUTE || r->unit == UNIT_HALF) return 0;
    when->count[r->unit] = count;
    return j + 1;
  }
  r = atom_is(parser, j, ATOM_WEEKDAY);
  if (r && !(r->flag & FLAG_WEAK)) {
    when->has = HAS_WEEKDAY;
    when->weekday = r->value;
    return j + 1;
  }
  r = atom_is(parser, j, ATOM_MONTH);
  if (r && !(r->flag & FLAG_WEAK)) {
    when->has = HAS_MONTH;
    when->month = r->value;
    return j + 1;
  }
  return 0;
}

static uint32_t duration_at(const Parser *parser, uint32_t i, When *when) {
  uint32_t end = part_duration(parser, i, when);
  if (!end) return 0;
  if (atom_is(parser, i, ATOM_ONE) && !cue_before(parser, i) && !atom_is(parser, i, ATOM_NUMBER))
    return 0;
  if (atom_is(parser, i, ATOM_ONE) && !atom_is(parser, i, ATOM_NUMBER) && when->count[UNIT_SECOND])
    return 0;
  if (atom_is(parser, end, ATOM_DASH) && plain_word(parser, end + 1) && !parser->atoms[end].space)
    return 0; /* "5-year-old" */
  Text next = {"", 0};
  if (end < parser->count) next = document_text(parser->lexer->doc, parser->atoms[end].span);
  if (next.size == 3 && !memcmp(next.data, "old", 3)) return 0;
  return end;
}

/* ---- the expression at an atom ---- */

static void found_set(Found *found, const Parser *parser, uint32_t i, uint32_t end) {
  found->end = end;
  found->span = (Span){parser->atoms[i].span.start, parser->atoms[end - 1].span.end};
}

/* What opens an interval ("from", "between") may stand before it. */
static int interval_at(const Parser *parser, uint32_t i, Found *found) {
  uint32_t j = i, end;
  int between = atom_is(parser, i, ATOM_BETWEEN) != NULL,
      opened = between || atom_is(parser, i, ATOM_FROM);
  if (opened) j++;
  end = interval_days(parser, j, between, found);
  if (end) {
    found_set(found, parser, j, end);
    return 1;
  }
  end = chain(parser, j, &found->when[0]);
  if (!end && opened && skip_little(parser, j, 1, 0) > j) end = chain(parser, ++j, &found->when[0]);
  if (!end) return 0;
  found->spans[0] = (Span){parser->atoms[j].span.start, parser->atoms[end - 1].span.end};
  uint32_t stop = interval_years(parser, j, end, found);
  if (!stop) stop = interval_tail(parser, j, end, between, found);
  if (!stop) stop = interval_full(parser, j, end, between, opened, found);
  if (!stop) return 0;
  found_set(found, parser, j, stop);
  return 1;
}

/* Can an expression begin here? Little words begin none; articles and the like only before more. */
static int may_begin(const Parser *parser, uint32_t i) {
  int opens = 0;
  for (uint32_t k = i; k < i + 3 && k < parser->count; k++) {
    const Atom *atom = &parser->atoms[k];
    for (int r = 0; r < atom->count; r++) {
      switch (atom->readings[r].kind) {
      case ATOM_OTHER:
      case ATOM_OF:
      case ATOM_PREP:
      case ATOM_AND:
      case ATOM_TO:
      case ATOM_COMMA:
      case ATOM_DASH:
      case ATOM_SLASH:
      case ATOM_DOT:
      case ATOM_OPEN:
      case ATOM_CLOSE:
      case ATOM_FUTURE:
      case ATOM_MEASURE:
      case ATOM_AGE: break;
      case ATOM_THE:
      case ATOM_FROM:
      case ATOM_BETWEEN:
      case ATOM_AT: opens = 1; break;
      default: return 1;
      }
    }
    if (!opens) return 0;
  }
  return 0;
}

int parse_at(const Parser *parser, uint32_t i, Found *found) {
  if (!atom_known(parser, i) || !may_begin(parser, i)) return 0;
  *found = (Found){0};
  uint32_t set = set_at(parser, i, &found->when[0]);
  if (set) {
    found_set(found, parser, i, set);
    return 1;
  }
  if (interval_at(parser, i, found)) return 1;
  *found = (Found){0};
  uint32_t end = chain(parser, i, &found->when[0]);
  if (end && !accept(parser, i, end, &found->when[0])) end = 0;
  uint32_t each = end ? skip_little(parser, end, 1, 0) : 0; /* "7 May of every year" */
  if (each && atom_is(parser, each, ATOM_EACH) && unit_is(parser, each + 1, UNIT_YEAR) &&
      (found->when[0].has & HAS_MONTH)) {
    found->when[0].kind = WHEN_SET;
    end = each + 2;
  }
  When duration;
  uint32_t longer = duration_at(parser, i, &duration);
  if (longer > end) {
    end = longer;
    found->when[0] = duration;
  }
  if (!end) return 0;
  found_set(found, parser, i, end);
  return 1;
}
