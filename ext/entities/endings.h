/* endings.h: case endings and proclitics of names, table endings.tsv.
**
** A name is kept as written and, where its language inflects, also as its stem; a word of the text
** is tried as written and with every ending of the text's language cut off. Stems of both sides
** meet. All strings are folded. */
#ifndef GLOSS_ENTITIES_ENDINGS_H
#define GLOSS_ENTITIES_ENDINGS_H
#include "text/document.h"

enum {                    /* what a row is about */
       ENDING_NAME = 1,   /* endings of names */
       ENDING_NORP = 2,   /* endings of demonyms and patterns of institutions */
       ENDING_PREFIX = 4, /* proclitics: outside the name */
       ENDING_ARTICLE = 8 /* the article: inside the name */
};

typedef struct Endings Endings;
typedef struct EndingSet EndingSet; /* those of one language */

/* From the section's bytes: lines of languages TAB class TAB minimum TAB key TAB text. NULL: no
** memory. Damaged lines are skipped. */
Endings *endings_open(const uint8_t *bytes, size_t size);
void endings_close(Endings *endings);

/* The language's endings, NULL if it has none: what the functions below take. */
const EndingSet *endings_of(const Endings *endings, Language language);

/* The stem of a name's unit: bytes that stay after its longest key ending is cut; size if none. */
size_t endings_key_stem(const EndingSet *set, unsigned classes, const uint8_t *fold, size_t size);

typedef struct EndingCut {
  uint16_t size;    /* bytes that stay */
  uint16_t classes; /* ENDING_NAME, ENDING_NORP or both */
} EndingCut;
#define ENDING_CUTS 12
/* The stems a word of the text may have by its language's endings, longest first, without the word
** itself. Returns their number. */
size_t endings_text_stems(const EndingSet *set, const uint8_t *fold, size_t size,
                          EndingCut out[ENDING_CUTS]);
/* Bytes of the prefixes of the given class the word may begin with, shortest first. */
size_t endings_prefixes(const EndingSet *set, unsigned class, const uint8_t *fold, size_t size,
                        uint16_t out[ENDING_CUTS]);

#endif
