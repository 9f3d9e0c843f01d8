/* name_list.h: the look-up behind the user's own names (declared in entities.h). */
#ifndef GLOSS_ENTITIES_NAME_LIST_H
#define GLOSS_ENTITIES_NAME_LIST_H
#include "entities/entities.h"

/* The row whose name ends at this path (gazetteer_path from GAZETTEER_ROOT), 0 if none; *more is 1
** when longer names go on. Of several rows with one name the first added wins. */
int64_t name_list_find(const NameList *names, uint64_t path, int *more);

#endif
