/* rows.c: the one table-valued module of gloss. See rows.h.
**
** How a query reaches it. `FROM gloss_dates(a.body) d WHERE d.published = a.published` becomes two
** equality constraints on hidden columns. xBestIndex takes one usable constraint for each hidden
** column; what it has chosen goes to xFilter in idxNum:
**
**     bits 0..3    argument i is given
**     bit  4, 5    LIMIT, OFFSET are given (behind the arguments)
**     bits 8..11   hidden column i is read
**     bits 16..23  the stages (STAGE_ bits) whose columns are used
**     bits 24..27  argument i is required and absent
**
** An argument that is constrained but cannot be used in this join order gives SQLITE_CONSTRAINT,
** so that the planner tries another order. One that is absent gives a message that names it, but
** not before xFilter: for the two sides of an OR the planner asks about each alone, without the
** arguments, and an error would end the query; a plan that costs more than any other is never
** taken. A second constraint on the same hidden column is left to SQLite, which compares it with
** xColumn.
**
** xFilter takes the document from the cache, runs the stages, and walks over the table's rows. */
#include "sqlite/rows.h"
#include "dates/dates.h"
#include "text/memory.h"
#include <string.h>

enum { PLAN_LIMIT = 1 << 4, PLAN_OFFSET = 1 << 5 };
enum { PLAN_READS = 8, PLAN_STAGES = 16, PLAN_ABSENT = 24 }; /* bits to shift by */
#define NEVER 1e99 /* the cost of a plan that cannot work */

typedef struct RowsVtab {
  sqlite3_vtab base;
  const RowsTable *table;
  Connection *connection;
  int argument_count;
} RowsVtab;

static int count_arguments(const RowsTable *table) {
  int count = 0;
  while (count < ROWS_ARGUMENTS && table->arguments[count]) count++;
  return count;
}

/* ---- connecting ---- */

static int rowsConnect(sqlite3 *db, void *user, int argc, const char *const *argv,
                       sqlite3_vtab **out, char **message) {
  (void)argc, (void)argv, (void)message;
  const RowsModule *module = user;
  const RowsTable *table = module->table;
  Buffer sql = {0};
  buffer_string(&sql, "CREATE TABLE x(");
  for (int i = 0; i < table->column_count; i++) {
    if (i) buffer_string(&sql, ", ");
    buffer_string(&sql, table->columns[i].declaration);
  }
  for (int i = 0; i < count_arguments(table); i++) {
    buffer_string(&sql, ", ");
    buffer_string(&sql, table->arguments[i]);
    buffer_string(&sql, " HIDDEN");
  }
  buffer_append(&sql, ")", 2);
  RowsVtab *vtab = sql.rc ? NULL : memory_zero(sizeof *vtab);
  int rc = vtab ? sqlite3_declare_vtab(db, (const char *)sql.data) : SQLITE_NOMEM;
  buffer_free(&sql);
  if (!rc) rc = sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
  if (rc) {
    memory_free(vtab);
    return rc;
  }
  vtab->table = table;
  vtab->connection = module->connection;
  vtab->argument_count = count_arguments(table);
  *out = &vtab->base;
  return SQLITE_OK;
}

static int rowsDisconnect(sqlite3_vtab *base) {
  memory_free(base);
  return SQLITE_OK;
}

/* ---- planning ---- */

typedef struct Plan {
  int chosen[ROWS_ARGUMENTS]; /* the constraint that gives the argument, or -1 */
  int unusable[ROWS_ARGUMENTS];
  int limit, offset; /* constraints, or -1 */
  int others;        /* constraints that SQLite itself must check */
} Plan;

static Plan read_constraints(const RowsVtab *vtab, const sqlite3_index_info *info) {
  Plan plan = {{-1, -1, -1, -1}, {0}, -1, -1, 0};
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    int argument = c->iColumn - vtab->table->column_count;
    if (c->op == SQLITE_INDEX_CONSTRAINT_LIMIT) {
      if (c->usable) plan.limit = i;
    } else if (c->op == SQLITE_INDEX_CONSTRAINT_OFFSET) {
      if (c->usable) plan.offset = i;
    } else if (argument < 0 || c->op != SQLITE_INDEX_CONSTRAINT_EQ) {
      plan.others++;
    } else if (!c->usable) {
      plan.unusable[argument] = 1;
    } else if (plan.chosen[argument] < 0) {
      plan.chosen[argument] = i;
    } else {
      plan.others++;
    }
  }
  return plan;
}

/* Do rows come in the order that is asked for? By start, or by rowid. */
static int is_ordered(const RowsVtab *vtab, const sqlite3_index_info *info) {
  if (info->nOrderBy == 0) return 1;
  if (info->nOrderBy != 1 || info->aOrderBy[0].desc) return 0;
  int column = info->aOrderBy[0].iColumn;
  if (column < 0) return 1;
  return vtab->table->ordered && column < vtab->table->column_count &&
         vtab->table->columns[column].value == rows_start;
}

static int is_read(const sqlite3_index_info *info, int column) {
  return (info->colUsed >> (column < 63 ? column : 63) & 1) != 0;
}

static int give(sqlite3_index_info *info, int constraint, int *arguments) {
  info->aConstraintUsage[constraint].argvIndex = ++*arguments;
  info->aConstraintUsage[constraint].omit = 1;
  return 1;
}

static int rowsBestIndex(sqlite3_vtab *base, sqlite3_index_info *info) {
  RowsVtab *vtab = (RowsVtab *)base;
  const RowsTable *table = vtab->table;
  Plan plan = read_constraints(vtab, info);
  unsigned stages = table->stages;
  int arguments = 0;
  for (int i = 0; i < vtab->argument_count; i++) {
    if (plan.chosen[i] >= 0) {
      info->idxNum |= give(info, plan.chosen[i], &arguments) << i;
    } else if (plan.unusable[i]) {
      return SQLITE_CONSTRAINT;
    } else if (i < table->required) {
      info->idxNum |= 1 << (PLAN_ABSENT + i);
    }
    if (is_read(info, table->column_count + i)) {
      info->idxNum |= 1 << (PLAN_READS + i);
      if (i == 1 && !table->own_arguments && plan.chosen[i] < 0) stages |= STAGE_LANGUAGE;
    }
  }
  info->orderByConsumed = is_ordered(vtab, info);
  if (info->orderByConsumed && !plan.others) {
    if (plan.limit >= 0 && give(info, plan.limit, &arguments)) info->idxNum |= PLAN_LIMIT;
    if (plan.offset >= 0 && give(info, plan.offset, &arguments)) info->idxNum |= PLAN_OFFSET;
  }
  for (int i = 0; i < table->column_count; i++)
    if (table->columns[i].stages && is_read(info, i)) stages |= table->columns[i].stages;
  info->idxNum |= (int)(stages << PLAN_STAGES);
  info->estimatedCost = info->idxNum >> PLAN_ABSENT ? NEVER : 1000;
  info->estimatedRows = 100;
  return SQLITE_OK;
}

/* ---- scanning ---- */

static int rowsOpen(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  const RowsVtab *vtab = (const RowsVtab *)base;
  Rows *rows = memory_zero(sizeof *rows);
  if (!rows) return SQLITE_NOMEM;
  rows->table = vtab->table;
  rows->connection = vtab->connection;
  *out = &rows->base;
  return SQLITE_OK;
}

static void rows_reset(Rows *rows) {
  if (rows->state && rows->table->finish) rows->table->finish(rows->state);
  memory_free(rows->state);
  rows->state = NULL;
  for (int i = 0; i < ROWS_ARGUMENTS; i++) {
    sqlite3_value_free(rows->arguments[i]);
    rows->arguments[i] = NULL;
  }
  cache_release(rows->connection, rows->cached);
  rows->cached = NULL;
  rows->doc = NULL;
  rows->row = rows->count = 0;
  rows->number = 0;
  rows->limit = -1;
}

static int rowsClose(sqlite3_vtab_cursor *base) {
  rows_reset((Rows *)base);
  memory_free(base);
  return SQLITE_OK;
}

static int fail(Rows *rows, int rc, char *message) {
  if (message) {
    sqlite3_free(rows->base.pVtab->zErrMsg);
    rows->base.pVtab->zErrMsg = message;
  }
  return rc;
}

static int fail_absent(Rows *rows, int argument) {
  const RowsTable *table = rows->table;
  return fail(rows, SQLITE_ERROR,
              sqlite3_mprintf("%s: the argument %s is missing", table->name,
                              table->arguments[argument]));
}

/* so much of a wrong argument goes into the message */
static int shown(Text text) { return text.size < 40 ? (int)text.size : 40; }

/* A BCP-47 tag: letters, digits and hyphens, beginning with a letter; "" is as good as NULL. */
static int read_language(Rows *rows, sqlite3_value *value, Text *language) {
  int rc = value_text(value, language);
  if (rc) return fail(rows, rc, status_message(rows->connection, rc));
  if (!language->size) language->data = NULL;
  int sound = language->size < sizeof rows->doc->tag;
  for (uint32_t i = 0; sound && i < language->size; i++) {
    char c = language->data[i];
    int letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    sound = letter || (i && ((c >= '0' && c <= '9') || c == '-'));
  }
  if (sound) return SQLITE_OK;
  return fail(rows, SQLITE_ERROR,
              sqlite3_mprintf("%s: the argument language is not a BCP-47 tag: '%.*q'",
                              rows->table->name, shown(*language), language->data));
}

/* A day in any form that dates_parse_day() knows, as ISO 8601 in day; "" is as good as NULL. */
static int read_published(Rows *rows, sqlite3_value *value, char day[11], Text *published) {
  Text text;
  int rc = value_text(value, &text);
  if (rc) return fail(rows, rc, status_message(rows->connection, rc));
  if (!text.size) return SQLITE_OK;
  if (dates_parse_day(text.data, text.size, day)) {
    *published = (Text){day, 10};
    return SQLITE_OK;
  }
  return fail(rows, SQLITE_ERROR,
              sqlite3_mprintf("%s: the argument published is not a date: '%.*q'",
                              rows->table->name, shown(text), text.data));
}

/* Copies of the arguments for the hidden columns; the document itself is only copied where it
** cannot be given from the cache: a blob, a number, a text that goes on behind a NUL. */
static int keep_arguments(Rows *rows, sqlite3_value **values, int plan) {
  for (int i = 0; i < ROWS_ARGUMENTS; i++) {
    if (!values[i] || !(plan >> (PLAN_READS + i) & 1)) continue;
    if (i == 0 && rows->doc && sqlite3_value_type(values[0]) == SQLITE_TEXT &&
        (size_t)sqlite3_value_bytes(values[0]) == rows->doc->source_size)
      continue;
    rows->arguments[i] = sqlite3_value_dup(values[i]);
    if (!rows->arguments[i]) return SQLITE_NOMEM;
  }
  return SQLITE_OK;
}

/* the document of the arguments with its stages, and the table's rows over it */
static int rows_begin(Rows *rows, sqlite3_value **values, unsigned stages) {
  Text text, language = {NULL, 0}, published = {NULL, 0};
  char day[11] = "", *message = NULL;
  int rc = value_text(values[0], &text);
  if (rc) return fail(rows, rc, status_message(rows->connection, rc));
  if (!text.data) return SQLITE_OK;
  if (!rows->table->own_arguments) {
    if (values[1]) rc = read_language(rows, values[1], &language);
    if (!rc && values[2]) rc = read_published(rows, values[2], day, &published);
    if (rc) return rc;
  }
  rows->cached = cache_open(rows->connection, text, language, published, &rc);
  if (rows->cached) rc = cache_run(rows->connection, rows->cached, stages);
  if (rc) return fail(rows, rc, status_message(rows->connection, rc));
  rows->doc = &rows->cached->doc;
  rc = rows->table->begin(rows, values, &message);
  return fail(rows, rc, message || !rc ? message : status_message(rows->connection, rc));
}

static int rowsEof(sqlite3_vtab_cursor *base) {
  const Rows *rows = (const Rows *)base;
  return rows->row >= rows->count || rows->limit == 0;
}

static int rowsNext(sqlite3_vtab_cursor *base) {
  Rows *rows = (Rows *)base;
  rows->row++;
  rows->number++;
  if (rows->limit > 0) rows->limit--;
  if (rows->table->seek && rows->row < rows->count) rows->table->seek(rows);
  return SQLITE_OK;
}

static int rowsFilter(sqlite3_vtab_cursor *base, int plan, const char *text, int argc,
                      sqlite3_value **argv) {
  (void)text, (void)argc;
  Rows *rows = (Rows *)base;
  sqlite3_value *values[ROWS_ARGUMENTS] = {NULL};
  sqlite3_int64 limit = -1, offset = 0;
  int given = 0;
  rows_reset(rows);
  for (int i = 0; i < ROWS_ARGUMENTS; i++)
    if (plan >> (PLAN_ABSENT + i) & 1) return fail_absent(rows, i);
  for (int i = 0; i < ROWS_ARGUMENTS; i++)
    if (plan >> i & 1) values[i] = argv[given++];
  if (plan & PLAN_LIMIT) limit = sqlite3_value_int64(argv[given++]);
  if (plan & PLAN_OFFSET) offset = sqlite3_value_int64(argv[given++]);
  int rc = rows_begin(rows, values, (unsigned)plan >> PLAN_STAGES & 0xFF);
  if (!rc) rc = keep_arguments(rows, values, plan);
  if (rc) {
    rows->count = 0;
    return rc;
  }
  if (rows->table->seek && rows->row < rows->count) rows->table->seek(rows);
  for (; offset > 0 && !rowsEof(base); offset--) rowsNext(base);
  if (limit >= 0) rows->limit = limit;
  return SQLITE_OK;
}

static int rowsColumn(sqlite3_vtab_cursor *base, sqlite3_context *out, int column) {
  const Rows *rows = (const Rows *)base;
  int argument = column - rows->table->column_count;
  if (argument < 0)
    rows->table->columns[column].value(rows, out);
  else if (rows->arguments[argument])
    sqlite3_result_value(out, rows->arguments[argument]);
  else if (argument == 0 && rows->doc)
    result_text(out, (Text){(const char *)rows->doc->source, (uint32_t)rows->doc->source_size});
  else if (argument == 1 && !rows->table->own_arguments && rows->doc)
    sqlite3_result_text(out, rows->doc->tag, -1, SQLITE_TRANSIENT);
  return SQLITE_OK;
}

static int rowsRowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid) {
  *rowid = ((const Rows *)base)->number + 1;
  return SQLITE_OK;
}

static const sqlite3_module rows_module = {
    .iVersion = 0,
    .xConnect = rowsConnect, /* without xCreate: a table-valued function only */
    .xBestIndex = rowsBestIndex,
    .xDisconnect = rowsDisconnect,
    .xOpen = rowsOpen,
    .xClose = rowsClose,
    .xFilter = rowsFilter,
    .xNext = rowsNext,
    .xEof = rowsEof,
    .xColumn = rowsColumn,
    .xRowid = rowsRowid,
};

static void release_module(void *user) {
  RowsModule *module = user;
  connection_release(module->connection);
  memory_free(module);
}

int rows_register(sqlite3 *db, Connection *connection, const RowsTable *table) {
  RowsModule *module = memory_alloc(sizeof *module);
  if (!module) return SQLITE_NOMEM;
  module->table = table;
  module->connection = connection_retain(connection);
  return sqlite3_create_module_v2(db, table->name, &rows_module, module, release_module);
}

/* ---- shared columns ---- */

void rows_text(const Rows *rows, sqlite3_context *out) {
  result_text(out, document_source(rows->doc, rows->table->span(rows)));
}

void rows_start(const Rows *rows, sqlite3_context *out) {
  sqlite3_result_int64(out, document_position(rows->doc, rows->table->span(rows).start));
}

void rows_length(const Rows *rows, sqlite3_context *out) {
  sqlite3_result_int64(out, document_characters(rows->doc, rows->table->span(rows)));
}

void result_name(sqlite3_context *out, const char *literal) {
  if (literal) sqlite3_result_text(out, literal, -1, SQLITE_STATIC);
}

void result_count(sqlite3_context *out, size_t number) {
  sqlite3_result_int64(out, (sqlite3_int64)number);
}
