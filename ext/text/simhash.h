/* simhash.h: a 64-bit fingerprint; near duplicates differ in few bits. See simhash.c. */
#ifndef GLOSS_TEXT_SIMHASH_H
#define GLOSS_TEXT_SIMHASH_H
#include <stddef.h>
#include <stdint.h>

/* Any bytes; linear. Returns 0, or STATUS_NOMEM. A text without letters or digits gives 0. */
int simhash_text(const uint8_t *text, size_t size, uint64_t *hash);
int simhash_distance(uint64_t a, uint64_t b); /* bits that differ, 0..64 */

#endif
