/* atoms.c: see atoms.h. Words are looked up as they stand; a word of Arabic script that is not found
** is looked up again without the particles written on it (و ف ب ل ك and the article), which the
** table lists as rows of kind `clitic`. Figures are read from the characters, because no cutting
** into words fits "31.10.1974", "10/31/74", "2015年4月" and "18:30" alike. */
#include "dates/atoms.h"
#include "text/chars.h"
#include "text/memory.h"
#include "text/script.h"
#include <string.h>

static const struct {
  const char *name;
  AtomKind kind;
} kind_names[] = {
    {"unit", ATOM_UNIT},         {"deixis", ATOM_DEIXIS},   {"nextday", ATOM_NEXTDAY},
    {"shift", ATOM_SHIFT},       {"last", ATOM_LAST},       {"same", ATOM_SAME},
    {"agopre", ATOM_AGOPRE},     {"agopost", ATOM_AGOPOST}, {"inpre", ATOM_INPRE},
    {"frompost", ATOM_FROMPOST}, {"laterpost", ATOM_LATERPOST}, {"few", ATOM_FEW},
    {"one", ATOM_ONE},           {"part", ATOM_PART},       {"season", ATOM_SEASON},
    {"edge", ATOM_EDGE},         {"edgepost", ATOM_EDGEPOST}, {"rest", ATOM_REST},
    {"each", ATOM_EACH},         {"set", ATOM_SET},         {"of", ATOM_OF},
    {"the", ATOM_THE},           {"prep", ATOM_PREP},       {"from", ATOM_FROM},
    {"to", ATOM_TO},             {"between", ATOM_BETWEEN}, {"and", ATOM_AND},
    {"at", ATOM_AT},             {"oclock", ATOM_OCLOCK},   {"ampm", ATOM_AMPM},
    {"era", ATOM_ERA},           {"eraprefix", ATOM_ERAPREFIX}, {"future", ATOM_FUTURE},
    {"span", ATOM_SPAN},         {"spanpre", ATOM_SPANPRE}, {"spanpost", ATOM_SPANPOST},
    {"ref", ATOM_REF},           {"edgeunit", ATOM_EDGEUNIT}, {"agoweak", ATOM_AGOWEAK},
    {"mark", ATOM_MARK},         {"weekday", ATOM_WEEKDAY}, {"decade", ATOM_DECADE},
    {"decademark", ATOM_DECADEMARK}, {"weekson", ATOM_WEEKSON}, {"half", ATOM_HALF}, {"age", ATOM_AGE}};
static const char *const unit_names[UNITS] = {
    "",        "second",  "minute", "hour",    "day",  "workday", "week",    "fortnight",
    "weekend", "month",   "quarter", "half",   "year", "decade",  "century", "millennium"};

static int text_is(Text text, const char *name) {
  return text.size == strlen(name) && !memcmp(text.data, name, text.size);
}

static Unit unit_of(Text name) {
  for (int i = 1; i < UNITS; i++)
    if (text_is(name, unit_names[i])) return (Unit)i;
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
  lexer->month_first = text_is(number_convention(lexicon, doc->language, "order"), "mdy");
}

void lexer_free(Lexer *lexer) {
  memory_free(lexer->atoms);
  lexer->atoms = NULL;
}

/* ---- readings ---- */

static void atom_read(Atom *atom, Reading reading) {
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
    if (text_is(kind, kind_names[i].name)) r.kind = (uint8_t)kind_names[i].kind;
  r.text = value;
  Unit unit = UNIT_NONE;
  switch (r.kind) {
  case ATOM_OTHER: return;
  case ATOM_UNIT: case ATOM_MARK:
    r.unit = (uint8_t)unit_of(value);
    r.value = (int)number_parse(extra);
    if (text_is(extra, "p")) r.flag = FLAG_MANY;
    break;
  case ATOM_DEIXIS: case ATOM_NEXTDAY:
    r.value = value_unit(value, &unit);
    r.unit = (uint8_t)unit;
    if (text_is(extra, "weak")) r.flag = FLAG_WEAK;
    else r.value2 = two_letters(extra);
    break;
  case ATOM_SHIFT: case ATOM_LAST:
    r.value = (int)number_parse(value);
    if (text_is(extra, "pre")) r.flag = FLAG_PRE;
    else if (text_is(extra, "post")) r.flag = FLAG_POST;
    else if (text_is(extra, "near")) r.flag = FLAG_NEAR;
    else if (text_is(extra, "week")) r.flag = FLAG_WEEK;
    break;
  case ATOM_AGOPRE: case ATOM_AGOPOST: case ATOM_INPRE: case ATOM_LATERPOST: case ATOM_FROMPOST:
    if (text_is(extra, "later") || r.kind == ATOM_LATERPOST) r.flag = FLAG_LATER;
    else if (text_is(extra, "span")) r.flag = FLAG_SPAN;
    break;
  case ATOM_WEEKDAY:
    r.value = (int)number_parse(value);
    r.value2 = two_letters(extra);
    break;
  case ATOM_PART: case ATOM_AMPM: case ATOM_ERA: case ATOM_ERAPREFIX: r.value = two_letters(value); break;
  case ATOM_SEASON:
    r.value = text_is(value, "SP") ? 1 : text_is(value, "SU") ? 2 : text_is(value, "FA") ? 3 : 4;
    if (extra.size) r.flag = FLAG_WEAK;
    break;
  case ATOM_EDGE: case ATOM_EDGEPOST:
    r.value = text_is(value, "START") ? EDGE_START : text_is(value, "MID") ? EDGE_MID
              : text_is(value, "LATE") ? EDGE_LATE : EDGE_END;
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
  atom_read(atom, r);
}

static void read_month(const Lexer *lexer, Atom *atom, uint32_t row) {
  Reading r = {.kind = ATOM_MONTH};
  r.value = (int)number_parse(lexicon_field(lexer->lexicon, lexer->months, row, lexer->month));
  if (lexicon_field(lexer->lexicon, lexer->months, row, lexer->month_weak).size) r.flag = FLAG_WEAK;
  if (r.value >= 1 && r.value <= 12) atom_read(atom, r);
}

static void read_weekday(const Lexer *lexer, Atom *atom, uint32_t row) {
  Reading r = {.kind = ATOM_WEEKDAY};
  r.value = (int)number_parse(lexicon_field(lexer->lexicon, lexer->weekdays, row, lexer->day));
  if (lexicon_field(lexer->lexicon, lexer->weekdays, row, lexer->day_weak).size) r.flag = FLAG_WEAK;
  if (r.value >= 1 && r.value <= 7) atom_read(atom, r);
}

static void read_holiday(const Lexer *lexer, Atom *atom, uint32_t row) {
  Text rule = lexicon_field(lexer->lexicon, lexer->holidays, row, lexer->rule);
  Reading r = {.kind = ATOM_HOLIDAY, .row = row, .text = rule};
  if (rule.size && rule.data[rule.size - 1] == '?') r.flag = FLAG_WEAK;
  atom_read(atom, r);
}

static void read_other_month(const Lexer *lexer, Atom *atom, uint32_t row) {
  Text name = lexicon_field(lexer->lexicon, lexer->calendars, row, lexer->calendar);
  Reading r = {.kind = ATOM_OTHERMONTH};
  r.value = (int)number_parse(lexicon_field(lexer->lexicon, lexer->calendars, row, lexer->calendar_month));
  r.value2 = text_is(name, "persian") ? CALENDAR_PERSIAN : CALENDAR_ISLAMIC;
  if (r.value >= 1 && r.value <= 12) atom_read(atom, r);
}

typedef void (*ReadRow)(const Lexer *lexer, Atom *atom, uint32_t row);
static const ReadRow readers[] = {read_holiday, read_month, read_weekday, read_other_month, read_word};

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
    if (!lexicon_find(lexer->lexicon, tables[i], lexer->doc->language, fold, size, &match)) continue;
    do readers[i](lexer, atom, match.row);
    while (lexicon_next(lexer->lexicon, tables[i], &match));
  }
  return atom->count > 0;
}

/* ---- particles written on Arabic words ---- */

static int clitic(const Lexer *lexer, const char *fold, size_t size) {
  LexiconMatch match;
  if (!lexicon_find(lexer->lexicon, lexer->words, lexer->doc->language, fold, size, &match)) return 0;
  do {
    if (text_is(lexicon_field(lexer->lexicon, lexer->words, match.row, lexer->kind), "clitic"))
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
  if (lexicon_field(lexer->lexicon, n->table, match.row, n->ordinal).size) out->flag |= FLAG_ORDINAL;
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
    int article = i < 2 && !memcmp(fold + at, "\xD9\x84\xD9\x84", 4); /* للشهر = ل + الشهر */
    at += 2;
    Reading number;
    if (article) {
      memcpy(word, "\xD8\xA7\xD9\x84", 4);
      memcpy(word + 4, fold + at + 2, size - at - 2);
      if (find_tables(lexer, word, size - at + 2, atom)) break;
      if (number_in_fold(lexer, word, size - at + 2, &number)) {
        atom_read(atom, number);
        break;
      }
    }
    if (find_tables(lexer, fold + at, size - at, atom)) break;
    if (number_in_fold(lexer, fold + at, size - at, &number)) {
      atom_read(atom, number);
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

/* ---- figures ---- */

static int digits_at(const Document *doc, uint32_t byte, uint32_t end, int *value, uint32_t *after) {
  int n = 0, v = 0;
  while (byte < end && n < 9) {
    uint32_t c, next = (uint32_t)(utf8_next(doc->text + byte, &c) - doc->text);
    if (!(chars_class(c) & CLASS_DIGIT)) break;
    v = v * 10 + char_digit_value(c);
    byte = next;
    n++;
  }
  *value = v;
  *after = byte;
  return n;
}

static uint32_t char_at(const Document *doc, uint32_t byte, uint32_t end, uint32_t *next) {
  uint32_t c;
  if (byte >= end) return 0;
  *next = (uint32_t)(utf8_next(doc->text + byte, &c) - doc->text);
  if (c == 0x060C) c = ',';
  if (c == 0xFF0F) c = '/';
  if (c == 0xFF1A) c = ':';
  if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013) c = '-';
  return c;
}

static int skip_space(const Document *doc, uint32_t end, uint32_t *byte) {
  uint32_t next, c = char_at(doc, *byte, end, &next);
  if (c != ' ' && c != 0xA0) return 0;
  *byte = next;
  return 1;
}

static int real_day(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= (year ? month_length(year, month) : month == 2 ? 29 : month_length(2023, month));
}

static int two_digit_year(int y) { return y < 50 ? 2000 + y : 1900 + y; }

typedef struct Groups {
  int value[4], digits[4], count;
  uint32_t mark[3], end[4];
  int spaced;
} Groups;

/* Up to four groups of digits with the same mark between them: 31.10.1974, 2016 - 11. */
static void groups_read(const Document *doc, uint32_t byte, uint32_t end, Groups *g) {
  *g = (Groups){0};
  for (;;) {
    g->digits[g->count] = digits_at(doc, byte, end, &g->value[g->count], &g->end[g->count]);
    if (!g->digits[g->count]) break;
    byte = g->end[g->count++];
    if (g->count == 4) break;
    uint32_t next = byte;
    int space = skip_space(doc, end, &byte);
    uint32_t c = char_at(doc, byte, end, &next);
    if (c != '/' && c != '-' && c != '.' && c != ',') {
      if (!space || c == 0 || !(chars_class(c) & CLASS_DIGIT)) break;
      g->mark[g->count - 1] = ' ';
      continue;
    }
    byte = next;
    space |= skip_space(doc, end, &byte);
    if (space) g->spaced |= 1 << (g->count - 1);
    g->mark[g->count - 1] = c;
  }
}

static int figures_date(const Lexer *lexer, const Groups *g, int a, int b, int c, Reading *r) {
  int d0 = g->digits[a], y, m, d;
  if (d0 == 4) {
    y = g->value[a], m = g->value[b], d = g->value[c];
    if (g->digits[b] > 2 || g->digits[c] > 2) return 0;
    if (!real_day(y, m, d)) {
      int swap = m;
      m = d, d = swap;
    }
  } else {
    if (d0 > 2 || g->digits[b] > 2 || (g->digits[c] != 4 && g->digits[c] != 2)) return 0;
    y = g->digits[c] == 4 ? g->value[c] : two_digit_year(g->value[c]);
    d = g->value[a], m = g->value[b];
    int first = lexer->month_first && g->mark[0] != '.';
    if (first || !real_day(y, m, d)) {
      int day = m, month = d;
      if (real_day(y, month, day)) m = month, d = day;
    }
  }
  if (y < 1 || !real_day(y, m, d)) return 0;
  *r = (Reading){.kind = ATOM_FIGURES, .value = y, .value2 = m, .value3 = d};
  return 1;
}

/* Two groups: a day and month (flagged weak: only with a cue), or a month and year. */
static int figures_pair(const Lexer *lexer, const Groups *g, Reading *r) {
  uint32_t mark = g->mark[0];
  if (mark == ',' || (mark == ' ' && !(g->digits[0] <= 2 && g->digits[1] <= 2))) return 0;
  *r = (Reading){.kind = ATOM_FIGURES};
  if (g->digits[0] == 4 && g->digits[1] <= 2 && g->value[1] >= 1 && g->value[1] <= 12) {
    r->value = g->value[0], r->value2 = g->value[1];
    if (r->value < 1900 || r->value > 2100) return 0;
    r->flag = mark == '-' || mark == '.' || mark == ' ' ? FLAG_WEAK : 0;
    return 1;
  }
  if (g->digits[1] == 4 && g->digits[0] <= 2 && g->value[0] >= 1 && g->value[0] <= 12) {
    r->value = g->value[1], r->value2 = g->value[0];
    if (r->value < 1900 || r->value > 2100) return 0;
    r->flag = mark == '/' ? 0 : FLAG_WEAK;
    return 1;
  }
  if (g->digits[0] > 2 || g->digits[1] > 2) return 0;
  int d = g->value[0], m = g->value[1];
  if (lexer->month_first || !real_day(0, m, d)) {
    int day = m, month = d;
    if (real_day(0, month, day)) m = month, d = day;
  }
  if (!real_day(0, m, d)) return 0;
  r->value2 = m, r->value3 = d, r->flag = FLAG_WEAK;
  return 1;
}

/* "18:30", "18:30:05", "2013-02-12T04:30" has been read up to T. Returns the byte behind or 0. */
static uint32_t clock_read(const Document *doc, uint32_t byte, uint32_t end, Reading *r) {
  int h, m, s, n = digits_at(doc, byte, end, &h, &byte);
  uint32_t next, after;
  if (n < 1 || n > 2 || h > 24 || char_at(doc, byte, end, &next) != ':') return 0;
  if (digits_at(doc, next, end, &m, &after) != 2 || m > 59) return 0;
  *r = (Reading){.kind = ATOM_CLOCK, .value = h, .value2 = m};
  byte = after;
  if (char_at(doc, byte, end, &next) == ':' && digits_at(doc, next, end, &s, &after) == 2) byte = after;
  if (char_at(doc, byte, end, &next) == ':') return 0;
  return byte;
}

static int joined_before(const Document *doc, uint32_t byte) {
  uint32_t c, before;
  if (!byte) return 0;
  const uint8_t *p = utf8_previous(doc->text, doc->text + byte, &c);
  if (c == '.' || c == ',' || c == ':' || c == '/' || c == '-') {
    if (p == doc->text) return 0;
    utf8_previous(doc->text, p, &before);
    return (chars_class(before) & (CLASS_DIGIT)) != 0;
  }
  return c == '$' || c == 0x20AC || c == 0xA3 || c == '#' || c == '@';
}

static int row_kind(const Lexer *lexer, uint32_t token, uint32_t byte, const char *kind) {
  LexiconMatch match;
  if (!lexicon_match(lexer->lexicon, lexer->words, lexer->doc, token, byte, &match)) return 0;
  do {
    if (text_is(lexicon_field(lexer->lexicon, lexer->words, match.row, lexer->kind), kind)) return 1;
  } while (lexicon_next(lexer->lexicon, lexer->words, &match));
  return 0;
}

static int atom_before_is(const Lexer *lexer, AtomKind kind) {
  if (lexer->count < 2) return 0;
  const Atom *atom = &lexer->atoms[lexer->count - 2];
  for (int i = 0; i < atom->count; i++)
    if (atom->readings[i].kind == kind) return 1;
  return 0;
}

/* The token that starts at or behind the byte; NONE past the sentence. */
static uint32_t token_behind(const Lexer *lexer, uint32_t byte) {
  const Document *doc = lexer->doc;
  uint32_t token = lexer->token;
  while (token < lexer->end_token && doc->tokens.items[token].span.start < byte) token++;
  return token < lexer->end_token ? token : NONE;
}

/* "11.39 Uhr", "saat 13.40": a full stop in a clock time, where a word says that it is one */
static uint32_t clock_dotted(const Lexer *lexer, uint32_t byte, uint32_t end, Reading *r) {
  const Document *doc = lexer->doc;
  int h, m, n = digits_at(doc, byte, end, &h, &byte);
  uint32_t next, after;
  if (n < 1 || n > 2 || h > 23 || char_at(doc, byte, end, &next) != '.') return 0;
  if (digits_at(doc, next, end, &m, &after) != 2 || m > 59) return 0;
  uint32_t token = token_behind(lexer, after);
  int said = token != NONE && row_kind(lexer, token, doc->tokens.items[token].span.start, "oclock");
  if (!said && !(atom_before_is(lexer, ATOM_AT) && !atom_before_is(lexer, ATOM_PREP) && !atom_before_is(lexer, ATOM_THE))) return 0;
  *r = (Reading){.kind = ATOM_CLOCK, .value = h, .value2 = m};
  return after;
}

/* A month's name right behind the figures (with "of" between, too) or before them: "5-7 May" is two
** days, not 5 July. */
static int month_beside(const Lexer *lexer, uint32_t byte) {
  const Document *doc = lexer->doc;
  LexiconMatch match;
  uint32_t token = token_behind(lexer, byte);
  if (atom_before_is(lexer, ATOM_MONTH)) return 1;
  for (int step = 0; token != NONE && step < 2; step++) {
    if (lexicon_match(lexer->lexicon, lexer->months, doc, token, doc->tokens.items[token].span.start, &match)) return 1;
    if (!row_kind(lexer, token, doc->tokens.items[token].span.start, "of")) return 0;
    token = token + 1 < lexer->end_token ? token + 1 : NONE;
  }
  return 0;
}

static int read_figures(const Lexer *lexer, uint32_t byte, uint32_t end, Atom *atom) {
  const Document *doc = lexer->doc;
  Groups g;
  Reading r;
  uint32_t behind, next;
  if (joined_before(doc, byte)) return 0;
  behind = clock_read(doc, byte, end, &r);
  if (!behind) behind = clock_dotted(lexer, byte, end, &r);
  if (behind) {
    atom->span = (Span){byte, behind};
    atom_read(atom, r);
    return 1;
  }
  groups_read(doc, byte, end, &g);
  if (g.count == 1 && g.digits[0] == 8) { /* 20170302 */
    int v = g.value[0];
    if (v / 10000 >= 1900 && v / 10000 <= 2100 && real_day(v / 10000, v / 100 % 100, v % 100)) {
      atom->span = (Span){byte, g.end[0]};
      atom_read(atom, (Reading){.kind = ATOM_FIGURES, .value = v / 10000, .value2 = v / 100 % 100, .value3 = v % 100});
      return 1;
    }
  }
  int three = g.count >= 3 && ((g.mark[0] == g.mark[1] && g.mark[0] != ',') || (g.mark[0] == '/' && g.mark[1] == ','));
  if (three && g.mark[0] == ' ' && g.count == 4) three = 0;
  if (g.count == 4 && g.mark[2] == g.mark[0] && !(g.spaced & 4) && g.mark[0] != ' ') return 0;
  if (three && figures_date(lexer, &g, 0, 1, 2, &r)) {
    if (g.mark[0] == ' ') r.flag = FLAG_WEAK;
    atom->span = (Span){byte, g.end[2]};
    uint32_t c = char_at(doc, g.end[2], end, &next);
    if (c == 'T' || c == 't') { /* an ISO instant */
      Reading clock;
      uint32_t stop = clock_read(doc, next, end, &clock);
      if (stop) atom->span.end = stop;
    }
    atom_read(atom, r);
    return 1;
  }
  if (g.count >= 3 && !(g.spaced & 2) && g.mark[1] != ' ' && g.mark[1] != ',') return 0;
  if (g.count >= 2 && figures_pair(lexer, &g, &r)) {
    atom->span = (Span){byte, g.end[1]};
    if (g.spaced & 1 && g.mark[0] == '-' && g.digits[0] < 3 && g.digits[1] < 3) return 0;
    uint32_t c = char_at(doc, g.end[1], end, &next);
    if (c == '.' && g.mark[0] == '.' && g.digits[1] <= 2) atom->span.end = next; /* "10.12." */
    if (c == '%' || c == 0xB0) return 0;
    if (g.digits[0] <= 2 && g.digits[1] <= 2 && month_beside(lexer, g.end[1])) return 0;
    atom_read(atom, r);
    return 1;
  }
  return 0;
}

/* ---- numbers ---- */

static int read_number(const Lexer *lexer, uint32_t token, uint32_t from, Atom *atom) {
  Number number;
  if (!number_read_at(&lexer->numbers, token, from, &number)) return 0;
  if (!number.whole || number.value < 0 || number.value > 1e7) {
    if (number.span.end > atom->span.end) {
      atom->count = 0;
      atom->span = number.span;
      if (number.value == 0.5) atom_read(atom, (Reading){.kind = ATOM_UNIT, .unit = UNIT_HALF});
    }
    return 1;
  }
  if (number.span.end < atom->span.end) return 0;
  if (number.span.end > atom->span.end) atom->count = 0;
  atom->span = number.span;
  Reading r = {.kind = ATOM_NUMBER, .value = (int)number.value,
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
    atom_read(atom, (Reading){.kind = fold.data[0] == 'q' ? ATOM_QUARTER : ATOM_HALF, .value = fold.data[1] - '0'});
  if (!fold.size || fold.size > 5) return;
  for (uint32_t i = 0; i < fold.size; i++) {
    int v = fold.data[i] == 'i' ? 1 : fold.data[i] == 'v' ? 5 : fold.data[i] == 'x' ? 10 : 0;
    int w = i + 1 < fold.size ? (fold.data[i + 1] == 'v' ? 5 : fold.data[i + 1] == 'x' ? 10 : fold.data[i + 1] == 'i' ? 1 : 0) : 0;
    if (!v) return;
    value += v < w ? -v : v;
  }
  if (value >= 1 && value <= 30) atom_read(atom, (Reading){.kind = ATOM_ROMAN, .value = value});
}

static void read_punct(const Lexer *lexer, const Token *token, Atom *atom) {
  uint32_t c;
  const uint8_t *after = utf8_next(lexer->doc->text + token->span.start, &c);
  if ((uint32_t)(after - lexer->doc->text) != token->span.end) return;
  AtomKind kind = ATOM_OTHER;
  switch (c) {
  case '-': case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case '~': case 0x301C: case 0xFF5E:
    kind = ATOM_DASH;
    break;
  case ',': case 0x060C: case 0xFF0C: kind = ATOM_COMMA; break;
  case '/': kind = ATOM_SLASH; break;
  case '.': kind = ATOM_DOT; break;
  case '(': kind = ATOM_OPEN; break;
  case ')': kind = ATOM_CLOSE; break;
  case '\'': case 0x2019: kind = ATOM_APOSTROPHE; break;
  default: return;
  }
  atom_read(atom, (Reading){.kind = (uint8_t)kind});
}

/* "d'", "l'": a little word before a vowel; looked up without its apostrophe */
static int read_elided(const Lexer *lexer, const Token *t, Atom *atom) {
  const char *fold = (const char *)lexer->doc->folds.data + t->fold;
  size_t size = t->fold_size;
  if (size < 2 || size > 12) return 0;
  if (fold[size - 1] == '\'') size--;
  else if (size > 3 && !memcmp(fold + size - 3, "\xE2\x80\x99", 3)) size -= 3;
  else return 0;
  atom->span = t->span;
  return find_tables(lexer, fold, size, atom);
}

/* A case ending behind an apostrophe ("2015'te", "Ekim'in", "year's") belongs to what stands before;
** "11'inci" makes it an ordinal. */
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
    if (r->kind == ATOM_NUMBER && lexicon_find(lexer->lexicon, n->table, lexer->doc->language, fold + skip, t->fold_size - skip, &match) &&
        text_is(lexicon_field(lexer->lexicon, n->table, match.row, n->role), "suffix"))
      r->flag |= FLAG_ORDINAL;
  }
  return 1;
}

/* "Feb13", "Dec31": the month is cut off its figures. */
static int read_glued(const Lexer *lexer, const Token *t, Atom *atom) {
  const char *fold = (const char *)lexer->doc->folds.data + t->fold;
  size_t letters = 0;
  LexiconMatch match;
  while (letters < t->fold_size && !(fold[letters] >= '0' && fold[letters] <= '9')) letters++;
  if (letters < 3 || letters == t->fold_size || t->fold_size - letters > 2 || t->span.end - t->span.start != t->fold_size) return 0;
  if (!lexicon_find(lexer->lexicon, lexer->months, lexer->doc->language, fold, letters, &match)) return 0;
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
  if (digit && read_figures(lexer, byte, end, atom)) {
    int weak = atom->readings[0].kind == ATOM_FIGURES && (atom->readings[0].flag & FLAG_WEAK);
    if (weak) { /* may be plain numbers: "5-7", "15.2" */
      Atom other = {.span = plain};
      if (read_number(lexer, token, byte, &other) && other.span.end == atom->span.end && other.count)
        atom_read(atom, other.readings[0]);
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
  if (!atom->count && byte == t->span.start && !read_elided(lexer, t, atom)) read_clitics(lexer, token, atom);
  if (byte == t->span.start && atom->span.end <= t->span.end) read_shapes(lexer, t, atom);
}

static void atom_cues(Lexer *lexer, const Atom *atom) {
  for (int i = 0; i < atom->count; i++) {
    AtomKind kind = (AtomKind)atom->readings[i].kind;
    if (kind == ATOM_FUTURE) continue;
    if (kind != ATOM_OTHER && !(kind >= ATOM_OF && kind <= ATOM_AT) && !(kind >= ATOM_DASH && kind <= ATOM_CLOSE))
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
