-- views.sql: what one usually wants to see of an analysed collection. Safe to run again.
--
--     sqlite3 news.db < sql/views.sql
--
-- The views read the tables of schema.sql and need no extension. They leave out what stands in the
-- site's furniture (body = 0):
--   articles           one row per article, with what was found about it
--   languages          how many articles in which language
--   entities           persons, places, organisations with their spellings in every language
--   entity_names       one row per entity, language and spelling
--   timeline           what happened, by day
--   who_did_what       events with a known actor or target, statements left out
--   who_said_what      quotations with their speakers
--   related_articles   pairs of articles that share their rarer entities
-- and near_duplicates, which needs the extension (gloss_hamming).

DROP VIEW IF EXISTS articles;
CREATE VIEW articles AS
SELECT a.id, f.language, f.published, a.site, f.title, length(f.body) AS characters,
       (SELECT count(DISTINCT entity) FROM mention m WHERE m.article = a.id AND body) AS entities,
       (SELECT count(*) FROM quote q WHERE q.article = a.id AND body) AS quotes,
       (SELECT count(DISTINCT event) FROM event e WHERE e.article = a.id AND body) AS events,
       coalesce(a.path, a.url) AS source
FROM article a JOIN analysis f ON f.article = a.id;

DROP VIEW IF EXISTS languages;
CREATE VIEW languages AS
SELECT language, count(*) AS articles, sum(length(body)) AS characters,
       min(published) AS first, max(published) AS last
FROM analysis GROUP BY language ORDER BY articles DESC, language;

DROP VIEW IF EXISTS entity_names;
CREATE VIEW entity_names AS
SELECT m.entity, f.language, m.text AS spelling, count(*) AS mentions
FROM mention m JOIN analysis f USING (article) WHERE m.body
GROUP BY m.entity, f.language, m.text;

DROP VIEW IF EXISTS entities;
CREATE VIEW entities AS
SELECT e.id, e.type, e.name, e.key, c.mentions, c.articles, c.languages,
       (SELECT group_concat(language || ' ' || spelling, '; ') FROM (
          SELECT language, spelling, max(mentions) FROM entity_names n WHERE n.entity = e.id
          GROUP BY language ORDER BY max(mentions) DESC, language)) AS spellings
FROM entity e JOIN (
  SELECT entity, count(*) AS mentions, count(DISTINCT article) AS articles,
         count(DISTINCT language) AS languages
  FROM mention m JOIN analysis USING (article) WHERE m.body GROUP BY entity) c ON c.entity = e.id
ORDER BY c.articles DESC, c.mentions DESC, e.name;

DROP VIEW IF EXISTS timeline;
CREATE VIEW timeline AS -- one row per event of an article: its first dated mention
SELECT substr(v.date, 1, 10) AS day, v.type, v.modality, v.actor, v.target, v.place,
       v.text AS trigger, f.language, v.article, min(v.n) AS n
FROM event v JOIN analysis f USING (article)
WHERE v.body AND v.date IS NOT NULL AND v.type <> 'STATEMENT'
GROUP BY v.article, v.event
ORDER BY day, v.article, n;

DROP VIEW IF EXISTS who_did_what;
CREATE VIEW who_did_what AS
SELECT coalesce(substr(v.date, 1, 10), f.published) AS day, v.actor, v.type, v.target, v.place,
       v.modality, v.text AS trigger, f.language, v.article, v.sentence, min(v.n) AS n
FROM event v JOIN analysis f USING (article)
WHERE v.body AND v.type <> 'STATEMENT' AND (v.actor IS NOT NULL OR v.target IS NOT NULL)
GROUP BY v.article, v.event;

DROP VIEW IF EXISTS who_said_what;
CREATE VIEW who_said_what AS
SELECT f.published AS day, q.speaker, q.verb, q.kind, q.text AS said, f.language, q.article, q.n
FROM quote q JOIN analysis f USING (article) WHERE q.body AND q.speaker IS NOT NULL;

DROP VIEW IF EXISTS related_articles;
CREATE VIEW related_articles AS
WITH pair AS (SELECT DISTINCT entity, article FROM mention WHERE body),
     rare AS (SELECT entity, count(*) AS articles FROM pair GROUP BY entity
              HAVING count(*) BETWEEN 2 AND 50)
SELECT p.article, q.article AS related, round(sum(1.0 / r.articles), 3) AS score,
       group_concat(e.name, ', ') AS shared
FROM rare r JOIN pair p USING (entity) JOIN pair q USING (entity) JOIN entity e ON e.id = r.entity
WHERE p.article <> q.article GROUP BY p.article, q.article;

DROP VIEW IF EXISTS near_duplicates;
CREATE VIEW near_duplicates AS
SELECT a.article, b.article AS duplicate, gloss_hamming(a.simhash, b.simhash) AS bits
FROM analysis a JOIN analysis b ON a.article < b.article AND a.language = b.language
WHERE gloss_hamming(a.simhash, b.simhash) <= 6;
