/* segment.c: see segment.h. Sentences: where ICU would break, and where we break or do not.
**
** Work goes block by block, long blocks in pieces of at most PIECE UTF-16 units, so memory stays
** bounded and every step is linear. In a piece, ICU's word and sentence iterators run over a
** UTF-16 copy with a map back to bytes; segment_words.c turns the word breaks into tokens; here sentence
** breaks are confirmed or refused by looking at the tokens around them. */
#include "text/segment_words.h"
#include "text/chars.h"
#include "text/memory.h"
#include <string.h>

#define PIECE 16384u

Segmenter *segmenter_new(const SegmentRules *rules) {
  UErrorCode status = U_ZERO_ERROR;
  Segmenter *segmenter = memory_zero(sizeof *segmenter);
  if (!segmenter) return NULL;
  if (rules) segmenter->rules = *rules;
  segmenter->words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  segmenter->sentences = ubrk_open(UBRK_SENTENCE, "", NULL, 0, &status);
  segmenter->units = memory_alloc(PIECE * sizeof *segmenter->units);
  segmenter->bytes = memory_alloc((PIECE + 1) * sizeof *segmenter->bytes);
  if (U_FAILURE(status) || !segmenter->units || !segmenter->bytes) {
    segmenter_free(segmenter);
    return NULL;
  }
  return segmenter;
}

void segmenter_free(Segmenter *segmenter) {
  if (!segmenter) return;
  if (segmenter->words) ubrk_close(segmenter->words);
  if (segmenter->sentences) ubrk_close(segmenter->sentences);
  memory_free(segmenter->units);
  memory_free(segmenter->bytes);
  memory_free(segmenter);
}

/* Copies text from byte `start` into the UTF-16 piece; line ends become spaces, since a block is
** one paragraph. Returns the byte where the piece ends: `end`, or a place behind white space or, in
** endless words, any character. */
static uint32_t segment_load(Segmenter *segmenter, const Document *doc, uint32_t start,
                             uint32_t end) {
  uint32_t n = 0, cut_units = 0, cut = 0;
  const uint8_t *p = doc->text + start, *stop = doc->text + end;
  while (p < stop && n + 2 <= PIECE) {
    uint32_t c, at = (uint32_t)(p - doc->text);
    p = utf8_next(p, &c);
    if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) c = ' ';
    segmenter->bytes[n] = at;
    if (c >= 0x10000) {
      segmenter->units[n++] = (UChar)(0xD7C0 + (c >> 10));
      segmenter->bytes[n] = at;
      segmenter->units[n++] = (UChar)(0xDC00 | (c & 0x3FF));
    } else {
      segmenter->units[n++] = (UChar)c;
    }
    if (c == ' ' && n > PIECE / 2) {
      cut_units = n;
      cut = (uint32_t)(p - doc->text);
    }
  }
  uint32_t ended = (uint32_t)(p - doc->text);
  if (ended < end && cut) {
    n = cut_units;
    ended = cut;
  }
  segmenter->count = n;
  segmenter->bytes[n] = ended;
  return ended;
}

static int segment_ask(const Segmenter *segmenter, const Document *doc, const Token *token) {
  Text fold = token_fold(doc, token);
  return segmenter->rules.abbreviation &&
         segmenter->rules.abbreviation(segmenter->rules.context, doc->language, fold.data,
                                       fold.size);
}

static int token_is(const Document *doc, const Token *token, char c) {
  return token->span.end - token->span.start == 1 && doc->text[token->span.start] == (uint8_t)c;
}

static size_t token_characters(const Document *doc, const Token *token) {
  return utf8_count(doc->text + token->span.start, token->span.end - token->span.start);
}

/* ICU proposes a break before token `next`: is the full stop before it one of an abbreviation? */
static int segment_refuses(const Segmenter *segmenter, const Document *doc, size_t first,
                           size_t next) {
  const Token *tokens = doc->tokens.items;
  if (next < first + 2) return 0;
  const Token *stop = &tokens[next - 1], *word = &tokens[next - 2];
  if (doc->text[stop->span.end - 1] != '.') return 0;
  if (stop->kind == TOKEN_WORD) /* initials keep their stop: "U.S." */
    return !(tokens[next].flags & TOKEN_NEWLINE_BEFORE);
  if (!token_is(doc, stop, '.') || word->span.end != stop->span.start) return 0;
  if (word->kind == TOKEN_NUMBER) {
    if (token_characters(doc, word) > 2 || (word->flags & TOKEN_HAS_DIGIT) == 0) return 0;
    return segmenter->rules.abbreviation &&
           segmenter->rules.abbreviation(segmenter->rules.context, doc->language, "0", 1);
  }
  if (word->kind != TOKEN_WORD) return 0;
  if ((word->flags & TOKEN_FIRST_UPPER) && token_characters(doc, word) == 1) return 1;
  return segment_ask(segmenter, doc, word);
}

/* No white space, but a new sentence all the same: "end.The", also behind a closing quote. */
static int segment_insists(const Document *doc, size_t first, size_t next) {
  const Token *tokens = doc->tokens.items;
  const Token *token = &tokens[next];
  if (next < first + 2 || (token->flags & TOKEN_SPACE_BEFORE) || token->kind != TOKEN_WORD)
    return 0;
  const Token *stop = &tokens[next - 1], *word = &tokens[next - 2];
  if (!token_is(doc, stop, '.') || word->kind != TOKEN_WORD) return 0;
  return (token->flags & TOKEN_FIRST_UPPER) && !(token->flags & TOKEN_ALL_UPPER) &&
         !(word->flags & TOKEN_ALL_UPPER) && token_characters(doc, word) > 1 &&
         token_characters(doc, token) > 1;
}

static void segment_close(Document *doc, uint32_t block, size_t first, size_t end) {
  if (first >= end || doc->rc) return;
  uint32_t index = (uint32_t)doc->sentences.count;
  Sentence *sentence = document_push(doc, sentences);
  if (!sentence) return;
  Token *tokens = doc->tokens.items;
  sentence->span = (Span){tokens[first].span.start, tokens[end - 1].span.end};
  sentence->block = block;
  sentence->first_token = (uint32_t)first;
  sentence->end_token = (uint32_t)end;
  for (size_t i = first; i < end; i++) tokens[i].sentence = index;
}

/* Cuts the tokens from `first` on into sentences at ICU's breaks of the loaded piece. Tokens of
** the last, open sentence are closed too when the block ends with this piece. Returns the first
** token not yet in a sentence. */
static size_t segment_sentences(Document *doc, Segmenter *segmenter, uint32_t block, size_t first,
                                size_t from, int last_piece) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(segmenter->sentences, segmenter->units, (int32_t)segmenter->count, &status);
  if (U_FAILURE(status)) {
    doc->rc = STATUS_NOMEM;
    return first;
  }
  int32_t at = ubrk_first(segmenter->sentences);
  size_t i = from;
  size_t count = doc->tokens.count;
  for (; i < count && !doc->rc; i++) {
    const Token *token = &doc->tokens.items[i];
    while (at != UBRK_DONE && segmenter->bytes[at] < token->span.start)
      at = ubrk_next(segmenter->sentences);
    int icu = at != UBRK_DONE && at > 0 && segmenter->bytes[at] == token->span.start;
    int breaks = i > first && ((icu && !segment_refuses(segmenter, doc, first, i)) ||
                               segment_insists(doc, first, i) ||
                               i - first >= SENTENCE_MAX_TOKENS);
    if (!breaks) continue;
    segment_close(doc, block, first, i);
    first = i;
  }
  if (last_piece) {
    segment_close(doc, block, first, count);
    first = count;
  }
  return first;
}

void segment_run(Document *doc, Segmenter *segmenter) {
  for (size_t b = 0; b < doc->blocks.count; b++) {
    if (document_stopped(doc)) return;
    Span span = doc->blocks.items[b].span;
    size_t first = doc->tokens.count;
    for (uint32_t at = span.start; at < span.end && !document_stopped(doc);) {
      uint32_t next = segment_load(segmenter, doc, at, span.end);
      size_t from = doc->tokens.count;
      segment_words(doc, segmenter, at == span.start);
      if (!doc->rc)
        first = segment_sentences(doc, segmenter, (uint32_t)b, first, from, next >= span.end);
      at = next;
    }
  }
}
