/* unicode.c: see unicode.h. Folding starts from ICU's NFKC_Casefold (Unicode ch. 5.18), whose
** result is decomposed so that marks can be dropped in the scripts where they are accents; then
** the letters that Unicode does not decompose follow from a small table. */
#include "text/unicode.h"
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
/* ICU's U16_ macros mix signs */
#pragma GCC diagnostic ignored "-Wsign-conversion"

static const struct ScriptRow {
  UScriptCode icu;
  uint8_t script; /* Script */
} script_rows[] = {
    {USCRIPT_COMMON, SCRIPT_COMMON},       {USCRIPT_INHERITED, SCRIPT_INHERITED},
    {USCRIPT_LATIN, SCRIPT_LATIN},         {USCRIPT_GREEK, SCRIPT_GREEK},
    {USCRIPT_CYRILLIC, SCRIPT_CYRILLIC},   {USCRIPT_ARMENIAN, SCRIPT_ARMENIAN},
    {USCRIPT_HEBREW, SCRIPT_HEBREW},       {USCRIPT_ARABIC, SCRIPT_ARABIC},
    {USCRIPT_SYRIAC, SCRIPT_SYRIAC},       {USCRIPT_THAANA, SCRIPT_THAANA},
    {USCRIPT_DEVANAGARI, SCRIPT_DEVANAGARI}, {USCRIPT_BENGALI, SCRIPT_BENGALI},
    {USCRIPT_GURMUKHI, SCRIPT_GURMUKHI},   {USCRIPT_GUJARATI, SCRIPT_GUJARATI},
    {USCRIPT_ORIYA, SCRIPT_ORIYA},         {USCRIPT_TAMIL, SCRIPT_TAMIL},
    {USCRIPT_TELUGU, SCRIPT_TELUGU},       {USCRIPT_KANNADA, SCRIPT_KANNADA},
    {USCRIPT_MALAYALAM, SCRIPT_MALAYALAM}, {USCRIPT_SINHALA, SCRIPT_SINHALA},
    {USCRIPT_THAI, SCRIPT_THAI},           {USCRIPT_LAO, SCRIPT_LAO},
    {USCRIPT_TIBETAN, SCRIPT_TIBETAN},     {USCRIPT_MYANMAR, SCRIPT_MYANMAR},
    {USCRIPT_GEORGIAN, SCRIPT_GEORGIAN},   {USCRIPT_HANGUL, SCRIPT_HANGUL},
    {USCRIPT_ETHIOPIC, SCRIPT_ETHIOPIC},   {USCRIPT_KHMER, SCRIPT_KHMER},
    {USCRIPT_MONGOLIAN, SCRIPT_MONGOLIAN}, {USCRIPT_HIRAGANA, SCRIPT_HIRAGANA},
    {USCRIPT_KATAKANA, SCRIPT_KATAKANA},   {USCRIPT_BOPOMOFO, SCRIPT_BOPOMOFO},
    {USCRIPT_HAN, SCRIPT_HAN},             {USCRIPT_TIFINAGH, SCRIPT_TIFINAGH},
    {USCRIPT_NKO, SCRIPT_NKO}};

static Script unicode_script(uint32_t codepoint) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode icu = uscript_getScript((UChar32)codepoint, &status);
  if (U_FAILURE(status)) return SCRIPT_OTHER;
  for (size_t i = 0; i < sizeof script_rows / sizeof *script_rows; i++)
    if (script_rows[i].icu == icu) return (Script)script_rows[i].script;
  return SCRIPT_OTHER;
}

uint16_t unicode_class(uint32_t codepoint) {
  UChar32 c = (UChar32)codepoint;
  uint32_t mask = U_MASK(u_charType(c));
  uint32_t bits = unicode_script(codepoint);
  if (mask & (U_GC_L_MASK | U_GC_M_MASK)) bits |= CLASS_LETTER;
  if (mask & (U_GC_LU_MASK | U_GC_LT_MASK)) bits |= CLASS_UPPER;
  if (mask & U_GC_ND_MASK) bits |= CLASS_DIGIT;
  if (u_isUWhiteSpace(c)) bits |= CLASS_SPACE;
  if (mask & U_GC_P_MASK) bits |= CLASS_PUNCT;
  if (mask & U_GC_CF_MASK) bits |= CLASS_FORMAT;
  if (mask & U_GC_M_MASK) bits |= CLASS_MARK;
  return (uint16_t)bits;
}

/* letters whose likeness Unicode does not record */
static const struct FoldRow {
  uint16_t from;
  uint16_t to[3];
} fold_rows[] = {
    {0x0131, {'i'}},         /* dotless i */
    {0x00F8, {'o'}},         /* o with stroke */
    {0x0111, {'d'}},         /* d with stroke */
    {0x0142, {'l'}},         /* l with stroke */
    {0x0127, {'h'}},         /* h with stroke */
    {0x0167, {'t'}},         /* t with stroke */
    {0x00F0, {'d'}},         /* eth */
    {0x00FE, {'t', 'h'}},    /* thorn */
    {0x00E6, {'a', 'e'}},    /* ae */
    {0x0153, {'o', 'e'}},    /* oe */
    {0x0671, {0x0627}},      /* alef wasla -> alef */
    {0x0649, {0x064A}},      /* alef maksura -> yeh */
    {0x06CC, {0x064A}},      /* Farsi yeh -> yeh */
    {0x06A9, {0x0643}},      /* keheh -> kaf */
    {0x0629, {0x0647}},      /* teh marbuta -> heh */
    {0x06C1, {0x0647}},      /* heh goal -> heh */
    {0x06C3, {0x0647}},      /* teh marbuta goal -> heh */
    {0x2018, {'\''}},        /* apostrophes */
    {0x2019, {'\''}}, {0x02BC, {'\''}}, {0x02B9, {'\''}}, {0x02BB, {'\''}}, {0x201B, {'\''}},
    {0x2032, {'\''}},
    {0x2010, {'-'}},         /* hyphen */
};

/* Cyrillic letters that are letters of their own, not accented ones */
static int fold_keeps(uint32_t c) {
  return c == 0x0439 || c == 0x0457 || c == 0x045E || c == 0x0453 || c == 0x045C;
}

static int fold_drops_marks(Script script) {
  switch (script) {
  case SCRIPT_COMMON: case SCRIPT_INHERITED: case SCRIPT_LATIN: case SCRIPT_GREEK:
  case SCRIPT_CYRILLIC: case SCRIPT_ARABIC: case SCRIPT_HEBREW: case SCRIPT_SYRIAC: return 1;
  default: return 0;
  }
}

/* one code point of the case-folded form: decomposed, marks dropped, table applied */
static int fold_part(uint32_t c, uint32_t *out, int room) {
  UErrorCode status = U_ZERO_ERROR;
  Script script = unicode_script(c);
  uint32_t mask = U_MASK(u_charType((UChar32)c));
  if (c == 0x0640) return 0; /* tatweel */
  if ((mask & U_GC_MN_MASK) && fold_drops_marks(script)) return 0;
  if (mask & U_GC_ND_MASK) {
    *out = '0' + (uint32_t)u_charDigitValue((UChar32)c);
    return 1;
  }
  if (fold_drops_marks(script) && !fold_keeps(c)) {
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    UChar parts[32];
    int32_t n = U_FAILURE(status)
                    ? -1
                    : unorm2_getDecomposition(nfd, (UChar32)c, parts, 32, &status);
    if (n > 0 && U_SUCCESS(status)) {
      int count = 0;
      for (int32_t i = 0; i < n && count < room;) {
        UChar32 part;
        U16_NEXT(parts, i, n, part);
        if (!(U_MASK(u_charType(part)) & U_GC_MN_MASK)) out[count++] = (uint32_t)part;
      }
      if (count == 1) c = out[0];
      else return count;
    }
  }
  for (size_t i = 0; i < sizeof fold_rows / sizeof *fold_rows; i++) {
    if (fold_rows[i].from != c) continue;
    int count = 0;
    for (; count < 3 && count < room && fold_rows[i].to[count]; count++)
      out[count] = fold_rows[i].to[count];
    return count;
  }
  *out = c;
  return 1;
}

int unicode_fold(uint32_t codepoint, uint32_t out[FOLD_MAX]) {
  UErrorCode status = U_ZERO_ERROR;
  UChar source[2], folded[40];
  int32_t length = 0, size;
  UBool error = 0;
  U16_APPEND(source, length, 2, codepoint, error);
  const UNormalizer2 *nfkc = error ? NULL : unorm2_getNFKCCasefoldInstance(&status);
  size = nfkc && U_SUCCESS(status)
             ? unorm2_normalize(nfkc, source, length, folded, 40, &status)
             : -1;
  if (size < 0 || U_FAILURE(status) || size > 40) {
    out[0] = codepoint;
    return 1;
  }
  int count = 0;
  for (int32_t i = 0; i < size && count < FOLD_MAX;) {
    UChar32 part;
    U16_NEXT(folded, i, size, part);
    count += fold_part((uint32_t)part, out + count, FOLD_MAX - count);
  }
  return count;
}
