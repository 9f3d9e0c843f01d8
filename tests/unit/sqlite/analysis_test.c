/* analysis_test.c: stages run as far as asked and no further, and stop when the user says so. */
#include "sqlite/analysis.h"
#include "unit/check.h"
#include <string.h>

static const char article[] =
    "Troops leave the border town\n"
    "By Jane Roe\n"
    "5 May 2024\n"
    "ATHENS - The defence minister of Greece, Maria Papas, said on Monday that 200 soldiers would "
    "leave the town by Friday. \"We keep our word,\" she told reporters. Prices rose by 5%.\n"
    "Ο υπουργός Άμυνας δήλωσε ότι «τα στρατεύματα θα αποχωρήσουν» έως την Παρασκευή.\n";

typedef struct Stopper {
  long questions, stop_at;
} Stopper;

static int stop(void *context) {
  Stopper *stopper = context;
  return ++stopper->questions >= stopper->stop_at;
}

static int run(Analysis *analysis, Stopper *stopper, unsigned stages, unsigned *done) {
  Document doc;
  document_open(&doc, article, sizeof article - 1);
  doc.interrupted = stop;
  doc.interrupted_context = stopper;
  int rc = analysis_run(analysis, &doc, NULL, stages);
  CHECK(rc == doc.rc);
  CHECK(analysis_run(analysis, &doc, NULL, stages) == rc); /* again: nothing to do, or as failed */
  *done = doc.done;
  document_free(&doc);
  return rc;
}

static void test_order(Analysis *analysis) {
  Stopper never = {0, 1L << 30};
  unsigned done, first = STAGE_LANGUAGE | STAGE_BLOCKS;
  CHECK(run(analysis, &never, 0, &done) == STATUS_OK && done == 0);
  CHECK(run(analysis, &never, STAGE_LANGUAGE, &done) == STATUS_OK && done == STAGE_LANGUAGE);
  CHECK(run(analysis, &never, STAGE_BLOCKS, &done) == STATUS_OK && done == STAGE_BLOCKS);
  CHECK(run(analysis, &never, STAGE_TOKENS, &done) == STATUS_OK);
  CHECK(done == (first | STAGE_TOKENS));
  CHECK(run(analysis, &never, STAGE_DATES, &done) == STATUS_OK);
  CHECK(done == (first | STAGE_TOKENS | STAGE_DATES));
  CHECK(run(analysis, &never, STAGE_QUOTES, &done) == STATUS_OK);
  CHECK(done ==
        (first | STAGE_TOKENS | STAGE_ENTITIES | STAGE_DATES | STAGE_QUANTITIES | STAGE_QUOTES));
  CHECK(run(analysis, &never, STAGE_EVENTS, &done) == STATUS_OK && done == 255);
}

/* at every question that the stages ask, the answer yes ends the analysis and leaves no trace */
static void test_stopping(Analysis *analysis) {
  Stopper stopper = {0, 0};
  unsigned done;
  long stopped = 0;
  for (long at = 1;; at++) {
    stopper.questions = 0;
    stopper.stop_at = at;
    int rc = run(analysis, &stopper, STAGE_EVENTS, &done);
    if (rc == STATUS_OK) break;
    CHECK(rc == STATUS_INTERRUPT && !(done & STAGE_EVENTS));
    stopped++;
  }
  CHECK(stopped > 5);
}

static void test_given_language(Analysis *analysis) {
  Document doc;
  document_open(&doc, "word word", 9);
  document_set_language(&doc, "el", 2);
  doc.done |= STAGE_LANGUAGE;
  CHECK(analysis_run(analysis, &doc, NULL, STAGE_TOKENS) == STATUS_OK);
  CHECK(!strcmp(doc.tag, "el") && doc.tokens.count == 2);
  document_free(&doc);
}

static void test_one_block(Analysis *analysis) {
  Document doc;
  document_open(&doc, "  one two \n\n three ", 19);
  CHECK(analysis_tokenize(analysis, &doc, 0) == STATUS_OK);
  CHECK(doc.blocks.count == 1 && doc.tokens.count == 3 && doc.blocks.items[0].span.start == 2);
  CHECK(!strcmp(doc.tag, "und"));
  document_free(&doc);
  document_open(&doc, " \n ", 3);
  CHECK(analysis_tokenize(analysis, &doc, 1) == STATUS_OK && doc.tokens.count == 0);
  document_free(&doc);
}

int main(void) {
  Analysis *analysis = analysis_new();
  if (!analysis) return 2;
  test_order(analysis);
  test_stopping(analysis);
  test_given_language(analysis);
  test_one_block(analysis);
  analysis_free(analysis);
  return check_result();
}
