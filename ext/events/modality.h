/* modality.h: whether an event happened, is announced, asked for, denied, and so on. */
#ifndef GLOSS_EVENTS_MODALITY_H
#define GLOSS_EVENTS_MODALITY_H
#include "events/frames.h"
#include "quotes/participants.h"

typedef struct ModalityContext {
  const Document *doc;
  const Lexicon *lexicon;
  const Frame *frame;
  size_t index;  /* of the trigger in doc->triggers */
  int claimed;   /* 1: a contested act told inside a quotation */
  int statement; /* 1: the event is a statement itself */
} ModalityContext;

Modality modality_of(const ModalityContext *context);

#endif
