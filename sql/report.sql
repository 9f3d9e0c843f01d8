-- report.sql: print what a collection is about. Run views.sql first; for the sqlite3 shell.
--
--     sqlite3 news.db ".read sql/report.sql"

.mode box

SELECT language, articles, characters, first, last FROM languages LIMIT 30;

SELECT id, language AS lang, published, substr(title, 1, 58) AS title, entities, quotes, events
FROM articles ORDER BY published DESC, id LIMIT 15;

SELECT type, name, mentions, articles, languages AS langs, substr(spellings, 1, 58) AS spellings
FROM entities LIMIT 15;

SELECT day, actor, type, coalesce(target, '') AS target, coalesce(place, '') AS place, modality,
       trigger, language AS lang, article
FROM who_did_what WHERE actor IN (SELECT name FROM entity) ORDER BY day DESC, article, n LIMIT 20;

SELECT speaker, kind, substr(said, 1, 58) AS said, language AS lang, article
FROM who_said_what WHERE kind <> 'indirect' ORDER BY day DESC, article, n LIMIT 15;

SELECT day, type, modality, coalesce(actor, '') AS actor, coalesce(place, '') AS place, trigger,
       language AS lang, article
FROM timeline WHERE day IS NOT NULL ORDER BY day DESC, article, n LIMIT 15;
.mode list
