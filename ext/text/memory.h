/* memory.h: the one door through which gloss allocates.
**
** Everything goes to sqlite3_malloc64() and friends, so that SQLite's heap limits, its memory
** statistics and its fault injection see all of it. All functions return NULL when memory is
** short; sizes are bytes. memory_free(NULL) does nothing. */
#ifndef GLOSS_TEXT_MEMORY_H
#define GLOSS_TEXT_MEMORY_H
#include <stddef.h>

void *memory_alloc(size_t size);
void *memory_zero(size_t size);                /* zero-filled */
void *memory_resize(void *block, size_t size); /* on failure the old block stays valid */
void memory_free(void *block);

#endif
