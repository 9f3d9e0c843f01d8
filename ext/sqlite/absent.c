/* absent.c: temporary. Says clearly that a room is not there while it is being built; removed when
** all rooms are. */
#include "have_rooms.h"
#include "blocks/blocks.h"
#include "dates/dates.h"
#include "entities/entities.h"
#include "events/events.h"
#include "language/language.h"
#include "language/stem.h"
#include "quantities/quantities.h"
#include "quotes/quotes.h"
#include "text/segment.h"

#define A "this build has no such room"
#ifndef HAVE_segment_run
Segmenter *segmenter_new(const SegmentRules *r) { (void)r; return NULL; }
void segmenter_free(Segmenter *s) { (void)s; }
void segment_run(Document *doc, Segmenter *s) { (void)s; doc->rc = STATUS_ERROR; }
#endif
#ifndef HAVE_lexicon_open
Lexicon *lexicon_open(const Model *m, const char **e) { (void)m; *e = A; return NULL; }
void lexicon_free(Lexicon *l) { (void)l; }
int lexicon_table(const Lexicon *l, const char *n) { (void)l, (void)n; return LEXICON_NO_TABLE; }
int lexicon_find(const Lexicon *l, int t, Language g, const void *f, size_t s, LexiconMatch *m) {
  (void)l, (void)t, (void)g, (void)f, (void)s, (void)m;
  return 0;
}
#endif
#ifndef HAVE_stem_word
Stemmer *stemmer_open(const Lexicon *l) { (void)l; return NULL; }
void stemmer_close(Stemmer *s) { (void)s; }
Text stem_word(const Stemmer *s, Language l, const void *f, size_t n) {
  (void)s, (void)l;
  return (Text){f, (uint32_t)n};
}
#endif
#ifndef HAVE_language_detect
LanguageModel *language_open(const Model *m, const char **e) { (void)m; *e = A; return NULL; }
void language_close(LanguageModel *l) { (void)l; }
float language_detect(const LanguageModel *l, const void *t, size_t s, const char **tag) {
  (void)l, (void)t, (void)s, (void)tag;
  return 0;
}
int language_candidates(const LanguageModel *l, const void *t, size_t s, LanguageCandidate o[LANGUAGE_CANDIDATES]) {
  (void)l, (void)t, (void)s, (void)o;
  return 0;
}
LanguageSpan *language_spans(const LanguageModel *l, Document *d, size_t *c) {
  (void)l, (void)d;
  *c = 0;
  return NULL;
}
#endif
#ifndef HAVE_blocks_run
BlocksModel *blocks_open(const Model *m, const Lexicon *l, const char **e) {
  (void)m, (void)l;
  *e = A;
  return NULL;
}
void blocks_close(BlocksModel *b) { (void)b; }
void blocks_run(Document *d, const BlocksModel *b) {
  (void)b;
  for (uint32_t at = 0, i = 0; i <= d->size; i++) {
    if (i < d->size && d->text[i] != '\n') continue;
    uint32_t end = i;
    while (at < end && d->text[at] <= ' ') at++;
    while (at < end && d->text[end - 1] <= ' ') end--;
    Block *block = at < end ? document_push(d, blocks) : NULL;
    if (block) block->span = (Span){at, end}, block->kind = BLOCK_PARAGRAPH, block->body = 1, block->score = 1;
    at = i + 1;
  }
}
Text blocks_title(Document *d) { (void)d; return (Text){NULL, 0}; }
Text blocks_published(Document *d, const BlocksModel *b) {
  (void)d, (void)b;
  return (Text){NULL, 0};
}
const char *blocks_kind_name(BlockKind k) { (void)k; return NULL; }
#endif
#ifndef HAVE_entities_run
EntitiesModel *entities_open(const Model *t, const Model *g, const Lexicon *l, const Stemmer *s,
                             const char **e) {
  (void)t, (void)g, (void)l, (void)s;
  *e = A;
  return NULL;
}
void entities_close(EntitiesModel *e) { (void)e; }
void entities_run(Document *d, const EntitiesModel *e, const NameList *n) {
  (void)e, (void)n;
  (void)d;
}
#endif
#ifndef HAVE_entity_type_name
const char *entity_type_name(EntityType t) {
  static const char *const names[] = {"PER", "ORG", "LOC", "NORP", "MISC"};
  return names[t];
}
#endif
#ifndef HAVE_name_list_new
NameList *name_list_new(void) { return NULL; }
void name_list_free(NameList *n) { (void)n; }
int64_t name_list_add(NameList *n, Text a, EntityType t, Text b, Text c, Text d) {
  (void)n, (void)a, (void)t, (void)b, (void)c, (void)d;
  return 0;
}
void name_list_remove(NameList *n, int64_t r) { (void)n, (void)r; }
int64_t name_list_next(const NameList *n, int64_t r) { (void)n, (void)r; return 0; }
void name_list_get(const NameList *n, int64_t r, Text *a, EntityType *t, Text *i, Text *c,
                   Text *l) {
  (void)n, (void)r, (void)a, (void)t, (void)i, (void)c, (void)l;
}
#endif
#ifndef HAVE_name_key
void name_key(const void *n, size_t s, Buffer *out) { buffer_append(out, n, s); }
#endif
#ifndef HAVE_dates_run
void dates_run(Document *d, const Lexicon *l) { (void)l; (void)d; }
const char *date_type_name(DateType t) { (void)t; return NULL; }
#endif
#ifndef HAVE_dates_parse_day
#include <string.h>
int dates_parse_day(const void *t, size_t s, char out[11]) {
  const char *p = t;
  if (s < 10 || p[4] != '-' || p[7] != '-') return 0;
  memcpy(out, p, 10);
  out[10] = 0;
  return 1;
}
#endif
#ifndef HAVE_quantities_run
void quantities_run(Document *d, const Lexicon *l) { (void)l; (void)d; }
const char *quantity_kind_name(QuantityKind k) { (void)k; return NULL; }
const char *qualifier_name(Qualifier q) { (void)q; return NULL; }
#endif
#ifndef HAVE_quotes_run
void quotes_run(Document *d, const Lexicon *l, const Stemmer *s) {
  (void)l, (void)s, (void)d;
}
const char *quote_kind_name(QuoteKind k) { (void)k; return NULL; }
#endif
#ifndef HAVE_events_run
void events_run(Document *d, const Lexicon *l, const Stemmer *s) {
  (void)l, (void)s, (void)d;
}
const char *event_type_name(EventType t) { (void)t; return NULL; }
const char *modality_name(Modality m) { (void)m; return NULL; }
const char *event_plover(const Event *e) { (void)e; return NULL; }
const char *event_quad(const Event *e) { (void)e; return NULL; }
#endif
