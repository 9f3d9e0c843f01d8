/* tense.c: the tense of a verb by its form, for dates that leave the year or week open.
**
** tenses.tsv lists words, endings ("-eront", "-ecek") and beginnings ("سي-") of verbs. They are
** compared with the word as written, not folded: Spanish "-ará" is a future and "-ara" is not.
** The longest pattern that fits decides, so that an exception ("tubarão") is only a longer row. */
#include "dates/tense.h"
#include <string.h>

#define STEM_BYTES 2u /* what an ending or beginning leaves of the word, at least */

enum { PART_WORD, PART_END, PART_BEGINNING };

static int language_listed(Text list, Language language) {
  for (uint32_t i = 0, start = 0; i <= list.size; i++) {
    if (i < list.size && list.data[i] != ',') continue;
    if (language_of_tag(list.data + start, i - start) == language) return 1;
    start = i + 1;
  }
  return 0;
}

static Tense tense_named(Text name) {
  static const char *const names[] = {"none", "future", "past", "clause"};
  for (int i = 0; i < 4; i++)
    if (name.size == strlen(names[i]) && !memcmp(name.data, names[i], name.size)) return (Tense)i;
  return TENSE_NONE;
}

static void tenses_add(Tenses *tenses, Text form, Tense tense) {
  uint8_t part = PART_WORD;
  if (form.size > 1 && form.data[0] == '-') {
    part = PART_END;
    form.data++, form.size--;
  } else if (form.size > 1 && form.data[form.size - 1] == '-') {
    part = PART_BEGINNING;
    form.size--;
  }
  if (form.size && tenses->count < TENSE_PATTERNS)
    tenses->patterns[tenses->count++] = (TensePattern){form, (uint8_t)tense, part};
}

void tenses_init(Tenses *tenses, const Lexicon *lexicon, Language language) {
  int table = lexicon_table(lexicon, "tenses");
  int patterns = lexicon_column(lexicon, table, "patterns");
  int tense = lexicon_column(lexicon, table, "form");
  tenses->count = 0;
  if (table < 0 || patterns < 0 || tense < 0) return;
  for (uint32_t row = 0; row < lexicon_rows(lexicon, table); row++) {
    if (!language_listed(lexicon_field(lexicon, table, row, 0), language)) continue;
    Text list = lexicon_field(lexicon, table, row, patterns);
    Tense named = tense_named(lexicon_field(lexicon, table, row, tense));
    for (uint32_t i = 0, start = 0; i <= list.size; i++) {
      if (i < list.size && list.data[i] != '|') continue;
      tenses_add(tenses, (Text){list.data + start, i - start}, named);
      start = i + 1;
    }
  }
}

static int pattern_fits(const TensePattern *pattern, Text word) {
  uint32_t size = pattern->text.size;
  if (pattern->part == PART_WORD)
    return word.size == size && !memcmp(word.data, pattern->text.data, size);
  if (word.size < size + STEM_BYTES) return 0;
  const char *at = pattern->part == PART_END ? word.data + word.size - size : word.data;
  return !memcmp(at, pattern->text.data, size);
}

Tense tense_of_word(const Tenses *tenses, Text word) {
  const TensePattern *best = NULL;
  for (size_t i = 0; i < tenses->count; i++) {
    const TensePattern *pattern = &tenses->patterns[i];
    if (best && pattern->text.size <= best->text.size) continue;
    if (pattern_fits(pattern, word)) best = pattern;
  }
  return best ? (Tense)best->tense : TENSE_NONE;
}
