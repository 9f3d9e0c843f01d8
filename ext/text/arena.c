/* arena.c: see arena.h. */
#include "text/arena.h"
#include "text/memory.h"
#include "text/status.h"
#include <string.h>

#define ARENA_FIRST ((size_t)32768)
#define ARENA_LARGEST ((size_t)1 << 20) /* chunks double up to this; a larger request is alone */
#define ARENA_ALIGN ((size_t)16)

struct ArenaChunk {
  ArenaChunk *next; /* the older chunk */
  size_t size;      /* usable bytes in this chunk */
  size_t used;      /* of which taken */
  size_t unused;    /* keeps the data 16-byte aligned */
};

void *arena_raw(Arena *arena, size_t size) {
  if (arena->rc) return NULL;
  if (size > SIZE_MAX / 2) {
    arena->rc = STATUS_NOMEM;
    return NULL;
  }
  size_t want = (size + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
  if (want == 0) want = ARENA_ALIGN;
  ArenaChunk *chunk = arena->chunk;
  if (!chunk || chunk->size - chunk->used < want) {
    size_t next = chunk ? chunk->size * 2 : ARENA_FIRST;
    if (next > ARENA_LARGEST) next = ARENA_LARGEST;
    if (next < want) next = want;
    chunk = memory_alloc(sizeof *chunk + next);
    if (!chunk) {
      arena->rc = STATUS_NOMEM;
      return NULL;
    }
    chunk->next = arena->chunk;
    chunk->size = next;
    chunk->used = 0;
    arena->chunk = chunk;
    arena->bytes += sizeof *chunk + next;
  }
  void *block = (uint8_t *)(chunk + 1) + chunk->used;
  chunk->used += want;
  return block;
}

void *arena_alloc(Arena *arena, size_t size) {
  void *block = arena_raw(arena, size);
  if (block) memset(block, 0, size);
  return block;
}

void *arena_array(Arena *arena, size_t count, size_t item) {
  if (item && count > SIZE_MAX / 2 / item) {
    arena->rc = STATUS_NOMEM;
    return NULL;
  }
  return arena_alloc(arena, count * item);
}

char *arena_copy(Arena *arena, const void *bytes, size_t size) {
  char *copy = arena_raw(arena, size + 1);
  if (!copy) return NULL;
  if (size) memcpy(copy, bytes, size);
  copy[size] = 0;
  return copy;
}

void *arena_push(Arena *arena, void *items_address, size_t count, size_t *capacity, size_t item) {
  void *items;
  memcpy(&items, items_address, sizeof items);
  if (count >= *capacity) {
    size_t grown = *capacity ? *capacity * 2 : 16;
    void *larger = arena_array(arena, grown, item);
    if (!larger) return NULL;
    if (count) memcpy(larger, items, count * item);
    items = larger;
    memcpy(items_address, &items, sizeof items);
    *capacity = grown;
  }
  return (uint8_t *)items + count * item;
}

void arena_free(Arena *arena) {
  ArenaChunk *chunk = arena->chunk;
  while (chunk) {
    ArenaChunk *older = chunk->next;
    memory_free(chunk);
    chunk = older;
  }
  memset(arena, 0, sizeof *arena);
}
