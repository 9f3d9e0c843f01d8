/* check.h: CHECK(condition) counts and reports; end main() with `return check_result();`.
** check_below(n) draws a number under n, n > 0, the same ones in every run. */
#ifndef GLOSS_TESTS_CHECK_H
#define GLOSS_TESTS_CHECK_H
#include <stdint.h>
#include <stdio.h>

static int check_failures, check_total;
#define CHECK(condition)                                                                           \
  do {                                                                                             \
    check_total++;                                                                                 \
    if (!(condition)) {                                                                            \
      check_failures++;                                                                            \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                              \
    }                                                                                              \
  } while (0)

static inline uint32_t check_below(uint32_t n) {
  static uint64_t state = 7;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % n;
}

static inline int check_result(void) {
  printf("%d checks, %d failed\n", check_total, check_failures);
  return check_failures != 0 || check_total == 0;
}

#endif
