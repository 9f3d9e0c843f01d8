/* Language identification: single answers, und, mixtures, spans, malformed input, damaged models,
** and the floors of accuracy on the texts of tests/accuracy/language_*.tsv. */
#include "language/language.h"
#include "language/language_model.h"
#include "model/embed.h"
#include "unit/check.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE 4096
#define PARTS 8

static LanguageModel *lm;

static const char *detect(const char *text) {
  const char *tag;
  language_detect(lm, text, strlen(text), &tag);
  return tag;
}

static int is(const char *text, const char *tag) {
  const char *found = detect(text);
  if (strcmp(found, tag)) fprintf(stderr, "'%s': %s instead of %s\n", text, found, tag);
  return !strcmp(found, tag);
}

static int doubts(const char *text, const char *tag) {
  const char *found;
  float score = language_detect(lm, text, strlen(text), &found);
  return !strcmp(found, tag) || !strcmp(found, "und") || score < 0.7f;
}

static uint32_t random_below(uint32_t n) {
  static uint64_t state = 1;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((state >> 33) % n);
}

/* ---- und ------------------------------------------------------------------------------------- */

static void put_random(char *out, size_t *size, const char *letters, uint32_t least,
                       uint32_t most) {
  uint32_t n = least + random_below(most - least + 1), count = (uint32_t)strlen(letters);
  while (n-- > 0) out[(*size)++] = letters[random_below(count)];
}

/* A line that is in no language: kind 0 digits, 1 URL, 2 address, 3 code, 4 random letters, 5 too
** short. */
static void make_nothing(char *out, int kind) {
  static const char *const code[] = {"for (int i = 0; i < n; i++) { sum += a[i]; }",
                                     "#define MAX(a, b) ((a) > (b) ? (a) : (b))",
                                     "if (x == NULL) return -1;",
                                     "const f = (a, b) => { return a + b; };",
                                     "SELECT_STMT *p = sqlite_new(db); p->flags |= 0x40;",
                                     "{\"id\": 12, \"ok\": [1, 2, 3]}",
                                     "body { margin: 0; padding: 4px; }",
                                     "std::vector<int> v; v.push_back(7);"};
  static const char small[] = "abcdefghijklmnopqrstuvwxyz";
  size_t n = 0;
  switch (kind) {
  case 0:
    for (int i = 0; i < 4; i++) {
      put_random(out, &n, "0123456789", 1, 6);
      out[n++] = " .,:/-+"[random_below(7)];
    }
    break;
  case 1:
    n = (size_t)sprintf(out, "https://www.");
    put_random(out, &n, small, 4, 12);
    n += (size_t)sprintf(out + n, ".com/");
    put_random(out, &n, "abcdefghijklmnopqrstuvwxyz-/", 5, 30);
    break;
  case 2:
    put_random(out, &n, small, 3, 9);
    out[n++] = '@';
    put_random(out, &n, small, 3, 9);
    n += (size_t)sprintf(out + n, ".org");
    break;
  case 3: n = (size_t)sprintf(out, "%s", code[random_below(8)]); break;
  case 4:
    for (uint32_t words = 1 + random_below(5); words-- > 0;) {
      put_random(out, &n, small, 4, 12);
      out[n++] = ' ';
    }
    break;
  default: put_random(out, &n, small, 1, 2);
  }
  out[n] = 0;
}

static void test_nothing(void) {
  int all[6] = {0}, und[6] = {0}, total = 0, right = 0;
  char line[256];
  for (int i = 0; i < 6000; i++) {
    int kind = i % 6;
    make_nothing(line, kind);
    all[kind]++;
    und[kind] += !strcmp(detect(line), "und");
  }
  for (int kind = 0; kind < 6; kind++) {
    printf("und, kind %d: %.2f %%\n", kind, 100.0 * und[kind] / all[kind]);
    total += all[kind];
    right += und[kind];
  }
  CHECK(right >= total / 100.0 * 99);
  CHECK(is("", "und"));
  CHECK(is("12.5 % +7 (727) 123-45-67", "und"));
  CHECK(is("\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "und"));
}

/* ---- single texts ---------------------------------------------------------------------------- */

static void test_lines(const char *path, double floor) {
  char line[LINE_SIZE];
  int total = 0, right = 0;
  FILE *file = fopen(path, "rb");
  CHECK(file != NULL);
  while (file && fgets(line, sizeof line, file)) {
    char *text = strchr(line, '\t');
    if (*line == '#' || !text) continue;
    *text++ = 0;
    text[strcspn(text, "\n")] = 0;
    total++;
    right += is(text, line);
  }
  if (file) fclose(file);
  printf("%s: %d of %d\n", path, right, total);
  CHECK(total && right >= floor * total);
}

static void test_single(void) {
  CHECK(is("Καλημέρα", "el"));
  CHECK(is("Сегодня хорошая погода", "ru"));
  CHECK(is("дүйсенбі", "kk"));
  CHECK(is("中国", "zh-Hans") || is("中国", "zh-Hant"));
  CHECK(
      is("\u0628\u0650\u0633\u0652\u0645\u0650 \u0627\u0644\u0644\u064E\u0651\u0647\u0650", "ar"));
  CHECK(is("<p>Der Minister <b>sagte</b> nichts zu den Vorw&uuml;rfen.</p>", "de"));
  /* composed and decomposed letters are the same */
  CHECK(is("za\u0301sady a ste\u030Cny\u0301 mez\u030Ci", detect("zásady a stěný meži")));
  /* greeklish, arabizi and translit are not taken for another language with confidence */
  CHECK(doubts("ti kaneis re file, ola kala? pame gia kafe avrio to proi", "el-Latn"));
  CHECK(doubts("kifak habibi shou akhbarak, wallah mnih el hamdulillah", "ar-Latn"));
  CHECK(doubts("privet kak dela? ya segodnya na rabote do vechera", "ru-Latn"));
}

static void test_candidates(void) {
  LanguageCandidate list[LANGUAGE_CANDIDATES];
  const char *text = "Les négociations reprendront lundi dans la capitale, selon le ministre.\n"
                     "The talks will resume on Monday in the capital, the minister said.\n";
  int n = language_candidates(lm, text, strlen(text), list);
  float sum = 0;
  CHECK(n >= 2 && n <= LANGUAGE_CANDIDATES);
  for (int i = 0; i < n; i++) {
    sum += list[i].score;
    CHECK(i == 0 || list[i].score <= list[i - 1].score);
    CHECK(!strcmp(list[i].script, "Latn") || !strcmp(list[i].script, "Zyyy"));
  }
  CHECK(sum > 0.999f && sum < 1.001f);
  int french = !strcmp(list[0].tag, "fr"), english = !strcmp(list[!french ? 0 : 1].tag, "en");
  CHECK(english && (french || !strcmp(list[1].tag, "fr")));
  CHECK(list[0].score < 0.7f && list[1].score > 0.3f); /* a mixture, not a winner */
  CHECK(language_candidates(lm, "123", 3, list) == 0);
}

/* A menu in another language has the weight of its letters and no more. */
static void test_menu(void) {
  CHECK(is("Home\nNews\nSport\nVideo\nContact us\n"
           "Ο υπουργός δήλωσε ότι οι διαπραγματεύσεις θα συνεχιστούν την επόμενη εβδομάδα.\n"
           "Οι κάτοικοι περιμένουν με αγωνία τα αποτελέσματα.\n",
           "el"));
  CHECK(
      is("Deutsch\nFrançais\nItaliano\nEspañol\nPolski\nTürkçe\nTiếng Việt\n"
         "The ferry that used to cross the strait will stop running in spring, the company said.\n"
         "Passengers will be offered seats on a bus that takes the new bridge instead.\n",
         "en"));
}

/* ---- spans ----------------------------------------------------------------------------------- */

static void check_spans(const char *text, size_t size) {
  Document doc;
  size_t count = 0;
  document_open(&doc, text, size);
  LanguageSpan *spans = language_spans(lm, &doc, &count);
  CHECK(doc.rc == STATUS_OK);
  CHECK((count == 0) == (doc.size == 0));
  uint32_t at = 0;
  for (size_t i = 0; i < count; i++) {
    CHECK(spans[i].span.start == at && spans[i].span.end > at);
    CHECK(spans[i].score >= 0 && spans[i].score <= 1.0001f);
    CHECK(i == 0 || strcmp(spans[i].tag, spans[i - 1].tag));
    at = spans[i].span.end;
  }
  CHECK(at == doc.size);
  document_free(&doc);
}

typedef struct Part {
  char tag[16];
  uint32_t start, end;
} Part;

/* Characters of the parts whose span has the right tag. */
static void score_spans(const char *text, size_t size, const Part *parts, int count,
                        uint32_t *right, uint32_t *all) {
  Document doc;
  size_t found = 0;
  document_open(&doc, text, size);
  LanguageSpan *spans = language_spans(lm, &doc, &found);
  for (int p = 0; p < count; p++) {
    Span whole = {parts[p].start, parts[p].end};
    *all += document_characters(&doc, whole);
    for (size_t i = 0; i < found; i++) {
      Span both = {spans[i].span.start > whole.start ? spans[i].span.start : whole.start,
                   spans[i].span.end < whole.end ? spans[i].span.end : whole.end};
      if (both.start >= both.end) continue;
      uint32_t characters = document_characters(&doc, both);
      if (!strcmp(spans[i].tag, parts[p].tag))
        *right += characters;
      else
        fprintf(stderr, "%s instead of %s: %.*s\n", spans[i].tag, parts[p].tag,
                (int)(both.end - both.start), text + both.start);
    }
  }
  document_free(&doc);
}

static size_t unescape(char *out, const char *text) {
  size_t n = 0;
  for (; *text && *text != '\n'; text++)
    if (text[0] == '\\' && text[1] == 'n') {
      out[n++] = '\n';
      text++;
    } else
      out[n++] = (char)(*text == '_' && (text[1] == '\n' || !text[1]) ? ' ' : *text);
  return n;
}

static void test_mixed(void) {
  char line[LINE_SIZE], text[LINE_SIZE * PARTS];
  Part parts[PARTS];
  int count = 0, document = -1;
  size_t size = 0;
  uint32_t right = 0, all = 0;
  FILE *file = fopen("tests/accuracy/language_mixed.tsv", "rb");
  CHECK(file != NULL);
  for (int more = file != NULL; more;) {
    more = fgets(line, sizeof line, file) != NULL;
    if (more && *line == '#') continue;
    char *tag = more ? strchr(line, '\t') : NULL, *part = tag ? strchr(tag + 1, '\t') : NULL;
    if (count && (!part || atoi(line) != document)) {
      check_spans(text, size);
      score_spans(text, size, parts, count, &right, &all);
      count = 0;
      size = 0;
    }
    if (!part || count == PARTS) continue;
    document = atoi(line);
    *part++ = 0;
    parts[count].start = (uint32_t)size;
    snprintf(parts[count].tag, sizeof parts[count].tag, "%s", tag + 1);
    size += unescape(text + size, part);
    parts[count++].end = (uint32_t)size;
  }
  if (file) fclose(file);
  printf("mixed texts: %.2f %% of %u characters\n", 100.0 * right / (all ? all : 1), all);
  CHECK(all > 3000 && right >= 0.95 * all);
}

/* ---- robustness ------------------------------------------------------------------------------ */

static void test_bytes(void) {
  char *bytes = malloc(5000);
  LanguageCandidate list[LANGUAGE_CANDIDATES];
  for (int round = 0; round < 300 && bytes; round++) {
    size_t size = random_below(round % 10 ? 300 : 5000);
    char *exact = malloc(size ? size : 1);
    for (size_t i = 0; i < size; i++)
      bytes[i] = round % 3 ? (char)random_below(256) : "aé \n<&@_.:0ك中"[random_below(18)];
    if (exact) {
      memcpy(exact, bytes, size);
      const char *tag;
      language_detect(lm, exact, size, &tag);
      language_candidates(lm, exact, size, list);
      check_spans(exact, size);
    }
    free(exact);
  }
  free(bytes);
}

/* Whatever a text repeats, the time is linear: a megabyte of it takes a fraction of a second. */
static void test_long(void) {
  static const char *const units[] = {"<a",     "'a",      "a'",     "&a", "@",   "a_",
                                      "a.b",    "e\u0301", "\u0301", "\n", "a\n", "http://",
                                      "\u200D", "ك",       "中",     "é ", "{;",  "1a"};
  const size_t size = 1 << 20;
  char *text = malloc(size);
  LanguageCandidate list[LANGUAGE_CANDIDATES];
  for (size_t u = 0; u < sizeof units / sizeof *units && text; u++) {
    size_t n = strlen(units[u]);
    for (size_t i = 0; i < size; i++) text[i] = units[u][i % n];
    language_candidates(lm, text, size, list);
    check_spans(text, size / 8);
  }
  /* sampled: the answer is that of a part */
  const char *line = "Les négociations reprendront lundi dans la capitale, selon le ministre.\n";
  for (size_t i = 0; i < size && text; i++) text[i] = line[i % strlen(line)];
  const char *tag = "";
  if (text) language_detect(lm, text, size, &tag);
  CHECK(!strcmp(tag, "fr"));
  free(text);
}

/* A changed byte in the header, the table or the first sections gives an error or a sound model. */
static void test_damage(const uint8_t *data, size_t size) {
  uint8_t *copy = aligned_alloc(64, (size + 63) / 64 * 64);
  const char *error;
  Model model;
  for (int i = 0; i < 400 && copy; i++) {
    memcpy(copy, data, size < 65536 ? size : 65536);
    copy[i] ^= 0x5A;
    if (i == 0 && size > 65536) memcpy(copy + 65536, data + 65536, size - 65536);
    if (model_open(&model, copy, size)) continue;
    LanguageModel *damaged = language_open(&model, &error);
    CHECK(damaged || error);
    language_close(damaged);
  }
  free(copy);
}

/* The same for every number in the sets of relatives: what does not fit together is refused, and
** with what is taken the second look reads nothing that is not there. */
static void test_damaged_relatives(const uint8_t *data, size_t size) {
  uint8_t *copy = aligned_alloc(64, (size + 63) / 64 * 64);
  const char *error, *tag;
  size_t count, refused = 0, sound = 0;
  Model model;
  if (!copy) return;
  memcpy(copy, data, size);
  CHECK(model_open(&model, copy, size) == NULL);
  const LanguageRelatives *sets =
      model_section(&model, LANGUAGE_SECTION_RELATIVES, sizeof *sets, &count);
  CHECK(sets && count > 5);
  uint8_t *bytes = copy + ((const uint8_t *)sets - copy);
  for (size_t i = 0; i < count * sizeof *sets; i++) {
    bytes[i] ^= 0xA5;
    LanguageModel *damaged = language_open(&model, &error);
    if (damaged) language_detect(damaged, "O goberno galego aprobou a nova lei", 35, &tag);
    sound += damaged != NULL;
    refused += damaged == NULL;
    language_close(damaged);
    bytes[i] ^= 0xA5;
  }
  CHECK(sound && refused > sound);
  free(copy);
}

/* The second look divides a set's share anew and leaves the share alone. */
static void test_mix(void) {
  int wrong = 0;
  for (int round = 0; round < 1000; round++) {
    float z[LANGUAGE_MEMBERS_MAX], found[LANGUAGE_MEMBERS_MAX];
    double before = 0, after = 0;
    uint32_t members = 2 + random_below(LANGUAGE_MEMBERS_MAX - 1), favoured = random_below(members);
    for (uint32_t m = 0; m < members; m++) {
      z[m] = (float)random_below(200) / 10 - 10;
      found[m] = m == favoured ? 40 : (float)random_below(100) / 10 - 5;
      before += exp((double)z[m]);
    }
    language_relatives_mix(z, members, found);
    for (uint32_t m = 0; m < members; m++) after += exp((double)z[m]);
    wrong += fabs(after / before - 1) > 1e-4 || language_highest(z, members) != favoured;
  }
  CHECK(wrong == 0);
}

static void test_highest(void) {
  int wrong = 0;
  for (int round = 0; round < 10000; round++) {
    float x[40];
    size_t count = 1 + random_below(40), best = 0;
    for (size_t i = 0; i < count; i++) x[i] = (float)random_below(20) - 10;
    for (size_t i = 1; i < count; i++)
      if (x[i] > x[best]) best = i;
    wrong += language_highest(x, count) != best;
  }
  CHECK(wrong == 0);
}

/* A sampled text: a long menu in front of, or behind, an article of another language. */
static void test_sampled(void) {
  static const char menu[] = "Home\nWorld\nBusiness\nSport\nOpinion\nWeather\nSign in\n";
  static const char line[] = "Министр сообщил, что переговоры продолжатся на следующей неделе.\n";
  char text[8000] = "", back[8000] = "";
  for (int i = 0; i < 20; i++) strcat(text, menu);
  for (int i = 0; i < 40; i++) strcat(text, line);
  for (int i = 0; i < 40; i++) strcat(back, line);
  for (int i = 0; i < 20; i++) strcat(back, menu);
  CHECK(is(text, "ru"));
  CHECK(is(back, "ru"));
}

/* ---- the look-up --------------------------------------------------------------------------- */

static uint32_t search_lane(const LanguageBucket *bucket, uint64_t hash) {
  uint32_t i = 0;
  while (i < LANGUAGE_LANES && bucket->print[i] != language_print(hash)) i++;
  return i;
}

/* Fingerprints compared at once find what one after the other finds: fingerprints close to each
** other, empty lanes. */
static void test_lanes(void) {
  int wrong = 0;
  for (int round = 0; round < 200000; round++) {
    LanguageBucket bucket = {0};
    uint32_t used = random_below(LANGUAGE_LANES + 1), spread = 1 + random_below(40);
    uint64_t base = random_below(0x10000);
    for (uint32_t i = 0; i < used; i++) {
      uint64_t print = ((base + random_below(spread)) & 0xFFFF) | 1;
      if (search_lane(&bucket, print << 8) == LANGUAGE_LANES) bucket.print[i] = (uint16_t)print;
    }
    uint64_t hash = (base + random_below(spread)) << 8 | (uint64_t)random_below(256);
    uint32_t lane = search_lane(&bucket, hash);
    wrong += lane != language_lane(&bucket, hash) || lane != language_lane_plain(&bucket, hash);
  }
  CHECK(wrong == 0);
}

int main(void) {
  const uint8_t *data;
  size_t size;
  Model model;
  const char *error = NULL;
  if (!embed_model("language", &data, &size) || model_open(&model, data, size)) return 1;
  lm = language_open(&model, &error);
  CHECK(lm != NULL);
  if (!lm) return 1;
  CHECK(language_count(lm) >= 132);
  for (size_t i = 0; i < language_count(lm); i++) CHECK(language_tag(lm, i) != NULL);
  CHECK(language_tag(lm, language_count(lm)) == NULL);
  test_lanes();
  test_mix();
  test_highest();
  test_single();
  test_lines("tests/accuracy/language_lines.tsv", 0.97);
  test_nothing();
  test_candidates();
  test_menu();
  test_sampled();
  test_mixed();
  test_bytes();
  test_long();
  check_spans("", 0);
  check_spans("  \n12", 5);
  test_damage(data, size);
  test_damaged_relatives(data, size);
  language_close(lm);
  return check_result();
}
