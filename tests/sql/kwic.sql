-- gloss_ngrams and gloss_kwic.
SELECT group_concat(text, '/') = 'the quick/quick brown/brown fox' FROM gloss_ngrams('the quick brown fox', 2);
SELECT group_concat(fold, '/') = 'the quick brown/quick brown fox' FROM gloss_ngrams('The QUICK  brown fox', 3);
SELECT group_concat(text, '/') = 'one/two' FROM gloss_ngrams('one, two', 1);
SELECT count(*) = 0 FROM gloss_ngrams('one, two', 2);
SELECT count(*) = 0 FROM gloss_ngrams('one two', 3);
SELECT group_concat(text, '/') = 'New York/York was' FROM gloss_ngrams('New York was. Big?', 2);
SELECT group_concat(start || '+' || length, ' ') = '1+3 3+3' FROM gloss_ngrams('a b c', 2);
SELECT count(*) = 100 - 31 FROM gloss_ngrams((WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 100) SELECT group_concat('w', ' ') FROM c), 32);
SELECT text = 'Ο Τύπος' AND fold = 'ο τυποσ' FROM gloss_ngrams('Ο Τύπος', 2);

SELECT left = 'the ' AND keyword = 'quick' AND right = ' brown fox' AND start = 5 AND length = 5 FROM gloss_kwic('the quick brown fox', 'QUICK');
SELECT left = 'e ' AND right = ' b' FROM gloss_kwic('the quick brown fox', 'quick', 2);
SELECT left = '' AND right = '' FROM gloss_kwic('the quick brown fox', 'quick', 0);
SELECT keyword = 'quick brown' FROM gloss_kwic('the quick brown fox', 'quick  BROWN');
SELECT count(*) = 0 FROM gloss_kwic('the quick brown fox', 'quick fox');
SELECT group_concat(keyword, '/') = 'minister/ministry' FROM gloss_kwic('the minister of the ministry of mines', 'minist*');
SELECT count(*) = 0 FROM gloss_kwic('the minister', 'minist');
SELECT keyword = 'minister of mines' FROM gloss_kwic('the minister of mines', 'minist* of min*');
SELECT keyword = 'minister of mines' FROM gloss_kwic('the minister of mines', 'minister * mines');
SELECT group_concat(start) = '6,12' FROM gloss_kwic('Τύπο Τύπος ΤΥΠΟΣ', 'τυποσ');
SELECT count(*) = 2 FROM gloss_kwic('Τύπο Τύπος ΤΥΠΟΣ', 'τυποσ');
SELECT keyword = 'محمّد' FROM gloss_kwic('قال محمّد اليوم', 'محمد');
-- a pattern does not match across sentences
SELECT count(*) = 0 FROM gloss_kwic('It was one. Two came.', 'one two');
-- scripts without spaces: by characters
SELECT count(*) = 2 AND min(start) = 2 FROM gloss_kwic('在北京大学学习北京话', '北京');
SELECT keyword = '共和国国务' AND left = '华人民' FROM gloss_kwic('在中华人民共和国国务院发表', '共和国国务', 3);
SELECT count(*) = 1 FROM gloss_kwic('ประเทศไทยและกรุงเทพ', 'กรุงเทพ');
-- line breaks in the context are spaces, its length stays
SELECT left = 'one ' AND right = ' three' FROM gloss_kwic('one' || char(10) || 'two' || char(10) || 'three', 'two');
-- error: gloss_kwic: the argument pattern has more than 64 words
SELECT * FROM gloss_kwic('a', (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 65) SELECT group_concat('w', ' ') FROM c));
CREATE TEMP TABLE t(x); INSERT INTO t VALUES ('the quick brown fox. The end of the day' || char(10) || 'and the rest');
SELECT count(*) = 4 FROM t, gloss_kwic(x, 'the') k WHERE substr(x, k.start, k.length) = k.keyword;
SELECT count(*) = (SELECT count(*) FROM t, gloss_ngrams(x, 2)) AND count(*) > 5 FROM t, gloss_ngrams(x, 2) g WHERE substr(x, g.start, g.length) = g.text;
