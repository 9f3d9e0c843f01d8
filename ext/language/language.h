/* language.h: which language a text is in. See language.c for the method.
** Texts are UTF-8 (any bytes are defined); sizes are bytes. */
#ifndef GLOSS_LANGUAGE_LANGUAGE_H
#define GLOSS_LANGUAGE_LANGUAGE_H
#include "model/model.h"
#include "text/document.h"

typedef struct LanguageModel LanguageModel;

/* NULL when memory is short or the model is damaged (*error says which, a literal). */
LanguageModel *language_open(const Model *model, const char **error);
void language_close(LanguageModel *lm);
size_t language_count(const LanguageModel *lm);
const char *language_tag(const LanguageModel *lm, size_t i);

#define LANGUAGE_CANDIDATES 8
typedef struct LanguageCandidate {
  const char *tag;    /* BCP-47 as SQL.md says: "ar", "sr-Latn", "zh-Hant"; "und" */
  const char *script; /* ISO 15924 */
  float score;        /* probability; a text's candidates sum to 1 */
  float share;        /* of the text's letters */
} LanguageCandidate;

/* The document's language; tag "und" when undecided. Returns its score. Bounded work on long
** texts (sampling). */
float language_detect(const LanguageModel *lm, const void *text, size_t size, const char **tag);
/* Best first, at most LANGUAGE_CANDIDATES; returns how many (0 for a text without letters). */
int language_candidates(const LanguageModel *lm, const void *text, size_t size,
                        LanguageCandidate out[LANGUAGE_CANDIDATES]);

typedef struct LanguageSpan {
  Span span;
  const char *tag;
  float score;
} LanguageSpan;
/* Maximal runs of one language, gap-free over the document's text (white space belongs to the run
** before it). Stored in the document's arena; rc is set on failure. */
LanguageSpan *language_spans(const LanguageModel *lm, Document *doc, size_t *count);

#endif
