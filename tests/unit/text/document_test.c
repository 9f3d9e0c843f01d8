/* Positions agree with SQLite's length() and substr(), whatever the bytes. */
#include "text/document.h"
#include "unit/check.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* substr(text, position, characters) as SQLite computes it equals the span's source bytes */
static int agrees(sqlite3_stmt *query, const Document *doc, Span span) {
  Text text = document_source(doc, span);
  sqlite3_reset(query);
  sqlite3_bind_text(query, 1, (const char *)doc->source, (int)doc->source_size, SQLITE_STATIC);
  sqlite3_bind_int64(query, 2, document_position(doc, span.start));
  sqlite3_bind_int64(query, 3, document_characters(doc, span));
  sqlite3_bind_text(query, 4, text.data, (int)text.size, SQLITE_STATIC);
  return sqlite3_step(query) == SQLITE_ROW && sqlite3_column_int(query, 0);
}

int main(void) {
  sqlite3 *db;
  sqlite3_stmt *query;
  sqlite3_open(":memory:", &db);
  sqlite3_prepare_v2(db, "SELECT substr(?1, ?2, ?3) IS ?4", -1, &query, NULL);
  static const char *const pieces[] = {"a",    "é",    "ك",        "한",       "😀",  "\x80",
                                       "\xC3", "\xE2\x82", "\xF8\x88\x88", "\xED\xA0\x80", " ", "\xC0\xAF",
                                       "\xC3\xA9\xA9", "\n", "\xEF\xBF\xBD"};
  unsigned seed = 1, bad = 0, spans = 0;
  for (int round = 0; round < 400; round++) {
    char bytes[2000];
    size_t size = 0, many = (size_t)(round % 200);
    for (size_t i = 0; i < many; i++) {
      seed = seed * 1103515245u + 12345u;
      const char *piece = pieces[(seed >> 16) % (round & 1 ? 5 : 15)];
      memcpy(bytes + size, piece, strlen(piece));
      size += strlen(piece);
    }
    Document doc;
    char *exact = malloc(size + !size);
    memcpy(exact, bytes, size);
    document_open(&doc, exact, size);
    free(exact);
    CHECK(doc.rc == STATUS_OK && utf8_valid(doc.text, doc.size));
    for (uint32_t start = 0; start < doc.size; start += 7) {
      while (start && (doc.text[start] & 0xC0) == 0x80) start--;
      uint32_t end = start;
      while (end < doc.size && (end < start + 30 || (doc.text[end] & 0xC0) == 0x80)) end++;
      bad += !agrees(query, &doc, (Span){start, end});
      spans++;
    }
    document_free(&doc);
  }
  CHECK(bad == 0 && spans > 1000);
  Document doc;
  document_open(&doc, "ab\0cd", 5);
  CHECK(doc.size == 2); /* a text ends at its first NUL */
  document_free(&doc);
  document_open(&doc, "", 0);
  CHECK(doc.rc == STATUS_OK && doc.size == 0);
  document_free(&doc);
  sqlite3_finalize(query);
  sqlite3_close(db);
  return check_result();
}
