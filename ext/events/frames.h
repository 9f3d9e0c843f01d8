/* frames.h: how the participants of an event stand around its trigger, the same in all languages.
 */
#ifndef GLOSS_EVENTS_FRAMES_H
#define GLOSS_EVENTS_FRAMES_H
#include "quotes/trigger.h"

typedef enum Role { ROLE_NONE, ROLE_ACTOR, ROLE_TARGET } Role;

typedef struct Frame {
  const char *name;      /* as in concepts.tsv */
  uint8_t subject;       /* Role of an active verb's subject */
  uint8_t object;        /* Role of its object without a preposition */
  uint8_t owner;         /* Role of a noun's genitive: "X's visit", "arrest of X" */
  uint8_t object_place;  /* 1: an object that is a place is the place ("left X", "visited X") */
  uint8_t moved;         /* 1: the object moves and acts where no sender is named */
  uint8_t counted;       /* 1: a quantity nearby counts those who act or suffer */
  uint8_t predicate;     /* 1: an instrumental tells as what ("appointed minister") */
  uint8_t whose;         /* 1: of a deed as object, whose it is: "rejected X's offer" */
  uint32_t target_marks; /* prepositions that lead in the target */
  uint32_t place_marks;  /* prepositions that lead in the place, besides "in" */
} Frame;

/* The frame of a name; the last, empty one if there is no such frame. */
const Frame *frame_find(Text name);

#endif
