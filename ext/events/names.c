/* names.c: names of types and modalities, and the columns derived from them.
**
** PLOVER 0.8 classes fold futures: an announced RETREAT is CONCEDE, an announced AID or CONSULT is
** AGREE. The quad classes follow the codebook: verbal and material cooperation and conflict. */
#include "events/events.h"
#include <stddef.h>

static const char *const type_names[EVENT_TYPES] = {
    "AGREE",     "CONSULT", "SUPPORT",   "CONCEDE", "COOPERATE", "AID",      "RETREAT",  "REQUEST",
    "ACCUSE",    "REJECT",  "THREATEN",  "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",   "ASSAULT",
    "STATEMENT", "APPOINT", "LEGISLATE", "POLICY",  "ESTABLISH", "DISASTER", "ACCIDENT", "ECONOMY"};

const char *event_type_name(EventType type) { return type < EVENT_TYPES ? type_names[type] : NULL; }

const char *modality_name(Modality modality) {
  static const char *const names[] = {"happened",  "ongoing",      "announced",
                                      "requested", "hypothetical", "purpose",
                                      "denied",    "negated",      "claimed"};
  return names[modality];
}

const char *event_plover(const Event *event) {
  if (event->type > EVENT_ASSAULT) return NULL;
  if (event->modality == MODALITY_ANNOUNCED) {
    if (event->type == EVENT_RETREAT) return "CONCEDE";
    if (event->type == EVENT_AID || event->type == EVENT_CONSULT) return "AGREE";
  }
  return type_names[event->type];
}

const char *event_quad(const Event *event) {
  static const char *const quads[] = {"verbal-cooperation", "material-cooperation",
                                      "verbal-conflict", "material-conflict"};
  static const signed char quad_of[EVENT_TYPES] = {
      [EVENT_AGREE] = 0,      [EVENT_CONSULT] = 0,   [EVENT_SUPPORT] = 0,    [EVENT_CONCEDE] = 0,
      [EVENT_COOPERATE] = 1,  [EVENT_AID] = 1,       [EVENT_RETREAT] = 1,    [EVENT_REQUEST] = 2,
      [EVENT_ACCUSE] = 2,     [EVENT_REJECT] = 2,    [EVENT_THREATEN] = 2,   [EVENT_PROTEST] = 3,
      [EVENT_SANCTION] = 3,   [EVENT_MOBILIZE] = 3,  [EVENT_COERCE] = 3,     [EVENT_ASSAULT] = 3,
      [EVENT_STATEMENT] = -1, [EVENT_APPOINT] = -1,  [EVENT_LEGISLATE] = -1, [EVENT_POLICY] = -1,
      [EVENT_ESTABLISH] = -1, [EVENT_DISASTER] = -1, [EVENT_ACCIDENT] = -1,  [EVENT_ECONOMY] = -1};
  if (event->type >= EVENT_TYPES || quad_of[event->type] < 0) return NULL;
  const char *plover = event_plover(event);
  if (plover != type_names[event->type]) return quads[0]; /* a promise is words */
  return quads[quad_of[event->type]];
}
