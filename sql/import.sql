-- import.sql: read every *.txt file of a folder, and of the folders in it, into table article.
-- For the sqlite3 shell, which has fsdir(); run schema.sql first. The extension is not needed.
--
--     sqlite3 news.db ".parameter set :folder 'my articles'" ".read sql/import.sql"
--
-- One file is one article, its path is kept. Files in a subfolder take its name as their site:
-- my articles/example.org/1.txt is of site example.org. Read again, a folder adds its new files
-- and replaces changed ones. A byte order mark is cut off. Paths in temp.import_skip are left
-- out (quickstart.sh puts there the files that are not UTF-8).
--
-- From a table of your own no import is needed; with its columns in place of these:
--
--     INSERT INTO article(site, url, title, published, text)
--       SELECT host, link, headline, day, content FROM my_articles;

.timeout 60000

CREATE TEMP TABLE IF NOT EXISTS import_skip(path TEXT PRIMARY KEY);

CREATE TEMP TABLE import_file AS
  SELECT name AS path, substr(name, length(rtrim(:folder, '/')) + 2) AS inside, data
  FROM fsdir(coalesce(nullif(rtrim(:folder, '/'), ''), '/'))
  WHERE (mode & 61440) = 32768 -- regular files
    AND lower(name) LIKE '%.txt'
    AND name NOT IN (SELECT path FROM temp.import_skip);

CREATE TEMP TABLE import_before AS SELECT count(*) AS articles FROM article;

INSERT INTO article(path, site, text)
  SELECT path, CASE WHEN instr(inside, '/') THEN substr(inside, 1, instr(inside, '/') - 1) END,
         CAST(CASE WHEN substr(data, 1, 3) = x'EFBBBF' THEN substr(data, 4) ELSE data END AS TEXT)
  FROM temp.import_file WHERE length(data) > 0
  ORDER BY path
  ON CONFLICT(path) DO UPDATE SET text = excluded.text WHERE article.text IS NOT excluded.text;

SELECT printf('%d files read: %d new articles%s', (SELECT count(*) FROM temp.import_file),
              (SELECT count(*) FROM article) - articles,
              iif(EXISTS(SELECT 1 FROM temp.import_file WHERE length(data) IS 0),
                  ', empty files left out', ''))
  FROM temp.import_before;

DROP TABLE temp.import_file;
DROP TABLE temp.import_before;
