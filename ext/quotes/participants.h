/* participants.h: who can act, speak or suffer in a sentence, and who is a verb's subject.
**
** Candidates are the entity mentions, nominal agents ("police", "protesters": lexicon/agents.tsv)
** and pronouns. A title before a name ("President X", "the foreign minister of Y, X") gives way to
** the name; a nationality or country that only modifies an agent becomes part of it. */
#ifndef GLOSS_QUOTES_PARTICIPANTS_H
#define GLOSS_QUOTES_PARTICIPANTS_H
#include "quotes/trigger.h"

typedef enum ParticipantKind {
  PARTICIPANT_MENTION,
  PARTICIPANT_AGENT,
  PARTICIPANT_ADJECTIVE, /* a nationality as modifier of a word that is no agent */
  PARTICIPANT_PRONOUN
} ParticipantKind;

typedef enum Case {
  CASE_UNKNOWN,
  CASE_NOMINATIVE,
  CASE_ACCUSATIVE,
  CASE_GENITIVE,
  CASE_DATIVE,
  CASE_INSTRUMENTAL,
  CASE_LOCATIVE,
  CASE_ABLATIVE
} Case;

typedef enum Order { ORDER_SVO, ORDER_VSO, ORDER_SOV } Order;

typedef struct Participant {
  Span span;
  uint32_t entity; /* index in document.entities or NONE */
  uint32_t sentence;
  uint32_t first_token, end_token;
  uint32_t lead;   /* first token of its title, or first_token */
  uint32_t under;  /* MARK_ bits of the preposition or article before it */
  uint32_t mark;   /* the first token they were taken from, or first_token */
  uint8_t kind;    /* ParticipantKind */
  uint8_t type;    /* EntityType; agents count as ENTITY_PER */
  uint8_t kase;    /* Case */
  uint8_t inner;   /* 1: a modifier inside another participant */
  uint8_t title;   /* 1: an agent whose name may follow */
  uint8_t anaphor; /* 1: "the country" */
  uint8_t counted; /* 1: a number of something */
} Participant;

typedef struct Participants {
  Participant *items; /* in text order */
  size_t count, capacity;
  uint32_t *clause;         /* per token: rises by 2 at a clause's start, by 1 at a comma */
  uint32_t *quoted;         /* per token: number of the marked quotation it stands in, 0 for none */
  Order order;              /* the language's usual order */
  uint8_t cases;            /* 1: endings tell cases */
  uint8_t adjective_behind; /* 1: adjectives stand behind their noun */
  uint8_t inverts;          /* 1: a reporting verb may stand before its subject (", said X") */
  uint8_t late;             /* 1: auxiliaries of the passive stand anywhere in the clause */
  uint8_t personal;         /* 1: "to" leads in a personal object (a Spanish a) */
  uint8_t drops;            /* 1: a verb may stand without a subject */
  uint8_t strict;           /* 1: nobody behind a verb is its subject, but who speaks */
  Text agreement;           /* endings of verbs whose subject is plural, between spaces */
  Text plural;              /* endings of plural nouns in the nominative */
  Text relative;            /* endings of verbs that stand before whom they describe */
  Text gerunds;             /* endings of verbs that no auxiliary makes passive */
  Text infinitives;         /* endings of infinitives */
  Text oblique;             /* endings of nouns in no nominative */
} Participants;

/* Fills doc->participants, once. Needs entities, dates, quantities and triggers. */
void participants_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer);
/* The first token of a token's sentence, and the one behind its last. */
uint32_t sentence_first(const Document *doc, uint32_t token);
uint32_t sentence_end(const Document *doc, uint32_t token);
/* 1: the token is part of a date. */
int token_in_date(const Document *doc, uint32_t token);
/* The first participant that begins at a token or behind it (binary search); count if none. */
size_t participants_at(const Participants *all, uint32_t token);

#define PARTICIPANT_REACH 12 /* candidates looked at on either side of a trigger */
/* The candidates near a trigger, in its sentence: items [low, high). */
void participants_near(const Document *doc, const Trigger *trigger, size_t *low, size_t *high);

enum {                       /* what participant_subject() is to look for */
       SUBJECT_AGENT = 1,    /* the agent of a passive instead of the subject */
       SUBJECT_NO_PLACE = 2, /* a place behind the verb is its object ("left X") */
       SUBJECT_ANY_NOUN = 4, /* any noun beside the verb, where no known participant is near */
       SUBJECT_PERSON = 16,  /* the verb wants a living being */
       SUBJECT_SUFFERS = 8   /* the verb is passive: who stands under "by" is no subject */
};
/* The subject of a verb, or NULL. `without`: a quotation whose inside is not looked at (start ==
** end for none). `score` may be NULL. */
const Participant *participant_subject(Document *doc, const Trigger *trigger, Span without,
                                       unsigned what, int *score);
/* 1: the place of an event, not one who takes part: "in X", the locative. */
int participant_is_locative(const Participant *it);
/* 1: a word of a date taken for a name. */
int participant_in_date(const Document *doc, const Participant *it);
/* 1: one person is no subject of a plural verb ("задержали Виктора Орлова"). */
int participant_disagrees(const Document *doc, const Trigger *trigger, const Participant *it);
/* The noun phrase behind the "by" of a passive that no table knows, as a participant, or NULL. */
const Participant *participant_agent(Document *doc, const Trigger *trigger);
/* The noun phrase beside a verb where its object stands, as a participant; NULL if there is none
** or memory is short. */
const Participant *participant_beside(Document *doc, const Trigger *trigger, int object);
/* The noun phrase right behind a noun and a preposition with one of the marks, as a participant, or
** NULL: "an attack on a bus". */
const Participant *participant_governed(Document *doc, const Trigger *trigger, uint32_t marks);
/* Tells participants which marked quotations there are. */
void participants_set_quoted(Document *doc);
/* A preposition before a date leads in the date, not the participant behind it. */
void participants_set_dates(Document *doc);
/* The participant that a noun belongs to ("X's statement", "statement by X"), or NULL. */
const Participant *participant_owner(const Document *doc, const Trigger *trigger, Span without);
/* The first of those that "and" or commas join with it. */
const Participant *participant_first(const Document *doc, const Participant *it);
/* The one that "and" joins with it behind, where it stands before token `stop`; NULL if none. */
const Participant *participant_joined(const Document *doc, const Participant *it, uint32_t stop);
/* The participant right after token `after` in its sentence, within `reach` tokens, or NULL. */
const Participant *participant_after(const Document *doc, uint32_t after, uint32_t reach);
/* The subject of a reporting verb: of adverbial forms ("adding", مضيفا) that of the verb before. */
const Participant *participant_speaker(Document *doc, const Trigger *trigger, Span without);
/* The prepositions it stands under but the genitive's: "of" that is also "from" counts as "of". */
uint32_t participant_under(const Participant *it);
/* 1: the verb form is passive. */
int trigger_is_passive(const Document *doc, const Trigger *trigger);

#endif
