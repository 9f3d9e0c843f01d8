/* The portable form of embedding (C arrays) holds the same bytes as the file: `embed_arrays FILE`. */
#include "embed_arrays.h"
#include "unit/check.h"
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 1;
  size_t size = (size_t)(gloss_model_lexicon_end - gloss_model_lexicon);
  uint8_t *bytes = malloc(size + 1);
  CHECK(bytes && fread(bytes, 1, size + 1, file) == size);
  CHECK(size > 1000 && !memcmp(bytes, gloss_model_lexicon, size));
  CHECK((uintptr_t)gloss_model_lexicon % 64 == 0);
  fclose(file);
  free(bytes);
  return check_result();
}
