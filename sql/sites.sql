-- sites.sql: what a site repeats on its pages is not what an article says.
--
--     sqlite3 news.db ".load build/gloss" ".read sql/sites.sql"
--
-- After analyze.sql, as often as you like. A single page does not tell its furniture for certain;
-- its site does. The verdict of gloss_blocks on a line, as odds, is multiplied with what the site
-- says about it, and block.body, block.score, analysis.body and the body column of what was found
-- in those lines are set anew:
--   repeated   a line on several articles of the site is furniture, the more the surer;
--   own        a long line on one article of many is a little more likely the article's;
--   place      repeated lines cut every page into the same places ("below 'Most read'", "above
--              'Comments'"): how likely the lines in the same place of the other articles are body,
--              by gloss_blocks, counts for this one too. This tells lists of teasers, which differ
--              from page to page, from text.
-- Needs the extension (folding, near duplicates) and the tables of schema.sql.
--
-- Measured by tests/bench/sites.sh on articles of sites with at least 5, mean line-F1 before and
-- after: 36 sites, by models not learnt from them, whole pages .850 -> .896, mostly extracted text
-- .926 -> .927; 7 sites of the development set, .835 -> .887 and .919 -> .922. In extracted text
-- little furniture is left, and the labels take disclaimers that a site repeats for its articles'.
--
-- Only sites with at least 5 different articles are learnt from. Copies do not count: an article
-- whose body differs from an earlier one's of its site in at most 3 bits of gloss_simhash (else
-- every line of an article published twice would be "repeated"). Lines are compared folded, with
-- every digit masked: "12 comments" is "7 comments". Headlines and standfirsts keep their verdict.
--
-- Incremental: only sites whose analysed articles have changed since the last run are done, each
-- from what gloss_blocks had said, which is kept in block_given; so running again changes nothing.
-- (CROSS JOIN below only fixes the order of the loops.)
--
-- To learn only from larger sites, or to undo everything, change the number and run this again:
--     UPDATE site_setting SET articles = 1000000000;

.timeout 60000

CREATE TABLE IF NOT EXISTS site_setting(
  articles INTEGER NOT NULL -- different articles a site must have to be learnt from
);
INSERT INTO site_setting SELECT 5 WHERE NOT EXISTS (SELECT 1 FROM site_setting);

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

CREATE TABLE IF NOT EXISTS site_stale(site TEXT PRIMARY KEY); -- to be done again
CREATE TRIGGER IF NOT EXISTS site_analysis_deleted AFTER DELETE ON analysis
WHEN old.article IN (SELECT article FROM site_article)
BEGIN
  INSERT OR IGNORE INTO site_stale SELECT site FROM site_article WHERE article = old.article;
  DELETE FROM site_article WHERE article = old.article;
  DELETE FROM block_given WHERE article = old.article;
END;
CREATE TRIGGER IF NOT EXISTS site_setting_changed AFTER UPDATE ON site_setting
BEGIN
  INSERT OR IGNORE INTO site_stale SELECT DISTINCT site FROM site_article;
END;

BEGIN;

-- The sites that have changed: articles that are new, analysed anew, moved, or gone.
DROP TABLE IF EXISTS temp.changed_site;
CREATE TEMP TABLE changed_site(site TEXT PRIMARY KEY);
INSERT INTO changed_site
  SELECT site FROM site_stale
  UNION
  SELECT a.site FROM article a JOIN analysis f ON f.article = a.id
    LEFT JOIN site_article s ON s.article = a.id
    WHERE a.site IS NOT NULL AND (s.article IS NULL OR s.site <> a.site)
  UNION
  SELECT s.site FROM site_article s LEFT JOIN article a ON a.id = s.article
    WHERE a.site IS NOT s.site;
DELETE FROM site_stale;

-- Back to what gloss_blocks said, in the articles of the changed sites.
DROP TABLE IF EXISTS temp.touched;
CREATE TEMP TABLE touched(article INTEGER PRIMARY KEY);
INSERT INTO touched SELECT article FROM site_article WHERE site IN changed_site
  UNION SELECT a.id FROM article a JOIN analysis f ON f.article = a.id WHERE a.site IN changed_site;
DROP TABLE IF EXISTS temp.turned; -- articles with a line whose verdict was or is another
CREATE TEMP TABLE turned(article INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO turned SELECT g.article FROM block_given g JOIN block b USING (article, block)
  WHERE g.article IN touched AND g.body <> b.body;
UPDATE block SET (body, score) = (SELECT g.body, g.score FROM block_given g
    WHERE g.article = block.article AND g.block = block.block)
  WHERE article IN touched AND (article, block) IN (SELECT article, block FROM block_given);
DELETE FROM block_given WHERE article IN touched;
DELETE FROM site_article WHERE site IN changed_site;
DELETE FROM site_line WHERE site IN changed_site;

-- Near duplicates: of 64 bits in four quarters, at most 3 differ only if one quarter is equal.
INSERT INTO site_article(article, site, simhash)
  SELECT a.id, a.site, gloss_simhash((SELECT group_concat(text, char(10)) FROM
      (SELECT text FROM block b WHERE b.article = a.id AND b.body ORDER BY b.block)))
  FROM article a JOIN analysis f ON f.article = a.id WHERE a.site IN changed_site;
DROP TABLE IF EXISTS temp.quarter;
CREATE TEMP TABLE quarter AS
  SELECT s.site, q.value AS place, s.simhash >> (16 * q.value) & 65535 AS bits, s.article,
         s.simhash
  FROM site_article s, (SELECT 0 AS value UNION SELECT 1 UNION SELECT 2 UNION SELECT 3) q
  WHERE s.site IN changed_site AND s.simhash <> 0;
CREATE INDEX temp.quarter_bits ON quarter(site, place, bits, article);
CREATE INDEX temp.quarter_article ON quarter(article);
UPDATE site_article SET copy_of =
    (SELECT min((SELECT b.article FROM quarter b
       WHERE b.site = a.site AND b.place = a.place AND b.bits = a.bits AND b.article < a.article
         AND gloss_hamming(a.simhash, b.simhash) <= 3 ORDER BY b.article LIMIT 1))
     FROM quarter a WHERE a.article = site_article.article)
  WHERE site IN changed_site;

DROP TABLE IF EXISTS temp.site_size;
CREATE TEMP TABLE site_size(site TEXT PRIMARY KEY, articles INTEGER);
INSERT INTO site_size SELECT site, count(*) FROM site_article
  WHERE site IN changed_site AND copy_of IS NULL GROUP BY site
  HAVING count(*) >= (SELECT articles FROM site_setting);

-- Every line of those sites by its key.
DROP TABLE IF EXISTS temp.site_block;
CREATE TEMP TABLE site_block AS
  SELECT s.site, b.article, b.block, min(max(b.score, 0.0005), 0.9995) AS score, b.length, b.body,
         s.copy_of IS NULL AS counts, b.kind NOT IN ('title', 'subtitle') AS weighed,
         replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
           gloss_fold(substr(b.text, 1, 400)), '1', '0'), '2', '0'), '3', '0'), '4', '0'),
           '5', '0'), '6', '0'), '7', '0'), '8', '0'), '9', '0'), '00', '0') AS line
  FROM site_size z CROSS JOIN site_article s USING (site)
    CROSS JOIN block b ON b.article = s.article;
INSERT INTO site_line
  SELECT b.site, b.line, count(DISTINCT b.article),
         1.0 * count(DISTINCT b.article) / z.articles
  FROM site_block b CROSS JOIN site_size z USING (site) WHERE b.counts AND b.weighed
  GROUP BY b.site, b.line HAVING count(DISTINCT b.article) > 1;

-- Where the lines stand that are not repeated: below and above which line that is on at least half
-- of the site's articles (''  at the page's edges); then what the lines there are like.
DROP TABLE IF EXISTS temp.placed;
CREATE TEMP TABLE placed AS
  SELECT site, article, block, score, length, weighed, counts, line, articles,
    max(CASE WHEN fixed THEN block END) OVER (PARTITION BY article ORDER BY block
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS above,
    min(CASE WHEN fixed THEN block END) OVER (PARTITION BY article ORDER BY block DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS below
  FROM (SELECT b.*, coalesce(l.articles, 1) AS articles, l.articles >= 3 AND l.share >= 0.5 AS fixed
        FROM site_block b LEFT JOIN site_line l ON l.site = b.site AND l.line = b.line);
CREATE UNIQUE INDEX temp.placed_block ON placed(article, block);
DROP TABLE IF EXISTS temp.neighbour;
CREATE TEMP TABLE neighbour AS -- one row for each line not repeated and each of its two sides
  SELECT p.site, p.article, p.block, s.value AS side, coalesce(e.line, '') AS line
  FROM placed p CROSS JOIN (SELECT 0 AS value UNION SELECT 1) s
    LEFT JOIN placed e ON e.article = p.article AND e.block = CASE s.value WHEN 0 THEN p.above
                                                                          ELSE p.below END
  WHERE p.articles = 1 AND p.weighed;
DROP TABLE IF EXISTS temp.place_article;
CREATE TEMP TABLE place_article(site TEXT, side INTEGER, line TEXT, article INTEGER,
  counts INTEGER, body REAL,
  PRIMARY KEY(site, side, line, article)) WITHOUT ROWID;
INSERT INTO place_article
  SELECT n.site, n.side, n.line, n.article, p.counts, sum(p.length * p.score) / sum(p.length)
  FROM neighbour n CROSS JOIN placed p USING (article, block)
  GROUP BY n.site, n.side, n.line, n.article;
DROP TABLE IF EXISTS temp.place_site;
CREATE TEMP TABLE place_site(site TEXT, side INTEGER, line TEXT, articles INTEGER, body REAL,
  PRIMARY KEY(site, side, line)) WITHOUT ROWID;
INSERT INTO place_site SELECT site, side, line, count(*), sum(body) FROM place_article
  WHERE counts GROUP BY site, side, line;
DROP TABLE IF EXISTS temp.place; -- how likely the other articles' lines there are body
CREATE TEMP TABLE place(article INTEGER, block INTEGER, side INTEGER, body REAL,
  PRIMARY KEY(article, block, side)) WITHOUT ROWID;
INSERT INTO place
  SELECT n.article, n.block, n.side,
         (s.body - a.body * a.counts + 2) / (s.articles - a.counts + 4)
  FROM neighbour n CROSS JOIN place_site s USING (site, side, line)
    CROSS JOIN place_article a USING (site, side, line, article)
  WHERE s.articles - a.counts >= 2;

-- Weighing: the odds of being body, times what the site says. On a repeated line no verdict on one
-- page is taken for surer than 50 : 1. Short lines are only lowered: what stands in the midst of a
-- text is as often a caption. All numbers were chosen on sites of the training set, by models that
-- had not been learnt from them.
DROP TABLE IF EXISTS temp.weighed;
CREATE TEMP TABLE weighed AS
  SELECT article, block, odds, score * odds / (score * odds + 1 - score) AS score
  FROM (SELECT p.article, p.block,
      CASE WHEN p.articles > 1 THEN min(max(p.score, 0.02), 0.98) ELSE p.score END AS score,
      CASE WHEN p.articles >= 3 AND l.share >= 0.5 THEN 0.002
           WHEN p.articles >= 3 AND l.share >= 0.2 THEN 0.01
           WHEN p.articles >= 3 THEN 0.05
           WHEN p.articles = 2 THEN 0.3
           ELSE coalesce((1.5 + a.body) / (2.5 - a.body), 1) *
                coalesce((0.5 + b.body) / (1.5 - b.body), 1) *
                CASE WHEN z.articles >= 8 AND p.length >= 20 THEN 1.35 ELSE 1 END END AS odds
    FROM placed p CROSS JOIN site_size z USING (site)
      LEFT JOIN site_line l ON l.site = p.site AND l.line = p.line
      LEFT JOIN place a ON a.article = p.article AND a.block = p.block AND a.side = 0
      LEFT JOIN place b ON b.article = p.article AND b.block = p.block AND b.side = 1
    WHERE p.weighed)
  WHERE odds <> 1;
CREATE UNIQUE INDEX temp.weighed_block ON weighed(article, block);
INSERT INTO block_given SELECT w.article, w.block, b.body, b.score
  FROM weighed w CROSS JOIN block b ON b.article = w.article AND b.block = w.block;
UPDATE block SET (score, body) = (SELECT w.score,
    CASE WHEN w.odds > 1 THEN block.body OR (w.score >= 0.55 AND block.length >= 40)
         ELSE block.body AND (w.score >= 0.46 OR w.odds > 0.8) END
    FROM weighed w WHERE w.article = block.article AND w.block = block.block)
  WHERE article IN touched AND (article, block) IN (SELECT article, block FROM weighed);
INSERT OR IGNORE INTO turned SELECT g.article FROM block_given g JOIN block b USING (article, block)
  WHERE g.article IN touched AND g.body <> b.body;

-- What hangs on it.
UPDATE analysis SET body =
    CASE WHEN EXISTS (SELECT 1 FROM block_given g JOIN block b USING (article, block)
                      WHERE g.article = analysis.article AND g.body <> b.body)
    THEN coalesce((SELECT group_concat(text, char(10)) FROM (SELECT text FROM block b
         WHERE b.article = analysis.article AND b.body ORDER BY b.block)), '')
    ELSE (SELECT gloss_body(text) FROM article a WHERE a.id = analysis.article) END
  WHERE article IN turned;
UPDATE sentence SET body =
    coalesce((SELECT b.body OR b.kind IN ('title', 'subtitle') FROM block b
              WHERE b.article = sentence.article AND b.block = sentence.block), 0)
  WHERE article IN turned;
UPDATE mention SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = mention.article AND s.sentence = mention.sentence), 0)
  WHERE article IN turned;
UPDATE date SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = date.article AND s.sentence = date.sentence), 0)
  WHERE article IN turned;
UPDATE quantity SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = quantity.article AND s.sentence = quantity.sentence), 0)
  WHERE article IN turned;
UPDATE quote SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = quote.article AND s.sentence = quote.sentence), 0)
  WHERE article IN turned;
UPDATE event SET body = coalesce((SELECT s.body FROM sentence s
    WHERE s.article = event.article AND s.sentence = event.sentence), 0)
  WHERE article IN turned;

SELECT printf('%d sites learnt, %d lines lowered, %d raised',
    (SELECT count(*) FROM site_size),
    (SELECT count(*) FROM block_given g JOIN block b USING (article, block)
     WHERE g.article IN touched AND g.body > b.body),
    (SELECT count(*) FROM block_given g JOIN block b USING (article, block)
     WHERE g.article IN touched AND g.body < b.body));
COMMIT;
