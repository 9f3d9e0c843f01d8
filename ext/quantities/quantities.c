/* quantities.c: the stage. At each number: what stands before it (a currency, "more than", "from")
** and behind it (a second number of a range, a percent sign, a unit, a currency, the counted noun).
** Numbers inside dates are left to the dates, but for ages, which are both. Numbers that are part
*of
** a name ("COVID-19", "G20"), a score ("3-1") or a version ("1.2.3") are no quantities. */
#include "quantities/quantities.h"
#include "quantities/number.h"
#include "text/chars.h"
#include "text/script.h"
#include <math.h>
#include <string.h>

#define NOUN_TOKENS 3u

const char *quantity_kind_name(QuantityKind kind) {
  static const char *const names[] = {"count", "money", "percent", "measure", "age", "ordinal"};
  return (unsigned)kind < 6 ? names[kind] : "count";
}

const char *qualifier_name(Qualifier qualifier) {
  static const char *const names[] = {NULL, "about", "over", "under", "upto"};
  return (unsigned)qualifier < 5 ? names[qualifier] : NULL;
}

typedef struct Run {
  Document *doc;
  const Lexicon *lexicon;
  NumberReader reader;
  int units, unit, kind, unit_count;    /* units.tsv and its columns */
  int currencies, code, currency_count; /* currencies.tsv */
  int qualifiers, qualifier;            /* qualifiers.tsv */
  int words, word_kind;                 /* timewords.tsv: ranges and little words */
  int markers, role;                    /* markers.tsv: prepositions of place */
  size_t next_date;                     /* first date that may still cover a token */
  uint32_t sentence;
  uint32_t first, end; /* tokens of the sentence */
} Run;

static int text_is(Text text, const char *name) {
  return text.size == strlen(name) && !memcmp(text.data, name, text.size);
}

static void run_init(Run *run, Document *doc, const Lexicon *lexicon) {
  *run = (Run){.doc = doc, .lexicon = lexicon};
  number_reader_init(&run->reader, doc, lexicon);
  run->units = lexicon_table(lexicon, "units");
  run->unit = lexicon_column(lexicon, run->units, "unit");
  run->kind = lexicon_column(lexicon, run->units, "kind");
  run->unit_count = lexicon_column(lexicon, run->units, "count");
  run->currencies = lexicon_table(lexicon, "currencies");
  run->code = lexicon_column(lexicon, run->currencies, "code");
  run->currency_count = lexicon_column(lexicon, run->currencies, "count");
  run->qualifiers = lexicon_table(lexicon, "qualifiers");
  run->qualifier = lexicon_column(lexicon, run->qualifiers, "qualifier");
  run->words = lexicon_table(lexicon, "timewords");
  run->word_kind = lexicon_column(lexicon, run->words, "kind");
  run->markers = lexicon_table(lexicon, "markers");
  run->role = lexicon_column(lexicon, run->markers, "role");
}

static const Token *token_at(const Run *run, uint32_t i) {
  return i >= run->first && i < run->end ? &run->doc->tokens.items[i] : NULL;
}

static int token_is_char(const Run *run, uint32_t i, uint32_t codepoint) {
  const Token *t = token_at(run, i);
  uint32_t c;
  if (!t) return 0;
  const uint8_t *p = utf8_next(run->doc->text + t->span.start, &c);
  return c == codepoint && (uint32_t)(p - run->doc->text) == t->span.end;
}

static int token_is_dash(const Run *run, uint32_t i) {
  return token_is_char(run, i, '-') || token_is_char(run, i, 0x2013) ||
         token_is_char(run, i, 0x2010) || token_is_char(run, i, 0x2012) ||
         token_is_char(run, i, 0x2014) || token_is_char(run, i, '~');
}

/* Is the word at the token one of these little words (timewords.tsv)? */
static int word_is(const Run *run, uint32_t i, const char *kind) {
  LexiconMatch match;
  const Token *t = token_at(run, i);
  if (!t || !lexicon_match(run->lexicon, run->words, run->doc, i, t->span.start, &match)) return 0;
  do {
    if (text_is(lexicon_field(run->lexicon, run->words, match.row, run->word_kind), kind)) return 1;
  } while (lexicon_next(run->lexicon, run->words, &match));
  return 0;
}

/* 1: it leads in a place: of dates "in" may be an "of", of numbers it is none ("18 in Gaza"). */
static int leads_in_place(const Run *run, const Token *t, uint32_t i) {
  LexiconMatch match;
  if (!lexicon_match(run->lexicon, run->markers, run->doc, i, t->span.start, &match)) return 0;
  do {
    Text role = lexicon_field(run->lexicon, run->markers, match.row, run->role);
    if (text_is(role, "in") && match.end == t->span.end) return 1;
  } while (lexicon_next(run->lexicon, run->markers, &match));
  return 0;
}

/* the token and byte behind a byte */
static uint32_t token_behind(const Run *run, uint32_t token, uint32_t byte, uint32_t *from) {
  while (token < run->end && run->doc->tokens.items[token].span.end <= byte) token++;
  *from = byte;
  if (token < run->end && run->doc->tokens.items[token].span.start > byte)
    *from = run->doc->tokens.items[token].span.start;
  return token;
}

/* ---- what stands before ---- */

static Qualifier qualifier_of(Text name) {
  return text_is(name, "about")   ? QUALIFIER_ABOUT
         : text_is(name, "over")  ? QUALIFIER_OVER
         : text_is(name, "under") ? QUALIFIER_UNDER
                                  : QUALIFIER_UPTO;
}

/* The longest qualifier that ends right before the token. */
static Qualifier qualifier_before(const Run *run, uint32_t token, uint32_t *start) {
  for (uint32_t back = 4; back > 0; back--) {
    LexiconMatch match;
    if (token < run->first + back) continue;
    uint32_t i = token - back;
    if (!lexicon_match(run->lexicon, run->qualifiers, run->doc, i,
                       run->doc->tokens.items[i].span.start, &match))
      continue;
    uint32_t behind, from;
    behind = token_behind(run, i, match.end, &from);
    if (behind < token || match.tokens > back) {
      if (!(behind + 1 == token && (word_is(run, behind, "the") || word_is(run, behind, "of"))))
        continue;
    }
    *start = run->doc->tokens.items[i].span.start;
    return qualifier_of(lexicon_field(run->lexicon, run->qualifiers, match.row, run->qualifier));
  }
  return QUALIFIER_NONE;
}

static Qualifier qualifier_behind(const Run *run, uint32_t token, uint32_t from) {
  LexiconMatch match;
  if (!token_at(run, token) || !(run->doc->tokens.items[token].flags & TOKEN_CJK) ||
      !lexicon_match(run->lexicon, run->qualifiers, run->doc, token, from, &match))
    return QUALIFIER_NONE;
  return qualifier_of(lexicon_field(run->lexicon, run->qualifiers, match.row, run->qualifier));
}

/* A currency that ends right before the token: "$", "US$", "EUR". */
static int currency_before(const Run *run, uint32_t token, Text *code, uint32_t *start) {
  for (uint32_t back = 2; back > 0; back--) {
    LexiconMatch match;
    if (token < run->first + back) continue;
    uint32_t i = token - back;
    const Token *t = &run->doc->tokens.items[i];
    if (!lexicon_match(run->lexicon, run->currencies, run->doc, i, t->span.start, &match) ||
        match.tokens != back)
      continue;
    if (t->kind == TOKEN_WORD && !(t->flags & TOKEN_ALL_UPPER)) continue;
    *code = lexicon_field(run->lexicon, run->currencies, match.row, run->code);
    *start = t->span.start;
    return 1;
  }
  return 0;
}

/* "%20", "yüzde 20": the per cent stands before the number. */
static int percent_before(const Run *run, uint32_t token, uint32_t *start) {
  LexiconMatch match;
  if (token <= run->first) return 0;
  const Token *t = &run->doc->tokens.items[token - 1];
  if (token_is_char(run, token - 1, '%') &&
      (run->doc->tokens.items[token].flags & TOKEN_SPACE_BEFORE))
    return 0;
  if (token > run->first + 1 && t[-1].kind == TOKEN_NUMBER) return 0; /* it is the other number's */
  if (!lexicon_match(run->lexicon, run->units, run->doc, token - 1, t->span.start, &match) ||
      match.end != t->span.end)
    return 0;
  if (!text_is(lexicon_field(run->lexicon, run->units, match.row, run->kind), "percent")) return 0;
  *start = t->span.start;
  return 1;
}

/* A number without anything counted says something only in running text: "rose to 10 on Saturday",
** not "(47)", "1 - 4", "page 3", "000". */
static int bare_allowed(const Run *run, uint32_t token, uint32_t behind, const Number *n,
                        int decimal) {
  const Token *before = token_at(run, token - 1), *after = token_at(run, behind);
  if (token <= run->first || !before || before->kind != TOKEN_WORD || decimal) return 0;
  if (!(run->doc->tokens.items[token].flags & TOKEN_SPACE_BEFORE) ||
      run->doc->text[n->span.start] == '0')
    return 0;
  if (before->flags & TOKEN_HAS_DIGIT) return 0;
  if (token_is_dash(run, behind) || (after && after->kind == TOKEN_NUMBER)) return 0;
  if (after && !(after->flags & TOKEN_SPACE_BEFORE) && after->kind == TOKEN_WORD) return 0;
  return 1;
}

/* Part of a name, a score or a longer code? */
static int number_refused(const Run *run, uint32_t token, uint32_t from) {
  const Document *doc = run->doc;
  const Token *t = &doc->tokens.items[token];
  uint32_t c;
  if (from > t->span.start) return 0;
  if (token > run->first &&
      (token_is_char(run, token - 1, 0x2116) || token_is_char(run, token - 1, '#')))
    return 1;
  if (!(t->flags & TOKEN_SPACE_BEFORE) && token > run->first) {
    const Token *before = &t[-1];
    utf8_previous(doc->text, doc->text + before->span.end, &c);
    if (c == '#' || c == '@' || c == ':' || c == '/' || c == '_' || c == '+') return 1;
    if (before->kind == TOKEN_WORD && !(before->flags & TOKEN_CJK) &&
        before->script != SCRIPT_ARABIC)
      return 1;
    if (token_is_dash(run, token - 1) && !(before->flags & TOKEN_SPACE_BEFORE) &&
        token > run->first + 1)
      return 1;
    if ((c == '.' || c == ',') && token > run->first + 1 && before[-1].kind == TOKEN_NUMBER &&
        !(before->flags & TOKEN_SPACE_BEFORE))
      return 1;
  }
  return 0;
}

static int refused_behind(const Run *run, uint32_t token, uint32_t end_byte) {
  const Token *t = token_at(run, token);
  uint32_t c;
  if (!t || t->span.start != end_byte) return 0;
  utf8_next(run->doc->text + end_byte, &c);
  const Token *next = token_at(run, token + 1);
  if (c == ':' || c == '/')
    return next && next->span.start == t->span.end && next->kind == TOKEN_NUMBER;
  if (c == '.' && next && next->span.start == t->span.end && next->kind == TOKEN_NUMBER) return 1;
  return 0;
}

/* ---- what stands behind ---- */

typedef struct Behind {
  int kind; /* QuantityKind, or -1 */
  Text unit;
  uint32_t end;   /* byte */
  uint32_t token; /* behind it */
  int maybe_age;
} Behind;

static int unit_at(const Run *run, uint32_t token, uint32_t from, Behind *out) {
  LexiconMatch match;
  const Token *t = token_at(run, token);
  if (!t) return 0;
  if (token_is_dash(run, token) && !(t->flags & TOKEN_SPACE_BEFORE) && token_at(run, token + 1) &&
      !(t[1].flags & TOKEN_SPACE_BEFORE) &&
      !lexicon_match(run->lexicon, run->units, run->doc, token, from, &match)) {
    token++;
    from = t[1].span.start;
  }
  uint32_t unit_end = 0;
  const Token *word = &run->doc->tokens.items[token];
  int capital = word->span.end - word->span.start == 1 && (word->flags & TOKEN_FIRST_UPPER) &&
                run->doc->text[word->span.start] == 'M';
  if (!capital && lexicon_match(run->lexicon, run->units, run->doc, token, from, &match)) {
    Text kind = lexicon_field(run->lexicon, run->units, match.row, run->kind);
    unit_end = match.end;
    out->unit = lexicon_field(run->lexicon, run->units, match.row, run->unit);
    out->kind = text_is(kind, "percent")   ? QUANTITY_PERCENT
                : text_is(kind, "measure") ? QUANTITY_MEASURE
                                           : QUANTITY_AGE;
    out->maybe_age = text_is(kind, "maybeage");
    if (text_is(out->unit, "percent")) out->unit = (Text){"%", 1};
  }
  if (lexicon_match(run->lexicon, run->currencies, run->doc, token, from, &match) &&
      match.end > unit_end) {
    unit_end = match.end;
    out->unit = lexicon_field(run->lexicon, run->currencies, match.row, run->code);
    out->kind = QUANTITY_MONEY;
    out->maybe_age = 0;
  }
  if (!unit_end) return 0;
  out->end = unit_end;
  uint32_t ignored;
  out->token = token_behind(run, token, unit_end, &ignored);
  return 1;
}

/* ("5 million of euros", "3 δισ. ευρώ"): a little word or the scale's full stop may stand
** between. */
static int unit_near(const Run *run, uint32_t token, uint32_t from, Behind *out) {
  if (unit_at(run, token, from, out)) return 1;
  const Token *t = token_at(run, token);
  if (!t || !token_at(run, token + 1)) return 0;
  int dot = token_is_char(run, token, '.') && !(t->flags & TOKEN_SPACE_BEFORE);
  if (!dot && !word_is(run, token, "of")) return 0;
  return unit_at(run, token + 1, t[1].span.start, out) && (out->kind == QUANTITY_MONEY || dot);
}

/* Does a word of the kind ("aged", "im Alter von") end right before the token? */
static int word_before_is(const Run *run, uint32_t token, const char *kind) {
  for (uint32_t back = 1; back <= 3 && token >= run->first + back; back++) {
    LexiconMatch match;
    uint32_t i = token - back;
    if (!lexicon_match(run->lexicon, run->words, run->doc, i, run->doc->tokens.items[i].span.start,
                       &match))
      continue;
    if (match.end != run->doc->tokens.items[token - 1].span.end) continue;
    do {
      if (text_is(lexicon_field(run->lexicon, run->words, match.row, run->word_kind), kind))
        return 1;
    } while (lexicon_next(run->lexicon, run->words, &match));
  }
  return 0;
}

static int little_word(const Run *run, uint32_t i) {
  static const char *const kinds[] = {
      "of",      "the",   "prep",     "from",      "to",     "between", "and",   "at",  "agopre",
      "agopost", "inpre", "frompost", "laterpost", "future", "edge",    "shift", "last"};
  LexiconMatch match;
  const Token *t = token_at(run, i);
  if (!t || !lexicon_match(run->lexicon, run->words, run->doc, i, t->span.start, &match)) return 0;
  do {
    Text kind = lexicon_field(run->lexicon, run->words, match.row, run->word_kind);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
      if (text_is(kind, kinds[k])) return 1;
  } while (lexicon_next(run->lexicon, run->words, &match));
  return 0;
}

/* The counted noun: the words behind the number up to the first that cannot belong to it. */
static int noun_at(const Run *run, uint32_t token, uint32_t from, Behind *out) {
  const Token *t = token_at(run, token);
  if (!t) return 0;
  int cjk = (t->flags & TOKEN_CJK) != 0;
  if (t->kind != TOKEN_WORD ||
      (!cjk && (from != t->span.start || !(t->flags & TOKEN_SPACE_BEFORE))))
    return 0;
  if ((t->flags & (TOKEN_NEWLINE_BEFORE | TOKEN_HAS_DIGIT)) ||
      memchr(run->doc->text + t->span.start, '/', t->span.end - t->span.start) ||
      memchr(run->doc->text + t->span.start, '@', t->span.end - t->span.start) ||
      t->span.end - t->span.start == 1)
    return 0;
  if (!cjk && leads_in_place(run, t, token)) return 0;
  if (word_is(run, token, "of") && !cjk && token_at(run, token + 1) && t[1].kind == TOKEN_WORD) {
    token++, t++; /* "من", "de" behind a large number */
    if (word_is(run, token, "the") && token_at(run, token + 1) && t[1].kind == TOKEN_WORD)
      token++, t++;
    from = t->span.start;
  }
  if (little_word(run, token)) return 0;
  Number number;
  if (number_read_at(&run->reader, token, from, &number)) return 0;
  out->kind = QUANTITY_COUNT;
  out->end = t->span.end;
  out->token = token + 1;
  out->unit = document_text(run->doc, (Span){from, t->span.end});
  return 1;
}

/* ---- ranges ---- */

static int range_at(const Run *run, uint32_t first_token, const Number *low, uint32_t token,
                    Number *high) {
  const Token *t = token_at(run, token);
  if (!t || !token_at(run, token + 1)) return 0;
  int dash = token_is_dash(run, token), to = word_is(run, token, "to");
  int between = first_token > run->first && word_is(run, first_token - 1, "between") &&
                word_is(run, token, "and");
  if (!dash && !to && !between) return 0;
  if (!number_read_at(&run->reader, token + 1, t[1].span.start, high) || high->ordinal) return 0;
  if (high->value <= low->value) {
    if (low->digits && high->value / low->value >= 1e3) return 1;
    return 0;
  }
  if (dash && !low->words && !high->words && low->value < 20 && high->value < 20) {
    /* "3-5": a score unless something is counted */
    uint32_t from, behind = token_behind(run, token + 1, high->span.end, &from);
    Behind unit = {.kind = -1};
    if (!unit_near(run, behind, from, &unit) && !noun_at(run, behind, from, &unit)) return 0;
  }
  return 1;
}

/* "2 to 3 million": the scale belongs to both. */
static void range_share(Number *low, const Number *high) {
  if (high->words && !low->words && low->digits && high->digits && low->value < high->value) {
    double scale = 1;
    while (scale * 1000 <= high->value) scale *= 1000;
    if (scale > 1 && low->value < 1000) low->value *= scale;
  }
}

/* ---- rows ---- */

static int inside_date(Run *run, Span span, int *covered) {
  const Document *doc = run->doc;
  *covered = 0;
  while (run->next_date < doc->dates.count &&
         doc->dates.items[run->next_date].span.end <= span.start)
    run->next_date++;
  if (run->next_date >= doc->dates.count) return 0;
  const Date *date = &doc->dates.items[run->next_date];
  if (date->span.start >= span.end) return 0;
  *covered = date->type == DATE_DURATION;
  return 1;
}

static void add_row(Run *run, Span span, QuantityKind kind, Qualifier qualifier, const Number *low,
                    const Number *high, Text unit, float score) {
  Quantity *q = document_push(run->doc, quantities);
  if (!q) return;
  q->span = span;
  q->sentence = run->sentence;
  q->kind = (uint8_t)kind;
  q->qualifier = (uint8_t)qualifier;
  q->value = low->value;
  if (high) q->is_range = 1, q->value_high = high->value;
  q->unit = unit;
  q->score = score;
}

/* A lone "one" is an article in most languages; a lone scale word counts nothing exactly. */
static int vague(const Run *run, const Number *n, const Behind *behind) {
  if (n->digits || !n->words) return 0;
  if (behind->kind == QUANTITY_MONEY || behind->kind == QUANTITY_PERCENT) return 0;
  Text word = document_text(run->doc, n->span);
  int single = memchr(word.data, ' ', word.size) == NULL;
  if (n->value == 1 && behind->kind != QUANTITY_MEASURE) return 1;
  return single && n->value >= 100 &&
         (n->value == 100 || n->value == 1000 || n->value == 1e6 || n->value == 1e9) &&
         behind->kind == QUANTITY_COUNT;
}

static uint32_t ordinal_row(Run *run, uint32_t token, const Number *n, Span span) {
  Behind behind = {.kind = -1};
  uint32_t from, after = token_behind(run, token, n->span.end, &from);
  Text unit = {"", 0};
  if (noun_at(run, after, from, &behind)) unit = behind.unit;
  if (n->digits || unit.size)
    add_row(run, span, QUANTITY_ORDINAL, QUALIFIER_NONE, n, NULL,
            unit.size ? unit : (Text){NULL, 0}, 0.5f);
  return n->end_token;
}

/* Reads the quantity at the token (byte `from`); returns the token behind it, or 0. */
static uint32_t quantity_at(Run *run, uint32_t token, uint32_t from, uint32_t *behind_byte) {
  Number low, high;
  Behind behind = {.kind = -1};
  Text code = {NULL, 0};
  if (number_refused(run, token, from) || !number_read_at(&run->reader, token, from, &low))
    return 0;
  Span span = low.span;
  *behind_byte = low.span.end;
  uint32_t next, at = token_behind(run, token, low.span.end, &next);
  int dated, duration, is_range = 0, money = currency_before(run, token, &code, &span.start);
  int percent = !money && percent_before(run, token, &span.start);
  dated = inside_date(run, low.span, &duration);
  if (low.ordinal) return dated ? low.end_token : ordinal_row(run, token, &low, low.span);
  if (refused_behind(run, at, low.span.end)) return low.end_token;
  if (!dated && range_at(run, token, &low, at, &high)) {
    is_range = 1;
    range_share(&low, &high);
    span.end = *behind_byte = high.span.end;
    at = token_behind(run, at, high.span.end, &next);
  }
  int found = unit_near(run, at, next, &behind);
  int aged = found && (behind.maybe_age || dated) && token > run->first &&
             word_before_is(run, token, "aged");
  if (found && behind.maybe_age && !aged) found = 0, behind = (Behind){.kind = -1};
  if (dated && !found && duration && word_before_is(run, token, "aged")) {
    found = 1;
    behind = (Behind){.kind = QUANTITY_AGE,
                      .unit = {"year", 4},
                      .end = run->doc->dates.items[run->next_date].span.end};
    behind.token = token_behind(run, token, behind.end, &next);
  }
  if (dated && !(found && behind.kind == QUANTITY_AGE)) return low.end_token;
  if (money && (!found || behind.kind != QUANTITY_MONEY))
    found = 0, behind = (Behind){.kind = QUANTITY_MONEY, .unit = code};
  if (percent && (!found || behind.kind != QUANTITY_PERCENT)) {
    found = 0;
    money = 1; /* the sign before the number is all there is */
    behind = (Behind){.kind = QUANTITY_PERCENT, .unit = {"%", 1}};
  }
  if (!found && !money) found = noun_at(run, at, next, &behind);
  if (found) {
    span.end = behind.end;
    *behind_byte = behind.end;
  }
  if (behind.kind < 0 || behind.kind == QUANTITY_COUNT) {
    if (low.digits == 4 && !low.grouped && !low.words && low.whole && low.value >= 1500 &&
        low.value <= 2035 && !is_range)
      return low.end_token;
  }
  if (behind.kind < 0) {
    if (!low.digits && !is_range) return low.end_token;
    if (!is_range && !bare_allowed(run, token, at, &low, !low.whole)) return low.end_token;
    if (low.digits == 4 && !low.words && low.whole && low.value >= 1900 && low.value <= 2035 &&
        !is_range)
      return low.end_token;
    behind.kind = QUANTITY_COUNT;
  }
  if (vague(run, &low, &behind) && !is_range) return low.end_token;
  uint32_t qualifier_start = span.start;
  uint32_t before = token;
  while (money && before > run->first && run->doc->tokens.items[before].span.start > span.start)
    before--;
  Qualifier qualifier = qualifier_before(run, before, &qualifier_start);
  if (!qualifier) qualifier = qualifier_behind(run, at, next);
  add_row(run, span, (QuantityKind)behind.kind, qualifier, &low, is_range ? &high : NULL,
          behind.unit.size ? behind.unit : (Text){NULL, 0}, found || money ? 0.9f : 0.5f);
  uint32_t ignored;
  return token_behind(run, token, *behind_byte, &ignored);
}

/* A unit in the dual counts itself: "كيلومترين". */
static int dual_at(Run *run, uint32_t token) {
  LexiconMatch match;
  const Token *t = &run->doc->tokens.items[token];
  int money = 0,
      found = lexicon_match(run->lexicon, run->units, run->doc, token, t->span.start, &match);
  Text count =
      found ? lexicon_field(run->lexicon, run->units, match.row, run->unit_count) : (Text){"", 0};
  if (!count.size) {
    found = lexicon_match(run->lexicon, run->currencies, run->doc, token, t->span.start, &match);
    count = found ? lexicon_field(run->lexicon, run->currencies, match.row, run->currency_count)
                  : (Text){"", 0};
    money = 1;
  }
  if (!count.size) return 0;
  Number n = {.value = number_parse(count)};
  int table = money ? run->currencies : run->units;
  add_row(run, (Span){t->span.start, match.end}, money ? QUANTITY_MONEY : QUANTITY_MEASURE,
          QUALIFIER_NONE, &n, NULL,
          lexicon_field(run->lexicon, table, match.row, money ? run->code : run->unit), 0.8f);
  return 1;
}

static void run_sentence(Run *run) {
  uint32_t token = run->first, byte = 0;
  while (token < run->end && !run->doc->rc) {
    const Token *t = &run->doc->tokens.items[token];
    if (byte < t->span.start) byte = t->span.start;
    uint32_t behind = byte;
    if (t->kind != TOKEN_PUNCT && quantity_at(run, token, byte, &behind) && behind > byte) {
      byte = behind;
    } else if (t->kind == TOKEN_WORD && byte == t->span.start && dual_at(run, token)) {
      byte = t->span.end;
    } else if (t->flags & TOKEN_CJK) {
      uint32_t c;
      byte = (uint32_t)(utf8_next(run->doc->text + byte, &c) - run->doc->text);
    } else {
      byte = t->span.end;
    }
    while (token < run->end && run->doc->tokens.items[token].span.end <= byte) token++;
  }
}

void quantities_run(Document *doc, const Lexicon *lexicon) {
  Run run;
  if (doc->rc || (doc->done & STAGE_QUANTITIES)) return;
  run_init(&run, doc, lexicon);
  for (size_t i = 0; i < doc->sentences.count; i++) {
    if (document_stopped(doc)) break;
    run.sentence = (uint32_t)i;
    run.first = doc->sentences.items[i].first_token;
    run.end = doc->sentences.items[i].end_token;
    run_sentence(&run);
  }
  doc->done |= STAGE_QUANTITIES;
}
