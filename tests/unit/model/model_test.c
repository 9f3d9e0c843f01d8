/* A model with any byte damaged or cut off is refused or stays inside its bytes. */
#include "model/model.h"
#include "unit/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  uint32_t numbers[5] = {1, 2, 3, 4, 5};
  ModelWriter *writer = model_writer_new();
  model_writer_add(writer, "numbers", 4, numbers, 5);
  model_writer_add(writer, "bytes", 1, "abc", 3);
  const char *path = "model_test.tmp";
  CHECK(model_writer_save(writer, path) == 0);
  FILE *file = fopen(path, "rb");
  if (!file) return 1;
  uint8_t *bytes = aligned_alloc(64, 1024);
  size_t size = fread(bytes, 1, 1024, file);
  fclose(file);
  remove(path);
  Model model;
  size_t count;
  CHECK(model_open(&model, bytes, size) == NULL && model_checksum_ok(&model));
  const uint32_t *read = model_section(&model, "numbers", 4, &count);
  CHECK(read && count == 5 && read[4] == 5);
  CHECK(!model_section(&model, "numbers", 8, &count) && count == 0);
  CHECK(!model_section(&model, "absent", 4, &count));
  unsigned unseen = 0;
  for (size_t i = 0; i < size; i++) {
    for (int bit = 0; bit < 8; bit++) {
      bytes[i] ^= (uint8_t)(1 << bit);
      if (!model_open(&model, bytes, size)) {
        unseen += model_checksum_ok(&model) && i >= 32;
        const uint8_t *section = model_section(&model, "numbers", 4, &count);
        if (section && count) CHECK(section + count * 4 <= bytes + size);
      }
      bytes[i] ^= (uint8_t)(1 << bit);
    }
  }
  CHECK(unseen == 0);
  for (size_t cut = 0; cut < size; cut++) CHECK(model_open(&model, bytes, cut) != NULL);
  CHECK(model_open(&model, bytes, size) == NULL);
  free(bytes);
  return check_result();
}
