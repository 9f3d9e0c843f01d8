/* participants.c: who stands in a sentence: mentions, nominal agents and pronouns, with the
** preposition and the case they stand in; titles and nationalities joined to what they describe.
** Who of them does what a verb says: subjects.c. */
#include "quotes/participants.h"
#include <string.h>

typedef struct Collect {
  Document *doc;
  const Lexicon *lexicon;
  const Stemmer *stemmer;
  Participants *all;
  int agents, title_column, key_column;
  uint32_t country; /* the country named last, index in document.entities or NONE */
  int apostrophes;  /* endings of names stand behind an apostrophe: Rusya'ya */
  int compound;     /* a capitalised word's ending may name an agent: Bundesverkehrsminister */
  size_t quantity, trigger; /* the first that may still begin or end at the token at hand */
} Collect;

static uint8_t token_char(const Document *doc, uint32_t token) {
  return doc->text[doc->tokens.items[token].span.start];
}

/* ---- clauses ---- */

/* 1: a dash, and behind it but a name till the end of the sentence: a site's or a source's. */
static int tail_is_name(const Document *doc, uint32_t token) {
  uint32_t end = sentence_end(doc, token);
  if (end > token + 6 || end < token + 2) return 0;
  for (uint32_t i = token + 1; i < end; i++)
    if (doc->marks[i] || doc->tokens.items[i].kind == TOKEN_NUMBER || token_is_trigger(doc, i))
      return 0;
  return 1;
}

static uint32_t clause_step(const Document *doc, uint32_t token) {
  if (doc->marks[token] & (MARK_THAT | MARK_WHO | MARK_CLAUSE | MARK_IF | MARK_PURPOSE)) return 2;
  if (doc->tokens.items[token].kind != TOKEN_PUNCT) return 0;
  uint32_t c;
  utf8_next(doc->text + doc->tokens.items[token].span.start, &c);
  switch (c) {
  case '-': /* between spaces */
    if (token + 1 >= doc->tokens.count || !(doc->tokens.items[token].flags & TOKEN_SPACE_BEFORE) ||
        !(doc->tokens.items[token + 1].flags & TOKEN_SPACE_BEFORE))
      return 0; /* fall through */
  case 0x2013:
  case 0x2014: return tail_is_name(doc, token) ? 6 : 2;
  case '|': return 6; /* a headline and the site's name */
  case ';':
  case ':':
  case 0x61B:
  case 0xFF1B:
  case 0xFF1A: return 2;
  case ',':
  case 0x60C:
  case 0xFF0C:
  case '(':
  case ')': return 1;
  default: return 0;
  }
}

static void clauses_number(Document *doc, Participants *all) {
  uint32_t clause = 0;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    clause += clause_step(doc, i);
    all->clause[i] = clause;
  }
}

/* ---- cases and prepositions ---- */

static uint8_t case_of_feature(Text feature) {
  static const char *names[] = {"",       "nominative",   "accusative", "genitive",
                                "dative", "instrumental", "locative",   "ablative"};
  for (uint8_t i = 1; i < sizeof names / sizeof *names; i++)
    if (text_is(feature, names[i])) return i;
  return CASE_UNKNOWN;
}

/* The marks before a participant: its own proclitics, else the words before, over adjectives of
** up to three words. */
static uint32_t marks_before(const Collect *collect, Participant *it) {
  const Document *doc = collect->doc;
  uint32_t start = doc->tokens.items[it->first_token].span.start, bits = 0;
  if (start < it->span.start)
    bits = trigger_clitic_marks(doc, collect->lexicon, (Span){start, it->span.start});
  uint32_t first = sentence_first(doc, it->first_token);
  const uint32_t *marks = doc->marks;
  const uint32_t wanted =
      MARK_PREPOSITION | MARK_NOMINATIVE | MARK_ACCUSATIVE | MARK_GENITIVE | MARK_WITH;
  const Participants *all = collect->all;
  int place = it->type == ENTITY_LOC && it->kind == PARTICIPANT_MENTION;
  int reach = collect->all->adjective_behind ? (place ? 1 : 0) : 3; /* words stepped over */
  size_t before = (size_t)(it - all->items); /* a nationality only describes what stands between */
  while (place && before > 0 && all->items[before - 1].type == ENTITY_NORP) before--;
  uint32_t stop = before > 0 ? all->items[before - 1].end_token : 0;
  if (bits & (MARK_AND | MARK_PREPOSITION)) return bits;
  for (uint32_t i = it->first_token; i > first && i > stop && reach >= 0;) {
    i--;
    if (doc->tokens.items[i].kind == TOKEN_PUNCT && i + 1 == it->first_token &&
        !clause_step(doc, i))
      continue; /* with "X" */
    if (doc->tokens.items[i].kind != TOKEN_WORD || clause_step(doc, i)) break;
    if (marks[i] & wanted) {
      if (place && bits & MARK_OF && marks[i] & MARK_PREPOSITION && !(marks[i] & MARK_OF))
        bits = 0; /* "in the centre of X" */
      bits |= marks[i] & wanted;
      it->mark = i;
      if (!place && marks[i] & MARK_OF && i > first && i > stop &&
          marks[i - 1] & MARK_PREPOSITION && !(marks[i - 1] & MARK_OF)) {
        bits = marks[i - 1] & wanted; /* "par des hommes": a partitive article */
        it->mark = i - 1;
        break;
      }
      if (!place && !(marks[i] & MARK_PREPOSITION)) {
        reach = 0; /* "by the X": the article tells the case, the word before it the role */
        continue;
      }
      if (place && marks[i] & (MARK_NOMINATIVE | MARK_ACCUSATIVE) && i + 1 < it->first_token &&
          i > first && i > stop && marks[i - 1] & MARK_PREPOSITION)
        bits = marks[i - 1] & wanted; /* "in der Stadt X": the preposition tells */
      if (!place || (!(bits & MARK_OF) && bits & (MARK_IN | MARK_TO | MARK_BY | MARK_WITH)) ||
          (marks[i] & (MARK_NOMINATIVE | MARK_ACCUSATIVE)))
        break;
      reach = collect->all->adjective_behind ? 2 : 3; /* "in the Greek city of X" */
      continue;
    }
    if (marks[i] & ~(uint32_t)MARK_THE || token_is_trigger(doc, i)) break;
    if (!(marks[i] & MARK_THE)) reach--;
  }
  return bits;
}

int participant_is_locative(const Participant *it) {
  return it->kind == PARTICIPANT_MENTION && it->type == ENTITY_LOC &&
         (it->kase == CASE_LOCATIVE || it->kase == CASE_ABLATIVE ||
          (it->under & (MARK_IN | MARK_TO | MARK_FROM) && !(it->under & MARK_OF)));
}

/* Where the verb ends the sentence, a word behind a participant tells what it is: "X tarafından"
** by X, "X را" X as object. `stop`: where the next participant begins. */
static void marks_behind(const Document *doc, Participant *it, uint32_t stop, int by) {
  for (uint32_t i = it->end_token; i < stop && i < it->end_token + 2; i++) {
    if (doc->tokens.items[i].kind != TOKEN_WORD || token_is_trigger(doc, i)) return;
    uint32_t marks = doc->marks[i];
    if (by && marks & MARK_BY) it->under |= MARK_BY;
    if (marks & MARK_ACCUSATIVE && !(it->under & MARK_PREPOSITION)) {
      it->kase = CASE_ACCUSATIVE;
      it->under |= MARK_ACCUSATIVE;
    }
    if (marks) return;
  }
}

uint32_t participant_under(const Participant *it) {
  uint32_t under = it->under & MARK_PREPOSITION;
  if (under & MARK_OF) under &= ~(uint32_t)(MARK_OF | MARK_FROM | MARK_BY);
  return under;
}

/* The case that a participant's last word tells, of an organisation its first: some endings of the
** genitive are those of names in the nominative (Касымалиев, Киргизия). */
static uint8_t case_of_ending(const Collect *collect, const Participant *it, uint32_t last) {
  if (it->kind == PARTICIPANT_MENTION && it->type == ENTITY_ORG && collect->all->order == ORDER_SVO)
    last = it->first_token;
  Text feature = ending_feature(collect->doc, collect->lexicon, last, 0);
  int mention = it->kind == PARTICIPANT_MENTION;
  if (text_is(feature, "surname"))
    return mention && it->type == ENTITY_PER ? CASE_NOMINATIVE : CASE_GENITIVE;
  if (text_is(feature, "name"))
    return mention && it->type != ENTITY_NORP ? CASE_NOMINATIVE : CASE_GENITIVE;
  return case_of_feature(feature);
}

/* 1: a noun without ending that may describe the next: "Çevre | örgütleri". */
static int is_modifier(const Collect *collect, uint32_t token) {
  const Document *doc = collect->doc;
  Text fold = token_fold(doc, &doc->tokens.items[token]);
  return doc->tokens.items[token].kind == TOKEN_WORD && !doc->marks[token] &&
         !token_is_trigger(doc, token) && !text_ends_in(fold, collect->all->relative) &&
         case_of_feature(ending_feature(doc, collect->lexicon, token, 0)) == CASE_UNKNOWN;
}

/* 1: a word written onto the one before: 'da. */
static int is_suffix(const Document *doc, uint32_t token) {
  return !(doc->tokens.items[token].flags & TOKEN_SPACE_BEFORE) &&
         doc->tokens.items[token].kind == TOKEN_WORD;
}

static uint8_t case_of(const Collect *collect, const Participant *it) {
  if (it->under & MARK_NOMINATIVE && !(it->under & (MARK_ACCUSATIVE | MARK_PREPOSITION)))
    return CASE_NOMINATIVE;
  if (it->under & MARK_ACCUSATIVE && !(it->under & MARK_NOMINATIVE)) return CASE_ACCUSATIVE;
  if (it->under & MARK_OF) return CASE_GENITIVE;
  if (!collect->all->cases) return CASE_UNKNOWN;
  const Document *doc = collect->doc;
  uint32_t end = sentence_end(doc, it->end_token - 1), last = it->end_token - 1;
  /* a suffix behind an apostrophe is a token of its own */
  if (it->end_token < end && is_suffix(doc, it->end_token)) last = it->end_token;
  int name = it->kind == PARTICIPANT_MENTION && it->type != ENTITY_ORG;
  int bare = collect->apostrophes && last < it->end_token && (name || last > it->first_token);
  /* Rusya is no dative, Maliye Bakanı no accusative */
  uint8_t kase = bare ? CASE_UNKNOWN : case_of_ending(collect, it, last);
  if (kase == CASE_ACCUSATIVE && collect->apostrophes && it->kind == PARTICIPANT_AGENT &&
      it->first_token > sentence_first(doc, it->first_token) &&
      text_ends_in(token_fold(doc, &doc->tokens.items[last]), (Text){"leri lari", 9}) &&
      is_modifier(collect, it->first_token - 1))
    kase = CASE_UNKNOWN; /* Çevre örgütleri */
  if (it->counted) {     /* "двух": the number tells */
    uint8_t number = case_of_feature(ending_feature(doc, collect->lexicon, it->first_token, 0));
    if (number == CASE_ACCUSATIVE) return number;
    if (kase == CASE_GENITIVE && collect->all->order == ORDER_SVO)
      kase = CASE_UNKNOWN; /* the number governs it */
  }
  if (collect->all->order != ORDER_SOV || it->type != ENTITY_LOC || kase == CASE_LOCATIVE)
    return kase;
  for (uint32_t i = last + 1; i < end && i < last + 3; i++) { /* "X ilçesinde" */
    if (doc->tokens.items[i].kind != TOKEN_WORD) break;
    if (case_of_feature(ending_feature(doc, collect->lexicon, i, 0)) == CASE_LOCATIVE)
      return CASE_LOCATIVE;
  }
  return kase;
}

/* ---- collecting ---- */

static Participant *collect_push(Collect *collect, Participant it) {
  Document *doc = collect->doc;
  Participants *all = collect->all;
  it.sentence = doc->tokens.items[it.first_token].sentence;
  it.lead = it.mark = it.first_token;
  Participant *slot = document_grow(doc, &all->items, &all->count, &all->capacity, sizeof *slot);
  if (slot) *slot = it;
  return slot;
}

/* 1: all that stands between is an article: "accused | the | X". */
static int between_is_article(const Document *doc, uint32_t from, uint32_t to) {
  return to == from + 1 && doc->marks[from] & MARK_THE && !(doc->marks[from] & MARK_OF);
}

static int between_is_light(const Document *doc, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    uint8_t c = token_char(doc, i);
    int comma = c == ',' || (c == 0xD8 && doc->tokens.items[i].kind == TOKEN_PUNCT);
    if (!comma && !(doc->marks[i] & (MARK_OF | MARK_THE | MARK_GENITIVE)) &&
        doc->tokens.items[i].kind != TOKEN_PUNCT)
      return 0;
  }
  return 1;
}

/* 1: a verb that is a trigger stands among the tokens. */
static int has_verb(const Document *doc, uint32_t from, uint32_t to) {
  size_t low = triggers_behind(doc, from);
  for (; low < doc->triggers.count && doc->triggers.items[low].first_token < to; low++)
    if (doc->triggers.items[low].part != 'n') return 1;
  return 0;
}

/* 1: between a title and its name stand only words that describe the title. */
static int title_leads(const Document *doc, uint32_t from, uint32_t to) {
  if (has_verb(doc, from, to)) return 0;
  for (uint32_t i = from; i < to; i++) {
    const Token *token = &doc->tokens.items[i];
    if (token->kind == TOKEN_PUNCT && i + 1 != to && token_char(doc, i) != '\'') return 0;
    if (doc->marks[i] & (MARK_THAT | MARK_WHO | MARK_AND | MARK_NOT | MARK_CLAUSE | MARK_TO |
                         MARK_BY | MARK_WITH | MARK_HE) &&
        !(doc->marks[i] & MARK_OF))
      return 0;
  }
  return 1;
}

/* title (of Y), NAME: the name stands for both. */
static void collect_join_title(Collect *collect, Participant *it) {
  const Document *doc = collect->doc;
  Participant *begin = collect->all->items;
  for (Participant *title = it; title > begin && it - title < 4;) {
    title--;
    if (title->sentence != it->sentence || it->first_token > title->end_token + 8) return;
    if (title->kind != PARTICIPANT_AGENT || !title->title || title->inner) {
      if (title->kind == PARTICIPANT_MENTION && title->type == ENTITY_PER) return;
      continue;
    }
    if (!title_leads(doc, title->end_token, it->lead)) return;
    it->under |= title->under;
    it->lead = title->lead;
    if (title->mark < it->mark) it->mark = title->mark;
    int bare = it->kase == CASE_UNKNOWN || it->kase == CASE_NOMINATIVE;
    if (bare && collect->all->order != ORDER_SOV) it->kase = title->kase;
    for (Participant *between = title; between < it; between++) between->inner = 1;
  }
}

/* A word that no list knows. */
static int is_plain(const Document *doc, uint32_t token) {
  return doc->tokens.items[token].kind == TOKEN_WORD && !doc->marks[token] &&
         !token_is_trigger(doc, token);
}

/* Two agents side by side: "rebel commander", "قائد الجيش": one describes the other. */
static void join_agents(const Collect *collect, Participant *last, Participant *it) {
  const Participants *all = collect->all;
  if (last->counted || it->counted || it->under & (MARK_AND | MARK_PREPOSITION) ||
      it->under & (MARK_NOMINATIVE | MARK_ACCUSATIVE))
    return;
  if (all->adjective_behind ? all->order == ORDER_VSO : it->kase == CASE_GENITIVE) {
    it->inner = 1;
    last->span.end = it->span.end;
    last->end_token = it->end_token;
  } else if (!all->adjective_behind && it->kase <= CASE_NOMINATIVE) {
    last->inner = 1;
    it->span.start = last->span.start;
    it->first_token = it->lead = last->first_token;
    it->under |= last->under;
  }
}

/* Join the new last participant with those before it: a title with its name, an agent with its
** nationality or country. */
static void collect_join(Collect *collect) {
  Participants *all = collect->all;
  const Document *doc = collect->doc;
  if (all->count < 2) return;
  Participant *it = &all->items[all->count - 1];
  Participant *last = it - 1;
  int person = it->kind == PARTICIPANT_MENTION && it->type == ENTITY_PER;
  if (last->sentence != it->sentence || it->first_token > last->end_token + (person ? 8 : 3))
    return;
  int agent = last->kind == PARTICIPANT_AGENT && !last->inner;
  if (person) {
    collect_join_title(collect, it);
    return;
  }
  uint32_t gap = it->first_token - last->end_token;
  int agents = agent && it->kind == PARTICIPANT_AGENT && !gap &&
               !has_verb(doc, it->first_token, it->end_token);
  if (agents && last->counted && !it->counted) {
    it->inner = 1; /* "трое мирных | жителей" */
    last->span.end = it->span.end;
    last->end_token = it->end_token;
    return;
  }
  if (agents) {
    join_agents(collect, last, it);
    return;
  }
  if (agent && it->kind == PARTICIPANT_MENTION && gap <= 2 &&
      (it->type == ENTITY_NORP || it->type == ENTITY_LOC || it->type == ENTITY_ORG) &&
      (between_is_light(doc, last->end_token, it->first_token) ||
       (it->type == ENTITY_ORG && all->adjective_behind && gap == 1 &&
        is_plain(doc, last->end_token))) &&
      !between_is_article(doc, last->end_token, it->first_token) &&
      (gap == 0 || !(clause_step(doc, last->end_token)))) {
    if (it->under & (MARK_IN | MARK_TO | MARK_FROM | MARK_WITH | MARK_AGAINST | MARK_BY)) return;
    if (it->kase > CASE_GENITIVE && all->order == ORDER_SOV) return;
    it->inner = 1; /* "president of Y", "القوات الروسية" */
    last->span.end = it->span.end;
    last->end_token = it->end_token;
    return;
  }
  if (it->kind == PARTICIPANT_AGENT && last->kind == PARTICIPANT_MENTION && gap <= 1 &&
      (last->type == ENTITY_NORP || last->type == ENTITY_LOC) && !last->inner &&
      !all->adjective_behind && between_is_light(doc, last->end_token, it->first_token) &&
      !(last->type == ENTITY_LOC &&
        (participant_is_locative(last) || clause_step(doc, it->first_token - 1)))) {
    last->inner = 1; /* "Russian forces"; not "in London police" */
    it->span.start = last->span.start;
    it->first_token = it->lead = last->first_token;
    it->under |= last->under;
  }
}

/* A nationality beside a plain word only describes it ("the Russian supplier"); they stand for
** each other. The word stands before it in some languages, behind it in others. */
static void collect_adjective(Collect *collect, Participant *it) {
  const Document *doc = collect->doc;
  if (collect->all->adjective_behind) {
    uint32_t before = it->first_token;
    if (before == sentence_first(doc, before) || doc->marks[before - 1] ||
        doc->tokens.items[before - 1].kind != TOKEN_WORD || token_is_trigger(doc, before - 1))
      return;
    if (it > collect->all->items && it[-1].end_token > before - 1) return;
    it->lead = it->mark = --it->first_token;
    it->span.start = doc->tokens.items[before - 1].span.start;
    it->under = marks_before(collect, it);
    if (it->under & MARK_OF) it->kase = CASE_GENITIVE;
  } else {
    uint32_t next = it->end_token;
    if (next >= sentence_end(doc, it->end_token - 1) || doc->marks[next] ||
        doc->tokens.items[next].kind != TOKEN_WORD || token_is_trigger(doc, next))
      return;
    Participant *behind = it + 1;
    if (behind < collect->all->items + collect->all->count && behind->first_token == next + 1 &&
        behind->kind == PARTICIPANT_AGENT && !behind->inner) { /* "Russian Science Foundation" */
      it->inner = 1;
      behind->span.start = it->span.start;
      behind->first_token = behind->lead = it->first_token;
      behind->under |= it->under;
      return;
    }
    const Participant *stop = collect->all->items + collect->all->count;
    while (behind < stop && behind->inner) behind++;
    if (behind < stop && behind->type == ENTITY_PER && behind->lead == next + 1 &&
        behind->first_token > next + 1) { /* "Uzbek Water | Minister X" */
      it->inner = 1;
      behind->lead = it->first_token;
      behind->under |= it->under;
      return;
    }
    it->end_token++;
    it->span.end = doc->tokens.items[next].span.end;
  }
  it->kind = PARTICIPANT_ADJECTIVE;
  it->entity = NONE;
}

/* Where the verb ends the sentence, a place right before a plain word only describes it. */
static void collect_modifier(const Collect *collect, Participant *it) {
  const Document *doc = collect->doc;
  uint32_t next = it->end_token;
  if (next >= sentence_end(doc, it->end_token - 1) || doc->marks[next] ||
      doc->tokens.items[next].kind != TOKEN_WORD || token_is_trigger(doc, next) ||
      !(doc->tokens.items[next].flags & TOKEN_SPACE_BEFORE))
    return;
  if (it->kase == CASE_UNKNOWN) it->kase = CASE_GENITIVE;
}

static void collect_one(Collect *collect, Participant it) {
  if (!collect_push(collect, it)) return;
  Participant *slot = &collect->all->items[collect->all->count - 1];
  slot->under = marks_before(collect, slot);
  slot->kase = case_of(collect, slot);
  collect_join(collect);
}

/* "the country": the one named last. */
static int collect_is_country(const Collect *collect, const LexiconMatch *match, Participant *it) {
  Text key = lexicon_field(collect->lexicon, collect->agents, match->row, collect->key_column);
  if (!text_is(key, "country")) return 0;
  it->kind = PARTICIPANT_MENTION;
  it->type = ENTITY_LOC;
  it->entity = collect->country;
  it->anaphor = 1;
  return 1;
}

static uint8_t collect_title(const Collect *collect, LexiconMatch *match) {
  uint8_t title = 0;
  do
    title |=
        lexicon_field(collect->lexicon, collect->agents, match->row, collect->title_column).size >
        0;
  while (lexicon_next(collect->lexicon, collect->agents, match));
  return title;
}

/* Bytes of the cut that are proclitics: without an article at its end. */
static uint32_t collect_proclitic(Text fold, uint32_t cut) {
  static const char article[] = "\xD8\xA7\xD9\x84"; /* ال */
  if (cut >= 4 && !memcmp(fold.data + cut - 4, article, 4)) return cut - 4;
  return cut;
}

/* An agent noun at this token: Arabic may write the article and proclitics onto it. */
static uint32_t collect_agent(Collect *collect, uint32_t token, int cuts) {
  Document *doc = collect->doc;
  const Token *at = &doc->tokens.items[token];
  LexiconMatch match;
  Participant it = {.entity = NONE, .kind = PARTICIPANT_AGENT, .type = ENTITY_PER};
  it.first_token = token;
  if (lexicon_match(collect->lexicon, collect->agents, doc, token, at->span.start, &match)) {
    it.end_token = token + (match.tokens ? match.tokens : 1);
    it.span = (Span){at->span.start, match.end};
    if (collect_is_country(collect, &match, &it) && it.entity == NONE) return 0;
    it.title = collect_title(collect, &match);
    collect_one(collect, it);
    return it.end_token;
  }
  if (at->kind != TOKEN_WORD) return 0;
  Text fold = token_fold(doc, at);
  if (collect->compound && fold.size > 8 && doc->text[at->span.start] != (uint8_t)*fold.data) {
    Text head = ending_feature(doc, collect->lexicon, token, 0);
    it.title = (uint8_t)text_is(head, "title");
    if (!it.title && !text_is(head, "agent")) return 0;
    it.end_token = token + 1;
    it.span = at->span;
    collect_one(collect, it);
    return it.end_token;
  }
  if (!cuts) return 0;
  uint32_t cut[STEM_CUTS];
  int n = stem_proclitics(collect->stemmer, doc->language, (const uint8_t *)fold.data, fold.size, 1,
                          cut);
  for (int k = 1; k < n; k++) {
    if (!lexicon_find(collect->lexicon, collect->agents, doc->language, fold.data + cut[k],
                      fold.size - cut[k], &match))
      continue;
    it.end_token = token + 1;
    it.span = at->span;
    it.span.start += collect_proclitic(fold, cut[k]); /* proclitics off, the article stays */
    if (collect_is_country(collect, &match, &it) && it.entity == NONE) return 0;
    it.title = collect_title(collect, &match);
    collect_one(collect, it);
    return it.end_token;
  }
  return 0;
}

/* A counted noun ("18 people") that begins at the token. */
static uint32_t collect_count(Collect *collect, uint32_t token) {
  Document *doc = collect->doc;
  uint32_t start = doc->tokens.items[token].span.start;
  while (collect->quantity < doc->quantities.count &&
         doc->quantities.items[collect->quantity].span.start < start)
    collect->quantity++;
  if (collect->quantity >= doc->quantities.count) return 0;
  const Quantity *quantity = &doc->quantities.items[collect->quantity];
  if (quantity->span.start != start || quantity->kind != QUANTITY_COUNT || !quantity->unit.size)
    return 0;
  Participant it = {.span = quantity->span,
                    .entity = NONE,
                    .first_token = token,
                    .kind = PARTICIPANT_AGENT,
                    .type = ENTITY_PER,
                    .counted = 1};
  it.end_token = token;
  while (it.end_token < doc->tokens.count &&
         doc->tokens.items[it.end_token].span.start < quantity->span.end)
    it.end_token++;
  if (it.end_token < token + 2) return 0;
  collect_one(collect, it);
  return it.end_token;
}

/* 1: the token lies inside a noun of several words ("press conference"). */
static int collect_in_noun(Collect *collect, uint32_t token) {
  const Document *doc = collect->doc;
  while (collect->trigger < doc->triggers.count &&
         doc->triggers.items[collect->trigger].end_token <= token)
    collect->trigger++;
  if (collect->trigger >= doc->triggers.count) return 0;
  const Trigger *trigger = &doc->triggers.items[collect->trigger];
  return trigger->part == 'n' && trigger->first_token < token;
}

/* 1: a word that may name an agent is a verb here: "has accused", "the minister accused". */
static int collect_is_verb(const Collect *collect, uint32_t token, uint32_t first) {
  const Document *doc = collect->doc;
  const Participants *all = collect->all;
  if (token == first || !has_verb(doc, token, token + 1)) return 0;
  if (doc->marks[token - 1] & MARK_HAVE) return 1;
  const Participant *last = all->count ? &all->items[all->count - 1] : NULL;
  return last && last->end_token == token && last->type != ENTITY_NORP && !last->counted;
}

/* A mention; an ending behind an apostrophe is no part of who takes part. */
static Participant collect_mention(const Collect *collect, const Mention *m) {
  const Token *tokens = collect->doc->tokens.items;
  Participant it = {.span = m->span,
                    .entity = m->entity,
                    .first_token = m->first_token,
                    .end_token = m->end_token,
                    .kind = PARTICIPANT_MENTION,
                    .type = m->type};
  uint32_t last = m->end_token - 1;
  if (collect->apostrophes && last > m->first_token && is_suffix(collect->doc, last) &&
      tokens[last - 1].span.end < m->span.end) {
    it.end_token = last;
    it.span.end = tokens[last - 1].span.end;
  }
  return it;
}

static void collect_sentence(Collect *collect, uint32_t first, uint32_t end, size_t *mention,
                             int cuts) {
  Document *doc = collect->doc;
  size_t begin = collect->all->count;
  for (uint32_t i = first; i < end && !doc->rc;) {
    while (*mention < doc->mentions.count && doc->mentions.items[*mention].end_token <= i)
      (*mention)++;
    const Mention *m = *mention < doc->mentions.count ? &doc->mentions.items[*mention] : NULL;
    if (m && m->first_token <= i) {
      collect_one(collect, collect_mention(collect, m));
      if (m->type == ENTITY_LOC && doc->entities.items[m->entity].is_country)
        collect->country = m->entity;
      i = m->end_token > i ? m->end_token : i + 1;
      continue;
    }
    uint32_t next = collect_count(collect, i);
    if (m && next > m->first_token) {
      i++;
      continue;
    }
    if (!next && !collect_is_verb(collect, i, first) && !collect_in_noun(collect, i))
      next = collect_agent(collect, i, cuts);
    if (!next && (doc->marks[i] & MARK_HE)) {
      Participant it = {.span = doc->tokens.items[i].span,
                        .entity = NONE,
                        .first_token = i,
                        .end_token = i + 1,
                        .kind = PARTICIPANT_PRONOUN,
                        .type = ENTITY_PER};
      collect_one(collect, it);
    }
    i = next > i ? next : i + 1;
  }
  for (size_t k = begin; k < collect->all->count; k++) {
    Participant *it = &collect->all->items[k];
    size_t next = k + 1;
    while (next < collect->all->count && it[next - k].inner) next++;
    if (collect->all->order == ORDER_SOV && !it->inner)
      marks_behind(doc, it, next < collect->all->count ? it[next - k].first_token : end,
                   !collect->all->adjective_behind);
    if (it->kind != PARTICIPANT_MENTION || it->inner) continue;
    if (it->type == ENTITY_NORP)
      collect_adjective(collect, it);
    else if (it->type == ENTITY_LOC && collect->all->order == ORDER_SOV)
      collect_modifier(collect, it);
  }
}

void participants_run(Document *doc, const Lexicon *lexicon, const Stemmer *stemmer) {
  if (doc->rc || doc->participants || !doc->marks) return;
  Participants *all = arena_alloc(&doc->arena, sizeof *all);
  uint32_t *clause = arena_array(&doc->arena, doc->tokens.count + 1, sizeof *clause);
  uint32_t *quoted = arena_array(&doc->arena, doc->tokens.count + 1, sizeof *quoted);
  if (!all || !clause || !quoted) {
    doc->rc = STATUS_NOMEM;
    return;
  }
  all->clause = clause;
  all->quoted = quoted;
  all->adjective_behind = (uint8_t)text_is(grammar_value(doc, lexicon, "adjective"), "behind");
  all->inverts = grammar_value(doc, lexicon, "trailing").size > 0;
  all->late = grammar_value(doc, lexicon, "passive").size > 0;
  Text order = grammar_value(doc, lexicon, "order");
  all->order = text_is(order, "vso") ? ORDER_VSO : text_is(order, "sov") ? ORDER_SOV : ORDER_SVO;
  all->strict = grammar_value(doc, lexicon, "strict").size > 0;
  all->personal = grammar_value(doc, lexicon, "personal").size > 0;
  all->agreement = grammar_value(doc, lexicon, "agreement");
  all->plural = grammar_value(doc, lexicon, "plural");
  all->gerunds = grammar_value(doc, lexicon, "gerunds");
  all->infinitives = grammar_value(doc, lexicon, "infinitives");
  all->drops = grammar_value(doc, lexicon, "drops").size > 0;
  all->relative = grammar_value(doc, lexicon, "relative");
  all->oblique = grammar_value(doc, lexicon, "oblique");
  all->cases = grammar_value(doc, lexicon, "cases").size > 0;
  clauses_number(doc, all);
  Collect collect = {
      .doc = doc, .lexicon = lexicon, .stemmer = stemmer, .all = all, .country = NONE};
  collect.agents = lexicon_table(lexicon, "agents");
  collect.apostrophes = grammar_value(doc, lexicon, "apostrophes").size > 0;
  collect.compound = grammar_value(doc, lexicon, "compound").size > 0;
  collect.key_column = lexicon_column(lexicon, collect.agents, "key");
  collect.title_column = lexicon_column(lexicon, collect.agents, "title");
  int cuts = grammar_value(doc, lexicon, "cuts").size > 0;
  size_t mention = 0;
  for (size_t s = 0; s < doc->sentences.count && !document_stopped(doc); s++)
    collect_sentence(&collect, doc->sentences.items[s].first_token,
                     doc->sentences.items[s].end_token, &mention, cuts);
  doc->participants = all;
  participants_set_dates(doc);
}

size_t participants_at(const Participants *all, uint32_t token) {
  size_t low = 0, high = all->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (all->items[middle].first_token < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
