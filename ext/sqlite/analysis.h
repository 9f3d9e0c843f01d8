/* analysis.h: the stages in their order, each run when somebody asks for what it makes.
**
** An Analysis holds the models of one connection. They are opened at the first use of the stage
** that reads them, so loading gloss costs nothing, and stay open until analysis_free(). Not shared
** between threads. Knows nothing of SQL. */
#ifndef GLOSS_SQLITE_ANALYSIS_H
#define GLOSS_SQLITE_ANALYSIS_H
#include "entities/entities.h"
#include "language/language.h"
#include "text/document.h"
#include "text/latin.h"

typedef struct Analysis Analysis;
Analysis *analysis_new(void); /* NULL: no memory */
void analysis_free(Analysis *analysis);

/* Runs the stages (STAGE_ bits) and all they depend on, as far as they have not run on this
** document. names: the user's own, or NULL. Returns doc->rc; a failure that is not one of memory,
** size or interruption leaves a message in analysis_error(). */
int analysis_run(Analysis *analysis, Document *doc, const NameList *names, unsigned stages);
/* Sentences and tokens of a text that is not an article (a search, a column to be indexed): all of
** it is one block, and its language is only detected if asked. */
int analysis_tokenize(Analysis *analysis, Document *doc, int detect_language);
const char *analysis_error(const Analysis *analysis); /* "" if there was none */

/* The language model and the stemmer; NULL on failure, with the status in *rc. */
const LanguageModel *analysis_language(Analysis *analysis, int *rc);
const Stemmer *analysis_stemmer(Analysis *analysis, int *rc);
Latin *analysis_latin(Analysis *analysis); /* NULL: no memory */

/* The headline and the printed date, after STAGE_BLOCKS; data NULL if there is none. */
Text analysis_title(Analysis *analysis, Document *doc);
Text analysis_published(Analysis *analysis, Document *doc);

#endif
