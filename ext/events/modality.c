/* modality.c: an automaton over the function words around the trigger, stopped by clause
** boundaries; the governing triggers of the sentence ("asked to", "denied that") come second.
** Scope rules in the manner of NegEx (Chapman et al. 2001): cues reach a few words forward, a new
** clause ends them. */
#include "events/modality.h"
#include <string.h>

#define SCOPE 5      /* words before the trigger that a cue reaches over */
#define IF_SCOPE 14  /* words that a conditional reaches over */
#define GOVERN 14    /* tokens between a governing trigger and this one */

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
  for (uint32_t i = trigger->end_token; i < end && i < trigger->end_token + 2; i++) {
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
    if (other->sentence != trigger->sentence ||
        trigger->first_token > other->end_token + GOVERN)
      return NULL;
    if (other->part == 'v' && (other->speech || text_is(concept_field(context, other, "frame"), "ASK")))
      return other;
    if (other->part == 'n' && text_is(concept_field(context, other, "frame"), "ASK")) return other;
  }
  return NULL;
}

static Modality modality_negative(const ModalityContext *context, const Trigger *over) {
  if (!over) return MODALITY_NEGATED;
  Text concept = concept_field(context, over, "form");
  return text_is(concept, "deny") || over->speech == 2 ? MODALITY_DENIED : MODALITY_NEGATED;
}

static Modality modality_governed(const ModalityContext *context, const Trigger *over) {
  const Document *doc = context->doc;
  const Trigger *trigger = &doc->triggers.items[context->index];
  Text frame = concept_field(context, over, "frame"), concept = concept_field(context, over, "form");
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
  if (text_is(concept, "announce") && trigger->part == 'n' && steps == 0 &&
      trigger->first_token <= over->end_token + 8 && over->speech == 2)
    return MODALITY_HAPPENED;
  return MODALITY_HAPPENED;
}

Modality modality_of(const ModalityContext *context) {
  const Document *doc = context->doc;
  const Trigger *trigger = &doc->triggers.items[context->index];
  uint32_t conditional, front = marks_in_front(context, &conditional),
                        behind = marks_behind(context), own = 0;
  for (uint32_t i = trigger->first_token; i < trigger->end_token; i++) own |= doc->marks[i];
  Text ending = trigger->part == 'n' && trigger->end_token == trigger->first_token + 1
                    ? (Text){"", 0}
                    : ending_feature(doc, context->lexicon, trigger->end_token - 1, 0);
  const Trigger *over = context->statement ? NULL : governor(context);
  int verb = trigger->part != 'n';
  int sov = doc->participants->order == ORDER_SOV;
  if (front & MARK_LACK || (front & MARK_NOT && verb) ||
      (front & MARK_NOT && trigger->first_token > 0 &&
       doc->marks[trigger->first_token - 1] & (MARK_NOT | MARK_THE)) ||
      (sov && behind & MARK_NOT) || text_has(ending, "negation"))
    return front & MARK_MAY && !(front & MARK_LACK) ? MODALITY_NEGATED
                                                    : modality_negative(context, over);
  if (conditional) return MODALITY_HYPOTHETICAL;
  if (front & MARK_PURPOSE || (sov && behind & MARK_PURPOSE)) return MODALITY_PURPOSE;
  if (over && !(trigger->flags & TRIGGER_FUTURE)) {
    Modality governed = modality_governed(context, over);
    if (governed != MODALITY_HAPPENED) return governed;
  }
  if (trigger->flags & TRIGGER_FUTURE || (verb && front & MARK_FUTURE) || front & MARK_PLAN ||
      (behind & MARK_PLAN) || text_has(ending, "future") || (sov && behind & MARK_FUTURE))
    return front & MARK_MAY && !(front & MARK_FUTURE) ? MODALITY_HYPOTHETICAL : MODALITY_ANNOUNCED;
  if (verb && (front & MARK_MAY || own & MARK_MAY || (sov && behind & MARK_MAY)))
    return MODALITY_HYPOTHETICAL;
  if (trigger->flags & TRIGGER_PURPOSE && !context->statement) return MODALITY_PURPOSE;
  if (front & MARK_ALLEGED || behind & MARK_ALLEGED) return MODALITY_CLAIMED;
  if (front & MARK_NOW || (sov && behind & MARK_NOW) || text_has(ending, "ongoing"))
    return context->statement ? MODALITY_HAPPENED : MODALITY_ONGOING;
  if (context->claimed) return MODALITY_CLAIMED;
  return MODALITY_HAPPENED;
}
