/* tables.c: the columns of every table-valued function. A table is a list of columns over one list
** of the document (document.h); the module that serves them all is rows.c. Positions and lengths
** become characters here and nowhere else. */
#include "sqlite/rows.h"
#include "blocks/blocks.h"
#include "dates/dates.h"
#include "events/events.h"
#include "language/stem.h"
#include "quantities/quantities.h"
#include "quotes/quotes.h"
#include "text/memory.h"

/* COLUMN(function, what it does with `rows` and `out`) */
#define COLUMN(name, body)                                                                         \
  static void name(const Rows *rows, sqlite3_context *out) { body; }
/* LIST_TABLE: the current item, its span, and the number of rows, for a list of the document */
#define LIST_TABLE(prefix, type, list)                                                             \
  static const type *prefix(const Rows *rows) { return &rows->doc->list.items[rows->row]; }        \
  static Span prefix##_span(const Rows *rows) { return prefix(rows)->span; }                       \
  static int prefix##_begin(Rows *rows, sqlite3_value **values, char **message) {                  \
    (void)values, (void)message;                                                                   \
    rows->count = rows->doc->list.count;                                                           \
    return SQLITE_OK;                                                                              \
  }
#define SPAN_COLUMNS {"text TEXT", rows_text, 0}, {"start INTEGER", rows_start, 0}, {"length INTEGER", rows_length, 0}
#define COLUMNS(list) .columns = list, .column_count = sizeof list / sizeof *list

/* four decimals: 0.97, not 0.970000028610229 */
static void result_score(sqlite3_context *out, float score) {
  double bounded = score > 0 ? (score < 1 ? (double)score : 1) : 0;
  sqlite3_result_double(out, (double)(int)(bounded * 10000 + 0.5) / 10000);
}

/* ---- gloss_languages: candidates, best first ---- */

typedef struct Candidates {
  LanguageCandidate items[LANGUAGE_CANDIDATES];
} Candidates;

static int languages_begin(Rows *rows, sqlite3_value **values, char **message) {
  (void)values, (void)message;
  int rc;
  const LanguageModel *model = analysis_language(rows->connection->analysis, &rc);
  if (!model) return rc;
  Candidates *candidates = rows->state = memory_zero(sizeof *candidates);
  if (!candidates) return SQLITE_NOMEM;
  int count = language_candidates(model, rows->doc->text, rows->doc->size, candidates->items);
  rows->count = count > 0 ? (size_t)count : 0;
  return SQLITE_OK;
}

static const LanguageCandidate *candidate(const Rows *rows) {
  return &((const Candidates *)rows->state)->items[rows->row];
}

COLUMN(languages_language, sqlite3_result_text(out, candidate(rows)->tag, -1, SQLITE_TRANSIENT))
COLUMN(languages_script, sqlite3_result_text(out, candidate(rows)->script, -1, SQLITE_TRANSIENT))
COLUMN(languages_score, result_score(out, candidate(rows)->score))
COLUMN(languages_share, result_score(out, candidate(rows)->share))

static const RowsColumn languages_columns[] = {
    {"language TEXT", languages_language, 0},
    {"script TEXT", languages_script, 0},
    {"score REAL", languages_score, 0},
    {"share REAL", languages_share, 0},
};
static const RowsTable table_languages = {
    .name = "gloss_languages", .arguments = {"document"}, .required = 1, .own_arguments = 1,
    COLUMNS(languages_columns), .begin = languages_begin,
};

/* ---- gloss_language_spans ---- */

static int spans_begin(Rows *rows, sqlite3_value **values, char **message) {
  (void)values, (void)message;
  int rc = cache_spans(rows->connection, rows->cached);
  rows->count = rc ? 0 : rows->cached->span_count;
  return rc;
}

static const LanguageSpan *run(const Rows *rows) { return &rows->cached->spans[rows->row]; }
static Span run_span(const Rows *rows) { return run(rows)->span; }

COLUMN(spans_language, sqlite3_result_text(out, run(rows)->tag, -1, SQLITE_TRANSIENT))
COLUMN(spans_score, result_score(out, run(rows)->score))

static const RowsColumn spans_columns[] = {
    SPAN_COLUMNS,
    {"language TEXT", spans_language, 0},
    {"score REAL", spans_score, 0},
};
static const RowsTable table_language_spans = {
    .name = "gloss_language_spans", .arguments = {"document"}, .required = 1, .own_arguments = 1,
    .ordered = 1, COLUMNS(spans_columns), .span = run_span, .begin = spans_begin,
};

/* ---- gloss_blocks ---- */

LIST_TABLE(block, Block, blocks)
COLUMN(block_number, result_count(out, rows->row + 1))
COLUMN(block_kind, result_name(out, blocks_kind_name((BlockKind)block(rows)->kind)))
COLUMN(block_body, sqlite3_result_int(out, block(rows)->body != 0))
COLUMN(block_score, result_score(out, block(rows)->score))

static const RowsColumn block_columns[] = {
    SPAN_COLUMNS,
    {"block INTEGER", block_number, 0},
    {"kind TEXT", block_kind, 0},
    {"body INTEGER", block_body, 0},
    {"score REAL", block_score, 0},
};

/* every table below takes (document [, language [, published]]) and comes in text order */
#define TABLE(prefix, sql_name, needs)                                                             \
  static const RowsTable table_##prefix = {                                                        \
      .name = sql_name, .arguments = {"document", "language", "published"}, .required = 1,         \
      .ordered = 1, .stages = needs, COLUMNS(prefix##_columns), .span = prefix##_span,             \
      .begin = prefix##_begin}
TABLE(block, "gloss_blocks", STAGE_BLOCKS);

/* ---- gloss_sentences ---- */

LIST_TABLE(sentence, Sentence, sentences)
COLUMN(sentence_number, result_count(out, rows->row + 1))
COLUMN(sentence_block, result_count(out, (size_t)sentence(rows)->block + 1))

static const RowsColumn sentence_columns[] = {
    SPAN_COLUMNS,
    {"sentence INTEGER", sentence_number, 0},
    {"block INTEGER", sentence_block, 0},
};
TABLE(sentence, "gloss_sentences", STAGE_TOKENS);

/* ---- gloss_tokens ---- */

LIST_TABLE(token, Token, tokens)

static void token_kind(const Rows *rows, sqlite3_context *out) {
  static const char *const names[] = {"word", "number", "punct", "symbol"};
  result_name(out, names[token(rows)->kind & 3]);
}

static void token_stem(const Rows *rows, sqlite3_context *out) {
  int rc;
  Text fold = token_fold(rows->doc, token(rows));
  const Stemmer *stemmer = analysis_stemmer(rows->connection->analysis, &rc);
  if (!stemmer)
    result_status(out, rows->connection, rc);
  else if (token(rows)->kind == TOKEN_WORD)
    result_text(out, stem_word(stemmer, rows->doc->language, fold.data, fold.size));
  else
    result_text(out, fold);
}

COLUMN(token_number, result_count(out, rows->row + 1))
COLUMN(token_sentence, result_count(out, (size_t)token(rows)->sentence + 1))
COLUMN(token_folded, result_text(out, token_fold(rows->doc, token(rows))))

static const RowsColumn token_columns[] = {
    SPAN_COLUMNS,
    {"token INTEGER", token_number, 0},
    {"sentence INTEGER", token_sentence, 0},
    {"kind TEXT", token_kind, 0},
    {"fold TEXT", token_folded, 0},
    {"stem TEXT", token_stem, 0},
};
TABLE(token, "gloss_tokens", STAGE_TOKENS);

/* ---- gloss_entities ---- */

LIST_TABLE(mention, Mention, mentions)
static const Entity *entity_of(const Rows *rows) {
  return &rows->doc->entities.items[mention(rows)->entity];
}

COLUMN(mention_entity, result_count(out, (size_t)mention(rows)->entity + 1))
COLUMN(mention_type, result_name(out, entity_type_name((EntityType)mention(rows)->type)))
COLUMN(mention_name, result_text(out, entity_of(rows)->name))
COLUMN(mention_id, result_text(out, entity_of(rows)->id))
COLUMN(mention_sentence, result_count(out, (size_t)mention(rows)->sentence + 1))
COLUMN(mention_score, result_score(out, mention(rows)->score))

static const RowsColumn mention_columns[] = {
    SPAN_COLUMNS,
    {"entity INTEGER", mention_entity, 0},
    {"type TEXT", mention_type, 0},
    {"name TEXT", mention_name, 0},
    {"id TEXT", mention_id, 0},
    {"sentence INTEGER", mention_sentence, 0},
    {"score REAL", mention_score, 0},
};
TABLE(mention, "gloss_entities", STAGE_ENTITIES);

/* ---- gloss_dates ---- */

LIST_TABLE(date, Date, dates)
COLUMN(date_type, result_name(out, date_type_name((DateType)date(rows)->type)))
COLUMN(date_value, result_text(out, date(rows)->value))
COLUMN(date_first, result_text(out, date(rows)->first))
COLUMN(date_last, result_text(out, date(rows)->last))
COLUMN(date_sentence, result_count(out, (size_t)date(rows)->sentence + 1))
COLUMN(date_score, result_score(out, date(rows)->score))

static const RowsColumn date_columns[] = {
    SPAN_COLUMNS,
    {"type TEXT", date_type, 0},
    {"value TEXT", date_value, 0},
    {"first TEXT", date_first, 0},
    {"last TEXT", date_last, 0},
    {"sentence INTEGER", date_sentence, 0},
    {"score REAL", date_score, 0},
};
TABLE(date, "gloss_dates", STAGE_DATES);

/* ---- gloss_quantities ---- */

LIST_TABLE(quantity, Quantity, quantities)

static void quantity_high(const Rows *rows, sqlite3_context *out) {
  if (quantity(rows)->is_range) sqlite3_result_double(out, quantity(rows)->value_high);
}

COLUMN(quantity_kind, result_name(out, quantity_kind_name((QuantityKind)quantity(rows)->kind)))
COLUMN(quantity_value, sqlite3_result_double(out, quantity(rows)->value))
COLUMN(quantity_unit, result_text(out, quantity(rows)->unit))
COLUMN(quantity_qualifier, result_name(out, qualifier_name((Qualifier)quantity(rows)->qualifier)))
COLUMN(quantity_sentence, result_count(out, (size_t)quantity(rows)->sentence + 1))
COLUMN(quantity_score, result_score(out, quantity(rows)->score))

static const RowsColumn quantity_columns[] = {
    SPAN_COLUMNS,
    {"kind TEXT", quantity_kind, 0},
    {"value REAL", quantity_value, 0},
    {"value_high REAL", quantity_high, 0},
    {"unit TEXT", quantity_unit, 0},
    {"qualifier TEXT", quantity_qualifier, 0},
    {"sentence INTEGER", quantity_sentence, 0},
    {"score REAL", quantity_score, 0},
};
TABLE(quantity, "gloss_quantities", STAGE_QUANTITIES);

/* ---- who: a participant as its linked name, else as the text says it ---- */

static void result_participant(const Rows *rows, sqlite3_context *out, Span span,
                               uint32_t entity) {
  const Entity *linked = entity == NONE ? NULL : &rows->doc->entities.items[entity];
  if (linked && linked->id.data)
    result_text(out, linked->name);
  else if (span.start < span.end)
    result_text(out, document_source(rows->doc, span));
  else if (linked)
    result_text(out, linked->name);
}

static void result_participant_id(const Rows *rows, sqlite3_context *out, uint32_t entity) {
  if (entity != NONE) result_text(out, rows->doc->entities.items[entity].id);
}

static void result_span_text(const Rows *rows, sqlite3_context *out, Span span) {
  if (span.start < span.end) result_text(out, document_source(rows->doc, span));
}

static void result_span_start(const Rows *rows, sqlite3_context *out, Span span) {
  if (span.start < span.end) sqlite3_result_int64(out, document_position(rows->doc, span.start));
}

static void result_span_length(const Rows *rows, sqlite3_context *out, Span span) {
  if (span.start < span.end) sqlite3_result_int64(out, document_characters(rows->doc, span));
}

/* ---- gloss_quotes ---- */

LIST_TABLE(quote, Quote, quotes)
COLUMN(quote_kind, result_name(out, quote_kind_name((QuoteKind)quote(rows)->kind)))
COLUMN(quote_speaker,
       result_participant(rows, out, quote(rows)->speaker, quote(rows)->speaker_entity))
COLUMN(quote_speaker_start, result_span_start(rows, out, quote(rows)->speaker))
COLUMN(quote_speaker_length, result_span_length(rows, out, quote(rows)->speaker))
COLUMN(quote_speaker_id, result_participant_id(rows, out, quote(rows)->speaker_entity))
COLUMN(quote_verb, result_span_text(rows, out, quote(rows)->verb))
COLUMN(quote_sentence, result_count(out, (size_t)quote(rows)->sentence + 1))
COLUMN(quote_score, result_score(out, quote(rows)->score))

static const RowsColumn quote_columns[] = {
    SPAN_COLUMNS,
    {"kind TEXT", quote_kind, 0},
    {"speaker TEXT", quote_speaker, 0},
    {"speaker_start INTEGER", quote_speaker_start, 0},
    {"speaker_length INTEGER", quote_speaker_length, 0},
    {"speaker_id TEXT", quote_speaker_id, 0},
    {"verb TEXT", quote_verb, 0},
    {"sentence INTEGER", quote_sentence, 0},
    {"score REAL", quote_score, 0},
};
TABLE(quote, "gloss_quotes", STAGE_QUOTES);

/* ---- gloss_events ---- */

LIST_TABLE(event, Event, events)
static const Date *event_when(const Rows *rows) {
  uint32_t i = event(rows)->date;
  return i == NONE ? NULL : &rows->doc->dates.items[i];
}
static const Quantity *event_count(const Rows *rows) {
  uint32_t i = event(rows)->quantity;
  return i == NONE ? NULL : &rows->doc->quantities.items[i];
}

/* the columns of a participant */
#define PARTICIPANT(role)                                                                          \
  COLUMN(event_##role,                                                                             \
         result_participant(rows, out, event(rows)->role.span, event(rows)->role.entity))          \
  COLUMN(event_##role##_id, result_participant_id(rows, out, event(rows)->role.entity))
#define PARTICIPANT_SPAN(role)                                                                     \
  COLUMN(event_##role##_start, result_span_start(rows, out, event(rows)->role.span))               \
  COLUMN(event_##role##_length, result_span_length(rows, out, event(rows)->role.span))
PARTICIPANT(actor)
PARTICIPANT_SPAN(actor)
PARTICIPANT(target)
PARTICIPANT_SPAN(target)
PARTICIPANT(place)
PARTICIPANT(source)

COLUMN(event_number, result_count(out, event(rows)->event))
COLUMN(event_type, result_name(out, event_type_name((EventType)event(rows)->type)))
COLUMN(event_mode, result_text(out, event(rows)->mode))
COLUMN(event_modality, result_name(out, modality_name((Modality)event(rows)->modality)))
COLUMN(event_date, if (event_when(rows)) result_text(out, event_when(rows)->first))
COLUMN(event_date_end, if (event_when(rows)) result_text(out, event_when(rows)->last))
COLUMN(event_quantity,
       if (event_count(rows)) sqlite3_result_double(out, event_count(rows)->value))
COLUMN(event_unit, if (event_count(rows)) result_text(out, event_count(rows)->unit))
COLUMN(event_quad_name, result_name(out, event_quad(event(rows))))
COLUMN(event_plover_name, result_name(out, event_plover(event(rows))))
COLUMN(event_cameo, result_text(out, event(rows)->cameo))
COLUMN(event_sentence, result_count(out, (size_t)event(rows)->sentence + 1))
COLUMN(event_score, result_score(out, event(rows)->score))

static const RowsColumn event_columns[] = {
    SPAN_COLUMNS,
    {"event INTEGER", event_number, 0},
    {"type TEXT", event_type, 0},
    {"mode TEXT", event_mode, 0},
    {"modality TEXT", event_modality, 0},
    {"actor TEXT", event_actor, 0},
    {"actor_start INTEGER", event_actor_start, 0},
    {"actor_length INTEGER", event_actor_length, 0},
    {"actor_id TEXT", event_actor_id, 0},
    {"target TEXT", event_target, 0},
    {"target_start INTEGER", event_target_start, 0},
    {"target_length INTEGER", event_target_length, 0},
    {"target_id TEXT", event_target_id, 0},
    {"place TEXT", event_place, 0},
    {"place_id TEXT", event_place_id, 0},
    {"date TEXT", event_date, 0},
    {"date_end TEXT", event_date_end, 0},
    {"quantity REAL", event_quantity, 0},
    {"unit TEXT", event_unit, 0},
    {"source TEXT", event_source, 0},
    {"source_id TEXT", event_source_id, 0},
    {"quad TEXT", event_quad_name, 0},
    {"plover TEXT", event_plover_name, 0},
    {"cameo TEXT", event_cameo, 0},
    {"sentence INTEGER", event_sentence, 0},
    {"score REAL", event_score, 0},
};
TABLE(event, "gloss_events", STAGE_EVENTS);

const RowsTable *const rows_tables[] = {
    &table_languages, &table_language_spans, &table_block,    &table_sentence, &table_token,
    &table_mention,   &table_date,           &table_quantity, &table_quote,    &table_event,
    &table_ngrams,    &table_kwic,           NULL,
};
