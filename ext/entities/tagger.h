/* tagger.h: the learnt tagger of names: a linear-chain CRF that marks persons, organisations,
** places, nationalities and groups, and other names. See tagger.c for the model.
**
** The tagger sees units, not always tokens: a token of words written with spaces is one unit; a
** token of Han or kana (TOKEN_CJK in those scripts) is as many units as it has characters, because
** a dictionary cuts unknown names wrongly. So a result is a span of bytes; its ends need not be
** ends of tokens in Chinese and Japanese.
**
** What is known of names beforehand (the gazetteer, titles, lists of first names) comes in as
** evidence: spans that the caller found in the text, each with a set of kinds. The tagger weighs
** it; it never copies it. A word with an Arabic proclitic is tagged whole: the caller cuts the
** proclitic from the result ("وكازاخستان" comes back whole). */
#ifndef GLOSS_ENTITIES_TAGGER_H
#define GLOSS_ENTITIES_TAGGER_H
#include "model/model.h"
#include "text/document.h"

enum {                        /* kinds of evidence, a set; never renumber without training again */
       EVIDENCE_PER = 1,      /* a known person, full name */
       EVIDENCE_ORG = 2,      /* a known organisation */
       EVIDENCE_LOC = 4,      /* a known place */
       EVIDENCE_NORP = 8,     /* a demonym, nation, religion, party member */
       EVIDENCE_MISC = 16,    /* another known name */
       EVIDENCE_GIVEN = 32,   /* a first name */
       EVIDENCE_SURNAME = 64, /* a surname (also: of a known person, alone) */
       EVIDENCE_TITLE = 128,  /* stands before or after a person: president, Mr, general */
       EVIDENCE_ORG_HEAD =
           256, /* ministry, bank, university, party: begins or ends an organisation */
       EVIDENCE_ORG_SUFFIX = 512, /* Ltd, AG, ООО */
       EVIDENCE_LOC_HEAD = 1024,  /* city of, province, river, mount, street */
       EVIDENCE_WEAK = 2048,      /* the form is risky alone: also a common word, or an acronym */
       EVIDENCE_INFLECTED = 4096, /* matched only by its stem */
       EVIDENCE_KINDS = 13
};

typedef struct TaggerEvidence {
  Span span;      /* bytes of doc->text; Arabic: the word with or without its proclitics */
  uint32_t kinds; /* EVIDENCE_ bits */
} TaggerEvidence;

typedef struct TaggerSpan {
  Span span;            /* bytes of doc->text */
  uint32_t first_token; /* tokens it touches: [first_token, end_token) */
  uint32_t end_token;
  uint8_t type; /* EntityType */
  float score;  /* P(exactly this span with this type), from the CRF's marginals */
} TaggerSpan;

typedef struct Tagger Tagger; /* bound to a model; read-only, may be shared by threads */

/* NULL when memory is short or the model is damaged (*error says which, a literal). The model's
** data must outlive the tagger. */
Tagger *tagger_open(const Model *model, const char **error);
void tagger_close(Tagger *tagger);
/* 1: the word (hash of its folded form) is known as an ordinary one of the language. */
int tagger_is_common(const Tagger *tagger, Language language, uint64_t word);

/* Tags all sentences of the document (doc->tokens and doc->language must be there). `evidence` is
** in order of span.start, may overlap, and may be NULL when evidence_count is 0. Returns the names
** in text order, not overlapping, in the document's arena; NULL with *count 0 when there are none
** or doc->rc is set. Linear in tokens and evidence. */
TaggerSpan *tagger_run(const Tagger *tagger, Document *doc, const TaggerEvidence *evidence,
                       size_t evidence_count, size_t *count);

#endif
