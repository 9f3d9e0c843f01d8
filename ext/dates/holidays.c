/* holidays.c: days with names: the rules of holidays.tsv and the days they give. */
#include "dates/moon.h"
#include "dates/when.h"
#include <string.h>

typedef enum HolidayRule {
  RULE_NONE,
  RULE_FIXED,
  RULE_NTH,
  RULE_EASTER,
  RULE_ORTHODOX,
  RULE_ISLAMIC,
  RULE_PERSIAN,
  RULE_HEBREW,
  RULE_CHINESE,
  RULE_HINDU,
  RULE_SUN,
  RULE_PARSI
} HolidayRule;

static int rule_number(const char **p, const char *end) {
  int sign = 1, n = 0;
  if (*p < end && (**p == '-' || **p == '+')) sign = *(*p)++ == '-' ? -1 : 1;
  while (*p < end && **p >= '0' && **p <= '9' && n < 1000) n = n * 10 + (*(*p)++ - '0');
  return sign * n;
}

Holiday holiday_parse(Text rule) {
  static const struct {
    const char *name;
    HolidayRule rule;
  } names[] = {{"easter", RULE_EASTER},    {"orthodox", RULE_ORTHODOX}, {"islamic ", RULE_ISLAMIC},
               {"persian ", RULE_PERSIAN}, {"hebrew ", RULE_HEBREW},    {"chinese ", RULE_CHINESE},
               {"hindu ", RULE_HINDU},     {"sun ", RULE_SUN},          {"parsi", RULE_PARSI}};
  Holiday holiday = {0};
  const char *p = rule.data, *end = p + rule.size;
  if (end > p && end[-1] == '?') end--;
  if (end > p && end[-1] == '~') holiday.eve = 1, end--;
  if (end > p && end[-1] == '^') holiday.sunday = -1, end--;
  if (end > p && end[-1] == '_') holiday.sunday = 1, end--;
  if (end > p + 1 && end[-2] == '<') holiday.before = (uint8_t)(end[-1] - '0'), end -= 2;
  holiday.rule = RULE_FIXED;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t n = strlen(names[i].name);
    if ((size_t)(end - p) >= n && !memcmp(p, names[i].name, n)) {
      holiday.rule = (uint8_t)names[i].rule;
      p += n;
      break;
    }
  }
  if (holiday.rule == RULE_EASTER || holiday.rule == RULE_ORTHODOX || holiday.rule == RULE_PARSI) {
    holiday.offset = (int16_t)rule_number(&p, end);
    return holiday;
  }
  holiday.a = (int8_t)rule_number(&p, end);
  if (p < end && *p == '/') {
    holiday.rule = RULE_NTH;
    p++;
    holiday.b = (int8_t)rule_number(&p, end);
    if (p < end) p++;
    holiday.c = (int8_t)rule_number(&p, end);
  } else {
    if (p < end && holiday.rule != RULE_SUN) p++, holiday.b = (int8_t)rule_number(&p, end);
    if (p < end && holiday.rule == RULE_HINDU) {
      holiday.c = (int8_t)(*p == 'r'   ? MOON_SUNRISE
                           : *p == 'n' ? MOON_NOON
                           : *p == 'm' ? MOON_MIDNIGHT
                                       : MOON_SUNSET);
      p++;
    }
  }
  if (p < end) holiday.offset = (int16_t)rule_number(&p, end);
  holiday.fixed = holiday.rule == RULE_FIXED;
  return holiday;
}

/* A day of another calendar that falls in the Gregorian year. */
static int holiday_other(const Holiday *h, CalendarSet *set, OtherCalendar calendar, int year,
                         Day *day) {
  int other;
  Day lo = day_of_civil(year, 1, 1), hi = day_of_civil(year, 12, 31);
  if (!calendar_year(set, calendar, lo, &other)) return 0;
  for (int i = 0; i < 3; i++)
    if (calendar_day(set, calendar, other + i, h->a, h->b, day) && *day + h->offset >= lo &&
        *day + h->offset <= hi)
      return 1;
  return 0;
}

int holiday_day(const Holiday *h, CalendarSet *set, int year, Day *first, Day *last) {
  Day day = 0;
  if (year < 1 || year > 3000) return 0;
  switch (h->rule) {
  case RULE_FIXED: day = day_of_civil(year, h->a, h->b); break;
  case RULE_NTH:
    day = nth_weekday(day_of_civil(year, h->a, 1),
                      day_of_civil(year, h->a, month_length(year, h->a)), h->b, h->c);
    break;
  case RULE_EASTER: day = easter_western(year); break;
  case RULE_ORTHODOX: day = easter_orthodox(year); break;
  case RULE_ISLAMIC:
    if (!holiday_other(h, set, CALENDAR_ISLAMIC, year, &day)) return 0;
    break;
  case RULE_PERSIAN:
    if (!holiday_other(h, set, CALENDAR_PERSIAN, year, &day)) return 0;
    break;
  case RULE_HEBREW:
    if (!holiday_other(h, set, CALENDAR_HEBREW, year, &day)) return 0;
    break;
  case RULE_CHINESE:
    if (!holiday_other(h, set, CALENDAR_CHINESE, year, &day)) return 0;
    break;
  case RULE_HINDU:
    if (!moon_day(year, h->a, h->b, (MoonHour)h->c, &day)) return 0;
    break;
  case RULE_SUN:
    if (!sun_enters(year, h->a, &day)) return 0;
    break;
  case RULE_PARSI: /* years of 365 days */
    day = day_of_civil(2018, 8, 17);
    day += 365 * (year - 2018);
    if (civil_of_day(day).year != year) return 0;
    break;
  default: return 0;
  }
  day += h->offset;
  if (h->before) day -= (weekday_of(day) - h->before + 6) % 7 + 1;
  if (h->sunday && weekday_of(day) == 7) day += h->sunday;
  *first = day - h->eve;
  *last = day;
  return 1;
}
