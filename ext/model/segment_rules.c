/* segment_rules.c: see segment_rules.h. */
#include "model/segment_rules.h"

static int rules_abbreviation(void *context, Language language, const void *fold, size_t size) {
  const SegmentRulesLexicon *rules = context;
  LexiconMatch match;
  return lexicon_find(rules->lexicon, rules->abbreviations, language, fold, size, &match);
}

static int rules_clitic(void *context, Language language, const void *fold, size_t size) {
  const SegmentRulesLexicon *rules = context;
  LexiconMatch match;
  if (!lexicon_find(rules->lexicon, rules->clitics, language, fold, size, &match)) return 0;
  Text side = lexicon_field(rules->lexicon, rules->clitics, match.row, rules->side);
  return side.size && side.data[0] == 'p' ? 1 : 2;
}

SegmentRules segment_rules(SegmentRulesLexicon *context, const Lexicon *lexicon) {
  context->lexicon = lexicon;
  context->abbreviations = lexicon_table(lexicon, "abbreviations");
  context->clitics = lexicon_table(lexicon, "clitics");
  context->side = lexicon_column(lexicon, context->clitics, "side");
  return (SegmentRules){context, rules_abbreviation, rules_clitic};
}
