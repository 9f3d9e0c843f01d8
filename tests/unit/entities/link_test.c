/* One thing, one entity: surnames, inflected forms, acronyms, spellings. */
#include "unit/entities/run.h"

static uint32_t entity_of(const Document *doc, const char *surface) {
  const Mention *m = run_mention(doc, surface);
  return m ? m->entity : NONE;
}

static void test_surnames(void) {
  Document doc;
  run_text(&doc, "en",
           "Kassym-Jomart Tokayev spoke in Astana. Later Tokayev left.\nTokayev returned.", NULL);
  CHECK(entity_of(&doc, "Kassym-Jomart Tokayev") != NONE);
  CHECK(entity_of(&doc, "Tokayev") == entity_of(&doc, "Kassym-Jomart Tokayev"));
  const Mention *m = run_mention(&doc, "Tokayev");
  CHECK(m && text_is(doc.entities.items[m->entity].name, "Kassym-Jomart Tokayev"));
  CHECK(m && doc.entities.items[m->entity].mentions == 3);
  document_free(&doc);
}

static void test_inflection(void) {
  Document doc;
  run_text(&doc, "ru", "Дмитрий Песков выступил. По словам Пескова, это так. Россия и Россией.",
           NULL);
  CHECK(entity_of(&doc, "Пескова") != NONE);
  CHECK(entity_of(&doc, "Пескова") == entity_of(&doc, "Дмитрий Песков"));
  CHECK(entity_of(&doc, "Россия") == entity_of(&doc, "Россией"));
  document_free(&doc);
}

static void test_order(void) {
  Document doc;
  run_text(&doc, "ar", "قال فلاديمير بوتين في موسكو. وأضاف بوتين أن روسيا والصين اتفقتا.", NULL);
  CHECK(entity_of(&doc, "بوتين") == entity_of(&doc, "فلاديمير بوتين"));
  CHECK(entity_of(&doc, "الصين") != NONE);
  uint32_t end = 0;
  for (size_t i = 0; i < doc.mentions.count; i++) { /* text order, no overlap, valid indexes */
    const Mention *m = &doc.mentions.items[i];
    CHECK(m->span.start >= end && m->span.end > m->span.start);
    CHECK(m->entity < doc.entities.count && m->first_token < m->end_token);
    CHECK(m->end_token <= doc.tokens.count && m->score > 0 && m->score <= 1);
    end = m->span.end;
  }
  document_free(&doc);
}

int main(void) {
  if (run_open()) {
    test_surnames();
    test_inflection();
    test_order();
  }
  run_close();
  return check_result();
}
