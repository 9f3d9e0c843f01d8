/* arguments.h: actor, target and place of an event. */
#ifndef GLOSS_EVENTS_ARGUMENTS_H
#define GLOSS_EVENTS_ARGUMENTS_H
#include "events/frames.h"
#include "quotes/participants.h"

/* Fills event->actor, target, place from the participants of the trigger's sentence. */
void arguments_find(Document *doc, const Trigger *trigger, const Frame *frame, Event *event);
/* Fills event->date and event->quantity with the nearest in the sentence, clause by clause. */
void arguments_find_numbers(const Document *doc, const Trigger *trigger, const Frame *frame,
                            Event *event);

#endif
