/* buffer.c: see buffer.h. */
#include "text/buffer.h"
#include "text/memory.h"
#include "text/status.h"
#include "text/utf8.h"
#include <string.h>

uint8_t *buffer_reserve(Buffer *buffer, size_t extra) {
  if (buffer->rc) return NULL;
  if (extra > SIZE_MAX / 4 - buffer->size) {
    buffer->rc = STATUS_NOMEM;
    return NULL;
  }
  size_t want = buffer->size + extra;
  if (want > buffer->capacity || !buffer->data) {
    size_t grown = buffer->capacity ? buffer->capacity : 64;
    while (grown < want) grown *= 2;
    uint8_t *data = memory_resize(buffer->data, grown);
    if (!data) {
      buffer->rc = STATUS_NOMEM;
      return NULL;
    }
    buffer->data = data;
    buffer->capacity = grown;
  }
  return buffer->data + buffer->size;
}

void buffer_append(Buffer *buffer, const void *bytes, size_t size) {
  uint8_t *to = size ? buffer_reserve(buffer, size) : NULL;
  if (!to) return;
  memcpy(to, bytes, size);
  buffer->size += size;
}

void buffer_byte(Buffer *buffer, uint8_t byte) { buffer_append(buffer, &byte, 1); }

void buffer_codepoint(Buffer *buffer, uint32_t codepoint) {
  uint8_t *to = buffer_reserve(buffer, 4);
  if (to) buffer->size += utf8_encode(codepoint, to);
}

void buffer_string(Buffer *buffer, const char *string) {
  buffer_append(buffer, string, strlen(string));
}

void buffer_free(Buffer *buffer) {
  memory_free(buffer->data);
  memset(buffer, 0, sizeof *buffer);
}
