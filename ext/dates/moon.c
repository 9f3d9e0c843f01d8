/* moon.c: see moon.h. Longitudes of sun and moon after Meeus, Astronomical Algorithms, chapters 25
** and 47, with the largest periodic terms only (the moon to about a tenth of a degree, some ten
** minutes of its path); the sidereal zero after Lahiri. Good for the years 1600 to 2400. */
#include "dates/moon.h"
#include <math.h>

#define RADIANS 0.017453292519943295

static double turn(double degrees) {
  double t = fmod(degrees, 360.0);
  return t < 0 ? t + 360.0 : t;
}

/* centuries from J2000 of an hour (UTC) of a day */
static double centuries(Day day, double hour) {
  return (day - 10957 + (hour - 12.0) / 24.0) / 36525.0;
}

static double sun_longitude(double t) {
  double m = (357.52911 + 35999.05029 * t) * RADIANS;
  double c = (1.914602 - 0.004817 * t) * sin(m) + 0.019993 * sin(2 * m) + 0.000289 * sin(3 * m);
  return turn(280.46646 + 36000.76983 * t + 0.0003032 * t * t + c - 0.00569);
}

static double moon_longitude(double t) {
  static const struct {
    double size;
    int d, m, n, f; /* multiples of elongation, sun's and moon's anomaly, latitude argument */
  } terms[] = {{6.288774, 0, 0, 1, 0},  {1.274027, 2, 0, -1, 0},  {0.658314, 2, 0, 0, 0},
               {0.213618, 0, 0, 2, 0},  {-0.185116, 0, 1, 0, 0},  {-0.114332, 0, 0, 0, 2},
               {0.058793, 2, 0, -2, 0}, {0.057066, 2, -1, -1, 0}, {0.053322, 2, 0, 1, 0},
               {0.045758, 2, -1, 0, 0}, {-0.040923, 0, 1, -1, 0}, {-0.034720, 1, 0, 0, 0},
               {-0.030383, 0, 1, 1, 0}, {0.015327, 2, 0, 0, -2}};
  double l = 218.3164477 + 481267.88123421 * t, d = (297.8501921 + 445267.1114034 * t) * RADIANS;
  double m = (357.5291092 + 35999.0502909 * t) * RADIANS,
         n = (134.9633964 + 477198.8675055 * t) * RADIANS;
  double f = (93.2720950 + 483202.0175233 * t) * RADIANS;
  for (unsigned i = 0; i < sizeof terms / sizeof *terms; i++)
    l += terms[i].size * sin(terms[i].d * d + terms[i].m * m + terms[i].n * n + terms[i].f * f);
  return turn(l);
}

static double elongation(double t) { return turn(moon_longitude(t) - sun_longitude(t)); }

static double sidereal(double t) { return turn(sun_longitude(t) - (23.853 + 1.396971 * t)); }

/* the lunar month that began at the new moon before t */
static int month_at(double t) {
  double age = elongation(t);
  t -= age / 12.190749 / 36525.0;
  for (int i = 0; i < 3; i++) {
    double off = elongation(t);
    if (off > 180) off -= 360;
    t -= off / 12.190749 / 36525.0;
  }
  return ((int)(sidereal(t) / 30.0) + 1) % 12 + 1;
}

int moon_day(int year, int month, int tithi, MoonHour hour, Day *out) {
  static const double hours[] = {0.6, 6.5, 12.3, 18.5}; /* UTC of these hours in mid India */
  if (year < 1600 || year > 2400 || month < 1 || month > 12 || tithi < 1 || tithi > 30) return 0;
  Day middle = day_of_civil(year, 3, 30) + (Day)(30.44 * (month - 1) + 0.984 * (tithi - 1));
  if (civil_of_day(middle).year > year)
    middle = day_of_civil(year - 1, 3, 30) + (Day)(30.44 * (month - 1) + 0.984 * (tithi - 1));
  int found = 0, before = 0;
  for (Day day = middle - 26; day <= middle + 26; day++) {
    double t = centuries(day, hours[hour]);
    int now = (int)(elongation(t) / 12.0) + 1;
    int skipped =
        before == (tithi + 28) % 30 + 1 && now == tithi % 30 + 1; /* it began and ended between */
    if ((now == tithi || skipped) && before != tithi &&
        month_at(centuries(day, hours[hour]) - (skipped && tithi > 1 ? 1.0 / 36525.0 : 0)) ==
            month) {
      *out = day;
      found = 1;
    }
    before = now;
  }
  return found && civil_of_day(*out).year == year;
}

int sun_enters(int year, int sign, Day *out) {
  if (year < 1600 || year > 2400) return 0;
  Day day = day_of_civil(year, 4, 10) + (Day)(30.44 * sign);
  if (civil_of_day(day).year > year) day = day_of_civil(year - 1, 4, 10) + (Day)(30.44 * sign);
  for (int i = 0; i < 14; i++, day++) {
    double at = turn(sidereal(centuries(day, 12.3)) - 30.0 * sign);
    if (at < 180) {
      *out = day;
      return 1;
    }
  }
  return 0;
}
