/* blocks.c: the stage. Lines, their features, two forests, kinds. See blocks_train.c for what was
** tried and what it gave.
**
** The first forest sees the lines and the document around them. Most lines it settles; the others,
** which are in doubt, are asked by a larger one that sees also what the first thought of the
** neighbours (stacking, Wolpert 1992) and has learnt from nothing but such lines (a cascade, Viola
** and Jones 2001). Documents of more than VIEW_LINES lines are worked on in views of that many. */
#include "blocks/blocks.h"
#include "blocks/blocks_forest.h"
#include "blocks/blocks_kinds.h"
#include "blocks/blocks_lines.h"
#include "text/chars.h"
#include "text/memory.h"
#include <math.h>
#include <string.h>

struct BlocksModel {
  BlocksTables tables;
  Forest first, second;
  BlocksCues *cues;
};

/* Every page number points at a page that is there. */
static int chars_sound(const uint16_t *pages, size_t page_count, size_t entry_count) {
  if (!pages || page_count != CHARS_PAGES || entry_count % 256) return 0;
  for (size_t i = 0; i < page_count; i++)
    if ((size_t)pages[i] * 256 + 256 > entry_count) return 0;
  return 1;
}

static const char *blocks_bind(BlocksModel *bm, const Model *model) {
  size_t pages, entries, words, firsts, seconds;
  bm->tables.chars.pages = model_section(model, "char_pages", sizeof(uint16_t), &pages);
  bm->tables.chars.entries = model_section(model, "char_entries", sizeof(uint32_t), &entries);
  bm->tables.words = model_section(model, "words", 1, &words);
  const ForestTree *first = model_section(model, "forest_first", sizeof(ForestTree), &firsts);
  const ForestTree *second = model_section(model, "forest_second", sizeof(ForestTree), &seconds);
  if (!bm->tables.chars.entries || !chars_sound(bm->tables.chars.pages, pages, entries))
    return "blocks: the character table is damaged";
  if (!bm->tables.words || words != (size_t)1 << WORDS_BITS || !first || !second)
    return "blocks: a section is missing";
  const char *error = blocks_forest_bind(&bm->first, first, firsts, 0, FIRST_COLUMNS);
  return error ? error : blocks_forest_bind(&bm->second, second, seconds, 0, COLUMNS);
}

/* 0, or -1 when memory is short */
static int blocks_read_cues(BlocksModel *bm, const Lexicon *lexicon) {
  int table = lexicon_table(lexicon, "cues"), column = lexicon_column(lexicon, table, "cue");
  bm->cues = blocks_cues_new();
  if (!bm->cues) return -1;
  for (uint32_t row = 0; row < lexicon_rows(lexicon, table); row++) {
    Text form = lexicon_field(lexicon, table, row, 1);
    Text name = lexicon_field(lexicon, table, row, column);
    int group = blocks_cues_group(name.data, name.size);
    if (group >= 0 &&
        blocks_cues_add(bm->cues, &bm->tables.chars, (CueGroup)group, form.data, form.size))
      return -1;
  }
  bm->tables.cues = bm->cues;
  return 0;
}

BlocksModel *blocks_open(const Model *model, const Lexicon *lexicon, const char **error) {
  BlocksModel *bm = memory_zero(sizeof *bm);
  *error = "out of memory";
  if (!bm) return NULL;
  const char *wrong = blocks_bind(bm, model);
  if (wrong) *error = wrong;
  if (!wrong && !blocks_read_cues(bm, lexicon)) return bm;
  blocks_close(bm);
  return NULL;
}

void blocks_close(BlocksModel *bm) {
  if (!bm) return;
  blocks_cues_free(bm->cues);
  memory_free(bm);
}

const char *blocks_kind_name(BlockKind kind) {
  static const char *const names[BLOCK_KINDS] = {
      "title",   "subtitle", "byline", "dateline",  "caption", "paragraph",
      "heading", "list",     "quote",  "ad",        "share",   "related",
      "comment", "nav",      "legal",  "subscribe", "other"};
  return (unsigned)kind < BLOCK_KINDS ? names[kind] : "other";
}

/* ---- deciding ---- */

/* A text of which nothing looks like an article, but nothing like furniture either, is taken whole:
** a headline, a caption, a sentence or two handed over by themselves. */
static void keep_short_text(Document *doc, const BlocksView *view) {
  int cues = 0;
  for (size_t i = 0; i < view->count; i++) {
    if (doc->blocks.items[i].body) return;
    cues += view->lines[i].cue_tokens > 0;
  }
  if (view->count != 1 && (view->count > 3 || cues)) return;
  for (size_t i = 0; i < view->count; i++) doc->blocks.items[i].body = 1;
}

/* A sentence that follows the article's text and says nothing of the page is its last paragraph:
** the forests know too well that furniture often comes next. */
static int continues_text(const LineFacts *line, const LineFacts *before, float score) {
  return score >= 0.22f && before->prose && line->last >= 96 && line->weight >= 35 &&
         line->words >= 5 && !line->cue_start && line->cue_tokens * 5u < line->words &&
         !line->links && !line->rights && !line->separators && line->colon == 255;
}

/* "12 April 2023, 09:15" */
static int is_plain_date(const LineFacts *line) {
  return (line->time & 5) && line->numbers >= 2 && line->words <= 7 &&
         line->numbers * 2 + 1 >= line->words && line->weight < 48 && line->last < 96;
}

/* A line that is nothing but a cue ("advertisement"), or "read also: ..." */
static int is_plain_cue(const LineFacts *line, float score) {
  uint32_t ad = line->cue[CUE_AD], plain = ad + line->cue[CUE_SHARE] + line->cue[CUE_SUBSCRIBE] +
                                           line->cue[CUE_COMMENT] + line->cue[CUE_RELATED];
  if (score < 0.85f && plain * 4 >= line->words * 3 && line->weight < 100 && (ad || plain > 1))
    return 1;
  return score < 0.93f && line->cue_start == 1 + CUE_RELATED && line->cue[CUE_RELATED] >= 2 &&
         line->colon <= line->cue[CUE_RELATED];
}

/* A line with a photographer's or agency's credit that the forests are in two minds about, or not
** far from it where a colon stands before the name: "Photo: ...". */
static int is_credited_caption(const LineFacts *line, float score) {
  int named = line->colon < line->words && line->last < 96;
  return score < (named ? 0.88f : 0.6f) && line->cue[CUE_CAPTION] && line->weight < 200 &&
         !line->prose;
}

/* "Source: agencies", "View of the harbour (c) 2024 A. Name" */
static int is_plain_source(const LineFacts *line, float score) {
  if (line->rights && line->words <= 20 && line->weight < 200 && line->last < 96 && score < 0.88f)
    return 1;
  return score < 0.88f && line->cue_start == 1 + CUE_SOURCE && line->weight < 100 &&
         line->colon <= line->cue[CUE_SOURCE];
}

/* A page has a few dates of its own; many are a table's. */
static int has_table_of_dates(const Block *blocks, const BlocksView *view) {
  int dates = 0;
  for (size_t i = 0; i < view->count; i++)
    dates += blocks[i].body && is_plain_date(&view->lines[i]);
  return dates > 4;
}

static void correct_verdicts(Block *blocks, const BlocksView *view) {
  const int table = has_table_of_dates(blocks, view);
  const LineFacts *before = NULL; /* the line before, if body by the forests' verdict */
  for (size_t i = 0; i < view->count; i++) {
    const LineFacts *line = &view->lines[i];
    float score = blocks[i].score;
    if (blocks[i].body &&
        (is_plain_cue(line, score) || (score < 0.85f && !table && is_plain_date(line)) ||
         is_credited_caption(line, score) || is_plain_source(line, score)))
      blocks[i].body = 0;
    int body = blocks[i].body;
    if (!body && line->cue[CUE_AD] && line->words <= 8) continue; /* an article goes on behind it */
    if (!body && before) blocks[i].body = (uint8_t)continues_text(line, before, score);
    before = body ? line : NULL;
  }
}

/* Asks the second forest of the lines in doubt; all others keep the first one's scores. */
static int settle_doubts(const BlocksModel *bm, const BlocksView *view, int32_t *scores) {
  const uint8_t *score = blocks_view_column(view, F_SCORE);
  uint32_t *lines = arena_array(view->arena, view->count, sizeof *lines);
  int32_t *settled = arena_array(view->arena, view->count, sizeof *settled);
  if (!lines || !settled) return -1;
  size_t count = 0;
  for (size_t i = 0; i < view->count; i++)
    if (blocks_in_doubt(score[i], SCORE_DOUBT)) lines[count++] = (uint32_t)i;
  blocks_forest_score_lines(&bm->second, view, lines, count, settled);
  for (size_t k = 0; k < count; k++) scores[lines[k]] = settled[k];
  return 0;
}

/* One view: the blocks [first, first + count). */
static void blocks_run_view(Document *doc, const BlocksModel *bm, size_t first, size_t count) {
  Arena arena = {0};
  BlocksView view;
  if (!blocks_view_build(&view, &arena, &bm->tables, doc->text, doc->blocks.items + first, count)) {
    int32_t *scores = arena_array(&arena, count, sizeof *scores);
    if (scores) blocks_forest_score(&bm->first, &view, scores);
    if (scores) blocks_view_fill_scores(&view, scores);
    if (scores && !settle_doubts(bm, &view, scores)) {
      for (size_t i = 0; i < count; i++) {
        Block *block = &doc->blocks.items[first + i];
        block->score = (float)(1.0 / (1.0 + exp(-(double)scores[i] / 256.0)));
        block->body = scores[i] > 0;
      }
      correct_verdicts(doc->blocks.items + first, &view);
      if (count == doc->blocks.count) keep_short_text(doc, &view);
      blocks_name_kinds(doc, &view, first);
    }
  }
  if (arena.rc) doc->rc = STATUS_NOMEM;
  arena_free(&arena);
}

void blocks_run(Document *doc, const BlocksModel *bm) {
  if (document_stopped(doc)) return;
  blocks_split_lines(doc);
  for (size_t at = 0; at < doc->blocks.count && !document_stopped(doc); at += VIEW_LINES) {
    size_t left = doc->blocks.count - at;
    blocks_run_view(doc, bm, at, left < VIEW_LINES ? left : VIEW_LINES);
  }
}

/* ---- the headline's text ---- */

static int is_site_separator(uint32_t c) {
  return c == '|' || c == '-' || c == 0x2013 || c == 0x2014 || c == 0xBB || c == 0x2022 ||
         c == 0xB7 || c == '/' || c == 0x203A || c == ':' || c == '_';
}

/* Words of a part of the headline. */
static size_t part_words(const Document *doc, Span span) {
  size_t words = 0;
  int inside = 0;
  for (const uint8_t *p = doc->text + span.start, *end = doc->text + span.end; p < end;) {
    uint32_t c;
    p = utf8_next(p, &c);
    int letter = (chars_class(c) & (CLASS_LETTER | CLASS_DIGIT)) != 0;
    words += letter && !inside;
    inside = letter || (inside && c == '.');
  }
  return words;
}

/* Cuts " - Site" off the end: the part behind the last separator between spaces, when it is short
** and what is left is longer. */
static Span title_without_site(const Document *doc, Span span) {
  uint32_t cut = 0, behind = 0, at = span.start;
  while (at < span.end) {
    uint32_t c;
    uint32_t next = (uint32_t)(utf8_next(doc->text + at, &c) - doc->text);
    int spaced =
        at > span.start && doc->text[at - 1] == ' ' && next < span.end && doc->text[next] == ' ';
    if (c != ':' && is_site_separator(c) && (spaced || c == '|' || c == '_')) {
      cut = at;
      behind = next;
    }
    at = next;
  }
  if (!cut) return span;
  Span left = {span.start, cut}, site = {behind, span.end};
  while (left.end > left.start && doc->text[left.end - 1] == ' ') left.end--;
  size_t words = part_words(doc, site), before = part_words(doc, left);
  if (words == 0 || words > 5) return span;
  if (before < 2) /* one word, or a script without spaces: lengths tell */
    return left.end - left.start >= 2 * (site.end - site.start) ? left : span;
  if (before <= words) return span;
  return left;
}

/* A second copy of the headline tells where the site's name begins. */
static Span title_by_copy(const Document *doc, size_t title, Span span) {
  for (size_t i = 0; i < doc->blocks.count && i < title + 12; i++) {
    Span other = doc->blocks.items[i].span;
    uint32_t size = other.end - other.start;
    if (i == title || doc->blocks.items[i].kind != BLOCK_TITLE) continue;
    if (size < span.end - span.start && size >= 10 &&
        !memcmp(doc->text + span.start, doc->text + other.start, size))
      return (Span){span.start, span.start + size};
  }
  return span;
}

Text blocks_title(Document *doc) {
  for (size_t i = 0; i < doc->blocks.count; i++) {
    if (doc->blocks.items[i].kind != BLOCK_TITLE) continue;
    Span whole = doc->blocks.items[i].span, copy = title_by_copy(doc, i, whole);
    if (copy.end != whole.end) return document_source(doc, copy);
    return document_source(doc, title_without_site(doc, whole));
  }
  return (Text){NULL, 0};
}
