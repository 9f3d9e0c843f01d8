/* endings.c: see endings.h. The endings of a language are grouped by their last byte, so a word
** is compared with few of them. */
#include "entities/endings.h"
#include "text/memory.h"
#include <stdlib.h>
#include <string.h>

#define ENDINGS_LANGUAGES 64  /* languages in the table, at most */
#define ENDINGS_ROW_LIMIT 512 /* endings of a language, at most */
#define ENDING_LONGEST 64     /* bytes */

typedef struct Ending {
  const uint8_t *text;
  uint8_t size;
  uint8_t class;   /* ENDING_ bit */
  uint8_t minimum; /* letters that must stay */
  uint8_t is_key;
} Ending;

struct EndingSet {
  Language language;
  Ending *items; /* text endings by last byte, then the rest */
  uint32_t count;
  uint32_t first[258]; /* items[first[b]..first[b + 1]) end with byte b; 256: prefixes; 257: keys */
};

struct Endings {
  uint8_t *bytes; /* our copy */
  EndingSet sets[ENDINGS_LANGUAGES];
  uint32_t count;
};

static EndingSet *endings_set(Endings *endings, Language language) {
  for (uint32_t i = 0; i < endings->count; i++)
    if (endings->sets[i].language == language) return &endings->sets[i];
  if (endings->count == ENDINGS_LANGUAGES) return NULL;
  EndingSet *set = &endings->sets[endings->count++];
  set->language = language;
  return set;
}

const EndingSet *endings_of(const Endings *endings, Language language) {
  if (!endings) return NULL;
  for (uint32_t i = 0; i < endings->count; i++)
    if (endings->sets[i].language == language) return &endings->sets[i];
  return NULL;
}

/* Cut at a sign: returns the piece before it and moves *p behind it; clamps at end. */
static Text piece_next(const uint8_t **p, const uint8_t *end, uint8_t sign) {
  const uint8_t *from = *p;
  const uint8_t *at = from < end ? memchr(from, sign, (size_t)(end - from)) : NULL;
  *p = at ? at + 1 : end;
  return (Text){(const char *)from, (uint32_t)((at ? at : end) - from)};
}

static int set_add(EndingSet *set, Text form, unsigned class, unsigned minimum, int is_key) {
  if (!form.size || form.size > ENDING_LONGEST || set->count >= ENDINGS_ROW_LIMIT) return 1;
  if (!set->items) set->items = memory_zero(ENDINGS_ROW_LIMIT * sizeof *set->items);
  if (!set->items) return 0;
  set->items[set->count++] = (Ending){(const uint8_t *)form.data, (uint8_t)form.size,
                                      (uint8_t) class, (uint8_t)minimum, (uint8_t)is_key};
  return 1;
}

static unsigned class_of_name(Text name) {
  if (name.size == 4 && !memcmp(name.data, "name", 4)) return ENDING_NAME;
  if (name.size == 4 && !memcmp(name.data, "norp", 4)) return ENDING_NORP;
  if (name.size == 3 && !memcmp(name.data, "any", 3)) return ENDING_NAME | ENDING_NORP;
  if (name.size == 6 && !memcmp(name.data, "prefix", 6)) return ENDING_PREFIX;
  if (name.size == 7 && !memcmp(name.data, "article", 7)) return ENDING_ARTICLE;
  return 0;
}

static int endings_add_forms(EndingSet *set, Text forms, unsigned class, unsigned minimum,
                             int is_key) {
  const uint8_t *p = (const uint8_t *)forms.data, *end = p + forms.size;
  while (p < end)
    if (!set_add(set, piece_next(&p, end, '|'), class, minimum, is_key)) return 0;
  return 1;
}

static int endings_add_line(Endings *endings, Text line) {
  const uint8_t *p = (const uint8_t *)line.data, *end = p + line.size;
  Text languages = piece_next(&p, end, '\t');
  unsigned class = class_of_name(piece_next(&p, end, '\t'));
  Text minimum = piece_next(&p, end, '\t');
  Text key = piece_next(&p, end, '\t'), text = piece_next(&p, end, '\t');
  if (!class || minimum.size != 1 || minimum.data[0] < '0' || minimum.data[0] > '9') return 1;
  const uint8_t *l = (const uint8_t *)languages.data, *l_end = l + languages.size;
  while (l < l_end) {
    Text tag = piece_next(&l, l_end, ',');
    EndingSet *set = endings_set(endings, language_of_tag(tag.data, tag.size));
    unsigned least = (unsigned)(minimum.data[0] - '0');
    if (!set) return 1;
    if (!endings_add_forms(set, key, class, least, 1)) return 0;
    if (!endings_add_forms(set, text, class, least, 0)) return 0;
  }
  return 1;
}

/* text endings by last byte, longest first; key endings and prefixes behind them */
static unsigned ending_rank(const Ending *e) {
  if (e->is_key) return 257;
  if (e->class & (ENDING_PREFIX | ENDING_ARTICLE)) return 256;
  return e->text[e->size - 1];
}

static int ending_compare(const void *a, const void *b) {
  const Ending *x = a, *y = b;
  unsigned rx = ending_rank(x), ry = ending_rank(y);
  if (rx != ry) return rx < ry ? -1 : 1;
  if (x->size != y->size) return x->size > y->size ? -1 : 1;
  int order = memcmp(x->text, y->text, x->size);
  return order ? order : (int)x->class - (int)y->class;
}

static void set_index(EndingSet *set) {
  if (!set->items) return;
  qsort(set->items, set->count, sizeof *set->items, ending_compare);
  uint32_t at = 0;
  for (unsigned b = 0; b <= 257; b++) {
    while (at < set->count && ending_rank(&set->items[at]) < b) at++;
    set->first[b] = at;
  }
}

Endings *endings_open(const uint8_t *bytes, size_t size) {
  Endings *endings = memory_zero(sizeof *endings);
  if (!endings) return NULL;
  endings->bytes = memory_alloc(size + 1);
  int ok = endings->bytes != NULL;
  if (ok) {
    if (size) memcpy(endings->bytes, bytes, size);
    const uint8_t *p = endings->bytes, *end = p + size;
    while (ok && p < end) ok = endings_add_line(endings, piece_next(&p, end, '\n'));
  }
  if (!ok) {
    endings_close(endings);
    return NULL;
  }
  for (uint32_t i = 0; i < endings->count; i++) set_index(&endings->sets[i]);
  return endings;
}

void endings_close(Endings *endings) {
  if (!endings) return;
  for (uint32_t i = 0; i < endings->count; i++) memory_free(endings->sets[i].items);
  memory_free(endings->bytes);
  memory_free(endings);
}

static unsigned letters_of(const uint8_t *fold, size_t size) {
  unsigned letters = 0;
  for (size_t i = 0; i < size; i++) letters += (fold[i] & 0xC0) != 0x80;
  return letters;
}

static int ending_fits(const Ending *e, const uint8_t *fold, size_t size) {
  return e->size < size && !memcmp(fold + size - e->size, e->text, e->size) &&
         letters_of(fold, size - e->size) >= e->minimum;
}

size_t endings_key_stem(const EndingSet *set, unsigned classes, const uint8_t *fold, size_t size) {
  if (!set || !set->items) return size;
  size_t best = size;
  for (uint32_t i = set->first[257]; i < set->count; i++) {
    const Ending *e = &set->items[i];
    if (e->class & classes && ending_fits(e, fold, size) && size - e->size < best)
      best = size - e->size;
  }
  return best;
}

size_t endings_text_stems(const EndingSet *set, const uint8_t *fold, size_t size,
                          EndingCut out[ENDING_CUTS]) {
  if (!set || !set->items || !size) return 0;
  unsigned last = fold[size - 1];
  size_t count = 0;
  for (uint32_t i = set->first[last]; i < set->first[last + 1]; i++) {
    const Ending *e = &set->items[i];
    if (!ending_fits(e, fold, size)) continue;
    uint16_t stem = (uint16_t)(size - e->size);
    if (count && out[count - 1].size == stem) {
      out[count - 1].classes = (uint16_t)(out[count - 1].classes | e->class);
      continue;
    }
    if (count == ENDING_CUTS) break;
    out[count++] = (EndingCut){stem, e->class};
  }
  return count;
}

size_t endings_prefixes(const EndingSet *set, unsigned class, const uint8_t *fold, size_t size,
                        uint16_t out[ENDING_CUTS]) {
  if (!set || !set->items) return 0;
  size_t count = 0;
  for (uint32_t i = set->first[256]; i < set->first[257] && count < ENDING_CUTS; i++) {
    const Ending *e = &set->items[i];
    if (!(e->class & class) || e->size >= size || *fold != *e->text) continue;
    if (memcmp(fold, e->text, e->size) || letters_of(fold + e->size, size - e->size) < e->minimum)
      continue;
    out[count++] = e->size;
  }
  return count;
}
