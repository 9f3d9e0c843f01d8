/* Blocks: the stage on texts of our own, the cutting of lines, cues, damaged models, hard input. */
#include "blocks/blocks.h"
#include "blocks/blocks_forest.h"
#include "blocks/blocks_lines.h"
#include "model/embed.h"
#include "unit/check.h"
#include <stdlib.h>
#include <string.h>

static BlocksModel *blocks;

static void run(Document *doc, const char *text) {
  document_open(doc, text, strlen(text));
  blocks_run(doc, blocks);
}

/* The blocks' kinds, one letter each, capital: body. */
static int kinds_are(const char *text, const char *expected) {
  static const char letters[BLOCK_KINDS + 1] = "tsbdcphlqaxrknewo";
  char got[200];
  size_t count = 0;
  Document doc;
  run(&doc, text);
  for (size_t i = 0; i < doc.blocks.count && count < sizeof got - 1; i++) {
    char letter = letters[doc.blocks.items[i].kind];
    got[count++] = (char)(doc.blocks.items[i].body ? letter - 'a' + 'A' : letter);
  }
  got[count] = 0;
  int same = doc.rc == STATUS_OK && !strcmp(got, expected);
  if (!same) fprintf(stderr, "got %s, expected %s: %.60s\n", got, expected, text);
  document_free(&doc);
  return same;
}

static int title_is(const char *text, const char *expected) {
  Document doc;
  run(&doc, text);
  Text title = blocks_title(&doc);
  int same = expected ? title.data && title.size == strlen(expected) &&
                            !memcmp(title.data, expected, title.size)
                      : !title.data;
  if (!same) fprintf(stderr, "title %.*s\n", (int)title.size, title.data ? title.data : "-");
  document_free(&doc);
  return same;
}

/* how many blocks the text is cut into */
static size_t cut(const char *text) {
  Document doc;
  document_open(&doc, text, strlen(text));
  blocks_split_lines(&doc);
  size_t count = doc.rc ? SIZE_MAX : doc.blocks.count;
  document_free(&doc);
  return count;
}

static const char article[] =
    "Harbour ferry to run all night from May | The Quay Post\n"
    "Harbour ferry to run all night from May\n"
    "By Nora Fielding\n"
    "12 April 2023, 09:15\n"
    "The ferry between the old harbour and the northern bank will run all night from the first of "
    "May, the city council decided on Tuesday evening.\n"
    "\"People who work late have waited for this for twenty years,\" said the head of the transport "
    "board, Amira Sole, after the vote.\n"
    "Advertisement\n"
    "The new timetable adds fourteen crossings between midnight and five in the morning. Tickets "
    "will cost the same as during the day, according to the council.\n"
    "Read more: Night buses in the suburbs\n"
    "Share on Facebook\n"
    "Subscribe to our newsletter\n"
    "\xC2\xA9 2023 The Quay Post. All rights reserved.\n";

static void check_article(void) {
  Document doc;
  run(&doc, article);
  static const uint8_t body[] = {0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0};
  CHECK(doc.blocks.count == sizeof body);
  for (size_t i = 0; i < doc.blocks.count && i < sizeof body; i++)
    CHECK(doc.blocks.items[i].body == body[i]);
  CHECK(doc.blocks.items[0].kind == BLOCK_TITLE && doc.blocks.items[1].kind == BLOCK_TITLE);
  CHECK(doc.blocks.items[2].kind == BLOCK_BYLINE && doc.blocks.items[3].kind == BLOCK_DATELINE);
  CHECK(doc.blocks.items[6].kind == BLOCK_AD && doc.blocks.items[8].kind == BLOCK_RELATED);
  CHECK(doc.blocks.items[9].kind == BLOCK_SHARE && doc.blocks.items[10].kind == BLOCK_SUBSCRIBE);
  CHECK(doc.blocks.items[11].kind == BLOCK_LEGAL);
  document_free(&doc);
  CHECK(title_is(article, "Harbour ferry to run all night from May"));
  CHECK(title_is("Any clean sentence.", NULL));
}

static void check_whole(void) {
  CHECK(kinds_are("Any clean sentence.", "P"));
  CHECK(kinds_are("", ""));
  CHECK(kinds_are(" \n\t\n\xC2\xA0\n", ""));
}

static void check_lines(void) {
  CHECK(cut("a\nb\r\nc\rd\xE2\x80\xA8" "e\xC2\x85" "f") == 6);
  CHECK(cut("\xEF\xBB\xBF" "a\n\xE2\x80\x8F\n") == 1);
  /* wrapped at a column, two paragraphs */
  CHECK(cut("The ministry of transport said on Monday that it would close the old\n"
            "bridge over the river for at least six months after engineers found\n"
            "cracks in two of its pillars. Traffic will be led over the northern\n"
            "crossing, which is being widened.\n\n"
            "It is a first step towards a new bridge that could open in some years\n"
            "if the parliament votes for the money this autumn, as the government\n"
            "hopes, and if the ground of the river is what it is thought to be.\n") == 2);
  /* headlines, and sentences of their own, stay apart */
  CHECK(cut("Minister opens the northern crossing after two years of works\n"
            "Council of the old town votes against the parking on Sundays\n"
            "Harbour ferry to run all night from the first of May onwards\n") == 3);
  CHECK(cut("the ferry will run all night from the first of May, the city said.\n"
            "tickets will cost the same as during the day, said the city also.\n"
            "people who work late have waited for this for all too many years.\n") == 3);
}

/* Every byte that is not blank is in one block; blocks are in order and not empty. */
static void check_cover(const char *bytes, size_t size) {
  Document doc;
  document_open(&doc, bytes, size);
  blocks_run(&doc, blocks);
  uint32_t at = 0;
  int sound = doc.rc == STATUS_OK;
  for (size_t i = 0; i <= doc.blocks.count && sound; i++) {
    uint32_t stop = i < doc.blocks.count ? doc.blocks.items[i].span.start : (uint32_t)doc.size;
    for (; at < stop; at++)
      if (doc.text[at] > ' ' && doc.text[at] < 0x7F) sound = 0;
    if (i == doc.blocks.count) break;
    if (doc.blocks.items[i].span.end <= stop || doc.blocks.items[i].kind >= BLOCK_KINDS) sound = 0;
    at = doc.blocks.items[i].span.end;
  }
  CHECK(sound);
  document_free(&doc);
}

static void check_hard_input(void) {
  uint64_t state = 1;
  for (int round = 0; round < 300; round++) {
    char bytes[400];
    for (size_t i = 0; i < sizeof bytes; i++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      static const char some[] = "aB.\n \n,:1\xC3\xA9\xE4\xBD\xA0|\"(\xFF\xD8\xA7@/";
      bytes[i] = some[(state >> 40) % (sizeof some - 1)];
    }
    check_cover(bytes, sizeof bytes);
  }
  size_t size = 400000; /* more lines than a view holds */
  char *lines = malloc(size);
  CHECK(lines != NULL);
  for (size_t i = 0; lines && i < size; i++) lines[i] = i % 3 == 2 ? '\n' : 'x';
  if (lines) check_cover(lines, size);
  for (size_t i = 0; lines && i < size; i++) lines[i] = i % 7 ? 'y' : ' '; /* one line */
  if (lines) check_cover(lines, size);
  free(lines);
}

static void check_forest(void) {
  ForestTree tree = {0};
  Forest forest;
  CHECK(blocks_forest_bind(&forest, &tree, 1, 0, COLUMNS) == NULL);
  tree.column[2] = COLUMNS;
  CHECK(blocks_forest_bind(&forest, &tree, 1, 0, COLUMNS) != NULL);
  tree.column[2] = 0;
  tree.column[5] = F_INDEX; /* the same for neighbours, but for where they stand */
  tree.offset[5] = 1;
  CHECK(blocks_forest_bind(&forest, &tree, 1, 0, COLUMNS) != NULL);
}

int main(void) {
  const uint8_t *data, *words;
  size_t size, words_size;
  const char *error = NULL;
  Model model = {NULL, 0}, table = {NULL, 0};
  CHECK(embed_model("blocks", &data, &size) && model_open(&model, data, size) == NULL);
  CHECK(embed_model("lexicon", &words, &words_size) && !model_open(&table, words, words_size));
  Lexicon *lexicon = lexicon_open(&table, &error);
  CHECK(lexicon != NULL);
  blocks = blocks_open(&model, lexicon, &error);
  CHECK(blocks != NULL);
  CHECK(blocks_open(&table, lexicon, &error) == NULL && error); /* not its model */
  if (blocks) {
    check_article();
    check_whole();
    check_lines();
    check_hard_input();
  }
  check_forest();
  blocks_close(blocks);
  lexicon_free(lexicon);
  return check_result();
}
