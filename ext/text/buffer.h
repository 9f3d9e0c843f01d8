/* buffer.h: a growing byte buffer on the heap, for results that leave gloss.
**
** Start from {0}. After a failure rc is STATUS_NOMEM and appends do nothing. data is not
** NUL-terminated. Free with buffer_free(), or hand data to SQLite with memory_free as its
** destructor. */
#ifndef GLOSS_TEXT_BUFFER_H
#define GLOSS_TEXT_BUFFER_H
#include <stddef.h>
#include <stdint.h>

typedef struct Buffer {
  uint8_t *data;
  size_t size;     /* bytes in use */
  size_t capacity; /* bytes allocated */
  int rc;          /* sticky: STATUS_OK or STATUS_NOMEM */
} Buffer;

/* make room for `extra` more bytes; returns where they go, or NULL */
uint8_t *buffer_reserve(Buffer *buffer, size_t extra);
void buffer_append(Buffer *buffer, const void *bytes, size_t size);
void buffer_byte(Buffer *buffer, uint8_t byte);
void buffer_codepoint(Buffer *buffer, uint32_t codepoint); /* as UTF-8 */
void buffer_string(Buffer *buffer, const char *string);
void buffer_free(Buffer *buffer);

#endif
