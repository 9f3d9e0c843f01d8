/* model.h: the container of everything learnt or compiled.
**
** A file of named, typed sections that needs no parsing: the header, a table of sections, then
** the sections, each aligned to 64 bytes. All numbers are little-endian; gloss runs on
** little-endian machines only and says so at load.
**
**   header   char magic[8] "GLOSSMDL" · u32 version · u32 sections · u64 size · u64 checksum
**            (hash_bytes of everything behind the header)
**   table    per section: char name[16] · u32 item_size · u32 zero · u64 offset · u64 count
**
** model_open() checks magic, version, size, and that every section lies inside the file; a section
** is only handed out with the item size it was written with. A damaged file gives an error text,
** never a wild pointer. What is inside a section (indexes into another) the reader checks in its
** bind function. */
#ifndef GLOSS_MODEL_MODEL_H
#define GLOSS_MODEL_MODEL_H
#include <stddef.h>
#include <stdint.h>

#define MODEL_VERSION 1

typedef struct Model {
  const uint8_t *data; /* NULL: not open */
  size_t size;
} Model;

/* NULL when the model is sound, else what is wrong (a literal). The data must stay alive and be
** aligned to 64 bytes. */
const char *model_open(Model *model, const void *data, size_t size);
/* 1 if the bytes behind the header still have the checksum written in it */
int model_checksum_ok(const Model *model);
uint64_t model_checksum(const Model *model);
/* The section's items, or NULL if it is absent or its items are not item_size bytes. */
const void *model_section(const Model *model, const char *name, size_t item_size, size_t *count);

/* Writing, for trainers and packers. Sections are written in the order added. */
typedef struct ModelWriter ModelWriter;
ModelWriter *model_writer_new(void);
void model_writer_add(ModelWriter *writer, const char *name, size_t item_size, const void *items,
                      size_t count); /* copies the items */
/* 0, or -1 when memory or the file failed; frees the writer in every case */
int model_writer_save(ModelWriter *writer, const char *path);

#endif
