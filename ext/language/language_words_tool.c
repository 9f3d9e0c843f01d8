/* language_words_tool.c: invents words that are spelt as a language spells, from its n-gram counts.
**
**     language_words_tool NGRAMS_DIRECTORY OUT_DIRECTORY TAG...
**
** Reads NGRAMS_DIRECTORY/TAG.tsv (n, n-gram, log10 of its share of all letters; n = 1..5, runs of
** letters inside words) and writes OUT_DIRECTORY/TAG.txt: lines of ten words drawn from the letter
** model that the counts are.
**
** The counts have no word boundaries, but these follow from sums: what of an n-gram's count is not
** covered by the (n+1)-grams that begin with it stood at the end of a word, and what is not covered
** by those that end with it stood at the beginning. A word is drawn letter by letter: its first
** four from the beginnings, then from the 5-grams. Where rare 5-grams were left out of the table,
** the missing mass is divided between "the word ends" and the 4-grams, by the share of ends that
** the 4-gram table shows for the last three letters.
**
** So a trainer that wants words gets the evidence of a corpus that only its counts are known of. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "text/utf8.h"

#define ORDERS 5
#define WORDS 400000
#define LONGEST 28

typedef struct Gram {
  uint32_t letter[ORDERS];
  double count, before, behind; /* total; covered by a letter before it; by one behind it */
} Gram;

typedef struct Table {
  Gram *grams;
  size_t count, capacity;
} Table;

static uint64_t random_state;

static double random_unit(void) {
  uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static int gram_compare(const void *left, const void *right) {
  const Gram *a = left, *b = right;
  for (int i = 0; i < ORDERS; i++)
    if (a->letter[i] != b->letter[i]) return a->letter[i] < b->letter[i] ? -1 : 1;
  return 0;
}

static void table_add(Table *table, const Gram *gram) {
  if (table->count == table->capacity) {
    table->capacity = table->capacity ? table->capacity * 2 : 1024;
    table->grams = realloc(table->grams, table->capacity * sizeof *table->grams);
    if (!table->grams) exit(1);
  }
  table->grams[table->count++] = *gram;
}

/* The grams of the table that begin with the first n letters: [*first, *end). */
static void table_range(const Table *table, const uint32_t *letters, int n, size_t *first,
                        size_t *end) {
  for (int side = 0; side < 2; side++) {
    size_t low = 0, high = table->count;
    while (low < high) {
      size_t middle = (low + high) / 2;
      int order = 0;
      for (int i = 0; i < n && !order; i++)
        if (table->grams[middle].letter[i] != letters[i])
          order = table->grams[middle].letter[i] < letters[i] ? -1 : 1;
      if (order < 0 || (order == 0 && side))
        low = middle + 1;
      else
        high = middle;
    }
    *(side ? end : first) = low;
  }
}

static Gram *table_find(const Table *table, const uint32_t *letters, int n) {
  size_t first, end;
  table_range(table, letters, n, &first, &end);
  return first < end ? &table->grams[first] : NULL;
}

static int read_tables(const char *path, Table tables[ORDERS + 1]) {
  FILE *file = fopen(path, "rb");
  char line[256];
  if (!file) return -1;
  while (fgets(line, sizeof line, file)) {
    char *form = strchr(line, '\t'), *value = form ? strchr(form + 1, '\t') : NULL;
    int n = atoi(line), letters = 0;
    if (!value || n < 1 || n > ORDERS) continue;
    Gram gram = {.count = pow(10, 9 + atof(value + 1))};
    const uint8_t *p = (const uint8_t *)form + 1, *stop = (const uint8_t *)value;
    while (p < stop && letters < n) p = utf8_decode(p, stop, &gram.letter[letters++]);
    if (letters == n && p == stop) table_add(&tables[n], &gram);
  }
  fclose(file);
  for (int n = 1; n <= ORDERS; n++)
    qsort(tables[n].grams, tables[n].count, sizeof(Gram), gram_compare);
  for (int n = 1; n < ORDERS; n++)
    for (size_t i = 0; i < tables[n + 1].count; i++) {
      const Gram *longer = &tables[n + 1].grams[i];
      Gram *head = table_find(&tables[n], longer->letter, n);
      Gram *tail = table_find(&tables[n], longer->letter + 1, n);
      if (head) head->behind += longer->count;
      if (tail) tail->before += longer->count;
    }
  return tables[1].count ? 0 : -1;
}

static double at_begin(const Gram *gram) {
  return gram->count > gram->before ? gram->count - gram->before : 0;
}

/* Draws a letter for a word's beginning of n < 4 letters; 0 when the word ends there. */
static uint32_t draw_begin(const Table tables[ORDERS + 1], const uint32_t *word, int n) {
  const Table *table = &tables[n + 1];
  size_t first, end;
  double sum = 0, all;
  table_range(table, word, n, &first, &end);
  for (size_t i = first; i < end; i++) sum += at_begin(&table->grams[i]);
  const Gram *self = n ? table_find(&tables[n], word, n) : NULL;
  all = self && at_begin(self) > sum ? at_begin(self) : sum;
  double u = random_unit() * all;
  for (size_t i = first; i < end; i++)
    if ((u -= at_begin(&table->grams[i])) < 0) return table->grams[i].letter[n];
  return 0;
}

static double end_share(const Gram *gram) {
  double missing = gram ? (gram->count - gram->behind) / gram->count : 1;
  return missing > 0 ? missing : 0;
}

/* Draws the letter behind the last n letters at `last`; 0 when the word ends there. */
static uint32_t draw_next(const Table tables[ORDERS + 1], const uint32_t *last, int n) {
  const Gram *self = table_find(&tables[n], last, n);
  size_t first, end;
  if (self) {
    table_range(&tables[n + 1], last, n, &first, &end);
    double u = random_unit() * self->count;
    for (size_t i = first; i < end; i++)
      if ((u -= tables[n + 1].grams[i].count) < 0) return tables[n + 1].grams[i].letter[n];
    if (n <= 3) return 0;
    double ends = end_share(table_find(&tables[n - 1], last + 1, n - 1)), missing = end_share(self);
    if (random_unit() * missing < ends) return 0;
  }
  return n > 1 ? draw_next(tables, last + 1, n - 1) : 0;
}

static void write_words(FILE *out, const Table tables[ORDERS + 1]) {
  for (int written = 0; written < WORDS;) {
    uint32_t word[LONGEST + 1], letter;
    int n = 0;
    while (n < LONGEST &&
           (letter = n < 4 ? draw_begin(tables, word, n) : draw_next(tables, word + n - 4, 4)))
      word[n++] = letter;
    if (!n) continue;
    for (int i = 0; i < n; i++) {
      uint8_t bytes[4];
      fwrite(bytes, 1, utf8_encode(word[i], bytes), out);
    }
    putc(++written % 10 ? ' ' : '\n', out);
  }
}

int main(int count, char **arguments) {
  for (int i = 3; i < count; i++) {
    Table tables[ORDERS + 1] = {{0}};
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.tsv", arguments[1], arguments[i]);
    if (read_tables(path, tables)) {
      fprintf(stderr, "%s: cannot be read\n", path);
      return 1;
    }
    snprintf(path, sizeof path, "%s/%s.txt", arguments[2], arguments[i]);
    FILE *out = fopen(path, "wb");
    if (!out) return 1;
    random_state = 1;
    write_words(out, tables);
    if (fclose(out)) return 1;
    for (int n = 1; n <= ORDERS; n++) free(tables[n].grams);
  }
  return count < 4;
}
