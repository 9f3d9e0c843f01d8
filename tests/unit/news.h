/* news.h: the embedded lexicon with what hangs on it; and for tests of the late stages a document of
** one block per line, cut into tokens, with mentions given by their surface, so that a test depends
** on its own room alone. */
#ifndef GLOSS_TESTS_NEWS_H
#define GLOSS_TESTS_NEWS_H
#include "language/stem.h"
#include "model/embed.h"
#include "model/lexicon.h"
#include "model/segment_rules.h"
#include "text/segment.h"
#include <stdlib.h>
#include <string.h>

typedef struct News {
  Model model;
  Lexicon *lexicon;
  Stemmer *stemmer;
  SegmentRulesLexicon context;
  Segmenter *segmenter;
} News;

static inline void news_open(News *news) {
  const uint8_t *data = NULL;
  size_t size = 0;
  const char *error = NULL;
  memset(news, 0, sizeof *news);
  if (!embed_model("lexicon", &data, &size) || model_open(&news->model, data, size)) abort();
  news->lexicon = lexicon_open(&news->model, &error);
  if (!news->lexicon) abort();
  news->stemmer = stemmer_open(news->lexicon);
  SegmentRules rules = segment_rules(&news->context, news->lexicon);
  news->segmenter = segmenter_new(&rules);
  if (!news->stemmer || !news->segmenter) abort();
}

static inline void news_close(News *news) {
  segmenter_free(news->segmenter);
  stemmer_close(news->stemmer);
  lexicon_free(news->lexicon);
}

static inline void news_lines(Document *doc) {
  for (uint32_t i = 0; i < doc->size;) {
    uint32_t end = i;
    while (end < doc->size && doc->text[end] != '\n') end++;
    Block *block = end > i ? document_push(doc, blocks) : NULL;
    if (block) *block = (Block){{i, end}, BLOCK_PARAGRAPH, 1, 1.0f};
    i = end + 1;
  }
}

static inline uint32_t news_entity(Document *doc, const char *name, EntityType type) {
  for (uint32_t i = 0; i < doc->entities.count; i++)
    if (!strcmp(doc->entities.items[i].name.data, name)) return i;
  Entity *entity = document_push(doc, entities);
  if (!entity) abort();
  entity->type = (uint8_t)type;
  entity->name = (Text){name, (uint32_t)strlen(name)};
  return (uint32_t)doc->entities.count - 1;
}

/* `names`: "PER:Surface|LOC:Surface|..."; every occurrence of a surface is a mention. */
static inline void news_mentions(Document *doc, char *names) {
  static const char *types[] = {"PER", "ORG", "LOC", "NORP", "MISC"};
  for (uint32_t at = 0; at < doc->size; at++) {
    if ((doc->text[at] & 0xC0) == 0x80) continue;
    for (char *name = names; *name; name += strlen(name) + 1) {
      char *colon = strchr(name, ':');
      size_t size = strlen(colon + 1);
      if (at + size > doc->size || memcmp(doc->text + at, colon + 1, size)) continue;
      int type = 0;
      while (type < 4 && strncmp(types[type], name, (size_t)(colon - name))) type++;
      uint32_t entity = news_entity(doc, colon + 1, (EntityType)type);
      Mention *mention = document_push(doc, mentions);
      if (!mention) abort();
      mention->span = (Span){at, at + (uint32_t)size};
      mention->entity = entity;
      mention->type = (uint8_t)type;
      mention->first_token = (uint32_t)document_token_at(doc, at);
      mention->end_token = mention->first_token;
      while (mention->end_token < doc->tokens.count &&
             doc->tokens.items[mention->end_token].span.start < at + size)
        mention->end_token++;
      mention->sentence = doc->tokens.items[mention->first_token].sentence;
      at += (uint32_t)size - 1;
      break;
    }
  }
}

static inline void news_document(News *news, Document *doc, const char *language, const char *text,
                                 const char *names) {
  static char list[4096];
  document_open(doc, text, strlen(text));
  document_set_language(doc, language, strlen(language));
  news_lines(doc);
  segment_run(doc, news->segmenter);
  memset(list, 0, sizeof list);
  strncpy(list, names, sizeof list - 2);
  for (char *p = list; *p; p++)
    if (*p == '|') *p = 0;
  news_mentions(doc, list);
}

static inline int news_is(const Document *doc, Span span, const char *text) {
  Text found = document_text(doc, span);
  return found.size == strlen(text) && !memcmp(found.data, text, found.size);
}

#endif
