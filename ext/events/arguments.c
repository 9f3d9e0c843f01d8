/* arguments.c: ranked choice among the participants near the trigger.
**
** A verb's subject comes from participants.c; its object and the complements of nouns are ranked
** here by side, distance, clause boundaries, preposition and case. A passive's subject suffers, its
** agent acts; of what is sent or withdrawn by nobody named, the moved force acts. Weights are small
** whole numbers, set by hand on the development articles. */
#include "events/arguments.h"
#include <string.h>

typedef struct Pick {
  const Participant *who;
  int score;
} Pick;

static int is_after(const Trigger *trigger, const Participant *it) {
  return it->first_token > trigger->first_token; /* or inside: "sent |troops|" */
}

static int overlaps(const Trigger *trigger, const Participant *it) {
  return it->span.start <= trigger->span.start && trigger->span.start < it->span.end;
}

static int clause_steps(const Document *doc, const Trigger *trigger, const Participant *it) {
  const uint32_t *clause = doc->participants->clause;
  uint32_t a = clause[is_after(trigger, it) ? it->lead : it->end_token - 1];
  uint32_t b = clause[trigger->first_token];
  uint32_t steps = a > b ? a - b : b - a;
  return steps > 6 ? 6 : (int)steps;
}

static int gap_tokens(const Trigger *trigger, const Participant *it) {
  int gap = is_after(trigger, it) ? (int)it->lead - (int)trigger->end_token
                                  : (int)(trigger->first_token - it->end_token);
  if (gap < 0) gap = 0;
  return gap > 15 ? 15 + (gap - 15) / 3 : gap;
}

/* "arrest of X", "X's visit": the noun stands in the genitive right beside the trigger. */
static int is_owner(const Document *doc, const Trigger *trigger, const Participant *it) {
  if (is_after(trigger, it)) {
    if (it->lead > trigger->end_token + 3) return 0;
    for (uint32_t i = trigger->end_token; i < it->lead; i++)
      if (token_is_trigger(doc, i)) return 0;
    if (participant_under(it) && it->mark >= trigger->end_token && it->mark < it->first_token)
      return 0; /* "sanctions against X" */
    if (it->under & MARK_OF || it->kase == CASE_GENITIVE || it->mark < trigger->end_token) return 1;
    uint32_t near = trigger->end_token; /* over "the last group of" */
    while (near < it->lead && near < trigger->end_token + 4 && doc->marks[near] & MARK_THE) near++;
    if (doc->participants->order != ORDER_VSO || it->lead > near + 1) return 0;
    /* a proclitic "of, for": اعتصام لأهالي */
    int clitic = it->mark == it->first_token && it->under & MARK_TO;
    return !(it->under & MARK_PREPOSITION) || clitic;
  }
  if (it->end_token + 2 < trigger->first_token) return 0;
  uint32_t mark = doc->marks[it->end_token - 1];
  if (it->end_token < doc->tokens.count) mark |= doc->marks[it->end_token];
  if (mark & MARK_GENITIVE || it->kase == CASE_GENITIVE) return 1;
  return it->type == ENTITY_NORP && it->end_token == trigger->first_token;
}

static int is_adjective(const Trigger *trigger, const Participant *it) {
  if (it->inner || it->kind != PARTICIPANT_MENTION || it->type != ENTITY_NORP) return 0;
  return is_after(trigger, it) ? it->first_token <= trigger->end_token + 1
                               : it->end_token + 1 >= trigger->first_token;
}

/* What it stands under: its prepositions, or what a case tells without one. */
static uint32_t marks_of(const Document *doc, const Participant *it) {
  if (it->under & MARK_PREPOSITION) return it->under;
  int sov = doc->participants->order == ORDER_SOV;
  switch (it->kase) {
  case CASE_DATIVE: return it->under | MARK_TO;
  case CASE_ABLATIVE: return it->under | MARK_FROM;
  case CASE_LOCATIVE: return it->under | (sov ? MARK_IN : 0u);
  case CASE_INSTRUMENTAL: return it->under | (sov ? MARK_WITH : 0u);
  default: return it->under;
  }
}

static int type_weight(const Participant *it) {
  if (it->kind == PARTICIPANT_AGENT) return 2;
  switch (it->type) {
  case ENTITY_PER:
  case ENTITY_ORG: return 3;
  case ENTITY_MISC: return -12;
  default: return 0;
  }
}

/* ---- targets of verbs ---- */

static int object_score(const Document *doc, const Trigger *trigger, const Frame *frame,
                        const Participant *it) {
  Order order = doc->participants->order;
  int after = is_after(trigger, it);
  int score = 10 - gap_tokens(trigger, it) - 5 * clause_steps(doc, trigger, it) + type_weight(it);
  int personal = doc->participants->personal && it->under & MARK_TO && it->type == ENTITY_PER &&
                 frame->object == ROLE_TARGET;
  if (marks_of(doc, it) & frame->target_marks)
    score += 12;
  else if (personal)
    score += 8;
  else if (participant_under(it) || it->kase == CASE_LOCATIVE || it->kase == CASE_ABLATIVE)
    score -= 26;
  else
    score += frame->object == ROLE_TARGET ? 6 : -30;
  score += order == ORDER_SOV ? (after ? -20 : 6) : (after ? 6 : -14);
  if (it->kase == CASE_ACCUSATIVE || it->kase == CASE_DATIVE) score += 8;
  if (it->kase == CASE_NOMINATIVE) score -= 10;
  if (it->kase == CASE_GENITIVE && order == ORDER_SOV) score -= 4;
  if (!after && participant_disagrees(doc, trigger, it)) score += 24; /* no subject: the object */
  if (it->inner) score -= 22;
  if (it->anaphor) score -= 16;
  return score;
}

static Pick best_object(const Document *doc, const Trigger *trigger, const Frame *frame,
                        const Participant *actor) {
  Pick pick = {NULL, 2};
  size_t low, high;
  participants_near(doc, trigger, &low, &high);
  for (size_t i = low; i < high; i++) {
    const Participant *it = &doc->participants->items[i];
    if (it == actor || overlaps(trigger, it) || participant_in_date(doc, it)) continue;
    if (actor && actor->entity != NONE && it->entity == actor->entity) continue;
    if (actor && it > actor && it < actor + 4 && participant_first(doc, it) == actor) continue;
    int score = object_score(doc, trigger, frame, it);
    if (score > pick.score) pick = (Pick){it, score};
  }
  return pick;
}

/* To whom something is said: who stands right beside the verb under "to". */
static const Participant *addressee(const Document *doc, const Trigger *trigger,
                                    const Participant *actor) {
  const Participants *all = doc->participants;
  size_t low, high;
  participants_near(doc, trigger, &low, &high);
  for (size_t i = low; i < high; i++) {
    const Participant *it = &all->items[i];
    if (it == actor || it->inner || overlaps(trigger, it) || participant_in_date(doc, it)) continue;
    if (it->type == ENTITY_LOC || it->type == ENTITY_NORP || it->type == ENTITY_MISC) continue;
    int before = !is_after(trigger, it);
    if (!(marks_of(doc, it) & MARK_TO) || gap_tokens(trigger, it) > 3 ||
        (before && all->order == ORDER_VSO) || clause_steps(doc, trigger, it))
      continue;
    return it;
  }
  return NULL;
}

/* "Demanded that X withdraw": who leads the clause behind a verb of asking. */
static const Participant *asked_to(const Document *doc, const Trigger *trigger) {
  uint32_t end = doc->sentences.items[trigger->sentence].end_token;
  for (uint32_t i = trigger->end_token; i < end && i < trigger->end_token + 4; i++) {
    if (!(doc->marks[i] & (MARK_THAT | MARK_PURPOSE)) || doc->marks[i] & MARK_TO) continue;
    const Participant *it = participant_after(doc, i, 3);
    int leads = it && it->first_token > i && !(it->under & MARK_PREPOSITION) &&
                it->kind != PARTICIPANT_PRONOUN && it->type != ENTITY_MISC;
    return leads ? it : NULL;
  }
  return NULL;
}

/* What is moved has no object but its goal. */
static const Frame moved_frame = {.name = "MOVED", .target_marks = MARK_TO | MARK_IN};

/* A passive: its subject suffers, its agent acts. */
static void passive_arguments(Document *doc, const Trigger *trigger, const Frame *frame,
                              const Participant *subject, int sure, const Participant **actor,
                              const Participant **target) {
  const Participants *all = doc->participants;
  Span none = {0, 0};
  int score = 0;
  const Participant *agent = participant_subject(doc, trigger, none, SUBJECT_AGENT, &score);
  if (agent && frame->predicate && !(agent->under & MARK_BY)) score = 0;
  if (score < 8) agent = participant_agent(doc, trigger);
  if (agent == subject) subject = NULL;
  if ((!subject || sure < 0) && all->order == ORDER_SVO)
    subject = participant_subject(doc, trigger, none, SUBJECT_ANY_NOUN | SUBJECT_SUFFERS, NULL);
  if (subject && participant_under(subject)) subject = NULL;
  if (!subject && all->order != ORDER_VSO && !all->strict)
    subject = participant_beside(doc, trigger, 1); /* "пошкоджено порт" */
  *actor = agent;
  *target = subject;
  if (!frame->moved || agent) return;
  *actor = subject; /* the moved force acts; where it went is the target */
  *target = frame->target_marks ? best_object(doc, trigger, &moved_frame, subject).who : NULL;
}

/* "Signed by X": the agent of a passive that has no object, or NULL. */
static const Participant *signed_by(Document *doc, const Trigger *trigger) {
  int score = 0;
  const Participant *agent = participant_subject(doc, trigger, (Span){0, 0}, SUBJECT_AGENT, &score);
  return agent && score >= 8 && agent->under & MARK_BY ? agent : NULL;
}

/* The target of an active verb whose subject is known; `target`: what is known of it. */
static const Participant *verb_target(Document *doc, const Trigger *trigger, const Frame *frame,
                                      const Participant *actor, const Participant *target) {
  if (!target && (frame->object == ROLE_TARGET || frame->target_marks))
    target = best_object(doc, trigger, frame, actor).who;
  if (frame->object == ROLE_TARGET && frame->target_marks == (MARK_TO | MARK_FROM)) {
    const Participant *asked = asked_to(doc, trigger);
    if (asked && asked != actor) target = asked;
  }
  if (!target && trigger->speech == 2) target = addressee(doc, trigger, actor);
  int scene = target && participant_is_locative(target) && target->under & MARK_IN &&
              !frame->moved &&
              frame->target_marks & MARK_AGAINST; /* "attacked a bus in X": the bus */
  int partner = frame->target_marks == MARK_WITH &&
                doc->participants->order == ORDER_SOV; /* "with X", not "the deal" */
  if ((!target || scene) && frame->object == ROLE_TARGET && !frame->object_place && !partner &&
      trigger->speech < 2) {
    const Participant *beside = participant_beside(doc, trigger, 1);
    if (beside) target = beside;
  }
  int same = target && actor && target->span.start < actor->span.end &&
             actor->span.start < target->span.end;
  return target == actor || same ? NULL : target;
}

static void verb_arguments(Document *doc, const Trigger *trigger, const Frame *frame,
                           const Participant **actor, const Participant **target) {
  Span none = {0, 0};
  int passive = trigger_is_passive(doc, trigger), sure = 0;
  unsigned what = (frame->object_place ? SUBJECT_NO_PLACE : 0u) |
                  (doc->participants->order == ORDER_SVO && !passive ? SUBJECT_ANY_NOUN : 0u) |
                  (passive || frame->subject == ROLE_TARGET ? SUBJECT_SUFFERS : 0u) |
                  (frame->subject == ROLE_TARGET && frame->counted ? SUBJECT_PERSON : 0u);
  const Participant *subject = trigger->speech == 2
                                   ? participant_speaker(doc, trigger, none)
                                   : participant_subject(doc, trigger, none, what, &sure);
  int reciprocal = frame->target_marks == MARK_WITH; /* "si è incontrato con", "est arrivé" */
  if (passive && frame->object == ROLE_TARGET && frame->subject == ROLE_ACTOR && !reciprocal &&
      !frame->object_place) {
    passive_arguments(doc, trigger, frame, subject, sure, actor, target);
    return;
  }
  if (passive && reciprocal && (*actor = signed_by(doc, trigger))) return;
  if (subject && trigger->speech < 2 && participant_under(subject) & frame->target_marks)
    subject = NULL; /* "meeting with X" */
  if (frame->subject == ROLE_ACTOR) *actor = subject;
  *target =
      verb_target(doc, trigger, frame, *actor, frame->subject == ROLE_TARGET ? subject : NULL);
  if (!*actor || frame->subject != ROLE_ACTOR) return;
  const Participant *first = participant_first(doc, *actor); /* "X and Y signed" */
  if (!*target && reciprocal)
    *target = first != *actor ? *actor : participant_joined(doc, first, trigger->first_token);
  *actor = first;
}

/* ---- participants of nouns ---- */

static int noun_score(const Document *doc, const Trigger *trigger, const Frame *frame, Role role,
                      const Participant *it) {
  int owner = is_owner(doc, trigger, it), adjective = is_adjective(trigger, it);
  int score =
      6 - 2 * gap_tokens(trigger, it) - 5 * clause_steps(doc, trigger, it) + type_weight(it);
  if (it->inner && !adjective) score -= 22;
  if (role == ROLE_ACTOR &&
      (it->kase == CASE_LOCATIVE || it->kase == CASE_ABLATIVE || it->kase == CASE_ACCUSATIVE))
    score -= 16;
  if (role == ROLE_ACTOR && it->counted) score -= 8;
  if (role == ROLE_ACTOR) {
    if (adjective) score += 16;
    if (owner) score += frame->owner == ROLE_ACTOR ? 14 : -12;
    int from = it->under & MARK_FROM && !(it->under & MARK_OF) && is_after(trigger, it) &&
               it->lead <= trigger->end_token + 2 && it->type != ENTITY_LOC &&
               frame->target_marks & MARK_FROM; /* "a request from X" */
    if (it->under & MARK_BY || from)
      score += 14;
    else if (!owner && participant_under(it) & ~(uint32_t)MARK_BY &&
             !(is_after(trigger, it) && it->mark < trigger->end_token))
      score -= 16;
    int shown = owner || adjective || it->under & MARK_BY || from;
    if (!shown && doc->participants->order != ORDER_SOV) score -= is_after(trigger, it) ? 4 : 8;
  } else {
    if (adjective) score -= 16;
    if (owner)
      score += frame->owner == ROLE_TARGET ? 16 : -8;
    else if (marks_of(doc, it) & frame->target_marks & ~(uint32_t)MARK_FROM)
      score += 14;
    else
      score -= 12;
    if (!is_after(trigger, it) && !owner && doc->participants->order != ORDER_SOV) score -= 10;
  }
  return score;
}

static const Participant *best_of_noun(const Document *doc, const Trigger *trigger,
                                       const Frame *frame, Role role, const Participant *other) {
  Pick pick = {NULL, role == ROLE_ACTOR ? 0 : 4};
  size_t low, high;
  participants_near(doc, trigger, &low, &high);
  for (size_t i = low; i < high; i++) {
    const Participant *it = &doc->participants->items[i];
    if (it == other || overlaps(trigger, it) || participant_in_date(doc, it)) continue;
    if (other && other->entity != NONE && it->entity == other->entity) continue;
    int score = noun_score(doc, trigger, frame, role, it);
    if (score > pick.score) pick = (Pick){it, score};
  }
  return pick.who;
}

/* Who does something "at the meeting" attends it: the nearest one before without preposition. */
static const Participant *attendant(const Document *doc, const Trigger *trigger) {
  size_t low, high;
  participants_near(doc, trigger, &low, &high);
  for (size_t i = high; i > low;) {
    const Participant *it = &doc->participants->items[--i];
    if (is_after(trigger, it) || overlaps(trigger, it)) continue;
    if (trigger->first_token > it->end_token + 6) return NULL;
    if (!it->inner && !(it->under & MARK_PREPOSITION) && it->type != ENTITY_LOC) return it;
  }
  return NULL;
}

static void noun_arguments(Document *doc, const Trigger *trigger, const Frame *frame,
                           const Participant **actor, const Participant **target) {
  if (frame->subject == ROLE_NONE && frame->owner == ROLE_NONE) return;
  if (frame->owner == ROLE_TARGET) {
    *target = best_of_noun(doc, trigger, frame, ROLE_TARGET, NULL);
    if (frame->subject == ROLE_ACTOR)
      *actor = best_of_noun(doc, trigger, frame, ROLE_ACTOR, *target);
    return;
  }
  *actor = best_of_noun(doc, trigger, frame, ROLE_ACTOR, NULL);
  if (!*actor && frame->target_marks == MARK_WITH) *actor = attendant(doc, trigger);
  uint32_t end = doc->sentences.items[trigger->sentence].end_token;
  if (!*actor && doc->participants->order == ORDER_SOV && trigger->end_token + 3 >= end)
    *actor = participant_subject(doc, trigger, (Span){0, 0}, 0, NULL); /* "miting düzenleyecek" */
  if (frame->target_marks) *target = best_of_noun(doc, trigger, frame, ROLE_TARGET, *actor);
  if (frame->target_marks == MARK_WITH && *actor && !*target) /* "agreement of X and Y" */
    *target = participant_joined(doc, *actor, UINT32_MAX);
  if (frame->target_marks & MARK_AGAINST && (!*target || (*target)->type == ENTITY_LOC)) {
    const Participant *hit = participant_governed(doc, trigger, frame->target_marks);
    if (hit) *target = hit;
  }
  if (frame->target_marks & MARK_WITH && *target &&
      (*target)->under & MARK_WITH) { /* "between X and Y" */
    const Participant *next = *target + 1;
    const Participants *all = doc->participants;
    while (next < all->items + all->count && next->inner) next++;
    if (next < all->items + all->count && (!*actor || *actor == next) &&
        next->sentence == trigger->sentence && next->lead <= (*target)->end_token + 2) {
      *actor = *target;
      *target = next;
    }
  }
}

/* ---- place ---- */

/* "Greece: police arrested": the place that a headline names first. */
static int is_dateline(const Document *doc, const Participant *it) {
  uint32_t first = doc->sentences.items[it->sentence].first_token, next = it->end_token;
  return it->first_token == first && next < doc->tokens.count &&
         doc->text[doc->tokens.items[next].span.start] == ':';
}

/* "In the capital of Kazakhstan, Astana": the name behind the comma is the place. */
static const Participant *apposed_place(const Document *doc, const Participant *it) {
  const Participants *all = doc->participants;
  if (!it || it->mark + 2 > it->first_token || !(it->under & MARK_IN)) return it;
  const Participant *next = it + 1;
  while (next < all->items + all->count && next->inner) next++;
  if (next >= all->items + all->count || next->sentence != it->sentence ||
      next->kind != PARTICIPANT_MENTION || next->type != ENTITY_LOC ||
      next->first_token > it->end_token + 2 || next->first_token == it->end_token ||
      all->clause[it->end_token] != all->clause[it->end_token - 1] + 1)
    return it;
  const Participant *more = next + 1; /* a list is no apposition */
  if (more < all->items + all->count && more->type == ENTITY_LOC &&
      more->sentence == it->sentence && more->first_token <= next->end_token + 2)
    return it;
  int article = next->first_token == it->end_token + 2;
  return !article || doc->marks[it->end_token + 1] & (MARK_THE | MARK_ACCUSATIVE | MARK_NOMINATIVE)
             ? next
             : it;
}

static const Participant *best_place(const Document *doc, const Trigger *trigger,
                                     const Frame *frame, const Participant *actor) {
  Pick pick = {NULL, 0};
  size_t low, high;
  int passive = trigger->part != 'n' && trigger_is_passive(doc, trigger);
  participants_near(doc, trigger, &low, &high);
  for (size_t i = low; i < high; i++) {
    const Participant *it = &doc->participants->items[i];
    if (it->kind != PARTICIPANT_MENTION || it->type != ENTITY_LOC || it == actor) continue;
    int score = 6 - gap_tokens(trigger, it) - 3 * clause_steps(doc, trigger, it);
    if (it->under & MARK_IN || it->kase == CASE_LOCATIVE)
      score += 14;
    else if (it->under & frame->place_marks || it->kase == CASE_ABLATIVE)
      score += 14;
    else if (is_dateline(doc, it))
      score += 14;
    else if (it->under & (MARK_TO | MARK_FROM) || (it->under & MARK_BY && !passive))
      score += 2; /* "por el centro de X" */
    else if (frame->object_place && is_after(trigger, it) && !(it->under & MARK_PREPOSITION))
      score += 10;
    else
      score -= frame->counted || frame->subject == ROLE_NONE ? 3 : 10;
    if (it->inner) score -= 8;
    if (it->anaphor) score -= 2; /* a named place says more */
    if (score > pick.score) pick = (Pick){it, score};
  }
  return apposed_place(doc, pick.who);
}

static Argument argument_of(const Participant *it) {
  return it ? (Argument){it->span, it->entity} : (Argument){{0, 0}, NONE};
}

void arguments_find(Document *doc, const Trigger *trigger, const Frame *frame, Event *event) {
  const Participant *actor = NULL, *target = NULL, *place;
  if (trigger->part == 'n')
    noun_arguments(doc, trigger, frame, &actor, &target);
  else if (frame->subject != ROLE_NONE)
    verb_arguments(doc, trigger, frame, &actor, &target);
  place = frame->subject == ROLE_ACTOR && frame->object == ROLE_NONE && trigger->speech &&
                  !frame->target_marks
              ? NULL
              : best_place(doc, trigger, frame, actor);
  if (!place && target && target->type == ENTITY_LOC && target->kind == PARTICIPANT_MENTION &&
      (frame->object_place || frame->place_marks))
    place = target;
  event->actor = argument_of(actor);
  event->target = argument_of(target);
  event->place = argument_of(place);
  event->source = argument_of(NULL);
}

/* ---- dates and quantities ---- */

static int span_distance(const Document *doc, const Trigger *trigger, Span span) {
  const uint32_t *clause = doc->participants->clause;
  uint32_t token = (uint32_t)document_token_at(doc, span.start);
  if (token >= doc->tokens.count) return 1 << 20;
  uint32_t a = clause[token], b = clause[trigger->first_token];
  uint32_t gap =
      token > trigger->first_token ? token - trigger->first_token : trigger->first_token - token;
  return (int)(gap > 1000 ? 1000 : gap) +
         6 * (int)(a > b ? (a - b > 9 ? 9 : a - b) : (b - a > 9 ? 9 : b - a));
}

void arguments_find_numbers(const Document *doc, const Trigger *trigger, const Frame *frame,
                            Event *event) {
  const Sentence *sentence = &doc->sentences.items[trigger->sentence];
  size_t low = 0, high = doc->dates.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->dates.items[middle].span.end <= sentence->span.start)
      low = middle + 1;
    else
      high = middle;
  }
  int best = 60;
  event->date = event->quantity = NONE;
  for (size_t i = low, n = 0; i < doc->dates.count && n < 16; i++, n++) {
    const Date *date = &doc->dates.items[i];
    if (date->span.start >= sentence->span.end) break;
    if (date->type == DATE_SET || (date->type == DATE_DURATION && !date->first.data)) continue;
    int distance = span_distance(doc, trigger, date->span);
    if (distance < best) best = distance, event->date = (uint32_t)i;
  }
  if (!frame->counted) return;
  low = 0, high = doc->quantities.count, best = 14;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->quantities.items[middle].span.end <= sentence->span.start)
      low = middle + 1;
    else
      high = middle;
  }
  for (size_t i = low, n = 0; i < doc->quantities.count && n < 24; i++, n++) {
    const Quantity *quantity = &doc->quantities.items[i];
    if (quantity->span.start >= sentence->span.end) break;
    if (quantity->kind != QUANTITY_COUNT && quantity->kind != QUANTITY_MONEY) continue;
    int distance = span_distance(doc, trigger, quantity->span);
    if (distance < best) best = distance, event->quantity = (uint32_t)i;
  }
}
