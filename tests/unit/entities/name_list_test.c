/* The user's own names: rows, look-up, and that they win over the shipped ones. */
#include "entities/name_list.h"
#include "unit/entities/run.h"

static Text text_of(const char *string) {
  return (Text){string, string ? (uint32_t)strlen(string) : 0};
}

static int64_t add(NameList *names, const char *name, EntityType type, const char *id) {
  return name_list_add(names, text_of(name), type, text_of(id), text_of(NULL), text_of(NULL));
}

static void test_rows(void) {
  NameList *names = name_list_new();
  CHECK(names != NULL);
  if (!names) return;
  CHECK(name_list_next(names, 0) == 0);
  int64_t a = add(names, "Zorblax Institute", ENTITY_ORG, "x:1");
  int64_t b = add(names, "Zorblax", ENTITY_PER, NULL);
  int64_t c = add(names, "?!", ENTITY_MISC, NULL); /* no letters: kept, never found */
  CHECK(a > 0 && b > a && c > b);
  EntityType type;
  Text name, id, canonical, language;
  name_list_get(names, a, &name, &type, &id, &canonical, &language);
  CHECK(text_is(name, "Zorblax Institute") && type == ENTITY_ORG && text_is(id, "x:1"));
  CHECK(canonical.data == NULL && language.data == NULL);
  CHECK(name_list_next(names, 0) == a && name_list_next(names, a) == b);
  name_list_remove(names, a);
  name_list_remove(names, a);
  name_list_remove(names, 12345);
  CHECK(name_list_next(names, 0) == b);
  name_list_remove(names, b);
  name_list_remove(names, c);
  CHECK(name_list_next(names, 0) == 0);
  name_list_keep(names);
  CHECK(add(names, "Again", ENTITY_LOC, NULL) > 0);
  name_list_free(names);
}

static void test_many(void) {
  NameList *names = name_list_new();
  if (!names) return;
  char name[32];
  for (int i = 0; i < 5000; i++) {
    snprintf(name, sizeof name, "Quux%d Corp%d", i, i % 7);
    CHECK(add(names, name, ENTITY_ORG, NULL) == i + 1);
  }
  int64_t count = 0;
  for (int64_t row = 0; (row = name_list_next(names, row)) != 0;) count++;
  CHECK(count == 5000);
  name_list_free(names);
}

/* Random changes with savepoints, against a plain list of who is there. */
static void test_undo(void) {
  enum { ROWS = 4000, DEEP = 8 };
  static char there[ROWS + 1], before[DEEP][ROWS + 1];
  size_t marks[DEEP], deep = 0;
  NameList *names = name_list_new();
  uint32_t wrong = 0;
  if (!names) return;
  memset(there, 0, sizeof there);
  for (int step = 0; step < 20000; step++) {
    uint32_t draw = check_below(1u << 24);
    int64_t row = 1 + draw / 64 % ROWS;
    char name[16];
    snprintf(name, sizeof name, "Quux %u", draw % 5); /* few names: long chains */
    if (draw % 8 < 3) {
      row = add(names, name, ENTITY_ORG, NULL);
      if (row < 1 || row > ROWS) break;
      there[row] = 1;
    } else if (draw % 8 < 5) {
      CHECK(name_list_remove(names, row));
      there[row] = 0;
    } else if (draw % 8 == 5 && deep < DEEP) {
      marks[deep] = name_list_changes(names);
      memcpy(before[deep++], there, sizeof there);
    } else if (draw % 8 == 6 && deep) {
      deep = draw / 8 % deep;
      name_list_undo(names, marks[deep]);
      memcpy(there, before[deep], sizeof there);
    } else if (draw % 64 == 7) {
      deep = 0;
      name_list_keep(names);
    }
    if (step % 20) continue;
    int64_t at = 0;
    for (int64_t r = 1; r <= ROWS; r++)
      if (there[r]) wrong += (at = name_list_next(names, at)) != r;
    wrong += name_list_next(names, at) != 0;
  }
  CHECK(wrong == 0);
  name_list_free(names);
}

static void test_text(void) {
  NameList *names = name_list_new();
  if (!names) return;
  Document doc;
  const char *text = "The zorblax met Zorblax Institute in Paris.";
  run_text(&doc, "en", text, NULL);
  CHECK(run_has(&doc, "Paris", ENTITY_LOC, "Q90"));
  document_free(&doc);
  add(names, "Zorblax Institute", ENTITY_ORG, "x:1");
  int64_t paris = add(names, "PARIS", ENTITY_PER, "x:2");
  run_text(&doc, "en", text, names);
  CHECK(run_has(&doc, "Zorblax Institute", ENTITY_ORG, "x:1"));
  CHECK(run_has(&doc, "Paris", ENTITY_PER, "x:2"));
  document_free(&doc);
  name_list_remove(names, paris);
  run_text(&doc, "en", text, names);
  CHECK(run_has(&doc, "Paris", ENTITY_LOC, "Q90"));
  document_free(&doc);
  name_list_free(names);
}

int main(void) {
  test_rows();
  test_many();
  test_undo();
  if (run_open()) test_text();
  run_close();
  return check_result();
}
