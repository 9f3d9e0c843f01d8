/* unicode.h: the plain, slow truth about characters, straight from ICU.
**
** char_gen.c turns these functions into the tables of char_table.h at build time; script.c and
** fold.c read the tables, and the unit tests compare both for every code point. */
#ifndef GLOSS_TEXT_UNICODE_H
#define GLOSS_TEXT_UNICODE_H
#include <stdint.h>
#include "text/fold.h"
#include "text/script.h"

enum { /* bits above the script in a character's class */
  CLASS_SCRIPT = 0x3F,
  CLASS_LETTER = 0x40,
  CLASS_UPPER = 0x80,
  CLASS_DIGIT = 0x100,
  CLASS_SPACE = 0x200,
  CLASS_PUNCT = 0x400,
  CLASS_FORMAT = 0x800,
  CLASS_MARK = 0x1000,
  CLASS_FOLDS = 0x2000, /* its fold is not one character of the basic plane */
  CLASS_SIMPLIFIED = 0x4000, /* a Han character of simplified spelling alone */
  CLASS_TRADITIONAL = 0x8000 /* or of traditional spelling */
};

/* Without CLASS_FOLDS, CLASS_SIMPLIFIED and CLASS_TRADITIONAL, which char_gen.c adds. */
uint16_t unicode_class(uint32_t codepoint);
int unicode_fold(uint32_t codepoint, uint32_t out[FOLD_MAX]); /* as fold_codepoint */

#endif
