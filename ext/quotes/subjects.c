/* subjects.c: who of a sentence's participants is a verb's subject, its agent, a noun's owner: see
** participants.h. The order of words, the function words between and the endings decide; weights
** are small whole numbers set by hand on development articles in eight languages. */
#include "quotes/participants.h"
#include <string.h>

uint32_t sentence_first(const Document *doc, uint32_t token) {
  return doc->sentences.items[doc->tokens.items[token].sentence].first_token;
}

uint32_t sentence_end(const Document *doc, uint32_t token) {
  return doc->sentences.items[doc->tokens.items[token].sentence].end_token;
}

/* ---- choosing ---- */

static int passive_in_clause(const Document *doc, const Trigger *trigger, uint32_t bit) {
  uint32_t first = sentence_first(doc, trigger->first_token);
  uint32_t end = sentence_end(doc, trigger->end_token - 1);
  const uint32_t *clause = doc->participants->clause;
  for (uint32_t i = trigger->first_token, n = 0; i > first && n < 24; n++) {
    i--;
    if (clause[i] + 1 < clause[trigger->first_token] ||
        (clause[i] != clause[trigger->first_token] && doc->tokens.items[i].kind == TOKEN_PUNCT))
      break;
    if (doc->marks[i] & bit) return 1;
  }
  for (uint32_t i = trigger->end_token; i < end && i < trigger->end_token + 2; i++) {
    if (doc->tokens.items[i].kind != TOKEN_WORD) break;
    if (doc->marks[i] & bit) return 1;
  }
  return 0;
}

int trigger_is_passive(const Document *doc, const Trigger *trigger) {
  const uint32_t *marks = doc->marks;
  int late = doc->participants && doc->participants->late;
  if (trigger->flags & TRIGGER_PASSIVE) return 1;
  if (doc->participants && trigger->part == 'v' &&
      text_ends_in(token_fold(doc, &doc->tokens.items[trigger->first_token]),
                   doc->participants->gerunds))
    return 0; /* "is suing" */
  if (trigger->part == 'p') return !late || !passive_in_clause(doc, trigger, MARK_HAVE);
  if (late && trigger->part == 'v')
    return (marks[trigger->end_token - 1] & MARK_PASSIVE) ||
           passive_in_clause(doc, trigger, MARK_PASSIVE);
  uint32_t first = sentence_first(doc, trigger->first_token),
           end = sentence_end(doc, trigger->end_token - 1);
  for (uint32_t i = trigger->first_token, n = 0; i > first && n < 3; n++) {
    i--;
    if (marks[i] & MARK_PASSIVE) return 1;
    if (doc->tokens.items[i].kind != TOKEN_WORD || (marks[i] & MARK_PREPOSITION)) break;
  }
  if (doc->participants && doc->participants->order == ORDER_SOV) {
    if (marks[trigger->end_token - 1] & MARK_PASSIVE) return 1;
    for (uint32_t i = trigger->end_token; i < end && i < trigger->end_token + 2; i++) {
      if (doc->tokens.items[i].kind != TOKEN_WORD) break;
      if (marks[i] & MARK_PASSIVE) return 1;
    }
  }
  /* an Arabic damma behind the first letter: an unmistakable passive */
  const uint8_t *p = doc->text + trigger->span.start;
  if (trigger->part != 'v' || trigger->span.end - trigger->span.start < 8 || *p < 0xD8 || *p > 0xD9)
    return 0;
  if (p[2] == 0xD9 && p[3] == 0x8F) return 1;
  return p[0] == 0xD8 && p[1] == 0xA7 && p[6] == 0xD9 && p[7] == 0x8F; /* اعتُقل */
}

static Text token_text(const Document *doc, uint32_t token) {
  return token_fold(doc, &doc->tokens.items[token]);
}

/* 1: "and" or a comma joins the participant with another. */
static int is_joined(const Document *doc, const Participant *it) {
  uint32_t first = sentence_first(doc, it->first_token), end = sentence_end(doc, it->end_token - 1);
  const uint32_t *clause = doc->participants->clause;
  if (it->lead > first &&
      (doc->marks[it->lead - 1] & MARK_AND || clause[it->lead] != clause[it->lead - 1]))
    return 1;
  return it->end_token < end && (doc->marks[it->end_token] & (MARK_AND | MARK_WITH) ||
                                 clause[it->end_token] != clause[it->end_token - 1]);
}

int participant_disagrees(const Document *doc, const Trigger *trigger, const Participant *it) {
  const Participants *all = doc->participants;
  if (!all->agreement.size || it->type != ENTITY_PER || it->counted || trigger->part == 'n' ||
      it->kind == PARTICIPANT_PRONOUN ||
      !text_ends_in(token_text(doc, trigger->end_token - 1), all->agreement))
    return 0;
  if (it->kind == PARTICIPANT_AGENT && text_ends_in(token_text(doc, it->first_token), all->plural))
    return 0;
  if (it->kind == PARTICIPANT_AGENT && it->lead > sentence_first(doc, it->lead) &&
      !doc->marks[it->lead - 1] && text_ends_in(token_text(doc, it->lead - 1), all->plural))
    return 0; /* "десятки человек" */
  return !is_joined(doc, it);
}

static int case_weight(uint8_t kase, int passive, Order order) {
  switch (kase) {
  case CASE_NOMINATIVE: return passive ? -10 : 10;
  case CASE_ACCUSATIVE: return order == ORDER_SVO ? -32 : -18;
  case CASE_GENITIVE: return order == ORDER_SOV ? -8 : -14;
  case CASE_DATIVE: return -18;
  case CASE_INSTRUMENTAL: return passive ? 30 : -18;
  case CASE_LOCATIVE:
  case CASE_ABLATIVE: return -24;
  default: return 0;
  }
}

static int inside(Span span, Span around) {
  return around.start < around.end && span.start >= around.start && span.end <= around.end;
}

/* How many other triggers stand between a trigger and a participant, at most 3. */
static int triggers_between(const Document *doc, const Trigger *trigger, const Participant *it) {
  size_t index = (size_t)(trigger - doc->triggers.items);
  int count = 0;
  if (it->first_token >= trigger->end_token) {
    for (size_t i = index + 1; i < doc->triggers.count && count < 3; i++) {
      if (doc->triggers.items[i].first_token >= it->first_token) break;
      count++;
    }
  } else {
    for (size_t i = index; i > 0 && count < 3; count++)
      if (doc->triggers.items[--i].end_token <= it->end_token) break;
  }
  return count;
}

int token_in_date(const Document *doc, uint32_t token) {
  uint32_t start = doc->tokens.items[token].span.start;
  size_t low = 0, high = doc->dates.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->dates.items[middle].span.end <= start)
      low = middle + 1;
    else
      high = middle;
  }
  return low < doc->dates.count && doc->dates.items[low].span.start <= start;
}

int participant_in_date(const Document *doc, const Participant *it) {
  return token_in_date(doc, it->first_token);
}

void participants_set_dates(Document *doc) {
  Participants *all = doc->participants;
  if (!all) return;
  for (size_t k = 0; k < all->count; k++) {
    Participant *it = &all->items[k];
    for (uint32_t i = it->mark; i < it->first_token; i++) {
      if (!token_in_date(doc, i)) continue;
      if (it->kase == CASE_GENITIVE && it->under & MARK_OF) it->kase = CASE_UNKNOWN;
      it->under &= ~(uint32_t)MARK_PREPOSITION;
      break;
    }
  }
}

/* How near: tokens between, clause boundaries, quotation marks and other triggers crossed. */
static int nearness(const Document *doc, const Trigger *trigger, const Participant *it) {
  const uint32_t *clause = doc->participants->clause;
  int after = it->first_token >= trigger->end_token;
  int tokens =
      after ? (int)(it->lead - trigger->end_token) : (int)(trigger->first_token - it->end_token);
  if (tokens < 0) tokens = 0;
  uint32_t a = clause[after ? it->lead : it->end_token - 1], b = clause[trigger->first_token];
  int steps = (int)(a > b ? a - b : b - a);
  const uint32_t *quoted = doc->participants->quoted;
  int apart = quoted[it->first_token] != quoted[trigger->first_token];
  return -(tokens > 15 ? 15 + (tokens - 15) / 3 : tokens) - 3 * (steps > 6 ? 6 : steps) -
         10 * apart - (after ? 9 : 5) * triggers_between(doc, trigger, it);
}

static int that_between(const Document *doc, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to && i < from + 24; i++)
    if (doc->marks[i] & MARK_THAT) return 1;
  return 0;
}

/* 1: "X withdrew from" rather than "left X". */
static int origin_follows(const Document *doc, const Participant *it) {
  uint32_t end = sentence_end(doc, it->end_token - 1);
  for (uint32_t i = it->end_token; i < end && i < it->end_token + 3; i++)
    if (doc->marks[i] & MARK_FROM) return 1;
  return 0;
}

/* 1: "сообщили в министерстве": nobody named, the plural verb's source stands under "in". */
static int is_office_source(const Document *doc, const Trigger *trigger, const Participant *it) {
  const Participants *all = doc->participants;
  return trigger->speech == 2 && all->agreement.size && it->under & MARK_IN &&
         it->lead <= trigger->end_token + 4 && it->type != ENTITY_LOC && it->type != ENTITY_NORP &&
         text_ends_in(token_text(doc, trigger->end_token - 1), all->agreement);
}

/* A plural verb (وا) stands behind its subject, if that is written at all. */
static int ahead(const Document *doc, const Trigger *trigger) {
  Text word = token_text(doc, trigger->first_token);
  const char *tail = "\xD9\x88\xD8\xA7"; /* وا */
  return trigger->part == 'v' && word.size > 6 && !memcmp(word.data + word.size - 4, tail, 4) ? 30
                                                                                              : 0;
}

/* What stands right behind "was" or "that" is the subject of the verb to come. */
static int leads_verb(const Document *doc, const Participant *it) {
  uint32_t before = it->lead > sentence_first(doc, it->lead) ? doc->marks[it->lead - 1] : 0;
  return before & MARK_HAVE ? 20 : before & MARK_THAT ? 6 : 0;
}

/* 1: a nationality that describes another event: "Israeli | strikes". */
static int describes_event(const Document *doc, const Trigger *trigger, const Participant *it) {
  if (it->type != ENTITY_NORP || it->kind != PARTICIPANT_MENTION) return 0;
  uint32_t beside = doc->participants->adjective_behind ? it->first_token - 1 : it->end_token;
  if (doc->participants->adjective_behind && !it->first_token) return 0;
  return beside < doc->tokens.count && token_is_trigger(doc, beside) &&
         (beside < trigger->first_token || beside >= trigger->end_token);
}

/* What the usual order of words says. */
static int order_score(const Document *doc, const Trigger *trigger, const Participant *it,
                       int passive) {
  const Participants *all = doc->participants;
  int after = it->first_token >= trigger->end_token;
  int described = after && it->lead <= trigger->end_token + (all->order == ORDER_SOV) &&
                  (all->order == ORDER_SOV || trigger->part == 'p') &&
                  text_ends_in(token_text(doc, trigger->end_token - 1), all->relative);
  if (all->order == ORDER_SOV) {
    int by = passive && it->under & MARK_BY;
    int score = described ? 24 : after ? -4 : 16;
    return it->kase >= CASE_DATIVE && it->kase != CASE_INSTRUMENTAL && !by ? score - 30 : score;
  }
  if (all->order == ORDER_VSO) {
    int gap = after && it->lead > trigger->end_token ? (int)(it->lead - trigger->end_token) : 0;
    int score = after ? 22 - 3 * (gap > 6 ? 6 : gap) : 12;
    if (passive) return score;
    return score + (after ? -ahead(doc, trigger) : leads_verb(doc, it));
  }
  if (described && !passive) return 52; /* "die getöteten Palästinenser" */
  if (!after) return 18;
  if (trigger->speech == 2 && all->inverts) return 10;
  return all->strict && !passive ? -30 : -8;
}

/* What sort of thing a subject is. */
static int kind_score(const Document *doc, const Trigger *trigger, const Participant *it,
                      unsigned what) {
  int score = 0, after = it->first_token >= trigger->end_token;
  if (it->inner) score -= 40;
  if (it->anaphor) score -= 8;
  if (describes_event(doc, trigger, it)) score -= 24;
  if (it->kind == PARTICIPANT_ADJECTIVE) score -= 14;
  if (it->counted && !(what & (SUBJECT_AGENT | SUBJECT_SUFFERS))) score -= trigger->speech ? 4 : 8;
  if (it->kind != PARTICIPANT_MENTION) return score;
  switch (it->type) {
  case ENTITY_PER: return score + 3;
  case ENTITY_ORG: return score + 2;
  case ENTITY_NORP: return score - 4;
  case ENTITY_MISC: return score - 12;
  default: break;
  }
  if (what & SUBJECT_PERSON) score -= 24;
  int left = after && what & SUBJECT_NO_PLACE;
  return score - (!left ? 4 : origin_follows(doc, it) ? 10 : 50);
}

static int subject_score(const Document *doc, const Trigger *trigger, const Participant *it,
                         unsigned what) {
  int passive = (what & SUBJECT_AGENT) != 0;
  int after = it->first_token >= trigger->end_token;
  int by = passive && it->under & MARK_BY;
  int score = nearness(doc, trigger, it) + order_score(doc, trigger, it, passive) +
              kind_score(doc, trigger, it, what);
  if (!by) score += case_weight(it->kase, passive, doc->participants->order);
  int office = after && is_office_source(doc, trigger, it);
  if (office) score += 44;
  if (!passive && !office && participant_disagrees(doc, trigger, it)) score -= 50;
  if (trigger->speech < 2 && participant_is_locative(it)) score -= 20;
  if (!by && it->under & MARK_ACCUSATIVE && !(it->under & MARK_NOMINATIVE)) score -= 20;
  if (what & SUBJECT_SUFFERS && it->under & MARK_BY) score -= 40;
  if (after && trigger->speech && that_between(doc, trigger->end_token, it->first_token))
    score -= 30;
  if (passive && !(it->under & MARK_BY) && it->kase != CASE_INSTRUMENTAL) score -= 40;
  if (by) return score + 30;
  if (participant_under(it)) return score - 26;
  return it->under & MARK_OF ? score - 10 : score;
}

void participants_near(const Document *doc, const Trigger *trigger, size_t *low, size_t *high) {
  const Participants *all = doc->participants;
  size_t middle = participants_at(all, trigger->first_token);
  *low = *high = middle;
  while (*low > 0 && middle - *low < PARTICIPANT_REACH &&
         all->items[*low - 1].sentence == trigger->sentence)
    (*low)--;
  while (*high < all->count && *high - middle < PARTICIPANT_REACH &&
         all->items[*high].sentence == trigger->sentence)
    (*high)++;
}

static int is_taken(const Participants *all, size_t low, size_t high, const Participant *beside) {
  for (size_t i = low; i < high; i++)
    if (all->items[i].lead < beside->end_token && beside->first_token < all->items[i].end_token &&
        all->items[i].lead <=
            beside->first_token + (all->items[i].lead < all->items[i].first_token))
      return 1;
  return 0;
}

/* The best-scored candidate. */
static const Participant *subject_near(Document *doc, const Trigger *trigger, Span without,
                                       unsigned what, int *score) {
  const Participants *all = doc->participants;
  const Participant *best = NULL;
  int top = -14, jump = 0;
  size_t low, high;
  participants_near(doc, trigger, &low, &high);
  if (without.start < without.end) { /* a quotation between does not count as distance */
    size_t tokens = document_token_at(doc, without.end) - document_token_at(doc, without.start);
    jump = (int)(tokens < 12 ? tokens : 12);
  }
  for (size_t i = low; i < high; i++) {
    const Participant *it = &all->items[i];
    if (inside(it->span, without) || participant_in_date(doc, it)) continue;
    if (it->first_token < trigger->end_token && trigger->first_token < it->end_token) continue;
    int value = subject_score(doc, trigger, it, what);
    if (it->span.end <= without.start && trigger->span.start >= without.end) value += jump;
    if (value > top) {
      top = value;
      best = it;
    }
  }
  if ((what & SUBJECT_ANY_NOUN) && top < 8) {
    const Participant *beside = participant_beside(doc, trigger, 0);
    if (beside && !inside(beside->span, without) && !is_taken(all, low, high, beside)) {
      if (score) *score = 8;
      return beside;
    }
  }
  if (score) *score = top;
  return best;
}

/* ---- subjects that two verbs share ---- */

/* Who stands under a preposition right before the token ("and | in Paris | said"), or NULL. */
static const Participant *phrase_before(const Document *doc, uint32_t token) {
  const Participants *all = doc->participants;
  size_t at = participants_at(all, token);
  while (at > 0 && all->items[at - 1].inner) at--;
  const Participant *it = at ? &all->items[at - 1] : NULL;
  return it && it->end_token == token && it->under & MARK_PREPOSITION && it->mark < it->first_token
             ? it
             : NULL;
}

/* The first token of a verb with its auxiliaries and short pronouns ("y se ha reunido"). */
static uint32_t verb_start(const Document *doc, const Trigger *trigger) {
  const uint32_t light = MARK_HAVE | MARK_PASSIVE | MARK_NOT | MARK_FUTURE | MARK_NOW | MARK_MAY;
  uint32_t first = sentence_first(doc, trigger->first_token), i = trigger->first_token;
  for (int n = 0; n < 4 && i > first; n++) {
    const Token *before = &doc->tokens.items[i - 1];
    int clitic = before->kind == TOKEN_WORD && before->fold_size < 3 && !doc->marks[i - 1];
    const Participant *it = phrase_before(doc, i);
    if (it && it->mark > first && doc->marks[it->mark - 1] & MARK_AND) return it->mark;
    if (doc->marks[i - 1] & (MARK_AND | MARK_PREPOSITION)) break;
    if (!clitic && !(doc->marks[i - 1] & light)) break;
    i--;
  }
  return i;
}

/* Where the main clause of a verb begins: behind a colon, a semicolon or words marked so. */
static uint32_t clause_first(const Document *doc, const Trigger *trigger, uint32_t marks) {
  const uint32_t *clause = doc->participants->clause;
  uint32_t first = sentence_first(doc, trigger->first_token);
  for (uint32_t i = trigger->first_token, n = 0; i > first && n < 60; n++) {
    i--;
    if (doc->marks[i] & marks) return i + 1;
    if (i > first && doc->tokens.items[i].kind == TOKEN_PUNCT && clause[i] > clause[i - 1] + 1)
      return i + 1;
  }
  return first;
}

/* The verb before that has the same subject ("X did A and did B", "did A in order to do B"), or
** NULL. */
static const Trigger *verb_before(const Document *doc, const Trigger *trigger) {
  const uint32_t *quoted = doc->participants->quoted;
  uint32_t first = clause_first(doc, trigger, 0);
  size_t index = (size_t)(trigger - doc->triggers.items);
  for (int n = 0; index > 0 && n < 6; n++) {
    const Trigger *before = &doc->triggers.items[--index];
    if (before->first_token < first) return NULL;
    if (before->part == 'v' && quoted[before->first_token] == quoted[trigger->first_token])
      return before;
  }
  return NULL;
}

/* "That he": أنه, أنها, أنهم. */
static int has_pronoun(const Document *doc, uint32_t token) {
  Text word = token_text(doc, token);
  return text_ends_in(word, (Text){"\xD9\x87 \xD9\x87\xD8\xA7 \xD9\x87\xD9\x85", 12});
}

/* 1: "that", and between it and the token but a date. */
static int follows_that(const Document *doc, uint32_t first, uint32_t token) {
  for (uint32_t i = token, n = 0; i > first && n < 20; n++) {
    i--;
    if (doc->marks[i] & MARK_THAT) return 1;
    if (!token_in_date(doc, i) && !(doc->marks[i] & (MARK_PREPOSITION | MARK_THE)) &&
        doc->tokens.items[i].kind == TOKEN_WORD)
      return 0;
  }
  return 0;
}

static int is_joined_verb(const Document *doc, const Trigger *trigger) {
  const Participants *all = doc->participants;
  uint32_t start = verb_start(doc, trigger), first = sentence_first(doc, start);
  if (trigger->part != 'v' || all->order == ORDER_SOV || start == first) return 0;
  uint32_t marks = doc->marks[start - 1];
  if (all->order == ORDER_VSO)
    return marks & (MARK_THAT | MARK_CLAUSE) && has_pronoun(doc, start - 1);
  if (doc->tokens.items[start - 1].kind != TOKEN_WORD) return 0;
  if (marks & (MARK_AND | MARK_PURPOSE)) return 1;
  const Trigger *before = trigger > doc->triggers.items ? trigger - 1 : NULL;
  int infinitive = before && before->part == 'v' && before->sentence == trigger->sentence &&
                   before->end_token + 1 >= start &&
                   text_ends_in(token_text(doc, trigger->end_token - 1), all->infinitives);
  return infinitive || (all->drops && follows_that(doc, first, start));
}

/* The first in the clause that may be a subject and stands before the verb, or NULL. */
static const Participant *leading(const Document *doc, const Trigger *trigger) {
  const Participants *all = doc->participants;
  uint32_t first = clause_first(doc, trigger, MARK_THAT);
  const uint32_t *quoted = all->quoted;
  for (size_t i = participants_at(all, first), n = 0; i < all->count && n < 4; i++, n++) {
    const Participant *it = &all->items[i];
    if (it->end_token > trigger->first_token) return NULL;
    if (it->inner || it->under & MARK_PREPOSITION || participant_in_date(doc, it) ||
        it->kase > CASE_NOMINATIVE || quoted[it->first_token] != quoted[trigger->first_token])
      continue;
    return it;
  }
  return NULL;
}

/* ---- subjects apart from their verb ---- */

/* 1: nothing speaks against a subject. */
static int may_lead(const Document *doc, const Trigger *trigger, const Participant *it) {
  const uint32_t *quoted = doc->participants->quoted;
  return !it->inner && !(it->under & MARK_PREPOSITION) && !participant_in_date(doc, it) &&
         (it->kase == CASE_UNKNOWN || it->kase == CASE_NOMINATIVE) &&
         it->kind != PARTICIPANT_ADJECTIVE && !participant_disagrees(doc, trigger, it) &&
         quoted[it->first_token] == quoted[trigger->first_token];
}

/* "X, who did A, did B", "X, the head of Y, did B": who stands before what is set in commas, or
** NULL. */
static const Participant *before_insertion(const Document *doc, const Trigger *trigger, int *who) {
  const Participants *all = doc->participants;
  const uint32_t *clause = all->clause;
  uint32_t first = clause_first(doc, trigger, 0), i = verb_start(doc, trigger), comma = NONE;
  if (trigger->part == 'n' || i < first + 4 || clause[i - 1] != clause[i - 2] + 1) return NULL;
  i--;
  for (int n = 0; i > first + 1 && n < 40 && comma == NONE; n++) {
    i--;
    if (doc->tokens.items[i].kind != TOKEN_PUNCT || clause[i] != clause[i - 1] + 1) continue;
    int relative = (doc->marks[i + 1] & MARK_WHO) ||
                   (doc->marks[i + 1] & MARK_PREPOSITION && doc->marks[i + 2] & MARK_WHO);
    if (relative || n < 12) comma = i;
    if (!relative) break;
  }
  if (comma == NONE) return NULL;
  size_t at = participants_at(all, comma);
  while (at > 0 && all->items[at - 1].inner) at--;
  const Participant *it = at ? &all->items[at - 1] : NULL;
  if (!it || it->end_token != comma || it->lead < first || !may_lead(doc, trigger, it)) return NULL;
  *who = (doc->marks[comma + 1] & MARK_WHO) != 0;
  return doc->marks[comma + 1] & (MARK_WHO | MARK_PREPOSITION) || it->type == ENTITY_ORG ||
                 it->kind == PARTICIPANT_MENTION
             ? it
             : NULL;
}

/* Behind the last verb before that "and" follows, in languages whose verbs come last also a comma:
** there another clause begins. */
static uint32_t joined_from(const Document *doc, const Trigger *trigger, uint32_t first) {
  const Participants *all = doc->participants;
  size_t index = (size_t)(trigger - doc->triggers.items);
  for (int n = 0; index > 0 && n < 6; n++) {
    const Trigger *before = &doc->triggers.items[--index];
    uint32_t behind = before->end_token;
    if (before->first_token < first) break;
    int comma = all->order == ORDER_SOV && all->clause[behind] == all->clause[behind - 1] + 1;
    if (before->part != 'n' && (doc->marks[behind] & MARK_AND || comma)) return behind + 1;
  }
  return first;
}

/* Where verbs end their clause, the first of the clause is the subject. */
static const Participant *first_of_clause(const Document *doc, const Trigger *trigger,
                                          const Participant *own) {
  const Participants *all = doc->participants;
  const uint32_t *clause = all->clause;
  uint32_t first = sentence_first(doc, own->first_token);
  uint32_t from = joined_from(doc, trigger, first);
  for (size_t i = participants_at(all, own->first_token), n = 0; i > 0 && n < 12; n++) {
    const Participant *it = &all->items[--i];
    if (it->first_token < from || clause[it->end_token - 1] != clause[trigger->first_token]) break;
    if (may_lead(doc, trigger, it) && it->kind != PARTICIPANT_PRONOUN &&
        (it->type != ENTITY_LOC || it->lead == first))
      own = it;
  }
  return own;
}

/* Where a verb ends the sentence, who comes first in it, behind "and" that follows a verb before.
 */
static const Participant *first_of_sentence(const Document *doc, const Trigger *trigger) {
  const Participants *all = doc->participants;
  uint32_t first = clause_first(doc, trigger, 0), from = joined_from(doc, trigger, first);
  for (;;) {
    for (size_t i = participants_at(all, from), n = 0; i < all->count && n < 8; i++, n++) {
      const Participant *it = &all->items[i];
      if (it->end_token > trigger->first_token) break;
      int place = it->type == ENTITY_LOC && from != first && it->lead > from;
      if (!place && may_lead(doc, trigger, it) && it->type != ENTITY_NORP &&
          it->type != ENTITY_MISC)
        return it;
    }
    if (from == first) return NULL;
    from = first;
  }
}

/* ", μετέδωσε το Reuters", "деп мәлімдеді X": who stands right behind a reporting verb, or NULL. */
static const Participant *right_behind(const Document *doc, const Trigger *trigger) {
  const Participants *all = doc->participants;
  uint32_t start = trigger->first_token, first = sentence_first(doc, start);
  int comma = start > first && doc->tokens.items[start - 1].kind == TOKEN_PUNCT;
  if (all->order == ORDER_SOV ? start == first : !comma || all->strict || !all->inverts)
    return NULL;
  size_t at = participants_at(all, trigger->end_token);
  while (at < all->count && all->items[at].inner) at++;
  const Participant *it = at < all->count ? &all->items[at] : NULL;
  if (!it || it->lead > trigger->end_token + (all->order != ORDER_SOV) ||
      it->sentence != trigger->sentence || it->kind != PARTICIPANT_MENTION ||
      (it->type != ENTITY_PER && it->type != ENTITY_ORG))
    return NULL;
  return may_lead(doc, trigger, it) ? it : NULL;
}

/* ", повідомив голова області": a reporting verb behind a comma, in languages without articles. */
static int is_inverted(const Document *doc, const Trigger *trigger) {
  const Participants *all = doc->participants;
  uint32_t start = trigger->first_token;
  return trigger->speech == 2 && all->inverts && all->agreement.size &&
         start > sentence_first(doc, start) && doc->tokens.items[start - 1].kind == TOKEN_PUNCT;
}

const Participant *participant_subject(Document *doc, const Trigger *trigger, Span without,
                                       unsigned what, int *score) {
  if (!doc->participants) return NULL;
  const Participant *own = subject_near(doc, trigger, without, what, score);
  if (what & SUBJECT_AGENT) return own;
  int behind = own && own->first_token >= trigger->end_token, who = 0;
  if (!behind && what & SUBJECT_ANY_NOUN && is_inverted(doc, trigger)) {
    const Participant *beside = participant_beside(doc, trigger, 0);
    if (beside && beside->first_token >= trigger->end_token) return beside;
  }
  const Participant *first = before_insertion(doc, trigger, &who);
  if (!behind && !first && trigger->speech == 2) {
    const Participant *it = right_behind(doc, trigger);
    if (it && !inside(it->span, without)) return it;
  }
  if (first && !inside(first->span, without) &&
      (!behind || own->lead > trigger->end_token + 1 || (who && doc->participants->strict)))
    return first;
  if (own && !behind && doc->participants->late && own->kind != PARTICIPANT_PRONOUN)
    return first_of_clause(doc, trigger, own);
  if (!behind && doc->participants->order == ORDER_SOV && trigger->part != 'c' &&
      !(what & SUBJECT_SUFFERS)) {
    const Participant *it = first_of_sentence(doc, trigger);
    return it && !inside(it->span, without) ? it : own;
  }
  if (!is_joined_verb(doc, trigger)) return own;
  if (own && own->first_token >= trigger->end_token && own->lead <= trigger->end_token + 1 &&
      (own->kase == CASE_NOMINATIVE || trigger->speech == 2))
    return own;
  const Trigger *governing = trigger;
  for (int n = 0; n < 4 && governing && is_joined_verb(doc, governing); n++)
    governing = verb_before(doc, governing);
  const Participant *shared =
      governing ? subject_near(doc, governing, without, what, NULL) : leading(doc, trigger);
  if (!shared || inside(shared->span, without) || shared->first_token >= trigger->first_token)
    return own;
  return shared;
}

/* "The spokesman of the force, captain X": the name behind a comma that says who. */
static const Participant *named(const Document *doc, const Participant *who) {
  const Participants *all = doc->participants;
  if (!who || who->kind != PARTICIPANT_AGENT || who->counted) return who;
  uint32_t end = sentence_end(doc, who->end_token - 1), i = who->end_token, comma = NONE;
  for (int n = 0; i < end && n < 7; i++, n++) {
    if (token_is_trigger(doc, i) || doc->marks[i] & (MARK_AND | MARK_WHO | MARK_THAT)) return who;
    uint32_t step = all->clause[i] - all->clause[i - 1];
    if (step > 1 || (step == 1 && comma != NONE)) return who;
    if (step == 1) comma = i;
    size_t at = participants_at(all, i);
    const Participant *it = at < all->count ? &all->items[at] : NULL;
    if (comma != NONE && i > comma && it && it->first_token == i && it->type == ENTITY_PER &&
        it->kind == PARTICIPANT_MENTION)
      return it->under & MARK_PREPOSITION ? who : it;
  }
  return who;
}

static const Participant *speaker_of(Document *doc, const Trigger *trigger, Span without) {
  int converb = trigger->part == 'c';
  const Trigger *governing = trigger;
  Order order = doc->participants ? doc->participants->order : ORDER_SVO;
  size_t index = (size_t)(trigger - doc->triggers.items);
  if (converb && doc->participants) { /* "X, fearing that": X stands right before */
    size_t at = participants_at(doc->participants, trigger->first_token);
    if (at > 0 && doc->participants->items[at - 1].end_token == trigger->first_token &&
        doc->participants->items[at - 1].kind != PARTICIPANT_ADJECTIVE)
      converb = 0;
  }
  for (int n = 0; converb && order != ORDER_SOV && index > 0 && n < 4; n++) {
    const Trigger *before = &doc->triggers.items[--index];
    if (before->sentence != trigger->sentence) break;
    if (before->part == 'v' && before->speech) {
      governing = before;
      break;
    }
  }
  const Participant *who = participant_subject(doc, governing, without, SUBJECT_ANY_NOUN, NULL);
  /* "X said ... and proposed": the subject of the verb before goes on */
  for (int n = 0; !who && governing == trigger && index > 0 && n < 3; n++) {
    const Trigger *before = &doc->triggers.items[--index];
    if (before->sentence != trigger->sentence) break;
    if (before->part != 'n') who = participant_subject(doc, before, without, 0, NULL);
  }
  return who;
}

const Participant *participant_speaker(Document *doc, const Trigger *trigger, Span without) {
  const Participant *who = speaker_of(doc, trigger, without);
  if (!who || who->first_token < trigger->end_token) return who;
  return named(doc, who);
}

void participants_set_quoted(Document *doc) {
  Participants *all = doc->participants;
  if (!all || doc->rc) return;
  for (size_t q = 0; q < doc->quotes.count; q++) {
    const Quote *quote = &doc->quotes.items[q];
    for (size_t i = document_token_at(doc, quote->span.start);
         i < doc->tokens.count && doc->tokens.items[i].span.start < quote->span.end; i++)
      all->quoted[i] = (uint32_t)q + 1;
  }
}

const Participant *participant_owner(const Document *doc, const Trigger *trigger, Span without) {
  const Participants *all = doc->participants;
  if (!all) return NULL;
  size_t low, high;
  const Participant *best = NULL;
  int top = -12;
  participants_near(doc, trigger, &low, &high);
  for (size_t i = low; i < high; i++) {
    const Participant *it = &all->items[i];
    if (inside(it->span, without) || it->inner) continue;
    if (it->first_token < trigger->end_token && trigger->first_token < it->end_token) continue;
    int after = it->first_token >= trigger->end_token;
    int value = 2 * nearness(doc, trigger, it);
    if (after) {
      if (it->under & (MARK_BY | MARK_OF | MARK_FROM) || it->mark < trigger->end_token ||
          it->kase == CASE_GENITIVE)
        value += 14;
      else if (it->under & MARK_PREPOSITION)
        value -= 14;
      else
        value += all->order == ORDER_VSO ? 14 : 0;
    } else {
      int touching = trigger->first_token <= it->end_token + 1;
      int owns =
          it->end_token < doc->tokens.count && (doc->marks[it->end_token] & MARK_GENITIVE ||
                                                (doc->marks[it->end_token - 1] & MARK_GENITIVE));
      if (touching && (owns || it->kase == CASE_GENITIVE || it->type == ENTITY_NORP))
        value += 16;
      else if (it->under & MARK_PREPOSITION)
        value -= 20;
      else
        value -= all->order == ORDER_SOV ? 2 : 6;
    }
    if (value > top) {
      top = value;
      best = it;
    }
  }
  return best;
}

const Participant *participant_first(const Document *doc, const Participant *it) {
  const Participant *begin = doc->participants->items;
  if (it < begin || it >= begin + doc->participants->count) return it;
  for (int n = 0, listed = 0; it > begin && n < 8; n++) {
    const Participant *before = it - 1;
    while (before > begin && before->inner) before--;
    if (before->inner || before->sentence != it->sentence || before->type != it->type) return it;
    if (before->end_token > it->lead || it->lead - before->end_token > 1) return it;
    if (before->under & MARK_PREPOSITION & ~it->under) return it;
    uint32_t joint = it->lead > before->end_token ? doc->marks[before->end_token] : it->under;
    const uint32_t *clause = doc->participants->clause + before->end_token;
    int comma = it->lead > before->end_token && clause[0] == clause[-1] + 1;
    if (joint & MARK_AND)
      listed = 1;
    else if (!comma || it->kind == PARTICIPANT_PRONOUN ||
             (!listed && before->lead != sentence_first(doc, before->lead)))
      return it; /* "the names of all victims, she said" */
    it = before;
  }
  return it;
}

const Participant *participant_joined(const Document *doc, const Participant *it, uint32_t stop) {
  const Participants *all = doc->participants;
  if (it < all->items || it >= all->items + all->count) return NULL;
  const Participant *next = it + 1, *end = all->items + all->count;
  while (next < end && next->inner) next++;
  if (next == end || next->first_token >= stop || next->type != it->type ||
      next->lead > it->end_token + 1)
    return NULL;
  uint32_t joint = next->lead > it->end_token ? doc->marks[it->end_token] : next->under;
  return joint & MARK_AND ? next : NULL;
}

const Participant *participant_after(const Document *doc, uint32_t after, uint32_t reach) {
  const Participants *all = doc->participants;
  if (!all || after >= doc->tokens.count) return NULL;
  uint32_t sentence = doc->tokens.items[after].sentence;
  for (size_t i = participants_at(all, after); i < all->count; i++) {
    const Participant *it = &all->items[i];
    if (it->sentence != sentence || it->first_token > after + reach) return NULL;
    if (it->end_token > after + 1 && !it->inner) return it;
  }
  return NULL;
}
