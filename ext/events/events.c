/* events.c: from trigger words to events.
**
** Every trigger outside boilerplate, names and agents is an event: its concept gives type, mode and
** CAMEO code, its frame the participants (arguments.c), the words around it the modality
** (modality.c), the quotation it stands in its source. Deaths take the type of what caused them:
** the nearest attack, disaster or accident told before. Mentions of one event share its number:
** same type, and no actor, target, place or date that contradicts (single pass, nearest first). */
#include "events/events.h"
#include "events/arguments.h"
#include "events/modality.h"
#include "quotes/clauses.h"
#include <string.h>

#define COREF_REACH 24 /* events of one type looked back at */

typedef struct Run {
  Document *doc;
  const Lexicon *lexicon;
  int carriers;                                 /* table of verbs that carry a noun */
  int concepts, form, type, mode, frame, cameo; /* columns of the table of concepts */
  uint32_t *previous; /* per event: the event of its type before it, or NONE */
  size_t previous_capacity, previous_count;
  uint32_t last[EVENT_TYPES]; /* per type: its last event */
  uint32_t numbers;           /* event numbers given so far */
  size_t quote;               /* first quotation that may still contain a trigger */
  size_t mention;             /* first mention that may */
  size_t date;                /* first date that may */
  size_t participant;
  size_t quantity; /* first quantity of the sentence at hand */
  int subject;     /* 1: the language's verbs need a subject */
} Run;

static int run_open(Run *run, Document *doc, const Lexicon *lexicon) {
  *run = (Run){.doc = doc, .lexicon = lexicon};
  run->concepts = lexicon_table(lexicon, "concepts");
  run->carriers = lexicon_table(lexicon, "carriers");
  run->form = lexicon_column(lexicon, run->concepts, "form");
  run->type = lexicon_column(lexicon, run->concepts, "type");
  run->mode = lexicon_column(lexicon, run->concepts, "mode");
  run->frame = lexicon_column(lexicon, run->concepts, "frame");
  run->cameo = lexicon_column(lexicon, run->concepts, "cameo");
  run->subject = grammar_value(doc, lexicon, "subject").size > 0;
  for (int i = 0; i < EVENT_TYPES; i++) run->last[i] = NONE;
  return run->concepts >= 0;
}

static Text run_field(const Run *run, const Trigger *trigger, int column) {
  return lexicon_field(run->lexicon, run->concepts, trigger->concept, column);
}

static int type_of(Text name) {
  for (int i = 0; i < EVENT_TYPES; i++)
    if (text_is(name, event_type_name((EventType)i))) return i;
  return -1;
}

/* ---- which triggers are events ---- */

static int in_name(Run *run, const Trigger *trigger) {
  const Document *doc = run->doc;
  while (run->mention < doc->mentions.count &&
         doc->mentions.items[run->mention].span.end <= trigger->span.start)
    run->mention++;
  if (run->mention >= doc->mentions.count) return 0;
  const Mention *mention = &doc->mentions.items[run->mention];
  return mention->span.start < trigger->span.end && mention->type != ENTITY_NORP;
}

/* 1: it is a word of a date: dawn, فجر, is no explosion there. */
static int in_date(Run *run, const Trigger *trigger) {
  const Document *doc = run->doc;
  while (run->date < doc->dates.count &&
         doc->dates.items[run->date].span.end <= trigger->span.start)
    run->date++;
  if (run->date >= doc->dates.count) return 0;
  Span span = doc->dates.items[run->date].span;
  return span.start <= trigger->span.start && trigger->span.end <= span.end;
}

static int in_agent(Run *run, const Trigger *trigger) {
  const Participants *all = run->doc->participants;
  while (run->participant < all->count &&
         all->items[run->participant].end_token <= trigger->first_token)
    run->participant++;
  for (size_t i = run->participant; i < all->count && i < run->participant + 3; i++) {
    const Participant *it = &all->items[i];
    if (it->first_token >= trigger->end_token) return 0;
    if (it->kind != PARTICIPANT_AGENT || it->span.start > trigger->span.start ||
        it->span.end < trigger->span.end)
      continue;
    int longer =
        run->doc->tokens.items[trigger->first_token].flags & TOKEN_CJK &&
        it->span.end - it->span.start > trigger->span.end - trigger->span.start; /* 示威者 */
    return trigger->part == 'n' || longer ||
           it->end_token - it->first_token > trigger->end_token - trigger->first_token;
  }
  return 0;
}

/* ---- source ---- */

static const Quote *quote_around(Run *run, const Trigger *trigger) {
  const Document *doc = run->doc;
  const Quote *best = NULL;
  while (run->quote < doc->quotes.count &&
         doc->quotes.items[run->quote].span.end <= trigger->span.start)
    run->quote++;
  for (size_t i = run->quote, n = 0; i < doc->quotes.count && n < 6; i++, n++) {
    const Quote *quote = &doc->quotes.items[i];
    if (quote->span.start > trigger->span.start) break;
    if (quote->span.end >= trigger->span.end) best = quote; /* the innermost comes last */
  }
  return best;
}

/* ---- one mention of one event ---- */

static int contested(int type) { return type == EVENT_ASSAULT; }

/* A death's type: what the nearest earlier event of a deadly kind was. */
static int deadly_type(const Run *run, int type) {
  uint32_t attack = run->last[EVENT_ASSAULT], best = NONE;
  int found = type;
  const int kinds[] = {EVENT_ASSAULT, EVENT_DISASTER, EVENT_ACCIDENT};
  for (int i = 0; i < 3; i++) {
    uint32_t last = run->last[kinds[i]];
    if (last != NONE && (best == NONE || last > best)) best = last, found = kinds[i];
  }
  (void)attack;
  return found;
}

static float score_of(const Event *event, const Trigger *trigger) {
  float score = trigger->part == 'n' ? 0.5f : 0.6f;
  if (event->actor.span.end > event->actor.span.start) score += 0.15f;
  if (event->target.span.end > event->target.span.start) score += 0.1f;
  if (event->place.span.end > event->place.span.start) score += 0.05f;
  if (event->date != NONE) score += 0.05f;
  return score;
}

static int has_argument(const Argument *argument) {
  return argument->entity != NONE || argument->span.end > argument->span.start;
}

/* 1: a quantity of the given kinds stands in the sentence. */
static int sentence_measures(Run *run, uint32_t sentence) {
  const Document *doc = run->doc;
  while (run->quantity < doc->quantities.count &&
         doc->quantities.items[run->quantity].sentence < sentence)
    run->quantity++;
  for (size_t i = run->quantity; i < doc->quantities.count; i++) {
    if (doc->quantities.items[i].sentence != sentence) return 0;
    if (doc->quantities.items[i].kind != QUANTITY_ORDINAL) return 1;
  }
  return 0;
}

/* What remains after its sentence was read: a verb that nobody does to nobody is a figure of
** speech in languages whose verbs need a subject; prices rise by numbers. */
static int is_event(Run *run, const Trigger *trigger, const Frame *frame, const Event *event) {
  int bare = !has_argument(&event->actor) && !has_argument(&event->target);
  if (text_is((Text){frame->name, (uint32_t)strlen(frame->name)}, "TREND") &&
      !sentence_measures(run, trigger->sentence))
    return 0;
  if (trigger->part == 'n' || frame->subject == ROLE_NONE || !bare) return 1;
  if (event->type == EVENT_STATEMENT &&
      (event->modality == MODALITY_HYPOTHETICAL || event->modality == MODALITY_NEGATED))
    return 0;
  return !run->subject || trigger_is_passive(run->doc, trigger) ||
         trigger->end_token > trigger->first_token + 1 || has_argument(&event->place);
}

/* 1: the trigger is a force or a mishap that can stand where `verb` has its subject or agent. */
static int is_force(const Run *run, const Trigger *verb, const Trigger *noun, int by) {
  const Document *doc = run->doc;
  const uint32_t *clause = doc->participants->clause;
  int type = type_of(run_field(run, noun, run->type));
  if (noun->sentence != verb->sentence || noun->part != 'n' ||
      (type != EVENT_DISASTER && type != EVENT_ACCIDENT))
    return 0;
  uint32_t a = clause[noun->first_token], b = clause[verb->first_token];
  if (a != b) return 0;
  uint32_t first = doc->sentences.items[noun->sentence].first_token, marks = 0;
  for (uint32_t i = noun->first_token, n = 0; i > first && n < 3; n++) {
    marks = doc->marks[--i];
    if (i < verb->end_token && i >= verb->first_token) break;
    if (marks & MARK_PREPOSITION || doc->tokens.items[i].kind != TOKEN_WORD) break;
  }
  return by ? (marks & MARK_BY) != 0 : !(marks & MARK_PREPOSITION);
}

/* "A storm hit the coast": what a force of nature or a mishap does is no assault of anyone. The
** type of the event, whose actor is taken away where it was a word beside the force. */
static int force_type(const Run *run, size_t index, Event *event) {
  const Document *doc = run->doc;
  const Trigger *verb = &doc->triggers.items[index], *noun = NULL;
  int by = trigger_is_passive(doc, verb);
  int behind = by ? doc->participants->order != ORDER_SOV : doc->participants->order == ORDER_VSO;
  if (behind && index + 1 < doc->triggers.count &&
      doc->triggers.items[index + 1].first_token <= verb->end_token + 3 &&
      is_force(run, verb, verb + 1, by))
    noun = verb + 1;
  for (size_t i = index, n = 0; !noun && !by && i > 0 && n < 2; n++)
    if (is_force(run, verb, &doc->triggers.items[--i], by)) noun = &doc->triggers.items[i];
  if (!noun) return event->type;
  Span actor = event->actor.span;
  if (actor.end > actor.start && noun < verb && actor.start >= noun->span.end &&
      actor.end <= verb->span.start)
    return event->type; /* "after the storm X attacked" */
  event->actor = (Argument){{0, 0}, NONE};
  event->mode = event->cameo = (Text){NULL, 0};
  return type_of(run_field(run, noun, run->type));
}

/* "A bombing in X killed four": who did it is who bombed, not who is named before. */
static void take_blow(const Run *run, size_t index, Event *event) {
  Document *doc = run->doc;
  const Trigger *verb = &doc->triggers.items[index], *noun = verb - 1;
  if (!index || doc->participants->order != ORDER_SVO || trigger_is_passive(doc, verb) ||
      noun->part != 'n' || noun->sentence != verb->sentence || !has_argument(&event->actor) ||
      type_of(run_field(run, noun, run->type)) != EVENT_ASSAULT ||
      doc->participants->clause[noun->first_token] !=
          doc->participants->clause[verb->first_token] ||
      event->actor.span.end > noun->span.start)
    return;
  uint32_t first = doc->sentences.items[noun->sentence].first_token, i = noun->first_token;
  while (i > first && doc->marks[i - 1] & MARK_THE && !(doc->marks[i - 1] & MARK_PREPOSITION)) i--;
  if (i > first && doc->marks[i - 1] & MARK_PREPOSITION) return;
  if (i > first && !(doc->marks[i - 1] & MARK_CLAUSE) && i == noun->first_token) return;
  Event blow = {.span = noun->span};
  arguments_find(doc, noun, frame_find(run_field(run, noun, run->frame)), &blow);
  event->actor = blow.actor;
}

/* 1: a noun that tells in what somebody was hurt: "in Israeli strikes". */
static int is_occasion(const Run *run, const Trigger *verb, const Trigger *noun) {
  const Document *doc = run->doc;
  const uint32_t *clause = doc->participants->clause;
  uint32_t first = doc->sentences.items[noun->sentence].first_token, i = noun->first_token;
  if (noun->sentence != verb->sentence || noun->part != 'n' ||
      type_of(run_field(run, noun, run->type)) != EVENT_ASSAULT)
    return 0;
  uint32_t a = clause[noun->first_token], b = clause[verb->first_token];
  if ((a > b ? a - b : b - a) > 1) return 0;
  for (int n = 0; i > first && n < 4; n++)
    if (doc->marks[--i] & (MARK_PREPOSITION | MARK_CLAUSE)) return 1;
  return 0;
}

/* Who hurt somebody "in Israeli strikes": who struck. */
static Argument occasion_actor(const Run *run, size_t index, const Argument *hurt) {
  Document *doc = run->doc;
  const Trigger *verb = &doc->triggers.items[index];
  size_t low = index > 3 ? index - 3 : 0, high = index + 2;
  for (size_t i = low; i <= high && i < doc->triggers.count; i++) {
    const Trigger *noun = &doc->triggers.items[i];
    if (i == index || !is_occasion(run, verb, noun)) continue;
    Event strike = {.span = noun->span};
    arguments_find(doc, noun, frame_find(run_field(run, noun, run->frame)), &strike);
    if (has_argument(&strike.actor) &&
        (strike.actor.span.end <= hurt->span.start || hurt->span.end <= strike.actor.span.start))
      return strike.actor;
  }
  return (Argument){{0, 0}, NONE};
}

/* The carrier ("staged") before a noun, within a few words of its clause; NONE if there is none. */
static uint32_t carrier_before(const Run *run, const Trigger *noun) {
  const Document *doc = run->doc;
  const uint32_t *clause = doc->participants->clause;
  uint32_t first = doc->sentences.items[noun->sentence].first_token, i = noun->first_token;
  for (int n = 0; i > first && n < 7; n++) {
    LexiconMatch match;
    i--;
    if (clause[i] != clause[noun->first_token]) return NONE;
    if (lexicon_match(run->lexicon, run->carriers, doc, i, doc->tokens.items[i].span.start, &match))
      return i;
    if (token_is_trigger(doc, i) || doc->marks[i] & (MARK_PREPOSITION & ~(uint32_t)MARK_OF))
      return NONE;
  }
  return NONE;
}

/* "X staged a protest": the verb's subject does what the noun says. */
static Argument carried_actor(const Run *run, const Trigger *noun) {
  const Participants *all = run->doc->participants;
  uint32_t verb = carrier_before(run, noun);
  const Argument none = {{0, 0}, NONE};
  if (verb == NONE || all->order == ORDER_SOV) return none;
  size_t at = participants_at(all, verb);
  if (all->order == ORDER_VSO) { /* between the two */
    for (; at < all->count && all->items[at].end_token <= noun->first_token; at++) {
      const Participant *it = &all->items[at];
      if (!it->inner && !(it->under & MARK_PREPOSITION)) return (Argument){it->span, it->entity};
    }
    return none;
  }
  for (int n = 0; at > 0 && n < 4; n++) {
    const Participant *it = &all->items[--at];
    if (it->sentence != noun->sentence) return none;
    if (it->inner || it->under & MARK_PREPOSITION || participant_in_date(run->doc, it) ||
        it->type == ENTITY_MISC)
      continue;
    if (verb > it->end_token + 4) return none;
    it = participant_first(run->doc, it);
    return (Argument){it->span, it->entity};
  }
  return none;
}

/* "Rejected an Australian ultimatum", "welcomed Russia's offer": whose it was is the target. */
static void take_object(const Run *run, size_t index, const Frame *frame, Event *event) {
  Document *doc = run->doc;
  const Trigger *verb = &doc->triggers.items[index], *noun = verb + 1;
  if (!frame->whose || verb->part != 'v' || trigger_is_passive(doc, verb) ||
      doc->participants->order == ORDER_SOV || index + 1 >= doc->triggers.count ||
      noun->part != 'n' || noun->sentence != verb->sentence ||
      noun->first_token > verb->end_token + 4 ||
      doc->participants->clause[noun->first_token] != doc->participants->clause[verb->first_token])
    return;
  if (has_argument(&event->target) && event->target.span.end <= noun->span.start &&
      event->target.span.start >= verb->span.end)
    return;
  Event object = {.span = noun->span};
  arguments_find(doc, noun, frame_find(run_field(run, noun, run->frame)), &object);
  Span owner = object.actor.span;
  if (has_argument(&object.actor) && owner.start >= verb->span.end) event->target = object.actor;
}

static Span trigger_text(const Document *doc, const Trigger *trigger) {
  Span span = trigger->span;
  if (trigger->particle == trigger->end_token) /* "teilte mit" side by side */
    span.end = doc->tokens.items[trigger->particle].span.end;
  return span;
}

static void run_trigger(Run *run, size_t index) {
  Document *doc = run->doc;
  const Trigger *trigger = &doc->triggers.items[index];
  int type = type_of(run_field(run, trigger, run->type));
  if (type < 0 || !block_is_told(doc, doc->sentences.items[trigger->sentence].block)) return;
  if (in_name(run, trigger) || in_date(run, trigger) || in_agent(run, trigger)) return;
  const Frame *frame = frame_find(run_field(run, trigger, run->frame));
  const Quote *quote = quote_around(run, trigger);
  Event event = {.span = trigger_text(doc, trigger), .sentence = trigger->sentence};
  if (text_is(run_field(run, trigger, run->form), "die") ||
      text_is(run_field(run, trigger, run->form), "injure"))
    type = deadly_type(run, type);
  event.type = (uint8_t)type;
  event.mode = run_field(run, trigger, run->mode);
  if (!event.mode.size) event.mode.data = NULL;
  event.cameo = run_field(run, trigger, run->cameo);
  if (!event.cameo.size) event.cameo.data = NULL;
  arguments_find(doc, trigger, frame, &event);
  if (type == EVENT_ASSAULT && trigger->part != 'n') take_blow(run, index, &event);
  if (type == EVENT_ASSAULT && trigger->part != 'n') {
    type = force_type(run, index, &event);
    event.type = (uint8_t)type;
  }
  if (type == EVENT_ASSAULT && trigger->part != 'n' && frame->counted &&
      !has_argument(&event.actor))
    event.actor = occasion_actor(run, index, &event.target);
  take_object(run, index, frame, &event);
  if (trigger->part == 'n' && frame->subject == ROLE_ACTOR && !has_argument(&event.actor)) {
    event.actor = carried_actor(run, trigger);
    if (event.actor.span.start == event.target.span.start) event.target = (Argument){{0, 0}, NONE};
  }
  arguments_find_numbers(doc, trigger, frame, &event);
  if (quote && (quote->speaker.end > quote->speaker.start || quote->speaker_entity != NONE))
    event.source = (Argument){quote->speaker, quote->speaker_entity};
  if (trigger->flags & TRIGGER_FIRST && frame->subject == ROLE_ACTOR) event.actor = event.source;
  ModalityContext context = {
      doc, run->lexicon, frame, index, quote && contested(type), type == EVENT_STATEMENT};
  event.modality = (uint8_t)modality_of(&context);
  event.score = score_of(&event, trigger);
  if (!is_event(run, trigger, frame, &event)) return;
  Event *slot = document_push(doc, events);
  if (!slot) return;
  *slot = event;
  run->last[type] = (uint32_t)doc->events.count - 1;
}

/* ---- which mentions are one event ---- */

static int argument_absent(Argument argument) {
  return argument.entity == NONE && argument.span.start == argument.span.end;
}

static int arguments_agree(const Document *doc, Argument a, Argument b) {
  if (argument_absent(a) || argument_absent(b)) return 1;
  if (a.entity != NONE || b.entity != NONE) return a.entity == b.entity;
  Text x = document_text(doc, a.span), y = document_text(doc, b.span);
  return x.size == y.size && !memcmp(x.data, y.data, x.size);
}

static int dates_agree(const Document *doc, const Event *a, const Event *b) {
  if (a->date == NONE || b->date == NONE || a->date == b->date) return 1;
  Text x = doc->dates.items[a->date].first, y = doc->dates.items[b->date].first;
  if (!x.data || !y.data) return 1;
  return x.size == y.size && !memcmp(x.data, y.data, x.size);
}

static int same_text(Text a, Text b) {
  return a.size == b.size && (!a.size || !memcmp(a.data, b.data, a.size));
}

static int events_agree(const Document *doc, const Event *a, const Event *b) {
  if (a->type == EVENT_STATEMENT && a->sentence != b->sentence) return 0;
  int loose = a->type == EVENT_DISASTER || a->type == EVENT_ACCIDENT;
  if (!loose && !same_text(a->cameo, b->cameo)) return 0;
  if ((a->modality == MODALITY_NEGATED) != (b->modality == MODALITY_NEGATED)) return 0;
  return arguments_agree(doc, a->actor, b->actor) && arguments_agree(doc, a->target, b->target) &&
         arguments_agree(doc, a->place, b->place) && dates_agree(doc, a, b);
}

static void run_number(Run *run) {
  Document *doc = run->doc;
  uint32_t *previous = arena_array(&doc->arena, doc->events.count + 1, sizeof *previous);
  if (!previous) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  for (int i = 0; i < EVENT_TYPES; i++) run->last[i] = NONE;
  for (uint32_t i = 0; i < doc->events.count; i++) {
    Event *event = &doc->events.items[i];
    previous[i] = run->last[event->type];
    run->last[event->type] = i;
    uint32_t back = previous[i];
    for (int n = 0; back != NONE && n < COREF_REACH; n++, back = previous[back])
      if (events_agree(doc, event, &doc->events.items[back])) break;
    if (back != NONE && events_agree(doc, event, &doc->events.items[back]))
      event->event = doc->events.items[back].event;
    else
      event->event = ++run->numbers;
  }
}

void events_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer) {
  if (doc->rc) return;
  triggers_run(doc, lexicon, stemmer);
  participants_run(doc, lexicon, stemmer);
  Run run;
  if (doc->rc || !run_open(&run, doc, lexicon)) return;
  uint32_t sentence = NONE;
  for (size_t i = 0; i < doc->triggers.count && !doc->rc; i++) {
    if (doc->triggers.items[i].sentence != sentence) {
      sentence = doc->triggers.items[i].sentence;
      if (document_stopped(doc)) return;
    }
    run_trigger(&run, i);
  }
  if (!doc->rc) run_number(&run);
}
