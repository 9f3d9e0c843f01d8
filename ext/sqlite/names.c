/* names.c: gloss_names, the connection's own names.
**
**     INSERT INTO gloss_names(name, type, id) SELECT name, 'PER', 'staff:' || id FROM staff;
**     SELECT * FROM gloss_entities('Jane Roe met the press.') WHERE id = 'staff:7';
**     DELETE FROM gloss_names WHERE type = 'PER';
**
** A virtual table without storage: the rows live in a NameList (entities/entities.h) of the
** connection and vanish with it. A change forgets the cached documents, since they may have been
** annotated without the name. Rows are not part of transactions: ROLLBACK does not take a name
** back. The table is DIRECTONLY: no trigger or view of a database somebody sends can change what
** the names of a connection mean. */
#include "sqlite/names.h"
#include "sqlite/cache.h"
#include "text/memory.h"
#include <string.h>

#define LARGEST_FIELD 1000 /* bytes of a name, an id ... */

typedef struct NamesVtab {
  sqlite3_vtab base;
  Connection *connection;
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

/* An UPDATE adds the new row before it forgets the old one, so a failure changes nothing; the row
** gets a new number. A number asked for by INSERT is not kept either. */
static int namesUpdate(sqlite3_vtab *base, int argc, sqlite3_value **argv, sqlite3_int64 *rowid) {
  NamesVtab *vtab = (NamesVtab *)base;
  Connection *connection = vtab->connection;
  int64_t row = 0;
  if (argc > 1) {
    int rc = names_insert(vtab, argv + 2, &row);
    if (rc) return rc;
    *rowid = row;
  }
  if (sqlite3_value_type(argv[0]) != SQLITE_NULL && connection->names)
    name_list_remove(connection->names, sqlite3_value_int64(argv[0]));
  cache_clear(connection);
  return SQLITE_OK;
}

static const sqlite3_module names_module = {
    .iVersion = 0,
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
};

int names_register(sqlite3 *db, Connection *connection) {
  return sqlite3_create_module_v2(db, "gloss_names", &names_module,
                                  connection_retain(connection), connection_release);
}
