/* embed.c: model files become constants of the library.
**
** embed_list.h, written by the build, has a line EMBED(name, "file") per model. With GCC and Clang
** the assembler's .incbin takes the file in; other compilers define GLOSS_EMBED_ARRAYS and get
** embed_arrays.h, generated C arrays of the same names. */
#include "model/embed.h"
#include <string.h>

#ifdef GLOSS_EMBED_ARRAYS
#include "embed_arrays.h"
#else
#ifdef __APPLE__
#define EMBED_SECTION ".const_data\n"
#define EMBED_SYMBOL "_"
#else
#define EMBED_SECTION ".section .rodata\n"
#define EMBED_SYMBOL ""
#endif
#define EMBED(name, file)                                                                          \
  extern const uint8_t gloss_model_##name[], gloss_model_##name##_end[];                           \
  __asm__(EMBED_SECTION ".balign 64\n" EMBED_SYMBOL "gloss_model_" #name ":\n"                     \
          ".incbin \"" file "\"\n" EMBED_SYMBOL "gloss_model_" #name "_end:\n"                     \
          ".byte 0\n"                                                                              \
          ".text\n");
#include "embed_list.h"
#undef EMBED
#endif

typedef struct Embedded {
  const char *name;
  const uint8_t *data, *end;
} Embedded;

#define EMBED(name, file) {#name, gloss_model_##name, gloss_model_##name##_end},
static const Embedded embedded[] = {
#include "embed_list.h"
    {NULL, NULL, NULL}};

int embed_model(const char *name, const uint8_t **data, size_t *size) {
  for (const Embedded *e = embedded; e->name; e++) {
    if (strcmp(e->name, name)) continue;
    *data = e->data;
    *size = (size_t)(e->end - e->data);
    return 1;
  }
  return 0;
}

const char *embed_name(size_t i) {
  return i < sizeof embedded / sizeof *embedded ? embedded[i].name : NULL;
}
