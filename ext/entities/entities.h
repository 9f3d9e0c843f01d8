/* entities.h: who and where: persons, organisations, places, nationalities and groups, the rest. */
#ifndef GLOSS_ENTITIES_ENTITIES_H
#define GLOSS_ENTITIES_ENTITIES_H
#include "language/stem.h"
#include "model/lexicon.h"
#include "model/model.h"
#include "text/document.h"

typedef struct EntitiesModel EntitiesModel;
/* tagger: the learnt model; gazetteer: the compiled names. */
EntitiesModel *entities_open(const Model *tagger, const Model *gazetteer, const Lexicon *lexicon,
                             const Stemmer *stemmer, const char **error);
void entities_close(EntitiesModel *em);

/* A user's own names (gloss_names); NULL where there are none. */
typedef struct NameList NameList;
NameList *name_list_new(void);
void name_list_free(NameList *names);
/* Adds a name; strings are copied; id, canonical and language may have data NULL. Returns its
** row number (> 0), or 0 when memory is short. */
int64_t name_list_add(NameList *names, Text name, EntityType type, Text id, Text canonical,
                      Text language);
/* Removes a row if there is one; 0 when memory is short, and then nothing has changed. */
int name_list_remove(NameList *names, int64_t row);
/* How many changes there were since the last name_list_keep; name_list_undo takes back all but the
** first so many of them, name_list_keep makes them last. Neither can fail. */
size_t name_list_changes(const NameList *names);
void name_list_undo(NameList *names, size_t changes);
void name_list_keep(NameList *names);
/* Iterate: the first row number after `row` (0 to begin), 0 at the end. */
int64_t name_list_next(const NameList *names, int64_t row);
void name_list_get(const NameList *names, int64_t row, Text *name, EntityType *type, Text *id,
                   Text *canonical, Text *language);

/* Fills doc->entities and doc->mentions (text order, not overlapping). */
void entities_run(Document *doc, const EntitiesModel *em, const NameList *names);
const char *entity_type_name(EntityType type); /* "PER" ... */

/* name_key.c: a key equal for spellings of one name across scripts; appends to out. */
void name_key(const void *name, size_t size, Buffer *out);

#endif
