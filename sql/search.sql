-- search.sql: full-text search over titles and bodies. Run it again to bring the index up to date.
--
--     sqlite3 news.db ".load build/gloss" ".read sql/search.sql"
--
-- The index uses gloss's tokenizer: words are found in every script, also in those without spaces,
-- and whatever the case, accents, harakat or form of alef. It needs the extension to be read.
--
--     SELECT rowid, highlight(article_search, 1, '[', ']') FROM article_search
--       WHERE article_search MATCH 'توكاييف' ORDER BY rank;
--     SELECT f.article, k.left, k.keyword, k.right -- keyword in context
--       FROM analysis f, gloss_kwic(f.body, 'Kazakhstan', 40) k WHERE f.language = 'en';

.timeout 60000

CREATE VIRTUAL TABLE IF NOT EXISTS article_search USING fts5(title, body, tokenize = 'gloss');

BEGIN;
DELETE FROM article_search WHERE rowid IN (SELECT article FROM search_stale);
DELETE FROM search_stale;
INSERT INTO article_search(rowid, title, body)
  SELECT article, title, body FROM analysis
  WHERE article NOT IN (SELECT id FROM article_search_docsize);
COMMIT;
