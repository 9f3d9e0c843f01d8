/* embed_gen.c: models as C arrays, for compilers without .incbin:
** `embed_gen OUT.h NAME FILE [NAME FILE ...]`. Words of eight bytes keep the source small; machines
** are little-endian (model.h). */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int embed_file(FILE *out, const char *name, const char *path) {
  FILE *in = fopen(path, "rb");
  if (!in) return 0;
  uint8_t bytes[8];
  size_t n, total = 0;
  fprintf(out, "#include <stdint.h>\nstatic _Alignas(64) const uint64_t gloss_array_%s[] = {", name);
  while ((n = fread(bytes, 1, 8, in)) > 0) {
    uint64_t word = 0;
    for (size_t i = 0; i < n; i++) word |= (uint64_t)bytes[i] << (8 * i);
    fprintf(out, "%s0x%llXu,", total % 64 ? "" : "\n", (unsigned long long)word);
    total += n;
  }
  fprintf(out, "0};\n#define gloss_model_%s ((const uint8_t *)gloss_array_%s)\n", name, name);
  fprintf(out, "#define gloss_model_%s_end (gloss_model_%s + %zu)\n", name, name, total);
  return !fclose(in);
}

int main(int argc, char **argv) {
  FILE *out = argc >= 2 && argc % 2 == 0 ? fopen(argv[1], "wb") : NULL;
  if (!out) {
    fprintf(stderr, "usage: embed_gen OUT.h NAME FILE [NAME FILE ...]\n");
    return 1;
  }
  for (int i = 2; i < argc; i += 2) {
    if (embed_file(out, argv[i], argv[i + 1])) continue;
    fprintf(stderr, "embed_gen: cannot read %s\n", argv[i + 1]);
    return 1;
  }
  return fclose(out) ? 1 : 0;
}
