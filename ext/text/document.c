/* document.c: opening a text and mapping bytes to SQL's characters. See document.h. */
#include "text/document.h"
#include "text/memory.h"
#include <string.h>

#define CHECKPOINT 64u /* one checkpoint of the byte-to-character map per so many */

/* The text as valid UTF-8: each malformed character becomes U+FFFD. */
static void document_clean(Document *doc) {
  Buffer clean = {0};
  const uint8_t *p = doc->source, *end = p + doc->source_size;
  while (p < end) {
    uint32_t c;
    p = utf8_decode(p, end, &c);
    buffer_codepoint(&clean, c);
  }
  if (!clean.rc && clean.size) {
    doc->text = (const uint8_t *)arena_copy(&doc->arena, clean.data, clean.size);
    doc->size = clean.size;
  }
  if (clean.rc || doc->arena.rc) doc->rc = STATUS_NOMEM;
  buffer_free(&clean);
}

static void document_map_text(Document *doc) {
  uint32_t *map = arena_array(&doc->arena, doc->size / CHECKPOINT + 2, sizeof *map);
  if (!map) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  uint32_t count = 0;
  for (size_t i = 0; i <= doc->size; i += CHECKPOINT) {
    size_t left = doc->size - i;
    map[i / CHECKPOINT] = count;
    count += (uint32_t)utf8_count_valid(doc->text + i, left < CHECKPOINT ? left : CHECKPOINT);
  }
  doc->characters = map;
}

/* Only for malformed texts: where each 64th character begins in the source. */
static void document_map_source(Document *doc) {
  size_t characters = utf8_count(doc->source, doc->source_size);
  uint32_t *map = arena_array(&doc->arena, characters / CHECKPOINT + 2, sizeof *map);
  if (!map) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  const uint8_t *p = doc->source, *end = p + doc->source_size;
  for (size_t i = 0;; i++) {
    if (i % CHECKPOINT == 0) map[i / CHECKPOINT] = (uint32_t)(p - doc->source);
    if (p >= end) break;
    uint32_t c;
    p = utf8_decode(p, end, &c);
  }
  doc->source_bytes = map;
}

void document_open(Document *doc, const void *bytes, size_t size) {
  memset(doc, 0, sizeof *doc);
  memcpy(doc->tag, "und", 4);
  doc->language = LANGUAGE_UNDECIDED;
  const void *nul = size ? memchr(bytes, 0, size) : NULL;
  if (nul) size = (size_t)((const uint8_t *)nul - (const uint8_t *)bytes);
  if (size > DOCUMENT_MAX_BYTES) {
    doc->rc = STATUS_TOOBIG;
    return;
  }
  doc->source = (const uint8_t *)arena_copy(&doc->arena, bytes, size);
  doc->source_size = size;
  doc->text = doc->source;
  doc->size = size;
  if (!doc->source) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  doc->clean = utf8_valid(doc->source, size);
  if (!doc->clean) {
    document_clean(doc);
    if (!doc->rc) document_map_source(doc);
  }
  if (!doc->rc) document_map_text(doc);
}

void document_free(Document *doc) {
  buffer_free(&doc->folds);
  arena_free(&doc->arena);
  memset(doc, 0, sizeof *doc);
}

void *document_grow(Document *doc, void *items_address, size_t *count, size_t *capacity,
                    size_t item) {
  if (doc->rc) return NULL;
  void *added = arena_push(&doc->arena, items_address, *count, capacity, item);
  if (!added) {
    doc->rc = STATUS_NOMEM;
    return NULL;
  }
  memset(added, 0, item);
  ++*count;
  return added;
}

Language language_of_tag(const char *tag, size_t size) {
  Language language = 0;
  for (size_t i = 0; i < size && i < 4; i++) {
    uint32_t c = (uint8_t)tag[i];
    if (c == '-' || c == '_') break;
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    language |= c << (8 * i);
  }
  return language;
}

void document_set_language(Document *doc, const char *tag, size_t size) {
  if (size >= sizeof doc->tag) size = sizeof doc->tag - 1;
  memset(doc->tag, 0, sizeof doc->tag);
  memcpy(doc->tag, tag, size);
  doc->language = language_of_tag(tag, size);
}

/* characters before a byte of text */
static uint32_t document_count(const Document *doc, uint32_t byte) {
  uint32_t from = byte / CHECKPOINT * CHECKPOINT;
  return doc->characters[byte / CHECKPOINT] +
         (uint32_t)utf8_count_valid(doc->text + from, byte - from);
}

uint32_t document_position(const Document *doc, uint32_t byte) {
  return document_count(doc, byte) + 1;
}

uint32_t document_characters(const Document *doc, Span span) {
  return document_count(doc, span.end) - document_count(doc, span.start);
}

/* source byte of the n-th character (from 0) */
static uint32_t document_source_byte(const Document *doc, uint32_t character) {
  const uint8_t *p = doc->source + doc->source_bytes[character / CHECKPOINT];
  const uint8_t *end = doc->source + doc->source_size;
  for (uint32_t left = character % CHECKPOINT; left && p < end; left--) {
    uint32_t c;
    p = utf8_decode(p, end, &c);
  }
  return (uint32_t)(p - doc->source);
}

Text document_source(const Document *doc, Span span) {
  if (doc->clean) return document_text(doc, span);
  uint32_t start = document_source_byte(doc, document_count(doc, span.start));
  uint32_t end = document_source_byte(doc, document_count(doc, span.end));
  return (Text){(const char *)doc->source + start, end - start};
}

int document_stopped(Document *doc) {
  if (!doc->rc && doc->interrupted && doc->interrupted(doc->interrupted_context))
    doc->rc = STATUS_INTERRUPT;
  return doc->rc != STATUS_OK;
}

size_t document_token_at(const Document *doc, uint32_t byte) {
  size_t low = 0, high = doc->tokens.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->tokens.items[middle].span.end <= byte) low = middle + 1;
    else high = middle;
  }
  return low;
}
