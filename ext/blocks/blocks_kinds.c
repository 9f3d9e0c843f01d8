/* blocks_kinds.c: naming the blocks.
**
** The forests say how likely a line is the article's own text; the labelled data knows no more than
** that. What kind of line it is follows from rules: the cues it holds, its shape, where it stands,
** and for furniture the heading it stands under ("Read also" makes the headlines below it related,
** "Comments" what follows comments). */
#include "blocks/blocks_kinds.h"
#include "text/chars.h"
#include <string.h>

enum { LONG_LINE = 70, HEAD_LINES = 14, UNDER_LINES = 12 };

typedef struct Namer {
  Document *doc;
  const BlocksView *view;
  Block *blocks;      /* of the view's lines */
  size_t title;       /* line of the headline, or view->count */
  size_t first_prose; /* first body line that is prose, or view->count */
  size_t last_body;   /* behind the last body line */
} Namer;

static uint32_t first_char(const Document *doc, const LineFacts *line) {
  uint32_t c;
  utf8_next(doc->text + line->start, &c);
  return c;
}

static uint32_t last_char(const Document *doc, const LineFacts *line) {
  uint32_t c;
  utf8_previous(doc->text + line->start, doc->text + line->end, &c);
  return c;
}

static int ends_sentence(uint32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0x61F || c == 0x6D4 ||
         c == 0x964 || c == 0xFF01 || c == 0xFF1F;
}

static int opens_quote(uint32_t c) {
  return c == '"' || c == 0xAB || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x300C;
}

static int closes_quote(uint32_t c) {
  return c == '"' || c == 0xBB || c == 0x201D || c == 0x201C || c == 0x300D;
}

/* ---- the headline ---- */

/* Could this line be a headline at all? */
static int could_be_title(const Namer *n, size_t i) {
  const LineFacts *line = &n->view->lines[i];
  if (line->weight < 12 || line->weight > 260 || line->letters < 6 || line->words < 2) return 0;
  if (line->cue_tokens * 2 > line->words || line->numbers * 2 > line->words) return 0;
  if (n->blocks[i].body && (line->prose || line->weight > 150)) return 0;
  return last_char(n->doc, line) != '.' || line->stops == 0;
}

/* words of `line` that also stand in `other`, in hundredths */
static uint32_t shared_words(const BlocksView *view, const LineFacts *line,
                             const LineFacts *other) {
  uint32_t hits = 0, limit = line->tokens < 40 ? line->tokens : 40;
  uint32_t room = other->tokens < 60 ? other->tokens : 60;
  const BlocksToken *ours = view->tokens + line->first_token;
  const BlocksToken *theirs = view->tokens + other->first_token;
  uint64_t filter = 0; /* most words are not there */
  for (uint32_t b = 0; b < room; b++) filter |= (uint64_t)1 << (theirs[b].hash >> 20 & 63);
  for (uint32_t a = 0; a < limit; a++) {
    if (!(filter >> (ours[a].hash >> 20 & 63) & 1)) continue;
    uint32_t b = 0;
    while (b < room && ours[a].hash != theirs[b].hash) b++;
    hits += b < room;
  }
  return limit ? hits * 100 / limit : 0;
}

/* The headline: the first likely line before the article, better if it stands there twice, is long
** enough, and shares words with the text. */
static void find_title(Namer *n) {
  const BlocksView *view = n->view;
  int best = 0;
  size_t end = n->first_prose < view->count ? n->first_prose : view->count;
  size_t limit = end < HEAD_LINES ? end : HEAD_LINES;
  n->title = view->count;
  for (size_t i = 0; i < limit; i++) {
    if (!could_be_title(n, i)) continue;
    const LineFacts *line = &view->lines[i];
    int points = 40 - 3 * (int)i;
    points += line->weight >= 25 ? 12 : 0;
    points += line->weight >= 40 ? 6 : 0;
    points += blocks_view_column(view, F_COHESION)[i] / 8;
    points -= n->blocks[i].body ? 4 : 0;
    for (size_t k = 0; k < limit; k++)
      if (k != i && view->lines[k].words >= 3 && shared_words(view, &view->lines[k], line) >= 80)
        points += 14;
    if (points > best) {
      best = points;
      n->title = i;
    }
  }
}

/* A copy of the headline, with or without the site's name. */
static int repeats_title(const Namer *n, size_t i) {
  if (n->title >= n->view->count || i == n->title || i > n->title + 8) return 0;
  const LineFacts *line = &n->view->lines[i], *title = &n->view->lines[n->title];
  if (line->words < 3 || line->weight > 2 * title->weight + 20) return 0;
  if (n->blocks[i].body && (line->prose || line->weight > 150)) return 0;
  uint32_t there = shared_words(n->view, title, line);
  if (there < 50) return 0;
  uint32_t back = shared_words(n->view, line, title);
  return (there >= 85 && back >= 50) || (back >= 85 && there >= 50);
}

/* ---- the article's own lines ---- */

static int is_list_item(const Namer *n, const LineFacts *line) {
  const uint8_t *p = n->doc->text + line->start, *end = n->doc->text + line->end;
  uint32_t c, next = 0;
  p = utf8_next(p, &c);
  if (p < end) utf8_next(p, &next);
  if (c == 0x2022 || c == 0x25CF || c == 0x25AA || c == 0x00B7 || c == 0x2043 || c == 0x25E6)
    return 1;
  if ((c == '*' || c == '-' || c == 0x2013) && next == ' ' && line->weight < 400) return 1;
  return char_is_digit(c) && (next == ')' || next == '.') && line->weight < 300 && p + 1 < end &&
         p[1] == ' ';
}

static BlockKind name_body(const Namer *n, size_t i) {
  const LineFacts *line = &n->view->lines[i];
  uint32_t first = first_char(n->doc, line), last = last_char(n->doc, line);
  if (is_list_item(n, line)) return BLOCK_LIST;
  if (opens_quote(first) && closes_quote(last) && line->quotes <= 2 && line->weight < 400)
    return BLOCK_QUOTE;
  if (n->title < i && i < n->first_prose + 1 && i <= n->title + 4 && i + 1 < n->view->count &&
      line->weight >= 40 && line->weight < 330 && !ends_sentence(last))
    return BLOCK_SUBTITLE;
  if (line->weight < LONG_LINE && !ends_sentence(last) && last != ':' && last != ';' &&
      i > n->first_prose && i + 1 < n->view->count && n->blocks[i + 1].body &&
      n->view->lines[i + 1].weight > line->weight)
    return BLOCK_HEADING;
  return BLOCK_PARAGRAPH;
}

/* ---- the furniture ---- */

static BlockKind kind_of_cue(int group) {
  static const uint8_t kinds[CUE_GROUPS] = {
      BLOCK_AD,        BLOCK_SHARE,  BLOCK_RELATED, BLOCK_COMMENT,  BLOCK_NAV,   BLOCK_LEGAL,
      BLOCK_SUBSCRIBE, BLOCK_BYLINE, BLOCK_CAPTION, BLOCK_DATELINE, BLOCK_OTHER, BLOCK_NAV};
  return (BlockKind)kinds[group];
}

/* The cue group that covers most of the line; one that begins it counts double. -1: none. */
static int strongest_cue(const LineFacts *line) {
  int best = -1;
  uint32_t most = 0;
  for (int group = 0; group < CUE_GROUPS; group++) {
    uint32_t covered = line->cue[group] * 2u + (line->cue_start == group + 1 ? 2u : 0u);
    if (covered > most) {
      most = covered;
      best = group;
    }
  }
  return best;
}

static int in_head(const Namer *n, size_t i) { return i < n->first_prose && i < HEAD_LINES * 2; }

/* "A. Author, The Site": few words, nearly all with a capital, at the article's edge */
static int looks_like_byline(const Namer *n, size_t i) {
  const LineFacts *line = &n->view->lines[i];
  if (line->words < 2 || line->words > 7 || line->numbers || line->weight > 60) return 0;
  int edge = (n->title < i && in_head(n, i)) || (i >= n->last_body && i < n->last_body + 2);
  return edge && line->capitals * 4 >= line->words * 3 && !ends_sentence(last_char(n->doc, line));
}

/* "... (photo: A. Author)" */
static int credits_picture(const LineFacts *line) {
  uint32_t others = (uint32_t)(line->cue_tokens - line->cue[CUE_CAPTION]);
  return line->cue[CUE_CAPTION] && others <= line->cue[CUE_CAPTION] + 2u && line->words >= 2 &&
         (line->colon != 255 || line->brackets || line->separators ||
          line->cue_start == 1 + CUE_CAPTION);
}

static BlockKind name_furniture(const Namer *n, size_t i) {
  const LineFacts *line = &n->view->lines[i];
  int cue = strongest_cue(line);
  int dated = (line->time & 14) || ((line->time & 1) && line->numbers >= 2);
  if (cue == CUE_BYLINE && dated && in_head(n, i) && line->numbers * 2 >= line->words)
    return BLOCK_DATELINE;
  if (dated && line->weight < 80 && (cue < 0 || cue == CUE_DATELINE || line->numbers >= 2) &&
      (cue < 0 || cue == CUE_DATELINE || cue == CUE_NAV || cue == CUE_SOURCE))
    return BLOCK_DATELINE;
  if (in_head(n, i) && line->numbers >= 2 && line->digits >= 5 && line->words <= 8 && cue < 0)
    return BLOCK_DATELINE; /* a year of another calendar */
  if (line->rights) return in_head(n, i) && line->words >= 5 ? BLOCK_CAPTION : BLOCK_LEGAL;
  if (credits_picture(line)) return BLOCK_CAPTION;
  uint32_t share = line->words ? line->cue_tokens * 100 / line->words : 0;
  if (cue >= 0 && (share >= 25 || line->cue_start == cue + 1)) {
    if (cue == CUE_SOURCE) return in_head(n, i) ? BLOCK_BYLINE : BLOCK_OTHER;
    return kind_of_cue(cue);
  }
  if (looks_like_byline(n, i)) return BLOCK_BYLINE;
  if (in_head(n, i) && n->title < i && line->words >= 2 && line->words <= 6 &&
      line->separators == 1)
    return BLOCK_BYLINE; /* "The Site / City" */
  if (in_head(n, i) && n->title < i && line->weight >= 40 && line->words >= 5)
    return line->brackets || line->separators ? BLOCK_CAPTION : BLOCK_SUBTITLE;
  if (in_head(n, i)) return line->words <= 4 ? BLOCK_NAV : BLOCK_OTHER;
  if (i < n->last_body && line->words >= 4) return BLOCK_CAPTION;
  if (line->words >= 5) return BLOCK_RELATED;
  return line->words <= 4 ? BLOCK_NAV : BLOCK_OTHER;
}

/* Headings hand their kind down: "Most read" to the headlines below, "Comments" to what follows. */
static void hand_down(Namer *n) {
  BlockKind heading = BLOCK_OTHER;
  size_t left = 0;
  for (size_t i = 0; i < n->view->count; i++) {
    Block *block = &n->blocks[i];
    const LineFacts *line = &n->view->lines[i];
    if (block->body || block->kind == BLOCK_TITLE) {
      left = 0;
      continue;
    }
    int short_heading = line->words <= 5 && line->cue_tokens > 0;
    if (short_heading && (block->kind == BLOCK_RELATED || block->kind == BLOCK_COMMENT)) {
      heading = (BlockKind)block->kind;
      left = UNDER_LINES;
    } else if (left && line->cue_tokens * 2 < line->words && line->words >= 3 && !line->cue_start) {
      if (block->kind != BLOCK_LEGAL && !line->cue[CUE_CAPTION]) block->kind = (uint8_t)heading;
      left--;
    }
  }
}

/* A pause between sentences of the article ("advertisement") does not end it; only lines between
** two body lines count here. */
static void find_edges(Namer *n) {
  n->first_prose = n->view->count;
  n->last_body = 0;
  for (size_t i = 0; i < n->view->count; i++) {
    if (!n->blocks[i].body) continue;
    if (n->view->lines[i].prose && n->first_prose == n->view->count) n->first_prose = i;
    n->last_body = i + 1;
  }
  if (n->first_prose == n->view->count && n->last_body) {
    n->first_prose = 0;
    while (!n->blocks[n->first_prose].body) n->first_prose++;
  }
}

void blocks_name_kinds(Document *doc, const BlocksView *view, size_t first) {
  Namer n = {doc, view, doc->blocks.items + first, view->count, 0, 0};
  find_edges(&n);
  if (first == 0 && view->count > 1 && n.last_body) find_title(&n);
  for (size_t i = 0; i < view->count; i++) {
    Block *block = &n.blocks[i];
    if (i == n.title || repeats_title(&n, i)) {
      block->kind = BLOCK_TITLE;
      block->body = 0;
    } else {
      block->kind = (uint8_t)(block->body ? name_body(&n, i) : name_furniture(&n, i));
    }
  }
  hand_down(&n);
}
