/* names.c: gloss_names, the connection's own names.
**
**     INSERT INTO gloss_names(name, type, id) SELECT name, 'PER', 'staff:' || id FROM staff;
**     SELECT * FROM gloss_entities('Jane Roe met the press.') WHERE id = 'staff:7';
**     DELETE FROM gloss_names WHERE type = 'PER';
**
** A virtual table without storage: the rows live in a NameList (entities/entities.h) of the
** connection and vanish with it. A change forgets the cached documents, since they may have been
** annotated without the name. Changes are part of transactions: ROLLBACK, ROLLBACK TO and a
** statement that fails half-way take back what they have to. The table is DIRECTONLY: no trigger or
*view of a database somebody sends can change what
** the names of a connection mean. */
#include "sqlite/names.h"
#include "sqlite/cache.h"
#include "text/memory.h"
#include <string.h>

#define LARGEST_FIELD 1000 /* bytes of a name, an id ... */

typedef struct NamesVtab {
  sqlite3_vtab base;
  Connection *connection;
  size_t *marks; /* of the savepoints, outermost first: changes there were before each */
  size_t mark_count, mark_capacity;
} NamesVtab;

typedef struct NamesCursor {
  sqlite3_vtab_cursor base;
  int64_t row; /* 0: at the end */
  int only;    /* 1: this row alone was asked for */
} NamesCursor;

enum { NAMES_NAME, NAMES_TYPE, NAMES_ID, NAMES_CANONICAL, NAMES_LANGUAGE, NAMES_COLUMNS };

static const char *const names_fields[NAMES_COLUMNS] = {"name", "type", "id", "canonical",
                                                        "language"};

static int namesConnect(sqlite3 *db, void *user, int argc, const char *const *argv,
                        sqlite3_vtab **out, char **message) {
  (void)argc, (void)argv, (void)message;
  int rc = sqlite3_declare_vtab(
      db, "CREATE TABLE x(name TEXT, type TEXT, id TEXT, canonical TEXT, language TEXT)");
  if (!rc) rc = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
  if (rc) return rc;
  NamesVtab *vtab = memory_zero(sizeof *vtab);
  if (!vtab) return SQLITE_NOMEM;
  vtab->connection = user;
  *out = &vtab->base;
  return SQLITE_OK;
}

static int namesDisconnect(sqlite3_vtab *base) {
  memory_free(((NamesVtab *)base)->marks);
  memory_free(base);
  return SQLITE_OK;
}

/* a row by its number, or all of them */
static int namesBestIndex(sqlite3_vtab *base, sqlite3_index_info *info) {
  (void)base;
  info->estimatedCost = 10000;
  info->estimatedRows = 10000;
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    if (!c->usable || c->iColumn >= 0 || c->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    info->aConstraintUsage[i].argvIndex = 1;
    info->idxNum = 1;
    info->estimatedCost = 1;
    info->estimatedRows = 1;
    info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
    break;
  }
  return SQLITE_OK;
}

static int namesOpen(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  (void)base;
  NamesCursor *cursor = memory_zero(sizeof *cursor);
  if (!cursor) return SQLITE_NOMEM;
  *out = &cursor->base;
  return SQLITE_OK;
}

static int namesClose(sqlite3_vtab_cursor *base) {
  memory_free(base);
  return SQLITE_OK;
}

static NameList *names_of(sqlite3_vtab_cursor *base) {
  return ((NamesVtab *)base->pVtab)->connection->names;
}

static int64_t row_after(const NameList *names, int64_t row) {
  return names ? name_list_next(names, row) : 0;
}

static int namesFilter(sqlite3_vtab_cursor *base, int plan, const char *text, int argc,
                       sqlite3_value **argv) {
  (void)text, (void)argc;
  NamesCursor *cursor = (NamesCursor *)base;
  cursor->only = plan;
  if (plan) {
    int64_t row = sqlite3_value_int64(argv[0]);
    cursor->row = row > 0 && row_after(names_of(base), row - 1) == row ? row : 0;
  } else {
    cursor->row = row_after(names_of(base), 0);
  }
  return SQLITE_OK;
}

static int namesNext(sqlite3_vtab_cursor *base) {
  NamesCursor *cursor = (NamesCursor *)base;
  cursor->row = cursor->only ? 0 : row_after(names_of(base), cursor->row);
  return SQLITE_OK;
}

static int namesEof(sqlite3_vtab_cursor *base) { return ((NamesCursor *)base)->row == 0; }

static int namesColumn(sqlite3_vtab_cursor *base, sqlite3_context *out, int column) {
  const NamesCursor *cursor = (const NamesCursor *)base;
  const NameList *names = names_of(base);
  Text fields[NAMES_COLUMNS];
  EntityType type;
  /* the row may have been deleted under the cursor */
  if (row_after(names, cursor->row - 1) != cursor->row) return SQLITE_OK;
  name_list_get(names, cursor->row, &fields[NAMES_NAME], &type, &fields[NAMES_ID],
                &fields[NAMES_CANONICAL], &fields[NAMES_LANGUAGE]);
  if (column == NAMES_TYPE)
    sqlite3_result_text(out, entity_type_name(type), -1, SQLITE_STATIC);
  else if (column >= 0 && column < NAMES_COLUMNS)
    result_text(out, fields[column]);
  return SQLITE_OK;
}

static int namesRowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid) {
  *rowid = ((const NamesCursor *)base)->row;
  return SQLITE_OK;
}

/* ---- writing ---- */

static int refuse(sqlite3_vtab *base, const char *format, const char *field) {
  sqlite3_free(base->zErrMsg);
  base->zErrMsg = sqlite3_mprintf(format, field);
  return base->zErrMsg ? SQLITE_CONSTRAINT : SQLITE_NOMEM;
}

static int read_type(sqlite3_vtab *base, Text text, EntityType *type) {
  for (int i = ENTITY_PER; i <= ENTITY_MISC; i++) {
    const char *name = entity_type_name((EntityType)i);
    if (!text.data || strlen(name) != text.size) continue;
    if (sqlite3_strnicmp(name, text.data, (int)text.size)) continue;
    *type = (EntityType)i;
    return SQLITE_OK;
  }
  return refuse(base, "gloss_names: %s must be PER, ORG, LOC, NORP or MISC", "type");
}

static int names_insert(NamesVtab *vtab, sqlite3_value **values, int64_t *row) {
  Text fields[NAMES_COLUMNS];
  EntityType type;
  for (int i = 0; i < NAMES_COLUMNS; i++) {
    int rc = value_text(values[i], &fields[i]);
    if (rc == SQLITE_NOMEM) return rc;
    if (rc || fields[i].size > LARGEST_FIELD)
      return refuse(&vtab->base, "gloss_names: %s is over 1000 bytes", names_fields[i]);
    if (!fields[i].size) fields[i].data = NULL;
  }
  if (!fields[NAMES_NAME].data) return refuse(&vtab->base, "gloss_names: %s is missing", "name");
  int rc = read_type(&vtab->base, fields[NAMES_TYPE], &type);
  if (rc) return rc;
  Connection *connection = vtab->connection;
  if (!connection->names) connection->names = name_list_new();
  if (!connection->names) return SQLITE_NOMEM;
  *row = name_list_add(connection->names, fields[NAMES_NAME], type, fields[NAMES_ID],
                       fields[NAMES_CANONICAL], fields[NAMES_LANGUAGE]);
  return *row ? SQLITE_OK : SQLITE_NOMEM;
}

/* An UPDATE adds the new row before it forgets the old one and takes it back if that fails, so a
** failure changes nothing; the row gets a new number. A number asked for by INSERT is not kept
*either. */
static int namesUpdate(sqlite3_vtab *base, int argc, sqlite3_value **argv, sqlite3_int64 *rowid) {
  NamesVtab *vtab = (NamesVtab *)base;
  Connection *connection = vtab->connection;
  int64_t row = 0;
  if (argc > 1) {
    int rc = names_insert(vtab, argv + 2, &row);
    if (rc) return rc;
    *rowid = row;
  }
  NameList *names = connection->names;
  if (sqlite3_value_type(argv[0]) != SQLITE_NULL && names &&
      !name_list_remove(names, sqlite3_value_int64(argv[0]))) {
    if (row) name_list_undo(names, name_list_changes(names) - 1);
    return SQLITE_NOMEM;
  }
  cache_clear(connection);
  return SQLITE_OK;
}

/* ---- transactions ---- */

static int namesBegin(sqlite3_vtab *base) {
  ((NamesVtab *)base)->mark_count = 0;
  return SQLITE_OK;
}

static int namesCommit(sqlite3_vtab *base) {
  NameList *names = ((NamesVtab *)base)->connection->names;
  if (names) name_list_keep(names);
  return SQLITE_OK;
}

static void take_back(NamesVtab *vtab, size_t changes) {
  NameList *names = vtab->connection->names;
  if (!names || name_list_changes(names) <= changes) return;
  name_list_undo(names, changes);
  cache_clear(vtab->connection);
}

static int namesRollback(sqlite3_vtab *base) {
  take_back((NamesVtab *)base, 0);
  return namesCommit(base);
}

/* Savepoints of which nothing was told began before the first change. */
static int namesSavepoint(sqlite3_vtab *base, int savepoint) {
  NamesVtab *vtab = (NamesVtab *)base;
  size_t count = (size_t)savepoint + 1;
  if (count > vtab->mark_capacity) {
    size_t *marks = memory_resize(vtab->marks, count * 2 * sizeof *marks);
    if (!marks) return SQLITE_NOMEM;
    vtab->marks = marks;
    vtab->mark_capacity = count * 2;
  }
  while (vtab->mark_count < count) vtab->marks[vtab->mark_count++] = 0;
  vtab->mark_count = count;
  const NameList *names = vtab->connection->names;
  vtab->marks[savepoint] = names ? name_list_changes(names) : 0;
  return SQLITE_OK;
}

static int namesRelease(sqlite3_vtab *base, int savepoint) {
  NamesVtab *vtab = (NamesVtab *)base;
  if (vtab->mark_count > (size_t)savepoint) vtab->mark_count = (size_t)savepoint;
  return SQLITE_OK;
}

static int namesRollbackTo(sqlite3_vtab *base, int savepoint) {
  NamesVtab *vtab = (NamesVtab *)base;
  take_back(vtab, (size_t)savepoint < vtab->mark_count ? vtab->marks[savepoint] : 0);
  if (vtab->mark_count > (size_t)savepoint + 1) vtab->mark_count = (size_t)savepoint + 1;
  return SQLITE_OK;
}

static const sqlite3_module names_module = {
    .iVersion = 2, /* with savepoints */
    .xConnect = namesConnect,
    .xBestIndex = namesBestIndex,
    .xDisconnect = namesDisconnect,
    .xOpen = namesOpen,
    .xClose = namesClose,
    .xFilter = namesFilter,
    .xNext = namesNext,
    .xEof = namesEof,
    .xColumn = namesColumn,
    .xRowid = namesRowid,
    .xUpdate = namesUpdate,
    .xBegin = namesBegin,
    .xCommit = namesCommit,
    .xRollback = namesRollback,
    .xSavepoint = namesSavepoint,
    .xRelease = namesRelease,
    .xRollbackTo = namesRollbackTo,
};

int names_register(sqlite3 *db, Connection *connection) {
  return sqlite3_create_module_v2(db, "gloss_names", &names_module, connection_retain(connection),
                                  connection_release);
}
