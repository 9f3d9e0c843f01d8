/* atoms.c: see atoms.h. Words are looked up as they stand; a word of Arabic script that is not
** found is looked up again without the particles written on it (و ف ب ل ك and the article),
** which the table lists as rows of kind `clitic`. Figures are read from the characters, because
** no cutting into words fits "31.10.1974", "10/31/74", "2015年4月" and "18:30" alike. */
#include "dates/atoms.h"
#include "text/chars.h"
#include "text/memory.h"
#include "text/script.h"
#include <string.h>

static const struct {
  const char *name;
  AtomKind kind;
} kind_names[] = {{"unit", ATOM_UNIT},
                  {"deixis", ATOM_DEIXIS},
                  {"nextday", ATOM_NEXTDAY},
                  {"shift", ATOM_SHIFT},
                  {"last", ATOM_LAST},
                  {"same", ATOM_SAME},
                  {"agopre", ATOM_AGOPRE},
                  {"agopost", ATOM_AGOPOST},
                  {"inpre", ATOM_INPRE},
                  {"frompost", ATOM_FROMPOST},
                  {"laterpost", ATOM_LATERPOST},
                  {"few", ATOM_FEW},
                  {"one", ATOM_ONE},
                  {"part", ATOM_PART},
                  {"season", ATOM_SEASON},
                  {"edge", ATOM_EDGE},
                  {"edgepost", ATOM_EDGEPOST},
                  {"rest", ATOM_REST},
                  {"each", ATOM_EACH},
                  {"set", ATOM_SET},
                  {"of", ATOM_OF},
                  {"the", ATOM_THE},
                  {"prep", ATOM_PREP},
                  {"from", ATOM_FROM},
                  {"to", ATOM_TO},
                  {"between", ATOM_BETWEEN},
                  {"and", ATOM_AND},
                  {"at", ATOM_AT},
                  {"oclock", ATOM_OCLOCK},
                  {"ampm", ATOM_AMPM},
                  {"era", ATOM_ERA},
                  {"eraprefix", ATOM_ERAPREFIX},
                  {"future", ATOM_FUTURE},
                  {"span", ATOM_SPAN},
                  {"spanpre", ATOM_SPANPRE},
                  {"spanpost", ATOM_SPANPOST},
                  {"ref", ATOM_REF},
                  {"edgeunit", ATOM_EDGEUNIT},
                  {"agoweak", ATOM_AGOWEAK},
                  {"mark", ATOM_MARK},
                  {"weekday", ATOM_WEEKDAY},
                  {"decade", ATOM_DECADE},
                  {"decademark", ATOM_DECADEMARK},
                  {"weekson", ATOM_WEEKSON},
                  {"half", ATOM_HALF},
                  {"age", ATOM_AGE}};
static const char *const unit_names[UNITS] = {
    "",        "second", "minute",  "hour", "day",  "workday", "week",    "fortnight",
    "weekend", "month",  "quarter", "half", "year", "decade",  "century", "millennium"};

int atom_text_is(Text text, const char *name) {
  return text.size == strlen(name) && !memcmp(text.data, name, text.size);
}

static Unit unit_of(Text name) {
  for (int i = 1; i < UNITS; i++)
    if (atom_text_is(name, unit_names[i])) return (Unit)i;
  return UNIT_NONE;
}

void lexer_init(Lexer *lexer, const Document *doc, const Lexicon *lexicon) {
  *lexer = (Lexer){.doc = doc, .lexicon = lexicon};
  number_reader_init(&lexer->numbers, doc, lexicon);
  lexer->words = lexicon_table(lexicon, "timewords");
  lexer->months = lexicon_table(lexicon, "months");
  lexer->weekdays = lexicon_table(lexicon, "weekdays");
  lexer->holidays = lexicon_table(lexicon, "holidays");
  lexer->calendars = lexicon_table(lexicon, "calendars");
  lexer->units = lexicon_table(lexicon, "units");
  lexer->currencies = lexicon_table(lexicon, "currencies");
  lexer->kind = lexicon_column(lexicon, lexer->words, "kind");
  lexer->value = lexicon_column(lexicon, lexer->words, "value");
  lexer->extra = lexicon_column(lexicon, lexer->words, "extra");
  lexer->month = lexicon_column(lexicon, lexer->months, "month");
  lexer->month_weak = lexicon_column(lexicon, lexer->months, "weak");
  lexer->day = lexicon_column(lexicon, lexer->weekdays, "day");
  lexer->day_weak = lexicon_column(lexicon, lexer->weekdays, "weak");
  lexer->rule = lexicon_column(lexicon, lexer->holidays, "rule");
  lexer->calendar = lexicon_column(lexicon, lexer->calendars, "calendar");
  lexer->calendar_month = lexicon_column(lexicon, lexer->calendars, "month");
  lexer->month_first = atom_text_is(number_convention(lexicon, doc->language, "order"), "mdy");
}

void lexer_free(Lexer *lexer) {
  memory_free(lexer->atoms);
  lexer->atoms = NULL;
}

/* ---- readings ---- */

void atom_add(Atom *atom, Reading reading) {
  if (atom->count < ATOM_READINGS) atom->readings[atom->count++] = reading;
}

/* "day -1" -> unit and number */
static int value_unit(Text value, Unit *unit) {
  const char *space = memchr(value.data, ' ', value.size);
  if (!space) return 0;
  uint32_t n = (uint32_t)(space - value.data);
  *unit = unit_of((Text){value.data, n});
  return (int)number_parse((Text){space + 1, value.size - n - 1});
}

static int two_letters(Text text) {
  return text.size == 2 ? (uint8_t)text.data[0] | (uint8_t)text.data[1] << 8 : 0;
}

static void read_word(const Lexer *lexer, Atom *atom, uint32_t row) {
  Text kind = lexicon_field(lexer->lexicon, lexer->words, row, lexer->kind);
  Text value = lexicon_field(lexer->lexicon, lexer->words, row, lexer->value);
  Text extra = lexicon_field(lexer->lexicon, lexer->words, row, lexer->extra);
  Reading r = {0};
  for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
    if (atom_text_is(kind, kind_names[i].name)) r.kind = (uint8_t)kind_names[i].kind;
  r.text = value;
  Unit unit = UNIT_NONE;
  switch (r.kind) {
  case ATOM_OTHER: return;
  case ATOM_UNIT:
  case ATOM_MARK:
    r.unit = (uint8_t)unit_of(value);
    r.value = (int)number_parse(extra);
    if (atom_text_is(extra, "p")) r.flag = FLAG_MANY;
    break;
  case ATOM_DEIXIS:
  case ATOM_NEXTDAY:
    r.value = value_unit(value, &unit);
    r.unit = (uint8_t)unit;
    if (atom_text_is(extra, "weak"))
      r.flag = FLAG_WEAK;
    else
      r.value2 = two_letters(extra);
    break;
  case ATOM_SHIFT:
  case ATOM_LAST:
    r.value = (int)number_parse(value);
    if (atom_text_is(extra, "pre"))
      r.flag = FLAG_PRE;
    else if (atom_text_is(extra, "post"))
      r.flag = FLAG_POST;
    else if (atom_text_is(extra, "near"))
      r.flag = FLAG_NEAR;
    else if (atom_text_is(extra, "week"))
      r.flag = FLAG_WEEK;
    break;
  case ATOM_AGOPRE:
  case ATOM_AGOPOST:
  case ATOM_INPRE:
  case ATOM_LATERPOST:
  case ATOM_FROMPOST:
    if (atom_text_is(extra, "later") || r.kind == ATOM_LATERPOST)
      r.flag = FLAG_LATER;
    else if (atom_text_is(extra, "span"))
      r.flag = FLAG_SPAN;
    break;
  case ATOM_WEEKDAY:
    r.value = (int)number_parse(value);
    r.value2 = two_letters(extra);
    break;
  case ATOM_PART:
  case ATOM_AMPM:
  case ATOM_ERA:
  case ATOM_ERAPREFIX: r.value = two_letters(value); break;
  case ATOM_SEASON:
    r.value = atom_text_is(value, "SP")   ? 1
              : atom_text_is(value, "SU") ? 2
              : atom_text_is(value, "FA") ? 3
                                          : 4;
    if (extra.size) r.flag = FLAG_WEAK;
    break;
  case ATOM_EDGE:
  case ATOM_EDGEPOST:
    r.value = atom_text_is(value, "START")  ? EDGE_START
              : atom_text_is(value, "MID")  ? EDGE_MID
              : atom_text_is(value, "LATE") ? EDGE_LATE
                                            : EDGE_END;
    break;
  case ATOM_EDGEUNIT: {
    const char *space = memchr(value.data, ' ', value.size);
    uint32_t n = space ? (uint32_t)(space - value.data) + 1 : value.size;
    r.unit = (uint8_t)unit_of((Text){value.data + n, value.size - n});
    r.value = EDGE_LATE;
    break;
  }
  default: r.value = (int)number_parse(value);
  }
  atom_add(atom, r);
}

static void read_month(const Lexer *lexer, Atom *atom, uint32_t row) {
  Reading r = {.kind = ATOM_MONTH};
  r.value = (int)number_parse(lexicon_field(lexer->lexicon, lexer->months, row, lexer->month));
  if (lexicon_field(lexer->lexicon, lexer->months, row, lexer->month_weak).size) r.flag = FLAG_WEAK;
  if (r.value >= 1 && r.value <= 12) atom_add(atom, r);
}

static void read_weekday(const Lexer *lexer, Atom *atom, uint32_t row) {
  Reading r = {.kind = ATOM_WEEKDAY};
  r.value = (int)number_parse(lexicon_field(lexer->lexicon, lexer->weekdays, row, lexer->day));
  if (lexicon_field(lexer->lexicon, lexer->weekdays, row, lexer->day_weak).size) r.flag = FLAG_WEAK;
  if (r.value >= 1 && r.value <= 7) atom_add(atom, r);
}

static void read_holiday(const Lexer *lexer, Atom *atom, uint32_t row) {
  Text rule = lexicon_field(lexer->lexicon, lexer->holidays, row, lexer->rule);
  Reading r = {.kind = ATOM_HOLIDAY, .row = row, .text = rule};
  if (rule.size && rule.data[rule.size - 1] == '?') r.flag = FLAG_WEAK;
  atom_add(atom, r);
}

static void read_other_month(const Lexer *lexer, Atom *atom, uint32_t row) {
  Text name = lexicon_field(lexer->lexicon, lexer->calendars, row, lexer->calendar);
  Reading r = {.kind = ATOM_OTHERMONTH};
  r.value = (int)number_parse(
      lexicon_field(lexer->lexicon, lexer->calendars, row, lexer->calendar_month));
  r.value2 = atom_text_is(name, "persian") ? CALENDAR_PERSIAN : CALENDAR_ISLAMIC;
  if (r.value >= 1 && r.value <= 12) atom_add(atom, r);
}

typedef void (*ReadRow)(const Lexer *lexer, Atom *atom, uint32_t row);
static const ReadRow readers[] = {read_holiday, read_month, read_weekday, read_other_month,
                                  read_word};

static void tables_of(const Lexer *lexer, int tables[5]) {
  tables[0] = lexer->holidays;
  tables[1] = lexer->months;
  tables[2] = lexer->weekdays;
  tables[3] = lexer->calendars;
  tables[4] = lexer->words;
}

/* Reads the longest match of all tables into the atom; 0 if nothing is known. */
static int read_tables(const Lexer *lexer, uint32_t token, uint32_t from, Atom *atom) {
  int tables[5];
  tables_of(lexer, tables);
  LexiconMatch matches[5];
  int found[5];
  uint32_t end = 0;
  for (int i = 0; i < 5; i++) {
    found[i] = lexicon_match(lexer->lexicon, tables[i], lexer->doc, token, from, &matches[i]);
    if (found[i] && matches[i].end > end) end = matches[i].end;
  }
  if (!end) return 0;
  atom->span = (Span){from, end};
  for (int i = 0; i < 5; i++) {
    if (!found[i] || matches[i].end != end) continue;
    do readers[i](lexer, atom, matches[i].row);
    while (lexicon_next(lexer->lexicon, tables[i], &matches[i]));
  }
  return atom->count > 0;
}

static int find_tables(const Lexer *lexer, const char *fold, size_t size, Atom *atom) {
  int tables[5];
  tables_of(lexer, tables);
  LexiconMatch match;
  for (int i = 0; i < 5; i++) {
    if (!lexicon_find(lexer->lexicon, tables[i], lexer->doc->language, fold, size, &match))
      continue;
    do readers[i](lexer, atom, match.row);
    while (lexicon_next(lexer->lexicon, tables[i], &match));
  }
  return atom->count > 0;
}

/* ---- particles written on Arabic words ---- */

static int clitic(const Lexer *lexer, const char *fold, size_t size) {
  LexiconMatch match;
  if (!lexicon_find(lexer->lexicon, lexer->words, lexer->doc->language, fold, size, &match))
    return 0;
  do {
    if (atom_text_is(lexicon_field(lexer->lexicon, lexer->words, match.row, lexer->kind), "clitic"))
      return 1;
  } while (lexicon_next(lexer->lexicon, lexer->words, &match));
  return 0;
}

static int number_in_fold(const Lexer *lexer, const char *fold, size_t size, Reading *out) {
  LexiconMatch match;
  const NumberReader *n = &lexer->numbers;
  if (!lexicon_find(lexer->lexicon, n->table, lexer->doc->language, fold, size, &match)) return 0;
  double value = number_parse(lexicon_field(lexer->lexicon, n->table, match.row, n->value));
  if (value < 1 || value > 3000) return 0;
  *out = (Reading){.kind = ATOM_NUMBER, .value = (int)value, .flag = FLAG_WORDS};
  if (lexicon_field(lexer->lexicon, n->table, match.row, n->ordinal).size)
    out->flag |= FLAG_ORDINAL;
  return 1;
}

static int read_clitics(const Lexer *lexer, uint32_t token, Atom *atom) {
  const Token *t = &lexer->doc->tokens.items[token];
  if (t->script != SCRIPT_ARABIC || t->fold_size < 6) return 0;
  char word[64];
  size_t size = t->fold_size, at = 0;
  if (size >= sizeof word - 4) return 0;
  const char *fold = (const char *)lexer->doc->folds.data + t->fold;
  for (int i = 0; i < 2 && at + 4 < size && clitic(lexer, fold + at, 2); i++) {
    /* للشهر = ل + الشهر */
    int article = i < 2 && !memcmp(fold + at, "\xD9\x84\xD9\x84", 4);
    at += 2;
    Reading number;
    if (article) {
      memcpy(word, "\xD8\xA7\xD9\x84", 4);
      memcpy(word + 4, fold + at + 2, size - at - 2);
      if (find_tables(lexer, word, size - at + 2, atom)) break;
      if (number_in_fold(lexer, word, size - at + 2, &number)) {
        atom_add(atom, number);
        break;
      }
    }
    if (find_tables(lexer, fold + at, size - at, atom)) break;
    if (number_in_fold(lexer, fold + at, size - at, &number)) {
      atom_add(atom, number);
      break;
    }
  }
  if (!atom->count) return 0;
  atom->span = t->span;
  for (int i = 0; i < atom->count; i++) { /* small words of their own do not take particles */
    AtomKind kind = (AtomKind)atom->readings[i].kind;
    if (kind >= ATOM_OF && kind <= ATOM_AT) atom->readings[i].kind = ATOM_OTHER;
  }
  return 1;
}

/* ---- numbers ---- */

static int read_number(const Lexer *lexer, uint32_t token, uint32_t from, Atom *atom) {
  Number number;
  if (!number_read_at(&lexer->numbers, token, from, &number)) return 0;
  if (!number.whole && number.words && !number.digits && number.value != 0.5 &&
      from == lexer->doc->tokens.items[token].span.start) {
    const Token *t =
        &lexer->doc->tokens.items[token]; /* "three quarters": here a number and a unit */
    Reading first;
    if (!number_in_fold(lexer, (const char *)lexer->doc->folds.data + t->fold, t->fold_size,
                        &first) ||
        atom->span.end > t->span.end)
      return 0;
    atom->span = t->span;
    atom_add(atom, first);
    return 1;
  }
  if (!number.whole || number.value < 0 || number.value > 1e7) {
    if (number.span.end > atom->span.end) {
      atom->count = 0;
      atom->span = number.span;
      if (number.value == 0.5) atom_add(atom, (Reading){.kind = ATOM_UNIT, .unit = UNIT_HALF});
    }
    return 1;
  }
  if (number.span.end < atom->span.end) return 0;
  if (number.span.end > atom->span.end) atom->count = 0;
  atom->span = number.span;
  Reading r = {.kind = ATOM_NUMBER,
               .value = (int)number.value,
               .digits = number.grouped ? GROUPED : number.digits};
  if (number.ordinal) r.flag |= FLAG_ORDINAL;
  if (number.words) r.flag |= FLAG_WORDS;
  if (atom->count == ATOM_READINGS) atom->count--;
  memmove(atom->readings + 1, atom->readings, atom->count * sizeof *atom->readings);
  atom->readings[0] = r;
  atom->count++;
  return 1;
}

/* "XIX", "Q3", "H2", "1990s" */
static void read_shapes(const Lexer *lexer, const Token *token, Atom *atom) {
  Text fold = token_fold(lexer->doc, token);
  int value = 0;
  if (fold.size == 2 && (fold.data[0] == 'q' || fold.data[0] == 'h') && fold.data[1] >= '1' &&
      fold.data[1] <= (fold.data[0] == 'q' ? '4' : '2'))
    atom_add(atom, (Reading){.kind = fold.data[0] == 'q' ? ATOM_QUARTER : ATOM_HALF,
                             .value = fold.data[1] - '0'});
  if (!fold.size || fold.size > 5) return;
  for (uint32_t i = 0; i < fold.size; i++) {
    int v = fold.data[i] == 'i' ? 1 : fold.data[i] == 'v' ? 5 : fold.data[i] == 'x' ? 10 : 0;
    int w = i + 1 < fold.size ? (fold.data[i + 1] == 'v'   ? 5
                                 : fold.data[i + 1] == 'x' ? 10
                                 : fold.data[i + 1] == 'i' ? 1
                                                           : 0)
                              : 0;
    if (!v) return;
    value += v < w ? -v : v;
  }
  if (value >= 1 && value <= 30) atom_add(atom, (Reading){.kind = ATOM_ROMAN, .value = value});
}

static void read_punct(const Lexer *lexer, const Token *token, Atom *atom) {
  uint32_t c;
  const uint8_t *after = utf8_next(lexer->doc->text + token->span.start, &c);
  if ((uint32_t)(after - lexer->doc->text) != token->span.end) return;
  AtomKind kind = ATOM_OTHER;
  switch (c) {
  case '-':
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case '~':
  case 0x301C:
  case 0xFF5E: kind = ATOM_DASH; break;
  case ',':
  case 0x060C:
  case 0xFF0C: kind = ATOM_COMMA; break;
  case '/': kind = ATOM_SLASH; break;
  case '.': kind = ATOM_DOT; break;
  case '(': kind = ATOM_OPEN; break;
  case ')': kind = ATOM_CLOSE; break;
  case '\'':
  case 0x2019: kind = ATOM_APOSTROPHE; break;
  default: return;
  }
  atom_add(atom, (Reading){.kind = (uint8_t)kind});
}

/* "d'", "l'": a little word before a vowel; looked up without its apostrophe */
static int read_elided(const Lexer *lexer, const Token *t, Atom *atom) {
  const char *fold = (const char *)lexer->doc->folds.data + t->fold;
  size_t size = t->fold_size;
  if (size < 2 || size > 12) return 0;
  if (fold[size - 1] == '\'')
    size--;
  else if (size > 3 && !memcmp(fold + size - 3, "\xE2\x80\x99", 3))
    size -= 3;
  else
    return 0;
  atom->span = t->span;
  return find_tables(lexer, fold, size, atom);
}

static int find_kind(const Lexer *lexer, const char *fold, size_t size, const char *kind) {
  LexiconMatch match;
  if (!lexicon_find(lexer->lexicon, lexer->words, lexer->doc->language, fold, size, &match))
    return 0;
  do {
    if (atom_text_is(lexicon_field(lexer->lexicon, lexer->words, match.row, lexer->kind), kind))
      return 1;
  } while (lexicon_next(lexer->lexicon, lexer->words, &match));
  return 0;
}

/* A case ending behind an apostrophe ("2015'te", "Ekim'in", "year's") belongs to what stands
** before; "11'inci" makes it an ordinal. */
static int absorb_ending(Lexer *lexer, const Token *t) {
  if (!lexer->count || (t->flags & TOKEN_SPACE_BEFORE) || t->kind != TOKEN_WORD) return 0;
  const char *fold = (const char *)lexer->doc->folds.data + t->fold;
  size_t skip = fold[0] == '\'' ? 1 : t->fold_size > 3 && !memcmp(fold, "\xE2\x80\x99", 3) ? 3 : 0;
  Atom *before = &lexer->atoms[lexer->count - 1];
  if (!skip || t->fold_size <= skip || !before->count) return 0;
  LexiconMatch match;
  const NumberReader *n = &lexer->numbers;
  for (int i = 0; i < before->count; i++) {
    Reading *r = &before->readings[i];
    if (r->kind == ATOM_NUMBER &&
        lexicon_find(lexer->lexicon, n->table, lexer->doc->language, fold + skip,
                     t->fold_size - skip, &match) &&
        atom_text_is(lexicon_field(lexer->lexicon, n->table, match.row, n->role), "suffix"))
      r->flag |= FLAG_ORDINAL;
    if (r->kind == ATOM_NUMBER && r->value % 10 == 0 && r->value >= 10 &&
        find_kind(lexer, fold + skip, t->fold_size - skip, "decadeend"))
      r->kind = ATOM_DECADE;
  }
  return 1;
}

/* "Feb13", "Dec31": the month is cut off its figures. */
static int read_glued(const Lexer *lexer, const Token *t, Atom *atom) {
  const char *fold = (const char *)lexer->doc->folds.data + t->fold;
  size_t letters = 0;
  LexiconMatch match;
  while (letters < t->fold_size && !(fold[letters] >= '0' && fold[letters] <= '9')) letters++;
  if (letters < 3 || letters == t->fold_size || t->fold_size - letters > 2 ||
      t->span.end - t->span.start != t->fold_size)
    return 0;
  if (!lexicon_find(lexer->lexicon, lexer->months, lexer->doc->language, fold, letters, &match))
    return 0;
  atom->span = (Span){t->span.start, t->span.start + (uint32_t)letters};
  read_month(lexer, atom, match.row);
  return 1;
}

/* ---- the row ---- */

static Atom *atom_push(Lexer *lexer) {
  if (lexer->count == lexer->capacity) {
    size_t capacity = lexer->capacity ? lexer->capacity * 2 : 128;
    Atom *atoms = memory_resize(lexer->atoms, capacity * sizeof *atoms);
    if (!atoms) return NULL;
    lexer->atoms = atoms;
    lexer->capacity = capacity;
  }
  Atom *atom = &lexer->atoms[lexer->count++];
  memset(atom, 0, sizeof *atom);
  return atom;
}

static void atom_fill(Lexer *lexer, uint32_t token, uint32_t byte, uint32_t end, Atom *atom) {
  const Token *t = &lexer->doc->tokens.items[token];
  atom->span = (Span){byte, t->span.end};
  if (t->flags & TOKEN_CJK) {
    uint32_t c;
    atom->span.end = (uint32_t)(utf8_next(lexer->doc->text + byte, &c) - lexer->doc->text);
  }
  atom->upper = (t->flags & TOKEN_FIRST_UPPER) != 0;
  atom->space = byte == t->span.start && (t->flags & TOKEN_SPACE_BEFORE);
  atom->word = t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER;
  Span plain = atom->span;
  int digit = (t->flags & TOKEN_HAS_DIGIT) != 0;
  if (digit && lexer_read_figures(lexer, byte, end, atom)) {
    int weak = atom->readings[0].kind == ATOM_FIGURES && (atom->readings[0].flag & FLAG_WEAK);
    if (weak) { /* may be plain numbers: "5-7", "15.2" */
      Atom other = {.span = plain};
      if (read_number(lexer, token, byte, &other) && other.span.end == atom->span.end &&
          other.count)
        atom_add(atom, other.readings[0]);
    }
    return;
  }
  if (t->kind == TOKEN_PUNCT) {
    read_punct(lexer, t, atom);
    return;
  }
  if (digit && t->kind == TOKEN_WORD && byte == t->span.start && read_glued(lexer, t, atom)) return;
  if (!read_tables(lexer, token, byte, atom)) atom->span = plain;
  uint32_t known_end = atom->count ? atom->span.end : 0;
  if (!known_end) atom->span.end = byte;
  if (!read_number(lexer, token, byte, atom) || !atom->count) {
    if (!atom->count && atom->span.end == byte) atom->span = plain;
  }
  if (!atom->count && byte == t->span.start && !read_elided(lexer, t, atom))
    read_clitics(lexer, token, atom);
  if (byte == t->span.start && atom->span.end <= t->span.end) read_shapes(lexer, t, atom);
  LexiconMatch match;
  if (!atom->count && lexer_before_is(lexer, ATOM_NUMBER) &&
      (lexicon_match(lexer->lexicon, lexer->currencies, lexer->doc, token, byte, &match) ||
       lexicon_match(lexer->lexicon, lexer->units, lexer->doc, token, byte, &match)))
    atom_add(atom, (Reading){.kind = ATOM_MEASURE}); /* what it counts is money or a measure */
}

static void atom_cues(Lexer *lexer, const Atom *atom) {
  for (int i = 0; i < atom->count; i++) {
    AtomKind kind = (AtomKind)atom->readings[i].kind;
    if (kind == ATOM_FUTURE) continue;
    if (kind != ATOM_OTHER && !(kind >= ATOM_OF && kind <= ATOM_AT) &&
        !(kind >= ATOM_DASH && kind <= ATOM_CLOSE))
      lexer->cues = 1;
  }
}

int lexer_run(Lexer *lexer, const Sentence *sentence) {
  const Document *doc = lexer->doc;
  lexer->count = 0;
  lexer->cues = 0;
  uint32_t token = sentence->first_token, byte = 0;
  lexer->end_token = sentence->end_token;
  while (token < sentence->end_token) {
    const Token *t = &doc->tokens.items[token];
    if (byte < t->span.start) byte = t->span.start;
    if (byte == t->span.start && absorb_ending(lexer, t)) {
      byte = t->span.end;
      token++;
      continue;
    }
    Atom *atom = atom_push(lexer);
    if (!atom) return 0;
    lexer->token = token;
    atom_fill(lexer, token, byte, sentence->span.end, atom);
    if (atom->span.end <= byte) atom->span = (Span){byte, t->span.end};
    atom_cues(lexer, atom);
    byte = atom->span.end;
    while (token < sentence->end_token && doc->tokens.items[token].span.end <= byte) token++;
  }
  return 1;
}
