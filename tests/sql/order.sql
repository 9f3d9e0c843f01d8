-- Text order, ORDER BY, LIMIT, OFFSET, DISTINCT, GROUP BY: what the module does itself must be what
-- SQLite would have done.
CREATE TABLE text_(x);
INSERT INTO text_ VALUES ('one two three four five. Six seven eight nine ten. One two');
SELECT group_concat(text, ' ') = 'one two three' FROM (SELECT t.text FROM text_, gloss_tokens(x) t LIMIT 3);
SELECT group_concat(text, ' ') = 'one two three' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) LIMIT 3);
SELECT group_concat(text, ' ') = 'three four' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) LIMIT 2 OFFSET 2);
SELECT group_concat(text, ' ') = 'three four' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) ORDER BY start LIMIT 2 OFFSET 2);
SELECT group_concat(text, ' ') = 'two One' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) ORDER BY start DESC LIMIT 2);
SELECT group_concat(text, ' ') = 'two one' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) ORDER BY start DESC LIMIT 2 OFFSET 12);
SELECT group_concat(text, ' ') = '. . One' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) ORDER BY text LIMIT 3);
SELECT group_concat(text, ' ') = 'one two' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) ORDER BY rowid LIMIT 2);
SELECT group_concat(text, ' ') = 'two One' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) ORDER BY rowid DESC LIMIT 2);
-- LIMIT together with a filter that SQLite makes
SELECT group_concat(text, ' ') = '. .' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) WHERE kind = 'punct' LIMIT 2);
SELECT group_concat(text, ' ') = 'Six seven' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) WHERE sentence = 2 LIMIT 2);
SELECT group_concat(text, ' ') = 'eight' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) WHERE sentence = 2 LIMIT 1 OFFSET 2);
SELECT group_concat(text, ' ') = 'three seven eight' FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) WHERE length(text) = 5 LIMIT 3);
SELECT count(*) = 0 FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) WHERE document = 'no' LIMIT 5);
SELECT count(*) = 14 FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) LIMIT -1);
SELECT count(*) = 13 FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) LIMIT -1 OFFSET 1);
SELECT count(*) = 0 FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) LIMIT 0);
SELECT count(*) = 0 FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) LIMIT 5 OFFSET 100);
SELECT count(*) = 5 FROM (SELECT text FROM gloss_tokens((SELECT x FROM text_)) LIMIT 5 OFFSET -1);
SELECT count(*) = 4 FROM (SELECT n FROM gloss_ngrams('a b c') WHERE n IN (1, 2) LIMIT 4);
SELECT count(*) = 3 FROM (SELECT text FROM gloss_ngrams((SELECT x FROM text_), 2) LIMIT 3);
SELECT group_concat(text, '/') = 'three four/four five' FROM (SELECT text FROM gloss_ngrams((SELECT x FROM text_), 2) LIMIT 2 OFFSET 2);
SELECT group_concat(start, '/') = '52' FROM (SELECT start FROM gloss_kwic((SELECT x FROM text_), 'one') LIMIT 1 OFFSET 1);
SELECT count(*) = 2 FROM (SELECT t.text FROM text_ a, text_ b, gloss_tokens(a.x) t LIMIT 2);
-- grouping and distinct
SELECT group_concat(n) = '6,6' FROM (SELECT count(*) AS n FROM gloss_tokens((SELECT x FROM text_)) GROUP BY sentence ORDER BY 1 LIMIT 2 OFFSET 1);
SELECT count(*) = 11 FROM (SELECT DISTINCT lower(text) FROM gloss_tokens((SELECT x FROM text_)));
SELECT count(*) = 14 FROM (SELECT DISTINCT start FROM gloss_tokens((SELECT x FROM text_)));
SELECT count(*) = 14 FROM (SELECT start, count(*) FROM gloss_tokens((SELECT x FROM text_)) GROUP BY start);
SELECT group_concat(s) = '1,5' FROM (SELECT DISTINCT start AS s FROM gloss_tokens((SELECT x FROM text_)) ORDER BY start LIMIT 2);
-- rows come in text order by themselves
SELECT count(*) = 0 FROM (SELECT start, lag(start) OVER () AS before FROM gloss_tokens((SELECT x FROM text_))) WHERE start <= before;
SELECT group_concat(rowid) = '1,2,3' FROM (SELECT rowid FROM gloss_tokens('a b c'));
