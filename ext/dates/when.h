/* when.h: what an expression of time says, before it is resolved, and its resolution.
**
** A When holds only what the words say: "Friday next week" is {base: week +1, weekday: 5}. Parts of
** an expression are merged field by field, so "the first Monday of March 2014" comes together from
** three pieces in any order the language puts them. Resolving then needs a day of reference. */
#ifndef GLOSS_DATES_WHEN_H
#define GLOSS_DATES_WHEN_H
#include "dates/calendar.h"
#include "text/document.h"

typedef enum Unit {
  UNIT_NONE,
  UNIT_SECOND,
  UNIT_MINUTE,
  UNIT_HOUR,
  UNIT_DAY,
  UNIT_WORKDAY,
  UNIT_WEEK,
  UNIT_FORTNIGHT,
  UNIT_WEEKEND,
  UNIT_MONTH,
  UNIT_QUARTER,
  UNIT_HALF,
  UNIT_YEAR,
  UNIT_DECADE,
  UNIT_CENTURY,
  UNIT_MILLENNIUM,
  UNITS
} Unit;

typedef enum WhenKind { WHEN_POINT, WHEN_SPAN, WHEN_DURATION, WHEN_SET, WHEN_REF } WhenKind;

enum { /* When.has */
       HAS_YEAR = 1,
       HAS_MONTH = 2,
       HAS_DAY = 4,
       HAS_WEEKDAY = 8,
       HAS_WEEK = 16,
       HAS_QUARTER = 32,
       HAS_HALF = 64,
       HAS_SEASON = 128,
       HAS_DECADE = 256,
       HAS_CENTURY = 512,
       HAS_PART = 1024,
       HAS_CLOCK = 2048,
       HAS_NTH = 4096,
       HAS_BASE = 8192,
       HAS_HOLIDAY = 16384,
       HAS_EDGE = 32768,
       HAS_SHIFT = 65536,
       HAS_OTHER = 1 << 17,
       HAS_WEEKOF = 1 << 18
};

typedef enum Edge { EDGE_NONE, EDGE_START, EDGE_MID, EDGE_END, EDGE_LATE, EDGE_REST } Edge;
/* which of the weekdays, months or holidays of that name is meant */
typedef enum Choice {
  CHOICE_OPEN,
  CHOICE_THIS,
  CHOICE_NEXT,
  CHOICE_NEXT_WEEK,
  CHOICE_LAST,
  CHOICE_LAST_WEEK,
  CHOICE_AFTER_NEXT,
  CHOICE_BEFORE_LAST,
  CHOICE_COMING
} Choice;

typedef struct Holiday {
  uint8_t rule;   /* HolidayRule, dates_resolve.c */
  int8_t a, b, c; /* month and day, or month, weekday and count */
  int16_t offset; /* days added */
  uint8_t eve;    /* begins the evening before */
  int8_t sunday;  /* moved so when it falls on a Sunday */
  uint8_t before; /* the last such weekday before the day */
  uint8_t fixed;  /* on the same day every year: month a, day b */
} Holiday;

typedef struct When {
  uint8_t kind; /* WhenKind */
  uint32_t has; /* HAS_ bits */
  int year, month, day, weekday, week, quarter, half, season, decade, century;
  int part, hour, minute, second; /* part: two letters 'M' | 'O' << 8; hour, minute -1: not said */
  int nth;                        /* 1..., or -1 the last, -2 the last but one */
  uint8_t nth_unit;  /* UNIT_DAY, UNIT_WEEK, UNIT_MONTH ..., or UNIT_NONE: of the weekday */
  uint8_t base_unit; /* the calendar unit that the reference day lies in, moved by base_n */
  int base_n;
  uint8_t choice, edge, anaphoric; /* anaphoric: from the day last spoken of ("later") */
  uint8_t weak;                    /* needs company to be a date at all */
  uint8_t year_short;              /* two digits: the century is a guess */
  uint8_t other;                   /* HAS_OTHER: OtherCalendar, year month day are of it */
  int count[UNITS];                /* of a shift, span, duration or set */
  int8_t sign;                     /* of a shift or span: -1 back, 1 forward */
  uint8_t vague;                   /* count is "several" */
  uint8_t from_day; /* shift from the day given by the other fields, not from the reference */
  Holiday holiday;
  Text literal; /* WHEN_REF, or a set's or duration's value as is */
  float score;
} When;

typedef enum Direction { DIRECTION_NEAREST, DIRECTION_PAST, DIRECTION_FUTURE } Direction;

typedef struct Reference {
  int known; /* there is a reference day */
  Day day;
  int narrated; /* `told` is a day */
  Day told;     /* the day last spoken of */
  int tells;    /* the text is a narrative of the past: what is left open follows `told` */
  Direction direction;
  int solo; /* the expression is all there is */
  CalendarSet *calendars;
} Reference;

typedef struct Resolved {
  uint8_t type; /* DateType */
  int known;    /* first and last are days */
  Day first, last;
  int clock; /* minutes of the day for first and last, -1 none */
  char value[40];
} Resolved;

/* 1 if it is a date at all (a 31 February is not, and then known is 0 but the value is given). */
int when_resolve(const When *when, const Reference *reference, Resolved *out);
/* Adds b to a when no field is said twice; 0 and a untouched otherwise. */
int when_merge(When *a, const When *b);
/* A rule of holidays.tsv, and its day in a year (first is the eve where it begins then). */
Holiday holiday_parse(Text rule);
int holiday_day(const Holiday *h, CalendarSet *set, int year, Day *first, Day *last);

#endif
