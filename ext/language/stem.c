/* stem.c: see stem.h. The affixes of all languages stand in one sorted array; a word is tried from
** its longest possible ending down, by binary search. */
#include "language/stem.h"
#include "text/memory.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>

#define AFFIX_MAX 40 /* bytes of the longest affix */

enum { AFFIX_PREFIX, AFFIX_SUFFIX, AFFIX_PROCLITIC, AFFIX_ARTICLE }; /* column side */

typedef struct Affix {
  Language language;
  uint8_t side; /* AFFIX_ */
  uint8_t min;    /* characters to be left */
  uint8_t size;
  char bytes[AFFIX_MAX]; /* folded */
} Affix;

struct Stemmer {
  Affix *affixes;
  size_t count, capacity;
  size_t longest; /* bytes */
};

static int affix_compare(const void *a, const void *b) {
  const Affix *x = a, *y = b;
  if (x->language != y->language) return x->language < y->language ? -1 : 1;
  if (x->side != y->side) return x->side < y->side ? -1 : 1;
  if (x->size != y->size) return x->size < y->size ? -1 : 1;
  return memcmp(x->bytes, y->bytes, x->size);
}

static int stemmer_add(Stemmer *stemmer, Language language, int side, int min, const char *form,
                       size_t size) {
  Buffer fold = {0};
  fold_text((const uint8_t *)form, size, &fold, NULL);
  if (!fold.rc && fold.size && fold.size <= AFFIX_MAX) {
    if (stemmer->count == stemmer->capacity) {
      size_t capacity = stemmer->capacity ? stemmer->capacity * 2 : 256;
      Affix *affixes = memory_resize(stemmer->affixes, capacity * sizeof *affixes);
      if (!affixes) {
        buffer_free(&fold);
        return 0;
      }
      stemmer->affixes = affixes;
      stemmer->capacity = capacity;
    }
    Affix *affix = &stemmer->affixes[stemmer->count++];
    memset(affix, 0, sizeof *affix);
    affix->language = language;
    affix->side = (uint8_t)side;
    affix->min = (uint8_t)min;
    affix->size = (uint8_t)fold.size;
    memcpy(affix->bytes, fold.data, fold.size);
    if (fold.size > stemmer->longest) stemmer->longest = fold.size;
  }
  int ok = !fold.rc;
  buffer_free(&fold);
  return ok;
}

/* one row: every form in every language */
static int stemmer_add_row(Stemmer *stemmer, Text languages, Text forms, int side, int min) {
  for (uint32_t l = 0; l < languages.size;) {
    const char *comma = memchr(languages.data + l, ',', languages.size - l);
    uint32_t stop = comma ? (uint32_t)(comma - languages.data) : languages.size;
    Language language = language_of_tag(languages.data + l, stop - l);
    for (uint32_t f = 0; f < forms.size;) {
      const char *bar = memchr(forms.data + f, '|', forms.size - f);
      uint32_t end = bar ? (uint32_t)(bar - forms.data) : forms.size;
      if (!stemmer_add(stemmer, language, side, min, forms.data + f, end - f)) return 0;
      f = end + 1;
    }
    l = stop + 1;
  }
  return 1;
}

static int affix_side(Text name) {
  switch (name.size > 2 ? name.data[2] : 0) { /* suFfix, prEfix, prOclitic, arTicle */
  case 'f': return AFFIX_SUFFIX;
  case 'o': return AFFIX_PROCLITIC;
  case 't': return AFFIX_ARTICLE;
  default: return AFFIX_PREFIX;
  }
}

Stemmer *stemmer_open(const Lexicon *lexicon) {
  Stemmer *stemmer = memory_zero(sizeof *stemmer);
  if (!stemmer) return NULL;
  int table = lexicon_table(lexicon, "affixes");
  int side = lexicon_column(lexicon, table, "side"), min = lexicon_column(lexicon, table, "min");
  for (uint32_t row = 0; row < lexicon_rows(lexicon, table); row++) {
    Text which = lexicon_field(lexicon, table, row, side);
    Text left = lexicon_field(lexicon, table, row, min);
    int affix = affix_side(which);
    int least = left.size ? left.data[0] - '0' : 3;
    if (!stemmer_add_row(stemmer, lexicon_field(lexicon, table, row, 0),
                         lexicon_field(lexicon, table, row, 1), affix, least)) {
      stemmer_close(stemmer);
      return NULL;
    }
  }
  if (stemmer->count) qsort(stemmer->affixes, stemmer->count, sizeof(Affix), affix_compare);
  return stemmer;
}

void stemmer_close(Stemmer *stemmer) {
  if (!stemmer) return;
  memory_free(stemmer->affixes);
  memory_free(stemmer);
}

static const Affix *stemmer_find(const Stemmer *stemmer, Language language, int side,
                                 const char *bytes, size_t size) {
  Affix key = {language, (uint8_t)side, 0, (uint8_t)size, {0}};
  memcpy(key.bytes, bytes, size);
  return bsearch(&key, stemmer->affixes, stemmer->count, sizeof(Affix), affix_compare);
}

/* The longest affix on one side that may be stripped: its size, or 0. */
static size_t stem_affix(const Stemmer *stemmer, Language language, int suffix, const char *word,
                         size_t size, size_t characters) {
  size_t longest = stemmer->longest < size ? stemmer->longest : size - 1;
  for (size_t n = longest; n; n--) {
    const char *affix = suffix ? word + size - n : word;
    const char *border = suffix ? affix : word + n;
    if (((uint8_t)*border & 0xC0) == 0x80) continue;
    const Affix *found = stemmer_find(stemmer, language, suffix, affix, n);
    if (found && characters - utf8_count((const uint8_t *)affix, n) >= found->min) return n;
  }
  return 0;
}

Text stem_word(const Stemmer *stemmer, Language language, const void *fold, size_t size) {
  const char *word = fold;
  Text whole = {word, (uint32_t)size};
  if (!stemmer || size < 2 || size > 256 || !stemmer->count) return whole;
  size_t characters = utf8_count(fold, size);
  size_t front = stem_affix(stemmer, language, 0, word, size, characters);
  characters -= utf8_count(fold, front);
  size_t back = stem_affix(stemmer, language, 1, word + front, size - front, characters);
  return (Text){word + front, (uint32_t)(size - front - back)};
}

/* ---- proclitics ---- */

int stem_proclitics(const Stemmer *stemmer, Language language, const uint8_t *word, size_t size,
                    int article, uint32_t out[STEM_CUTS]) {
  int count = 0;
  out[count++] = 0;
  const char *bytes = (const char *)word;
  size_t longest = stemmer && size > 2 ? (stemmer->longest < size ? stemmer->longest : size) : 0;
  for (size_t n = 1; n < longest && count < STEM_CUTS; n++) {
    if ((word[n] & 0xC0) == 0x80) continue;
    const Affix *found = stemmer_find(stemmer, language, AFFIX_PROCLITIC, bytes, n);
    const Affix *with = stemmer_find(stemmer, language, AFFIX_ARTICLE, bytes, n);
    if (!found && !with) continue;
    if (utf8_count(word + n, size - n) < (found ? found : with)->min) continue;
    if (found || article) {
      out[count++] = (uint32_t)n;
      continue;
    }
    for (size_t k = n - 1; k; k--) { /* keep the article: cut only what stands before it */
      if (!stemmer_find(stemmer, language, AFFIX_ARTICLE, bytes + k, n - k)) continue;
      if (out[count - 1] != k) out[count++] = (uint32_t)k;
      break;
    }
  }
  return count;
}
