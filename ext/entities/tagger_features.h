/* tagger_features.h: from a sentence to hashed features; one piece of code for running and
** learning. See tagger_features.c for the list of features. */
#ifndef GLOSS_ENTITIES_TAGGER_FEATURES_H
#define GLOSS_ENTITIES_TAGGER_FEATURES_H
#include "entities/tagger.h"
#include "text/hash.h"

#define TAGGER_WINDOW 256   /* units seen together; longer sentences are cut */
#define TAGGER_LETTERS 24   /* of a word, looked at */
#define TAGGER_AFFIX 6      /* longest prefix and suffix used */
#define TAGGER_CUTS 4       /* Arabic proclitic readings of a word */
#define TAGGER_FEATURES 128 /* of a unit, at most */

/* One table of weights per family of scripts; the sentence's letters choose. */
enum {
  TAGGER_LATIN, /* and Armenian, read as Latin */
  TAGGER_CYRILLIC,
  TAGGER_GREEK,
  TAGGER_ARABIC, /* and Hebrew, Syriac, Thaana */
  TAGGER_CJK,    /* Han, kana: units are characters */
  TAGGER_OTHER,  /* Devanagari, Thai, Hangul ... */
  TAGGER_TABLES
};

typedef struct TaggerUnit {
  Span span;
  uint32_t token;
  uint32_t begins;               /* EVIDENCE_ kinds that begin here */
  uint32_t inside;               /* EVIDENCE_ kinds that go on here */
  uint64_t word;                 /* the folded form, digits alike */
  uint64_t prefix[TAGGER_AFFIX]; /* of 1.. letters; 0 where the word is not longer */
  uint64_t suffix[TAGGER_AFFIX];
  uint64_t cut[TAGGER_CUTS];    /* the word behind each possible proclitic */
  uint64_t shape;               /* "Aa", "A-Aa", "0": runs of a class once */
  uint64_t pattern;             /* class by class: "Aaaa-0000" */
  uint16_t run_first, run_last; /* units of the run of capitalised words it stands in */
  uint8_t letters;              /* in `letter` */
  uint8_t place;                /* CJK: place in its dictionary word; else 0 */
  uint16_t flags;               /* TAG_ */
  uint32_t letter[TAGGER_LETTERS];
} TaggerUnit;

enum {                      /* TaggerUnit.flags */
       TAG_UPPER = 1,       /* begins with an upper-case letter */
       TAG_CAPITALS = 2,    /* all capitals, two or more */
       TAG_CASED = 4,       /* its script has case */
       TAG_WORD = 8,        /* has a letter */
       TAG_SEEN_LOWER = 16, /* the word also stands in lower case in this text */
       TAG_SEEN_UPPER = 32, /* ... capitalised inside a sentence */
       TAG_RUN = 64,        /* in a run of capitalised words (or small words between them) */
       TAG_QUOTED = 128,    /* between quotation marks */
       TAG_LISTED = 256,    /* in a list of the language's frequent words */
       TAG_COMMON = 512     /* seen as an ordinary word in the language's texts */
};

/* Ordinary words of many languages: a Bloom filter (1970) over (word, language, TAG_LISTED or
** TAG_COMMON), so a word is never missed and a stranger taken for one in about 1 of 150 cases. */
typedef struct TaggerCommon {
  const uint8_t *bits; /* NULL: there is none */
  uint64_t size;       /* in bits */
} TaggerCommon;
#define TAGGER_PROBES 4

static inline uint64_t tagger_common_key(uint64_t word, Language language, unsigned flag) {
  return hash_mix(hash_mix(word, language), flag);
}
static inline uint64_t tagger_common_bit(uint64_t size, uint64_t key, unsigned probe) {
  uint64_t x = (key + probe * (key >> 32 | 1)) * 0x9e3779b97f4a7c15u;
  return (x >> 32) * size >> 32;
}

static inline int tagger_common_has(const TaggerCommon *common, uint64_t word, Language language,
                                    unsigned flag) {
  uint64_t key = tagger_common_key(word, language, flag);
  for (unsigned probe = 0; probe < TAGGER_PROBES; probe++) {
    uint64_t bit = tagger_common_bit(common->size, key, probe);
    if (!(common->bits[bit >> 3] >> (bit & 7) & 1)) return 0;
  }
  return 1;
}

/* How the words of a text are cased elsewhere in it. */
typedef struct TaggerCase TaggerCase;

typedef struct TaggerWindow {
  const Document *doc;
  const TaggerCase *cases;
  TaggerCommon common;
  uint64_t language; /* hash of doc->language; 0 when undecided */
  size_t count;
  int headline; /* most words are capitals or capitalised: case says little */
  int starts;   /* the window begins where the sentence begins */
  TaggerUnit unit[TAGGER_WINDOW];
} TaggerWindow;

/* In the document's arena; NULL when memory is short (doc->rc set). */
TaggerCase *tagger_case_new(Document *doc);

/* Fill the window with units from token *token on, up to `end_token` or until it is full; *token
** and *within (bytes already used of a CJK token) advance. Reads evidence[*next ...] in step. */
void tagger_window_fill(TaggerWindow *window, uint32_t *token, uint32_t *within, uint32_t end_token,
                        const TaggerEvidence *evidence, size_t evidence_count, size_t *next);
/* Sentences [s, result) are tagged in one go, because their ends are doubtful. */
size_t tagger_sequence_end(const Document *doc, size_t s);
int tagger_window_table(const TaggerWindow *window);

/* The features of unit i as hashes; returns how many (at most TAGGER_FEATURES). */
size_t tagger_unit_features(const TaggerWindow *window, size_t i, uint64_t out[TAGGER_FEATURES]);

#endif
