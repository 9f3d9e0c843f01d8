-- Views, triggers, generated columns, indexes and checks, also in a schema that is not trusted.
CREATE TABLE article(id INTEGER PRIMARY KEY, body TEXT, folded TEXT GENERATED ALWAYS AS (gloss_fold(body)) STORED, CHECK (gloss_script(body) <> 'Cyrl'));
CREATE INDEX article_folded ON article(folded);
CREATE INDEX article_hash ON article(gloss_simhash(body)) WHERE gloss_language(body) IS NOT NULL;
CREATE VIEW token AS SELECT a.id, t.* FROM article a, gloss_tokens(a.body) t;
CREATE VIEW folded AS SELECT gloss_fold(body) AS f, gloss_body(body) AS b, gloss_version() AS v, gloss_debug() AS d FROM article;
CREATE TABLE word(word);
CREATE TRIGGER article_words AFTER INSERT ON article BEGIN INSERT INTO word SELECT fold FROM gloss_tokens(new.body); END;
CREATE VIEW own AS SELECT * FROM gloss_names;
PRAGMA trusted_schema = 0;
INSERT INTO article(body) VALUES ('The Press'), ('Ο Τύπος');
SELECT count(*) = 4 FROM word;
SELECT count(*) = 4 FROM token;
SELECT count(*) = 2 FROM folded WHERE f <> b;
SELECT id = 2 FROM article INDEXED BY article_folded WHERE folded = 'ο τυποσ';
SELECT id = 1 FROM article INDEXED BY article_hash WHERE gloss_simhash(body) = gloss_simhash('the press') AND gloss_language(body) IS NOT NULL;
-- error: CHECK constraint failed
INSERT INTO article(body) VALUES ('Россия');
UPDATE article SET body = 'A free Press' WHERE id = 1;
SELECT folded = 'a free press' FROM article WHERE id = 1;
SELECT integrity_check = 'ok' FROM pragma_integrity_check;
-- the connection's names are nobody else's to read or change through a schema
-- error: unsafe use of virtual table "gloss_names"
SELECT * FROM own;
CREATE TRIGGER plant AFTER INSERT ON word BEGIN INSERT INTO gloss_names(name, type) VALUES (new.word, 'PER'); END;
-- error: unsafe use of virtual table "gloss_names"
INSERT INTO word VALUES ('x');
PRAGMA trusted_schema = 1;
-- error: unsafe use of virtual table "gloss_names"
SELECT * FROM own;
-- read only, and no table of their own
-- error: may not be modified
INSERT INTO gloss_tokens(text) VALUES ('a');
-- error: may not be modified
DELETE FROM gloss_tokens WHERE document = 'a';
-- error: no such module
CREATE VIRTUAL TABLE mine USING gloss_token;
SELECT count(*) = 0 FROM sqlite_schema WHERE name LIKE 'gloss%';
