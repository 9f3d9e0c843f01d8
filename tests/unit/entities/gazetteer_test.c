/* The shipped names in running text: scripts, inflection, proclitics, case, patterns; and that a
** damaged model is refused. */
#include "entities/gazetteer.h"
#include "text/memory.h"
#include "unit/entities/run.h"

static void test_languages(void) {
  Document doc;
  run_text(&doc, "en", "Leaders of Kazakhstan and Russia met in Tashkent. Uzbek officials came.",
           NULL);
  CHECK(run_has(&doc, "Kazakhstan", ENTITY_LOC, "Q232"));
  CHECK(run_has(&doc, "Russia", ENTITY_LOC, "Q159"));
  CHECK(run_has(&doc, "Tashkent", ENTITY_LOC, "Q269"));
  CHECK(run_has(&doc, "Uzbek", ENTITY_NORP, "norp:uz"));
  document_free(&doc);
  run_text(&doc, "ru", "Переговоры в Москве: делегация Армении и российские дипломаты.", NULL);
  CHECK(run_has(&doc, "Москве", ENTITY_LOC, "Q649"));
  CHECK(run_has(&doc, "Армении", ENTITY_LOC, "Q399"));
  CHECK(run_has(&doc, "российские", ENTITY_NORP, "norp:ru"));
  document_free(&doc);
  run_text(&doc, "el", "Η κυβέρνηση της Γαλλίας και ο ρωσικός στρατός, είπε, που ήταν εκεί.", NULL);
  CHECK(run_has(&doc, "Γαλλίας", ENTITY_LOC, "Q142"));
  CHECK(run_has(&doc, "ρωσικός", ENTITY_NORP, "norp:ru"));
  CHECK(run_mention(&doc, "που") == NULL);
  document_free(&doc);
  run_text(&doc, "zh", "乌克兰总统在基辅表示。", NULL);
  CHECK(run_has(&doc, "乌克兰", ENTITY_LOC, "Q212"));
  CHECK(run_has(&doc, "基辅", ENTITY_LOC, "Q1899"));
  document_free(&doc);
}

static void test_arabic(void) {
  Document doc;
  run_text(&doc, "ar", "وقالت روسيا وكازاخستان إن القوات الروسية انسحبت للبنان وبالأردن.", NULL);
  CHECK(run_has(&doc, "روسيا", ENTITY_LOC, "Q159"));
  CHECK(run_has(&doc, "كازاخستان", ENTITY_LOC, "Q232")); /* without the conjunction */
  CHECK(run_has(&doc, "الروسية", ENTITY_NORP, "norp:ru"));
  CHECK(run_has(&doc, "لبنان", ENTITY_LOC, "Q822"));
  CHECK(run_has(&doc, "الأردن", ENTITY_LOC, "Q810"));
  document_free(&doc);
}

static void test_patterns(void) {
  Document doc;
  run_text(&doc, "ar", "أعلنت وزارة الدفاع الروسية ذلك.", NULL);
  CHECK(run_has(&doc, "وزارة الدفاع الروسية", ENTITY_ORG, "org:rumod") ||
        run_has(&doc, "وزارة الدفاع الروسية", ENTITY_ORG, "org:ru-ministry-defence"));
  document_free(&doc);
  run_text(&doc, "ru", "Заявление Министерства финансов Казахстана.", NULL);
  const Mention *m = run_mention(&doc, "Министерства финансов Казахстана");
  CHECK(m && m->type == ENTITY_ORG);
  CHECK(m && text_is(doc.entities.items[m->entity].id, "org:kz-ministry-finance"));
  CHECK(m && text_is(doc.entities.items[m->entity].name, "Kazakh Ministry of Finance"));
  document_free(&doc);
  run_text(&doc, "en", "The French government and French police said no.", NULL);
  CHECK(run_has(&doc, "French", ENTITY_NORP, "norp:fr"));
  CHECK(doc.mentions.count == 2);
  document_free(&doc);
}

static void test_case(void) {
  Document doc;
  run_text(&doc, "en", "They who turkey like eat in china shops; the WHO agreed with the EU.",
           NULL);
  CHECK(run_mention(&doc, "turkey") == NULL);
  CHECK(run_mention(&doc, "china") == NULL);
  CHECK(run_mention(&doc, "who") == NULL);
  CHECK(run_has(&doc, "WHO", ENTITY_ORG, NULL));
  CHECK(run_has(&doc, "EU", ENTITY_ORG, NULL));
  document_free(&doc);
}

/* Every section's first bytes spoiled: opening answers or refuses, look-ups stay inside. */
static void test_damage(void) {
  const uint8_t *data;
  size_t size;
  if (!embed_model("gazetteer", &data, &size)) return;
  uint8_t *copy = NULL;
  uint8_t *room = memory_alloc(size + 64);
  CHECK(room != NULL);
  if (!room) return;
  copy = (uint8_t *)(((uintptr_t)room + 63) & ~(uintptr_t)63);
  int refused = 0;
  for (size_t at = 512; at < size; at += size / 24 + 1) {
    memcpy(copy, data, size);
    memset(copy + at, 0xff, 64);
    Model model;
    const char *error = NULL;
    if (model_open(&model, copy, size)) continue;
    Gazetteer *g = gazetteer_open(&model, &error);
    if (!g) {
      CHECK(error != NULL);
      refused++;
    }
    gazetteer_close(g);
  }
  CHECK(refused > 0);
  memory_free(room);
}

int main(void) {
  if (run_open()) {
    test_languages();
    test_arabic();
    test_patterns();
    test_case();
  }
  test_damage();
  run_close();
  return check_result();
}
