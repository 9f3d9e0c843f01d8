/* language_train_corpus.h: the classes and the texts they are learnt from. A part of
** language_train.c, which defines get_memory and random_below before including it. */
#ifndef GLOSS_LANGUAGE_TRAIN_CORPUS_H
#define GLOSS_LANGUAGE_TRAIN_CORPUS_H

typedef struct Line {
  const uint8_t *text;
  uint32_t size;
} Line;

typedef struct Lines {
  Line *items;
  size_t count;
} Lines;

enum { SOURCE_TRAIN, SOURCE_WORDS, SOURCE_INVENTED, SOURCE_DEV, SOURCES };
static const char *const source_names[SOURCES] = {"train", "words", "invented", "dev"};

typedef struct Class {
  char tag[12];
  float prior;
  char relatives[32]; /* "": none */
  Script script;
  Lines lines[SOURCES];
  Lines types; /* the different words of all but the dev lines */
} Class;

static Class classes[CLASSES_MAX];
static int class_count;
static int first_of[SCRIPT_COUNT], end_of[SCRIPT_COUNT]; /* classes of a script */
static int group_of[SCRIPT_COUNT], group_count;          /* scripts with more than one class */
static LanguageAlphabet alphabet;

static Lines read_lines(const char *directory, const char *source, const char *tag) {
  char path[1024];
  Lines lines = {0};
  snprintf(path, sizeof path, "%s/%s/%s.txt", directory, source, tag);
  FILE *file = fopen(path, "rb");
  if (!file) return lines;
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file), capacity = 0;
  rewind(file);
  uint8_t *text = get_memory(size + 1, 1);
  if (fread(text, 1, size, file) != size) exit(1);
  fclose(file);
  for (size_t i = 0; i < size; i++) capacity += text[i] == '\n';
  lines.items = get_memory(capacity + 1, sizeof *lines.items);
  for (size_t start = 0, i = 0; i <= size; i++)
    if (i == size || text[i] == '\n') {
      if (i > start) lines.items[lines.count++] = (Line){text + start, (uint32_t)(i - start)};
      start = i + 1;
    }
  return lines;
}

static LanguageReader read_line(Line line) {
  return (LanguageReader){.p = line.text, .end = line.text + line.size};
}

static Script lines_script(const Lines *lines) {
  size_t counts[SCRIPT_COUNT] = {0}, best = 0;
  LanguageWord word;
  for (size_t i = 0; i < lines->count && i < 300; i++) {
    LanguageReader reader = read_line(lines->items[i]);
    while (language_word_next(&alphabet, &reader, &word)) counts[word.script] += word.total;
  }
  for (size_t i = 0; i < SCRIPT_COUNT; i++)
    if (counts[i] > counts[best]) best = i;
  return (Script)best;
}

typedef struct Type {
  Line word;
  uint32_t count;
} Type;
#define TYPES ((size_t)1 << 21)
#define TYPE_TOKENS 150000.0 /* words of text that a type is looked for in */

/* Gathers the different words of four letters and more. A word comes into the list with the
** probability of being seen in TYPE_TOKENS words of text: so it is with the words of a corpus when
** each is taken once, and so common words keep some of their advantage. */
static void gather_types(Class *class, Type *types) {
  size_t tokens = 0, used = 0, kept = 0;
  LanguageWord word;
  memset(types, 0, TYPES * sizeof *types);
  for (int s = SOURCE_TRAIN; s < SOURCE_DEV; s++)
    for (size_t i = 0; i < class->lines[s].count; i++) {
      LanguageReader reader = read_line(class->lines[s].items[i]);
      while (language_word_next(&alphabet, &reader, &word)) {
        tokens++;
        if (word.total < 4 || word.script != class->script) continue;
        Line line = {word.start, (uint32_t)(word.end - word.start)};
        size_t at = hash_bytes(line.text, line.size, 0) & (TYPES - 1);
        while (types[at].count && (types[at].word.size != line.size ||
                                   memcmp(types[at].word.text, line.text, line.size)))
          at = (at + 1) & (TYPES - 1);
        if (!types[at].count && used++ > TYPES / 10 * 9) exit(1);
        types[at].word = line;
        types[at].count++;
      }
    }
  class->types.items = get_memory(used, sizeof *class->types.items);
  for (size_t i = 0; i < TYPES; i++) {
    if (!types[i].count) continue;
    double seen = 1 - exp(-(double)types[i].count * TYPE_TOKENS / (double)tokens);
    if ((double)random_below(1 << 24) < seen * (1 << 24))
      class->types.items[kept++] = types[i].word;
  }
  class->types.count = kept;
}

static int class_compare(const void *left, const void *right) {
  const Class *a = left, *b = right;
  if (a->script != b->script) return a->script < b->script ? -1 : 1;
  return strcmp(a->tag, b->tag);
}

/* A class without sentences (noise, respelt text) learns from what was invented for it. */
static void divide_invented(Class *class) {
  Lines *train = &class->lines[SOURCE_TRAIN], *invented = &class->lines[SOURCE_INVENTED];
  if (train->count || !invented->count) return;
  size_t dev = invented->count / 20;
  class->lines[SOURCE_DEV] = (Lines){invented->items, dev};
  *train = (Lines){invented->items + dev, invented->count - dev};
  *invented = (Lines){0};
}

static void read_corpus(const char *list, const char *directory) {
  char line[256];
  FILE *file = fopen(list, "rb");
  Type *types = get_memory(TYPES, sizeof *types);
  if (!file) exit(1);
  while (fgets(line, sizeof line, file) && class_count < CLASSES_MAX) {
    char *name = strchr(line, '\t'), *prior = name ? strchr(name + 1, '\t') : NULL;
    if (*line == '#' || !prior || !strncmp(line, "tag\t", 4) || name - line > 11) continue;
    Class *class = &classes[class_count++];
    memcpy(class->tag, line, (size_t)(name - line));
    class->prior = (float)atof(prior + 1);
    const char *relatives = strchr(prior + 1, '\t');
    if (relatives)
      snprintf(class->relatives, sizeof class->relatives, "%.*s",
               (int)strcspn(relatives + 1, "\r\n"), relatives + 1);
    for (int s = 0; s < SOURCES; s++)
      class->lines[s] = read_lines(directory, source_names[s], class->tag);
    divide_invented(class);
    class->script = lines_script(&class->lines[SOURCE_TRAIN]);
    gather_types(class, types);
    if (!class->lines[SOURCE_TRAIN].count) fprintf(stderr, "%s: no text\n", class->tag), exit(1);
  }
  fclose(file);
  free(types);
  qsort(classes, (size_t)class_count, sizeof *classes, class_compare);
  for (int i = 0; i < class_count; i++) {
    if (!end_of[classes[i].script]) first_of[classes[i].script] = i;
    end_of[classes[i].script] = i + 1;
  }
  for (int i = 0; i < SCRIPT_COUNT; i++)
    if (end_of[i] - first_of[i] > 1) group_of[i] = group_count++;
}

#endif
