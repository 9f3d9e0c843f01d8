/* connection.c: see connection.h. */
#include "sqlite/connection.h"
#include "sqlite/cache.h"
#include "text/memory.h"
#include <string.h>

Connection *connection_new(sqlite3 *db) {
  Connection *connection = memory_zero(sizeof *connection);
  if (!connection) return NULL;
  connection->references = 1;
  connection->db = db;
  connection->analysis = analysis_new();
  if (connection->analysis) return connection;
  memory_free(connection);
  return NULL;
}

Connection *connection_retain(Connection *connection) {
  connection->references++;
  return connection;
}

void connection_release(void *pointer) {
  Connection *connection = pointer;
  if (--connection->references) return;
  cache_clear(connection);
  if (connection->names) name_list_free(connection->names);
  analysis_free(connection->analysis);
  memory_free(connection);
}

int value_text(sqlite3_value *value, Text *text) {
  const void *data;
  *text = (Text){NULL, 0};
  int type = sqlite3_value_type(value);
  if (type == SQLITE_NULL) return SQLITE_OK;
  if (type == SQLITE_BLOB)
    data = sqlite3_value_blob(value);
  else if (!(data = sqlite3_value_text(value)))
    return SQLITE_NOMEM;
  size_t size = (size_t)sqlite3_value_bytes(value);
  if (size > DOCUMENT_MAX_BYTES) return SQLITE_TOOBIG;
  if (!size) data = "";
  if (!data) return SQLITE_NOMEM;
  const char *nul = size ? memchr(data, 0, size) : NULL;
  text->data = data;
  text->size = (uint32_t)(nul ? nul - text->data : (ptrdiff_t)size);
  return SQLITE_OK;
}

char *status_message(const Connection *connection, int rc) {
  if (rc == SQLITE_TOOBIG) return sqlite3_mprintf("gloss: text is over 64 MiB");
  if (rc == SQLITE_NOMEM || rc == SQLITE_INTERRUPT) return NULL;
  const char *error = analysis_error(connection->analysis);
  return *error ? sqlite3_mprintf("%s", error) : NULL;
}

void result_status(sqlite3_context *context, Connection *connection, int rc) {
  if (rc == SQLITE_NOMEM) {
    sqlite3_result_error_nomem(context);
    return;
  }
  char *message = status_message(connection, rc);
  if (message) {
    sqlite3_result_error(context, message, -1);
    sqlite3_free(message);
  }
  sqlite3_result_error_code(context, rc);
}

void result_text(sqlite3_context *context, Text text) {
  if (text.data)
    sqlite3_result_text64(context, text.data, text.size, SQLITE_TRANSIENT, SQLITE_UTF8);
  else
    sqlite3_result_null(context);
}

void result_buffer(sqlite3_context *context, Buffer *buffer) {
  if (buffer->rc) {
    sqlite3_result_error_nomem(context);
    buffer_free(buffer);
  } else if (!buffer->size) {
    sqlite3_result_text(context, "", 0, SQLITE_STATIC);
    buffer_free(buffer);
  } else {
    sqlite3_result_text64(context, (char *)buffer->data, buffer->size, sqlite3_free, SQLITE_UTF8);
  }
}
