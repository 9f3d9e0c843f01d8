-- analyze.sql: run gloss over the articles that have not been analysed yet.
--
--     sqlite3 news.db ".load build/gloss" ".read sql/analyze.sql"
--
-- Needs the extension and schema.sql. Works in batches, one transaction each, and prints a line
-- after each. Killed at any moment, it has lost at most the batch it was at; run again, it goes on
-- with what is missing. An article is done when it has a row in table analysis: to do one anew,
-- delete that row (its other rows go with it); to do all anew: DELETE FROM analysis;
--
-- How: rows inserted into temp.job fire a trigger that fills the tables of one article. Doing one
-- article after another, not one table after another, lets gloss's document cache serve all the
-- functions from one run of the pipeline.

.timeout 60000

-- Names of your own: what is in table name, gloss_entities knows while this connection lasts.
DELETE FROM gloss_names;
INSERT INTO gloss_names(name, type, id, canonical, language)
  SELECT name, type, id, canonical, language FROM name;

DROP TABLE IF EXISTS temp.pending;
CREATE TEMP TABLE pending AS
  SELECT id AS article FROM article WHERE id NOT IN (SELECT article FROM analysis) ORDER BY id;
CREATE UNIQUE INDEX temp.pending_article ON pending(article);

DROP TABLE IF EXISTS temp.size; -- articles in all, articles in a batch
CREATE TEMP TABLE size AS SELECT count(*) AS all_articles, max(20, (count(*) + 99) / 100) AS batch
  FROM temp.pending;

DROP TABLE IF EXISTS temp.job;
CREATE TEMP TABLE job(article INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER job_article AFTER INSERT ON job BEGIN
  INSERT INTO analysis(article, version, language, script, title, published, body, simhash)
    SELECT id, gloss_version(),
           CASE WHEN language NOT GLOB '*[^A-Za-z0-9-]*' AND language <> '' THEN language
                ELSE gloss_language(text) END,
           gloss_script(text), coalesce(title, gloss_title(text)),
           coalesce(date(published), gloss_published(text)),
           gloss_body(text), gloss_simhash(text)
    FROM article WHERE id = new.article;

  INSERT INTO block(article, block, start, length, kind, body, score, text)
    SELECT a.id, x.block, x.start, x.length, x.kind, x.body, x.score, x.text
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_blocks(a.text, f.language, f.published) x WHERE a.id = new.article;

  INSERT INTO sentence(article, sentence, start, length, block, body, text)
    SELECT a.id, x.sentence, x.start, x.length, x.block,
           coalesce((SELECT b.body OR b.kind IN ('title', 'subtitle') FROM block b
                     WHERE b.article = a.id AND b.block = x.block), 0), x.text
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_sentences(a.text, f.language, f.published) x WHERE a.id = new.article;

  INSERT OR IGNORE INTO entity(key, type, name)
    SELECT coalesce(x.id, x.type || ' ' || gloss_name_key(x.name)), x.type, x.name
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_entities(a.text, f.language, f.published) x WHERE a.id = new.article;
  INSERT INTO mention(article, n, entity, start, length, type, name, sentence, score,
      body, text)
    SELECT a.id, row_number() OVER (ORDER BY x.start), e.id, x.start, x.length, x.type, x.name,
           x.sentence, x.score,
           x.sentence IN (SELECT sentence FROM sentence WHERE article = a.id AND body), x.text
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_entities(a.text, f.language, f.published) x
         JOIN entity e ON e.key = coalesce(x.id, x.type || ' ' || gloss_name_key(x.name))
    WHERE a.id = new.article;

  INSERT INTO date(article, n, start, length, type, value, first, last, sentence, score, body, text)
    SELECT a.id, row_number() OVER (ORDER BY x.start), x.start, x.length, x.type, x.value,
           x.first, x.last, x.sentence, x.score,
           x.sentence IN (SELECT sentence FROM sentence WHERE article = a.id AND body), x.text
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_dates(a.text, f.language, f.published) x WHERE a.id = new.article;

  INSERT INTO quantity(article, n, start, length, kind, value, value_high, unit, qualifier,
      sentence, score, body, text)
    SELECT a.id, row_number() OVER (ORDER BY x.start), x.start, x.length, x.kind, x.value,
           x.value_high, x.unit, x.qualifier, x.sentence, x.score,
           x.sentence IN (SELECT sentence FROM sentence WHERE article = a.id AND body), x.text
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_quantities(a.text, f.language, f.published) x WHERE a.id = new.article;

  INSERT INTO quote(article, n, start, length, kind, speaker, speaker_start, speaker_length,
      speaker_id, verb, sentence, score, body, text)
    SELECT a.id, row_number() OVER (ORDER BY x.start), x.start, x.length, x.kind, x.speaker,
           x.speaker_start, x.speaker_length, x.speaker_id, x.verb, x.sentence, x.score,
           x.sentence IN (SELECT sentence FROM sentence WHERE article = a.id AND body), x.text
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_quotes(a.text, f.language, f.published) x WHERE a.id = new.article;

  INSERT INTO event(article, n, start, length, event, type, mode, modality, actor,
      actor_start, actor_length, actor_id, target, target_start, target_length, target_id,
      place, place_id, date, date_end, quantity, unit, source, source_id, quad, plover, cameo,
      sentence, score, body, text)
    SELECT a.id, row_number() OVER (ORDER BY x.start), x.start, x.length, x.event, x.type,
           x.mode, x.modality, x.actor, x.actor_start, x.actor_length, x.actor_id, x.target,
           x.target_start, x.target_length, x.target_id, x.place, x.place_id, x.date,
           x.date_end, x.quantity, x.unit, x.source, x.source_id, x.quad, x.plover, x.cameo,
           x.sentence, x.score,
           x.sentence IN (SELECT sentence FROM sentence WHERE article = a.id AND body), x.text
    FROM article a JOIN analysis f ON f.article = a.id,
         gloss_events(a.text, f.language, f.published) x WHERE a.id = new.article;
END;

DROP VIEW IF EXISTS temp.step; -- inserting into it does the next batch
CREATE TEMP VIEW step AS SELECT 0 AS batch;
CREATE TEMP TRIGGER step_batch INSTEAD OF INSERT ON step BEGIN
  DELETE FROM job;
  INSERT INTO job SELECT article FROM pending ORDER BY article LIMIT (SELECT batch FROM size);
  DELETE FROM pending WHERE article IN (SELECT article FROM job);
END;
DROP VIEW IF EXISTS temp.progress; -- a line when the step had something to do
CREATE TEMP VIEW progress AS
  SELECT printf('analysed %d of %d articles', all_articles - (SELECT count(*) FROM pending),
                all_articles)
  FROM size WHERE EXISTS(SELECT 1 FROM job);

-- SQL has no loop: a hundred steps, each one in a hundred of the articles, or 20 if that is more.
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;
INSERT INTO step VALUES(1); SELECT * FROM progress;

DROP TRIGGER temp.step_batch;
DROP VIEW temp.step;
DROP VIEW temp.progress;
DROP TRIGGER temp.job_article;
DROP TABLE temp.job;
DROP TABLE temp.pending;
DROP TABLE temp.size;
