/* language_features.c: words and their n-grams. See language_features.h. */
#include "language/language_features.h"
#include <string.h>
#include <unicode/unorm2.h>
#include "text/utf8.h"

#define DROP 0xFF000000u
#define LOWER(cell) ((cell)&0x1FFFFFu)
#define SCRIPT(cell) ((Script)((cell) >> 24))
#define TAG_BYTES 300    /* an HTML tag longer than this is text */
#define CHUNK_OTHERS 5   /* what a URL counts for beside the words of its line */
#define CHUNK_BYTES 2048 /* a URL longer than this is cut */

static uint32_t cell_of(uint32_t c) {
  if (c == 0xAD || (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 || c == 0x200D ||
      c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069))
    return DROP;
  if (c >= 0xFF21 && c <= 0xFF5A) c -= 0xFEE0; /* full-width Latin */
  if (!char_is_letter(c)) return 0;
  Script script = script_of(c);
  if (script == SCRIPT_HIRAGANA || script == SCRIPT_KATAKANA || script == SCRIPT_BOPOMOFO)
    script = SCRIPT_HAN;
  if (script == SCRIPT_COMMON && (c == 0x30FC || c == 0x3005)) script = SCRIPT_HAN;
  if (script == SCRIPT_COMMON || script == SCRIPT_OTHER) return 0;
  return char_lower(c) | (uint32_t)script << 24;
}

static size_t pair_slot(uint32_t letter, uint32_t mark) {
  return (size_t)((letter * 0x9E3779B1u + mark * 0x85EBCA77u) >> 16) & (LANGUAGE_MARKS - 1);
}

static void pair_add(LanguageAlphabet *alphabet, const UNormalizer2 *nfc, uint32_t joined) {
  UErrorCode status = U_ZERO_ERROR;
  UChar parts[4];
  int32_t n = unorm2_getRawDecomposition(nfc, (UChar32)joined, parts, 4, &status);
  if (U_FAILURE(status) || n != 2) return;
  size_t at = pair_slot(parts[0], parts[1]);
  while (alphabet->pair[at]) at = (at + 1) & (LANGUAGE_MARKS - 1);
  alphabet->pair[at] = (uint64_t)parts[0] << 32 | (uint64_t)parts[1] << 16 | joined;
}

void language_alphabet_init(LanguageAlphabet *alphabet) {
  memset(alphabet, 0, sizeof *alphabet);
  for (uint32_t c = 'A'; c < LANGUAGE_CELLS; c++) alphabet->cell[c] = cell_of(c);
  static const uint16_t blocks[][2] = {{0xE0, 0x250}, {0x430, 0x500}, {0x1E00, 0x1F00}};
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  for (size_t b = 0; b < 3 && U_SUCCESS(status); b++)
    for (uint32_t c = blocks[b][0]; c < blocks[b][1]; c++)
      if (alphabet->cell[c] && LOWER(alphabet->cell[c]) == c) pair_add(alphabet, nfc, c);
}

static uint32_t join_mark(const LanguageAlphabet *alphabet, uint32_t letter, uint32_t mark) {
  size_t at = pair_slot(letter, mark);
  for (; alphabet->pair[at]; at = (at + 1) & (LANGUAGE_MARKS - 1))
    if (alphabet->pair[at] >> 16 == (letter << 16 | mark))
      return (uint32_t)(alphabet->pair[at] & 0xFFFF);
  return 0;
}

static inline const uint8_t *read_cell(const LanguageAlphabet *alphabet, const uint8_t *p,
                                       const uint8_t *end, uint32_t *cell, uint32_t *codepoint) {
  p = utf8_decode(p, end, codepoint);
  *cell = *codepoint < LANGUAGE_CELLS ? alphabet->cell[*codepoint] : cell_of(*codepoint);
  return p;
}

static int is_alnum(uint8_t c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Passes an address or the like: up to white space or a character that is not ASCII. */
static const uint8_t *skip_chunk(const uint8_t *p, const uint8_t *end, LanguageReader *reader) {
  const uint8_t *begin = p;
  if (end - p > CHUNK_BYTES) end = p + CHUNK_BYTES;
  while (p<end && * p> ' ' && *p < 0x80) p++;
  reader->others += p - begin < CHUNK_OTHERS ? (uint32_t)(p - begin) : CHUNK_OTHERS;
  return p;
}

/* How much the ASCII sign at p speaks for program code. */
static uint32_t code_weight(const uint8_t *p, const uint8_t *end) {
  uint8_t next = end - p > 1 ? p[1] : '\n';
  switch (*p) {
  case '{':
  case '}':
  case '\\':
  case '^':
  case '~':
  case '|': return 2;
  case '[':
  case ']':
  case '=':
  case '<':
  case '>':
  case '*':
  case '+':
  case '%': return next == *p || next == '=' ? 3 : 1;
  case '#': return next == 'd' || next == 'i' ? 3 : 0; /* #define, #include */
  case ';': return next == '\n' || next == '\r' ? 4 : 1;
  case ')': return next == ';' || next == ':' ? 3 : 0;
  case ':': return next == ':' || next == '=' ? 4 : 0;
  case '&':
  case '-': return next == *p || next == '>' ? 3 : 0;
  case '$':
  case '_': return is_alnum(next) && next > '9' ? 3 : 0;
  default: return 0;
  }
}

/* Passes a character that is no letter, and what belongs to it. */
static const uint8_t *skip_other(const uint8_t *p, const uint8_t *end, LanguageReader *reader) {
  const uint8_t *next = p + 1;
  if (*p <= ' ') return next;
  reader->others++;
  reader->code += code_weight(p, end);
  if (next == end) return next;
  if (*p == '<' && (is_alnum(*next) || *next == '/' || *next == '!')) {
    const uint8_t *stop = end - p > TAG_BYTES ? p + TAG_BYTES : end;
    const uint8_t *close = memchr(p, '>', (size_t)(stop - p));
    return close ? close + 1 : next;
  }
  if (*p == '&' && is_alnum(*next)) {
    const uint8_t *q = next;
    while (q < end && q - p < 10 && is_alnum(*q)) q++;
    return q < end && *q == ';' ? q + 1 : next;
  }
  if (*p == '@' || *p == '_') return skip_chunk(next, end, reader);
  if (*p >= '0' && *p <= '9') { /* 1990s, h264, 0xff: up to the last letter or digit */
    while (next < end && is_alnum(*next)) next++;
    reader->others += (uint32_t)(next - p) - 1;
  }
  return next;
}

/* Is the Latin word that ends at p a part of a URL, host name, address or identifier? */
static int in_code(const uint8_t *p, const uint8_t *end) {
  if (p >= end) return 0;
  if (*p == '@' || *p == '_' || (*p >= '0' && *p <= '9')) return 1;
  if (*p == ':') return end - p > 2 && p[1] == '/' && p[2] == '/';
  if (*p != '.' || end - p < 3) return 0;
  return p[1] >= 'a' && p[1] <= 'z' && ((p[2] >= 'a' && p[2] <= 'z') || p[2] == '-');
}

static int is_apostrophe(uint32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BB || c == 0x2BC || c == '`' ||
         c == 0xB4;
}

/* Reads the letters of the word that begins with `cell`; p is behind its first letter. */
static const uint8_t *read_word(const LanguageAlphabet *alphabet, const uint8_t *p,
                                const uint8_t *end, uint32_t cell, LanguageWord *word) {
  uint32_t n = 1, c = 0;
  Script script = SCRIPT(cell);
  word->letters[0] = LANGUAGE_BOUNDARY;
  word->letters[n++] = LOWER(cell);
  word->total = 1;
  for (const uint8_t *next; p < end; p = next) {
    next = read_cell(alphabet, p, end, &cell, &c);
    if (SCRIPT(cell) == SCRIPT_INHERITED) {
      uint32_t joined = c < 0x10000 ? join_mark(alphabet, word->letters[n - 1], c) : 0;
      if (joined)
        word->letters[n - 1] = joined;
      else if (n <= LANGUAGE_WORD)
        word->letters[n++] = c;
      continue;
    }
    if (cell == DROP) continue;
    if (cell == 0 || is_apostrophe(c)) { /* an apostrophe between two letters is a letter */
      if (script != SCRIPT_LATIN || !is_apostrophe(c) || next >= end) break;
      read_cell(alphabet, next, end, &cell, &c);
      if (SCRIPT(cell) != script || is_apostrophe(c)) break;
      cell = (uint32_t)'\'' | (uint32_t)script << 24;
    }
    if (SCRIPT(cell) != script) break;
    word->total++;
    if (n <= LANGUAGE_WORD) word->letters[n++] = LOWER(cell);
  }
  word->kana = 0;
  for (uint32_t i = 1; script == SCRIPT_HAN && i < n; i++)
    word->kana |= word->letters[i] >= 0x3041 && word->letters[i] <= 0x30FA;
  word->letters[n++] = LANGUAGE_BOUNDARY;
  word->count = n;
  word->script = script;
  word->end = p;
  return p;
}

int language_word_next(const LanguageAlphabet *alphabet, LanguageReader *reader,
                       LanguageWord *word) {
  const uint8_t *p = reader->p, *end = reader->end;
  while (p < end) {
    uint32_t cell, c;
    const uint8_t *next = read_cell(alphabet, p, end, &cell, &c);
    Script script = SCRIPT(cell);
    if (cell == 0 || cell == DROP || script == SCRIPT_INHERITED) {
      if (c < 0x80)
        next = skip_other(p, end, reader);
      else
        reader->others += !char_is_space(c);
      p = next;
      continue;
    }
    word->start = p;
    p = read_word(alphabet, next, end, cell, word);
    if (script == SCRIPT_LATIN && in_code(p, end)) {
      reader->others += CHUNK_OTHERS;
      reader->code += *p == '_' ? 2 : 0;
      p = skip_chunk(p, end, reader);
      continue;
    }
    if (p < end && *p == '(') reader->code += 3;
    reader->p = p;
    return 1;
  }
  reader->p = end;
  return 0;
}

static inline uint64_t finish(uint64_t h) {
  h ^= h >> 32;
  return h * 0xD6E8FEB86659FD93u;
}

size_t language_word_features(const LanguageWord *word, uint64_t out[LANGUAGE_FEATURES]) {
  const uint64_t multiplier = 0x9E3779B97F4A7C15u;
  uint32_t longest = word->script == SCRIPT_HAN ? 2 : 5, count = word->count;
  size_t n = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t stop = count - i < longest ? count : i + longest;
    uint64_t h = (0x2545F4914F6CDD1Du + word->letters[i]) * multiplier;
    if (word->letters[i] >= 0x80) out[n++] = finish(h);
    for (uint32_t j = i + 1; j < stop; j++) {
      h = (h + word->letters[j]) * multiplier;
      out[n++] = finish(h);
    }
  }
  if (count > longest && longest > 2) {
    uint64_t h = 0x9FB21C651E98DF25u;
    for (uint32_t i = 1; i + 1 < count; i++) h = (h + word->letters[i]) * multiplier;
    out[n++] = finish(h);
  }
  return n;
}
