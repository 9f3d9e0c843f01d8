-- gloss_names: the connection's own names.
SELECT count(*) = 0 FROM gloss_names;
SELECT count(*) = 0 FROM gloss_entities('Then Zorblax Quimby spoke.', 'en') WHERE id = 'staff:7';
INSERT INTO gloss_names(name, type, id) VALUES ('Zorblax Quimby', 'PER', 'staff:7');
SELECT name = 'Zorblax Quimby' AND type = 'PER' AND id = 'staff:7' AND canonical IS NULL AND language IS NULL FROM gloss_names;
SELECT text = 'Zorblax Quimby' AND start = 6 AND type = 'PER' AND name = 'Zorblax Quimby' FROM gloss_entities('Then Zorblax Quimby spoke.', 'en') WHERE id = 'staff:7';
-- a canonical name is the entity's name
INSERT INTO gloss_names(name, type, id, canonical) VALUES ('Frobnik Works', 'ORG', 'org:1', 'Frobnik Works Ltd');
SELECT name = 'Frobnik Works Ltd' AND type = 'ORG' FROM gloss_entities('He bought Frobnik Works in May.', 'en') WHERE id = 'org:1';
SELECT count(*) = 2 FROM gloss_names; SELECT count(*) = 1 FROM gloss_names WHERE rowid = 2; SELECT count(*) = 0 FROM gloss_names WHERE rowid IN (0, -1, 99, NULL);
-- the cache does not remember what was said before
DELETE FROM gloss_names WHERE id = 'staff:7';
SELECT count(*) = 0 FROM gloss_entities('Then Zorblax Quimby spoke.', 'en') WHERE id = 'staff:7';
UPDATE gloss_names SET id = 'org:2' WHERE id = 'org:1';
SELECT count(*) = 1 AND max(id) = 'org:2' FROM gloss_names;
SELECT id = 'org:2' FROM gloss_entities('He bought Frobnik Works in May.', 'en') WHERE name = 'Frobnik Works Ltd';
DELETE FROM gloss_names;
SELECT count(*) = 0 FROM gloss_names;
-- from a table, in one statement, also while another reads
CREATE TABLE staff(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO staff(name) WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 200) SELECT 'Quill' || char(97 + i % 26, 97 + i / 26, 105) || ' Zemblat' || char(97 + i / 26, 97 + i % 26) FROM c;
INSERT INTO gloss_names(name, type, id) SELECT name, 'PER', 'staff:' || id FROM staff;
SELECT count(*) = 200 FROM gloss_names;
SELECT count(*) = 200 FROM staff s WHERE EXISTS (SELECT 1 FROM gloss_entities(s.name || ' spoke on Monday.', 'en') e WHERE e.id = 'staff:' || s.id);
INSERT INTO gloss_names(name, type, id) SELECT name || ' Junior', type, id || '-j' FROM gloss_names;
SELECT count(*) = 400 FROM gloss_names;
DELETE FROM gloss_names WHERE rowid % 2;
SELECT count(*) = 200 FROM gloss_names;
INSERT INTO gloss_names(name, type) SELECT DISTINCT text, 'MISC' FROM gloss_tokens('Alphaword Betaword Gammaword');
SELECT count(*) = 3 FROM gloss_names WHERE type = 'MISC';
UPDATE gloss_names SET type = 'LOC' WHERE type = 'MISC';
SELECT count(*) = 3 FROM gloss_names WHERE type = 'LOC';
DELETE FROM gloss_names;
-- types in any case; text, blob and number
INSERT INTO gloss_names(name, type) VALUES ('Norpish', 'norp'), (CAST('Blobby' AS BLOB), 'Loc'), (4711, 'MISC');
SELECT group_concat(name || type, ' ') = 'NorpishNORP BlobbyLOC 4711MISC' FROM gloss_names;
-- a mention's text is still the document's
SELECT count(*) = 0 FROM gloss_entities('norpish and Blobby met 4711 times', 'en') e WHERE substr('norpish and Blobby met 4711 times', e.start, e.length) <> e.text;
-- what is refused
-- error: gloss_names: name is missing
INSERT INTO gloss_names(name, type) VALUES (NULL, 'PER');
-- error: gloss_names: name is missing
INSERT INTO gloss_names(name, type) VALUES ('', 'PER');
-- error: gloss_names: type must be PER, ORG, LOC, NORP or MISC
INSERT INTO gloss_names(name) VALUES ('A');
-- error: gloss_names: type must be PER, ORG, LOC, NORP or MISC
INSERT INTO gloss_names(name, type) VALUES ('A', 'PERSON');
-- error: gloss_names: name is over 1000 bytes
INSERT INTO gloss_names(name, type) VALUES (printf('%01001d', 7), 'PER');
-- error: gloss_names: id is over 1000 bytes
INSERT INTO gloss_names(name, type, id) VALUES ('A', 'PER', printf('%01001d', 7));
-- error: gloss_names: type must be PER
UPDATE gloss_names SET type = 'nothing' WHERE name = '4711';
SELECT type = 'MISC' FROM gloss_names WHERE name = '4711';
SELECT count(*) = 3 FROM gloss_names;
-- malformed names do no harm
INSERT INTO gloss_names(name, type) VALUES (CAST(x'41C3' AS TEXT), 'PER'), (CAST(x'FF' AS TEXT), 'PER'), ('   ', 'PER'), ('...', 'LOC'), ('*', 'ORG');
SELECT count(*) >= 0 FROM gloss_entities('A' || CAST(x'C3' AS TEXT) || ' ... * ' || CAST(x'FF' AS TEXT), 'en');
-- a table of the same name would hide it; it has no storage
SELECT count(*) = 0 FROM sqlite_schema WHERE name = 'gloss_names';
-- transactions: what is rolled back was not there
DELETE FROM gloss_names;
INSERT INTO gloss_names(name, type, id) VALUES ('Zorblax Quimby', 'PER', 'staff:7');
BEGIN;
INSERT INTO gloss_names(name, type, id) VALUES ('Frobnik Works', 'ORG', 'org:1');
DELETE FROM gloss_names WHERE id = 'staff:7';
SELECT group_concat(name) = 'Frobnik Works' FROM gloss_names;
SELECT count(*) = 0 FROM gloss_entities('Then Zorblax Quimby spoke.', 'en') WHERE id = 'staff:7';
ROLLBACK;
SELECT group_concat(name) = 'Zorblax Quimby' FROM gloss_names;
SELECT count(*) = 1 FROM gloss_entities('Then Zorblax Quimby spoke.', 'en') WHERE id = 'staff:7';
SELECT count(*) = 0 FROM gloss_entities('He bought Frobnik Works in May.', 'en') WHERE id = 'org:1';
SAVEPOINT a;
UPDATE gloss_names SET id = 'staff:8';
SAVEPOINT b;
INSERT INTO gloss_names(name, type) VALUES ('Second Name', 'PER');
ROLLBACK TO b;
SELECT group_concat(id) = 'staff:8' FROM gloss_names;
INSERT INTO gloss_names(name, type) VALUES ('Third Name', 'PER');
RELEASE b;
SELECT count(*) = 2 FROM gloss_names;
ROLLBACK TO a;
SELECT group_concat(id) = 'staff:7' FROM gloss_names;
RELEASE a;
BEGIN;
CREATE TABLE other(x);
SAVEPOINT c;
INSERT INTO gloss_names(name, type) VALUES ('Fourth Name', 'PER');
ROLLBACK TO c;
SELECT count(*) = 1 FROM gloss_names;
INSERT INTO gloss_names(name, type) VALUES ('Fifth Name', 'PER');
COMMIT;
SELECT group_concat(name) = 'Zorblax Quimby,Fifth Name' FROM gloss_names;
-- a statement that fails half-way has done nothing
-- error: gloss_names: type must be PER
INSERT INTO gloss_names(name, type) VALUES ('Sixth Name', 'PER'), ('Seventh Name', 'LOC'), ('Eighth Name', 'NOBODY');
SELECT count(*) = 2 FROM gloss_names;
DELETE FROM gloss_names;
-- as many names of one spelling as there may be: not slower for each
INSERT INTO gloss_names(name, type, id) WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 100000) SELECT 'Same Name', 'PER', i FROM c;
SELECT id = '1' FROM gloss_entities('Then Same Name spoke.', 'en') WHERE name = 'Same Name';
DELETE FROM gloss_names WHERE id % 2;
SELECT count(*) = 50000 FROM gloss_names;
SELECT id = '2' FROM gloss_entities('Then Same Name spoke.', 'en') WHERE name = 'Same Name';
DELETE FROM gloss_names;
SELECT count(*) = 0 FROM gloss_names;
