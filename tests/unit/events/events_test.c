/* Types, participants and modality of events, language by language. */
#include "events/events.h"
#include "quotes/quotes.h"
#include "unit/check.h"
#include "unit/news.h"

static News news;

static Text name_of(const Document *doc, Argument argument) {
  if (argument.entity != NONE) return doc->entities.items[argument.entity].name;
  return document_text(doc, argument.span);
}

/* "TYPE trigger modality actor>target" of all events but statements, joined by " | ". */
static int events_are(const char *language, const char *text, const char *names,
                      const char *expected) {
  Document doc;
  char found[4096] = "";
  news_document(&news, &doc, language, text, names);
  quotes_run(&doc, news.lexicon, news.stemmer);
  events_run(&doc, news.lexicon, news.stemmer);
  for (size_t i = 0; i < doc.events.count; i++) {
    const Event *event = &doc.events.items[i];
    if (event->type == EVENT_STATEMENT) continue;
    Text trigger = document_text(&doc, event->span);
    Text actor = name_of(&doc, event->actor), target = name_of(&doc, event->target);
    if (*found) strcat(found, " | ");
    strcat(strcat(found, event_type_name(event->type)), " ");
    strcat(strncat(found, trigger.data, trigger.size), " ");
    strcat(strcat(found, modality_name(event->modality)), " ");
    strcat(strncat(found, actor.data ? actor.data : "", actor.size), ">");
    strncat(found, target.data ? target.data : "", target.size);
  }
  int same = !doc.rc && !strcmp(found, expected);
  if (!same) fprintf(stderr, "found: %s\n", found);
  document_free(&doc);
  return same;
}

int main(void) {
  news_open(&news);
  CHECK(events_are("en", "Police arrested Tom Bell in Lyon on Friday.", "PER:Tom Bell|LOC:Lyon",
                   "COERCE arrested happened Police>Tom Bell"));
  CHECK(events_are("en", "Tom Bell was arrested by police in Lyon.", "PER:Tom Bell|LOC:Lyon",
                   "COERCE arrested happened police>Tom Bell"));
  CHECK(events_are("en", "Norland will withdraw its troops from Sudmark.",
                   "LOC:Norland|LOC:Sudmark", "RETREAT withdraw announced Norland>"));
  CHECK(events_are("en", "Norland did not attack Sudmark.", "LOC:Norland|LOC:Sudmark",
                   "ASSAULT attack negated Norland>Sudmark"));
  CHECK(events_are("ar", "اعتقلت الشرطة سامي الخطيب في حلب.", "PER:سامي الخطيب|LOC:حلب",
                   "COERCE اعتقلت happened الشرطة>سامي الخطيب"));
  CHECK(events_are("ar", "ستغادر القوات المدينة غدا.", "", "RETREAT تغادر announced القوات>"));
  CHECK(events_are("ar", "لم تنسحب القوات من حلب.", "LOC:حلب", "RETREAT تنسحب negated القوات>"));
  CHECK(events_are("el", "Η αστυνομία συνέλαβε τον Νίκο Ράλλη στην Πάτρα.",
                   "PER:Νίκο Ράλλη|LOC:Πάτρα", "COERCE συνέλαβε happened αστυνομία>Νίκο Ράλλη"));
  CHECK(events_are("ru", "Полиция задержала Илью Громова в Самаре.", "PER:Илью Громова|LOC:Самаре",
                   "COERCE задержала happened Полиция>Илью Громова"));
  CHECK(events_are("ru", "Илья Громов был задержан полицией.", "PER:Илья Громов",
                   "COERCE задержан happened полицией>Илья Громов"));
  news_close(&news);
  return check_result();
}
