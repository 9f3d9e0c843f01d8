/* calendar.c: see calendar.h. Day numbers after the usual era arithmetic (400-year cycles of 146097
** days, the year counted from March); Easter after Meeus, Astronomical Algorithms, chapter 8. */
#include "dates/calendar.h"
#include <stddef.h>
#include <unicode/ucal.h>

Day day_of_civil(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int of_era = y - era * 400;
  int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Civil civil_of_day(Day day) {
  int z = day + 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  int of_era = z - era * 146097;
  int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year + year / 4 - year / 100);
  int m = (5 * of_year + 2) / 153;
  Civil civil = {year + era * 400, m < 10 ? m + 3 : m - 9, of_year - (153 * m + 2) / 5 + 1};
  if (civil.month <= 2) civil.year++;
  return civil;
}

int month_length(int year, int month) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) return 29;
  return lengths[month - 1];
}

int weekday_of(Day day) {
  int w = (day + 3) % 7;
  return (w < 0 ? w + 7 : w) + 1;
}

Day week_start(Day day) { return day - (weekday_of(day) - 1); }

Day iso_week_day(int year, int week) {
  return week_start(day_of_civil(year, 1, 4)) + 7 * (week - 1);
}

int iso_week_of(Day day, int *year) {
  *year = civil_of_day(week_start(day) + 3).year;
  return (week_start(day) - iso_week_day(*year, 1)) / 7 + 1;
}

Day day_add_months(Day day, int months) {
  Civil civil = civil_of_day(day);
  int total = civil.year * 12 + civil.month - 1 + months;
  int year = (total >= 0 ? total : total - 11) / 12, month = total - year * 12 + 1;
  int length = month_length(year, month);
  return day_of_civil(year, month, civil.day < length ? civil.day : length);
}

Day easter_western(int year) {
  int a = year % 19, b = year / 100, c = year % 100;
  int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return day_of_civil(year, n / 31, n % 31 + 1);
}

Day easter_orthodox(int year) {
  int d = (19 * (year % 19) + 15) % 30;
  int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7, n = d + e + 114;
  /* the Julian date, then the distance of the calendars in that century */
  return day_of_civil(year, n / 31, n % 31 + 1) + year / 100 - year / 400 - 2;
}

static UCalendar *calendar_open(CalendarSet *set, OtherCalendar calendar) {
  static const char *const locales[] = {"en@calendar=islamic-umalqura", "en@calendar=persian",
                                        "en@calendar=hebrew", "en@calendar=chinese"};
  static const UChar zone[] = {'G', 'M', 'T', 0};
  if (!set->open[calendar]) {
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *opened = ucal_open(zone, -1, locales[calendar], UCAL_DEFAULT, &status);
    if (U_FAILURE(status)) {
      if (opened) ucal_close(opened);
      return NULL;
    }
    set->open[calendar] = opened;
  }
  return set->open[calendar];
}

void calendars_free(CalendarSet *set) {
  for (int i = 0; i < CALENDARS; i++) {
    if (set->open[i]) ucal_close(set->open[i]);
    set->open[i] = NULL;
  }
}

int calendar_day(CalendarSet *set, OtherCalendar calendar, int year, int month, int day, Day *out) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *cal = calendar_open(set, calendar);
  if (!cal) return 0;
  ucal_clear(cal);
  ucal_set(cal, calendar == CALENDAR_CHINESE ? UCAL_EXTENDED_YEAR : UCAL_YEAR, year);
  ucal_set(cal, UCAL_MONTH, month - 1);
  ucal_set(cal, UCAL_DATE, day);
  if (calendar == CALENDAR_CHINESE) ucal_set(cal, UCAL_IS_LEAP_MONTH, 0);
  double millis = ucal_getMillis(cal, &status);
  if (U_FAILURE(status) || millis < -9e14 || millis > 9e14) return 0;
  double days = millis / 86400000.0;
  *out = (Day)days - (days < 0 && (double)(Day)days != days);
  return 1;
}

int calendar_year(CalendarSet *set, OtherCalendar calendar, Day day, int *year) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *cal = calendar_open(set, calendar);
  if (!cal) return 0;
  ucal_setMillis(cal, (double)day * 86400000.0 + 43200000.0, &status);
  *year = ucal_get(cal, calendar == CALENDAR_CHINESE ? UCAL_EXTENDED_YEAR : UCAL_YEAR, &status);
  return U_SUCCESS(status);
}

Day nth_weekday(Day lo, Day hi, int weekday, int nth) {
  if (nth > 0) return lo + (weekday - weekday_of(lo) + 7) % 7 + 7 * (nth - 1);
  return hi - (weekday_of(hi) - weekday + 7) % 7 + 7 * (nth + 1);
}
