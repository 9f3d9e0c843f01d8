/* check.h: CHECK(condition) counts and reports; end main() with `return check_result();`. */
#ifndef GLOSS_TESTS_CHECK_H
#define GLOSS_TESTS_CHECK_H
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

static inline int check_result(void) {
  printf("%d checks, %d failed\n", check_total, check_failures);
  return check_failures != 0 || check_total == 0;
}

#endif
