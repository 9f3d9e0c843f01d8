-- schema.sql: the tables of a news database. Safe to run again on an existing one.
--
--     sqlite3 news.db < sql/schema.sql
--
-- Three kinds of tables:
--   given    article (what was imported), name (names of your own that gloss shall know)
--   found    analysis and all tables below it: written by analyze.sql, one set of rows per article;
--            nothing is lost by deleting them
--   shared   entity: one row per person, place or organisation of the whole collection
--
-- In every found table `article` says whose row it is, `n` numbers the rows in text order, and
-- substr(article.text, start, length) = text. body is 1 in the headline, the standfirst and the
-- body of the article, 0 in the site's furniture. The other columns are those of the table-valued
-- function of the same name (gloss_blocks, gloss_dates ...; README.md explains them).
-- No table, view or trigger here needs the extension: a finished database is read without it.

CREATE TABLE IF NOT EXISTS article(
  id INTEGER PRIMARY KEY,
  site TEXT,                -- where it is from: "example.org"; NULL if not known
  path TEXT UNIQUE,         -- the file it was read from; NULL if it came from elsewhere
  url TEXT,
  title TEXT,               -- given headline; NULL: to be found in the text
  published TEXT,           -- given ISO 8601 day or instant; NULL or other: found in the text
  language TEXT,            -- given BCP-47 tag; NULL or other: detected
  text TEXT NOT NULL        -- as scraped, line by line
);
CREATE INDEX IF NOT EXISTS article_site ON article(site);

CREATE TABLE IF NOT EXISTS name( -- read by analyze.sql before it begins
  name TEXT NOT NULL,       -- a spelling
  type TEXT NOT NULL,       -- PER ORG LOC NORP MISC
  id TEXT,                  -- equal for all spellings of one thing
  canonical TEXT,           -- the name to show
  language TEXT             -- NULL: any
);

CREATE TABLE IF NOT EXISTS analysis( -- an article is analysed if and only if it has a row here
  article INTEGER PRIMARY KEY REFERENCES article(id),
  version TEXT NOT NULL,    -- gloss_version() that did it
  language TEXT NOT NULL,   -- given or detected; 'und' when undecided
  script TEXT,
  title TEXT,               -- given or found
  published TEXT,           -- given or found
  body TEXT,                -- the article without the site's furniture
  simhash INTEGER           -- near duplicates differ in few bits: gloss_hamming(a, b)
);
CREATE INDEX IF NOT EXISTS analysis_language ON analysis(language);
CREATE INDEX IF NOT EXISTS analysis_published ON analysis(published);

CREATE TABLE IF NOT EXISTS block(
  article INTEGER NOT NULL REFERENCES article(id), block INTEGER NOT NULL,
  start INTEGER NOT NULL, length INTEGER NOT NULL,
  kind TEXT NOT NULL, body INTEGER NOT NULL, score REAL, text TEXT NOT NULL,
  PRIMARY KEY(article, block)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sentence(
  article INTEGER NOT NULL REFERENCES article(id), sentence INTEGER NOT NULL,
  start INTEGER NOT NULL, length INTEGER NOT NULL, block INTEGER, body INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(article, sentence)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS entity(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE, -- gloss's id ("Q232"), else the type and gloss_name_key of the name,
                            -- which is what joins an unlisted person's spellings
  type TEXT NOT NULL,       -- PER ORG LOC NORP MISC
  name TEXT NOT NULL        -- the first canonical name met
);

CREATE TABLE IF NOT EXISTS mention(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity(id),
  start INTEGER NOT NULL, length INTEGER NOT NULL,
  type TEXT NOT NULL, name TEXT, sentence INTEGER, score REAL, body INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(article, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_entity ON mention(entity);

CREATE TABLE IF NOT EXISTS date(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL,
  start INTEGER NOT NULL, length INTEGER NOT NULL,
  type TEXT NOT NULL, value TEXT, first TEXT, last TEXT,
  sentence INTEGER, score REAL, body INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY(article, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS date_first ON date(first);

CREATE TABLE IF NOT EXISTS quantity(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL,
  start INTEGER NOT NULL, length INTEGER NOT NULL,
  kind TEXT NOT NULL, value REAL, value_high REAL, unit TEXT, qualifier TEXT,
  sentence INTEGER, score REAL, body INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(article, n)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS quote(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL,
  start INTEGER NOT NULL, length INTEGER NOT NULL,
  kind TEXT NOT NULL, speaker TEXT, speaker_start INTEGER, speaker_length INTEGER,
  speaker_id TEXT, verb TEXT, sentence INTEGER, score REAL, body INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(article, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS quote_speaker ON quote(speaker);

CREATE TABLE IF NOT EXISTS event(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL,
  start INTEGER NOT NULL, length INTEGER NOT NULL,
  event INTEGER, type TEXT NOT NULL, mode TEXT, modality TEXT,
  actor TEXT, actor_start INTEGER, actor_length INTEGER, actor_id TEXT,
  target TEXT, target_start INTEGER, target_length INTEGER, target_id TEXT,
  place TEXT, place_id TEXT, date TEXT, date_end TEXT, quantity REAL, unit TEXT,
  source TEXT, source_id TEXT, quad TEXT, plover TEXT, cameo TEXT,
  sentence INTEGER, score REAL, body INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(article, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS event_actor ON event(actor, type);
CREATE INDEX IF NOT EXISTS event_target ON event(target, type);
CREATE INDEX IF NOT EXISTS event_date ON event(date);

CREATE TABLE IF NOT EXISTS search_stale(article INTEGER PRIMARY KEY); -- for search.sql

-- An article that is changed or deleted loses what was found in it.
CREATE TRIGGER IF NOT EXISTS article_changed
AFTER UPDATE OF title, published, language, text ON article
WHEN old.text IS NOT new.text OR old.title IS NOT new.title OR
     old.published IS NOT new.published OR old.language IS NOT new.language
BEGIN
  DELETE FROM analysis WHERE article = old.id;
END;
CREATE TRIGGER IF NOT EXISTS article_deleted AFTER DELETE ON article
BEGIN
  DELETE FROM analysis WHERE article = old.id;
END;
CREATE TRIGGER IF NOT EXISTS analysis_deleted AFTER DELETE ON analysis
BEGIN
  DELETE FROM block WHERE article = old.article;
  DELETE FROM sentence WHERE article = old.article;
  DELETE FROM mention WHERE article = old.article;
  DELETE FROM date WHERE article = old.article;
  DELETE FROM quantity WHERE article = old.article;
  DELETE FROM quote WHERE article = old.article;
  DELETE FROM event WHERE article = old.article;
  INSERT OR IGNORE INTO search_stale VALUES(old.article);
END;
CREATE TRIGGER IF NOT EXISTS analysis_body AFTER UPDATE OF title, body ON analysis
WHEN old.body IS NOT new.body OR old.title IS NOT new.title
BEGIN
  INSERT OR IGNORE INTO search_stale VALUES(old.article);
END;
