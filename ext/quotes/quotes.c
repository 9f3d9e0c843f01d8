/* quotes.c: quotations, their kind, their reporting verb and their speaker.
**
** Marked quotations come from pairs.c; a line that begins with a dash and goes on with a reporting
** verb is one too. What stands between marks is a quotation unless it is a name (an entity, a word
** behind "agency", capitalised words without a verb) or a lone word that nobody is said to have
** said. Direct: a clause or more; partial: a fragment inside somebody's sentence. Indirect: the
** clause behind a reporting verb and its complementiser, or before ", said X" (clauses.c).
**
** The speaker is the subject of the reporting verb nearest to the marks, or who follows "according
** to", or, where the verb's subject is not written, the last speaker (after Pouliquen et al.,
** "Automatic detection of quotations in multilingual news", 2007, with clauses instead of
** patterns). */
#include "quotes/quotes.h"
#include "quotes/clauses.h"
#include "quotes/pairs.h"
#include "quotes/participants.h"
#include <stdlib.h>
#include <string.h>

#define DIRECT_WORDS 7 /* a fragment of so many words is direct speech */
#define AFTER_REACH 5  /* tokens between a closing mark and its verb */
#define NAME_WORDS 5   /* longest quoted name */
#define DASH_REACH 400 /* tokens of a dash quotation */

const char *quote_kind_name(QuoteKind kind) {
  static const char *names[] = {"direct", "partial", "indirect"};
  return names[kind];
}

typedef struct Context { /* one pair of marks and what stands around it */
  const Pair *pair;
  uint32_t first, end; /* tokens inside: [first, end) */
  uint32_t words;      /* words and numbers inside (characters / 2 where no spaces are) */
  int colon;           /* a colon stands before the opening mark */
  int sentence_inside; /* a sentence ends inside */
  size_t block;
} Context;

/* ---- looking around ---- */

static uint32_t char_before_mark(const Document *doc, const Pair *pair) {
  uint32_t c = 0, at = pair->outer.start;
  while (at > 0) {
    at = (uint32_t)(utf8_previous(doc->text, doc->text + at, &c) - doc->text);
    if (!char_is_space(c) && !char_is_format(c)) return c;
  }
  return 0;
}

static void context_open(const Document *doc, const Pair *pair, Context *context) {
  *context = (Context){.pair = pair};
  context->first = (uint32_t)document_token_at(doc, pair->inner.start);
  uint32_t i = context->first;
  for (; i < doc->tokens.count && doc->tokens.items[i].span.start < pair->inner.end; i++) {
    const Token *token = &doc->tokens.items[i];
    if (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER) context->words++;
    if (i > context->first && token->sentence != doc->tokens.items[i - 1].sentence)
      context->sentence_inside = 1;
  }
  context->end = i;
  uint32_t before = char_before_mark(doc, pair), last;
  context->colon = before == ':' || before == 0xFF1A;
  utf8_previous(doc->text, doc->text + pair->inner.end, &last);
  if (last == '.' || last == '!' || last == '?' || last == 0x3002 || last == 0x61F)
    context->sentence_inside = 1;
}

/* The reporting verb behind the closing mark: «...», said X. */
static const Trigger *trigger_behind(const Document *doc, const Context *context) {
  uint32_t at = context->end;
  const Block *block = NULL;
  for (size_t t = triggers_at(doc, context->end); t < doc->triggers.count; t++) {
    const Trigger *trigger = &doc->triggers.items[t];
    if (trigger->first_token > at + AFTER_REACH) return NULL;
    uint32_t sentence = doc->tokens.items[context->first].sentence;
    block = &doc->blocks.items[doc->sentences.items[sentence].block];
    if (trigger->span.start >= block->span.end) return NULL;
    for (uint32_t i = at; i < trigger->first_token; i++) {
      uint32_t c;
      utf8_next(doc->text + doc->tokens.items[i].span.start, &c);
      if (doc->tokens.items[i].kind == TOKEN_PUNCT && (c == '.' || c == ':' || c == 0x3002))
        return NULL;
      if (doc->marks[i] & MARK_AND) return NULL;
    }
    if (trigger->speech) return trigger;
  }
  return NULL;
}

/* The last reporting verb before the opening mark, in its sentence or (where the mark begins one)
** in the sentence before, same block. */
static const Trigger *trigger_before(const Document *doc, const Context *context) {
  if (!doc->triggers.count) return NULL;
  uint32_t mark = context->pair->outer.start;
  uint32_t own = doc->tokens.items[context->first].sentence;
  const Sentence *sentence = &doc->sentences.items[own];
  size_t t = triggers_at(doc, context->first);
  const Trigger *weak = NULL;
  int looked = 0;
  int opening = mark <= sentence->span.start + 4;
  while (t-- > 0 && looked++ < 24) {
    const Trigger *trigger = &doc->triggers.items[t];
    if (trigger->span.end > mark) continue;
    uint32_t back = own - trigger->sentence;
    if (back > (uint32_t)(opening && (context->colon || !weak) ? 1 : 0)) break;
    if (back && doc->sentences.items[trigger->sentence].block != sentence->block && !context->colon)
      break;
    if (back && !context->colon) break;
    if (trigger->speech == 2 && trigger->part != 'n')
      return weak && weak->sentence == own && back ? weak : trigger;
    if (trigger->speech && !weak) weak = trigger;
  }
  return weak;
}

/* "according to X" anywhere in the sentence outside the marks; NONE if there is none. */
static uint32_t according_token(const Document *doc, const Context *context) {
  const Sentence *sentence = &doc->sentences.items[doc->tokens.items[context->first].sentence];
  uint32_t low = sentence->first_token, high = sentence->end_token;
  if (context->first > low + 60) low = context->first - 60;
  const Token *last = &doc->tokens.items[context->end ? context->end - 1 : 0];
  high = doc->sentences.items[last->sentence].end_token;
  if (high > context->end + 30) high = context->end + 30;
  uint32_t found = NONE;
  for (uint32_t i = low; i < high; i++) {
    if (i == context->first) i = context->end > i ? context->end : i;
    if (i < high && (doc->marks[i] & MARK_ACCORDING)) {
      if (i > context->end || found == NONE) found = i;
      if (i > context->end) break;
    }
  }
  return found;
}

/* ---- names ---- */

static int covered_by_mention(const Document *doc, const Context *context) {
  size_t low = 0, high = doc->mentions.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->mentions.items[middle].span.end <= context->pair->inner.start)
      low = middle + 1;
    else
      high = middle;
  }
  uint32_t covered = 0;
  for (; low < doc->mentions.count; low++) {
    Span span = doc->mentions.items[low].span;
    if (span.start >= context->pair->inner.end) break;
    uint32_t from =
        span.start > context->pair->inner.start ? span.start : context->pair->inner.start;
    uint32_t to = span.end < context->pair->inner.end ? span.end : context->pair->inner.end;
    covered += to - from;
  }
  return covered * 10 >= (context->pair->inner.end - context->pair->inner.start) * 6;
}

static int all_capitalised(const Document *doc, const Context *context) {
  uint32_t capitals = 0, words = 0;
  for (uint32_t i = context->first; i < context->end; i++) {
    const Token *token = &doc->tokens.items[i];
    if (token->kind != TOKEN_WORD) continue;
    words++;
    capitals += (token->flags & TOKEN_FIRST_UPPER) != 0;
  }
  return words > 0 && capitals * 3 >= words * 2;
}

static int has_word(const Document *doc, const Context *context) {
  for (uint32_t i = context->first; i < context->end; i++)
    if (doc->tokens.items[i].kind == TOKEN_WORD) return 1;
  return 0;
}

static int is_name(const Document *doc, const Context *context) {
  if (!has_word(doc, context)) return 1;
  if (context->words > NAME_WORDS || context->sentence_inside) return 0;
  uint32_t first = doc->sentences.items[doc->tokens.items[context->first].sentence].first_token;
  for (uint32_t i = context->first, n = 0; i > first && n < 3; n++) {
    i--;
    if (doc->marks[i] & MARK_NAMED) return 1;
    if (doc->tokens.items[i].kind == TOKEN_WORD) break;
  }
  if (covered_by_mention(doc, context)) return 1;
  for (uint32_t i = context->first; i < context->end; i++) /* "5+2", "Su-35" */
    if (doc->tokens.items[i].flags & TOKEN_HAS_DIGIT && context->words <= 2) return 1;
  return all_capitalised(doc, context) && !context->colon && context->words > 1;
}

/* ---- speakers ---- */

typedef struct Memory { /* the last speaker */
  uint32_t entity;
  Span speaker;
  uint32_t sentence;
} Memory;

static void quote_set_speaker(Quote *quote, const Participant *who, Memory *memory) {
  if (who && who->kind != PARTICIPANT_PRONOUN) {
    quote->speaker = who->span;
    quote->speaker_entity = who->entity;
    *memory = (Memory){who->entity, who->span, quote->sentence};
    return;
  }
  quote->speaker = who ? who->span : memory->speaker;
  quote->speaker_entity = memory->entity;
}

/* The subject of the last reporting verb of the sentence before: "X announced ... «...», he said".
 */
static const Participant *speaker_before(Document *doc, const Trigger *trigger) {
  size_t index = (size_t)(trigger - doc->triggers.items);
  for (int n = 0; index > 0 && n < 8; n++) {
    const Trigger *before = &doc->triggers.items[--index];
    if (before->sentence + 2 < trigger->sentence ||
        doc->sentences.items[before->sentence].block !=
            doc->sentences.items[trigger->sentence].block)
      return NULL;
    if (before->speech < 2 || before->part == 'n' || before->sentence == trigger->sentence)
      continue;
    return participant_speaker(doc, before, (Span){0, 0});
  }
  return NULL;
}

static void quote_find_speaker(Document *doc, Quote *quote, const Trigger *trigger, Span without,
                               Memory *memory) {
  const Participant *who = NULL;
  if (trigger) {
    quote->verb = trigger->span;
    who = trigger->part == 'n' ? participant_owner(doc, trigger, without)
                               : participant_speaker(doc, trigger, without);
    if (!who && trigger->part == 'n') who = participant_subject(doc, trigger, without, 0, NULL);
  }
  if (!who && trigger) who = speaker_before(doc, trigger);
  quote_set_speaker(quote, who, memory);
}

/* ---- marked quotations ---- */

static int trigger_touches_back(const Trigger *trigger, uint32_t token, uint32_t gap) {
  return trigger->first_token >= token && trigger->first_token - token <= gap;
}

static int is_direct(const Document *doc, const Context *context, const Trigger *behind,
                     const Trigger *before) {
  if (context->colon && context->words >= 2) return 1;
  if (context->sentence_inside && context->words >= 4) return 1;
  if (context->words >= DIRECT_WORDS) return 1;
  if (context->words >= 5 && behind && trigger_touches_back(behind, context->end, 3)) return 1;
  uint32_t first = doc->sentences.items[doc->tokens.items[context->first].sentence].first_token;
  if (context->words >= 5 && before && context->first > first + 1 &&
      trigger_touches(before, context->first, 2))
    return 1;
  return 0;
}

static void quote_marked(Document *doc, const Pair *pair, Memory *memory) {
  Context context;
  context_open(doc, pair, &context);
  if (context.first >= doc->tokens.count || context.first >= context.end) return;
  const Sentence *sentence = &doc->sentences.items[doc->tokens.items[context.first].sentence];
  if (doc->blocks.count > 1 && !block_is_told(doc, sentence->block)) return;
  if (is_name(doc, &context)) return;
  const Trigger *behind = trigger_behind(doc, &context), *before = trigger_before(doc, &context);
  int direct = is_direct(doc, &context, behind, before);
  int leads = before && (context.colon || trigger_touches(before, context.first, 2));
  const Trigger *trigger = leads ? before : behind ? behind : before;
  uint32_t according = according_token(doc, &context);
  if (!direct && !trigger && according == NONE && context.words < 2) return;
  if (!direct && !trigger && according == NONE && all_capitalised(doc, &context)) return;
  Quote *quote = document_push(doc, quotes);
  if (!quote) return;
  quote->span = pair->inner;
  quote->sentence = doc->tokens.items[context.first].sentence;
  quote->kind = direct ? QUOTE_DIRECT : QUOTE_PARTIAL;
  quote->speaker_entity = NONE;
  const Participant *source = according != NONE ? participant_after(doc, according, 8) : NULL;
  if (source && (!trigger || trigger->part == 'n')) quote_set_speaker(quote, source, memory);
  if (quote->speaker.start == quote->speaker.end && (trigger || direct))
    quote_find_speaker(doc, quote, trigger, pair->outer, memory);
  quote->score = trigger ? (direct ? 0.95f : 0.8f) : (direct ? 0.7f : 0.5f);
}

/* ---- a line that begins with a dash ---- */

static void quote_dash(Document *doc, const Block *block, Memory *memory) {
  uint32_t c;
  uint32_t at = block->span.start;
  uint32_t next = (uint32_t)(utf8_next(doc->text + at, &c) - doc->text);
  if (c != 0x2014 && c != 0x2013 && c != 0x2015 && c != '-') return;
  uint32_t first = (uint32_t)document_token_at(doc, next);
  for (uint32_t i = first; i + 1 < doc->tokens.count && i < first + DASH_REACH; i++) {
    const Token *token = &doc->tokens.items[i];
    if (token->span.start >= block->span.end) return;
    if (token->kind != TOKEN_PUNCT) continue;
    utf8_next(doc->text + token->span.start, &c);
    if (c != 0x2014 && c != 0x2013 && c != 0x2015 && c != '-') continue;
    size_t t = triggers_at(doc, i);
    const Trigger *trigger = t < doc->triggers.count ? &doc->triggers.items[t] : NULL;
    if (!trigger || trigger->first_token > i + 3 || trigger->speech != 2) continue;
    uint32_t end = token->span.start;
    while (end > next && (doc->text[end - 1] <= ' ' || doc->text[end - 1] == ',')) end--;
    uint32_t start = doc->tokens.items[first].span.start;
    Quote *quote = start < end ? document_push(doc, quotes) : NULL;
    if (!quote) return;
    quote->span = (Span){start, end};
    quote->sentence = doc->tokens.items[first].sentence;
    quote->kind = QUOTE_DIRECT;
    quote->score = 0.8f;
    quote_find_speaker(doc, quote, trigger, quote->span, memory);
    return;
  }
}

static int quote_compare(const void *a, const void *b) {
  const Quote *x = a, *y = b;
  if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
  if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
  return (int)x->kind - (int)y->kind;
}

/* A fragment inside somebody's clause is somebody's. */
static void quotes_inherit(Document *doc) {
  const Quote *around = NULL;
  for (size_t i = 0; i < doc->quotes.count; i++) {
    Quote *quote = &doc->quotes.items[i];
    if (quote->kind == QUOTE_INDIRECT) {
      if (quote->speaker.end > quote->speaker.start) around = quote;
      continue;
    }
    if (!around || quote->speaker.end > quote->speaker.start || quote->span.end > around->span.end)
      continue;
    quote->speaker = around->speaker;
    quote->speaker_entity = around->speaker_entity;
  }
}

void quotes_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer) {
  if (doc->rc) return;
  triggers_run(doc, lexicon, stemmer);
  participants_run(doc, lexicon, stemmer);
  if (doc->rc) return;
  Pairs *pairs = pairs_run(doc);
  if (!pairs) return;
  Memory memory = {NONE, {0, 0}, 0};
  size_t next = 0;
  for (size_t b = 0; b < doc->blocks.count && !document_stopped(doc); b++) {
    const Block *block = &doc->blocks.items[b];
    size_t count = doc->quotes.count;
    if (block_is_told(doc, (uint32_t)b)) quote_dash(doc, block, &memory);
    for (; next < pairs->count && pairs->items[next].outer.start < block->span.end; next++)
      if (doc->quotes.count == count ||
          pairs->items[next].inner.start >= doc->quotes.items[doc->quotes.count - 1].span.end)
        quote_marked(doc, &pairs->items[next], &memory);
  }
  participants_set_quoted(doc);
  quotes_add_clauses(doc, lexicon);
  if (!doc->rc && doc->quotes.count > 1)
    qsort(doc->quotes.items, doc->quotes.count, sizeof *doc->quotes.items, quote_compare);
  if (!doc->rc) quotes_inherit(doc);
}
