/* name_list.c: names a user has added, in memory: rows, and a hash table of the paths of their
** units. Every path of a name's beginning is in the table too, so the scan knows when to stop.
**
** What was changed since the last name_list_keep stands in a log. A row that was removed is only
** marked until then, so taking back needs no memory and cannot fail. */
#include "entities/name_list.h"
#include "entities/gazetteer.h"
#include "text/memory.h"
#include <string.h>

typedef struct NameRow {
  char *bytes; /* name, id, canonical, language, one after another; NULL: there is no row */
  Text name, id, canonical, language;
  uint64_t path;          /* of the whole name; 0: the name has no letters */
  int64_t next, previous; /* rows with the same path, 0: none */
  EntityType type;
  uint8_t removed; /* 1: since the last name_list_keep */
} NameRow;

typedef struct NameSlot {
  uint64_t path;       /* 0: free */
  int64_t first, last; /* of the rows that end here, 0: none */
  uint8_t more;        /* longer names go on */
} NameSlot;

struct NameList {
  NameRow *rows; /* row n is rows[n - 1] */
  int64_t count, capacity, live;
  NameSlot *slots;
  size_t slot_count, used; /* slot_count is a power of two */
  int64_t *log;            /* a row that was added, or minus one that was removed */
  size_t log_count, log_capacity;
};

NameList *name_list_new(void) { return memory_zero(sizeof(NameList)); }

static void name_list_clear(NameList *names) {
  for (int64_t i = 0; i < names->count; i++) memory_free(names->rows[i].bytes);
  memory_free(names->rows);
  memory_free(names->slots);
  memory_free(names->log);
  memset(names, 0, sizeof *names);
}

void name_list_free(NameList *names) {
  if (!names) return;
  name_list_clear(names);
  memory_free(names);
}

static NameSlot *slot_find(const NameList *names, uint64_t path) {
  size_t mask = names->slot_count - 1;
  for (size_t i = (size_t)(path ^ path >> 32) & mask;; i = (i + 1) & mask)
    if (!names->slots[i].path || names->slots[i].path == path) return &names->slots[i];
}

/* Room for `extra` more paths at a load of at most one half. */
static int slots_reserve(NameList *names, size_t extra) {
  if ((names->used + extra) * 2 <= names->slot_count) return 1;
  size_t grown = names->slot_count ? names->slot_count : 64;
  while ((names->used + extra) * 2 > grown) grown *= 2;
  NameSlot *old = names->slots;
  size_t old_count = names->slot_count;
  NameSlot *slots = memory_zero(grown * sizeof *slots);
  if (!slots) return 0;
  names->slots = slots;
  names->slot_count = grown;
  for (size_t i = 0; i < old_count; i++)
    if (old[i].path) *slot_find(names, old[i].path) = old[i];
  memory_free(old);
  return 1;
}

static NameSlot *slot_add(NameList *names, uint64_t path) {
  NameSlot *slot = slot_find(names, path);
  if (!slot->path) {
    slot->path = path;
    names->used++;
  }
  return slot;
}

static void row_set_text(Text *out, char **to, Text from) {
  *out = (Text){NULL, 0};
  if (!from.data) return;
  if (from.size) memcpy(*to, from.data, from.size);
  *out = (Text){*to, from.size};
  *to += from.size;
}

static int rows_reserve(NameList *names) {
  if (names->count < names->capacity) return 1;
  int64_t grown = names->capacity ? names->capacity * 2 : 32;
  NameRow *rows = memory_resize(names->rows, (size_t)grown * sizeof *rows);
  if (!rows) return 0;
  names->rows = rows;
  names->capacity = grown;
  return 1;
}

/* Room for one more change in the log. */
static int log_reserve(NameList *names) {
  if (names->log_count < names->log_capacity) return 1;
  size_t grown = names->log_capacity ? names->log_capacity * 2 : 32;
  int64_t *log = memory_resize(names->log, grown * sizeof *log);
  if (!log) return 0;
  names->log = log;
  names->log_capacity = grown;
  return 1;
}

static void row_index(NameList *names, int64_t row, const Unit *units, size_t count) {
  uint64_t path = GAZETTEER_ROOT;
  for (size_t i = 0; i < count; i++) {
    path = gazetteer_path(path, units[i].hash);
    NameSlot *slot = slot_add(names, path);
    if (i + 1 < count) {
      slot->more = 1;
      continue;
    }
    names->rows[row - 1].previous = slot->last;
    *(slot->last ? &names->rows[slot->last - 1].next : &slot->first) = row;
    slot->last = row;
  }
  names->rows[row - 1].path = count ? path : 0;
}

int64_t name_list_add(NameList *names, Text name, EntityType type, Text id, Text canonical,
                      Text language) {
  Unit units[GAZETTEER_MAX_UNITS];
  Buffer folds = {0};
  size_t count =
      units_of_name(name.data ? name.data : "", name.size, units, GAZETTEER_MAX_UNITS, &folds);
  int rc = folds.rc;
  buffer_free(&folds);
  size_t size = (size_t)name.size + id.size + canonical.size + language.size;
  if (rc || !rows_reserve(names) || !slots_reserve(names, count) || !log_reserve(names)) return 0;
  NameRow row = {.type = type};
  row.bytes = memory_alloc(size + 1);
  if (!row.bytes) return 0;
  char *to = row.bytes;
  row_set_text(&row.name, &to, name);
  row_set_text(&row.id, &to, id);
  row_set_text(&row.canonical, &to, canonical);
  row_set_text(&row.language, &to, language);
  names->rows[names->count++] = row;
  names->live++;
  row_index(names, names->count, units, count);
  names->log[names->log_count++] = names->count;
  return names->count;
}

static int row_lives(const NameList *names, int64_t row) {
  return row > 0 && row <= names->count && names->rows[row - 1].bytes &&
         !names->rows[row - 1].removed;
}

int name_list_remove(NameList *names, int64_t row) {
  if (!row_lives(names, row)) return 1;
  if (!log_reserve(names)) return 0;
  names->rows[row - 1].removed = 1;
  names->live--;
  names->log[names->log_count++] = -row;
  return 1;
}

/* Ends a row that nothing can bring back. */
static void row_end(NameList *names, int64_t row) {
  NameRow *gone = &names->rows[row - 1];
  if (gone->path) {
    NameSlot *slot = slot_find(names, gone->path);
    *(gone->previous ? &names->rows[gone->previous - 1].next : &slot->first) = gone->next;
    *(gone->next ? &names->rows[gone->next - 1].previous : &slot->last) = gone->previous;
  }
  memory_free(gone->bytes);
  memset(gone, 0, sizeof *gone);
}

size_t name_list_changes(const NameList *names) { return names->log_count; }

void name_list_undo(NameList *names, size_t changes) {
  while (names->log_count > changes) {
    int64_t row = names->log[--names->log_count];
    if (row > 0) {
      if (!names->rows[row - 1].removed) names->live--;
      row_end(names, row);
      if (row == names->count) names->count--;
    } else {
      names->rows[-row - 1].removed = 0;
      names->live++;
    }
  }
}

void name_list_keep(NameList *names) {
  for (size_t i = 0; i < names->log_count; i++)
    if (names->log[i] < 0) row_end(names, -names->log[i]);
  names->log_count = 0;
  if (names->live == 0) name_list_clear(names);
}

int64_t name_list_next(const NameList *names, int64_t row) {
  for (row = row < 0 ? 1 : row + 1; row <= names->count; row++)
    if (row_lives(names, row)) return row;
  return 0;
}

void name_list_get(const NameList *names, int64_t row, Text *name, EntityType *type, Text *id,
                   Text *canonical, Text *language) {
  static const NameRow none;
  const NameRow *found = row_lives(names, row) ? &names->rows[row - 1] : &none;
  *name = found->name;
  *type = found->type;
  *id = found->id;
  *canonical = found->canonical;
  *language = found->language;
}

int64_t name_list_find(const NameList *names, uint64_t path, int *more) {
  *more = 0;
  if (!names->slot_count || !path) return 0;
  const NameSlot *slot = slot_find(names, path);
  if (slot->path != path) return 0;
  *more = slot->more;
  int64_t row = slot->first;
  while (row && names->rows[row - 1].removed) row = names->rows[row - 1].next;
  return row;
}
