/* events.h: who did what to whom, where and when: PLOVER 0.8 types and a few of our own. */
#ifndef GLOSS_EVENTS_EVENTS_H
#define GLOSS_EVENTS_EVENTS_H
#include "language/stem.h"
#include "model/lexicon.h"
#include "model/model.h"
#include "text/document.h"

typedef enum EventType {
  EVENT_AGREE,
  EVENT_CONSULT,
  EVENT_SUPPORT,
  EVENT_CONCEDE,
  EVENT_COOPERATE,
  EVENT_AID,
  EVENT_RETREAT,
  EVENT_REQUEST,
  EVENT_ACCUSE,
  EVENT_REJECT,
  EVENT_THREATEN,
  EVENT_PROTEST,
  EVENT_SANCTION,
  EVENT_MOBILIZE,
  EVENT_COERCE,
  EVENT_ASSAULT, /* PLOVER 0.8 */
  EVENT_STATEMENT,
  EVENT_APPOINT,
  EVENT_LEGISLATE,
  EVENT_POLICY,
  EVENT_ESTABLISH,
  EVENT_DISASTER,
  EVENT_ACCIDENT,
  EVENT_ECONOMY, /* ours */
  EVENT_TYPES
} EventType;

/* Fills doc->events in text order. Needs entities, dates, quantities and quotes. */
void events_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer);

const char *event_type_name(EventType type);
const char *modality_name(Modality modality);
/* Derived columns; NULL where none. plover: strict PLOVER 0.8 class; quad:
** "verbal-cooperation" ... */
const char *event_plover(const Event *event);
const char *event_quad(const Event *event);

#endif
