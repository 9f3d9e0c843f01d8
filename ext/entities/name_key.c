/* name_key.c: a key that is equal for the spellings of one personal or place name across scripts.
**
** The idea of Pouliquen and others (EMM, "Multilingual person name recognition and
** transliteration", 2006): bring every script to one rough standard form and drop what
** transliteration does not keep. First level: letters, alone or in groups written for one sound
** (sh, tsch, γκ, дж), become classes of consonants:
**
**     P b p · T d t th · S s z sh zh ch j ts · F f v w · K k g q · H kh h (only first in a word)
**     M · N · L · R · A a vowel or glide (only first in a word)
**
** Second level: T before S, N before T or K and M before P fall (Greek writes nd, ng, mb for d, g,
** b), doubles become one, other vowels fall. The words' keys are sorted, so family name first or
** last makes no difference; "Abd al-" joins the next word, the Arabic article falls. Characters of
** scripts that write no such sounds (Han) stay as they are. */
#include "entities/entities.h"
#include "text/fold.h"
#include "text/chars.h"
#include "text/memory.h"
#include <string.h>

#define WORD_LETTERS 48 /* letters of a word that count */
#define WORD_KEY 64     /* bytes of a word's key */
#define MAX_WORDS 16    /* words of a name that count */

typedef struct SoundRow { /* letters and their class: '-' falls, 'a' vowel, 'h' aspirate */
  const char *letters;
  char class;
} SoundRow;

/* All scripts in one table, folded letters. */
static const SoundRow sounds[] = {
    {"bpπбпبپבפბპფբպփ", 'P'},
    {"dtδθτдтћђتطدضثٹڈטדתდთტդթտ", 'T'},
    {"szjcσζсзжшщчцџسزصشظذجچژזסצץשსზშჟჩცძწჭჯզսշժչջցծճձ", 'S'},
    {"fvwβφвфўفڤףვֆվւ", 'F'},
    {"kgqγκкгґқғغقكگکגכךקკგქღყկգքղ", 'K'},
    {"hχхһҳخحهہהחხჰխհ", 'h'},
    {"mμмمםמმմ", 'M'},
    {"nνнңњنןנნն", 'N'},
    {"lλлљلלლլ", 'L'},
    {"rρрرרრրռ", 'R'},
    {"aeiouyαεηιουωаеиоуыэюяёйіїєәөүұјاءعأإآؤئيىیوۆۇאעיוაეიოუաեէըիօոյ", 'a'},
    {"ьъʹʼ", '-'},
};

/* Groups of letters that stand for one sound; longest first among those of one beginning. */
static const struct {
  const char *letters, *classes;
} groups[] = {
    {"tsch", "S"}, {"dsch", "S"}, {"schtsch", "S"}, {"sch", "S"}, {"tch", "S"},
    {"dzh", "S"},  {"sh", "S"},   {"ch", "S"},      {"zh", "S"},  {"kh", "h"},
    {"gh", "K"},   {"ph", "F"},   {"th", "T"},      {"dh", "T"},  {"ck", "K"},
    {"qu", "K"},   {"x", "KS"},   {"ξ", "KS"},      {"ψ", "PS"},  {"μπ", "P"},
    {"ντ", "T"},   {"γκ", "K"},   {"γγ", "K"},      {"ευ", "aF"}, {"αυ", "aF"},
};

static int class_of_letter(uint32_t letter) {
  for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
    const uint8_t *p = (const uint8_t *)sounds[i].letters;
    while (*p) {
      uint32_t c;
      p = utf8_next(p, &c);
      if (c == letter) return sounds[i].class;
    }
  }
  return 0;
}

typedef struct Word {
  uint32_t letters[WORD_LETTERS];
  size_t count;
  char key[WORD_KEY];
  size_t size;
} Word;

static int word_begins(const Word *word, size_t at, const char *letters, size_t *length) {
  const uint8_t *p = (const uint8_t *)letters;
  size_t i = at;
  while (*p) {
    uint32_t c;
    p = utf8_next(p, &c);
    if (i >= word->count || word->letters[i++] != c) return 0;
  }
  *length = i - at;
  return 1;
}

static int is_vowel(const Word *word, size_t at) {
  return at < word->count && class_of_letter(word->letters[at]) == 'a';
}

/* The classes of the letters at `at`; *length: how many letters they take. */
static const char *word_sound(const Word *word, size_t at, char one[2], size_t *length) {
  uint32_t c = word->letters[at];
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (word_begins(word, at, groups[i].letters, length)) return groups[i].classes;
  *length = 1;
  one[1] = 0;
  uint32_t next = at + 1 < word->count ? word->letters[at + 1] : 0;
  if (c == 0x3B3 && (next == 0x3B9 || next == 0x3B5) && is_vowel(word, at + 2))
    one[0] = 'a';
  else if (c == 'c' && next != 'e' && next != 'i' && next != 'y')
    one[0] = 'K';
  else if (c == 0x648 && at == 0)
    one[0] = 'F'; /* waw: a consonant where a word begins */
  else
    one[0] = (char)class_of_letter(c);
  return one[0] ? one : NULL;
}

static void key_put(Word *word, char class) {
  if (class == '-' || (class == 'a' && word->size) || (class == 'h' && word->size)) return;
  if (class == 'a') class = 'A';
  if (class == 'h') class = 'H';
  char *last = word->size ? &word->key[word->size - 1] : NULL;
  if (last && *last == class) return;
  if (last && ((*last == 'T' && class == 'S') || (*last == 'N' && (class == 'T' || class == 'K')) ||
               (*last == 'M' && class == 'P'))) {
    if (word->size > 1 && word->key[word->size - 2] == class)
      word->size--;
    else
      *last = class;
    return;
  }
  if (word->size + 1 < WORD_KEY) word->key[word->size++] = class;
}

static void key_put_letter(Word *word, uint32_t letter) {
  uint8_t bytes[4];
  size_t size = utf8_encode(letter, bytes);
  if (word->size + size >= WORD_KEY) return;
  memcpy(word->key + word->size, bytes, size);
  word->size += size;
}

static void word_make_key(Word *word) {
  size_t at = 0, length;
  if (word_begins(word, 0, "ال", &length) && word->count >= 4) at = length;
  while (at < word->count) {
    char one[2];
    const char *classes = word_sound(word, at, one, &length);
    if (!classes)
      key_put_letter(word, word->letters[at]);
    else
      for (const char *p = classes; *p; p++) key_put(word, *p);
    at += length;
  }
}

static int word_is(const Word *word, const char *letters) {
  size_t length;
  return word_begins(word, 0, letters, &length) && length == word->count;
}

/* Cut into words of folded letters. */
static size_t words_cut(const uint8_t *p, const uint8_t *end, Word *words) {
  size_t count = 0;
  int inside = 0;
  while (p < end) {
    uint32_t c, folded[FOLD_MAX];
    p = utf8_decode(p, end, &c);
    uint16_t class = chars_class(c);
    if (class & (CLASS_MARK | CLASS_FORMAT) || c == 0x2019 || c == '\'' || c == 0x2BC) continue;
    if (!(class & (CLASS_LETTER | CLASS_DIGIT))) {
      inside = 0;
      continue;
    }
    if (!inside) {
      if (count == MAX_WORDS) break;
      memset(&words[count++], 0, sizeof *words);
      inside = 1;
    }
    Word *word = &words[count - 1];
    int n = fold_codepoint(c, folded);
    /* letters whose sound folding would lose: c with caron, acute or cedilla */
    if (n == 1 && folded[0] == 'c' && c > 0x7F) folded[0] = 's';
    for (int i = 0; i < n; i++)
      if (word->count < WORD_LETTERS) word->letters[word->count++] = folded[i];
  }
  return count;
}

/* "Abd Allah", "Abd al-Rahman" are one word; a free article falls. Returns the words left. */
static size_t words_join(Word *words, size_t count) {
  static const char *const servants[] = {"عبد", "abd", "abdul", "abdel", "abdal", "абд", "абдул"};
  static const char *const articles[] = {"al", "el", "ul", "ال", "аль", "αλ", "ελ", "эль"};
  size_t kept = 0;
  int join = 0;
  for (size_t i = 0; i < count; i++) {
    int article = 0, servant = 0;
    for (size_t k = 0; k < sizeof articles / sizeof *articles; k++)
      article |= word_is(&words[i], articles[k]);
    for (size_t k = 0; k < sizeof servants / sizeof *servants; k++)
      servant |= word_is(&words[i], servants[k]);
    if (servant) words[i].count = 3; /* its article falls */
    if (article && count > 1) continue;
    if (join && kept) {
      Word *to = &words[kept - 1];
      size_t from = 0, length;
      if (word_begins(&words[i], 0, "ال", &length) && words[i].count >= 4) from = length;
      for (; from < words[i].count && to->count < WORD_LETTERS; from++)
        to->letters[to->count++] = words[i].letters[from];
    } else {
      if (kept != i) words[kept] = words[i];
      kept++;
    }
    join = servant;
  }
  return kept;
}

static int key_compare(const Word *a, const Word *b) {
  size_t size = a->size < b->size ? a->size : b->size;
  int order = memcmp(a->key, b->key, size);
  return order ? order : (a->size > b->size) - (a->size < b->size);
}

void name_key(const void *name, size_t size, Buffer *out) {
  Word words[MAX_WORDS];
  Word *order[MAX_WORDS];
  if (!size) return;
  size_t count = words_cut(name, (const uint8_t *)name + size, words);
  count = words_join(words, count);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    word_make_key(&words[i]);
    if (!words[i].size) continue;
    size_t at = kept++;
    for (; at && key_compare(&words[i], order[at - 1]) < 0; at--) order[at] = order[at - 1];
    order[at] = &words[i];
  }
  for (size_t i = 0; i < kept; i++) {
    if (i) buffer_byte(out, ' ');
    buffer_append(out, order[i]->key, order[i]->size);
  }
}
