/* tagger_train_texts.h: private part of tagger_train.c: reads tagged sentences and plain text, and
** joins sentences to texts whose words remember the name they belong to. */
#ifndef GLOSS_ENTITIES_TAGGER_TRAIN_TEXTS_H
#define GLOSS_ENTITIES_TAGGER_TRAIN_TEXTS_H
#include "entities/tagger_crf.h"
#include "text/document.h"
#include "text/fold.h"
#include "text/hash.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

static void *take(size_t count, size_t item) {
  void *block = calloc(count ? count : 1, item);
  if (!block) {
    fprintf(stderr, "tagger_train: out of memory\n");
    exit(1);
  }
  return block;
}

static void *grow(void *items, size_t count, size_t *capacity, size_t item) {
  if (count < *capacity) return items;
  *capacity = *capacity ? *capacity * 2 : 1024;
  void *larger = realloc(items, *capacity * item);
  if (!larger) {
    fprintf(stderr, "tagger_train: out of memory\n");
    exit(1);
  }
  return larger;
}

typedef struct Random {
  uint64_t seed, step;
} Random;
static uint64_t random_next(Random *random) { return hash_mix(random->seed, ++random->step); }
static double random_unit(Random *random) {
  return (double)(random_next(random) >> 11) / 9007199254740992.0;
}

/* ---- reading ---------------------------------------------------------------------------------*/

typedef struct Word {
  uint32_t text, size; /* in Source.text */
  uint8_t label;
} Word;

enum { SEEN_BITS = 22 };

typedef struct Source {
  const char *path;
  char language[8], name[40];
  char *text;
  Word *words;
  size_t word_count, word_capacity;
  size_t *sentence; /* first word of each; one more at the end */
  size_t sentence_count, sentence_capacity;
  int has_misc, has_norp;
  int list;      /* plain: words, not sentences */
  int learn;     /* plain: names in it are learnt from */
  int cased;     /* plain: written with capitals; else taught as a language of its own */
  int chosen;    /* plain: the first word was chosen for being no name */
  int plain;     /* a .txt of sentences without tags */
  uint8_t *seen; /* plain: how often a word stands in it, up to 255, by SEEN_BITS of its hash */
} Source;

/* Historic newspapers read by machine: adjoining words of one name are often tagged one by one. */
static int source_splits(const Source *source) { return !strncmp(source->name, "europeana", 9); }

static int label_of(const char *tag) {
  static const char *const types[] = {"PER", "ORG", "LOC", "NORP", "MISC"};
  if ((tag[0] != 'B' && tag[0] != 'I') || tag[1] != '-') return CRF_OUTSIDE;
  for (int type = 0; type < CRF_TYPES; type++)
    if (!strcmp(tag + 2, types[type])) return tag[0] == 'B' ? CRF_BEGIN(type) : CRF_INSIDE(type);
  return CRF_OUTSIDE;
}

static void source_sentence(Source *source) {
  size_t last = source->sentence_count ? source->sentence[source->sentence_count - 1] : SIZE_MAX;
  if (last == source->word_count) return;
  source->sentence = grow(source->sentence, source->sentence_count, &source->sentence_capacity,
                          sizeof *source->sentence);
  source->sentence[source->sentence_count++] = source->word_count;
}

static char *read_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) {
    fprintf(stderr, "tagger_train: cannot read %s\n", path);
    exit(1);
  }
  long size = ftell(file);
  rewind(file);
  char *text = take((size_t)size + 1, 1);
  if (bytes) *bytes = (size_t)size;
  if (fread(text, 1, (size_t)size, file) != (size_t)size) exit(1);
  fclose(file);
  return text;
}

/* Lines of plain text: cut at spaces, everything untagged. */
static void source_plain(Source *source) {
  source->plain = 1;
  if (source->learn) source->seen = take((size_t)1 << SEEN_BITS, 1);
  for (char *p = source->text; *p;) {
    size_t size = strcspn(p, " \n");
    if (size) {
      source->words =
          grow(source->words, source->word_count, &source->word_capacity, sizeof *source->words);
      source->words[source->word_count++] =
          (Word){(uint32_t)(p - source->text), (uint32_t)size, CRF_OUTSIDE};
    }
    p += size;
    if (*p == '\n') source_sentence(source);
    if (*p) p++;
  }
  source_sentence(source);
}

/* A mark tagged as a name by itself ("@" before a user's name) is none. */
static void source_clean(Source *source) {
  for (size_t i = 0; i < source->word_count; i++) {
    Word *word = &source->words[i];
    if (!word->label || CRF_IS_INSIDE(word->label) || word->size != 1) continue;
    int goes_on = i + 1 < source->word_count && CRF_IS_INSIDE(word[1].label);
    if (!goes_on && u_ispunct((UChar32)source->text[word->text])) word->label = CRF_OUTSIDE;
  }
}

static void source_read(Source *source, const char *path) {
  source->learn = *path == '+';
  path += source->learn;
  source->list = strstr(path, "words/") != NULL;
  const char *base = strrchr(path, '/');
  base = base ? base + 1 : path;
  source->path = path;
  snprintf(source->language, sizeof source->language, "%.*s", (int)strcspn(base, "-."), base);
  const char *name = base + strcspn(base, ".") + (strchr(base, '.') != NULL);
  snprintf(source->name, sizeof source->name, "%.*s", (int)strcspn(name, "."), name);
  source->text = read_file(path, NULL);
  source_sentence(source);
  if (strlen(base) > 4 && !strcmp(base + strlen(base) - 4, ".txt")) {
    source_plain(source);
    return;
  }
  for (char *line = source->text; *line;) {
    char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
    *end = 0;
    char *tab = strchr(line, '\t');
    if (tab) {
      *tab = 0;
      source->words =
          grow(source->words, source->word_count, &source->word_capacity, sizeof *source->words);
      tab[1 + strcspn(tab + 1, "\r\n")] = 0;
      Word *word = &source->words[source->word_count++];
      *word = (Word){(uint32_t)(line - source->text), (uint32_t)(tab - line),
                     (uint8_t)label_of(tab + 1)};
      source->has_misc |= word->label && CRF_TYPE(word->label) == ENTITY_MISC;
      source->has_norp |= word->label && CRF_TYPE(word->label) == ENTITY_NORP;
    } else {
      source_sentence(source);
    }
    line = next;
  }
  source_sentence(source);
  source_clean(source);
}

/* ---- texts -----------------------------------------------------------------------------------*/

typedef struct Gold { /* a word in the text that was made */
  Span span;
  uint32_t name; /* running number of the name it belongs to; 0 none */
  uint8_t type;
} Gold;

typedef struct Made {
  Buffer text;
  Span *blocks;
  size_t block_count, block_capacity;
  Gold *gold;
  size_t gold_count, gold_capacity;
  uint32_t names;
  int natural; /* punctuation without spaces around it */
  int casing;  /* 0 as is, 1 all capitals, 2 lower case */
} Made;

static int no_space_before(const char *word, size_t size) {
  static const char *const marks[] = {",", ".", ";",  ":",  "!",   "?", ")", "]",
                                      "}", "%", "»",  "”",  "’",   "…", "،", "؛",
                                      "؟", "।", "'s", "’s", "n't", "։", "՝"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (strlen(marks[i]) == size && !memcmp(marks[i], word, size)) return 1;
  return 0;
}
static int no_space_after(const char *word, size_t size) {
  static const char *const marks[] = {"(", "[", "{", "«", "“", "„", "‘", "#", "@", "$", "¿", "¡"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (strlen(marks[i]) == size && !memcmp(marks[i], word, size)) return 1;
  return 0;
}

static int script_spaceless(const char *word, size_t size) {
  uint32_t c;
  utf8_decode((const uint8_t *)word, (const uint8_t *)word + size, &c);
  return (c >= 0xE00 && c < 0xF00) || (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0xFF00 && c < 0xFFF0);
}

static void made_word(Made *made, const char *word, size_t size) {
  const uint8_t *p = (const uint8_t *)word, *end = p + size;
  while (p < end) {
    uint32_t c, fold[FOLD_MAX];
    p = utf8_decode(p, end, &c);
    if (c == 0 || c == UTF8_REPLACEMENT) continue;
    if (made->casing == 1) {
      if ((c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000)) { /* no tonos on capitals */
        int n = fold_codepoint(c, fold);
        if (n == 1) c = fold[0];
      }
      c = (uint32_t)u_toupper((UChar32)c);
    } else if (made->casing == 2) {
      c = (uint32_t)u_tolower((UChar32)c);
    }
    buffer_codepoint(&made->text, c);
  }
}

static int before_end(const Source *source, const Word *word) { /* last byte of the word before */
  return source->text[word[-1].text + word[-1].size - 1];
}

static int needs_space(const Made *made, const char *before, size_t before_size, const char *word,
                       size_t size, int quote_open) {
  if (script_spaceless(before, before_size) || script_spaceless(word, size)) return 0;
  if (!made->natural) return 1;
  if (no_space_before(word, size) || no_space_after(before, before_size)) return 0;
  if (size == 1 && *word == '"' && quote_open) return 0;
  if (before_size == 1 && *before == '"' && quote_open) return 0;
  return 1;
}

static void made_sentence(Made *made, const Source *source, size_t s) {
  size_t first = source->sentence[s], end = source->sentence[s + 1];
  if (made->text.size) buffer_byte(&made->text, '\n');
  uint32_t start = (uint32_t)made->text.size;
  int quote_open = 0;
  for (size_t i = first; i < end; i++) {
    const Word *word = &source->words[i];
    const char *text = source->text + word->text;
    int is_quote = word->size == 1 && *text == '"';
    if (i > first) {
      const Word *before = word - 1;
      if (needs_space(made, source->text + before->text, before->size, text, word->size,
                      quote_open))
        buffer_byte(&made->text, ' ');
    }
    if (is_quote) quote_open = !quote_open;
    made->gold = grow(made->gold, made->gold_count, &made->gold_capacity, sizeof *made->gold);
    Gold *gold = &made->gold[made->gold_count++];
    gold->span.start = (uint32_t)made->text.size;
    made_word(made, text, word->size);
    gold->span.end = (uint32_t)made->text.size;
    gold->type = word->label ? (uint8_t)CRF_TYPE(word->label) : 0;
    int goes_on = word->label && i > first && gold[-1].name && gold[-1].type == gold->type &&
                  (CRF_IS_INSIDE(word->label) ||
                   (source_splits(source) && !strchr(".,;:?!", before_end(source, word))));
    if (word->label && !goes_on) made->names++;
    gold->name = word->label ? made->names : 0;
  }
  made->blocks = grow(made->blocks, made->block_count, &made->block_capacity, sizeof(Span));
  if (made->text.size > start)
    made->blocks[made->block_count++] = (Span){start, (uint32_t)made->text.size};
}

#endif
