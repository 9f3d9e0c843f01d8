/* segment_words.c: from ICU's word breaks to tokens.
**
** ICU's segments are taken as they are but for:
**   - URLs, e-mail addresses, @names and #tags, found by their looks, are one token;
**   - "word.Word" (ICU joins letters over a full stop) is cut, unless it is a domain name or
**     initials ("U.S", "т.е"), which keep a following full stop;
**   - "l'" and "'s", "'da" are cut off where the language's rules say so;
**   - figures stuck to letters are cut ("20км", "٢٠مليون"), but not "5G", "F16", "COVID19";
**   - a run of one and the same punctuation mark ("...", "--") is one token;
**   - bidi and zero-width controls at a token's edges are left out. */
#include "text/segment_words.h"
#include "text/chars.h"
#include "text/fold.h"
#include "text/hash.h"
#include <string.h>

typedef struct Piece {
  Document *doc;
  Segmenter *segmenter;
  uint32_t end;     /* byte where the piece ends */
  int block_start;  /* no token of this block yet */
} Piece;

static uint16_t class_at(const Document *doc, uint32_t byte) {
  uint32_t c;
  utf8_next(doc->text + byte, &c);
  return chars_class(c);
}

static int script_without_spaces(Script script) {
  return script == SCRIPT_HAN || script == SCRIPT_HIRAGANA || script == SCRIPT_KATAKANA ||
         script == SCRIPT_THAI || script == SCRIPT_LAO || script == SCRIPT_KHMER ||
         script == SCRIPT_MYANMAR;
}

/* Kind, script and letter flags of a token from its characters. */
static void token_classify(const Document *doc, Token *token) {
  const uint8_t *p = doc->text + token->span.start, *end = doc->text + token->span.end;
  int letters = 0, upper = 0, lower = 0, digits = 0, punct = 0, first = 1;
  while (p < end) {
    uint32_t c;
    p = utf8_next(p, &c);
    uint16_t class = chars_class(c);
    if (class & CLASS_DIGIT) digits++;
    else if ((class & CLASS_LETTER) && !(class & CLASS_MARK)) {
      if (!letters++) token->script = (uint8_t)(class & CLASS_SCRIPT);
      if (class & CLASS_UPPER) upper++;
      else if (c < 0x10000 && (class & CLASS_SCRIPT) <= SCRIPT_ARMENIAN) lower++;
    } else if (class & CLASS_PUNCT) punct++;
    if (first && (class & CLASS_UPPER)) token->flags |= TOKEN_FIRST_UPPER;
    first = 0;
  }
  if (digits) token->flags |= TOKEN_HAS_DIGIT;
  if (upper && !lower && letters > 1) token->flags |= TOKEN_ALL_UPPER;
  if (script_without_spaces((Script)token->script)) token->flags |= TOKEN_CJK;
  token->kind = letters  ? TOKEN_WORD
                : digits ? TOKEN_NUMBER
                : punct  ? TOKEN_PUNCT
                         : TOKEN_SYMBOL;
}

/* Trims format controls off both ends. */
static Span token_trim(const Document *doc, Span span) {
  while (span.start < span.end && (class_at(doc, span.start) & CLASS_FORMAT)) {
    uint32_t c;
    span.start = (uint32_t)(utf8_next(doc->text + span.start, &c) - doc->text);
  }
  while (span.start < span.end) {
    uint32_t c;
    const uint8_t *p = utf8_previous(doc->text + span.start, doc->text + span.end, &c);
    if (!(chars_class(c) & CLASS_FORMAT)) break;
    span.end = (uint32_t)(p - doc->text);
  }
  return span;
}

static int space_before(const Document *doc, uint32_t byte, int *newline) {
  const uint8_t *p = doc->text + byte;
  int space = 0;
  *newline = 0;
  while (p > doc->text) {
    uint32_t c;
    p = utf8_previous(doc->text, p, &c);
    uint16_t class = chars_class(c);
    if (class & CLASS_SPACE) space = 1;
    else if (!(class & CLASS_FORMAT)) return space;
    if (c == '\n') {
      *newline = 1;
      return 1;
    }
  }
  *newline = 1;
  return 1;
}

static Token *token_add(Piece *piece, Span span) {
  Document *doc = piece->doc;
  span = token_trim(doc, span);
  if (span.start >= span.end || doc->rc) return NULL;
  Token *token = document_push(doc, tokens);
  if (!token) return NULL;
  int newline;
  token->span = span;
  if (space_before(doc, span.start, &newline) || piece->block_start)
    token->flags |= TOKEN_SPACE_BEFORE;
  if (newline || piece->block_start) token->flags |= TOKEN_NEWLINE_BEFORE;
  piece->block_start = 0;
  token_classify(doc, token);
  token->fold = (uint32_t)doc->folds.size;
  fold_text(doc->text + span.start, span.end - span.start, &doc->folds, NULL);
  token->fold_size = (uint32_t)doc->folds.size - token->fold;
  buffer_byte(&doc->folds, ' ');
  if (doc->folds.rc) {
    doc->rc = STATUS_NOMEM;
    return NULL;
  }
  token->hash = hash_bytes(doc->folds.data + token->fold, token->fold_size, 0);
  token->tables = UINT64_MAX; /* until lexicon_mark() knows better */
  return token;
}

/* ---- words ---- */

/* "U.S", "т.е", "e.g": single letters joined by full stops */
static int word_is_initials(const Document *doc, Span span) {
  int run = 0, stops = 0;
  for (const uint8_t *p = doc->text + span.start, *end = doc->text + span.end; p < end;) {
    uint32_t c;
    p = utf8_next(p, &c);
    if (c == '.') {
      if (run != 1) return 0;
      run = 0;
      stops++;
    } else if (!(chars_class(c) & CLASS_MARK)) run++;
  }
  return stops && run <= 1;
}

/* "example.com": ASCII, a last label of two to six lower-case letters, no capital behind a dot */
static int word_is_domain(const Document *doc, Span span) {
  uint32_t label = 0;
  int lower = 1;
  for (uint32_t i = span.start; i < span.end; i++) {
    uint8_t c = doc->text[i];
    if (c >= 0x80) return 0;
    if (c == '.') {
      label = 0;
      lower = 1;
    } else {
      label++;
      lower = lower && c >= 'a' && c <= 'z';
    }
  }
  return lower && label >= 2 && label <= 6;
}

static int word_clitic(const Piece *piece, Span span) {
  const SegmentRules *rules = &piece->segmenter->rules;
  if (!rules->clitic || span.end - span.start > 32) return 0;
  Buffer fold = {0};
  fold_text(piece->doc->text + span.start, span.end - span.start, &fold, NULL);
  int side = fold.rc ? 0 : rules->clitic(rules->context, piece->doc->language, fold.data, fold.size);
  if (fold.rc) piece->doc->rc = STATUS_NOMEM;
  buffer_free(&fold);
  return side;
}

/* Cuts an apostrophe clitic off; adds one or two tokens. */
static void word_add_apostrophe(Piece *piece, Span span) {
  const uint8_t *text = piece->doc->text;
  for (const uint8_t *p = text + span.start; p < text + span.end;) {
    uint32_t c, at = (uint32_t)(p - text);
    p = utf8_next(p, &c);
    if ((c != '\'' && c != 0x2019 && c != 0x2BC && c != 0x2018) || at == span.start) continue;
    uint32_t behind = (uint32_t)(p - text);
    if (behind == span.end) break;
    if (word_clitic(piece, (Span){span.start, behind}) == 1) {
      token_add(piece, (Span){span.start, behind});
      span.start = behind;
    } else if (word_clitic(piece, (Span){at, span.end}) == 2) {
      token_add(piece, (Span){span.start, at});
      token_add(piece, (Span){at, span.end});
      return;
    }
  }
  token_add(piece, span);
}

/* Where figures are stuck to letters: the byte to cut at, or span.end. */
static uint32_t word_figures(const Document *doc, Span span) {
  const uint8_t *text = doc->text;
  int was_digit = -1, leading = 0;
  for (const uint8_t *p = text + span.start; p < text + span.end;) {
    uint32_t c, at = (uint32_t)(p - text);
    p = utf8_next(p, &c);
    uint16_t class = chars_class(c);
    int digit = (class & CLASS_DIGIT) ? 1 : (class & CLASS_LETTER) ? 0 : -1;
    if (at == span.start) leading = digit == 1;
    if (digit >= 0 && was_digit >= 0 && digit != was_digit) {
      Script script = (Script)(class & CLASS_SCRIPT);
      if (digit) { /* letters, then figures: only scripts without case */
        Script before = (Script)(class_at(doc, span.start) & CLASS_SCRIPT);
        return before > SCRIPT_ARMENIAN ? at : span.end;
      }
      if (!leading) return span.end;
      /* one capital alone, or mixed further on: "5G", "4x4" stay */
      if ((class & CLASS_UPPER) && text + span.end == p) return span.end;
      for (const uint8_t *q = p; q < text + span.end;) {
        q = utf8_next(q, &c);
        if ((chars_class(c) & CLASS_DIGIT) && script <= SCRIPT_ARMENIAN) return span.end;
      }
      return at;
    }
    if (digit >= 0) was_digit = digit;
  }
  return span.end;
}

static void word_add(Piece *piece, Span span) {
  for (uint32_t cut; (cut = word_figures(piece->doc, span)) < span.end; span.start = cut)
    token_add(piece, (Span){span.start, cut});
  if (memchr(piece->doc->text + span.start, '\'', span.end - span.start) ||
      memchr(piece->doc->text + span.start, 0xE2, span.end - span.start) ||
      memchr(piece->doc->text + span.start, 0xCA, span.end - span.start))
    word_add_apostrophe(piece, span);
  else token_add(piece, span);
}

/* A segment of letters (and figures) from ICU. Returns where the token ends, which may be a full
** stop further than the segment. */
static uint32_t word_add_segment(Piece *piece, Span span) {
  const uint8_t *text = piece->doc->text;
  const uint8_t *dot = memchr(text + span.start, '.', span.end - span.start);
  if (!dot || !(chars_class(text[span.start] < 0x80 ? text[span.start] : 'x') & CLASS_LETTER)) {
    word_add(piece, span);
    return span.end;
  }
  if (word_is_initials(piece->doc, span)) {
    if (span.end < piece->end && text[span.end] == '.') span.end++;
    token_add(piece, span);
    return span.end;
  }
  if (word_is_domain(piece->doc, span)) {
    token_add(piece, span);
    return span.end;
  }
  while (dot) {
    uint32_t at = (uint32_t)(dot - text);
    if (at > span.start) word_add(piece, (Span){span.start, at});
    token_add(piece, (Span){at, at + 1});
    span.start = at + 1;
    dot = span.start < span.end ? memchr(dot + 1, '.', span.end - span.start) : NULL;
  }
  if (span.start < span.end) word_add(piece, span);
  return span.end;
}

/* ---- addresses ---- */

static int byte_is_url(uint8_t c) {
  return c > ' ' && c != '"' && c != '<' && c != '>' && c != '(' && c != ')' && c != '[' &&
         c != ']' && c != '{' && c != '}' && c < 0x7F;
}

static int byte_is_name(uint8_t c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         c >= 0x80;
}

/* A URL at this byte: its end, or 0. */
static uint32_t address_url(const Document *doc, uint32_t at, uint32_t end) {
  const char *p = (const char *)doc->text + at;
  uint32_t left = end - at;
  int scheme = (left > 8 && !memcmp(p, "https://", 8)) || (left > 7 && !memcmp(p, "http://", 7));
  if (!scheme && !(left > 4 && !memcmp(p, "www.", 4))) return 0;
  uint32_t stop = at;
  while (stop < end && byte_is_url(doc->text[stop])) stop++;
  while (stop > at && strchr(".,;:!?'", doc->text[stop - 1])) stop--;
  return stop - at > 4 ? stop : 0;
}

/* @name or #tag (any letters) at this byte: its end, or 0. */
static uint32_t address_handle(const Document *doc, uint32_t at, uint32_t end) {
  if (doc->text[at] != '@' && doc->text[at] != '#') return 0;
  if (at && byte_is_name(doc->text[at - 1])) return 0;
  uint32_t stop = at + 1;
  while (stop < end) {
    uint32_t c;
    const uint8_t *p = utf8_next(doc->text + stop, &c);
    if (c != '_' && !(chars_class(c) & (CLASS_LETTER | CLASS_DIGIT))) break;
    stop = (uint32_t)(p - doc->text);
  }
  return stop > at + 1 ? stop : 0;
}

/* An e-mail address whose first word starts at this byte: its end, or 0. `segment` is where ICU's
** word ends (some versions go on over '@'), so that the look-ahead is taken only before an '@'. */
static uint32_t address_mail(const Document *doc, uint32_t at, uint32_t segment, uint32_t end) {
  const uint8_t *sign = memchr(doc->text + at, '@', segment - at);
  uint32_t stop = sign ? (uint32_t)(sign - doc->text) : segment;
  while (stop < end && stop - at < 64 && (doc->text[stop] == '-' || doc->text[stop] == '+')) {
    stop++;
    while (stop < end && stop - at < 64 && byte_is_name(doc->text[stop]) && doc->text[stop] < 0x80)
      stop++;
  }
  if (stop >= end || doc->text[stop] != '@') return 0;
  uint32_t dot = 0;
  for (stop++; stop < end; stop++) {
    uint8_t c = doc->text[stop];
    if (c == '.') dot = stop;
    else if ((!byte_is_name(c) && c != '-') || c >= 0x80) break;
  }
  if (doc->text[stop - 1] == '.') stop--;
  return dot && dot < stop - 1 ? stop : 0;
}

/* ---- the piece ---- */

static uint32_t punct_run(const Piece *piece, uint32_t at, uint32_t segment) {
  uint8_t c = piece->doc->text[at];
  if (segment - at != 1 || (c != '.' && c != '-' && c != '!' && c != '?' && c != '*' && c != '='))
    return segment;
  while (segment < piece->end && piece->doc->text[segment] == c) segment++;
  return segment;
}

/* An apostrophe that ICU left alone behind a figure ("5'i"): the end of the clitic, or 0. */
static uint32_t word_ending(const Piece *piece, Span span) {
  const Document *doc = piece->doc;
  uint32_t c, end = span.end;
  utf8_next(doc->text + span.start, &c);
  if ((c != '\'' && c != 0x2019) || !doc->tokens.count ||
      doc->tokens.items[doc->tokens.count - 1].span.end != span.start)
    return 0;
  while (end < piece->end && end - span.start < 24) {
    const uint8_t *p = utf8_next(doc->text + end, &c);
    if (!(chars_class(c) & CLASS_LETTER)) break;
    end = (uint32_t)(p - doc->text);
  }
  return end > span.end && word_clitic(piece, (Span){span.start, end}) == 2 ? end : 0;
}

static uint32_t segment_take(Piece *piece, Span span) {
  Document *doc = piece->doc;
  uint16_t class = class_at(doc, span.start);
  if (class & CLASS_SPACE) return span.end;
  uint8_t c = doc->text[span.start];
  uint32_t stop = 0;
  if (c == 'h' || c == 'w') stop = address_url(doc, span.start, piece->end);
  else if (c == '@' || c == '#') stop = address_handle(doc, span.start, piece->end);
  if (!stop && c < 0x80 && (class & (CLASS_LETTER | CLASS_DIGIT)) &&
      ((span.end < piece->end && strchr("@-+", doc->text[span.end])) ||
       memchr(doc->text + span.start, '@', span.end - span.start)))
    stop = address_mail(doc, span.start, span.end, piece->end);
  if (!stop && (c == '\'' || c == 0xE2)) stop = word_ending(piece, span);
  if (stop) {
    token_add(piece, (Span){span.start, stop});
    return stop;
  }
  if (class & (CLASS_LETTER | CLASS_DIGIT | CLASS_FORMAT)) return word_add_segment(piece, span);
  stop = punct_run(piece, span.start, span.end);
  token_add(piece, (Span){span.start, stop});
  return stop;
}

void segment_words(Document *doc, Segmenter *segmenter, int block_start) {
  UErrorCode status = U_ZERO_ERROR;
  Piece piece = {doc, segmenter, segmenter->bytes[segmenter->count], block_start};
  ubrk_setText(segmenter->words, segmenter->units, (int32_t)segmenter->count, &status);
  if (U_FAILURE(status)) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  uint32_t done = segmenter->bytes[0]; /* all before this byte is in tokens */
  int32_t from = ubrk_first(segmenter->words);
  for (int32_t to = ubrk_next(segmenter->words); to != UBRK_DONE && !doc->rc;
       from = to, to = ubrk_next(segmenter->words)) {
    Span span = {segmenter->bytes[from], segmenter->bytes[to]};
    if (span.end <= done) continue;
    if (span.start < done) span.start = done;
    done = segment_take(&piece, span);
  }
}
