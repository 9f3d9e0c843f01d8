/* moon.h: days of the Hindu calendar, which follow the true sun and moon. */
#ifndef GLOSS_DATES_MOON_H
#define GLOSS_DATES_MOON_H
#include "dates/calendar.h"

typedef enum MoonHour { MOON_SUNRISE, MOON_NOON, MOON_SUNSET, MOON_MIDNIGHT } MoonHour;

/* The day of the Gregorian year on which the tithi (1..30, new moon = 30) of the lunar month
** (1 = Chaitra .. 12 = Phalguna, from new moon to new moon) prevails at that hour in India; of a
*month
** said twice, in the second. 0 if there is none. */
int moon_day(int year, int month, int tithi, MoonHour hour, Day *out);
/* The day on which the sun enters a sidereal sign (0 = Mesha .. 9 = Makara): the day itself when it
** does so before sunset in India, else the next. */
int sun_enters(int year, int sign, Day *out);

#endif
