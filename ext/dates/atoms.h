/* atoms.h: a sentence as a row of words of time, numbers and the little words between them.
**
** Each atom has one reading or a few ("second" is an ordinal and a unit). What the grammar does not
** know is one ATOM_OTHER per token. */
#ifndef GLOSS_DATES_ATOMS_H
#define GLOSS_DATES_ATOMS_H
#include "dates/when.h"
#include "quantities/number.h"

typedef enum AtomKind {
  ATOM_OTHER,
  ATOM_NUMBER,
  ATOM_MONTH,
  ATOM_WEEKDAY,
  ATOM_UNIT,
  ATOM_DEIXIS,
  ATOM_NEXTDAY,
  ATOM_SHIFT,
  ATOM_LAST,
  ATOM_SAME,
  ATOM_AGOPRE,
  ATOM_AGOPOST,
  ATOM_INPRE,
  ATOM_FROMPOST,
  ATOM_LATERPOST,
  ATOM_FEW,
  ATOM_ONE,
  ATOM_PART,
  ATOM_SEASON,
  ATOM_EDGE,
  ATOM_EDGEPOST,
  ATOM_REST,
  ATOM_EACH,
  ATOM_SET,
  ATOM_OF,
  ATOM_THE,
  ATOM_PREP,
  ATOM_FROM,
  ATOM_TO,
  ATOM_BETWEEN,
  ATOM_AND,
  ATOM_AT,
  ATOM_OCLOCK,
  ATOM_AMPM,
  ATOM_ERA,
  ATOM_ERAPREFIX,
  ATOM_FUTURE,
  ATOM_SPAN,
  ATOM_SPANPRE,
  ATOM_SPANPOST,
  ATOM_REF,
  ATOM_EDGEUNIT,
  ATOM_AGOWEAK,
  ATOM_HOLIDAY,
  ATOM_OTHERMONTH,
  ATOM_FIGURES,
  ATOM_CLOCK,
  ATOM_DASH,
  ATOM_COMMA,
  ATOM_SLASH,
  ATOM_DOT,
  ATOM_OPEN,
  ATOM_CLOSE,
  ATOM_ROMAN,
  ATOM_QUARTER,
  ATOM_HALF,
  ATOM_DECADE,
  ATOM_APOSTROPHE,
  ATOM_MARK,
  ATOM_DECADEMARK,
  ATOM_WEEKSON,
  ATOM_AGE,
  ATOM_MEASURE
} AtomKind;

typedef struct Reading {
  uint8_t kind;              /* AtomKind */
  uint8_t unit;              /* Unit */
  uint8_t flag;              /* weak, ordinal, position or mode: see atoms.c */
  uint8_t digits;            /* of a number in figures */
  int value, value2, value3; /* number; month; day; year, month, day of FIGURES; hour, minute */
  uint32_t row;              /* of a holiday */
  Text text;                 /* literal value */
} Reading;

#define GROUPED 0xFF /* Reading.digits of "1.200" */
#define ATOM_READINGS 6
typedef struct Atom {
  Span span;
  uint8_t count; /* readings */
  uint8_t space; /* white space before */
  uint8_t upper; /* begins with a capital */
  uint8_t word;  /* is a word or number (not punctuation) */
  Reading readings[ATOM_READINGS];
} Atom;

enum {                   /* Reading.flag */
       FLAG_WEAK = 1,    /* months, weekdays, deixis, holidays: an ordinary word too */
       FLAG_ORDINAL = 2, /* numbers */
       FLAG_WORDS = 4,   /* numbers in words */
       FLAG_PRE = 8,
       FLAG_POST = 16, /* where a shift word stands */
       FLAG_NEAR = 32,
       FLAG_WEEK = 64,   /* how it moves weekdays */
       FLAG_LATER = 128, /* anaphoric */
       FLAG_MANY = 16,   /* units: the plural */
       FLAG_SPAN = 64    /* "within" */
};

typedef struct Lexer {
  const Document *doc;
  const Lexicon *lexicon;
  NumberReader numbers;
  int words, months, weekdays, holidays, calendars, units, currencies; /* tables */
  int kind, value, extra, month, month_weak, day, day_weak;            /* columns */
  int rule, calendar, calendar_month;
  int month_first; /* 10/31 */
  Atom *atoms;     /* room for SENTENCE atoms */
  size_t count, capacity;
  uint32_t token, end_token; /* where the reading is */
  int cues;                  /* readings that may begin a date */
} Lexer;

void lexer_init(Lexer *lexer, const Document *doc, const Lexicon *lexicon);
/* The atoms of a sentence, into lexer->atoms. 0 when memory is short (doc->rc set by the
** caller). */
int lexer_run(Lexer *lexer, const Sentence *sentence);
void lexer_free(Lexer *lexer);

/* between atoms.c and figures.c */
void atom_add(Atom *atom, Reading reading);
int atom_text_is(Text text, const char *name);
int lexer_before_is(const Lexer *lexer, AtomKind kind); /* has the atom before this reading? */
/* A date or clock time in figures at the byte; 1 if there is one. */
int lexer_read_figures(const Lexer *lexer, uint32_t byte, uint32_t end, Atom *atom);

#endif
