/* memory.c: see memory.h. The only file outside ext/sqlite/ that knows SQLite. */
#include "text/memory.h"
#include <string.h>
#ifdef SQLITE_CORE
#include <sqlite3.h>
#else
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

void *memory_alloc(size_t size) { return sqlite3_malloc64(size ? size : 1); }

void *memory_zero(size_t size) {
  void *block = memory_alloc(size);
  if (block) memset(block, 0, size);
  return block;
}

void *memory_resize(void *block, size_t size) { return sqlite3_realloc64(block, size ? size : 1); }

void memory_free(void *block) { sqlite3_free(block); }
