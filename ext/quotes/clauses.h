/* clauses.h: indirect speech: the clauses that reporting verbs govern. */
#ifndef GLOSS_QUOTES_CLAUSES_H
#define GLOSS_QUOTES_CLAUSES_H
#include "quotes/participants.h"

/* Appends the indirect quotations to doc->quotes (the marked ones are there, in text order). */
void quotes_add_clauses(Document *doc, const Lexicon *lexicon);

/* The first trigger that begins at a token or behind it; triggers.count if none. */
size_t triggers_at(const Document *doc, uint32_t token);
/* 1: the trigger ends at most `gap` tokens before the token. */
int trigger_touches(const Trigger *trigger, uint32_t token, uint32_t gap);
/* 1: the block tells the news: it is no navigation, advertisement, comment and so on. A text of
** one block always does. */
int block_is_told(const Document *doc, uint32_t block);

#endif
