/* language_spans.c: runs of one language in a text.
**
** A hidden Markov model over words: the states are the languages, a word's class probabilities are
** its emission, and changing from one language to another costs less where texts do change: at a
** line's end, at a full stop, at a quotation mark or bracket, and most inside a phrase. A single
** word can only say so much (its emission has a floor), so names and loan words do not break a run;
** a word in another script says more, unless it is a Latin one, which stands in every text.
** The best path is found by Viterbi's algorithm over windows of words, in linear time and fixed
** memory; languages that the text as a whole shows are cheaper to change to. */
#include "language/language_model.h"
#include <math.h>
#include <string.h>
#include "text/memory.h"

#define WINDOW 1024 /* words decided together */
#define STATES (LANGUAGE_CLASSES_MAX + 1)
#define FLOOR 0.012f      /* least probability of a word in a language of its script */
#define OTHER_SCRIPT 7.0f /* cost of a word whose script the language does not use */
#define LATIN_WORD 3.0f   /* the same for a Latin word in a text of another script */
#define SPAN_LETTERS 400  /* letters of a span that its score is computed from */

typedef struct Window {
  const LanguageModel *lm;
  Document *doc;
  float prior[STATES]; /* added when a language is changed to */
  float score[STATES], next[STATES], emission[STATES];
  uint32_t start[WINDOW];       /* where the word's run would begin */
  uint8_t from[WINDOW][STATES]; /* the best state before */
  size_t words;
  LanguageSpan *spans; /* result, in the arena */
  size_t count, capacity;
} Window;

/* Looks at what stands between two words: what a change costs there, and where it would be. */
static float change_cost(const uint8_t *text, uint32_t gap, uint32_t word, uint32_t *start) {
  float cost = 8.5f;
  uint32_t space = word;
  for (uint32_t i = gap; i < word;) {
    uint32_t c;
    const uint8_t *next = utf8_next(text + i, &c);
    float here = cost;
    if (c == '\n')
      here = 2.5f;
    else if (c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
             c == 0x61F || c == 0x6D4 || c == 0x964 || c == ';' || c == '|')
      here = 4.5f;
    else if (c == ':' || c == '"' || c == '(' || c == ')' || c == '[' || c == '/' || c == 0xAB ||
             c == 0xBB || (c >= 0x2010 && c <= 0x201F) || (c >= 0x300C && c <= 0x300F))
      here = 5.5f;
    if (here < cost) cost = here;
    i = (uint32_t)(next - text);
    if (char_is_space(c)) space = i;
  }
  *start = space;
  return cost;
}

/* Cost of the word in every state. */
static void word_emission(const LanguageModel *lm, const LanguageWord *word, float *emission) {
  static const LanguageEvidence none;
  LanguageEvidence evidence = none;
  LanguagePiece piece;
  size_t n = lm->count;
  float scale = word->total < 4 ? 0.25f * (float)word->total : 1;
  if (word->script == SCRIPT_HAN) scale = 0.4f * (float)(word->total < 10 ? word->total : 10);
  language_add_word(lm, word, &evidence);
  float other = word->script == SCRIPT_LATIN ? LATIN_WORD : OTHER_SCRIPT;
  for (size_t c = 0; c <= n; c++) emission[c] = -other * (scale < 1 ? scale : 1);
  if (!language_score_piece(lm, &evidence, &piece)) return;
  for (size_t c = lm->first[word->script]; c < lm->end[word->script]; c++)
    emission[c] = scale * logf(piece.p[c] > FLOOR ? piece.p[c] : FLOOR);
  if (word->total < 3)
    for (size_t c = lm->first[word->script]; c < lm->end[word->script]; c++) emission[c] = 0;
  emission[n] = scale * logf(piece.p[n] > FLOOR ? piece.p[n] : FLOOR);
}

/* One step of Viterbi. */
static void window_step(Window *window, float cost) {
  size_t n = window->lm->count + 1, best = 0, top = 0;
  uint8_t *from = window->from[window->words];
  for (size_t c = 1; c < n; c++)
    if (window->score[c] > window->score[best]) best = c;
  for (size_t c = 0; c < n; c++) {
    float changed = window->score[best] - cost + window->prior[c];
    int stays = window->score[c] >= changed;
    from[c] = (uint8_t)(stays ? c : best);
    window->next[c] = (stays ? window->score[c] : changed) + window->emission[c];
    if (window->next[c] > window->next[top]) top = c;
  }
  float highest = window->next[top];
  for (size_t c = 0; c < n; c++) window->score[c] = window->next[c] - highest;
}

static void push_run(Window *window, uint32_t start, size_t state) {
  const LanguageModel *lm = window->lm;
  const char *tag = state >= lm->count || lm->is_noise[state] ? "und" : lm->classes[state].tag;
  if (window->count && !strcmp(window->spans[window->count - 1].tag, tag)) return;
  LanguageSpan *span = arena_push(&window->doc->arena, &window->spans, window->count,
                                  &window->capacity, sizeof *span);
  if (!span) {
    window->doc->rc = STATUS_NOMEM;
    return;
  }
  if (window->count) window->spans[window->count - 1].span.end = start;
  *span =
      (LanguageSpan){.span = {window->count ? start : 0, (uint32_t)window->doc->size}, .tag = tag};
  window->count++;
}

/* Decides the words of the window and appends their runs. */
static void window_close(Window *window) {
  uint8_t path[WINDOW];
  size_t state = 0;
  for (size_t c = 1; c <= window->lm->count; c++)
    if (window->score[c] > window->score[state]) state = c;
  for (size_t i = window->words; i-- > 0;) {
    path[i] = (uint8_t)state;
    state = window->from[i][state];
  }
  for (size_t i = 0; i < window->words; i++) push_run(window, window->start[i], path[i]);
  window->words = 0;
}

static float span_score(const LanguageModel *lm, const Document *doc, const LanguageSpan *span) {
  static const LanguageEvidence none;
  LanguageEvidence evidence = none;
  LanguagePiece piece;
  LanguageWord word;
  LanguageReader reader = {.p = doc->text + span->span.start, .end = doc->text + span->span.end};
  uint32_t letters = 0;
  while (letters < SPAN_LETTERS && language_word_next(&lm->alphabet, &reader, &word)) {
    letters += word.total;
    language_add_word(lm, &word, &evidence);
  }
  if (!language_score_piece(lm, &evidence, &piece)) return 0;
  for (size_t c = 0; c < lm->count; c++)
    if (!strcmp(lm->classes[c].tag, span->tag)) return piece.p[c];
  return piece.p[lm->count];
}

static void read_words(Window *window, LanguageReader *reader) {
  const LanguageModel *lm = window->lm;
  LanguageWord word;
  uint32_t last = 0;
  while (window->doc->rc == STATUS_OK && language_word_next(&lm->alphabet, reader, &word)) {
    uint32_t begin = (uint32_t)(word.start - window->doc->text);
    float cost = change_cost(window->doc->text, last, begin, &window->start[window->words]);
    word_emission(lm, &word, window->emission);
    window_step(window, last ? cost : 0);
    last = (uint32_t)(word.end - window->doc->text);
    if (++window->words < WINDOW) continue;
    window_close(window);
    if (document_stopped(window->doc)) return;
  }
  window_close(window);
}

LanguageSpan *language_spans(const LanguageModel *lm, Document *doc, size_t *count) {
  *count = 0;
  if (doc->rc || doc->size == 0) return NULL;
  Window *window = memory_zero(sizeof *window);
  if (!window) {
    doc->rc = STATUS_NOMEM;
    return NULL;
  }
  window->lm = lm;
  window->doc = doc;
  float theta[STATES];
  language_mixture(lm, doc->text, doc->size, 1, theta);
  for (size_t c = 0; c <= lm->count; c++)
    window->prior[c] = 0.3f * logf(theta[c] > 1e-3f ? theta[c] : 1e-3f);
  LanguageReader reader = {.p = doc->text, .end = doc->text + doc->size};
  read_words(window, &reader);
  if (!window->count) push_run(window, 0, lm->count);
  LanguageSpan *spans = window->spans;
  size_t found = window->count;
  memory_free(window);
  if (doc->rc) return NULL;
  for (size_t i = 0; i < found; i++) spans[i].score = span_score(lm, doc, &spans[i]);
  *count = found;
  return spans;
}
