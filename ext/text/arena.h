/* arena.h: a bump allocator. Blocks live until arena_free(); nothing is freed singly.
**
** After a failed allocation arena->rc is STATUS_NOMEM and every later call returns NULL, so a
** caller may check once at the end. Memory is 16-byte aligned, and zero-filled but for arena_raw's.
*/
#ifndef GLOSS_TEXT_ARENA_H
#define GLOSS_TEXT_ARENA_H
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaChunk ArenaChunk;
typedef struct Arena {
  ArenaChunk *chunk; /* newest first */
  size_t bytes;      /* total taken from the heap, for the cache's bound */
  int rc;            /* sticky: STATUS_OK or STATUS_NOMEM */
} Arena;

void *arena_alloc(Arena *arena, size_t size);
/* not zero-filled: for what is written before it is read */
void *arena_raw(Arena *arena, size_t size);
/* room for `count` items of `item` bytes; checks the multiplication */
void *arena_array(Arena *arena, size_t count, size_t item);
/* a copy of `size` bytes with a NUL behind it (not counted) */
char *arena_copy(Arena *arena, const void *bytes, size_t size);
/* Grow an array that lives in the arena: makes room for one more item, doubling. *items and
** *capacity are updated; returns the address of item `count`, or NULL when memory is short. */
void *arena_push(Arena *arena, void *items_address, size_t count, size_t *capacity, size_t item);
void arena_free(Arena *arena); /* back to empty; may be used again */

#endif
