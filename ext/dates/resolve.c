/* resolve.c: from what the words say to days and a TIMEX3 value.
**
** A When names a period by its largest part (a century, a year, "last month", a holiday) and
*narrows
** it by the smaller ones. What is left open ("5 May" without a year) is filled so that the result
** lies nearest, before or behind the day of reference, as the context asks. Values follow the
*TIMEX3
** practice of TempEval-3: 2022-01-05, 2022-W03, 2022-Q1, 2022-SP, 199 (a decade), 18 (a century),
** 2022-01-05TMO, P3D; X stands for what is not known. */
#include "dates/when.h"
#include <stdio.h>
#include <string.h>

enum { SMALLER = HAS_MONTH | HAS_QUARTER | HAS_HALF | HAS_SEASON | HAS_WEEK };

typedef struct Period {
  Day lo, hi;
  Unit unit; /* its grain */
} Period;

static int holiday_period(const Holiday *holiday, CalendarSet *set, int year, Period *out) {
  out->unit = UNIT_DAY;
  return holiday_day(holiday, set, year, &out->lo, &out->hi);
}

/* ---- calendar units ---- */

static Period period_months(int year, int month, int months, Unit unit) {
  int last = month + months - 1;
  int end_year = year + (last - 1) / 12, end_month = (last - 1) % 12 + 1;
  return (Period){day_of_civil(year, month, 1),
                  day_of_civil(end_year, end_month, month_length(end_year, end_month)), unit};
}

static int floor_to(int n, int step) { return (n >= 0 ? n : n - step + 1) / step * step; }

/* The calendar unit that holds the day, moved by n. */
static int period_unit(Day day, Unit unit, int n, Period *out) {
  Civil c = civil_of_day(day);
  int m;
  if (n > 5000 || n < -5000) return 0;
  switch (unit) {
  case UNIT_DAY: *out = (Period){day + n, day + n, UNIT_DAY}; return 1;
  case UNIT_WEEK:
    *out = (Period){week_start(day) + 7 * n, week_start(day) + 7 * n + 6, UNIT_WEEK};
    return 1;
  case UNIT_WEEKEND:
    *out = (Period){week_start(day) + 7 * n + 5, week_start(day) + 7 * n + 6, UNIT_WEEKEND};
    return 1;
  case UNIT_FORTNIGHT:
    *out = (Period){week_start(day) + 14 * n, week_start(day) + 14 * n + 13, UNIT_FORTNIGHT};
    return 1;
  case UNIT_MONTH:
  case UNIT_QUARTER:
  case UNIT_HALF:
    m = unit == UNIT_MONTH ? 1 : unit == UNIT_QUARTER ? 3 : 6;
    n = c.year * 12 + (c.month - 1) / m * m + n * m;
    *out = period_months(floor_to(n, 12) / 12, n - floor_to(n, 12) + 1, m, unit);
    return 1;
  case UNIT_YEAR: *out = period_months(c.year + n, 1, 12, UNIT_YEAR); return 1;
  case UNIT_DECADE:
    *out = period_months(floor_to(c.year, 10) + 10 * n, 1, 120, UNIT_DECADE);
    return 1;
  case UNIT_CENTURY:
    *out = period_months(floor_to(c.year, 100) + 100 * n, 1, 1200, UNIT_CENTURY);
    return 1;
  default: return 0;
  }
}

/* ---- narrowing ---- */

static int season_month(int season) {
  return season == 1 ? 3 : season == 2 ? 6 : season == 3 ? 9 : 12;
}

static int narrow_nth(const When *w, Period *p) {
  int n = w->nth;
  if (w->nth_unit == UNIT_NONE) {
    Day day = nth_weekday(p->lo, p->hi, w->weekday, n);
    if (day < p->lo || day > p->hi) return 0;
    *p = (Period){day, day, UNIT_DAY};
    return 1;
  }
  if (w->nth_unit == UNIT_DAY) {
    Day day = n > 0 ? p->lo + n - 1 : p->hi + n + 1;
    if (day < p->lo || day > p->hi) return 0;
    *p = (Period){day, day, UNIT_DAY};
    return 1;
  }
  if (w->nth_unit == UNIT_WEEK) {
    Day first = week_start(p->lo + (p->unit == UNIT_YEAR ? 3 : 6)), last = week_start(p->hi - 3);
    Day lo = n > 0 ? first + 7 * (n - 1) : last + 7 * (n + 1);
    if (lo > p->hi || lo + 6 < p->lo) return 0;
    *p = (Period){lo, lo + 6, UNIT_WEEK};
    return 1;
  }
  int months = w->nth_unit == UNIT_MONTH     ? 1
               : w->nth_unit == UNIT_QUARTER ? 3
               : w->nth_unit == UNIT_HALF    ? 6
                                             : 0;
  if (w->nth_unit == UNIT_WEEKEND) {
    Day day = nth_weekday(p->lo, p->hi, 6, n);
    *p = (Period){day, day + 1, UNIT_WEEKEND};
    return 1;
  }
  if (!months) return 0;
  Day start =
      n > 0 ? day_add_months(p->lo, months * (n - 1)) : day_add_months(p->hi + 1, months * n);
  Civil c = civil_of_day(start);
  if (start < p->lo || start > p->hi) return 0;
  *p = period_months(c.year, c.month, months, (Unit)w->nth_unit);
  return 1;
}

/* Narrows a year, or any larger or smaller period, by the smaller fields. */
static int narrow(const When *w, Period *p) {
  int year = civil_of_day(p->lo).year;
  if (w->has & HAS_QUARTER) *p = period_months(year, 3 * w->quarter - 2, 3, UNIT_QUARTER);
  if (w->has & HAS_HALF) *p = period_months(year, 6 * w->half - 5, 6, UNIT_HALF);
  if (w->has & HAS_SEASON) *p = period_months(year, season_month(w->season), 3, UNIT_QUARTER);
  if (w->has & HAS_MONTH) *p = period_months(year, w->month, 1, UNIT_MONTH);
  if (w->has & HAS_WEEK) {
    Day lo = iso_week_day(year, w->week);
    *p = (Period){lo, lo + 6, UNIT_WEEK};
  }
  if (w->has & HAS_DAY) {
    Civil c = civil_of_day(p->lo);
    if (p->unit == UNIT_DAY) return 1;
    if (w->day > month_length(c.year, c.month)) return 0;
    Day day = day_of_civil(c.year, c.month, w->day);
    *p = (Period){day, day, UNIT_DAY};
  }
  if (w->has & HAS_NTH) return narrow_nth(w, p);
  if ((w->has & HAS_WEEKDAY) && p->unit == UNIT_WEEK) {
    Day day = p->lo + w->weekday - 1;
    *p = (Period){day, day, UNIT_DAY};
  }
  return 1;
}

static void narrow_edge(int edge, Day today, Period *p) {
  int days = p->hi - p->lo + 1;
  Civil lo = civil_of_day(p->lo);
  if (edge == EDGE_REST) {
    if (today >= p->lo && today <= p->hi) p->lo = today;
    return;
  }
  if (p->unit == UNIT_MONTH) {
    if (edge == EDGE_START)
      p->hi = p->lo + 14;
    else if (edge == EDGE_MID)
      p->lo += 10, p->hi = p->lo + 9;
    else
      p->lo += 15;
  } else if (p->unit == UNIT_YEAR) {
    if (edge == EDGE_START)
      *p = period_months(lo.year, 1, 4, UNIT_YEAR);
    else if (edge == EDGE_MID)
      *p = period_months(lo.year, 5, 4, UNIT_YEAR);
    else if (edge == EDGE_END)
      *p = period_months(lo.year, 9, 4, UNIT_YEAR);
    else
      *p = period_months(lo.year, 7, 6, UNIT_YEAR);
  } else if (p->unit == UNIT_WEEK) {
    if (edge == EDGE_START)
      p->hi = p->lo + 2;
    else if (edge == EDGE_MID)
      p->lo += 1, p->hi = p->lo + 2;
    else
      p->lo += 3;
  } else if (days > 3) {
    int third = days / 3;
    if (edge == EDGE_START)
      p->hi = p->lo + third - 1;
    else if (edge == EDGE_MID)
      p->lo += third, p->hi = p->lo + third - 1;
    else
      p->lo = p->hi - third + 1;
  }
}

/* ---- filling in what is open ---- */

/* Days between, those of the past counted less: a text speaks more of what has been. */
static int distance(Day day, const Period *p, int even) {
  return day < p->lo ? (p->lo - day) * 5 : day > p->hi ? (day - p->hi) * (even ? 5 : 2) : 0;
}

/* Of the candidates in order of time, the one the direction asks for. */
static int choose(const Period *candidates, const uint8_t *valid, int count, const When *w,
                  Direction direction, Day today, Period *out) {
  int best = -1;
  int choice = w->choice, even = (w->has & HAS_WEEKDAY) != 0;
  int by_month = (w->has & HAS_MONTH) != 0; /* the first of this month is not long gone */
  Day month = today - civil_of_day(today).day + 1;
  for (int i = 0; i < count; i++) {
    const Period *p = &candidates[i];
    if (!valid[i]) continue;
    int future = p->hi >= (by_month ? month : today), after = p->lo > today;
    int take = 0;
    if (choice == CHOICE_NEXT || choice == CHOICE_NEXT_WEEK)
      take = after && best < 0;
    else if (choice == CHOICE_LAST || choice == CHOICE_LAST_WEEK)
      take = p->hi < today;
    else if (choice == CHOICE_AFTER_NEXT) {
      if (after && ++best == 1) {
        *out = *p;
        return 1;
      }
      continue;
    } else if (direction == DIRECTION_FUTURE)
      take = future && best < 0;
    else if (direction == DIRECTION_PAST)
      take = p->lo <= today;
    else
      take = best < 0 || distance(today, p, even) < distance(today, &candidates[best], even);
    if (take) best = i;
  }
  if (best < 0) return 0;
  *out = candidates[best];
  return 1;
}

static int same_weekday(const When *w, const Period *p) {
  return !(w->has & HAS_WEEKDAY) || (w->has & HAS_NTH) || p->unit != UNIT_DAY ||
         weekday_of(p->lo) == w->weekday;
}

/* "5 May", "May", "the third quarter", "Christmas": which year? */
static int fill_year(const When *w, const Reference *ref, Day today, Period *out) {
  Period candidates[25];
  uint8_t valid[25];
  Direction direction = ref->direction;
  int year = civil_of_day(today).year, reach = 1, count = 0;
  if ((w->has & HAS_WEEKDAY) && (w->has & HAS_DAY)) direction = DIRECTION_NEAREST;
  if ((w->has & HAS_DAY) && (w->has & HAS_MONTH) && w->month == 2 && w->day == 29) reach = 8;
  if (w->choice == CHOICE_AFTER_NEXT) reach = 3;
  for (int y = year - reach; y <= year + reach; y++, count++) {
    candidates[count] = period_months(y, 1, 12, UNIT_YEAR);
    valid[count] = (w->has & HAS_HOLIDAY)
                       ? (uint8_t)holiday_period(&w->holiday, ref->calendars, y, &candidates[count])
                       : (uint8_t)narrow(w, &candidates[count]);
  }
  int matching = 0; /* the weekday decides if any of the years fits it */
  for (int i = 0; i < count; i++) matching |= valid[i] && same_weekday(w, &candidates[i]);
  for (int i = 0; i < count && matching; i++)
    valid[i] = valid[i] && same_weekday(w, &candidates[i]);
  if ((w->has & HAS_WEEKDAY) && !matching) direction = ref->direction;
  if (w->choice == CHOICE_THIS) {
    for (int i = 0; i < count; i++)
      if (valid[i] && civil_of_day(candidates[i].lo).year == year) {
        *out = candidates[i];
        return 1;
      }
    return 0;
  }
  if (choose(candidates, valid, count, w, direction, today, out)) return 1;
  *out = period_months(year, 1, 12, UNIT_YEAR);
  return (w->has & HAS_HOLIDAY) ? 0 : narrow(w, out);
}

/* "the 15th", "Friday the 13th": which month? */
static int fill_month(const When *w, const Reference *ref, Day today, Period *out) {
  Period candidates[49];
  uint8_t valid[49];
  Direction direction = ref->direction;
  int reach = (w->has & HAS_WEEKDAY) ? 24 : 2, count = 0;
  if (w->has & HAS_WEEKDAY && direction != DIRECTION_FUTURE) direction = DIRECTION_NEAREST;
  for (int n = -reach; n <= reach; n++, count++) {
    valid[count] = (uint8_t)(period_unit(today, UNIT_MONTH, n, &candidates[count]) &&
                             narrow(w, &candidates[count]));
    if (valid[count] && !same_weekday(w, &candidates[count])) valid[count] = 0;
  }
  return choose(candidates, valid, count, w, direction, today, out);
}

static int fill_weekday(const When *w, const Reference *ref, Day today, Period *out) {
  int gap = (w->weekday - weekday_of(today) + 7) % 7; /* days to the next one, 0 today */
  Day day = today + gap, monday = week_start(today);
  switch (w->choice) {
  case CHOICE_NEXT: day = gap ? today + gap : today + 7; break;
  case CHOICE_NEXT_WEEK: day = monday + 7 + w->weekday - 1; break;
  case CHOICE_LAST: day = today + gap - 7; break;
  case CHOICE_LAST_WEEK: day = monday - 7 + w->weekday - 1; break;
  case CHOICE_AFTER_NEXT: day = today + (gap ? gap : 7) + 7; break;
  case CHOICE_BEFORE_LAST: day = monday - 14 + w->weekday - 1; break;
  case CHOICE_COMING: day = today + gap; break;
  case CHOICE_THIS:
    if (ref->direction != DIRECTION_FUTURE && gap > 3) day -= 7;
    break;
  default:
    if (ref->direction == DIRECTION_FUTURE)
      day = ref->solo && !gap ? today + 7 : day;
    else if (gap)
      day -= 7;
    break;
  }
  *out = (Period){day, day, UNIT_DAY};
  return 1;
}

/* ---- the period a When names ---- */

static int other_period(const When *w, const Reference *ref, Period *out) {
  OtherCalendar calendar = (OtherCalendar)w->other;
  int year = w->year, length = 29;
  Day lo, next;
  if (!(w->has & HAS_YEAR)) {
    if (!ref->known || !calendar_year(ref->calendars, calendar, ref->day, &year)) return 0;
  }
  if (!(w->has & HAS_MONTH)) {
    if (!calendar_day(ref->calendars, calendar, year, 1, 1, &lo) ||
        !calendar_day(ref->calendars, calendar, year + 1, 1, 1, &next))
      return 0;
    *out = (Period){lo, next - 1, UNIT_YEAR};
    return 1;
  }
  if (!calendar_day(ref->calendars, calendar, year, w->month, w->has & HAS_DAY ? w->day : 1, &lo))
    return 0;
  if (w->has & HAS_DAY) {
    *out = (Period){lo, lo, UNIT_DAY};
    return 1;
  }
  int ny = w->month == 12 ? year + 1 : year, nm = w->month == 12 ? 1 : w->month + 1;
  if (calendar_day(ref->calendars, calendar, ny, nm, 1, &next)) length = next - lo;
  *out = (Period){lo, lo + length - 1, UNIT_MONTH};
  return 1;
}

static int named_period(const When *w, const Reference *ref, Period *out) {
  Day today = w->anaphoric && ref->narrated ? ref->told : ref->day;
  int known = ref->known;
  if (ref->tells && ref->narrated) today = ref->told;
  if (w->anaphoric) known = ref->narrated || ref->known;
  if (w->has & HAS_OTHER) return other_period(w, ref, out);
  if (w->has & HAS_YEAR) {
    if (w->has & HAS_HOLIDAY) return holiday_period(&w->holiday, ref->calendars, w->year, out);
    *out = period_months(w->year, 1, 12, UNIT_YEAR);
    return narrow(w, out);
  }
  if (w->has & HAS_CENTURY) {
    *out = period_months((w->century - 1) * 100, 1, 1200, UNIT_CENTURY);
    if (w->has & HAS_HALF) {
      if (w->half == 1)
        out->hi = day_of_civil((w->century - 1) * 100 + 49, 12, 31);
      else
        out->lo = day_of_civil((w->century - 1) * 100 + 50, 1, 1);
    }
    return 1;
  }
  if (w->has & HAS_DECADE) {
    *out = period_months(w->decade, 1, 120, UNIT_DECADE);
    return 1;
  }
  if (!known) return 0;
  if (w->has & HAS_BASE) {
    if (!period_unit(today, (Unit)w->base_unit, w->base_n, out)) return 0;
    if (w->has & HAS_HOLIDAY)
      return holiday_period(&w->holiday, ref->calendars, civil_of_day(out->lo).year, out);
    return out->unit == UNIT_DAY && !(w->has & HAS_NTH) ? 1 : narrow(w, out);
  }
  if (w->has & HAS_HOLIDAY) return fill_year(w, ref, today, out);
  if (ref->tells && ref->narrated && (w->has & SMALLER) && !w->choice) {
    *out = period_months(civil_of_day(today).year, 1, 12, UNIT_YEAR);
    return narrow(w, out);
  }
  if (w->has & SMALLER) return fill_year(w, ref, today, out);
  if (w->has & HAS_NTH) {
    if (!period_unit(today, UNIT_MONTH, 0, out)) return 0;
    return narrow(w, out);
  }
  if (w->has & HAS_DAY) return fill_month(w, ref, today, out);
  if (w->has & HAS_WEEKDAY) return fill_weekday(w, ref, today, out);
  if (w->has & (HAS_PART | HAS_CLOCK | HAS_SHIFT)) {
    *out = (Period){today, today, UNIT_DAY};
    return 1;
  }
  return 0;
}

static int shift_day(const When *w, Day *day, Unit *unit) {
  static const Unit order[] = {UNIT_MILLENNIUM, UNIT_CENTURY, UNIT_DECADE, UNIT_YEAR,
                               UNIT_HALF,       UNIT_QUARTER, UNIT_MONTH,  UNIT_FORTNIGHT,
                               UNIT_WEEK,       UNIT_WEEKEND, UNIT_DAY};
  static const int months[] = {12000, 1200, 120, 12, 6, 3, 1};
  Unit smallest = UNIT_NONE;
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    int n = w->count[order[i]] * w->sign;
    if (!n) continue;
    if (n > 100000 || n < -100000) return 0;
    if (i < 7) {
      if (n * (int64_t)months[i] > 96000 || n * (int64_t)months[i] < -96000) return 0;
      *day = day_add_months(*day, n * months[i]);
    } else {
      *day += n * (order[i] == UNIT_FORTNIGHT ? 14 : order[i] == UNIT_DAY ? 1 : 7);
    }
    smallest = order[i];
  }
  for (int n = w->count[UNIT_WORKDAY]; n > 0 && n < 1000;) {
    *day += w->sign;
    if (weekday_of(*day) < 6) n--;
    smallest = UNIT_DAY;
  }
  if (smallest == UNIT_NONE) return 0;
  *unit = smallest;
  return 1;
}

/* ---- values ---- */

static void put(Resolved *out, const char *format, int a, int b, int c) {
  /* formats are the literals below; each uses at most the three numbers */
  snprintf(out->value, sizeof out->value, format, a, b, c);
}

static void value_day(Resolved *out, Day day) {
  Civil c = civil_of_day(day);
  if (c.year < 1)
    put(out, "BC%04d-%02d-%02d", 1 - c.year, c.month, c.day);
  else
    put(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void value_period(Resolved *out, const When *w, const Period *p) {
  Civil c = civil_of_day(p->lo);
  int year;
  if (c.year < 1 && p->unit != UNIT_DAY && p->unit != UNIT_CENTURY) {
    static const char *const seasons[] = {"BC%04d", "BC%04d-SP", "BC%04d-SU", "BC%04d-FA",
                                          "BC%04d-WI"};
    if (p->unit == UNIT_MONTH)
      put(out, "BC%04d-%02d", 1 - c.year, c.month, 0);
    else if (p->unit == UNIT_DECADE)
      put(out, "BC%03d", (1 - c.year) / 10, 0, 0);
    else
      put(out, seasons[w->has & HAS_SEASON ? w->season : 0], 1 - c.year, 0, 0);
    return;
  }
  switch (p->unit) {
  case UNIT_DAY: value_day(out, p->lo); break;
  case UNIT_WEEK:
  case UNIT_FORTNIGHT: {
    int week = iso_week_of(p->lo, &year);
    put(out, "%04d-W%02d", year, week, 0);
    break;
  }
  case UNIT_WEEKEND: {
    int week = iso_week_of(p->lo, &year);
    put(out, "%04d-W%02d-WE", year, week, 0);
    break;
  }
  case UNIT_MONTH: put(out, "%04d-%02d", c.year, c.month, 0); break;
  case UNIT_QUARTER:
    if (w->has & HAS_SEASON) {
      static const char *const seasons[] = {"", "%04d-SP", "%04d-SU", "%04d-FA", "%04d-WI"};
      put(out, seasons[w->season], c.year, 0, 0);
    } else {
      put(out, "%04d-Q%d", c.year, (c.month + 2) / 3, 0);
    }
    break;
  case UNIT_HALF: put(out, "%04d-H%d", c.year, c.month > 6 ? 2 : 1, 0); break;
  case UNIT_YEAR: put(out, "%04d", c.year, 0, 0); break;
  case UNIT_DECADE: put(out, "%03d", c.year / 10, 0, 0); break;
  case UNIT_CENTURY: put(out, "%02d", c.year / 100, 0, 0); break;
  default: value_day(out, p->lo);
  }
}

static void value_open(Resolved *out, const When *w) {
  static const char *const seasons[] = {"", "SP", "SU", "FA", "WI"};
  char year[8] = "XXXX";
  if (w->has & HAS_YEAR) snprintf(year, sizeof year, "%04d", w->year < 0 ? 0 : w->year % 10000);
  if ((w->has & HAS_NTH) && (w->has & HAS_MONTH) && !w->nth_unit)
    snprintf(out->value, sizeof out->value, "%s-%02d-WXX-%d-#%d", year, w->month, w->weekday,
             w->nth);
  else if ((w->has & HAS_MONTH) && (w->has & HAS_DAY))
    snprintf(out->value, sizeof out->value, "%s-%02d-%02d", year, w->month, w->day);
  else if ((w->has & HAS_MONTH) && !(w->has & HAS_NTH))
    snprintf(out->value, sizeof out->value, "%s-%02d", year, w->month);
  else if (w->has & HAS_SEASON)
    snprintf(out->value, sizeof out->value, "%s-%s", year, seasons[w->season]);
  else if (w->has & HAS_QUARTER)
    snprintf(out->value, sizeof out->value, "%s-Q%d", year, w->quarter);
  else if (w->has & HAS_HALF)
    snprintf(out->value, sizeof out->value, "%s-H%d", year, w->half);
  else if (w->has & HAS_WEEKDAY)
    put(out, "XXXX-WXX-%d", w->weekday, 0, 0);
  else if (w->has & HAS_DAY)
    put(out, "XXXX-XX-%02d", w->day, 0, 0);
  else if ((w->has & HAS_HOLIDAY) && w->holiday.fixed)
    put(out, "XXXX-%02d-%02d", w->holiday.a, w->holiday.b, 0);
  else if (w->has & HAS_BASE) {
    static const char *const bases[UNITS] = {
        [UNIT_WEEK] = "XXXX-WXX",   [UNIT_WEEKEND] = "XXXX-WXX-WE", [UNIT_MONTH] = "XXXX-XX",
        [UNIT_QUARTER] = "XXXX-QX", [UNIT_HALF] = "XXXX-HX",        [UNIT_YEAR] = "XXXX",
        [UNIT_DECADE] = "XXX",      [UNIT_CENTURY] = "XX"};
    snprintf(out->value, sizeof out->value, "%s",
             bases[w->base_unit] ? bases[w->base_unit] : "XXXX-XX-XX");
  } else
    snprintf(out->value, sizeof out->value, "XXXX-XX-XX");
}

/* "P3D", "PT25M", "P1M21D"; X for "several". */
static void value_duration(Resolved *out, const When *w) {
  static const struct {
    Unit unit;
    const char *letter;
    int time;
  } parts[] = {{UNIT_MILLENNIUM, "ML", 0}, {UNIT_CENTURY, "C", 0},   {UNIT_DECADE, "E", 0},
               {UNIT_YEAR, "Y", 0},        {UNIT_HALF, "H", 0},      {UNIT_QUARTER, "Q", 0},
               {UNIT_MONTH, "M", 0},       {UNIT_FORTNIGHT, "F", 0}, {UNIT_WEEK, "W", 0},
               {UNIT_WEEKEND, "WE", 0},    {UNIT_DAY, "D", 0},       {UNIT_WORKDAY, "BD", 0},
               {UNIT_HOUR, "H", 1},        {UNIT_MINUTE, "M", 1},    {UNIT_SECOND, "S", 1}};
  size_t at = 1;
  int time = 0;
  out->value[0] = 'P';
  out->value[1] = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    int n = w->count[parts[i].unit];
    if (!n || at + 14 >= sizeof out->value) continue;
    if (parts[i].time && !time) out->value[at++] = 'T', time = 1;
    const char *letter = parts[i].letter;
    if (parts[i].unit == UNIT_FORTNIGHT) n *= 2, letter = "W";
    if (parts[i].unit == UNIT_HALF) n *= 6, letter = "M";
    if (w->vague)
      at += (size_t)snprintf(out->value + at, sizeof out->value - at, "X%s", letter);
    else
      at += (size_t)snprintf(out->value + at, sizeof out->value - at, "%d%s", n, letter);
  }
}

static void value_time(Resolved *out, const When *w) {
  size_t n = strlen(out->value);
  out->type = DATE_TIME;
  if (w->has & HAS_CLOCK) {
    snprintf(out->value + n, sizeof out->value - n, "T%02d:%02d", w->hour,
             w->minute < 0 ? 0 : w->minute);
    out->clock = w->hour * 60 + (w->minute < 0 ? 0 : w->minute);
    if (out->clock >= 24 * 60) out->clock = -1;
  } else {
    snprintf(out->value + n, sizeof out->value - n, "T%c%c", w->part & 255, w->part >> 8);
  }
}

/* ---- resolving ---- */

/* "the last three weeks", "in the next 10 days": a span beside the reference day. */
static int resolve_span(const When *w, const Reference *ref, Resolved *out) {
  out->type = DATE_DURATION;
  value_duration(out, w);
  if (!ref->known) return 1;
  When shift = *w;
  Unit unit;
  Day other = ref->day;
  Unit calendar = w->count[UNIT_QUARTER]   ? UNIT_QUARTER
                  : w->count[UNIT_DECADE]  ? UNIT_DECADE
                  : w->count[UNIT_CENTURY] ? UNIT_CENTURY
                  : w->count[UNIT_WEEKEND] ? UNIT_WEEKEND
                                           : UNIT_NONE;
  if (calendar) {
    Period a, b;
    int n = w->count[calendar];
    if (!period_unit(ref->day, calendar, w->sign < 0 ? -n : 1, &a) ||
        !period_unit(ref->day, calendar, w->sign < 0 ? -1 : n, &b))
      return 1;
    out->known = 1;
    out->first = a.lo;
    out->last = b.hi;
    return 1;
  }
  if (!shift_day(&shift, &other, &unit)) return 1;
  out->known = 1;
  out->first = w->sign < 0 ? other : ref->day + (w->edge == EDGE_NONE);
  out->last = w->sign < 0 ? ref->day : other;
  return 1;
}

static int resolve_shift(const When *w, const Reference *ref, Period *p) {
  Unit unit;
  Day day;
  if (w->from_day) {
    When start = *w;
    start.has &= ~(uint32_t)HAS_SHIFT;
    if (!named_period(&start, ref, p)) return 0;
    day = w->sign > 0 ? p->lo : p->lo;
  } else {
    if (!ref->known && !(w->anaphoric && ref->narrated)) return 0;
    day = (w->anaphoric || ref->tells) && ref->narrated ? ref->told : ref->day;
  }
  if (!shift_day(w, &day, &unit)) return 0;
  *p = (Period){day, day, unit};
  return 1;
}

static int resolve_point(const When *w, const Reference *ref, Resolved *out) {
  Period p;
  int known = (w->has & HAS_SHIFT) ? resolve_shift(w, ref, &p) : named_period(w, ref, &p);
  if (known && (w->has & HAS_WEEKOF)) {
    Day monday = week_start(p.lo);
    /* "the week of the 6th": the week that holds it, or begins next if it is a Sunday */
    if (weekday_of(p.lo) == 7) monday += 7;
    p = (Period){monday, monday + 6, UNIT_WEEK};
  }
  if (known && (w->has & HAS_SHIFT) && (w->has & HAS_WEEKDAY) && !w->from_day) {
    Day day = week_start(p.lo) + w->weekday - 1;
    p = (Period){day, day, UNIT_DAY};
  }
  out->type = DATE_DATE;
  if ((w->has & HAS_SHIFT) && w->vague) { /* "a few days ago": how many is not said */
    out->type = DATE_DURATION;
    value_duration(out, w);
    out->known = known && !ref->tells;
    if (known) out->first = p.lo, out->last = p.hi;
    return 1;
  }
  if (!known) {
    value_open(out, w);
  } else {
    if ((w->has & HAS_SHIFT) &&
        (p.unit == UNIT_MONTH || p.unit == UNIT_YEAR || p.unit == UNIT_QUARTER)) {
      Civil c = civil_of_day(p.lo);
      if (c.year < 1)
        put(out, "BC%04d", 1 - c.year, 0, 0);
      else if (p.unit == UNIT_YEAR)
        put(out, "%04d", c.year, 0, 0);
      else
        put(out, "%04d-%02d", c.year, c.month, 0);
    } else if (w->has & HAS_SHIFT && p.unit != UNIT_DECADE && p.unit != UNIT_CENTURY) {
      value_day(out, p.lo);
    } else {
      value_period(out, w, &p);
    }
    if (w->has & HAS_EDGE) narrow_edge(w->edge, ref->day, &p);
    Civil lo = civil_of_day(p.lo), hi = civil_of_day(p.hi);
    out->known = lo.year >= -4000 && hi.year <= YEAR_MAX && lo.year <= hi.year;
    out->first = p.lo;
    out->last = p.hi;
  }
  if (w->has & (HAS_CLOCK | HAS_PART)) value_time(out, w);
  return 1;
}

int when_resolve(const When *when, const Reference *reference, Resolved *out) {
  *out = (Resolved){.clock = -1};
  switch (when->kind) {
  case WHEN_POINT: return resolve_point(when, reference, out);
  case WHEN_SPAN: return resolve_span(when, reference, out);
  case WHEN_DURATION:
  case WHEN_SET:
  case WHEN_REF:
    out->type = when->kind == WHEN_SET   ? DATE_SET
                : when->kind == WHEN_REF ? DATE_DATE
                                         : DATE_DURATION;
    if (when->literal.size)
      snprintf(out->value, sizeof out->value, "%.*s", (int)when->literal.size, when->literal.data);
    else if (when->kind == WHEN_SET && when->has)
      value_open(out, when);
    else
      value_duration(out, when);
    if (when->kind == WHEN_REF && reference->known && !reference->tells && when->literal.size > 2 &&
        when->literal.data[1] == 'R') {
      out->known = 1; /* PRESENT_REF: the day of publication */
      out->first = out->last = reference->day;
    }
    return 1;
  default: return 0;
  }
}

/* ---- merging ---- */

int when_merge(When *a, const When *b) {
  if (a->kind != WHEN_POINT || b->kind != WHEN_POINT) return 0;
  uint32_t both = a->has & b->has;
  if (both & ~(uint32_t)(HAS_WEEKDAY | HAS_YEAR | HAS_MONTH | HAS_DAY)) return 0;
  if (((both & HAS_WEEKDAY) && a->weekday != b->weekday) ||
      ((both & HAS_YEAR) && a->year != b->year) || ((both & HAS_MONTH) && a->month != b->month) ||
      ((both & HAS_DAY) && a->day != b->day))
    return 0;
  if ((a->has | b->has) & HAS_SHIFT && (a->has | b->has) & (HAS_CENTURY | HAS_DECADE | HAS_NTH))
    return 0;
  uint32_t take = b->has & ~a->has;
  When merged = *a;
  if (take & HAS_YEAR) merged.year = b->year, merged.year_short = b->year_short;
  if (take & HAS_MONTH) merged.month = b->month;
  if (take & HAS_DAY) merged.day = b->day;
  if (take & HAS_WEEKDAY) merged.weekday = b->weekday;
  if (take & HAS_WEEK) merged.week = b->week;
  if (take & HAS_QUARTER) merged.quarter = b->quarter;
  if (take & HAS_HALF) merged.half = b->half;
  if (take & HAS_SEASON) merged.season = b->season;
  if (take & HAS_DECADE) merged.decade = b->decade;
  if (take & HAS_CENTURY) merged.century = b->century;
  if (take & HAS_PART) merged.part = b->part;
  if (take & HAS_CLOCK) merged.hour = b->hour, merged.minute = b->minute, merged.second = b->second;
  if (take & HAS_NTH) merged.nth = b->nth, merged.nth_unit = b->nth_unit;
  if (take & HAS_BASE)
    merged.base_unit = b->base_unit, merged.base_n = b->base_n, merged.anaphoric |= b->anaphoric;
  if (take & HAS_HOLIDAY) merged.holiday = b->holiday;
  if (take & HAS_EDGE) merged.edge = b->edge;
  if (take & HAS_OTHER) merged.other = b->other;
  if (take & HAS_SHIFT) {
    memcpy(merged.count, b->count, sizeof merged.count);
    merged.sign = b->sign;
    merged.vague = b->vague;
    merged.from_day = b->from_day;
    merged.anaphoric |= b->anaphoric;
  }
  if (!merged.choice) merged.choice = b->choice;
  merged.has = a->has | b->has;
  merged.weak = a->weak && b->weak;
  merged.score = a->score > b->score ? a->score : b->score;
  *a = merged;
  return 1;
}
