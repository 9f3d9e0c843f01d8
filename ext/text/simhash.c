/* simhash.c: Charikar's similarity hash (STOC 2002), as used on the web's pages by Manku, Jain and
** Das Sarma (WWW 2007): every feature of the text votes, bit by bit of its own hash, on the bits of
** the fingerprint.
**
** Features are runs of three words (two and one at the text's beginning, so that short texts have
** some), words being runs of letters and digits of the folded text; in scripts without spaces every
** character is a word. So case, accents, punctuation and white space do not count, and the value
** depends on no dictionary and no language. It is fixed for ever: it may be stored. */
#include "text/simhash.h"
#include "text/buffer.h"
#include "text/fold.h"
#include "text/hash.h"
#include "text/script.h"
#include "text/status.h"
#include "text/utf8.h"

typedef struct Simhash {
  int64_t votes[64];
  uint64_t before[2]; /* hashes of the last two words */
  uint64_t word;      /* running hash of the current one */
  int in_word;
} Simhash;

static void simhash_vote(Simhash *s, uint64_t feature) {
  for (int bit = 0; bit < 64; bit++) s->votes[bit] += (feature >> bit & 1) ? 1 : -1;
}

static void simhash_end_word(Simhash *s) {
  if (!s->in_word) return;
  simhash_vote(s, hash_mix(hash_mix(s->before[0], s->before[1]), s->word));
  s->before[0] = s->before[1];
  s->before[1] = s->word;
  s->in_word = 0;
  s->word = 0;
}

static int without_spaces(uint32_t c) {
  switch (script_of(c)) {
  case SCRIPT_HAN:
  case SCRIPT_HIRAGANA:
  case SCRIPT_KATAKANA:
  case SCRIPT_THAI:
  case SCRIPT_LAO:
  case SCRIPT_KHMER:
  case SCRIPT_MYANMAR: return 1;
  default: return 0;
  }
}

int simhash_text(const uint8_t *text, size_t size, uint64_t *hash) {
  Simhash s = {{0}, {0, 0}, 0, 0};
  Buffer folded = {0};
  fold_text(text, size, &folded, NULL);
  const uint8_t *p = folded.data, *end = p ? p + folded.size : p;
  while (p < end) {
    uint32_t c;
    p = utf8_decode(p, end, &c);
    int counts = char_is_letter(c) || char_is_digit(c);
    if (!counts || without_spaces(c)) simhash_end_word(&s);
    if (!counts) continue;
    s.in_word = 1;
    s.word = hash_mix(s.word, c);
    if (without_spaces(c)) simhash_end_word(&s);
  }
  simhash_end_word(&s);
  int rc = folded.rc;
  buffer_free(&folded);
  *hash = 0;
  for (int bit = 0; bit < 64; bit++)
    if (s.votes[bit] > 0) *hash |= (uint64_t)1 << bit;
  return rc;
}

int simhash_distance(uint64_t a, uint64_t b) {
  int count = 0;
  for (uint64_t differ = a ^ b; differ; differ &= differ - 1) count++;
  return count;
}
