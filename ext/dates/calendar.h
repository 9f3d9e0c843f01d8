/* calendar.h: days as numbers. A day is the count of days since 1970-01-01 in the proleptic
** Gregorian calendar; years before 1 are 0, -1 ... as in ISO 8601. */
#ifndef GLOSS_DATES_CALENDAR_H
#define GLOSS_DATES_CALENDAR_H
#include <stdint.h>

typedef int32_t Day;
typedef struct Civil {
  int year, month, day;
} Civil;

/* years that the functions below are asked for: anything outside is refused by dates_resolve */
#define YEAR_MIN (-9999)
#define YEAR_MAX 9999

Day day_of_civil(int year, int month, int day);
Civil civil_of_day(Day day);
int month_length(int year, int month);
int weekday_of(Day day);                 /* 1 = Monday .. 7 = Sunday */
Day week_start(Day day);                 /* its Monday */
Day iso_week_day(int year, int week);    /* Monday of the ISO week */
int iso_week_of(Day day, int *year);     /* ISO week number and its year */
Day day_add_months(Day day, int months); /* the day clipped to the month's length */
/* the nth such weekday between two days (-1: the last) */
Day nth_weekday(Day lo, Day hi, int weekday, int nth);
Day easter_western(int year);
Day easter_orthodox(int year); /* in the Gregorian calendar */

/* Other calendars, through ICU. Months count from 1. */
typedef enum OtherCalendar {
  CALENDAR_ISLAMIC,
  CALENDAR_PERSIAN,
  CALENDAR_HEBREW,
  CALENDAR_CHINESE,
  CALENDARS
} OtherCalendar;
typedef struct CalendarSet {
  void *open[CALENDARS]; /* ICU calendars, opened when first asked for */
} CalendarSet;
void calendars_free(CalendarSet *set);
/* The Gregorian day of a date in the calendar; 0 when there is none. */
int calendar_day(CalendarSet *set, OtherCalendar calendar, int year, int month, int day, Day *out);
/* The year of the calendar in which a Gregorian day lies. */
int calendar_year(CalendarSet *set, OtherCalendar calendar, Day day, int *year);

#endif
