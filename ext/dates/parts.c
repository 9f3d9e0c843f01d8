/* parts.c: calendar parts: years, months, days, quarters, seasons, decades, centuries, weekdays,
** holidays, clock times. Relative parts are in relative.c. See parse.h. */
#include "dates/parse.h"
#include <string.h>

const Reading *atom_is(const Parser *parser, uint32_t i, AtomKind kind) {
  if (i >= parser->count) return NULL;
  const Atom *atom = &parser->atoms[i];
  for (int r = 0; r < atom->count; r++)
    if (atom->readings[r].kind == kind) return &atom->readings[r];
  return NULL;
}

const Reading *unit_is(const Parser *parser, uint32_t i, Unit unit) {
  const Reading *r = atom_is(parser, i, ATOM_UNIT);
  if (r && r->unit != unit) /* another reading may be it */
    for (int k = 0; k < parser->atoms[i].count; k++)
      if (parser->atoms[i].readings[k].kind == ATOM_UNIT &&
          parser->atoms[i].readings[k].unit == unit)
        return &parser->atoms[i].readings[k];
  return r && r->unit == unit ? r : NULL;
}

const Reading *number_is(const Parser *parser, uint32_t i, int lo, int hi) {
  const Reading *r = atom_is(parser, i, ATOM_NUMBER);
  return r && r->value >= lo && r->value <= hi ? r : NULL;
}

int atom_known(const Parser *parser, uint32_t i) {
  return i < parser->count && parser->atoms[i].count > 0 &&
         !(parser->atoms[i].count == 1 && parser->atoms[i].readings[0].kind == ATOM_OTHER);
}

static int is_little(const Parser *parser, uint32_t i, int comma) {
  return atom_is(parser, i, ATOM_OF) || atom_is(parser, i, ATOM_THE) ||
         atom_is(parser, i, ATOM_PREP) || (comma && atom_is(parser, i, ATOM_COMMA));
}

uint32_t skip_little(const Parser *parser, uint32_t i, int most, int comma) {
  while (most-- > 0 && is_little(parser, i, comma)) i++;
  return i;
}

/* ---- years ---- */

/* "nineteen eighty-six", "2014", "two thousand and ten", "19 84" is not one. */
static uint32_t year_number(const Parser *parser, uint32_t i, int *year, int *sure) {
  const Reading *r = atom_is(parser, i, ATOM_NUMBER), *s = NULL;
  *sure = 0;
  if (!r || ((r->flag & FLAG_ORDINAL) && r->value < 1000)) return 0;
  if (r->flag & FLAG_WORDS && r->value >= 10 && r->value <= 20 && !(r->flag & FLAG_ORDINAL) &&
      !r->digits) {
    s = number_is(parser, i + 1, 10, 99);
    if (s && (s->flag & FLAG_WORDS) && !s->digits && !(s->flag & FLAG_ORDINAL)) {
      *year = r->value * 100 + s->value;
      *sure = 1;
      return i + 2;
    }
  }
  *year = r->value;
  if (r->digits == 4 && !(r->flag & FLAG_WORDS) && r->value >= 1000 && r->value <= 2199) *sure = 1;
  if (!r->digits && r->value >= 1100 && r->value <= 2100) *sure = 1;
  return r->value >= 1 && r->value <= 2199 ? i + 1 : 0;
}

static uint32_t year_era(const Parser *parser, uint32_t i, When *when) {
  const Reading *era = atom_is(parser, i, ATOM_ERA);
  if (!era) return 0;
  int code = era->value;
  if (code == ('B' | 'C' << 8))
    when->year = 1 - when->year;
  else if (code == ('A' | 'H' << 8))
    when->has |= HAS_OTHER, when->other = CALENDAR_ISLAMIC;
  else if (code == ('S' | 'H' << 8))
    when->has |= HAS_OTHER, when->other = CALENDAR_PERSIAN;
  return atom_is(parser, i + 1, ATOM_DOT) ? i + 1 : i + 1;
}

/* A year with what marks it as one; weak without a mark. */
uint32_t part_year(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i, end;
  int year, sure, marked = 0;
  const Reading *prefix = atom_is(parser, j, ATOM_ERAPREFIX);
  if (prefix) j++;
  if (atom_is(parser, j, ATOM_THE) && unit_is(parser, j + 1, UNIT_YEAR)) j++;
  const Reading *unit = unit_is(parser, j, UNIT_YEAR);
  if (unit && !unit->value) {
    j = skip_little(parser, j + 1, 1, 0);
    marked = 1;
  }
  const Reading *apostrophe = atom_is(parser, j, ATOM_APOSTROPHE);
  if (apostrophe && number_is(parser, j + 1, 0, 99) && !parser->atoms[j + 1].space) {
    const Reading *r = atom_is(parser, j + 1, ATOM_NUMBER);
    if (r->digits != 2) return 0;
    *when = (When){.has = HAS_YEAR,
                   .year = r->value < 50 ? 2000 + r->value : 1900 + r->value,
                   .year_short = 1,
                   .weak = !marked};
    return j + 2;
  }
  end = year_number(parser, j, &year, &sure);
  if (!end) return 0;
  *when = (When){.has = HAS_YEAR, .year = year, .weak = 1, .score = 0.6f};
  if (prefix) {
    if (prefix->value == ('B' | 'C' << 8)) when->year = 1 - year;
    marked = 1;
  }
  const Reading *after = unit_is(parser, end, UNIT_YEAR);
  if (after && !after->value && sure && !unit) {
    end++;
    marked = 1;
    if (atom_is(parser, end, ATOM_DOT) &&
        parser->atoms[end - 1].span.end - parser->atoms[end - 1].span.start <= 4 &&
        !parser->atoms[end].space && end + 1 < parser->count)
      end++; /* "2012 г." */
  }
  uint32_t era = year_era(parser, end, when);
  if (era) end = era, marked = 1;
  const Reading *digits = atom_is(parser, j, ATOM_NUMBER);
  if (!sure && digits && digits->digits == 2 && !digits->flag && unit_is(parser, end, UNIT_YEAR) &&
      number_is(parser, end + 1, 1, 12) && atom_is(parser, end + 2, ATOM_MARK)) { /* 18年10月 */
    when->year = year < 50 ? 2000 + year : 1900 + year;
    sure = marked = 1;
    end++;
  }
  if (!sure && !marked) return 0;
  if (unit && !sure && !era && atom_is(parser, j, ATOM_NUMBER)->digits == 2) return 0;
  if (unit && !sure && !era && (atom_is(parser, j, ATOM_NUMBER)->value < 100)) return 0;
  if (marked) when->weak = 0, when->score = 0.9f;
  return end;
}

/* ", 2014", "of the year 2014", "του 2014", " 14" behind a month */
static uint32_t year_behind(const Parser *parser, uint32_t i, When *when) {
  When year;
  uint32_t j = skip_little(parser, i, 3, 1), end = part_year(parser, j, &year);
  if (!end && j > i) end = part_year(parser, j = i, &year);
  if (end) {
    int comma = atom_is(parser, i, ATOM_COMMA) != NULL;
    const Reading *r = atom_is(parser, j, ATOM_NUMBER);
    if (comma && year.weak && r && (r->flag & FLAG_WORDS) && r->digits) return 0;
    when->has |= year.has;
    when->year = year.year;
    if (year.has & HAS_OTHER) when->other = year.other;
    return end;
  }
  const Reading *r = number_is(parser, j, 0, 99);
  if (!r || r->digits != 2 || (r->flag & (FLAG_WORDS | FLAG_ORDINAL))) return 0;
  int last = j + 1 >= parser->count || atom_is(parser, j + 1, ATOM_DOT);
  if (!last || !parser->solo ||
      (j > i && !atom_is(parser, j - 1, ATOM_OF) && !(when->has & HAS_DAY)))
    return 0;
  if (!(when->has & HAS_DAY) && j == i) return 0;
  when->has |= HAS_YEAR;
  when->year = r->value < 50 ? 2000 + r->value : 1900 + r->value;
  when->year_short = 1;
  return j + 1;
}

/* ---- months ---- */

/* A month by name, "month of May", "شهر ثلاثة", "3月", with a second name ("مايو/أيار"). */
static uint32_t month_at(const Parser *parser, uint32_t i, int *month, int *weak, int *calendar) {
  const Reading *unit = unit_is(parser, i, UNIT_MONTH), *m, *n;
  uint32_t j = i;
  *calendar = -1;
  if (unit && !unit->value) {
    j = skip_little(parser, i + 1, 1, 0);
    n = number_is(parser, j, 1, 12);
    if (n && !atom_is(parser, j, ATOM_MONTH) && (n->flag & FLAG_WORDS) && !n->digits &&
        j == i + 1) {
      *month = n->value, *weak = 0;
      return j + 1;
    }
  }
  n = number_is(parser, i, 1, 12);
  m = atom_is(parser, i + 1, ATOM_MARK);
  if (n && m && m->unit == UNIT_MONTH) {
    *month = n->value, *weak = 0;
    return i + 2;
  }
  m = atom_is(parser, j, ATOM_OTHERMONTH);
  if (m && !atom_is(parser, j, ATOM_MONTH)) {
    *month = m->value, *weak = 1, *calendar = m->value2;
    return j + 1;
  }
  m = atom_is(parser, j, ATOM_MONTH);
  if (!m) return 0;
  *month = m->value;
  *weak = (m->flag & FLAG_WEAK) && j == i;
  j++;
  uint32_t second = j + 1;
  if ((atom_is(parser, j, ATOM_SLASH) || atom_is(parser, j, ATOM_OPEN) ||
       atom_is(parser, j, ATOM_DASH))) {
    m = atom_is(parser, second, ATOM_MONTH);
    if (m && m->value == *month) {
      j = second + 1;
      if (atom_is(parser, second - 1, ATOM_OPEN) && atom_is(parser, j, ATOM_CLOSE)) j++;
      *weak = 0;
    }
  }
  if (atom_is(parser, j, ATOM_DOT) && !parser->atoms[j].space &&
      parser->atoms[j - 1].span.end - parser->atoms[j - 1].span.start <= 10 &&
      j + 1 < parser->count &&
      (number_is(parser, j + 1, 1, 2199) || atom_is(parser, j + 1, ATOM_COMMA) ||
       atom_is(parser, j + 1, ATOM_OF)))
    j++;
  return j;
}

static void set_month(When *when, int month, int calendar) {
  when->has |= HAS_MONTH;
  when->month = month;
  if (calendar >= 0) when->has |= HAS_OTHER, when->other = (uint8_t)calendar;
}

/* "5 May 2022", "5th of May", "the 5th day of May", "الخامس من شهر أيار" */
static uint32_t day_month(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i, end;
  int month, weak, calendar;
  if (atom_is(parser, j, ATOM_THE) && !number_is(parser, j, 1, 31)) j++;
  const Reading *day = number_is(parser, j, 1, 31);
  if (!day || day->digits > 2 || (day->digits && (day->flag & FLAG_WORDS))) return 0;
  j++;
  if (atom_is(parser, j, ATOM_DOT) && !parser->atoms[j].space) j++;
  if (atom_is(parser, j, ATOM_DASH))
    j++; /* 05-Aug-2016 */
  else if (atom_is(parser, j, ATOM_SLASH))
    j++;
  if (unit_is(parser, j, UNIT_DAY) && atom_is(parser, j + 1, ATOM_OF)) j++;
  for (int most = 3; most > 0 && (is_little(parser, j, 0) || atom_is(parser, j, ATOM_FROM)) &&
                     !atom_is(parser, j, ATOM_MONTH);
       most--)
    j++;
  end = month_at(parser, j, &month, &weak, &calendar);
  if (!end) return 0;
  if ((day->flag & FLAG_WORDS) && !day->digits && weak && calendar < 0 &&
      !(day->flag & FLAG_ORDINAL) && !parser->atoms[end - 1].upper &&
      !number_is(parser, end, 1000, 2199))
    return 0; /* "due set" */
  *when = (When){.has = HAS_DAY, .day = day->value, .score = 0.95f};
  set_month(when, month, calendar);
  if ((day->flag & FLAG_WORDS) && weak && !(day->flag & FLAG_ORDINAL)) when->weak = 1;
  uint32_t y = end;
  if (atom_is(parser, y, ATOM_DASH) || atom_is(parser, y, ATOM_SLASH)) {
    const Reading *r = number_is(parser, y + 1, 0, 2199);
    if (r && !parser->atoms[y].space && !parser->atoms[y + 1].space &&
        (r->digits == 4 || r->digits == 2)) {
      when->has |= HAS_YEAR;
      when->year = r->digits == 4 ? r->value : r->value < 50 ? 2000 + r->value : 1900 + r->value;
      return y + 2;
    }
  }
  uint32_t with_year = year_behind(parser, end, when);
  return with_year ? with_year : end;
}

/* "May 5, 2022", "May the fifth", "май 5" where the language writes so */
static uint32_t month_day(const Parser *parser, uint32_t i, When *when) {
  int month, weak, calendar;
  uint32_t j = month_at(parser, i, &month, &weak, &calendar);
  if (!j || calendar >= 0) return 0;
  if (atom_is(parser, j, ATOM_DOT) && !parser->atoms[j].space) j++;
  if ((atom_is(parser, j, ATOM_DASH) || atom_is(parser, j, ATOM_SLASH)) &&
      !parser->atoms[j + 0].space)
    j++;
  uint32_t number = skip_little(parser, j, 2, 0);
  const Reading *day = number_is(parser, number, 1, 31);
  if (!day || day->digits > 2 || (day->digits && (day->flag & FLAG_WORDS))) return 0;
  int ordinal = day->flag & FLAG_ORDINAL;
  if (!ordinal && number > j && !parser->lexer->month_first) return 0;
  if (!ordinal && !parser->lexer->month_first && !parser->solo) return 0;
  if (!ordinal && atom_is(parser, number + 1, ATOM_UNIT)) return 0;
  if (ordinal &&
      (atom_is(parser, number + 1, ATOM_UNIT) || atom_is(parser, number + 1, ATOM_WEEKDAY)) &&
      !atom_is(parser, number + 1, ATOM_MARK))
    return 0;
  uint32_t end = number + 1;
  const Reading *mark = atom_is(parser, end, ATOM_MARK);
  if (mark && mark->unit == UNIT_DAY) end++;
  *when = (When){.has = HAS_DAY | HAS_MONTH, .day = day->value, .month = month, .score = 0.95f};
  if (atom_is(parser, end, ATOM_DASH) && !parser->atoms[end].space) {
    const Reading *r = number_is(parser, end + 1, 1000, 2199);
    if (r && r->digits == 4) {
      when->has |= HAS_YEAR;
      when->year = r->value;
      return end + 2;
    }
  }
  uint32_t with_year = year_behind(parser, end, when);
  if (!with_year && ordinal) { /* "January first 12" */
    const Reading *r = number_is(parser, end, 0, 99);
    if (r && r->digits == 2 && parser->solo && !r->flag) {
      when->has |= HAS_YEAR;
      when->year = r->value < 50 ? 2000 + r->value : 1900 + r->value;
      return end + 1;
    }
  }
  return with_year ? with_year : end;
}

/* the day behind a year and month: "4月14日", "2019/aug/01" */
static uint32_t day_behind(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_SLASH) || atom_is(parser, j, ATOM_DASH)) j++;
  const Reading *day = number_is(parser, j, 1, 31), *mark = atom_is(parser, j + 1, ATOM_MARK);
  if (!day || day->digits > 2) return 0;
  if (mark && mark->unit == UNIT_DAY)
    j++;
  else if (j == i && !parser->solo)
    return 0;
  when->has |= HAS_DAY;
  when->day = day->value;
  return j + 1;
}

/* "May 2022", "May", "2022年5月14日", "2017 April" */
static uint32_t month_year(const Parser *parser, uint32_t i, When *when) {
  int month, weak, calendar;
  uint32_t end = month_at(parser, i, &month, &weak, &calendar);
  if (end) {
    *when = (When){.weak = (uint8_t)weak, .score = weak ? 0.6f : 0.8f};
    set_month(when, month, calendar);
    uint32_t day = atom_is(parser, end - 1, ATOM_MARK) || atom_is(parser, end - 1, ATOM_MONTH)
                       ? day_behind(parser, end, when)
                       : 0;
    if (day && atom_is(parser, day - 1, ATOM_MARK)) {
      when->weak = 0;
      return day;
    }
    when->has &= ~(uint32_t)HAS_DAY;
    uint32_t j = end;
    if ((atom_is(parser, j, ATOM_SLASH) || atom_is(parser, j, ATOM_DASH)) &&
        number_is(parser, j + 1, 1000, 2199) && !parser->atoms[j + 1].space)
      j++;
    uint32_t with_year = year_behind(parser, j, when);
    if (with_year) when->weak = 0, when->score = 0.95f;
    return with_year ? with_year : end;
  }
  uint32_t j = part_year(parser, i, when);
  if (!j) return 0;
  if (atom_is(parser, j, ATOM_COMMA) || atom_is(parser, j, ATOM_SLASH) ||
      atom_is(parser, j, ATOM_DASH))
    j++;
  else
    j = skip_little(parser, j, 1, 0);
  const Reading *first = number_is(parser, j, 1, 31); /* 2020/23/Sep */
  if (first && (atom_is(parser, j + 1, ATOM_SLASH) || atom_is(parser, j + 1, ATOM_DASH)) &&
      atom_is(parser, j + 2, ATOM_MONTH)) {
    when->has |= HAS_DAY;
    when->day = first->value;
    j += 2;
  }
  end = month_at(parser, j, &month, &weak, &calendar);
  if (!end || calendar >= 0) return 0;
  set_month(when, month, calendar);
  when->weak = 0;
  when->score = 0.9f;
  uint32_t day = (when->has & HAS_DAY) ? 0 : day_behind(parser, end, when);
  return day ? day : end;
}

/* ---- decades, centuries, quarters, seasons ---- */

/* the "s" of "1990s", "70's" */
static int decade_s(const Parser *parser, uint32_t i) {
  if (i >= parser->count || parser->atoms[i].space) return 0;
  Text text = document_text(parser->lexer->doc, parser->atoms[i].span);
  return text.size && text.size <= 4 && text.data[text.size - 1] == 's' &&
         (text.size == 1 || text.data[0] == '\'' || (uint8_t)text.data[0] == 0xE2);
}

static uint32_t part_decade(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  int unit_first = 0;
  if (atom_is(parser, j, ATOM_THE)) j++;
  if (atom_is(parser, j, ATOM_DECADEMARK) ||
      (unit_is(parser, j, UNIT_DECADE) && !atom_is(parser, j, ATOM_UNIT)->value)) {
    j = skip_little(parser, j + 1, 3, 0);
    unit_first = 1;
  }
  const Reading *r = atom_is(parser, j, ATOM_DECADE);
  int value = r ? r->value : -1;
  if (r)
    j++;
  else {
    if (atom_is(parser, j, ATOM_APOSTROPHE)) j++;
    r = atom_is(parser, j, ATOM_NUMBER);
    if (!r || r->value % 10) return 0;
    if (!(r->digits == 4 && r->value >= 1000) && !(r->value >= 10 && r->value <= 90)) return 0;
    value = r->value;
    j++;
    if (unit_is(parser, j, UNIT_DECADE) || atom_is(parser, j, ATOM_DECADEMARK))
      j++;
    else if ((r->flag & FLAG_ORDINAL) && r->digits >= 2 && unit_is(parser, j, UNIT_YEAR))
      j++; /* 90-х годов */
    else if (!unit_first && decade_s(parser, j))
      j++;
    else if (!unit_first)
      return 0;
    else if (atom_is(parser, j, ATOM_DASH) && number_is(parser, j + 1, 1, 2199))
      return 0;
  }
  if (value < 100) value += value < 20 ? 2000 : 1900;
  *when = (When){.has = HAS_DECADE, .decade = value, .score = 0.9f};
  return j;
}

static int short_word(const Parser *parser, uint32_t i) {
  return parser->atoms[i].span.end - parser->atoms[i].span.start <= 2;
}

static uint32_t part_century(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i, end;
  if (atom_is(parser, j, ATOM_THE)) j++;
  const Reading *r = atom_is(parser, j, ATOM_ROMAN), *unit;
  if (!r) r = number_is(parser, j, 1, 30);
  if (r) {
    j++;
    while (atom_is(parser, j, ATOM_DOT) || atom_is(parser, j, ATOM_DASH)) j++;
    if (!unit_is(parser, j, UNIT_CENTURY) && j + 1 < parser->count && !parser->atoms[j].space &&
        !atom_known(parser, j) && unit_is(parser, j + 1, UNIT_CENTURY))
      j++; /* "XIXe siècle" */
    unit = unit_is(parser, j, UNIT_CENTURY);
    if (!unit || unit->value) return 0;
    if (short_word(parser, j) &&
        !(atom_is(parser, j + 1, ATOM_DOT) && (r->kind == ATOM_ROMAN || (r->flag & FLAG_ORDINAL))))
      return 0;
    const Reading *tens = number_is(parser, j + 1, 10, 90);
    if (tens && unit_is(parser, j + 2, UNIT_DECADE)) { /* 20世纪80年代 */
      *when =
          (When){.has = HAS_DECADE, .decade = (r->value - 1) * 100 + tens->value, .score = 0.9f};
      return j + 3;
    }
    if (r->kind == ATOM_NUMBER && !(r->flag & FLAG_ORDINAL) && !r->digits) return 0;
    end = j + 1;
  } else {
    unit = unit_is(parser, j, UNIT_CENTURY);
    if (!unit || unit->value || short_word(parser, j)) return 0;
    r = atom_is(parser, j + 1, ATOM_ROMAN);
    if (!r) r = number_is(parser, j + 1, 1, 30);
    if (!r || (r->kind == ATOM_NUMBER && !(r->flag & FLAG_ORDINAL) && r->digits > 2)) return 0;
    end = j + 2;
  }
  *when = (When){.has = HAS_CENTURY, .century = r->value, .score = 0.9f};
  const Reading *era = atom_is(parser, end, ATOM_ERA);
  if (era) {
    if (era->value == ('B' | 'C' << 8)) when->century = 1 - r->value;
    end++;
  }
  return end;
}

/* "Q3", "third quarter", "الربع الثالث", "first half", "4-й квартал" */
static uint32_t part_quarter(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i, end = 0;
  const Reading *r = atom_is(parser, i, ATOM_QUARTER), *unit, *n;
  Unit kind = UNIT_QUARTER;
  if (!r && (r = atom_is(parser, i, ATOM_HALF))) kind = UNIT_HALF;
  int value = r ? r->value : 0;
  if (r) end = i + 1;
  if (!r) {
    if (atom_is(parser, j, ATOM_THE) && !number_is(parser, j, 1, 4)) j++;
    n = number_is(parser, j, 1, 4);
    if (n && ((n->flag & FLAG_ORDINAL) || n->digits)) {
      uint32_t k = j + 1;
      if (atom_is(parser, k, ATOM_DOT) || atom_is(parser, k, ATOM_DASH)) k++;
      if ((unit = unit_is(parser, k, UNIT_QUARTER)) || (unit = unit_is(parser, k, UNIT_HALF))) {
        if (!(n->flag & FLAG_ORDINAL) && k == j + 1 && !parser->solo && n->digits &&
            !atom_is(parser, k + 1, ATOM_NUMBER))
          return 0;
        kind = (Unit)unit->unit, value = n->value, end = k + 1;
      }
    } else if ((unit = unit_is(parser, j, UNIT_QUARTER)) ||
               (unit = unit_is(parser, j, UNIT_HALF))) {
      n = number_is(parser, j + 1, 1, 4);
      if (n && (n->flag & FLAG_ORDINAL)) kind = (Unit)unit->unit, value = n->value, end = j + 2;
    }
  }
  if (!end || (kind == UNIT_HALF && value > 2)) return 0;
  *when = (When){.score = 0.8f, .has = kind == UNIT_QUARTER ? HAS_QUARTER : HAS_HALF};
  if (kind == UNIT_QUARTER)
    when->quarter = value;
  else
    when->half = value, when->weak = 1;
  if (r) when->weak = 1;
  j = end;
  if (atom_is(parser, j, ATOM_DASH)) j++;
  When year;
  uint32_t k = skip_little(parser, j, 3, 1), y = part_year(parser, k, &year);
  if (y) {
    when->has |= HAS_YEAR;
    when->year = year.year;
    when->weak = 0;
    return y;
  }
  return end;
}

static uint32_t part_season(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_THE)) j++;
  const Reading *r = atom_is(parser, j, ATOM_SEASON);
  if (!r) return 0;
  *when = (When){.has = HAS_SEASON, .season = r->value, .weak = 1, .score = 0.7f};
  if (j > i && !(r->flag & FLAG_WEAK)) when->weak = 0;
  uint32_t y = year_behind(parser, j + 1, when);
  if (y) when->weak = 0;
  return y ? y : j + 1;
}

/* ---- days ---- */

static uint32_t part_weekday(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (unit_is(parser, j, UNIT_DAY) && !atom_is(parser, j, ATOM_UNIT)->value &&
      atom_is(parser, j + 1, ATOM_WEEKDAY))
    j++;
  const Reading *r = atom_is(parser, j, ATOM_WEEKDAY);
  if (!r) return 0;
  if (number_is(parser, j, 1, 9) && !parser->solo) { /* τρίτη: the third */
    uint32_t next = j + 1;
    if (!parser->atoms[j].upper) return 0;
    if (next < parser->count && parser->atoms[next].upper && !atom_known(parser, next)) return 0;
  }
  *when = (When){.has = HAS_WEEKDAY, .weekday = r->value, .score = 0.8f};
  if (r->value2) when->has |= HAS_PART, when->part = r->value2;
  if ((r->flag & FLAG_WEAK) && j == i) when->weak = 1, when->score = 0.5f;
  j++;
  if (atom_is(parser, j, ATOM_DOT) && !parser->atoms[j].space && (r->flag & FLAG_WEAK)) {
    j++;
    if (parser->solo) when->weak = 0;
  }
  const Reading *on = atom_is(parser, j, ATOM_WEEKSON); /* "lundi en huit" */
  if (on && !when->weak) {
    when->has |= HAS_SHIFT;
    when->choice = CHOICE_COMING;
    when->count[UNIT_WEEK] = on->value;
    when->sign = 1;
    when->from_day = 1;
    j++;
  }
  return j;
}

static uint32_t part_holiday(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_THE)) j++;
  const Reading *r = atom_is(parser, j, ATOM_HOLIDAY);
  if (!r) return 0;
  *when = (When){.has = HAS_HOLIDAY, .holiday = holiday_parse(r->text), .score = 0.8f};
  when->weak = (r->flag & FLAG_WEAK) != 0;
  uint32_t y = year_behind(parser, j + 1, when);
  if (!y && atom_is(parser, j + 1, ATOM_NUMBER)) y = part_year(parser, j + 1, &(When){0}) ? 0 : 0;
  return y ? y : j + 1;
}

static uint32_t part_figures(const Parser *parser, uint32_t i, When *when) {
  const Reading *r = atom_is(parser, i, ATOM_FIGURES);
  if (!r) return 0;
  *when = (When){.score = 0.95f, .weak = (r->flag & FLAG_WEAK) != 0};
  if (r->value) when->has |= HAS_YEAR, when->year = r->value;
  if (r->value2) when->has |= HAS_MONTH, when->month = r->value2;
  if (r->value3) when->has |= HAS_DAY, when->day = r->value3;
  return i + 1;
}

/* "on the 15th", "el 16", "يوم 27": only a day */
static uint32_t part_day(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  int marked = 0;
  if (atom_is(parser, j, ATOM_THE)) j++, marked = 1;
  if (unit_is(parser, j, UNIT_DAY) && !atom_is(parser, j, ATOM_UNIT)->value &&
      number_is(parser, j + 1, 1, 31))
    j++, marked = 2;
  const Reading *day = number_is(parser, j, 1, 31);
  if (!day || day->digits > 2 || (day->digits && (day->flag & FLAG_WORDS)) ||
      atom_is(parser, j, ATOM_WEEKDAY))
    return 0;
  if (!day->digits && day->value == 1 && !(day->flag & FLAG_ORDINAL)) return 0; /* an article */
  uint32_t end = j + 1;
  const Reading *mark = atom_is(parser, end, ATOM_MARK);
  if (mark && mark->unit == UNIT_DAY) end++, marked = 3;
  int ordinal = day->flag & FLAG_ORDINAL;
  *when = (When){.has = HAS_DAY, .day = day->value, .weak = 1, .score = 0.4f};
  int closed = end >= parser->count || atom_is(parser, end, ATOM_DOT) ||
               atom_is(parser, end, ATOM_COMMA) || (!parser->atoms[end].word);
  if (closed && ordinal && day->digits && marked) when->weak = 0;
  if (closed && parser->solo && (marked || ordinal)) when->weak = 0;
  if (closed && marked == 2 && day->digits) when->weak = 0;
  if (day->digits && !ordinal && i && atom_is(parser, i - 1, ATOM_PREP) &&
      atom_is(parser, end, ATOM_DOT) && !parser->atoms[end].space && end + 1 < parser->count &&
      parser->solo)
    when->weak = 0; /* "am 15. zurück" */
  if (marked == 3) when->weak = 0;
  return end;
}

/* "week 27", "W05" */
static uint32_t part_week(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i;
  if (atom_is(parser, j, ATOM_THE)) j++;
  const Reading *unit = unit_is(parser, j, UNIT_WEEK);
  if (!unit || unit->value) return 0;
  const Reading *n = number_is(parser, j + 1, 1, 53);
  if (!n || !n->digits || (n->flag & (FLAG_ORDINAL | FLAG_WORDS))) return 0;
  *when = (When){.has = HAS_WEEK, .week = n->value, .score = 0.7f};
  return j + 2;
}

static uint32_t part_of_day(const Parser *parser, uint32_t i, When *when) {
  const Reading *r = atom_is(parser, i, ATOM_PART);
  if (!r) return 0;
  *when = (When){.has = HAS_PART, .part = r->value, .weak = 1, .score = 0.5f};
  return i + 1;
}

uint32_t part_clock(const Parser *parser, uint32_t i, When *when) {
  uint32_t j = i, end;
  int marked = 0;
  if (atom_is(parser, j, ATOM_AT)) j++, marked = 1;
  if (atom_is(parser, j, ATOM_AT)) j++;
  const Reading *r = atom_is(parser, j, ATOM_CLOCK);
  *when = (When){.has = HAS_CLOCK, .minute = -1, .weak = 0, .score = 0.7f};
  if (r) {
    when->hour = r->value, when->minute = r->value2;
    end = j + 1;
    if (atom_is(parser, end, ATOM_OCLOCK)) end++;
  } else {
    r = number_is(parser, j, 0, 24);
    if (!r || r->digits > 2) return 0;
    when->hour = r->value;
    end = j + 1;
    if (!atom_is(parser, end, ATOM_OCLOCK) && !atom_is(parser, end, ATOM_AMPM)) return 0;
    if (atom_is(parser, end, ATOM_OCLOCK) && !marked && !atom_is(parser, end, ATOM_AMPM) &&
        !atom_is(parser, end + 1, ATOM_PART)) {
      if (unit_is(parser, end, UNIT_HOUR)) return 0; /* "3 часа" is a duration */
    }
    if (atom_is(parser, end, ATOM_OCLOCK)) end++;
    const Reading *minutes = number_is(parser, end, 1, 59);
    if (minutes && minutes->digits == 2 && atom_is(parser, end - 1, ATOM_OCLOCK)) {
      when->minute = minutes->value, end++;
      if (unit_is(parser, end, UNIT_MINUTE)) end++;
    }
  }
  const Reading *half = atom_is(parser, end, ATOM_AMPM);
  if (half) {
    if (half->value == ('P' | 'M' << 8) && when->hour < 12) when->hour += 12;
    if (half->value == ('A' | 'M' << 8) && when->hour == 12) when->hour = 0;
    end++;
  }
  uint32_t p = atom_is(parser, end, ATOM_THE) || atom_is(parser, end, ATOM_OF) ||
                       atom_is(parser, end, ATOM_PREP)
                   ? end + 1
                   : end;
  const Reading *part = atom_is(parser, p, ATOM_PART);
  if (part && !half) {
    int late = part->value == ('A' | 'F' << 8) || part->value == ('E' | 'V' << 8);
    if (late && when->hour < 12) when->hour += 12;
    end = p + 1;
  }
  return end;
}

typedef uint32_t (*PartReader)(const Parser *, uint32_t, When *);

uint32_t part_calendar(const Parser *parser, uint32_t i, When *when) {
  static const PartReader readers[] = {day_month,    month_day,    month_year,   part_figures,
                                       part_decade,  part_century, part_quarter, part_season,
                                       part_holiday, part_week,    part_year,    part_weekday};
  uint32_t best = 0;
  for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
    When trial;
    uint32_t end = readers[k](parser, i, &trial);
    if (end > best || (end == best && end && when->weak && !trial.weak)) best = end, *when = trial;
  }
  return best;
}

uint32_t part_any(const Parser *parser, uint32_t i, When *when) {
  static const PartReader readers[] = {part_relative, part_calendar, part_clock, part_of_day,
                                       part_day};
  uint32_t best = 0;
  if (i >= parser->count) return 0;
  for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
    When trial;
    uint32_t end = readers[k](parser, i, &trial);
    if (end > best || (end == best && end && when->weak && !trial.weak)) best = end, *when = trial;
  }
  return best;
}
