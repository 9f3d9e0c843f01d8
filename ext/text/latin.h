/* latin.h: a Latin transliteration for readers.
**
** Greek after ELOT 743, Cyrillic in the manner of BGN/PCGN as the press writes it (Ukrainian, Kazakh
** and South Slavic letters have their own values), Arabic script letter by letter with the long
** vowels guessed from their neighbours; every other script through ICU's Any-Latin without
** diacritics. Latin text stays as it is. */
#ifndef GLOSS_TEXT_LATIN_H
#define GLOSS_TEXT_LATIN_H
#include "text/buffer.h"

typedef struct Latin Latin; /* holds ICU's transliterator once it was needed; not shared by threads */

Latin *latin_new(void); /* NULL: no memory */
void latin_free(Latin *latin);
/* Appends the transliteration of a UTF-8 text (any bytes) to out; out->rc tells of failure. */
void latin_text(Latin *latin, const uint8_t *text, size_t size, Buffer *out);

#endif
