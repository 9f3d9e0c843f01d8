// language_cld2.cc: CLD2 as a C function for language_bench.c.
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <cstring>

extern "C" const char *cld2_detect(const char *text, int size);

extern "C" const char *cld2_detect(const char *text, int size) {
  const int best_effort = 0x4000; // CLD2::kCLDFlagBestEffort
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3], text_bytes;
  double scores[3];
  bool reliable;
  CLD2::ExtDetectLanguageSummary(text, size, true, &hints, best_effort, languages, percents, scores,
                                 nullptr, &text_bytes, &reliable);
  const char *tag = CLD2::LanguageCode(languages[0]);
  if (!strcmp(tag, "no")) return "nb"; // codes of its own
  if (!strcmp(tag, "iw")) return "he";
  if (!strcmp(tag, "jw")) return "jv";
  return tag;
}
