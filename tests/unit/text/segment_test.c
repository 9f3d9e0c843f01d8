/* Words and sentences: where ICU is right, and where our corrections must step in. */
#include "unit/check.h"
#include "unit/news.h"
#include <string.h>

static Segmenter *segmenter;

/* tokens joined by '|', sentences by " || " */
static int cuts(const char *language, const char *text, const char *expected) {
  static char got[20000];
  Document doc;
  document_open(&doc, text, strlen(text));
  document_set_language(&doc, language, strlen(language));
  Block *block = document_push(&doc, blocks);
  block->span = (Span){0, (uint32_t)doc.size};
  segment_run(&doc, segmenter);
  size_t at = 0;
  for (size_t s = 0; s < doc.sentences.count; s++) {
    const Sentence *sentence = &doc.sentences.items[s];
    at += (size_t)sprintf(got + at, "%s", s ? " || " : "");
    for (uint32_t t = sentence->first_token; t < sentence->end_token; t++) {
      Text token = document_text(&doc, doc.tokens.items[t].span);
      at += (size_t)sprintf(got + at, "%s%.*s", t > sentence->first_token ? "|" : "",
                            (int)token.size, token.data);
    }
  }
  got[at] = 0;
  int same = doc.rc == STATUS_OK && !strcmp(got, expected);
  if (!same) fprintf(stderr, "got      %s\nexpected %s\n", got, expected);
  document_free(&doc);
  return same;
}

/* every token lies in exactly one sentence, in order, inside its block */
static int sound(const char *text, size_t size) {
  Document doc;
  document_open(&doc, text, size);
  Block *block = document_push(&doc, blocks);
  block->span = (Span){0, (uint32_t)doc.size};
  segment_run(&doc, segmenter);
  uint32_t next = 0, byte = 0;
  int ok = doc.rc == STATUS_OK;
  for (size_t s = 0; s < doc.sentences.count; s++) {
    const Sentence *sentence = &doc.sentences.items[s];
    ok = ok && sentence->first_token == next && sentence->end_token > next &&
         sentence->end_token - next <= SENTENCE_MAX_TOKENS;
    next = sentence->end_token;
  }
  ok = ok && next == doc.tokens.count;
  for (size_t t = 0; t < doc.tokens.count; t++) {
    Span span = doc.tokens.items[t].span;
    ok = ok && span.start >= byte && span.end > span.start && span.end <= doc.size;
    byte = span.end;
  }
  document_free(&doc);
  return ok;
}

int main(void) {
  News news;
  news_open(&news);
  segmenter = news.segmenter;

  CHECK(cuts("en", "Dr. Smith paid 7.500 dollars. He left.",
             "Dr|.|Smith|paid|7.500|dollars|. || He|left|."));
  CHECK(cuts("ar", "لم تطرح.وقال بيسكوف", "لم|تطرح|. || وقال|بيسكوف"));
  CHECK(cuts("ru", "В 2012 г. Иванов уехал. А. С. Пушкин — поэт.",
             "В|2012|г|.|Иванов|уехал|. || А|.|С|.|Пушкин|—|поэт|."));
  CHECK(cuts("de", "Am 5. Januar kamen ca. 20 Leute. Dann nicht.",
             "Am|5|.|Januar|kamen|ca|.|20|Leute|. || Dann|nicht|."));
  CHECK(cuts("fr", "L’État n'a rien dit, aujourd'hui.", "L’|État|n'|a|rien|dit|,|aujourd'hui|."));
  CHECK(cuts("en", "Tokayev's aide said: O'Brien left.",
             "Tokayev|'s|aide|said|:|O'Brien|left|."));
  CHECK(cuts("tr", "Ankara'da 5'i öldü.", "Ankara|'da|5|'i|öldü|."));
  CHECK(cuts("en", "See https://a.example/x?y=1, mail a.b@c.example or @user #tag.",
             "See|https://a.example/x?y=1|,|mail|a.b@c.example|or|@user|#tag|."));
  CHECK(cuts("en", "It ended.The next began in the U.S. Senate at example.com today.",
             "It|ended|. || The|next|began|in|the|U.S.|Senate|at|example.com|today|."));
  CHECK(cuts("ru", "20км, 5G и 30%", "20|км|,|5G|и|30|%"));
  CHECK(cuts("ar", "مبلغ20مليونا", "مبلغ|20|مليونا"));
  CHECK(cuts("el", "Είπε «ναι»... Μετά έφυγε.", "Είπε|«|ναι|»|... || Μετά|έφυγε|."));
  CHECK(cuts("zh", "他说。她走了！", "他|说|。 || 她|走了|！"));
  CHECK(cuts("fa", "می‌خواهم بروم.", "می‌خواهم|بروم|."));
  CHECK(cuts("ar", "\u200Fقال\u200F نعم\u200E.", "قال|نعم|."));
  CHECK(cuts("en", "A hard-wrapped\nline goes on.", "A|hard|-|wrapped|line|goes|on|."));

  static char many[200000];
  for (size_t i = 0; i < sizeof many; i++) many[i] = "ab "[i % 3];
  CHECK(sound(many, sizeof many));
  memset(many, 'x', sizeof many);
  CHECK(sound(many, sizeof many));
  memset(many, '.', sizeof many);
  CHECK(sound(many, sizeof many));
  for (size_t i = 0; i + 2 < sizeof many; i += 2) memcpy(many + i, "\xCC\x81", 2);
  CHECK(sound(many, sizeof many - sizeof many % 2));
  for (size_t i = 0; i < sizeof many; i++) many[i] = "a@b.c-@#'\xC3\xA9 "[i % 12];
  CHECK(sound(many, sizeof many));
  news_close(&news);
  return check_result();
}
