/* run.h: a document from a few lines of text, through segmentation and entities. */
#ifndef GLOSS_TESTS_ENTITIES_RUN_H
#define GLOSS_TESTS_ENTITIES_RUN_H
#include "entities/entities.h"
#include "model/embed.h"
#include "text/segment.h"
#include <string.h>
#include "unit/check.h"

static EntitiesModel *run_model;
static Segmenter *run_segmenter;

static inline int run_open(void) {
  const uint8_t *data;
  size_t size;
  const char *error = NULL;
  Model gazetteer = {NULL, 0}, tagger = {NULL, 0};
  CHECK(embed_model("gazetteer", &data, &size));
  CHECK(model_open(&gazetteer, data, size) == NULL);
  run_model = entities_open(&tagger, &gazetteer, NULL, NULL, &error);
  run_segmenter = segmenter_new(NULL);
  CHECK(run_model != NULL && run_segmenter != NULL && error == NULL);
  return run_model && run_segmenter;
}

static inline void run_close(void) {
  entities_close(run_model);
  segmenter_free(run_segmenter);
}

/* Every line is a block. */
static inline void run_text(Document *doc, const char *language, const char *text,
                            const NameList *names) {
  document_open(doc, text, strlen(text));
  document_set_language(doc, language, strlen(language));
  for (const char *line = text; *line;) {
    size_t size = strcspn(line, "\n");
    Block *block = size ? document_push(doc, blocks) : NULL;
    if (block) {
      block->span = (Span){(uint32_t)(line - text), (uint32_t)(line - text + (long)size)};
      block->kind = BLOCK_PARAGRAPH;
      block->body = 1;
    }
    line += size;
    if (*line) line++;
  }
  segment_run(doc, run_segmenter);
  entities_run(doc, run_model, names);
  CHECK(doc->rc == STATUS_OK);
}

static inline int text_is(Text text, const char *expected) {
  return text.data && text.size == strlen(expected) && !memcmp(text.data, expected, text.size);
}

/* The mention whose text this is, NULL if there is none. */
static inline const Mention *run_mention(const Document *doc, const char *surface) {
  for (size_t i = 0; i < doc->mentions.count; i++)
    if (text_is(document_text(doc, doc->mentions.items[i].span), surface))
      return &doc->mentions.items[i];
  return NULL;
}

/* Is there such a mention, of this type and (if id is not NULL) with this id? */
static inline int run_has(const Document *doc, const char *surface, EntityType type,
                          const char *id) {
  const Mention *m = run_mention(doc, surface);
  if (!m || m->type != type) return 0;
  return !id || text_is(doc->entities.items[m->entity].id, id);
}

#endif
