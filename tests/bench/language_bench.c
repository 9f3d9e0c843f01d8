/* language_bench.c: accuracy and speed of language identification, side by side with CLD2 where
** its library was found (Debian: libcld2-dev), in one run on one core.
**
**     language_bench [--articles FILE...] [SET.tsv...]
**
** A set has lines `tag TAB text`; articles are whole files. Without arguments:
** tests/accuracy/language_lines.tsv. CLD2 runs with its full tables where they are installed and
** in best-effort mode, which is its most accurate. A tag without a script subtag is compared by
** language alone; a tag with one must be matched whole by gloss, by language alone by CLD2.
** For gloss the expected calibration error is printed too (ten bins; Naeini et al., "Obtaining Well
** Calibrated Probabilities Using Bayesian Binning", AAAI 2015). */
#include "language/language.h"
#include "model/embed.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef HAVE_CLD2
const char *cld2_detect(const char *text, int size); /* language_cld2.cc */
#endif

typedef struct Item {
  const char *tag, *text;
  size_t size;
} Item;

static LanguageModel *lm;

static const char *gloss_detect(const char *text, size_t size) {
  const char *tag;
  language_detect(lm, text, size, &tag);
  return tag;
}

#ifdef HAVE_CLD2
static const char *peer_detect(const char *text, size_t size) {
  return cld2_detect(text, (int)size);
}
#endif

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  char *text = NULL;
  if (file && !fseek(file, 0, SEEK_END)) {
    long length = ftell(file);
    rewind(file);
    text = length >= 0 ? malloc((size_t)length + 1) : NULL;
    if (text) {
      *size = fread(text, 1, (size_t)length, file);
      text[*size] = 0;
    }
  }
  if (file) fclose(file);
  if (!text) fprintf(stderr, "%s: cannot be read\n", path);
  return text;
}

static size_t read_set(char *text, Item **items) {
  size_t count = 0, capacity = 0;
  char *next;
  *items = NULL;
  for (char *line = text; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = 0;
    char *tab = strchr(line, '\t');
    if (*line == '#' || !tab) continue;
    *tab = 0;
    if (count == capacity) {
      capacity = capacity ? capacity * 2 : 1024;
      Item *more = realloc(*items, capacity * sizeof **items);
      if (!more) break;
      *items = more;
    }
    (*items)[count++] = (Item){line, tab + 1, strlen(tab + 1)};
  }
  return count;
}

static int same_tag(const char *gold, const char *found, int whole) {
  size_t n = strcspn(gold, "-");
  if (whole && gold[n]) return !strcmp(gold, found);
  return !strncmp(gold, found, n) && (found[n] == 0 || found[n] == '-');
}

/* Processor time, so that other work on the machine does not count. */
static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

/* Accuracy is the mean over tags; the time is the best of three passes. */
static void measure(const char *name, const Item *items, size_t count, int whole,
                    const char *(*detect)(const char *, size_t)) {
  struct {
    const char *tag;
    double all, right;
  } tags[256];
  size_t used = 0, bytes = 0;
  double sum = 0, best = 1e9;
  for (size_t i = 0; i < count; i++) {
    size_t t = 0;
    while (t < used && strcmp(tags[t].tag, items[i].tag)) t++;
    if (t == 256) continue;
    if (t == used) {
      tags[used].tag = items[i].tag;
      tags[used].all = tags[used].right = 0;
      used++;
    }
    bytes += items[i].size;
    tags[t].all++;
    tags[t].right += same_tag(items[i].tag, detect(items[i].text, items[i].size), whole);
  }
  for (int pass = 0; pass < 3; pass++) {
    double begin = seconds();
    for (size_t i = 0; i < count; i++) detect(items[i].text, items[i].size);
    double time = seconds() - begin;
    if (time < best) best = time;
  }
  for (size_t t = 0; t < used; t++) sum += tags[t].right / tags[t].all;
  printf("  %-6s %6.2f %% over %zu tags   %7.1f MB/s   %9.0f texts/s\n", name,
         used ? 100 * sum / (double)used : 0, used, (double)bytes / best / 1e6,
         (double)count / best);
}

/* How far the scores are from the share of right answers, on the average over texts. */
static void measure_scores(const Item *items, size_t count) {
  enum { BINS = 10 };
  double gap[BINS] = {0}, sum = 0;
  for (size_t i = 0; i < count; i++) {
    const char *tag;
    double score = (double)language_detect(lm, items[i].text, items[i].size, &tag);
    int bin = score >= 1 ? BINS - 1 : (int)(score * BINS);
    gap[bin] += score - same_tag(items[i].tag, tag, 1);
  }
  for (int b = 0; b < BINS; b++) sum += gap[b] < 0 ? -gap[b] : gap[b];
  printf("  gloss  calibration error %.4f\n", sum / (double)count);
}

static void measure_both(const char *name, const Item *items, size_t count) {
  printf("%s: %zu texts\n", name, count);
  measure("gloss", items, count, 1, gloss_detect);
  measure_scores(items, count);
#ifdef HAVE_CLD2
  measure("CLD2", items, count, 0, peer_detect);
#endif
}

static void bench_set(const char *path) {
  size_t size;
  Item *items;
  char *text = read_file(path, &size);
  if (!text) return;
  size_t count = read_set(text, &items);
  if (count) measure_both(path, items, count);
  free(items);
  free(text);
}

/* The tag of an article is the beginning of its file's name, up to the first '-'. */
static void bench_articles(char **paths, int count) {
  static Item items[1000];
  static char tags[1000][4];
  size_t n = 0;
  for (int i = 0; i < count && n < 1000; i++) {
    const char *base = strrchr(paths[i], '/') ? strrchr(paths[i], '/') + 1 : paths[i];
    items[n].text = read_file(paths[i], &items[n].size);
    if (!items[n].text) continue;
    snprintf(tags[n], sizeof tags[n], "%.*s", (int)strcspn(base, "-"), base);
    items[n].tag = tags[n];
    n++;
  }
  Item *many = malloc(100 * n * sizeof *many);
  for (size_t i = 0; many && i < 100 * n; i++) many[i] = items[i % n];
  if (many && n) measure_both("articles, each 100 times", many, 100 * n);
  free(many);
  for (size_t i = 0; i < n; i++) free((char *)items[i].text);
}

int main(int count, char **arguments) {
  const uint8_t *data;
  size_t size;
  Model model;
  const char *error = "no language model in this build";
  if (embed_model("language", &data, &size)) error = model_open(&model, data, size);
  if (!error) lm = language_open(&model, &error);
  if (!lm) return fprintf(stderr, "%s\n", error), 1;
  if (count == 1)
    bench_set("tests/accuracy/language_lines.tsv");
  else if (!strcmp(arguments[1], "--articles"))
    bench_articles(arguments + 2, count - 2);
  else
    for (int i = 1; i < count; i++) bench_set(arguments[i]);
  language_close(lm);
  return 0;
}
