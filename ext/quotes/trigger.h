/* trigger.h: words that report speech or name an event, and the function words around them.
**
** Facts: ext/lexicon/triggers.tsv (language, form, concept, part, particle), concepts.tsv, and
** markers.tsv (language, form, role). Forms are matched longest first; in languages that
** grammar.tsv says write proclitics and pronoun suffixes onto words (Arabic) both may be cut. */
#ifndef GLOSS_QUOTES_TRIGGER_H
#define GLOSS_QUOTES_TRIGGER_H
#include "language/stem.h"
#include "model/lexicon.h"
#include "text/document.h"

enum {                       /* Trigger.flags */
       TRIGGER_FUTURE = 1,   /* a future proclitic was cut */
       TRIGGER_ARTICLE = 2,  /* an article was cut: a noun */
       TRIGGER_CLITIC = 4,   /* a preposition was cut: a noun */
       TRIGGER_SUFFIX = 8,   /* a pronoun suffix was cut */
       TRIGGER_PURPOSE = 16, /* the preposition "for, to" was cut */
       TRIGGER_PASSIVE = 32, /* its ending is passive */
       TRIGGER_FIRST = 64    /* its ending is of the first person: the speaker acts */
};

enum {                           /* bits of Document.marks: the roles of markers.tsv */
       MARK_THAT = 1 << 0,       /* complementiser: that, أن, что */
       MARK_NOT = 1 << 1,        /* negation */
       MARK_FUTURE = 1 << 2,     /* will, θα, будет */
       MARK_IF = 1 << 3,         /* conditional */
       MARK_MAY = 1 << 4,        /* modal of possibility or duty */
       MARK_PURPOSE = 1 << 5,    /* in order to, чтобы */
       MARK_PLAN = 1 << 6,       /* plans to, is expected to, upcoming */
       MARK_BY = 1 << 7,         /* agent of a passive */
       MARK_TO = 1 << 8,         /* direction, dative */
       MARK_FROM = 1 << 9,       /* origin */
       MARK_IN = 1 << 10,        /* place */
       MARK_WITH = 1 << 11,      /* company */
       MARK_AGAINST = 1 << 12,   /* adversary */
       MARK_OF = 1 << 13,        /* genitive */
       MARK_ACCORDING = 1 << 14, /* source: according to, بحسب */
       MARK_AND = 1 << 15,       /* conjunction */
       MARK_WHO = 1 << 16,       /* relative pronoun */
       MARK_HE = 1 << 17,        /* pronoun that can speak */
       MARK_THE = 1 << 18,       /* determiner: a noun follows */
       MARK_PASSIVE = 1 << 19,   /* auxiliary of the passive: was, تم, wurde */
       MARK_NOW = 1 << 20,       /* ongoing: is, continues, currently */
       MARK_ALLEGED = 1 << 21,   /* hearsay: allegedly, φέρεται, якобы */
       MARK_NOMINATIVE = 1 << 22,
       MARK_ACCUSATIVE = 1 << 23,
       MARK_CLAUSE = 1 << 24,   /* subordinator: because, while, after */
       MARK_NAMED = 1 << 25,    /* a quoted name follows: agency, channel */
       MARK_LACK = 1 << 26,     /* denial of existence: عدم, lack of, отсутствие */
       MARK_OTHER = 1 << 27,    /* preposition of neither: about, on, during */
       MARK_GENITIVE = 1 << 28, /* possessive ending token: 's */
       MARK_REQUEST = 1 << 29,  /* wish: should, let, να, باید */
       MARK_HAVE = 1 << 30      /* auxiliary of the active perfect: haben */
};
#define MARK_REPORTED 0x80000000u /* reporting mood: seien */
#define MARK_PREPOSITION                                                                           \
  (MARK_BY | MARK_TO | MARK_FROM | MARK_IN | MARK_WITH | MARK_AGAINST | MARK_OF | MARK_ACCORDING | \
   MARK_OTHER)

/* Fills doc->triggers and doc->marks, once. */
void triggers_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer);

/* The marks of an Arabic-script proclitic string ("ول"): what a word joined to it stands under. */
uint32_t trigger_clitic_marks(const Document *doc, const Lexicon *lexicon, Span clitics);
/* A fact of grammar.tsv about the document's language ("order" -> "vso"); size 0 if none. */
Text grammar_value(const Document *doc, const Lexicon *lexicon, const char *key);
/* The feature of the word's ending in endings.tsv ("genitive"), longest ending first; size 0. */
Text ending_feature(const Document *doc, const Lexicon *lexicon, uint32_t token, uint32_t skip);
int text_is(Text text, const char *literal);
/* 1: the word ends as one of a list of endings (between spaces) does. */
int text_ends_in(Text word, Text endings);
/* The first trigger that does not end before or at the token. */
size_t triggers_behind(const Document *doc, uint32_t token);
/* 1: the token is part of a trigger. */
int token_is_trigger(const Document *doc, uint32_t token);

#endif
