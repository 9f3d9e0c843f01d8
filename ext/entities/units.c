/* units.c: see units.h. One cutter reads characters and calls units_add for each run. */
#include "entities/units.h"
#include "text/chars.h"
#include "text/hash.h"
#include "text/memory.h"
#include <string.h>

#define CAPS_LETTERS 12 /* a sentence needs so many cased letters to be called capitals */
#define CAPS_PERCENT 75 /* and this share of them in upper case */

/* Scripts in which every character is a unit. */
static int script_by_character(uint32_t script) {
  return script == SCRIPT_HAN || script == SCRIPT_HIRAGANA || script == SCRIPT_KATAKANA ||
         script == SCRIPT_THAI || script == SCRIPT_LAO || script == SCRIPT_KHMER ||
         script == SCRIPT_MYANMAR;
}

static int script_has_case(uint32_t script) {
  return script == SCRIPT_LATIN || script == SCRIPT_GREEK || script == SCRIPT_CYRILLIC ||
         script == SCRIPT_ARMENIAN;
}

static UnitGap gap_of_sign(uint32_t c) {
  switch (c) {
  case '\'':
  case 0x2019:
  case 0x02BC:
  case 0x2BB:
  case '.':
  case 0xB7:
  case 0x2022:
  case 0x30FB:
  case '-':
  case 0x2010:
  case 0x2011:
  case 0x2013:
  case 0x05BE:
  case 0xFF0E:
  case 0x2027: return GAP_JOIN;
  case '"':
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0xAB:
  case 0xBB:
  case 0x2018:
  case 0x05F4:
  case 0x300C:
  case 0x300D:
  case 0x201F: return GAP_QUOTE;
  case '\n':
  case '\r': return GAP_BREAK;
  default: return GAP_BREAK;
  }
}

typedef struct Cutter {
  const uint8_t *text; /* offsets count from here */
  uint32_t position;
  uint32_t end;
  UnitGap gap; /* what was met since the last unit */
} Cutter;

static UnitGap gap_join(UnitGap a, UnitGap b) { return a > b ? a : b; }

/* A sign inside a Hebrew word: geresh before a letter (ג'ורג'), gershayim before an acronym's last
** letter (צה"ל). */
static int is_hebrew_sign(const uint8_t *p, const uint8_t *end, uint32_t c) {
  if (c != '\'' && c != '"' && c != 0x5F3 && c != 0x5F4) return 0;
  for (int letters = 0; letters < 2; letters++) {
    uint32_t next;
    if (p >= end) return letters;
    p = utf8_decode(p, end, &next);
    if ((chars_class(next) & CLASS_SCRIPT) != SCRIPT_HEBREW) return letters;
    if (c == '\'' || c == 0x5F3) return 1;
  }
  return 0;
}

/* Find the next unit: fills its span, gap and flags. 0 at the end. */
static int cutter_next(Cutter *cutter, Unit *unit) {
  const uint8_t *end = cutter->text + cutter->end;
  const uint8_t *p = cutter->text + cutter->position;
  uint32_t c = 0, class = 0;
  const uint8_t *next = p;
  for (; p < end; p = next) { /* to the first letter or digit */
    next = utf8_decode(p, end, &c);
    class = chars_class(c);
    if (class & (CLASS_LETTER | CLASS_DIGIT) && !(class & CLASS_MARK)) break;
    if (class & (CLASS_FORMAT | CLASS_MARK)) continue;
    if (c == '\n' || c == '\r')
      cutter->gap = GAP_BREAK;
    else if (class & CLASS_SPACE)
      cutter->gap = gap_join(cutter->gap, GAP_SPACE);
    else
      cutter->gap = gap_join(cutter->gap, gap_of_sign(c));
  }
  if (p >= end) {
    cutter->position = cutter->end;
    return 0;
  }
  memset(unit, 0, sizeof *unit);
  unit->start = (uint32_t)(p - cutter->text);
  unit->gap = (uint8_t)cutter->gap;
  uint32_t script = class & CLASS_SCRIPT;
  int single = script_by_character(script), upper = 0, lower = 0;
  if (single) unit->flags |= UNIT_CHARACTER;
  if (class & CLASS_UPPER) unit->flags |= UNIT_UPPER;
  if (class & CLASS_DIGIT) unit->flags |= UNIT_DIGIT;
  if (script_has_case(script)) unit->flags |= UNIT_CASED;
  for (p = next;; p = next) {
    if (class & CLASS_UPPER)
      upper = 1;
    else if (class & CLASS_LETTER && !(class & CLASS_MARK))
      lower = 1;
    if (p >= end) break;
    next = utf8_decode(p, end, &c);
    class = chars_class(c);
    if (single) {
      if (!(class & CLASS_MARK)) break;
    } else if (class & CLASS_FORMAT) {
      if (c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060) continue;
      break;
    } else if (script == SCRIPT_HEBREW && is_hebrew_sign(next, end, c)) {
      continue;
    } else if (!(class & (CLASS_LETTER | CLASS_DIGIT | CLASS_MARK)) ||
               script_by_character(class & CLASS_SCRIPT)) {
      break;
    }
  }
  unit->end = (uint32_t)(p - cutter->text);
  if (upper && !lower) unit->flags |= UNIT_ALL_UPPER;
  if (p < end && *p == '.') unit->flags |= UNIT_DOTTED;
  cutter->position = unit->end;
  cutter->gap = GAP_NONE;
  return 1;
}

static void unit_set_fold(Unit *unit, const uint8_t *text, Buffer *folds) {
  unit->fold = (uint32_t)folds->size;
  fold_text(text + unit->start, unit->end - unit->start, folds, NULL);
  if (folds->rc) return;
  unit->fold_size = (uint32_t)folds->size - unit->fold;
  unit->hash = hash_bytes(folds->data + unit->fold, unit->fold_size, 0);
}

static void unit_count_letters(Unit *unit, const Buffer *folds) {
  uint32_t letters = 0;
  for (uint32_t i = 0; i < unit->fold_size; i++)
    letters += (folds->data[unit->fold + i] & 0xC0) != 0x80;
  unit->letters = (uint8_t)(letters > 255 ? 255 : letters);
}

size_t units_of_name(const void *name, size_t size, Unit *items, size_t max, Buffer *folds) {
  if (size > UINT32_MAX / 4) return 0;
  Cutter cutter = {name, 0, (uint32_t)size, GAP_BREAK};
  Unit unit;
  size_t count = 0;
  while (cutter_next(&cutter, &unit)) {
    unit_set_fold(&unit, name, folds);
    if (folds->rc) return 0;
    if (!unit.fold_size) continue;
    unit_count_letters(&unit, folds);
    if (count == max) return 0;
    items[count++] = unit;
  }
  return count;
}

/* Marks the units of a sentence written in capitals: there case tells nothing. */
static void sentence_mark_caps(Units *units, size_t first) {
  size_t cased = 0, upper = 0;
  for (size_t i = first; i < units->count; i++) {
    const Unit *unit = &units->items[i];
    if (!(unit->flags & UNIT_CASED)) continue;
    cased += unit->letters;
    if (unit->flags & UNIT_ALL_UPPER) upper += unit->letters;
  }
  if (cased < CAPS_LETTERS || upper * 100 < cased * CAPS_PERCENT) return;
  for (size_t i = first; i < units->count; i++) units->items[i].caps = 1;
}

static void sentence_cut(Document *doc, uint32_t s, Units *units) {
  const Sentence *sentence = &doc->sentences.items[s];
  Cutter cutter = {doc->text, sentence->span.start, sentence->span.end, GAP_BREAK};
  uint32_t token = sentence->first_token;
  size_t first = units->count;
  Unit unit;
  while (cutter_next(&cutter, &unit)) {
    while (token < sentence->end_token && doc->tokens.items[token].span.end <= unit.start) token++;
    if (token >= sentence->end_token) break;
    const Token *holder = &doc->tokens.items[token];
    unit.token = token;
    unit.sentence = s;
    if (holder->span.start == unit.start && holder->span.end == unit.end) {
      unit.fold = (uint32_t)units->folds.size;
      unit.fold_size = holder->fold_size;
      unit.hash = holder->hash;
      buffer_append(&units->folds, doc->folds.data + holder->fold, holder->fold_size);
    } else {
      unit_set_fold(&unit, doc->text, &units->folds);
    }
    if (units->folds.rc) {
      doc->rc = STATUS_NOMEM;
      return;
    }
    if (!unit.fold_size) continue;
    unit_count_letters(&unit, &units->folds);
    Unit *added = document_grow(doc, &units->items, &units->count, &units->capacity, sizeof unit);
    if (!added) return;
    *added = unit;
  }
  sentence_mark_caps(units, first);
}

void units_of_document(Document *doc, Units *units) {
  memset(units, 0, sizeof *units);
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    if (document_stopped(doc)) return;
    sentence_cut(doc, s, units);
  }
}

void units_free(Units *units) { buffer_free(&units->folds); }
