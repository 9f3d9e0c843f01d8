/* figures.c: dates and clock times in figures: 31.10.1974, 10/31/74, 2016-11, 20170302, 18:30. Read
*from
** the characters; see atoms.c for why. Pairs of figures ("5-7", "15.2") are only marked weak here:
*the
** grammar decides what they are. */
#include "dates/atoms.h"
#include "text/chars.h"
#include "text/script.h"
#include <string.h>

static int digits_at(const Document *doc, uint32_t byte, uint32_t end, int *value,
                     uint32_t *after) {
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
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= (year         ? month_length(year, month)
                 : month == 2 ? 29
                              : month_length(2023, month));
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
  if (char_at(doc, byte, end, &next) == ':' && digits_at(doc, next, end, &s, &after) == 2)
    byte = after;
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
    if (atom_text_is(lexicon_field(lexer->lexicon, lexer->words, match.row, lexer->kind), kind))
      return 1;
  } while (lexicon_next(lexer->lexicon, lexer->words, &match));
  return 0;
}

int lexer_before_is(const Lexer *lexer, AtomKind kind) {
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
  if (!said && !(lexer_before_is(lexer, ATOM_AT) && !lexer_before_is(lexer, ATOM_PREP) &&
                 !lexer_before_is(lexer, ATOM_THE)))
    return 0;
  *r = (Reading){.kind = ATOM_CLOCK, .value = h, .value2 = m};
  return after;
}

/* A month's name right behind the figures (with "of" between, too) or before them: "5-7 May" is two
** days, not 5 July. */
static int month_beside(const Lexer *lexer, uint32_t byte) {
  const Document *doc = lexer->doc;
  LexiconMatch match;
  uint32_t token = token_behind(lexer, byte);
  if (lexer_before_is(lexer, ATOM_MONTH)) return 1;
  for (int step = 0; token != NONE && step < 2; step++) {
    if (lexicon_match(lexer->lexicon, lexer->months, doc, token,
                      doc->tokens.items[token].span.start, &match))
      return 1;
    if (!row_kind(lexer, token, doc->tokens.items[token].span.start, "of")) return 0;
    token = token + 1 < lexer->end_token ? token + 1 : NONE;
  }
  return 0;
}

int lexer_read_figures(const Lexer *lexer, uint32_t byte, uint32_t end, Atom *atom) {
  const Document *doc = lexer->doc;
  Groups g;
  Reading r;
  uint32_t behind, next;
  int tail = lexer_before_is(lexer, ATOM_DASH) && lexer->count > 2 &&
             lexer->atoms[lexer->count - 3].count &&
             lexer->atoms[lexer->count - 3].readings[0].kind == ATOM_FIGURES; /* 10/1-11/7 */
  if (!tail && joined_before(doc, byte)) return 0;
  behind = clock_read(doc, byte, end, &r);
  if (!behind) behind = clock_dotted(lexer, byte, end, &r);
  if (behind) {
    atom->span = (Span){byte, behind};
    atom_add(atom, r);
    return 1;
  }
  groups_read(doc, byte, end, &g);
  if (g.count == 1 && g.digits[0] == 8) { /* 20170302 */
    int v = g.value[0];
    if (v / 10000 >= 1900 && v / 10000 <= 2100 && real_day(v / 10000, v / 100 % 100, v % 100)) {
      atom->span = (Span){byte, g.end[0]};
      atom_add(atom, (Reading){.kind = ATOM_FIGURES,
                               .value = v / 10000,
                               .value2 = v / 100 % 100,
                               .value3 = v % 100});
      return 1;
    }
  }
  int three = g.count >= 3 && ((g.mark[0] == g.mark[1] && g.mark[0] != ',') ||
                               (g.mark[0] == '/' && g.mark[1] == ','));
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
    atom_add(atom, r);
    return 1;
  }
  if (g.count >= 3 && !(g.spaced & 2) && g.mark[1] != ' ' && g.mark[1] != ',' &&
      !(g.mark[0] == '/' && g.mark[1] == '-'))
    return 0;
  if (g.count >= 2 && figures_pair(lexer, &g, &r)) {
    atom->span = (Span){byte, g.end[1]};
    if (g.spaced & 1 && g.mark[0] == '-' && g.digits[0] < 3 && g.digits[1] < 3) return 0;
    uint32_t c = char_at(doc, g.end[1], end, &next);
    if (c == '.' && g.mark[0] == '.' && g.digits[1] <= 2) atom->span.end = next; /* "10.12." */
    if (c == '%' || c == 0xB0) return 0;
    if (g.digits[0] <= 2 && g.digits[1] <= 2 && month_beside(lexer, g.end[1])) return 0;
    atom_add(atom, r);
    return 1;
  }
  return 0;
}
