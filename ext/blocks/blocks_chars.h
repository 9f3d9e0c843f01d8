/* blocks_chars.h: what the line features ask of a character, in one table look-up.
**
** One 32-bit entry per code point, in pages of 256 of which equal ones are stored once. The trainer
** builds the table from text/script.h and text/fold.h and writes it into blocks.model, so training
** and running see the same classes. */
#ifndef GLOSS_BLOCKS_CHARS_H
#define GLOSS_BLOCKS_CHARS_H
#include <stddef.h>
#include <stdint.h>

#define CHARS_PAGES 0x1100 /* pages of 256 code points in Unicode */

enum CharKind { CHAR_SYMBOL, CHAR_LETTER, CHAR_DIGIT, CHAR_SPACE, CHAR_PUNCT, CHAR_SKIP };
enum CharRole { /* what a mark does in a line */
                ROLE_NONE,
                ROLE_STOP,
                ROLE_ASK,
                ROLE_COMMA,
                ROLE_COLON,
                ROLE_ELLIPSIS,
                ROLE_OPEN,
                ROLE_CLOSE,
                ROLE_QUOTE,
                ROLE_DASH,
                ROLE_SEPARATOR,
                ROLE_COPYRIGHT,
                ROLE_AT,
                ROLE_SLASH
};
#define CHAR_KIND(entry) ((entry)&7u)
#define CHAR_UPPER 8u
#define CHAR_LOWER 16u
#define CHAR_ALONE 32u /* each character is a token: scripts without spaces between words */
#define CHAR_WIDE 64u  /* Han and kana: a character is worth about three letters */
#define CHAR_ROLE(entry) ((entry) >> 7 & 15u)
#define CHAR_SCRIPT(entry) ((entry) >> 11 & 31u)
#define CHAR_FOLD(entry, c) (((c) + ((entry) >> 16)) & 0xffffu) /* low 16 bits of the folded char  \
                                                                 */

typedef struct BlocksChars {
  const uint16_t *pages;   /* CHARS_PAGES numbers of pages */
  const uint32_t *entries; /* 256 for each page */
} BlocksChars;

static inline uint32_t blocks_chars_entry(const BlocksChars *chars, uint32_t c) {
  return chars->entries[(size_t)chars->pages[c >> 8] << 8 | (c & 255)];
}

/* The entry of one code point, computed (slow). */
uint32_t blocks_chars_compute(uint32_t c);
/* Builds the whole table: pages[CHARS_PAGES] and entries, from memory_alloc; *count entries.
** Returns 0, or -1 when memory is short. */
int blocks_chars_build(uint16_t *pages, uint32_t **entries, size_t *count);

#endif
