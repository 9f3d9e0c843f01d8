/* dates.h: expressions of time and their TIMEX3 values. */
#ifndef GLOSS_DATES_DATES_H
#define GLOSS_DATES_DATES_H
#include "model/lexicon.h"
#include "text/document.h"

/* Fills doc->dates in text order, not overlapping. Relative expressions are resolved against
** doc->published; without it they stay XXXX with first and last NULL. */
void dates_run(Document *doc, const Lexicon *lexicon);
const char *date_type_name(DateType type); /* "DATE" ... */
/* The publication day printed in the text, "YYYY-MM-DD": the first full date of a dateline, a byline
** or another line about the article, else data NULL. Needs blocks and dates. */
Text dates_published(const Document *doc);
/* Normalise a printed or ISO date ("2022-01-05", "2022-01-05T10:00:00Z") to "YYYY-MM-DD" in out;
** 1 if it is one. */
int dates_parse_day(const void *text, size_t size, char out[11]);

#endif
