/* parse.h: the grammar of dates over a sentence's atoms.
**
** Parts (parts.c) are what a language says in one breath: "5 May 2022", "next week", "two years
** ago", "the third quarter". parse.c joins parts that stand together ("Monday, 5 May", "the first
** Friday of next month") by merging their fields, and reads intervals, sets and durations. Every
** function looks a bounded number of atoms ahead, so a sentence is read in linear time. */
#ifndef GLOSS_DATES_PARSE_H
#define GLOSS_DATES_PARSE_H
#include "dates/atoms.h"

typedef struct Parser {
  const Lexer *lexer;
  const Atom *atoms;
  uint32_t count;
  int solo; /* the text is hardly more than the expression */
} Parser;

/* The reading of that kind at atom i, or NULL. */
const Reading *atom_is(const Parser *parser, uint32_t i, AtomKind kind);
const Reading *unit_is(const Parser *parser, uint32_t i, Unit unit);
/* A whole number at atom i between lo and hi, or NULL. */
const Reading *number_is(const Parser *parser, uint32_t i, int lo, int hi);
/* behind up to `most` little words (of, the, in, comma as asked) */
uint32_t skip_little(const Parser *parser, uint32_t i, int most, int comma);
int atom_known(const Parser *parser, uint32_t i); /* has any reading but OTHER */

/* Each reads one part at atom i: the atom behind it, or 0. */
uint32_t part_any(const Parser *parser, uint32_t i, When *when);
uint32_t part_year(const Parser *parser, uint32_t i, When *when);
uint32_t part_calendar(const Parser *parser, uint32_t i, When *when);
uint32_t part_relative(const Parser *parser, uint32_t i, When *when);
uint32_t part_duration(const Parser *parser, uint32_t i, When *when);
uint32_t part_nth(const Parser *parser, uint32_t i, When *when);
uint32_t part_clock(const Parser *parser, uint32_t i, When *when);

typedef struct Found {
  Span span;
  uint32_t end; /* atom behind */
  int rows;     /* 1, or 2 for the two ends of an interval */
  When when[2];
  Span spans[2];
  int interval; /* 1: when[0] to when[1] in one ("5-7 May"); 2: two whole dates, a row each */
} Found;

/* The best expression that starts at atom i; 1 if there is one. */
int parse_at(const Parser *parser, uint32_t i, Found *found);

#endif
