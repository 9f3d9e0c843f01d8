/* modality.c: an automaton over the function words around the trigger, stopped by clause
** boundaries; the governing triggers of the sentence ("asked to", "denied that") come second.
** Scope rules in the manner of NegEx (Chapman et al. 2001): cues reach a few words forward, a new
** clause ends them. */
#include "events/modality.h"
#include <string.h>

#define SCOPE 5     /* words before the trigger that a cue reaches over */
#define IF_SCOPE 14 /* words that a conditional reaches over */
#define GOVERN 14   /* tokens between a governing trigger and this one */

static int text_has(Text text, const char *word) {
  size_t size = strlen(word);
  for (uint32_t i = 0; i + size <= text.size; i++)
    if (!memcmp(text.data + i, word, size)) return 1;
  return 0;
}

static Text concept_field(const ModalityContext *context, const Trigger *trigger,
                          const char *column) {
  int table = lexicon_table(context->lexicon, "concepts");
  return lexicon_field(context->lexicon, table, trigger->concept,
                       lexicon_column(context->lexicon, table, column));
}

/* The marks within `scope` words before the trigger, in its clause; conditionals reach further. */
static uint32_t marks_in_front(const ModalityContext *context, uint32_t *conditional) {
  const Document *doc = context->doc;
  const Trigger *trigger = &doc->triggers.items[context->index];
  uint32_t first = doc->sentences.items[trigger->sentence].first_token, bits = 0, near = 0;
  *conditional = 0;
  for (uint32_t i = trigger->first_token, n = 0; i > first && n < IF_SCOPE; n++) {
    i--;
    uint32_t mark = doc->marks[i];
    if (n < SCOPE) {
      if (doc->tokens.items[i].kind == TOKEN_PUNCT) near = SCOPE;
      if (near < SCOPE) bits |= mark;
      near++;
    }
    if (mark & MARK_IF) {
      *conditional = 1;
      break;
    }
    if (mark & (MARK_THAT | MARK_WHO)) {
      if (n < SCOPE) bits |= mark;
      break;
    }
  }
  return bits;
}

/* The marks of the trigger's own words and of the two behind it, in its clause. */
static uint32_t marks_behind(const ModalityContext *context) {
  const Document *doc = context->doc;
  const Trigger *trigger = &doc->triggers.items[context->index];
  uint32_t end = doc->sentences.items[trigger->sentence].end_token, bits = 0;
  for (uint32_t i = trigger->end_token;
       i < end && i < trigger->end_token + (trigger->part == 'n' ? 3 : 2); i++) {
    if (doc->tokens.items[i].kind == TOKEN_PUNCT) break;
    bits |= doc->marks[i];
  }
  return bits;
}

/* The nearest trigger before this one that could govern it, or NULL. */
static const Trigger *governor(const ModalityContext *context) {
  const Document *doc = context->doc;
  const Trigger *trigger = &doc->triggers.items[context->index];
  for (size_t i = context->index, n = 0; i > 0 && n < 4; n++) {
    const Trigger *other = &doc->triggers.items[--i];
    if (other->sentence != trigger->sentence || trigger->first_token > other->end_token + GOVERN)
      return NULL;
    if (other->part == 'v' &&
        (other->speech || text_is(concept_field(context, other, "frame"), "ASK")))
      return other;
    if (other->part == 'n' && text_is(concept_field(context, other, "frame"), "ASK")) return other;
  }
  return NULL;
}

static Modality modality_negative(const ModalityContext *context, const Trigger *over, int lack) {
  if (!over) return MODALITY_NEGATED;
  Text concept = concept_field(context, over, "form");
  return text_is(concept, "deny") || (over->speech == 2 && lack) ? MODALITY_DENIED
                                                                 : MODALITY_NEGATED;
}

static Modality modality_governed(const ModalityContext *context, const Trigger *over) {
  const Document *doc = context->doc;
  const Trigger *trigger = &doc->triggers.items[context->index];
  Text frame = concept_field(context, over, "frame"),
       concept = concept_field(context, over, "form");
  uint32_t steps = doc->participants->clause[trigger->first_token] -
                   doc->participants->clause[over->first_token];
  if (text_is(concept, "deny")) return MODALITY_DENIED;
  if (text_is(frame, "ASK") && steps <= 3 &&
      (trigger->flags & TRIGGER_CLITIC || trigger->part != 'n' ||
       trigger->first_token <= over->end_token + 6))
    return MODALITY_REQUESTED;
  if ((text_is(concept, "promise") || text_is(concept, "decide") || text_is(frame, "THREATEN")) &&
      steps <= 2)
    return MODALITY_ANNOUNCED;
  return MODALITY_HAPPENED;
}

/* What the words around the trigger say, gathered once. */
typedef struct Cues {
  uint32_t front, behind, own; /* marks before it, behind it, in it */
  uint32_t touching;           /* marks of the word right before it */
  uint32_t conditional;
  Text ending;
  int verb, sov, planned; /* planned: a gathering that can be held in future */
} Cues;

static Cues modality_cues(const ModalityContext *context) {
  const Document *doc = context->doc;
  const Trigger *trigger = &doc->triggers.items[context->index];
  Cues cues = {.verb = trigger->part != 'n', .sov = doc->participants->order == ORDER_SOV};
  cues.front = marks_in_front(context, &cues.conditional);
  cues.behind = marks_behind(context);
  for (uint32_t i = trigger->first_token; i < trigger->end_token; i++) cues.own |= doc->marks[i];
  if (trigger->first_token > doc->sentences.items[trigger->sentence].first_token)
    cues.touching = doc->marks[trigger->first_token - 1];
  if (cues.verb || trigger->end_token > trigger->first_token + 1)
    cues.ending = ending_feature(doc, context->lexicon, trigger->end_token - 1, 0);
  const char *frame = context->frame->name;
  cues.planned = !strcmp(frame, "MEET") || !strcmp(frame, "GO") || !strcmp(frame, "PROTEST") ||
                 !strcmp(frame, "EXERCISE") || !strcmp(frame, "WITHDRAW");
  return cues;
}

static int is_negated(const Cues *cues) {
  if (cues->front & MARK_LACK || (cues->sov && cues->behind & MARK_NOT)) return 1;
  if (text_has(cues->ending, "negation")) return 1;
  return cues->front & MARK_NOT && (cues->verb || cues->touching & MARK_NOT);
}

static int is_future(const ModalityContext *context, const Cues *cues) {
  const Trigger *trigger = &context->doc->triggers.items[context->index];
  if (trigger->flags & TRIGGER_FUTURE || cues->front & MARK_PLAN || cues->behind & MARK_PLAN ||
      text_has(cues->ending, "future") || (cues->sov && cues->behind & MARK_FUTURE))
    return 1;
  if (!cues->verb)
    return cues->behind & MARK_FUTURE || (cues->planned && cues->front & MARK_FUTURE);
  /* where the passive's auxiliary is that of the future too, a participle is present */
  return cues->front & MARK_FUTURE && !(context->doc->participants->late && trigger->part == 'p');
}

Modality modality_of(const ModalityContext *context) {
  const Trigger *trigger = &context->doc->triggers.items[context->index];
  Cues cues = modality_cues(context);
  const Trigger *over =
      context->statement || !strcmp(context->frame->name, "ASK") ? NULL : governor(context);
  if (is_negated(&cues)) return modality_negative(context, over, (cues.front & MARK_LACK) != 0);
  if (cues.conditional && !(trigger->flags & TRIGGER_FUTURE)) return MODALITY_HYPOTHETICAL;
  if (cues.sov ? cues.behind & MARK_PURPOSE
               : (cues.verb ? cues.front : cues.touching) & MARK_PURPOSE)
    return MODALITY_PURPOSE;
  if (over && !(trigger->flags & TRIGGER_FUTURE)) {
    Modality governed = modality_governed(context, over);
    if (governed != MODALITY_HAPPENED) return governed;
  }
  if (is_future(context, &cues))
    return cues.front & MARK_MAY && !(cues.front & MARK_FUTURE) ? MODALITY_HYPOTHETICAL
                                                                : MODALITY_ANNOUNCED;
  if ((cues.verb &&
       (cues.front & MARK_MAY || cues.own & MARK_MAY || (cues.sov && cues.behind & MARK_MAY))) ||
      (!cues.verb && cues.touching & MARK_MAY))
    return MODALITY_HYPOTHETICAL;
  if (trigger->flags & TRIGGER_PURPOSE && !context->statement) return MODALITY_PURPOSE;
  if (cues.front & MARK_ALLEGED || cues.behind & MARK_ALLEGED) return MODALITY_CLAIMED;
  if (cues.front & MARK_NOW || (cues.sov && (cues.own | cues.behind) & MARK_NOW) ||
      text_has(cues.ending, "ongoing"))
    return context->statement ? MODALITY_HAPPENED : MODALITY_ONGOING;
  return context->claimed ? MODALITY_CLAIMED : MODALITY_HAPPENED;
}
