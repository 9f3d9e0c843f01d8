/* segment_rules.h: the segmenter's questions answered from the lexicon tables abbreviations.tsv
** (language, form) and clitics.tsv (language, form, side = prefix or suffix). */
#ifndef GLOSS_MODEL_SEGMENT_RULES_H
#define GLOSS_MODEL_SEGMENT_RULES_H
#include "model/lexicon.h"
#include "text/segment.h"

typedef struct SegmentRulesLexicon {
  const Lexicon *lexicon;
  int abbreviations, clitics, side; /* tables and a column */
} SegmentRulesLexicon;

/* The rules; context must live as long as they are used. */
SegmentRules segment_rules(SegmentRulesLexicon *context, const Lexicon *lexicon);

#endif
