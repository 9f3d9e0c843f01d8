/* analysis.c: see analysis.h.
**
** What depends on what is one table, stages[]: a stage's row names the stages before it, so asking
** for dates runs language, blocks, tokens and dates, and no gazetteer is opened for it. */
#include "sqlite/analysis.h"
#include "blocks/blocks.h"
#include "dates/dates.h"
#include "events/events.h"
#include "language/stem.h"
#include "model/embed.h"
#include "model/segment_rules.h"
#include "quantities/quantities.h"
#include "quotes/quotes.h"
#include "text/memory.h"
#include "text/segment.h"
#include <stdio.h>
#include <string.h>

struct Analysis {
  Lexicon *lexicon;
  Stemmer *stemmer;
  LanguageModel *language;
  BlocksModel *blocks;
  EntitiesModel *entities;
  Segmenter *segmenter;
  Latin *latin;
  Model lexicon_model, language_model, blocks_model, tagger_model, gazetteer_model;
  SegmentRulesLexicon segment_context;
  char error[160];
};

Analysis *analysis_new(void) {
  return memory_zero(sizeof(Analysis));
}

void analysis_free(Analysis *analysis) {
  if (!analysis) return;
  if (analysis->entities) entities_close(analysis->entities);
  if (analysis->blocks) blocks_close(analysis->blocks);
  if (analysis->language) language_close(analysis->language);
  if (analysis->latin) latin_free(analysis->latin);
  if (analysis->segmenter) segmenter_free(analysis->segmenter);
  if (analysis->stemmer) stemmer_close(analysis->stemmer);
  if (analysis->lexicon) lexicon_free(analysis->lexicon);
  memory_free(analysis);
}

const char *analysis_error(const Analysis *analysis) { return analysis->error; }

/* ---- opening, each at first use; 0 or a status ---- */

static int open_failed(Analysis *analysis, const char *name, const char *what) {
  if (!what || strstr(what, "memory")) return STATUS_NOMEM;
  snprintf(analysis->error, sizeof analysis->error, "gloss: model %s: %s", name, what);
  return STATUS_CORRUPT;
}

static int open_model(Analysis *analysis, Model *model, const char *name) {
  const uint8_t *data;
  size_t size;
  if (model->data) return STATUS_OK;
  if (!embed_model(name, &data, &size)) {
    snprintf(analysis->error, sizeof analysis->error, "gloss: this build has no model %s", name);
    return STATUS_ERROR;
  }
  const char *error = model_open(model, data, size);
  if (!error) return STATUS_OK;
  model->data = NULL;
  return open_failed(analysis, name, error);
}

static int open_lexicon(Analysis *analysis) {
  const char *error = NULL;
  if (analysis->lexicon) return STATUS_OK;
  int rc = open_model(analysis, &analysis->lexicon_model, "lexicon");
  if (rc) return rc;
  analysis->lexicon = lexicon_open(&analysis->lexicon_model, &error);
  return analysis->lexicon ? STATUS_OK : open_failed(analysis, "lexicon", error);
}

static int open_stemmer(Analysis *analysis) {
  if (analysis->stemmer) return STATUS_OK;
  int rc = open_lexicon(analysis);
  if (rc) return rc;
  analysis->stemmer = stemmer_open(analysis->lexicon);
  return analysis->stemmer ? STATUS_OK : STATUS_NOMEM;
}

static int open_language(Analysis *analysis) {
  const char *error = NULL;
  if (analysis->language) return STATUS_OK;
  int rc = open_model(analysis, &analysis->language_model, "language");
  if (rc) return rc;
  analysis->language = language_open(&analysis->language_model, &error);
  return analysis->language ? STATUS_OK : open_failed(analysis, "language", error);
}

static int open_blocks(Analysis *analysis) {
  const char *error = NULL;
  if (analysis->blocks) return STATUS_OK;
  int rc = open_lexicon(analysis);
  if (!rc) rc = open_model(analysis, &analysis->blocks_model, "blocks");
  if (rc) return rc;
  analysis->blocks = blocks_open(&analysis->blocks_model, analysis->lexicon, &error);
  return analysis->blocks ? STATUS_OK : open_failed(analysis, "blocks", error);
}

static int open_segmenter(Analysis *analysis) {
  if (analysis->segmenter) return STATUS_OK;
  int rc = open_lexicon(analysis);
  if (rc) return rc;
  SegmentRules rules = segment_rules(&analysis->segment_context, analysis->lexicon);
  analysis->segmenter = segmenter_new(&rules);
  return analysis->segmenter ? STATUS_OK : STATUS_NOMEM;
}

static int open_entities(Analysis *analysis) {
  const char *error = NULL;
  if (analysis->entities) return STATUS_OK;
  int rc = open_stemmer(analysis);
  if (!rc) rc = open_model(analysis, &analysis->tagger_model, "tagger");
  if (!rc) rc = open_model(analysis, &analysis->gazetteer_model, "gazetteer");
  if (rc) return rc;
  analysis->entities = entities_open(&analysis->tagger_model, &analysis->gazetteer_model,
                                     analysis->lexicon, analysis->stemmer, &error);
  return analysis->entities ? STATUS_OK : open_failed(analysis, "entities", error);
}

const LanguageModel *analysis_language(Analysis *analysis, int *rc) {
  *rc = open_language(analysis);
  return analysis->language;
}

const Stemmer *analysis_stemmer(Analysis *analysis, int *rc) {
  *rc = open_stemmer(analysis);
  return analysis->stemmer;
}

Latin *analysis_latin(Analysis *analysis) {
  if (!analysis->latin) analysis->latin = latin_new();
  return analysis->latin;
}

/* ---- running ---- */

static void run_language(Analysis *analysis, Document *doc, const NameList *names) {
  (void)names;
  const char *tag = "und";
  language_detect(analysis->language, doc->text, doc->size, &tag);
  document_set_language(doc, tag, strlen(tag));
}

static void run_blocks(Analysis *analysis, Document *doc, const NameList *names) {
  (void)names;
  blocks_run(doc, analysis->blocks);
}

static void run_tokens(Analysis *analysis, Document *doc, const NameList *names) {
  (void)names;
  segment_run(doc, analysis->segmenter);
  if (!doc->rc) lexicon_mark(analysis->lexicon, doc);
}

/* What a user's own name gives to an entity must outlive that name. */
static void keep_text(Document *doc, Text *text) {
  if (!text->data || !text->size) return;
  char *copy = arena_copy(&doc->arena, text->data, text->size);
  if (copy)
    text->data = copy;
  else
    doc->rc = STATUS_NOMEM;
}

static void run_entities(Analysis *analysis, Document *doc, const NameList *names) {
  entities_run(doc, analysis->entities, names);
  for (size_t i = 0; names && !doc->rc && i < doc->entities.count; i++) {
    keep_text(doc, &doc->entities.items[i].name);
    keep_text(doc, &doc->entities.items[i].id);
  }
}

static void run_dates(Analysis *analysis, Document *doc, const NameList *names) {
  (void)names;
  dates_run(doc, analysis->lexicon);
}

static void run_quantities(Analysis *analysis, Document *doc, const NameList *names) {
  (void)names;
  quantities_run(doc, analysis->lexicon);
}

static void run_quotes(Analysis *analysis, Document *doc, const NameList *names) {
  (void)names;
  quotes_run(doc, analysis->lexicon, analysis->stemmer);
}

static void run_events(Analysis *analysis, Document *doc, const NameList *names) {
  (void)names;
  events_run(doc, analysis->lexicon, analysis->stemmer);
}

static const struct Stage {
  unsigned bit;
  unsigned needs; /* stages that must have run before, all of them */
  int (*open)(Analysis *);
  void (*run)(Analysis *, Document *, const NameList *);
} stages[] = {
    {STAGE_LANGUAGE, 0, open_language, run_language},
    {STAGE_BLOCKS, 0, open_blocks, run_blocks},
    {STAGE_TOKENS, STAGE_LANGUAGE | STAGE_BLOCKS, open_segmenter, run_tokens},
    {STAGE_ENTITIES, STAGE_LANGUAGE | STAGE_BLOCKS | STAGE_TOKENS, open_entities, run_entities},
    {STAGE_DATES, STAGE_LANGUAGE | STAGE_BLOCKS | STAGE_TOKENS, open_lexicon, run_dates},
    {STAGE_QUANTITIES, STAGE_LANGUAGE | STAGE_BLOCKS | STAGE_TOKENS | STAGE_DATES, open_lexicon,
     run_quantities},
    {STAGE_QUOTES,
     STAGE_LANGUAGE | STAGE_BLOCKS | STAGE_TOKENS | STAGE_ENTITIES | STAGE_DATES | STAGE_QUANTITIES,
     open_stemmer, run_quotes},
    {STAGE_EVENTS,
     STAGE_LANGUAGE | STAGE_BLOCKS | STAGE_TOKENS | STAGE_ENTITIES | STAGE_DATES |
         STAGE_QUANTITIES | STAGE_QUOTES,
     open_stemmer, run_events},
};
#define STAGES (sizeof stages / sizeof *stages)

static void run_stage(Analysis *analysis, Document *doc, const NameList *names, size_t i) {
  doc->rc = stages[i].open(analysis);
  if (doc->rc) return;
  stages[i].run(analysis, doc, names);
  if (!doc->rc) doc->rc = doc->arena.rc;
  if (!doc->rc) doc->rc = doc->folds.rc;
  if (!doc->rc) doc->done |= stages[i].bit;
}

int analysis_run(Analysis *analysis, Document *doc, const NameList *names, unsigned wanted) {
  for (size_t i = STAGES; i-- > 0;)
    if (wanted & stages[i].bit) wanted |= stages[i].needs;
  analysis->error[0] = 0;
  for (size_t i = 0; i < STAGES && !doc->rc; i++)
    if ((wanted & ~doc->done) & stages[i].bit) run_stage(analysis, doc, names, i);
  return doc->rc;
}

/* all of the text without the white space around it, as one paragraph */
static void take_as_one_block(Document *doc) {
  const uint8_t *from = doc->text, *end = from + doc->size, *next;
  uint32_t c;
  while (from < end && (next = utf8_next(from, &c), char_is_space(c))) from = next;
  while (end > from && (next = utf8_previous(from, end, &c), char_is_space(c))) end = next;
  if (from == end) return;
  Block *block = document_push(doc, blocks);
  if (!block) return;
  block->span.start = (uint32_t)(from - doc->text);
  block->span.end = (uint32_t)(end - doc->text);
  block->kind = BLOCK_PARAGRAPH;
  block->body = 1;
  block->score = 1;
}

int analysis_tokenize(Analysis *analysis, Document *doc, int detect_language) {
  if (!doc->rc) take_as_one_block(doc);
  doc->done |= STAGE_BLOCKS;
  if (!detect_language) doc->done |= STAGE_LANGUAGE;
  return analysis_run(analysis, doc, NULL, STAGE_TOKENS);
}

Text analysis_title(Analysis *analysis, Document *doc) {
  (void)analysis;
  return blocks_title(doc);
}

Text analysis_published(Analysis *analysis, Document *doc) {
  (void)analysis;
  return dates_published(doc);
}
