/* document.h: THE data structure: one text and its annotations, filled stage by stage.
**
** A document owns an arena; everything the stages find lives there. Stages run in the order
**
**     blocks  ->  sentences  ->  tokens  ->  entities  ->  dates, quantities  ->  quotes  ->  events
**
** and each reads what those before it wrote. A stage does nothing once rc is set, and sets rc on
** failure (status.h).
**
** Offsets inside are bytes in `text`, which is always valid UTF-8 without NUL: where the source is
** not, `text` is a copy in which every malformed character is U+FFFD, so that character positions
** are those of the source. A text ends at its first NUL, as it does for SQLite's length() and
** substr(). Characters appear only at the SQL border (document_characters). Texts over 64 MiB are
** refused, so offsets fit 32 bits. */
#ifndef GLOSS_TEXT_DOCUMENT_H
#define GLOSS_TEXT_DOCUMENT_H
#include "text/arena.h"
#include "text/buffer.h"
#include "text/script.h"
#include "text/status.h"
#include "text/utf8.h"

#define DOCUMENT_MAX_BYTES ((size_t)64 << 20)
#define NONE UINT32_MAX /* "no such index" in the annotations */

/* Bytes with a length, not NUL-terminated; data NULL means SQL NULL. Points into the arena, the
** text, a model, or a literal; never owned. */
typedef struct Text {
  const char *data;
  uint32_t size; /* bytes */
} Text;

typedef struct Span {
  uint32_t start; /* first byte */
  uint32_t end;   /* behind the last byte */
} Span;

/* A language as its primary BCP-47 subtag packed into four bytes: "ar" -> 'a' | 'r' << 8. */
typedef uint32_t Language;
#define LANGUAGE(a, b) ((Language)(a) | (Language)(b) << 8)
#define LANGUAGE3(a, b, c) ((Language)(a) | (Language)(b) << 8 | (Language)(c) << 16)
#define LANGUAGE_UNDECIDED LANGUAGE3('u', 'n', 'd')
Language language_of_tag(const char *tag, size_t size); /* up to the first '-'; lower-cased */

typedef enum BlockKind {
  BLOCK_TITLE, BLOCK_SUBTITLE, BLOCK_BYLINE, BLOCK_DATELINE, BLOCK_CAPTION, BLOCK_PARAGRAPH,
  BLOCK_HEADING, BLOCK_LIST, BLOCK_QUOTE, BLOCK_AD, BLOCK_SHARE, BLOCK_RELATED, BLOCK_COMMENT,
  BLOCK_NAV, BLOCK_LEGAL, BLOCK_SUBSCRIBE, BLOCK_OTHER, BLOCK_KINDS
} BlockKind;

typedef struct Block {
  Span span;     /* without the white space around it; never empty */
  uint8_t kind;  /* BlockKind */
  uint8_t body;  /* 1: part of the article */
  float score;   /* P(body), 0..1 */
} Block;

typedef struct Sentence {
  Span span;            /* without the white space around it */
  uint32_t block;       /* index of its block */
  uint32_t first_token; /* tokens [first_token, end_token) */
  uint32_t end_token;
} Sentence;

typedef enum TokenKind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCT, TOKEN_SYMBOL } TokenKind;

enum { /* Token.flags */
  TOKEN_FIRST_UPPER = 1, /* begins with an upper-case letter */
  TOKEN_ALL_UPPER = 2,   /* at least two letters, none lower-case, at least one upper-case */
  TOKEN_HAS_DIGIT = 4,
  TOKEN_SPACE_BEFORE = 8, /* white space (or the text's start) stands before it */
  TOKEN_NEWLINE_BEFORE = 16,
  TOKEN_CJK = 32 /* cut by dictionary: no spaces between words in this script */
};

typedef struct Token {
  Span span;
  uint32_t fold;      /* offset of the folded form in document.folds */
  uint32_t fold_size; /* bytes */
  uint64_t hash;      /* hash_bytes(folded form, seed 0) */
  uint64_t tables;    /* bit i: table i of the lexicon may have a form that begins here */
  uint32_t sentence;
  uint8_t kind;   /* TokenKind */
  uint8_t script; /* Script of its first letter */
  uint8_t flags;
} Token;

typedef enum EntityType { ENTITY_PER, ENTITY_ORG, ENTITY_LOC, ENTITY_NORP, ENTITY_MISC } EntityType;

typedef struct Entity { /* one thing, mentioned once or more */
  uint8_t type;         /* EntityType */
  Text name;            /* English label if linked, else the fullest mention */
  Text id;              /* "Q159", "per:kassym-jomart-tokayev"; data NULL when unlinked */
  uint32_t mentions;
  uint8_t is_country;   /* 1: a country itself */
  uint32_t country;     /* ISO 3166-1 alpha-2 packed 'K' | 'Z' << 8, 0 if not known */
} Entity;

typedef struct Mention {
  Span span; /* without titles and Arabic proclitics; in Hebrew whole words */
  uint32_t entity; /* index in document.entities */
  uint32_t sentence;
  uint32_t first_token; /* tokens it touches: [first_token, end_token) */
  uint32_t end_token;
  uint8_t type; /* EntityType */
  float score;
} Mention;

typedef enum DateType { DATE_DATE, DATE_TIME, DATE_DURATION, DATE_SET } DateType;

typedef struct Date {
  Span span;
  uint32_t sentence;
  uint8_t type; /* DateType */
  Text value;   /* TIMEX3: 2022-01-05, XXXX-01-05, P2D, 2022-W03, PRESENT_REF ... */
  Text first;   /* ISO 8601 day or instant; data NULL when unresolved */
  Text last;
  float score;
} Date;

typedef enum QuantityKind {
  QUANTITY_COUNT, QUANTITY_MONEY, QUANTITY_PERCENT, QUANTITY_MEASURE, QUANTITY_AGE, QUANTITY_ORDINAL
} QuantityKind;
typedef enum Qualifier {
  QUALIFIER_NONE, QUALIFIER_ABOUT, QUALIFIER_OVER, QUALIFIER_UNDER, QUALIFIER_UPTO
} Qualifier;

typedef struct Quantity {
  Span span;      /* the number with its unit or counted noun */
  uint32_t sentence;
  uint8_t kind;      /* QuantityKind */
  uint8_t qualifier; /* Qualifier */
  uint8_t is_range;
  double value;
  double value_high; /* only if is_range */
  Text unit; /* ISO 4217, "%", CLDR unit id ("kilometer"), or the counted noun as written */
  float score;
} Quantity;

/* A word (or several) of the trigger lexicon: it may report speech or name an event. */
typedef struct Trigger {
  Span span; /* without proclitics and pronoun suffixes */
  uint32_t sentence;
  uint32_t first_token, end_token; /* tokens it touches */
  uint32_t particle; /* token of a separable particle ("teilte ... mit"), or NONE */
  uint32_t concept;  /* row of the lexicon's table of concepts */
  uint8_t part;      /* 'v' verb, 'c' its adverbial form, 'n' noun, 'p' its subject suffers */
  uint8_t speech;    /* 2 reporting verb, 1 may introduce speech, 0 */
  uint8_t flags;     /* quotes/trigger.h */
} Trigger;

typedef enum QuoteKind { QUOTE_DIRECT, QUOTE_PARTIAL, QUOTE_INDIRECT } QuoteKind;

typedef struct Quote {
  Span span; /* without the quotation marks */
  uint32_t sentence;
  uint8_t kind;
  Span speaker;            /* start == end when there is none in the text */
  uint32_t speaker_entity; /* index in document.entities or NONE */
  Span verb;               /* the reporting verb; start == end when there is none */
  float score;
} Quote;

typedef enum Modality {
  MODALITY_HAPPENED, MODALITY_ONGOING, MODALITY_ANNOUNCED, MODALITY_REQUESTED,
  MODALITY_HYPOTHETICAL, MODALITY_PURPOSE, MODALITY_DENIED, MODALITY_NEGATED, MODALITY_CLAIMED
} Modality;

typedef struct Argument { /* a participant: a span, and what it stands for */
  Span span;       /* start == end: absent */
  uint32_t entity; /* index in document.entities or NONE */
} Argument;

typedef struct Event {
  Span span; /* the trigger, without proclitics and pronoun suffixes */
  uint32_t sentence;
  uint32_t event;  /* 1..n; mentions of one event share it */
  uint8_t type;    /* EventType, events/events.h */
  uint8_t modality;
  Text mode;       /* PLOVER mode ("withdraw"), data NULL if none */
  Text cameo;      /* root or finer code */
  Argument actor, target, place, source;
  uint32_t date;     /* index in document.dates or NONE */
  uint32_t quantity; /* index in document.quantities or NONE */
  float score;
} Event;

enum { /* bits of Document.done: which stages have run */
  STAGE_LANGUAGE = 1, STAGE_BLOCKS = 2, STAGE_TOKENS = 4, /* sentences and tokens together */
  STAGE_ENTITIES = 8, STAGE_DATES = 16, STAGE_QUANTITIES = 32, STAGE_QUOTES = 64, STAGE_EVENTS = 128
};

#define LIST(type)                                                                                 \
  struct {                                                                                         \
    type *items;                                                                                   \
    size_t count, capacity;                                                                        \
  }

typedef struct Document {
  int rc;      /* sticky status */
  Arena arena; /* owns all below */

  const uint8_t *text; /* valid UTF-8, no NUL inside; a NUL stands behind it */
  size_t size;         /* bytes */
  const uint8_t *source; /* the text as given; same bytes as text unless it was malformed */
  size_t source_size;
  uint32_t *characters;        /* characters before byte 64*i of text */
  uint32_t *source_bytes;      /* source byte of character 64*i; NULL when source is text */
  int clean;                   /* 1: source was valid, spans of text are spans of source */

  char tag[16];      /* BCP-47 of the text, given or detected; "und" */
  Language language; /* its primary subtag */
  Text published;    /* ISO 8601 day, data NULL when not given */

  unsigned done; /* STAGE_ bits */
  LIST(Block) blocks;
  LIST(Sentence) sentences;
  LIST(Token) tokens;
  Buffer folds; /* folded forms of the tokens, one after another, each followed by a space */
  LIST(Entity) entities;
  LIST(Mention) mentions;
  LIST(Date) dates;
  LIST(Quantity) quantities;
  LIST(Trigger) triggers; /* filled together with quotes */
  uint32_t *marks;        /* per token: bits of quotes/trigger.h; NULL before quotes */
  struct Participants *participants; /* quotes/participants.h; NULL before quotes */
  LIST(Quote) quotes;
  LIST(Event) events;

  int (*interrupted)(void *); /* polled by stages once per block or sentence; may be NULL */
  void *interrupted_context;
} Document;

/* Append a zeroed item to a LIST of the document; NULL (and rc set) when memory is short. */
#define document_push(doc, list)                                                                   \
  document_grow((doc), &(doc)->list.items, &(doc)->list.count, &(doc)->list.capacity,              \
                sizeof *(doc)->list.items)

/* Take over a text (any bytes; it is copied). Sets rc to STATUS_TOOBIG or STATUS_NOMEM on
** failure; document_free() is needed in every case. */
void document_open(Document *doc, const void *bytes, size_t size);
void document_free(Document *doc);
void *document_grow(Document *doc, void *items_address, size_t *count, size_t *capacity,
                    size_t item);
void document_set_language(Document *doc, const char *tag, size_t size);

/* 1-based character position of a byte, and the character count of a span. O(64). */
uint32_t document_position(const Document *doc, uint32_t byte);
uint32_t document_characters(const Document *doc, Span span);
/* The span's bytes in the source, for SQL: equal to substr(source, position, characters). */
Text document_source(const Document *doc, Span span);

/* Returns 1 (and sets rc) when the user has interrupted the query or rc was set before. */
int document_stopped(Document *doc);

static inline Text document_text(const Document *doc, Span span) {
  return (Text){(const char *)doc->text + span.start, span.end - span.start};
}
static inline Text token_fold(const Document *doc, const Token *token) {
  return (Text){(const char *)doc->folds.data + token->fold, token->fold_size};
}
/* the token that contains the byte or the first one after it; tokens.count if none */
size_t document_token_at(const Document *doc, uint32_t byte);

#endif
