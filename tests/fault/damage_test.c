/* damage_test.c: damaged models.
**
**     damage_test NAME=FILE.model ...
**
** This program has an embed_model() of its own in place of the library's, so it can hand out models
** with bytes changed, cut short or gone. Whatever the damage, opening them gives an error with a
** message that names the model, or a library that gives some rows: never a crash or a read outside
** the model, which lies in a heap block of exactly its size. */
#define _POSIX_C_SOURCE 200112L
#include "model/embed.h"
#include "model/model.h"
#include "sqlite/gloss.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODELS 16
static struct {
  char name[32];
  uint8_t *bytes; /* as in the file */
  size_t size;
  uint8_t *given; /* what embed_model() hands out, aligned, exactly given_size bytes */
  size_t given_size;
} models[MODELS];
static size_t model_count;
static int failures, checks;

int embed_model(const char *name, const uint8_t **data, size_t *size) {
  for (size_t i = 0; i < model_count; i++) {
    if (strcmp(models[i].name, name) || !models[i].given) continue;
    *data = models[i].given;
    *size = models[i].given_size;
    return 1;
  }
  return 0;
}

const char *embed_name(size_t i) { return i < model_count ? models[i].name : NULL; }

static void give(size_t i, size_t size) {
  void *block = NULL;
  free(models[i].given);
  if (posix_memalign(&block, 64, size ? size : 1)) exit(2);
  models[i].given = block;
  models[i].given_size = size;
  memcpy(models[i].given, models[i].bytes, size < models[i].size ? size : models[i].size);
}

static void read_model(const char *argument) {
  const char *path = strchr(argument, '=');
  FILE *f = path ? fopen(path + 1, "rb") : NULL;
  if (!f || model_count == MODELS) {
    fprintf(stderr, "cannot read %s\n", argument);
    exit(2);
  }
  size_t i = model_count++;
  snprintf(models[i].name, sizeof models[i].name, "%.*s", (int)(path - argument), argument);
  fseek(f, 0, SEEK_END);
  models[i].size = (size_t)ftell(f);
  rewind(f);
  models[i].bytes = malloc(models[i].size);
  if (!models[i].bytes || fread(models[i].bytes, 1, models[i].size, f) != models[i].size) exit(2);
  fclose(f);
  give(i, models[i].size);
}

static const char *const queries[] = {
    "SELECT count(*), group_concat(text || type), group_concat(actor) FROM gloss_events("
    "'President Jane Roe of France said on Monday that 200 soldiers would leave Kabul. \"We keep "
    "our word,\" she told reporters on 5 May 2022 in Athens.' || char(10) || 'وقال الرئيس توكاييف "
    "إن القوات ستنسحب من كابول يوم الاثنين. Ο πρόεδρος είπε ότι «θα στείλουμε» στην Αθήνα. "
    "中国国务院总理李强今天在北京会见了法国总统马克龙。', NULL, '2024-05-06')",
    ("SELECT count(*), group_concat(name), group_concat(id) FROM gloss_entities('Barack Obama and "
    "Vladimir Putin met in Athens, Greece. Путин приехал в Москву.')"),
    "SELECT group_concat(language), sum(score) FROM gloss_languages('Dies ist ein deutscher Satz')",
    "SELECT group_concat(language) FROM gloss_language_spans('This is one. Und das ist deutsch.')",
    "SELECT gloss_title('A title' || char(10,10) || 'A text.'), gloss_published('5 May 2024')",
    "SELECT group_concat(stem) FROM gloss_tokens('ministers said running books', 'en')",
    "SELECT gloss_debug()",
};

/* Every query must work, or fail with a message; expect_error: at least one must fail. */
static void use(const char *name, const char *damage, int expect_error) {
  sqlite3 *db;
  int errors = 0;
  if (sqlite3_open(":memory:", &db) || sqlite3_gloss_init(db, NULL, NULL)) exit(2);
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    char *message = NULL;
    int rc = sqlite3_exec(db, queries[i], NULL, NULL, &message);
    checks++;
    if (rc == SQLITE_OK) continue;
    errors++;
    if ((rc == SQLITE_ERROR || rc == SQLITE_CORRUPT) && message && strstr(message, "model"))
      sqlite3_free(message);
    else {
      fprintf(stderr, "%s, %s: %d %s\n", name, damage, rc, message ? message : "");
      failures++;
      sqlite3_free(message);
    }
  }
  if (expect_error >= 0 && (errors > 0) != expect_error) {
    fprintf(stderr, "%s, %s: %d errors\n", name, damage, errors);
    failures++;
  }
  if (sqlite3_close(db) || sqlite3_memory_used()) failures++;
}

static uint32_t state = 1;
static uint32_t next_random(void) {
  state = state * 1664525u + 1013904223u;
  return state >> 4;
}

static void damage_model(size_t i, int rounds) {
  char what[80];
  const char *name = models[i].name;
  free(models[i].given);
  models[i].given = NULL;
  use(name, "absent", 1);
  size_t cuts[] = {0, 7, 8, 31, 40, 100, models[i].size / 2, models[i].size - 1};
  for (size_t k = 0; k < sizeof cuts / sizeof *cuts; k++) {
    give(i, cuts[k]);
    snprintf(what, sizeof what, "cut to %zu bytes", cuts[k]);
    use(name, what, 1);
  }
  give(i, models[i].size + 1);
  models[i].given[models[i].size] = 0;
  use(name, "a byte more", -1);
  give(i, models[i].size);
  for (int round = 0; round < rounds; round++) {
    /* a word of the header and the table of sections, or of anywhere */
    size_t range = round % 2 ? models[i].size : 1024 < models[i].size ? 1024 : models[i].size;
    size_t at = next_random() % range;
    static const uint8_t values[] = {0, 1, 0x7F, 0x80, 0xFF};
    size_t width = round % 3 ? 1 : 4;
    for (size_t b = at; b < at + width && b < models[i].size; b++)
      models[i].given[b] = round % 5 ? (uint8_t)next_random() : values[next_random() % 5];
    snprintf(what, sizeof what, "round %d, byte %zu", round, at);
    use(name, what, -1);
    memcpy(models[i].given, models[i].bytes, models[i].size);
  }
}

int main(int argc, char **argv) {
  int rounds = argc > 2 && !strcmp(argv[1], "-rounds") ? atoi(argv[2]) : 0;
  for (int i = rounds ? 3 : 1; i < argc; i++) read_model(argv[i]);
  use("all", "sound", 0);
  for (size_t i = 0; i < model_count; i++) damage_model(i, rounds ? rounds : 30);
  use("all", "sound again", 0);
  for (size_t i = 0; i < model_count; i++) {
    free(models[i].bytes);
    free(models[i].given);
  }
  printf("%d checks, %d failures\n", checks, failures);
  return failures != 0 || model_count == 0;
}
