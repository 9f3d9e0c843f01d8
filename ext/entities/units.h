/* units.h: the pieces names are compared by.
**
** A unit is a run of letters and digits inside a token, folded; in scripts written without spaces
** (Han, kana, Thai, Lao, Khmer, Burmese) every character is a unit of its own. What stands between
** two units is kept as a gap, so "Kassym-Jomart", "Kassym Jomart" and "Kassym–Jomart" are the same
** two units, and a quotation mark inside a name does no harm. The packer, the user's names and the
** text are all cut by the same code. */
#ifndef GLOSS_ENTITIES_UNITS_H
#define GLOSS_ENTITIES_UNITS_H
#include "text/document.h"

typedef enum UnitGap {            /* what stands before a unit, mildest first */
                       GAP_NONE,  /* nothing: characters of one written word */
                       GAP_JOIN,  /* apostrophe, full stop, middle dot, hyphen; no white space */
                       GAP_SPACE, /* white space, perhaps with a hyphen or a middle dot */
                       GAP_QUOTE, /* a quotation mark */
                       GAP_BREAK  /* any other sign, a line's end, a sentence's end */
} UnitGap;

enum {                      /* Unit.flags */
       UNIT_UPPER = 1,      /* begins with an upper-case letter */
       UNIT_ALL_UPPER = 2,  /* no lower-case letter, at least one upper-case */
       UNIT_CASED = 4,      /* begins with a letter of a script that has case */
       UNIT_DIGIT = 8,      /* begins with a digit */
       UNIT_CHARACTER = 16, /* a character of a script without spaces */
       UNIT_DOTTED = 32     /* a full stop follows directly */
};

typedef struct Unit {
  uint64_t hash;  /* hash_bytes(folded form, 0) */
  uint32_t start; /* bytes of the text */
  uint32_t end;
  uint32_t fold;      /* offset in the folds */
  uint32_t fold_size; /* bytes */
  uint32_t token;     /* index of its token; 0 for names */
  uint32_t sentence;
  uint8_t gap; /* UnitGap */
  uint8_t flags;
  uint8_t letters; /* characters of the folded form, 255 at most */
  uint8_t caps;    /* 1: in a sentence written in capitals */
} Unit;

typedef struct Units {
  Unit *items;
  size_t count, capacity;
  Buffer folds; /* folded forms; free with units_free */
} Units;

/* The units of a document's sentences; items live in the arena. Sets doc->rc on failure. */
void units_of_document(Document *doc, Units *units);
/* The units of a name (valid or invalid UTF-8), at most `max`, into items[]. Appends to folds.
** Returns their number; a name with more units gives 0. Failure is in folds->rc. */
size_t units_of_name(const void *name, size_t size, Unit *items, size_t max, Buffer *folds);
void units_free(Units *units);

static inline Text unit_fold(const Buffer *folds, const Unit *unit) {
  return (Text){(const char *)folds->data + unit->fold, unit->fold_size};
}

#endif
