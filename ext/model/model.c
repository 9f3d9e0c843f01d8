/* model.c: see model.h. Reads and writes the container; knows nothing of what is inside. */
#include "model/model.h"
#include "text/hash.h"
#include "text/memory.h"
#include <stdio.h>
#include <string.h>

#define MODEL_ALIGN 64u

typedef struct ModelHeader {
  char magic[8];     /* "GLOSSMDL" */
  uint32_t version;  /* MODEL_VERSION */
  uint32_t sections; /* entries of the table behind the header */
  uint64_t size;     /* bytes of the whole file */
  uint64_t checksum; /* hash_bytes of everything behind the header */
} ModelHeader;

typedef struct ModelEntry {
  char name[16];      /* NUL-padded */
  uint32_t item_size; /* bytes */
  uint32_t zero;
  uint64_t offset; /* from the file's start, a multiple of MODEL_ALIGN */
  uint64_t count;  /* items */
} ModelEntry;

static ModelHeader model_header(const Model *model) {
  ModelHeader header;
  memcpy(&header, model->data, sizeof header);
  return header;
}

static ModelEntry model_entry(const Model *model, uint32_t i) {
  ModelEntry entry;
  memcpy(&entry, model->data + sizeof(ModelHeader) + i * sizeof entry, sizeof entry);
  return entry;
}

const char *model_open(Model *model, const void *data, size_t size) {
  static const uint16_t endian = 1;
  model->data = NULL;
  model->size = 0;
  if (*(const uint8_t *)&endian != 1) return "models need a little-endian machine";
  if (size < sizeof(ModelHeader)) return "model is shorter than its header";
  Model opened = {data, size};
  ModelHeader header = model_header(&opened);
  if (memcmp(header.magic, "GLOSSMDL", 8)) return "model has no GLOSSMDL mark";
  if (header.version != MODEL_VERSION) return "model is of another version";
  if (header.size != size) return "model is cut or has trailing bytes";
  size_t room = (size - sizeof header) / sizeof(ModelEntry);
  if (header.sections > room) return "model's section table is too long";
  for (uint32_t i = 0; i < header.sections; i++) {
    ModelEntry entry = model_entry(&opened, i);
    if (entry.name[15] || !entry.item_size) return "model's section table is damaged";
    if (entry.offset > size || entry.offset % MODEL_ALIGN) return "model's section is misplaced";
    if (entry.count > (size - entry.offset) / entry.item_size) return "model's section is too long";
  }
  *model = opened;
  return NULL;
}

uint64_t model_checksum(const Model *model) {
  return model->data ? model_header(model).checksum : 0;
}

int model_checksum_ok(const Model *model) {
  if (!model->data) return 0;
  return hash_bytes(model->data + sizeof(ModelHeader), model->size - sizeof(ModelHeader), 0) ==
         model_checksum(model);
}

const void *model_section(const Model *model, const char *name, size_t item_size, size_t *count) {
  *count = 0;
  if (!model->data) return NULL;
  uint32_t sections = model_header(model).sections;
  for (uint32_t i = 0; i < sections; i++) {
    ModelEntry entry = model_entry(model, i);
    if (strcmp(entry.name, name)) continue;
    if (entry.item_size != item_size) return NULL;
    *count = (size_t)entry.count;
    return model->data + entry.offset;
  }
  return NULL;
}

/* ---- writing ---- */

typedef struct ModelPart {
  ModelEntry entry;
  void *items; /* a copy */
} ModelPart;

struct ModelWriter {
  ModelPart *parts;
  uint32_t count, capacity;
  int failed;
};

ModelWriter *model_writer_new(void) { return memory_zero(sizeof(ModelWriter)); }

void model_writer_add(ModelWriter *writer, const char *name, size_t item_size, const void *items,
                      size_t count) {
  if (!writer || writer->failed) return;
  if (writer->count == writer->capacity) {
    uint32_t capacity = writer->capacity ? writer->capacity * 2 : 8;
    ModelPart *parts = memory_resize(writer->parts, capacity * sizeof *parts);
    if (!parts) {
      writer->failed = 1;
      return;
    }
    writer->parts = parts;
    writer->capacity = capacity;
  }
  ModelPart *part = &writer->parts[writer->count];
  memset(part, 0, sizeof *part);
  if (strlen(name) > 15 || !item_size || item_size > UINT32_MAX) {
    writer->failed = 1;
    return;
  }
  memcpy(part->entry.name, name, strlen(name));
  part->entry.item_size = (uint32_t)item_size;
  part->entry.count = count;
  part->items = memory_alloc(item_size * count);
  if (!part->items) {
    writer->failed = 1;
    return;
  }
  if (count) memcpy(part->items, items, item_size * count);
  writer->count++;
}

static void model_writer_free(ModelWriter *writer) {
  for (uint32_t i = 0; i < writer->count; i++) memory_free(writer->parts[i].items);
  memory_free(writer->parts);
  memory_free(writer);
}

/* Lays out header, table and sections in one block; NULL when memory is short. */
static uint8_t *model_lay_out(ModelWriter *writer, size_t *size) {
  size_t at = sizeof(ModelHeader) + writer->count * sizeof(ModelEntry);
  for (uint32_t i = 0; i < writer->count; i++) {
    ModelEntry *entry = &writer->parts[i].entry;
    at = (at + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN;
    entry->offset = at;
    at += (size_t)entry->count * entry->item_size;
  }
  uint8_t *bytes = memory_zero(at);
  if (!bytes) return NULL;
  for (uint32_t i = 0; i < writer->count; i++) {
    const ModelPart *part = &writer->parts[i];
    memcpy(bytes + sizeof(ModelHeader) + i * sizeof part->entry, &part->entry, sizeof part->entry);
    memcpy(bytes + part->entry.offset, part->items,
           (size_t)part->entry.count * part->entry.item_size);
  }
  ModelHeader header = {{'G', 'L', 'O', 'S', 'S', 'M', 'D', 'L'}, MODEL_VERSION, writer->count,
                        at, 0};
  header.checksum = hash_bytes(bytes + sizeof header, at - sizeof header, 0);
  memcpy(bytes, &header, sizeof header);
  *size = at;
  return bytes;
}

int model_writer_save(ModelWriter *writer, const char *path) {
  if (!writer) return -1;
  size_t size = 0;
  int ok = 0;
  uint8_t *bytes = writer->failed ? NULL : model_lay_out(writer, &size);
  FILE *file = bytes ? fopen(path, "wb") : NULL;
  if (file) {
    ok = fwrite(bytes, 1, size, file) == size;
    ok = !fclose(file) && ok;
  }
  memory_free(bytes);
  model_writer_free(writer);
  return ok ? 0 : -1;
}
