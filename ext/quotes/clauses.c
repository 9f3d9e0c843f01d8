/* clauses.c: indirect speech by the shape of the clause.
**
**   verb ... THAT clause        he said that C; قال إن C; заявил, что C; sagte, dass C
**   verb clause                 he said C (grammar.tsv "bare": the complementiser may be missing)
**   verb , clause               表示，C; teilte mit, C (grammar.tsv "comma")
**   clause , verb subject       C, said X; C, meldete X
**   clause-NOUN verb            Turkish and Kazakh: a nominalised clause before the verb
**   according to X , clause     and clause , according to X
*/
#include "quotes/clauses.h"
#include <string.h>

#define THAT_REACH 10     /* tokens between a verb and its complementiser ... */
#define THAT_REACH_VSO 24 /* ... where the subject stands between them */
#define THAT_REACH_NOUN 4 /* ... and behind a noun */
#define CLAUSE_TOKENS 3   /* shortest clause */
#define TRAIL_REACH 9     /* tokens of ", said X" up to the sentence's end */

typedef struct Clauses {
  Document *doc;
  const Lexicon *lexicon;
  int bare, comma, nominal, trail, infinitive, free, concepts;
  size_t marked;        /* quotations found by their marks */
  uint32_t last_entity; /* the last speaker */
} Clauses;

size_t triggers_at(const Document *doc, uint32_t token) {
  size_t low = 0, high = doc->triggers.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->triggers.items[middle].first_token < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int trigger_touches(const Trigger *trigger, uint32_t token, uint32_t gap) {
  return trigger->end_token <= token && token - trigger->end_token <= gap;
}

int block_is_told(const Document *doc, uint32_t block) {
  if (doc->blocks.count < 2) return 1;
  const Block *it = &doc->blocks.items[block];
  switch (it->kind) {
  case BLOCK_AD:
  case BLOCK_SHARE:
  case BLOCK_RELATED:
  case BLOCK_COMMENT:
  case BLOCK_NAV:
  case BLOCK_LEGAL:
  case BLOCK_SUBSCRIBE:
  case BLOCK_BYLINE: return 0;
  case BLOCK_OTHER: return it->body;
  default: return 1;
  }
}

static uint32_t char_at(const Document *doc, uint32_t token) {
  uint32_t c;
  utf8_next(doc->text + doc->tokens.items[token].span.start, &c);
  return c;
}

static int is_comma(const Document *doc, uint32_t token) {
  uint32_t c = char_at(doc, token);
  return doc->tokens.items[token].kind == TOKEN_PUNCT && (c == ',' || c == 0x60C || c == 0xFF0C);
}

static int is_quote_mark(const Document *doc, uint32_t token) {
  switch (char_at(doc, token)) {
  case '"':
  case 0xAB:
  case 0xBB:
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x300C: return 1;
  default: return 0;
  }
}

/* The quotation marked with marks that contains the byte, or NULL. */
static const Quote *marked_around(const Clauses *clauses, uint32_t byte) {
  const Quote *quotes = clauses->doc->quotes.items;
  size_t low = 0, high = clauses->marked;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (quotes[middle].span.end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low < clauses->marked && quotes[low].span.start <= byte ? &quotes[low] : NULL;
}

/* Bytes of the span that lie in marked quotations. */
static uint32_t marked_bytes(const Clauses *clauses, Span span) {
  const Quote *quotes = clauses->doc->quotes.items;
  size_t low = 0, high = clauses->marked;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (quotes[middle].span.end <= span.start)
      low = middle + 1;
    else
      high = middle;
  }
  uint32_t bytes = 0;
  for (; low < clauses->marked && quotes[low].span.start < span.end; low++) {
    uint32_t from = quotes[low].span.start > span.start ? quotes[low].span.start : span.start;
    uint32_t to = quotes[low].span.end < span.end ? quotes[low].span.end : span.end;
    bytes += to - from;
  }
  return bytes;
}

/* Push tokens [first, end) as an indirect quotation, without punctuation at its edges. */
static int clause_push(Clauses *clauses, uint32_t first, uint32_t end, const Trigger *trigger,
                       const Participant *who) {
  Document *doc = clauses->doc;
  const Token *tokens = doc->tokens.items;
  while (first < end && tokens[first].kind == TOKEN_PUNCT && !is_quote_mark(doc, first)) first++;
  while (end > first && tokens[end - 1].kind == TOKEN_PUNCT && !is_quote_mark(doc, end - 1)) end--;
  if (end <= first || end - first < CLAUSE_TOKENS) return 0;
  Span span = {tokens[first].span.start, tokens[end - 1].span.end};
  if (marked_bytes(clauses, span) * 2 > span.end - span.start) return 0;
  Quote *quote = document_push(doc, quotes);
  if (!quote) return 0;
  quote->span = span;
  quote->sentence = tokens[first].sentence;
  quote->kind = QUOTE_INDIRECT;
  quote->speaker_entity = NONE;
  quote->score = 0.7f;
  if (trigger) quote->verb = trigger->span;
  if (who) {
    quote->speaker = who->span;
    quote->speaker_entity = who->kind == PARTICIPANT_PRONOUN ? clauses->last_entity : who->entity;
    if (who->kind != PARTICIPANT_PRONOUN) clauses->last_entity = who->entity;
  } else {
    quote->speaker_entity = clauses->last_entity;
  }
  return 1;
}

/* 1: a quotation mark stands between the two tokens. */
static int apart_by_marks(const Document *doc, uint32_t a, uint32_t b) {
  return doc->participants->quoted[a] != doc->participants->quoted[b];
}

/* Where a clause that begins at `first` ends: the sentence's end, or the comma before a source
** ("..., according to", "..., adding that"). */
static uint32_t clause_end(const Document *doc, uint32_t first) {
  uint32_t end = doc->sentences.items[doc->tokens.items[first].sentence].end_token;
  uint32_t comma = NONE; /* the last comma */
  size_t t = triggers_at(doc, first);
  for (uint32_t i = first; i < end; i++) {
    while (t < doc->triggers.count && doc->triggers.items[t].first_token < i) t++;
    const Trigger *here = t < doc->triggers.count && doc->triggers.items[t].first_token == i
                              ? &doc->triggers.items[t]
                              : NULL;
    if (i <= first + CLAUSE_TOKENS) continue;
    if (is_comma(doc, i)) comma = i;
    if ((doc->marks[i] & MARK_ACCORDING) && is_comma(doc, i - 1)) return i - 1;
    if (!here || here->speech != 2) continue;
    if (here->part == 'c') return is_comma(doc, i - 1) ? i - 1 : i;
    if (here->part == 'v' && comma != NONE && !(doc->marks[comma + 1] & MARK_WHO) &&
        !apart_by_marks(doc, first, i))
      return comma;
  }
  return end;
}

/* ---- the shapes ---- */

static uint32_t that_after(const Document *doc, const Trigger *trigger) {
  uint32_t end = doc->sentences.items[trigger->sentence].end_token;
  uint32_t reach = trigger->part == 'n'                    ? THAT_REACH_NOUN
                   : doc->participants->order == ORDER_VSO ? THAT_REACH_VSO
                                                           : THAT_REACH;
  if (end > trigger->end_token + reach) end = trigger->end_token + reach;
  size_t next = (size_t)(trigger - doc->triggers.items) + 1;
  uint32_t from =
      trigger->first_token + 1 > trigger->end_token ? trigger->first_token : trigger->end_token;
  if (trigger->end_token > trigger->first_token + 1 &&
      (doc->marks[trigger->end_token - 1] & MARK_THAT))
    return trigger->end_token - 1;
  for (uint32_t i = from; i < end; i++) {
    if (is_quote_mark(doc, i)) return NONE;
    if (doc->marks[i] & MARK_THAT) return i;
    while (next < doc->triggers.count && doc->triggers.items[next].first_token < i) next++;
    if (next < doc->triggers.count && doc->triggers.items[next].first_token == i &&
        doc->triggers.items[next].speech == 2 && doc->triggers.items[next].part != 'n')
      return NONE;
  }
  return NONE;
}

static int clause_that(Clauses *clauses, const Trigger *trigger, const Participant *who) {
  const Document *doc = clauses->doc;
  uint32_t that = that_after(doc, trigger);
  if (that == NONE || that + 1 >= doc->tokens.count) return 0;
  if (clauses->bare && that > trigger->end_token && doc->marks[that - 1] & MARK_AND) return 0;
  return clause_push(clauses, that + 1, clause_end(doc, that + 1), trigger, who);
}

static int begins_clause(const Document *doc, uint32_t token) {
  if (doc->marks[token] & (MARK_HE | MARK_THE)) return 1;
  size_t p = participants_at(doc->participants, token);
  if (p < doc->participants->count && doc->participants->items[p].first_token <= token + 1)
    return !(doc->participants->items[p].under & MARK_PREPOSITION) &&
           !(doc->marks[token] & MARK_PREPOSITION);
  return 0;
}

/* "he said C", "表示C", "sagte, C". */
static int clause_bare(Clauses *clauses, const Trigger *trigger, const Participant *who) {
  const Document *doc = clauses->doc;
  uint32_t at = trigger->particle != NONE ? trigger->particle + 1 : trigger->end_token;
  uint32_t end = doc->sentences.items[trigger->sentence].end_token;
  if (at >= end) return 0;
  if (clauses->infinitive)
    for (uint32_t i = at; i < end && i < at + 4; i++)
      if (doc->marks[i] & MARK_HAVE)
        return clause_push(clauses, i, clause_end(doc, i), trigger, who);
  const Token *own = &doc->tokens.items[trigger->first_token];
  if (own->flags & TOKEN_CJK) {
    while (at < end && is_comma(doc, at)) at++;
    size_t inner = triggers_at(doc, at);
    if (inner < doc->triggers.count && doc->triggers.items[inner].first_token < at + 14 &&
        doc->triggers.items[inner].first_token < end && doc->triggers.items[inner].speech == 2 &&
        text_is(lexicon_field(clauses->lexicon, clauses->concepts, trigger->concept, 1), "report"))
      return 0; /* a report of a statement: the statement's own clause counts */
    if (at >= end || is_quote_mark(doc, at) || char_at(doc, at) == 0xFF1A) return 0;
    return clause_push(clauses, at, clause_end(doc, at), trigger, who);
  }
  if (clauses->comma) {
    uint32_t i = at;
    while (i < end && i < at + 8 && !is_comma(doc, i)) i++;
    if (i + CLAUSE_TOKENS < end && is_comma(doc, i) && !is_quote_mark(doc, i + 1) &&
        !(doc->marks[i + 1] & (MARK_WHO | MARK_CLAUSE | MARK_AND)))
      return clause_push(clauses, i + 1, clause_end(doc, i + 1), trigger, who);
  }
  if (!clauses->bare || !who || who->end_token > trigger->first_token) return 0;
  if (doc->tokens.items[at].kind == TOKEN_PUNCT || !begins_clause(doc, at) ||
      at + CLAUSE_TOKENS >= end)
    return 0;
  return clause_push(clauses, at, clause_end(doc, at), trigger, who);
}

/* "C, said X." */
static int clause_trailing(Clauses *clauses, const Trigger *trigger, const Participant *who) {
  const Document *doc = clauses->doc;
  const Sentence *sentence = &doc->sentences.items[trigger->sentence];
  uint32_t first = trigger->first_token;
  uint32_t comma = first;
  while (comma > sentence->first_token && first - comma < TRAIL_REACH && !is_comma(doc, comma))
    comma--;
  if (!is_comma(doc, comma) || comma < sentence->first_token + CLAUSE_TOKENS + 1) return 0;
  /* ", said X", ", a-t-on appris" */
  int inverted =
      comma + 1 == first ||
      (first - comma <= 4 && (!who || who->end_token <= comma || who->first_token > first));
  int subject_first = who && who->first_token > comma && who->end_token <= first;
  if (!inverted && !subject_first) return 0;
  if (inverted && (doc->marks[comma + 1] & (MARK_WHO | MARK_CLAUSE))) return 0;
  if (that_after(doc, trigger) != NONE) return 0;
  uint32_t end = sentence->end_token;
  if (!inverted && end > trigger->end_token + 3) return 0;
  if (inverted && end > trigger->end_token + 25) return 0;
  if (is_quote_mark(doc, comma - 1)) return 0;
  if (inverted && who && who->end_token <= comma + 1) /* "C, the mayor, X, said": C alone */
    for (uint32_t i = comma, n = 0; i > sentence->first_token + CLAUSE_TOKENS && n < 14; n++) {
      i--;
      if (!is_comma(doc, i)) continue;
      if (i < who->first_token) comma = i;
      if (i + 2 < who->first_token || !(doc->marks[i + 1] & MARK_THE)) continue;
    }
  return clause_push(clauses, sentence->first_token, comma, trigger, who);
}

/* A nominalised clause right before the verb: "... çıktığını belirtti". */
static int clause_nominal(Clauses *clauses, const Trigger *trigger, const Participant *who) {
  const Document *doc = clauses->doc;
  uint32_t start = doc->sentences.items[trigger->sentence].first_token;
  uint32_t last = NONE;
  for (uint32_t i = trigger->first_token; i > start && trigger->first_token - i < 3;) {
    i--;
    if (doc->tokens.items[i].kind != TOKEN_WORD) break;
    if (text_is(ending_feature(doc, clauses->lexicon, i, 0), "nominal")) {
      last = i;
      break;
    }
  }
  if (last == NONE) return 0;
  uint32_t first = last;
  while (first > start && !is_comma(doc, first - 1) && !is_quote_mark(doc, first - 1)) first--;
  if (who && who->first_token >= first && who->end_token < last && who->kase != CASE_GENITIVE)
    first = who->end_token;
  return clause_push(clauses, first, last + 1, trigger, who);
}

/* ---- according to ---- */

static void clause_according(Clauses *clauses, uint32_t token) {
  const Document *doc = clauses->doc;
  const Sentence *sentence = &doc->sentences.items[doc->tokens.items[token].sentence];
  const Participant *who = participant_after(doc, token, 6);
  size_t count = doc->quotes.count; /* what was found in this sentence before */
  int found = count > clauses->marked &&
              doc->quotes.items[count - 1].sentence == doc->tokens.items[token].sentence;
  if (!who && doc->participants->order == ORDER_SOV) {
    size_t p = participants_at(doc->participants, token);
    if (p > 0 && doc->participants->items[p - 1].end_token + 2 >= token &&
        doc->participants->items[p - 1].sentence == doc->tokens.items[token].sentence)
      who = &doc->participants->items[p - 1];
  }
  if (!who) return;
  if (token <= sentence->first_token + 2) {
    uint32_t i = who->end_token;
    while (i < sentence->end_token && i < who->end_token + 10 && !is_comma(doc, i)) i++;
    if (i + CLAUSE_TOKENS >= sentence->end_token || !is_comma(doc, i)) return;
    i++;
    if (doc->marks[i] & MARK_THAT) i++;
    clause_push(clauses, i, clause_end(doc, i), NULL, who);
  } else if (is_comma(doc, token - 1) && token > sentence->first_token + CLAUSE_TOKENS + 2 &&
             sentence->end_token < token + 14) {
    if (!found) clause_push(clauses, sentence->first_token, token - 1, NULL, who);
  } else if (clauses->free && !found) { /* "C nach Angaben von X C" */
    clause_push(clauses, sentence->first_token, sentence->end_token, NULL, who);
  }
}

/* ---- all ---- */

static void clause_of(Clauses *clauses, const Trigger *trigger) {
  Document *doc = clauses->doc;
  if (!trigger->speech || trigger->part == 'p') return;
  if (marked_around(clauses, trigger->span.start)) return;
  if (!block_is_told(doc, doc->sentences.items[trigger->sentence].block)) return;
  if (trigger->part == 'n' && that_after(doc, trigger) == NONE) return;
  Span none = {0, 0};
  const Participant *who = trigger->part == 'n' ? participant_owner(doc, trigger, none)
                                                : participant_speaker(doc, trigger, none);
  if (clause_that(clauses, trigger, who)) return;
  if (trigger->speech < 2 || trigger->part == 'n') return;
  if (clauses->nominal && clause_nominal(clauses, trigger, who)) return;
  if (clauses->trail && clause_trailing(clauses, trigger, who)) return;
  clause_bare(clauses, trigger, who);
}

/* Free indirect speech: a sentence in the reporting mood ("seien") without a reporting verb goes on
** with the last speaker. A headline "X: C" is X's. */
static void clause_free(Clauses *clauses, const Sentence *sentence) {
  Document *doc = clauses->doc;
  size_t count = doc->quotes.count;
  uint32_t index = (uint32_t)(sentence - doc->sentences.items);
  if (count > clauses->marked && doc->quotes.items[count - 1].sentence == index) return;
  size_t p = participants_at(doc->participants, sentence->first_token);
  if (p < doc->participants->count && doc->participants->items[p].sentence == index) {
    const Participant *who = &doc->participants->items[p];
    uint32_t at = who->end_token;
    if (who->first_token == sentence->first_token && at + 4 < sentence->end_token &&
        char_at(doc, at) == ':' && who->kind == PARTICIPANT_MENTION &&
        (who->type == ENTITY_PER || who->type == ENTITY_ORG) && !is_quote_mark(doc, at + 1)) {
      clause_push(clauses, at + 1, sentence->end_token, NULL, who);
      return;
    }
  }
  if (!clauses->free) return;
  for (uint32_t i = sentence->first_token; i < sentence->end_token; i++) {
    if (!(doc->marks[i] & MARK_REPORTED)) continue;
    if (clauses->last_entity == NONE && count == clauses->marked) return;
    clause_push(clauses, sentence->first_token, sentence->end_token, NULL, NULL);
    return;
  }
}

void quotes_add_clauses(Document *doc, const Lexicon *lexicon) {
  Clauses clauses = {.doc = doc, .lexicon = lexicon, .last_entity = NONE};
  clauses.marked = doc->quotes.count;
  clauses.bare = grammar_value(doc, lexicon, "bare").size > 0;
  clauses.comma = grammar_value(doc, lexicon, "comma").size > 0;
  clauses.nominal = grammar_value(doc, lexicon, "nominal").size > 0;
  clauses.trail = grammar_value(doc, lexicon, "trailing").size > 0;
  clauses.infinitive = grammar_value(doc, lexicon, "infinitive").size > 0;
  clauses.free = grammar_value(doc, lexicon, "free").size > 0;
  clauses.concepts = lexicon_table(lexicon, "concepts");
  size_t t = 0;
  for (size_t s = 0; s < doc->sentences.count && !document_stopped(doc); s++) {
    const Sentence *sentence = &doc->sentences.items[s];
    for (; t < doc->triggers.count && doc->triggers.items[t].sentence == s; t++)
      clause_of(&clauses, &doc->triggers.items[t]);
    if (!block_is_told(doc, sentence->block)) continue;
    for (uint32_t i = sentence->first_token; i < sentence->end_token; i++)
      if ((doc->marks[i] & MARK_ACCORDING) &&
          (i == sentence->first_token || !(doc->marks[i - 1] & MARK_ACCORDING)))
        clause_according(&clauses, i);
    clause_free(&clauses, sentence);
  }
}
