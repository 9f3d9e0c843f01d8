-- sites.sql: what a site repeats on its pages is not what an article says.
--
--     sqlite3 news.db ".load build/gloss" ".read sql/sites.sql"
--
-- After analyze.sql, as often as you like. A single page does not tell its furniture for certain;
-- its site does: a line that stands on many pages of a site is furniture, and a line that stands on
-- one page of many is more likely the article's. The verdict of gloss_blocks is weighed with that,
-- and block.body, block.score, analysis.body and the body column of what was found in those lines
-- are set anew. Needs the extension (folding, near duplicates) and the tables of schema.sql.
--
-- Only sites with at least 5 different articles are learnt from. Copies do not count: an article
-- whose body differs from an earlier one's of its site in at most 3 bits of gloss_simhash (else
-- every line of an article published twice would be "repeated"). Lines are compared folded, with
-- every digit masked: "12 comments" is "7 comments".
--
-- Incremental: only sites whose set of analysed articles has changed since the last run are done.
-- What gloss_blocks had said is kept in block_given, so running again starts from that, and
-- undoing is:  UPDATE block SET (body, score) = (SELECT body, score FROM block_given g
-- WHERE (g.article, g.block) = (block.article, block.block)) WHERE (article, block) IN
-- (SELECT article, block FROM block_given);

.timeout 60000

CREATE TABLE IF NOT EXISTS site_article( -- the articles a site was last learnt from
  article INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  simhash INTEGER,          -- of the body
  copy_of INTEGER           -- an earlier near duplicate of the same site, or NULL
);
CREATE INDEX IF NOT EXISTS site_article_site ON site_article(site);

CREATE TABLE IF NOT EXISTS site_line( -- lines on more than one article of a site, copies aside
  site TEXT NOT NULL, line TEXT NOT NULL, -- folded, digits masked
  articles INTEGER NOT NULL,              -- different articles that have it
  share REAL NOT NULL,                    -- of the site's different articles
  PRIMARY KEY(site, line)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS block_given( -- verdicts that were changed, as gloss_blocks gave them
  article INTEGER NOT NULL, block INTEGER NOT NULL, body INTEGER NOT NULL, score REAL,
  PRIMARY KEY(article, block)
) WITHOUT ROWID;

BEGIN;

-- The sites that have changed: articles that are new, analysed anew, or gone.
DROP TABLE IF EXISTS temp.changed_site;
CREATE TEMP TABLE changed_site(site TEXT PRIMARY KEY);
INSERT INTO changed_site
  SELECT a.site FROM article a JOIN analysis f ON f.article = a.id
    LEFT JOIN site_article s ON s.article = a.id
    WHERE a.site IS NOT NULL AND (s.article IS NULL OR s.site <> a.site)
  UNION
  SELECT s.site FROM site_article s LEFT JOIN analysis f ON f.article = s.article
    LEFT JOIN article a ON a.id = s.article
    WHERE f.article IS NULL OR a.site IS NOT s.site;

-- Back to what gloss_blocks said. Rows of articles that are gone, or analysed anew, are void.
DROP TABLE IF EXISTS temp.was;
CREATE TEMP TABLE was AS
  SELECT g.* FROM block_given g JOIN site_article s USING (article) WHERE s.site IN changed_site;
CREATE UNIQUE INDEX temp.was_block ON was(article, block);
UPDATE block SET (body, score) = (SELECT w.body, w.score FROM was w
    WHERE w.article = block.article AND w.block = block.block)
  WHERE (article, block) IN (SELECT article, block FROM was);
DELETE FROM block_given WHERE (article, block) IN (SELECT article, block FROM was);
DELETE FROM site_article WHERE site IN changed_site;
DELETE FROM site_line WHERE site IN changed_site;

-- Near duplicates: of 64 bits in four quarters, at most 3 differ only if one quarter is equal.
INSERT INTO site_article(article, site, simhash)
  SELECT a.id, a.site, gloss_simhash(f.body) FROM article a JOIN analysis f ON f.article = a.id
  WHERE a.site IN changed_site;
DROP TABLE IF EXISTS temp.quarter;
CREATE TEMP TABLE quarter AS
  SELECT s.site, q.value AS place, s.simhash >> (16 * q.value) & 65535 AS bits, s.article,
         s.simhash
  FROM site_article s, (SELECT 0 AS value UNION SELECT 1 UNION SELECT 2 UNION SELECT 3) q
  WHERE s.site IN changed_site AND s.simhash <> 0;
CREATE INDEX temp.quarter_bits ON quarter(site, place, bits, article);
UPDATE site_article SET copy_of =
    (SELECT min(b.article) FROM quarter a JOIN quarter b
       ON b.site = a.site AND b.place = a.place AND b.bits = a.bits AND b.article < a.article
     WHERE a.article = site_article.article AND gloss_hamming(a.simhash, b.simhash) <= 3)
  WHERE site IN changed_site;

-- Every line of those sites by its key.
DROP TABLE IF EXISTS temp.site_block;
CREATE TEMP TABLE site_block AS
  SELECT s.site, b.article, b.block, b.score, b.length, b.body, s.copy_of,
         replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
           gloss_fold(substr(b.text, 1, 400)), '1', '0'), '2', '0'), '3', '0'), '4', '0'),
           '5', '0'), '6', '0'), '7', '0'), '8', '0'), '9', '0'), '00', '0') AS line
  FROM site_article s JOIN block b ON b.article = s.article
  WHERE s.site IN changed_site AND b.kind NOT IN ('title', 'subtitle');
DROP TABLE IF EXISTS temp.site_size;
CREATE TEMP TABLE site_size AS
  SELECT site, count(*) AS articles FROM site_article
  WHERE site IN changed_site AND copy_of IS NULL GROUP BY site HAVING count(*) >= 5;
INSERT INTO site_line
  SELECT b.site, b.line, count(DISTINCT b.article),
         1.0 * count(DISTINCT b.article) / z.articles
  FROM site_block b JOIN site_size z USING (site) WHERE b.copy_of IS NULL
  GROUP BY b.site, b.line HAVING count(DISTINCT b.article) > 1;

-- Weighing: the odds of being body, times what the site says.
DROP TABLE IF EXISTS temp.weighed;
CREATE TEMP TABLE weighed AS
  SELECT article, block, was_body, was_score, was_score * odds / (was_score * odds + 1 - was_score) AS score
  FROM (SELECT b.article, b.block, b.body AS was_body, min(max(b.score, 0.0005), 0.9995) AS was_score,
      CASE WHEN l.articles >= 3 AND l.share >= 0.5 THEN 0.002
           WHEN l.articles >= 3 AND l.share >= 0.2 THEN 0.01
           WHEN l.articles >= 3 THEN 0.05
           WHEN l.articles = 2 THEN 0.3
           WHEN z.articles >= 8 AND b.length >= 20 THEN 1.6
           ELSE 1.0 END AS odds
    FROM site_block b JOIN site_size z USING (site)
    LEFT JOIN site_line l ON l.site = b.site AND l.line = b.line)
  WHERE odds <> 1.0;
INSERT INTO block_given SELECT w.article, w.block, b.body, b.score
  FROM weighed w JOIN block b ON b.article = w.article AND b.block = w.block;
UPDATE block SET score = (SELECT w.score FROM weighed w
    WHERE w.article = block.article AND w.block = block.block),
    body = (SELECT CASE WHEN w.score > w.was_score THEN w.was_body OR w.score >= 0.5
                        ELSE w.was_body AND w.score >= 0.46 END FROM weighed w
    WHERE w.article = block.article AND w.block = block.block)
  WHERE (article, block) IN (SELECT article, block FROM weighed);

-- What hangs on it, in the articles of those sites.
UPDATE analysis SET body =
    (SELECT group_concat(text, char(10)) FROM
       (SELECT text FROM block b WHERE b.article = analysis.article AND b.body ORDER BY b.block))
  WHERE article IN (SELECT article FROM site_block);
UPDATE sentence SET body =
    coalesce((SELECT b.body OR b.kind IN ('title', 'subtitle') FROM block b
              WHERE b.article = sentence.article AND b.block = sentence.block), 0)
  WHERE article IN (SELECT article FROM site_block);
UPDATE mention SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = mention.article AND s.sentence = mention.sentence), 0)
  WHERE article IN (SELECT article FROM site_block);
UPDATE date SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = date.article AND s.sentence = date.sentence), 0)
  WHERE article IN (SELECT article FROM site_block);
UPDATE quantity SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = quantity.article AND s.sentence = quantity.sentence), 0)
  WHERE article IN (SELECT article FROM site_block);
UPDATE quote SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = quote.article AND s.sentence = quote.sentence), 0)
  WHERE article IN (SELECT article FROM site_block);
UPDATE event SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = event.article AND s.sentence = event.sentence), 0)
  WHERE article IN (SELECT article FROM site_block);

SELECT printf('%d sites learnt, %d lines lowered, %d raised',
    (SELECT count(*) FROM site_size),
    (SELECT count(*) FROM weighed w JOIN block b USING (article, block) WHERE w.was_body > b.body),
    (SELECT count(*) FROM weighed w JOIN block b USING (article, block) WHERE w.was_body < b.body));
COMMIT;
