/* embed.h: the models inside the library. */
#ifndef GLOSS_MODEL_EMBED_H
#define GLOSS_MODEL_EMBED_H
#include <stddef.h>
#include <stdint.h>

/* The bytes of an embedded model by the name of its file without .model ("language"); 1 if the
** library holds it. The bytes are constant and aligned to 64. */
int embed_model(const char *name, const uint8_t **data, size_t *size);
/* The i-th name, NULL behind the last. */
const char *embed_name(size_t i);

#endif
