/* nouns.c: noun phrases beside a verb whose head no table knows, as subject, object or agent: see
** participants.h. Articles, prepositions, adverbials and clause boundaries tell where they begin
** and end. */
#include "quotes/participants.h"
#include <string.h>

static int is_plain_word(const Document *doc, uint32_t token) {
  return doc->tokens.items[token].kind == TOKEN_WORD && doc->tokens.items[token].fold_size > 3 &&
         !(doc->marks[token] & ~(uint32_t)(MARK_THE | MARK_NOMINATIVE | MARK_ACCUSATIVE));
}

static int is_article(const Document *doc, uint32_t token) {
  return (doc->marks[token] & (MARK_THE | MARK_NOMINATIVE | MARK_ACCUSATIVE)) != 0;
}

/* The place ("in X") that ends right before the token, or NULL. */
static const Participant *place_before(const Document *doc, uint32_t token) {
  const Participants *all = doc->participants;
  for (size_t i = participants_at(all, token), n = 0; i > 0 && n < 3; n++) {
    const Participant *it = &all->items[--i];
    uint32_t end = it->end_token, ending = end + 2; /* 'da */
    while (end < token && end < ending && !(doc->tokens.items[end].flags & TOKEN_SPACE_BEFORE))
      end++;
    if (end == token) return participant_is_locative(it) ? it : NULL;
  }
  return NULL;
}

/* Over the adverbials of time and place that end before the token: where they begin. */
static uint32_t skip_adverbials(const Document *doc, uint32_t first, uint32_t token) {
  const uint32_t *clause = doc->participants->clause;
  for (int n = 0; token > first && n < 12; n++) {
    const Participant *place = place_before(doc, token);
    uint32_t start = token;
    if (place)
      start = place->lead;
    else if (token_in_date(doc, token - 1))
      start--;
    else if (doc->tokens.items[token - 1].kind == TOKEN_PUNCT && token - 1 > first &&
             clause[token - 1] == clause[token - 2] + 1)
      start--;
    else
      break;
    while (place && start > first && doc->marks[start - 1] & (MARK_PREPOSITION | MARK_THE)) start--;
    if (!place && start > first && doc->marks[start - 1] & MARK_PREPOSITION) start--;
    token = start;
  }
  return token;
}

/* One who is no mention and no agent: the words [low, high). */
static const Participant *noun_participant(Document *doc, const Trigger *trigger, uint32_t low,
                                           uint32_t high) {
  Participant *it = arena_alloc(&doc->arena, sizeof *it);
  if (!it) {
    doc->rc = STATUS_NOMEM;
    return NULL;
  }
  *it = (Participant){
      .span = {doc->tokens.items[low].span.start, doc->tokens.items[high - 1].span.end},
      .entity = NONE,
      .sentence = trigger->sentence,
      .first_token = low,
      .end_token = high,
      .lead = low,
      .kind = PARTICIPANT_AGENT,
      .type = ENTITY_PER};
  return it;
}

/* An Arabic word with a preposition and the article written onto it: بالخروج, للقاء. */
static int has_preposition(const Document *doc, uint32_t token) {
  Text fold = token_fold(doc, &doc->tokens.items[token]);
  return doc->participants->order == ORDER_VSO && fold.size > 8 &&
         (!memcmp(fold.data, "\xD8\xA8\xD8\xA7\xD9\x84", 6) ||
          !memcmp(fold.data, "\xD9\x84\xD9\x84", 4));
}

static int is_noun_word(const Document *doc, uint32_t token) {
  return !has_preposition(doc, token) && is_plain_word(doc, token) && !is_article(doc, token) &&
         !token_is_trigger(doc, token) && !token_in_date(doc, token);
}

/* Behind the verb: articles, then up to two words. */
static const Participant *noun_behind(Document *doc, const Trigger *trigger, int object) {
  const Participants *all = doc->participants;
  uint32_t end = sentence_end(doc, trigger->end_token - 1), words = 0;
  uint32_t low = trigger->end_token, high = low;
  while (high < end && high < low + 3 && is_article(doc, high)) high++;
  int bare = high == low && all->order == ORDER_SVO && !object;
  if (bare && !all->agreement.size) return NULL;
  low = high;
  while (high < end && words < 2 && is_noun_word(doc, high)) high++, words++;
  if (!words || (bare && text_ends_in(token_fold(doc, &doc->tokens.items[low]), all->oblique)))
    return NULL;
  size_t at = participants_at(all, high);
  if (bare && at < all->count && all->items[at].first_token == high &&
      all->items[at].type == ENTITY_PER && all->items[at].kind == PARTICIPANT_MENTION)
    return NULL; /* the name that follows says who */
  if (all->order == ORDER_VSO) high = low + 1;
  return noun_participant(doc, trigger, low, high);
}

/* A short noun inside a phrase: "gas". */
static int is_short_word(const Document *doc, uint32_t token) {
  const Token *it = &doc->tokens.items[token];
  return it->kind == TOKEN_WORD && it->fold_size == 3 && !doc->marks[token] &&
         !token_is_trigger(doc, token);
}

/* Where the noun phrase that ends at *high begins. */
static uint32_t phrase_start(const Document *doc, uint32_t first, uint32_t *high) {
  const Participants *all = doc->participants;
  const uint32_t joins = MARK_OF | (all->strict ? MARK_FROM | MARK_IN | MARK_WITH : 0u);
  uint32_t low = *high;
  while (low > first && *high - low < 6 && !place_before(doc, low) &&
         (is_noun_word(doc, low - 1) ||
          (low < *high && (doc->marks[low - 1] & joins || is_short_word(doc, low - 1)))))
    low--;
  for (uint32_t i = low; i < *high; i++) /* "experts from both countries": the experts */
    if (doc->marks[i] & joins & ~(uint32_t)MARK_OF) *high = i;
  return low;
}

/* 1: a noun phrase that begins at `low` is its clause's first, but for adverbials. */
static int phrase_leads(const Document *doc, uint32_t first, uint32_t low) {
  const uint32_t *clause = doc->participants->clause;
  if (skip_adverbials(doc, first, low) == first || is_article(doc, low - 1)) return 1;
  return low > first + 1 && clause[low - 1] == clause[low - 2] + 1 &&
         doc->marks[first] & MARK_PREPOSITION; /* "Under the deal, X met" */
}

/* Before the verb, back to an article or to the adverbials that begin the sentence. */
static const Participant *noun_before(Document *doc, const Trigger *trigger, int object) {
  const Participants *all = doc->participants;
  uint32_t first = sentence_first(doc, trigger->first_token), high = trigger->first_token;
  const uint32_t auxiliary =
      MARK_HAVE | MARK_PASSIVE | MARK_NOT | MARK_FUTURE | MARK_NOW | MARK_MAY;
  int subject = all->order == ORDER_SVO && !object;
  if (all->order == ORDER_SVO)
    for (int n = 0; n < 3 && high > first && doc->marks[high - 1] & auxiliary; n++) high--;
  while (subject && high > first && token_in_date(doc, high - 1)) high--;
  uint32_t low = phrase_start(doc, first, &high);
  if (subject && low > first && token_in_date(doc, low - 1) &&
      skip_adverbials(doc, first, low) > first) {
    for (high = low; high > first && token_in_date(doc, high - 1);) high--; /* "sechs Tage lang" */
    low = phrase_start(doc, first, &high);
  }
  if (all->order == ORDER_SOV && low < high &&
      text_ends_in(token_fold(doc, &doc->tokens.items[high - 1]), all->oblique))
    return NULL;
  if (subject && low < high && text_ends_in(token_fold(doc, &doc->tokens.items[low]), all->oblique))
    return NULL;
  uint32_t head = low; /* "des inconnus": a partitive article */
  if (low < high && !is_plain_word(doc, low) && doc->marks[low] & MARK_OF) low++;
  if (low == high || !is_plain_word(doc, low)) return NULL;
  int lead = all->order == ORDER_VSO || phrase_leads(doc, first, head);
  if (!lead && !(object && all->order == ORDER_SOV)) return NULL;
  return noun_participant(doc, trigger, low, high);
}

const Participant *participant_beside(Document *doc, const Trigger *trigger, int object) {
  const Participants *all = doc->participants;
  uint32_t first = sentence_first(doc, trigger->first_token);
  uint32_t end = sentence_end(doc, trigger->end_token - 1);
  int after = all->order == ORDER_VSO || (object && all->order == ORDER_SVO);
  if (all->order == ORDER_VSO && !object && trigger->end_token < end &&
      (doc->marks[trigger->end_token] & MARK_THAT))
    after = 0; /* "مساعده أكد أن" */
  if (after || (!object && trigger->speech == 2 && trigger->first_token > first &&
                doc->tokens.items[trigger->first_token - 1].kind == TOKEN_PUNCT))
    return noun_behind(doc, trigger, object);
  return noun_before(doc, trigger, object);
}

const Participant *participant_agent(Document *doc, const Trigger *trigger) {
  uint32_t end = sentence_end(doc, trigger->end_token - 1);
  const uint32_t *clause = doc->participants->clause;
  for (uint32_t i = trigger->end_token; i < end && i < trigger->end_token + 3; i++) {
    if (clause[i] != clause[trigger->first_token]) return NULL;
    if (!(doc->marks[i] & MARK_BY)) continue;
    uint32_t low = i + 1, high;
    while (low < end && low < i + 3 && is_article(doc, low)) low++;
    for (high = low; high < end && high < low + 2 && is_noun_word(doc, high);) high++;
    size_t at = participants_at(doc->participants, i);
    const Participants *all = doc->participants;
    int known = at < all->count && all->items[at].first_token < high;
    return high > low && !known ? noun_participant(doc, trigger, low, high) : NULL;
  }
  return NULL;
}

const Participant *participant_governed(Document *doc, const Trigger *trigger, uint32_t marks) {
  uint32_t end = sentence_end(doc, trigger->end_token - 1), low = trigger->end_token, high;
  if (low >= end || !(doc->marks[low] & marks) || token_in_date(doc, low + 1)) return NULL;
  low++;
  while (low < end && low < trigger->end_token + 3 && is_article(doc, low)) low++;
  for (high = low; high < end && high < low + 2 && is_noun_word(doc, high);) high++;
  const Participants *all = doc->participants;
  size_t at = participants_at(all, trigger->end_token);
  int known = at < all->count && all->items[at].first_token < high;
  return high > low && !known ? noun_participant(doc, trigger, low, high) : NULL;
}
