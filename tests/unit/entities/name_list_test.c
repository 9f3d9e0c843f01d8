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
  if (run_open()) test_text();
  run_close();
  return check_result();
}
