/* trigger.c: see trigger.h. One pass over the tokens: each is looked up among the function words,
** then (longest form first, left to right) among the triggers. Where prefixes and suffixes are
** written onto words, the cuts that stem_proclitics() and the lexicon's endings allow are tried in
** turn; a form with fewer cuts or more words wins. */
#include "quotes/trigger.h"
#include <string.h>

#define FORM_TOKENS 4   /* longest form tried behind a cut */
#define FORM_BYTES 192  /* its longest fold */
#define ENDING_BYTES 24 /* longest ending looked up */
#define PARTICLE_REACH 40

typedef struct TriggerScan {
  Document *doc;
  const Lexicon *lexicon;
  const Stemmer *stemmer;
  int triggers, concepts, markers, endings;
  int concept_column, part_column, particle_column, speech_column, role_column, feature_column;
  int cuts;         /* the language writes proclitics and suffixes onto words */
  Text participles; /* endings of passive participles that need no auxiliary */
  int accent;       /* a final accented o tells a verb: anunció, not anuncio */
} TriggerScan;

typedef struct Found { /* one way to read the tokens at hand */
  LexiconMatch match;
  uint32_t tokens;
  uint32_t front, back; /* bytes cut from the first token's fold */
} Found;

static const struct {
  const char *name;
  uint32_t bit;
} mark_names[] = {{"that", MARK_THAT},
                  {"not", MARK_NOT},
                  {"future", MARK_FUTURE},
                  {"if", MARK_IF},
                  {"may", MARK_MAY},
                  {"purpose", MARK_PURPOSE},
                  {"plan", MARK_PLAN},
                  {"by", MARK_BY},
                  {"to", MARK_TO},
                  {"from", MARK_FROM},
                  {"in", MARK_IN},
                  {"with", MARK_WITH},
                  {"against", MARK_AGAINST},
                  {"of", MARK_OF},
                  {"according", MARK_ACCORDING},
                  {"and", MARK_AND},
                  {"who", MARK_WHO},
                  {"he", MARK_HE},
                  {"the", MARK_THE},
                  {"passive", MARK_PASSIVE},
                  {"now", MARK_NOW},
                  {"alleged", MARK_ALLEGED},
                  {"nominative", MARK_NOMINATIVE},
                  {"accusative", MARK_ACCUSATIVE},
                  {"clause", MARK_CLAUSE},
                  {"named", MARK_NAMED},
                  {"lack", MARK_LACK},
                  {"other", MARK_OTHER},
                  {"genitive", MARK_GENITIVE},
                  {"request", MARK_REQUEST},
                  {"have", MARK_HAVE},
                  {"reported", MARK_REPORTED}};

int text_is(Text text, const char *literal) {
  size_t size = strlen(literal);
  return text.size == size && !memcmp(text.data, literal, size);
}

int text_ends_in(Text word, Text endings) {
  for (uint32_t i = 0; i < endings.size;) {
    uint32_t end = i;
    while (end < endings.size && endings.data[end] != ' ') end++;
    uint32_t size = end - i;
    if (size <= word.size && !memcmp(word.data + word.size - size, endings.data + i, size))
      return 1;
    i = end + 1;
  }
  return 0;
}

/* A role field may name several roles: "in to". */
static uint32_t mark_bits(Text roles) {
  uint32_t bits = 0;
  for (uint32_t i = 0; i < roles.size;) {
    uint32_t end = i;
    while (end < roles.size && roles.data[end] != ' ') end++;
    Text role = {roles.data + i, end - i};
    for (size_t k = 0; k < sizeof mark_names / sizeof *mark_names; k++)
      if (text_is(role, mark_names[k].name)) bits |= mark_names[k].bit;
    i = end + 1;
  }
  return bits;
}

Text grammar_value(const Document *doc, const Lexicon *lexicon, const char *key) {
  int table = lexicon_table(lexicon, "grammar");
  LexiconMatch match;
  if (!lexicon_find(lexicon, table, doc->language, key, strlen(key), &match)) return (Text){"", 0};
  return lexicon_field(lexicon, table, match.row, lexicon_column(lexicon, table, "value"));
}

Text ending_feature(const Document *doc, const Lexicon *lexicon, uint32_t token, uint32_t skip) {
  int table = lexicon_table(lexicon, "endings");
  int column = lexicon_column(lexicon, table, "feature");
  Text fold = token_fold(doc, &doc->tokens.items[token]);
  uint32_t size = fold.size > skip ? fold.size - skip : 0;
  if (size > ENDING_BYTES) size = ENDING_BYTES;
  for (; size; size--) {
    const char *tail = fold.data + fold.size - size;
    if ((*tail & 0xC0) == 0x80) continue;
    LexiconMatch match;
    if (lexicon_find(lexicon, table, doc->language, tail, size, &match))
      return lexicon_field(lexicon, table, match.row, column);
  }
  return (Text){"", 0};
}

uint32_t trigger_clitic_marks(const Document *doc, const Lexicon *lexicon, Span clitics) {
  int table = lexicon_table(lexicon, "proclitics");
  int column = lexicon_column(lexicon, table, "role");
  uint32_t bits = 0;
  for (uint32_t at = clitics.start; at < clitics.end;) {
    uint32_t c;
    uint32_t next = (uint32_t)(utf8_next(doc->text + at, &c) - doc->text);
    LexiconMatch match;
    if (lexicon_find(lexicon, table, doc->language, doc->text + at, next - at, &match))
      bits |= mark_bits(lexicon_field(lexicon, table, match.row, column));
    at = next;
  }
  return bits;
}

/* ---- function words ---- */

static uint32_t scan_roles(const TriggerScan *scan, LexiconMatch *match) {
  uint32_t bits = 0;
  do bits |= mark_bits(lexicon_field(scan->lexicon, scan->markers, match->row, scan->role_column));
  while (lexicon_next(scan->lexicon, scan->markers, match));
  return bits;
}

static void scan_marks(const TriggerScan *scan) {
  Document *doc = scan->doc;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const Token *token = &doc->tokens.items[i];
    LexiconMatch match;
    if (lexicon_match(scan->lexicon, scan->markers, doc, i, token->span.start, &match)) {
      uint32_t tokens = match.tokens ? match.tokens : 1;
      uint32_t bits = scan_roles(scan, &match);
      if (bits & MARK_TO && bits & (MARK_THE | MARK_HAVE)) /* folding makes à and a one */
        bits &= token->span.end - token->span.start == 1 ? ~(uint32_t)(MARK_TO | MARK_IN)
                                                         : ~(uint32_t)(MARK_THE | MARK_HAVE);
      if (bits & MARK_AND && bits & MARK_PASSIVE) /* and é and e */
        bits &= token->span.end - token->span.start == 1 ? ~(uint32_t)MARK_PASSIVE
                                                         : ~(uint32_t)MARK_AND;
      for (uint32_t k = 0; k < tokens && i + k < doc->tokens.count; k++) doc->marks[i + k] |= bits;
      i += tokens - 1;
      continue;
    }
    if (!scan->cuts) continue;
    Text fold = token_fold(doc, token);
    uint32_t cuts[STEM_CUTS];
    int n = stem_proclitics(scan->stemmer, doc->language, (const uint8_t *)fold.data, fold.size, 0,
                            cuts);
    for (int k = 1; k < n; k++)
      if (lexicon_find(scan->lexicon, scan->markers, doc->language, fold.data + cuts[k],
                       fold.size - cuts[k], &match)) {
        doc->marks[i] |= scan_roles(scan, &match);
        break;
      }
  }
}

/* ---- triggers ---- */

/* Look for the longest form whose first token is fold[cut..], up to FORM_TOKENS tokens. */
static int scan_cut_form(const TriggerScan *scan, uint32_t first, uint32_t cut, Found *found) {
  const Document *doc = scan->doc;
  const Token *tokens = doc->tokens.items;
  uint32_t end = doc->sentences.items[tokens[first].sentence].end_token;
  char form[FORM_BYTES];
  size_t size = 0;
  int hit = 0;
  for (uint32_t n = 0; n < FORM_TOKENS && first + n < end; n++) {
    Text fold = token_fold(doc, &tokens[first + n]);
    uint32_t skip = n ? 0 : cut;
    if (size + 1 + fold.size - skip > sizeof form) break;
    if (n) form[size++] = ' ';
    memcpy(form + size, fold.data + skip, fold.size - skip);
    size += fold.size - skip;
    LexiconMatch match;
    if (!lexicon_find(scan->lexicon, scan->triggers, doc->language, form, size, &match)) continue;
    *found = (Found){match, n + 1, cut, 0};
    hit = 1;
  }
  return hit;
}

/* The same with a pronoun or number suffix cut from a single token. */
static int scan_suffix_form(const TriggerScan *scan, uint32_t first, uint32_t cut, Found *found) {
  const Document *doc = scan->doc;
  Text fold = token_fold(doc, &doc->tokens.items[first]);
  uint32_t end = doc->tokens.items[first].span.end;
  if (fold.size > 2 && doc->text[end - 2] == 0xD8 && doc->text[end - 1] == 0xA9)
    return 0; /* a teh marbuta is no pronoun: بعثة is no form of بعث */
  for (uint32_t size = 2; size <= 8 && fold.size >= cut + size + 4; size += 2) {
    const char *tail = fold.data + fold.size - size;
    LexiconMatch match;
    if (!lexicon_find(scan->lexicon, scan->endings, doc->language, tail, size, &match) ||
        !text_is(lexicon_field(scan->lexicon, scan->endings, match.row, scan->feature_column),
                 "cut"))
      continue;
    uint32_t left = fold.size - cut - size;
    if (lexicon_find(scan->lexicon, scan->triggers, doc->language, fold.data + cut, left, &match)) {
      *found = (Found){match, 1, cut, size};
      return 1;
    }
    /* teh marbuta opens to teh before a suffix: try the noun's own ending */
    char form[FORM_BYTES];
    if (left < 6 || left > sizeof form || memcmp(fold.data + cut + left - 2, "\xD8\xAA", 2))
      continue;
    memcpy(form, fold.data + cut, left);
    memcpy(form + left - 2, "\xD9\x87", 2);
    if (lexicon_find(scan->lexicon, scan->triggers, doc->language, form, left, &match)) {
      *found = (Found){match, 1, cut, size};
      return 1;
    }
  }
  return 0;
}

static int scan_with_cuts(const TriggerScan *scan, uint32_t first, Found *best) {
  const Document *doc = scan->doc;
  Text fold = token_fold(doc, &doc->tokens.items[first]);
  uint32_t cuts[STEM_CUTS];
  int n =
      stem_proclitics(scan->stemmer, doc->language, (const uint8_t *)fold.data, fold.size, 1, cuts);
  int hit = best->tokens > 0;
  for (int k = 0; k < n; k++) {
    Found found;
    if (k && scan_cut_form(scan, first, cuts[k], &found) && found.tokens > best->tokens) {
      *best = found;
      hit = 1;
    }
  }
  for (int k = 0; k < n && !hit; k++) hit = scan_suffix_form(scan, first, cuts[k], best);
  return hit;
}

/* What the cut letters were. */
static uint8_t scan_cut_flags(const TriggerScan *scan, uint32_t first, const Found *found) {
  if (!found->front) return found->back ? TRIGGER_SUFFIX : 0;
  Text fold = token_fold(scan->doc, &scan->doc->tokens.items[first]);
  uint8_t flags = found->back ? TRIGGER_SUFFIX : 0;
  const uint8_t *cut = (const uint8_t *)fold.data;
  uint32_t last = found->front;
  for (uint32_t i = 0, before = 0; i + 1 < last; i += 2) {
    uint32_t c;
    utf8_next(cut + i, &c);
    if (c == 0x633) flags |= TRIGGER_FUTURE;               /* س */
    if (c == 0x628 || c == 0x643) flags |= TRIGGER_CLITIC; /* ب ك */
    if (c == 0x644 && before != 0x627)                     /* ل, not of ال */
      flags |= TRIGGER_CLITIC | TRIGGER_PURPOSE;
    if (c == 0x627) flags |= TRIGGER_ARTICLE; /* ال */
    before = c;
  }
  if (flags & TRIGGER_ARTICLE) flags &= (uint8_t)~TRIGGER_FUTURE;
  return flags;
}

/* 1: a nationality in the singular stands right before: "Israeli | strikes". */
static int scan_behind_adjective(const Document *doc, uint32_t token) {
  size_t low = 0, high = doc->mentions.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->mentions.items[middle].end_token < token)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= doc->mentions.count || doc->mentions.items[low].end_token != token) return 0;
  const Mention *mention = &doc->mentions.items[low];
  return mention->type == ENTITY_NORP && doc->text[mention->span.end - 1] != 's';
}

/* Among rows with one spelling, the one whose part of speech fits the place. */
static int scan_prefers_noun(const TriggerScan *scan, uint32_t first, uint8_t flags) {
  if (flags & (TRIGGER_ARTICLE | TRIGGER_CLITIC)) return 1;
  if (flags & TRIGGER_FUTURE) return 0;
  const Document *doc = scan->doc;
  if (scan->accent) {
    Text fold = token_fold(doc, &doc->tokens.items[first]);
    char plain = fold.size ? fold.data[fold.size - 1] : 0;
    int accented = doc->text[doc->tokens.items[first].span.end - 1] != (uint8_t)plain;
    if (plain == 'o') return !accented;
    if (plain == 'e' && accented) return 0;
    if (plain == 'e' &&
        first == doc->sentences.items[doc->tokens.items[first].sentence].first_token)
      return 1; /* a headline's "Attaque" */
  }
  uint32_t start = doc->sentences.items[doc->tokens.items[first].sentence].first_token;
  if (first == start) return 0;
  uint32_t before = doc->marks[first - 1];
  if (before & (MARK_THAT | MARK_NOT | MARK_FUTURE | MARK_HE | MARK_WHO)) return 0;
  return (before & (MARK_PREPOSITION | MARK_THE | MARK_PASSIVE | MARK_LACK)) != 0 ||
         scan_behind_adjective(doc, first);
}

static uint32_t scan_particle(const TriggerScan *scan, uint32_t from, Text particle) {
  const Document *doc = scan->doc;
  uint32_t end = doc->sentences.items[doc->tokens.items[from].sentence].end_token;
  if (end > from + PARTICLE_REACH) end = from + PARTICLE_REACH;
  for (uint32_t i = from + 1; i < end; i++) {
    Text fold = token_fold(doc, &doc->tokens.items[i]);
    if (fold.size == particle.size && !memcmp(fold.data, particle.data, fold.size)) return i;
  }
  return NONE;
}

/* Source bytes of the trigger: the cut letters are counted on the text, skipping harakat. */
static Span scan_span(const TriggerScan *scan, uint32_t first, const Found *found, uint32_t end) {
  const Document *doc = scan->doc;
  Span span = {doc->tokens.items[first].span.start, end};
  uint32_t c;
  for (uint32_t left = found->front; left && span.start < span.end;) {
    span.start = (uint32_t)(utf8_next(doc->text + span.start, &c) - doc->text);
    left = left > 2 ? left - 2 : 0;
    while (span.start < span.end && doc->text[span.start] == 0xD9 &&
           doc->text[span.start + 1] >= 0x8B && doc->text[span.start + 1] <= 0x92)
      span.start += 2;
  }
  for (uint32_t left = found->back; left && span.end > span.start + 2; left -= 2)
    span.end =
        (uint32_t)(utf8_previous(doc->text + span.start, doc->text + span.end, &c) - doc->text);
  return span;
}

/* "We sent": the cut suffix is listed as of the first person. */
static int scan_first_person(const TriggerScan *scan, uint32_t first, const Found *found) {
  if (!found->back) return 0;
  Text fold = token_fold(scan->doc, &scan->doc->tokens.items[first]);
  return found->back == 4 && !memcmp(fold.data + fold.size - 4, "\xD9\x86\xD8\xA7", 4);
}

/* 1: the auxiliary of the active perfect stands before: "ha arrestato", not "arrestato ieri". */
static int scan_has_have(const TriggerScan *scan, uint32_t first) {
  const Document *doc = scan->doc;
  uint32_t start = doc->sentences.items[doc->tokens.items[first].sentence].first_token;
  for (uint32_t i = first, n = 0; i > start && n < 4; n++)
    if (doc->marks[--i] & MARK_HAVE) return 1;
  return 0;
}

/* Push the row that fits best; 0 when none does. */
static int scan_push(const TriggerScan *scan, uint32_t first, Found *found, uint32_t end_token,
                     uint32_t end) {
  Document *doc = scan->doc;
  const Lexicon *lexicon = scan->lexicon;
  uint8_t flags = scan->cuts ? scan_cut_flags(scan, first, found) : 0;
  int noun = scan_prefers_noun(scan, first, flags), have = 0;
  Trigger best = {0};
  LexiconMatch match = found->match;
  do {
    Trigger trigger = {.first_token = first, .end_token = end_token, .particle = NONE};
    Text particle = lexicon_field(lexicon, scan->triggers, match.row, scan->particle_column);
    Text part = lexicon_field(lexicon, scan->triggers, match.row, scan->part_column);
    Text concept = lexicon_field(lexicon, scan->triggers, match.row, scan->concept_column);
    LexiconMatch row;
    if (!part.size || !concept.size) continue;
    if (particle.size && (trigger.particle = scan_particle(scan, end_token - 1, particle)) == NONE)
      continue;
    if (!lexicon_find(lexicon, scan->concepts, 0, concept.data, concept.size, &row)) continue;
    trigger.concept = row.row;
    trigger.part = (uint8_t)part.data[0];
    Text speech = lexicon_field(lexicon, scan->concepts, row.row, scan->speech_column);
    trigger.speech = speech.size ? (uint8_t)(speech.data[0] - '0') : 0;
    int fits = (trigger.part == 'n') == noun;
    if (have && !(fits && (best.part == 'n') != noun)) continue;
    best = trigger;
    have = 1;
  } while (lexicon_next(lexicon, scan->triggers, &match));
  if (!have) return 0;
  uint32_t before = first ? doc->marks[first - 1] : 0;
  if (best.part != 'n' && (before & MARK_THE) &&
      doc->tokens.items[first].sentence == doc->tokens.items[first - 1].sentence)
    return 0; /* "the claim": not a verb */
  if (best.part != 'n' && (flags & TRIGGER_ARTICLE)) return 0;
  Text ending = best.part == 'v' && !scan->cuts ? ending_feature(doc, lexicon, end_token - 1, 0)
                                                : (Text){"", 0};
  if (text_is(ending, "passive") || (text_is(ending, "participle") && !scan_has_have(scan, first)))
    flags |= TRIGGER_PASSIVE;
  if (best.part == 'v' &&
      text_ends_in(token_fold(doc, &doc->tokens.items[end_token - 1]), scan->participles))
    flags |= TRIGGER_PASSIVE; /* задержаны */
  if (text_is(ending, "converb")) best.part = 'c';
  if (scan_first_person(scan, first, found)) flags |= TRIGGER_FIRST;
  best.flags = flags;
  best.span = scan_span(scan, first, found, end);
  best.sentence = doc->tokens.items[first].sentence;
  Trigger *trigger = document_push(doc, triggers);
  if (trigger) *trigger = best;
  return 1;
}

/* Tokens of scripts without spaces are tried from every character. */
static uint32_t scan_token(const TriggerScan *scan, uint32_t i) {
  Document *doc = scan->doc;
  const Token *token = &doc->tokens.items[i];
  uint32_t from = token->span.start;
  do {
    Found found = {{0}, 0, 0, 0};
    uint32_t end = token->span.end, end_token = i + 1, c;
    if (lexicon_match(scan->lexicon, scan->triggers, doc, i, from, &found.match)) {
      found.tokens = found.match.tokens ? found.match.tokens : 1;
      end = found.match.end;
    }
    if (scan->cuts && scan_with_cuts(scan, i, &found))
      end = doc->tokens.items[i + found.tokens - 1].span.end;
    if (found.tokens) {
      end_token = i + found.tokens;
      if (!(token->flags & TOKEN_CJK))
        return scan_push(scan, i, &found, end_token, end) ? end_token : i + 1;
      if (scan_push(scan, i, &found, end_token, end)) {
        if (!doc->rc) doc->triggers.items[doc->triggers.count - 1].span.start = from;
        return end_token;
      }
    }
    from = (uint32_t)(utf8_next(doc->text + from, &c) - doc->text);
  } while ((token->flags & TOKEN_CJK) && from < token->span.end);
  return i + 1;
}

static int scan_open(TriggerScan *scan, Document *doc, const Lexicon *lexicon,
                     const Stemmer *stemmer) {
  *scan = (TriggerScan){.doc = doc, .lexicon = lexicon, .stemmer = stemmer};
  scan->triggers = lexicon_table(lexicon, "triggers");
  scan->concepts = lexicon_table(lexicon, "concepts");
  scan->markers = lexicon_table(lexicon, "markers");
  scan->endings = lexicon_table(lexicon, "endings");
  scan->concept_column = lexicon_column(lexicon, scan->triggers, "concept");
  scan->part_column = lexicon_column(lexicon, scan->triggers, "part");
  scan->particle_column = lexicon_column(lexicon, scan->triggers, "particle");
  scan->speech_column = lexicon_column(lexicon, scan->concepts, "speech");
  scan->role_column = lexicon_column(lexicon, scan->markers, "role");
  scan->feature_column = lexicon_column(lexicon, scan->endings, "feature");
  scan->cuts = grammar_value(doc, lexicon, "cuts").size > 0;
  scan->participles = grammar_value(doc, lexicon, "participles");
  scan->accent = grammar_value(doc, lexicon, "accent").size > 0;
  return scan->triggers >= 0 && scan->concepts >= 0;
}

void triggers_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer) {
  if (doc->rc || doc->marks) return;
  size_t count = doc->tokens.count ? doc->tokens.count : 1;
  doc->marks = arena_array(&doc->arena, count, sizeof *doc->marks);
  if (!doc->marks) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  TriggerScan scan;
  if (!scan_open(&scan, doc, lexicon, stemmer)) return;
  scan_marks(&scan);
  uint32_t sentence = NONE;
  for (uint32_t i = 0; i < doc->tokens.count && !doc->rc;) {
    const Token *token = &doc->tokens.items[i];
    if (token->sentence != sentence) {
      sentence = token->sentence;
      if (document_stopped(doc)) return;
    }
    i = token->kind == TOKEN_WORD || (token->flags & TOKEN_CJK) ? scan_token(&scan, i) : i + 1;
  }
}

size_t triggers_behind(const Document *doc, uint32_t token) {
  size_t low = 0, high = doc->triggers.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (doc->triggers.items[middle].end_token <= token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int token_is_trigger(const Document *doc, uint32_t token) {
  size_t at = triggers_behind(doc, token);
  return at < doc->triggers.count && doc->triggers.items[at].first_token <= token;
}
