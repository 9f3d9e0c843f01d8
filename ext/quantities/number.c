/* number.c: one automaton over number words for all languages, and figures in all scripts.
**
** The words' roles are data (numbers.tsv). The automaton keeps three registers, as one does when
** reading a number aloud: `part` (below the next multiplier), `group` (below the next scale) and
** `total`. A word may only add what is smaller than the smallest magnitude already said, so
** "twenty five" is one number and "five twenty" are two; a conjunction written on the word may also
** put the ten behind the unit ("خمسة وعشرون"). It reads left to right, once; no backtracking. */
#include "quantities/number.h"
#include "text/chars.h"
#include "text/script.h"
#include <math.h>
#include <string.h>

typedef enum Role {
  ROLE_NONE,
  ROLE_ZERO,
  ROLE_UNIT,
  ROLE_DIGIT,
  ROLE_TEEN,
  ROLE_TEN,
  ROLE_COMPOUND,
  ROLE_HUNDREDS,
  ROLE_THOUSANDS,
  ROLE_MULT,
  ROLE_SCALE,
  ROLE_TEENMARK,
  ROLE_UNIT1,
  ROLE_FRACTION,
  ROLE_HALF,
  ROLE_AND,
  ROLE_SUFFIX,
  ROLE_ORDINAL
} Role;

static Role number_role(Text name) {
  static const char *const names[] = {
      "",     "zero",  "unit",     "digit", "teen",     "ten",  "compound", "hundreds", "thousands",
      "mult", "scale", "teenmark", "unit1", "fraction", "half", "and",      "suffix",   "ordinal"};
  for (int i = 1; i < (int)(sizeof names / sizeof *names); i++)
    if (strlen(names[i]) == name.size && !memcmp(names[i], name.data, name.size)) return (Role)i;
  return ROLE_NONE;
}

double number_parse(Text field) {
  double value = 0, scale = 1;
  int point = 0, negative = 0;
  for (uint32_t i = 0; i < field.size; i++) {
    char c = field.data[i];
    if (c == '-' && !i)
      negative = 1;
    else if (c == '.')
      point = 1;
    else if (c == 'e') {
      int exponent = 0;
      for (i++; i < field.size; i++) exponent = exponent * 10 + (field.data[i] - '0');
      for (; exponent > 0; exponent--) value *= 10;
    } else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
      if (point) scale *= 10;
    }
  }
  return (negative ? -value : value) / scale;
}

Text number_convention(const Lexicon *lexicon, Language language, const char *name) {
  int table = lexicon_table(lexicon, "conventions");
  LexiconMatch match;
  if (!lexicon_find(lexicon, table, language, name, strlen(name), &match)) return (Text){"", 0};
  return lexicon_field(lexicon, table, match.row, lexicon_column(lexicon, table, "value"));
}

void number_reader_init(NumberReader *reader, const Document *doc, const Lexicon *lexicon) {
  *reader = (NumberReader){.doc = doc, .lexicon = lexicon};
  reader->table = lexicon_table(lexicon, "numbers");
  reader->role = lexicon_column(lexicon, reader->table, "role");
  reader->value = lexicon_column(lexicon, reader->table, "value");
  reader->ordinal = lexicon_column(lexicon, reader->table, "ordinal");
  reader->join = lexicon_column(lexicon, reader->table, "join");
  Text decimal = number_convention(lexicon, doc->language, "decimal");
  reader->decimal = decimal.size ? *decimal.data : 0;
  reader->space_groups = number_convention(lexicon, doc->language, "group").size > 0;
  LexiconMatch match;
  Text conjunction = {"\xD9\x88", 2};
  if (lexicon_find(lexicon, reader->table, doc->language, conjunction.data, conjunction.size,
                   &match))
    reader->must_join =
        number_parse(lexicon_field(lexicon, reader->table, match.row, reader->value)) == 1;
}

/* ---- figures ---- */

typedef struct Figures {
  double value;
  uint32_t end;    /* byte behind */
  uint8_t digits;  /* of the figure as written */
  uint8_t decimal; /* has decimals */
  uint8_t grouped; /* has thousands set apart */
} Figures;

static int digit_at(const Document *doc, uint32_t byte, uint32_t end, uint32_t *next) {
  uint32_t c;
  if (byte >= end) return -1;
  *next = (uint32_t)(utf8_next(doc->text + byte, &c) - doc->text);
  return chars_class(c) & CLASS_DIGIT ? char_digit_value(c) : -1;
}

/* A run of digits; returns how many. */
static int digits_read(const Document *doc, uint32_t byte, uint32_t end, double *value,
                       uint32_t *after) {
  int n = 0, digit;
  uint32_t next;
  *value = 0;
  while (n < 18 && (digit = digit_at(doc, byte, end, &next)) >= 0) {
    *value = *value * 10 + digit;
    byte = next;
    n++;
  }
  *after = byte;
  return n;
}

/* The class of a mark inside figures: '.', ',', ' ' or 0. */
static char mark_at(const Document *doc, uint32_t byte, uint32_t end, uint32_t *next) {
  uint32_t c;
  if (byte >= end) return 0;
  *next = (uint32_t)(utf8_next(doc->text + byte, &c) - doc->text);
  switch (c) {
  case '.': return '.';
  case ',': return ',';
  case 0x066B: return 'd'; /* Arabic decimal separator */
  case 0x066C:
  case '\'':
  case 0x2019: return 'g';
  case 0xA0:
  case 0x202F:
  case 0x2009: return ' ';
  case ' ': return ' ';
  default: return 0;
  }
}

/* Figures with their grouping and decimals, from byte `at`. */
static int figures_read(const NumberReader *reader, uint32_t at, uint32_t end, Figures *out) {
  const Document *doc = reader->doc;
  double part, value;
  uint32_t after, next;
  int digits = digits_read(doc, at, end, &value, &after);
  if (!digits) return 0;
  int groups = 0, first = digits;
  char used = 0;
  *out = (Figures){value, after, (uint8_t)digits, 0, 0};
  for (;;) {
    uint32_t behind;
    char mark = mark_at(doc, after, end, &next);
    int n = mark ? digits_read(doc, next, end, &part, &behind) : 0;
    if (!n) break;
    int extra = 0;
    uint32_t skip;
    if (mark == ' ' && digit_at(doc, behind, end, &skip) >= 0) extra = 1;
    int can_group = n == 3 && !extra && first <= 3 && value > 0 && (!used || used == mark) &&
                    (mark != ' ' || reader->space_groups);
    int one_mark = mark == '.' || mark == ',';
    uint32_t after_next;
    int more = one_mark && mark_at(doc, behind, end, &after_next) == mark &&
               digit_at(doc, after_next, end, &skip) >= 0;
    if (can_group &&
        (mark == 'g' || mark == ' ' || groups || more || (one_mark && mark != reader->decimal))) {
      value = value * 1000 + part;
      used = mark;
      groups++;
      digits += 3;
      after = behind;
      *out = (Figures){value, after, (uint8_t)(digits > 200 ? 200 : digits), 0, 1};
      continue;
    }
    if (mark == 'd' || (one_mark && mark != used && !more)) {
      *out = (Figures){value + part / pow(10, n), behind, (uint8_t)(digits + n), 1, groups > 0};
    }
    break;
  }
  return 1;
}

/* ---- words ---- */

typedef struct Registers {
  double total, group, part;
  double
      smallest; /* magnitude of the smallest thing said in `part`: 10 after a ten, 1 after a unit */
  double last_mult, last_scale;
  int any, ordinal, words, digit_run, figures;
  int prefixed; /* 第 stands before */
  int alone;    /* begins with a word that is no number by itself */
} Registers;

typedef struct Word {
  Role role;
  double value;
  int ordinal, joined;
} Word;

static int word_adds(const NumberReader *reader, const Registers *r, const Word *word) {
  if (!r->any) return 1;
  if (r->figures) return 0;
  if (reader->must_join && !word->joined && r->smallest < 1000) return 0;
  if (reader->must_join && !word->joined) return 0;
  return 1;
}

/* Adds a plain value to `part`; 0 if it does not fit there. */
static int word_add(const NumberReader *reader, Registers *r, const Word *word) {
  double v = word->value, magnitude = v >= 100 ? 100 : v >= 20 || v == 10 ? 10 : 1;
  if (!word_adds(reader, r, word)) return 0;
  if (r->ordinal && !(word->ordinal && ((r->smallest == 10 && v < 10) || word->joined))) return 0;
  if (r->part == 0) {
    if (r->group > 0 && v >= r->last_mult) return 0;
    if (v >= 1000 && r->any) return 0;
  } else if (word->joined && r->smallest == 1 && fmod(r->part, 100) < 10 && magnitude == 10) {
    ; /* the ten behind the unit */
  } else if (v >= r->smallest) {
    return 0;
  }
  r->part += v;
  r->smallest = magnitude;
  if (word->role == ROLE_TEEN || word->role == ROLE_COMPOUND) r->smallest = 1;
  return 1;
}

static int word_multiply(Registers *r, const Word *word, int adds) {
  double v = word->value;
  if (r->ordinal || r->figures) return 0;
  if (r->part == 0 && r->any && !adds) return 0;
  if (r->last_mult > 0 && v >= r->last_mult && r->group > 0) return 0;
  if (r->part >= 100) return 0;
  r->group += (r->part > 0 ? r->part : 1) * v;
  r->part = 0;
  r->smallest = v;
  r->last_mult = v;
  return 1;
}

static int word_scale(Registers *r, const Word *word) {
  double v = word->value, count = r->group + r->part;
  if (r->ordinal || v >= r->last_scale) return 0;
  if (count == 0 && r->any && r->total == 0) return 0;
  r->total += (count > 0 ? count : 1) * v;
  r->group = r->part = 0;
  r->smallest = r->last_scale = v;
  r->last_mult = 0;
  r->figures = 0;
  return 1;
}

static int word_digit(Registers *r, double v) {
  if (r->figures || r->ordinal) return 0;
  if (r->digit_run && r->part < 1e6) {
    r->part = r->part * 10 + v;
  } else if (r->part == 0) {
    r->part = v;
  } else if (r->smallest == 10) {
    r->part += v;
  } else {
    return 0;
  }
  r->digit_run++;
  r->smallest = 1;
  return 1;
}

/* Takes one word into the registers; 0 if the number ends before it. */
static int word_take(const NumberReader *reader, Registers *r, const Word *word) {
  int ok = 0, adds = word_adds(reader, r, word);
  if (word->role != ROLE_DIGIT) r->digit_run = 0;
  switch (word->role) {
  case ROLE_ZERO: ok = !r->any; break;
  case ROLE_DIGIT: ok = word_digit(r, word->value); break;
  case ROLE_UNIT:
  case ROLE_TEEN:
  case ROLE_TEN:
  case ROLE_COMPOUND:
  case ROLE_HUNDREDS: ok = word_add(reader, r, word); break;
  case ROLE_UNIT1:
    ok = !r->any;
    if (ok) r->part = r->smallest = 1, r->alone = 1;
    break;
  case ROLE_THOUSANDS:
    ok = !r->any;
    if (ok) r->total = word->value, r->smallest = r->last_scale = word->value >= 1e6 ? 1e6 : 1000;
    break;
  case ROLE_TEENMARK:
    if (r->any && !word->joined && !r->figures && r->smallest == 1 && fmod(r->part, 100) < 10) {
      r->part += 10;
      ok = 1;
    } else if (!r->any || (adds && r->part == 0)) {
      r->part += 10;
      r->smallest = 1;
      ok = 1;
    }
    break;
  case ROLE_MULT: ok = word_multiply(r, word, adds); break;
  case ROLE_SCALE: ok = word_scale(r, word); break;
  case ROLE_FRACTION:
    ok = !r->any;
    if (ok) r->part = word->value, r->smallest = 0;
    break;
  case ROLE_HALF:
    ok = r->any && !r->ordinal && r->smallest >= 1;
    if (ok) r->part += word->value, r->smallest = 0;
    break;
  default: break;
  }
  if (ok && word->ordinal) r->ordinal = 1;
  if (ok) r->any = r->words = 1;
  return ok;
}

typedef struct Cursor {
  uint32_t token, byte; /* where the next item starts */
} Cursor;

/* The token and byte behind a match; skips to the next token when this one is used up. */
static Cursor cursor_behind(const Document *doc, uint32_t token, uint32_t byte) {
  while (token < doc->tokens.count && doc->tokens.items[token].span.end <= byte) token++;
  if (token < doc->tokens.count && doc->tokens.items[token].span.start > byte)
    byte = doc->tokens.items[token].span.start;
  return (Cursor){token, byte};
}

static Word word_of(const NumberReader *reader, const LexiconMatch *match) {
  const Lexicon *lexicon = reader->lexicon;
  Word word;
  word.role = number_role(lexicon_field(lexicon, reader->table, match->row, reader->role));
  word.value = number_parse(lexicon_field(lexicon, reader->table, match->row, reader->value));
  word.ordinal = lexicon_field(lexicon, reader->table, match->row, reader->ordinal).size > 0;
  word.joined = lexicon_field(lexicon, reader->table, match->row, reader->join).size > 0;
  return word;
}

/* "and" between two parts, or the hyphen of "vingt-trois": where the next word starts. */
static int cursor_link(const NumberReader *reader, const Registers *r, Cursor at, uint32_t end,
                       Cursor *next) {
  const Document *doc = reader->doc;
  const Token *token = &doc->tokens.items[at.token];
  LexiconMatch match;
  if (token->kind == TOKEN_PUNCT && token->span.end - token->span.start == 1 &&
      doc->text[token->span.start] == '-' && !(token->flags & TOKEN_SPACE_BEFORE)) {
    *next = (Cursor){at.token + 1, at.token + 1 < end ? token[1].span.start : 0};
    return at.token + 1 < end && !(token[1].flags & TOKEN_SPACE_BEFORE) && r->words;
  }
  if (r->figures || !lexicon_match(reader->lexicon, reader->table, doc, at.token, at.byte, &match))
    return 0;
  Word word = word_of(reader, &match);
  if (word.role != ROLE_AND || r->smallest < word.value ||
      (word.value < 0 && r->smallest != -word.value))
    return 0;
  *next = cursor_behind(doc, at.token, match.end);
  return next->token < end;
}

static int words_read(const NumberReader *reader, Registers *r, Cursor at, uint32_t end_token,
                      uint32_t *end_byte) {
  const Document *doc = reader->doc;
  int linked = 0, taken = 0;
  Cursor go = at;
  for (int steps = 0; go.token < end_token && steps < 24; steps++) {
    LexiconMatch match;
    int ok = 0;
    if (lexicon_match(reader->lexicon, reader->table, doc, go.token, go.byte, &match)) {
      do {
        Word word = word_of(reader, &match);
        Registers trial = *r;
        if (linked) word.joined = 1;
        if (word.role == ROLE_ORDINAL && !r->any && !r->prefixed) {
          r->prefixed = 1;
          ok = 2;
        } else if (word.role == ROLE_MULT && word.value == 12 && r->figures) {
          break;
        } else if (word_take(reader, &trial, &word)) {
          *r = trial;
          ok = 1;
        }
      } while (!ok && lexicon_next(reader->lexicon, reader->table, &match));
    }
    if (ok) {
      go = cursor_behind(doc, go.token, match.end);
      linked = 0;
      if (ok == 1) taken++, *end_byte = match.end;
      continue;
    }
    Cursor next;
    if (linked || !r->any || !cursor_link(reader, r, go, end_token, &next)) break;
    go = next;
    linked = 1;
  }
  return taken && !(taken == 1 && r->alone);
}

/* The ordinal's ending behind figures: "5th", "3-его", "14η". Returns the byte behind it or 0. */
static uint32_t suffix_read(const NumberReader *reader, uint32_t token, uint32_t end_token,
                            uint32_t byte) {
  const Document *doc = reader->doc;
  LexiconMatch match;
  if (token >= end_token) return 0;
  const Token *t = &doc->tokens.items[token];
  int hyphen = 0;
  if (t->span.start == byte && doc->text[byte] == '-' && token + 1 < end_token) {
    t++, token++, byte++, hyphen = 1;
  }
  if (t->span.start != byte) return 0;
  Text fold = token_fold(doc, t);
  if (!lexicon_find(reader->lexicon, reader->table, doc->language, fold.data, fold.size, &match))
    return 0;
  do {
    Word word = word_of(reader, &match);
    if (word.role == ROLE_SUFFIX && (hyphen || fold.size != 2 || memcmp(fold.data, "\xD0\xBC", 2)))
      return t->span.end;
  } while (lexicon_next(reader->lexicon, reader->table, &match));
  return 0;
}

int number_read_at(const NumberReader *reader, uint32_t first, uint32_t from, Number *out) {
  const Document *doc = reader->doc;
  if (first >= doc->tokens.count) return 0;
  const Sentence *sentence = &doc->sentences.items[doc->tokens.items[first].sentence];
  uint32_t end_token = sentence->end_token, end_byte = from, next;
  Registers r = {.smallest = 1e18, .last_scale = 1e18};
  Cursor at = {first, from};
  uint8_t digits = 0, grouped = 0;
  int fraction = 0;
  if (digit_at(doc, from, sentence->span.end, &next) >= 0) {
    Figures figures;
    if (!figures_read(reader, from, sentence->span.end, &figures)) return 0;
    at = cursor_behind(doc, first, figures.end);
    const Token *token = at.token < end_token ? &doc->tokens.items[at.token] : NULL;
    if (token && token->span.start < figures.end && !(token->flags & TOKEN_CJK)) return 0;
    r.part = figures.value;
    r.any = r.figures = 1;
    r.smallest = 1;
    digits = figures.digits;
    grouped = figures.grouped;
    fraction = figures.decimal;
    end_byte = figures.end;
    uint32_t behind = fraction ? 0 : suffix_read(reader, at.token, end_token, figures.end);
    if (behind) {
      end_byte = behind;
      r.ordinal = 1;
    } else if (token) {
      uint32_t word_end;
      Registers trial = r;
      if (words_read(reader, &trial, at, end_token, &word_end)) {
        r = trial;
        end_byte = word_end;
      }
    }
  } else if (!words_read(reader, &r, at, end_token, &end_byte)) {
    return 0;
  }
  double value = r.total + r.group + r.part;
  Cursor behind = cursor_behind(doc, first, end_byte);
  uint32_t last = behind.token;
  if (last < end_token && doc->tokens.items[last].span.start < end_byte) last++;
  *out = (Number){.value = value,
                  .end_token = last > end_token ? end_token : last,
                  .span = {from, end_byte},
                  .ordinal = r.ordinal || r.prefixed,
                  .words = (uint8_t)r.words,
                  .whole = value == floor(value),
                  .digits = digits,
                  .grouped = grouped};
  return 1;
}

int number_read(const Document *doc, const Lexicon *lexicon, uint32_t first, Number *out) {
  NumberReader reader;
  number_reader_init(&reader, doc, lexicon);
  if (first >= doc->tokens.count) return 0;
  return number_read_at(&reader, first, doc->tokens.items[first].span.start, out);
}
