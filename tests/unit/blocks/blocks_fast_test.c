/* The short paths of the blocks against the plain ones: words scanned at once, lines found eight
** bytes at a time, cues behind their filter. On the articles, on the fuzz corpus, and on random
** lines of many scripts. */
#include "blocks/blocks_features.h"
#include "blocks/blocks_lines.h"
#include "text/memory.h"
#include "unit/check.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines ---- */

static uint16_t pages[CHARS_PAGES];
static BlocksChars chars;

static void check_scan(const uint8_t *line, const uint8_t *end) {
  enum { ROOM = LINE_TOKENS };
  static BlocksToken fast_tokens[ROOM], plain_tokens[ROOM];
  LineFacts fast, plain;
  memset(&fast, 0, sizeof fast);
  memset(&plain, 0, sizeof plain);
  size_t room = check_below(8) ? ROOM : check_below(5);
  blocks_scan_line(&chars, line, end, &fast, fast_tokens, room);
  blocks_scan_plain(&chars, line, end, &plain, plain_tokens, room);
  int same = !memcmp(&fast, &plain, sizeof fast);
  for (size_t i = 0; same && i < fast.tokens; i++)
    same = fast_tokens[i].hash == plain_tokens[i].hash &&
           fast_tokens[i].flags == plain_tokens[i].flags &&
           fast_tokens[i].size == plain_tokens[i].size;
  if (!same) fprintf(stderr, "scanned otherwise: %.*s\n", (int)(end - line), (const char *)line);
  CHECK(same);
}

static int is_break(uint32_t c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Scans every line, character by character found, and sees that the blocks begin and end with
** them. */
static void check_text(const void *bytes, size_t size) {
  Document doc;
  document_open(&doc, bytes, size);
  blocks_split_lines(&doc);
  CHECK(doc.rc == STATUS_OK);
  size_t block = 0, inside = 0;
  int sound = 1;
  const uint8_t *line = doc.text, *end = doc.text + doc.size;
  for (const uint8_t *p = line; sound && p <= end && doc.text;) {
    uint32_t c = '\n';
    const uint8_t *next = p < end ? utf8_next(p, &c) : p + 1;
    if (is_break(c)) {
      uint32_t from = (uint32_t)(line - doc.text), to = (uint32_t)(p - doc.text);
      Span span = block < doc.blocks.count ? doc.blocks.items[block].span : (Span){NONE, NONE};
      if (line < p) check_scan(line, p);
      if (!inside && span.start >= from && span.start < to) inside = 1;
      if (inside && span.end <= to) {
        sound = span.end > from;
        inside = 0;
        block++;
      }
      line = next;
    }
    p = next;
  }
  CHECK(sound && !inside && block == doc.blocks.count);
  document_free(&doc);
}

static void check_folder(const char *folder) {
  static char bytes[1 << 20];
  DIR *dir = opendir(folder);
  CHECK(dir != NULL);
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file) fclose(file);
    if (entry->d_name[0] != '.') check_text(bytes, size);
  }
  if (dir) closedir(dir);
}

/* Words of one script or of several, numbers, marks, invisible and combining characters. */
static void check_random(void) {
  static const uint16_t first[] = {'a',    'A',    0xC0,   0x370,  0x400,  0x560,
                                   0x5D0,  0x620,  0x905,  0xE01,  0x10A0, 0x1E00,
                                   0x3041, 0x4E00, 0xAC00, 0xFF21, 0x1780, 0x2C00};
  static const char *const others[] = {
      " ",           " ",   "  ",       "\n", "\r\n",         ".",
      ",",           ": ",  "\xC2\xAD", "'",  "12",           "7",
      "/",           "@",   "|",        "\"", "\xE2\x80\x8D", "\xCC\x81",
      "\xC2\x85",    "...", "2021-",    "- ", "\xEF\xBF\xBD", "\xC2\xBB",
      "\xE2\x80\xA8"};
  uint8_t text[1200];
  for (int round = 0; round < 2000; round++) {
    size_t size = 0, limit = 1 + check_below(sizeof text - 20);
    while (size < limit) {
      uint32_t script = first[check_below(round % 3 ? 4 : 18)];
      for (uint32_t n = check_below(9); n && size < limit; n--)
        size += utf8_encode(script + check_below(24), text + size);
      const char *other = others[check_below(sizeof others / sizeof *others)];
      size_t length = strlen(other);
      memcpy(text + size, other, length);
      size += length;
    }
    check_text(text, size);
  }
}

/* ---- cues ---- */

/* Forms of one to four words out of few, so that they begin alike: found as by trying each. */
static void check_cues(void) {
  enum { WORDS = 30, FORMS = 3000 };
  static char forms[FORMS][40];
  BlocksCues *cues = blocks_cues_new();
  CHECK(cues != NULL);
  for (int i = 0; cues && i < FORMS; i++) {
    for (uint32_t words = 1 + check_below(4); words; words--)
      snprintf(forms[i] + strlen(forms[i]), 8, "%c%c ", 'a' + check_below(i % 2 ? 26 : 3),
               'a' + check_below(26));
    CHECK(!blocks_cues_add(cues, &chars, CUE_AD, forms[i], strlen(forms[i])));
  }
  for (int round = 0; cues && round < 1000; round++) {
    char line[200] = "";
    for (uint32_t words = 1 + check_below(30); words; words--)
      snprintf(line + strlen(line), 8, "%c%c ", 'a' + check_below(round % 2 ? 26 : 3),
               'a' + check_below(26));
    BlocksToken tokens[60];
    LineFacts facts = {0};
    blocks_scan_line(&chars, (uint8_t *)line, (uint8_t *)line + strlen(line), &facts, tokens, 60);
    blocks_cues_mark(cues, tokens, &facts);
    uint32_t covered = 0;
    for (const char *p = line; *p;) {
      size_t best = 0;
      for (int i = 0; i < FORMS; i++)
        if (!strncmp(p, forms[i], strlen(forms[i])) && strlen(forms[i]) > best)
          best = strlen(forms[i]);
      covered += (uint32_t)best / 3;
      p += best ? best : 3;
    }
    CHECK(facts.cue_tokens == covered);
  }
  blocks_cues_free(cues);
}

int main(void) {
  uint32_t *entries = NULL;
  size_t count;
  CHECK(!blocks_chars_build(pages, &entries, &count));
  chars = (BlocksChars){pages, entries};
  check_folder("tests/articles");
  check_folder("tests/fuzz/corpus");
  check_random();
  check_cues();
  memory_free(entries);
  return check_result();
}
