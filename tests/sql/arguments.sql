-- Arguments: missing, NULL, empty, blobs, numbers, wrong ones; hidden columns as constraints.
CREATE TABLE article(id INTEGER PRIMARY KEY, body TEXT, lang TEXT, published TEXT);
INSERT INTO article VALUES
 (1, 'The minister arrived in Athens on Monday. He left on 5 May.', 'en', '2024-05-06'),
 (2, 'Ο υπουργός έφτασε στην Αθήνα τη Δευτέρα.', 'el', '2024-05-06T10:00:00Z'),
 (3, NULL, NULL, NULL), (4, '', 'en', ''), (5, 'وصل الوزير إلى أثينا يوم الاثنين.', NULL, NULL);

-- missing
-- error: gloss_languages: the argument document is missing
SELECT * FROM gloss_languages;
-- error: gloss_language_spans: the argument document is missing
SELECT * FROM gloss_language_spans();
-- error: gloss_blocks: the argument document is missing
SELECT * FROM gloss_blocks;
-- error: gloss_sentences: the argument document is missing
SELECT * FROM gloss_sentences WHERE start = 1;
-- error: gloss_tokens: the argument document is missing
SELECT * FROM gloss_tokens WHERE language = 'en';
-- error: gloss_entities: the argument document is missing
SELECT * FROM gloss_entities;
-- error: gloss_dates: the argument document is missing
SELECT * FROM gloss_dates;
-- error: gloss_quantities: the argument document is missing
SELECT * FROM gloss_quantities;
-- error: gloss_quotes: the argument document is missing
SELECT * FROM gloss_quotes;
-- error: gloss_events: the argument document is missing
SELECT * FROM gloss_events;
-- error: gloss_ngrams: the argument n is missing
SELECT * FROM gloss_ngrams('a b');
-- error: gloss_kwic: the argument pattern is missing
SELECT * FROM gloss_kwic('a b');
-- error: too many arguments
SELECT * FROM gloss_tokens('a', 'en', NULL, 4);
-- error: too many arguments
SELECT * FROM gloss_languages('a', 'en');
-- error: wrong number of arguments to function gloss_body()
SELECT gloss_body();

-- wrong
-- error: gloss_tokens: the argument language is not a BCP-47 tag: 'e n'
SELECT * FROM gloss_tokens('a', 'e n');
-- error: gloss_tokens: the argument language is not a BCP-47 tag: '-en'
SELECT * FROM gloss_tokens('a', '-en');
-- error: gloss_tokens: the argument language is not a BCP-47 tag
SELECT * FROM gloss_tokens('a', 'a-tag-that-is-far-too-long');
-- error: gloss_tokens: the argument language is not a BCP-47 tag: '5'
SELECT * FROM gloss_tokens('a', 5);
-- error: gloss_dates: the argument published is not a date: 'soon'
SELECT * FROM gloss_dates('a', 'en', 'soon');
-- error: gloss_dates: the argument published is not a date: 'x'
SELECT * FROM gloss_dates('a', NULL, x'78');
-- error: gloss_ngrams: the argument n must be a whole number from 1 to 32
SELECT * FROM gloss_ngrams('a b', 0);
-- error: gloss_ngrams: the argument n must be a whole number from 1 to 32
SELECT * FROM gloss_ngrams('a b', 'two');
-- error: gloss_ngrams: the argument n must be a whole number from 1 to 32
SELECT * FROM gloss_ngrams('a b', 1.5);
-- error: gloss_kwic: the argument width must be a whole number from 0
SELECT * FROM gloss_kwic('a b', 'a', -1);

-- NULL and empty
SELECT count(*) = 0 FROM gloss_languages(NULL); SELECT count(*) = 0 FROM gloss_languages('');
SELECT count(*) = 0 FROM gloss_language_spans(NULL); SELECT count(*) = 0 FROM gloss_language_spans('');
SELECT count(*) = 0 FROM gloss_blocks(NULL); SELECT count(*) = 0 FROM gloss_blocks('');
SELECT count(*) = 0 FROM gloss_sentences(NULL); SELECT count(*) = 0 FROM gloss_sentences('');
SELECT count(*) = 0 FROM gloss_tokens(NULL); SELECT count(*) = 0 FROM gloss_tokens('');
SELECT count(*) = 0 FROM gloss_entities(NULL); SELECT count(*) = 0 FROM gloss_entities('');
SELECT count(*) = 0 FROM gloss_dates(NULL); SELECT count(*) = 0 FROM gloss_dates('');
SELECT count(*) = 0 FROM gloss_quantities(NULL); SELECT count(*) = 0 FROM gloss_quantities('');
SELECT count(*) = 0 FROM gloss_quotes(NULL); SELECT count(*) = 0 FROM gloss_quotes('');
SELECT count(*) = 0 FROM gloss_events(NULL); SELECT count(*) = 0 FROM gloss_events('');
SELECT count(*) = 0 FROM gloss_ngrams(NULL, 2); SELECT count(*) = 0 FROM gloss_ngrams('', 2); SELECT count(*) = 0 FROM gloss_ngrams('a', NULL);
SELECT count(*) = 0 FROM gloss_kwic(NULL, 'a'); SELECT count(*) = 0 FROM gloss_kwic('', 'a');
SELECT count(*) = 0 FROM gloss_kwic('a', NULL); SELECT count(*) = 0 FROM gloss_kwic('a', ''); SELECT count(*) = 0 FROM gloss_kwic('a', ' ');
SELECT count(*) = 0 FROM gloss_tokens(x''); SELECT count(*) = 0 FROM gloss_tokens('   '); SELECT count(*) = 0 FROM gloss_events(char(10, 10, 9));
-- NULL and '' as language and published: as if absent
SELECT count(*) = 2 FROM gloss_tokens('one two', NULL, NULL);
SELECT count(*) = 2 FROM gloss_tokens('one two', '', '');
SELECT count(*) = 2 FROM gloss_tokens('one two') WHERE language = '';
SELECT count(*) = 2 FROM gloss_tokens('one two') WHERE published = NULL;

-- blobs and numbers
SELECT count(*) = 2 AND max(text) = 'two' FROM gloss_tokens(CAST('one two' AS BLOB));
SELECT text = '12.5' AND start = 1 AND length = 4 FROM gloss_tokens(12.5);
SELECT text = '7' AND kind = 'number' FROM gloss_tokens(7);
SELECT document = 7 AND typeof(document) = 'integer' FROM gloss_tokens(7);
SELECT typeof(document) = 'blob' FROM gloss_tokens(x'61');

-- hidden columns give the arguments back
SELECT document = 'a' AND language = 'el' AND published = '2024-05-06' FROM gloss_tokens('a', 'el', '2024-05-06');
SELECT published IS NULL AND language IS NOT NULL FROM gloss_tokens('a');
SELECT n = 2 AND document = 'a b' FROM gloss_ngrams('a b', 2);
SELECT pattern = 'b' AND width IS NULL FROM gloss_kwic('a b', 'b');

-- as constraints
SELECT count(*) = 2 FROM gloss_tokens WHERE document = 'one two';
SELECT count(*) = 2 FROM gloss_tokens('one two') WHERE language = 'en' AND published = '2024-05-06';
SELECT count(*) = 1 FROM gloss_ngrams WHERE n = 2 AND document = 'a b';
SELECT count(*) = 3 FROM gloss_ngrams('a b c') WHERE n IN (2, 3, 9);
-- a second constraint on the same column is still checked
SELECT count(*) = 0 FROM gloss_tokens('one two') WHERE document = 'one';
SELECT count(*) = 2 FROM gloss_tokens('one two') WHERE document = 'one two';
SELECT count(*) = 0 FROM gloss_tokens('one two', 'en') WHERE language = 'el';
SELECT count(*) = 2 FROM gloss_tokens('one two', 'en') WHERE language = 'en';
SELECT count(*) = 0 FROM gloss_tokens('one two', 'en', '2024-05-06') WHERE published = '2024-05-07';
SELECT count(*) = 0 FROM gloss_ngrams('a b', 2) WHERE n = 1;

-- OR, whose sides the planner looks at one by one
SELECT count(*) = 2 FROM gloss_tokens('one two three') WHERE start > 8 OR length(text) < 4 AND start < 4;
SELECT count(*) = 2 FROM gloss_tokens('one two three') WHERE start = 1 OR token = 3;
SELECT count(*) = 2 FROM gloss_tokens('one two three') WHERE start = 1 OR text = 'two' OR kind = 'number';
SELECT count(*) = 3 FROM article a, gloss_tokens(a.body) t WHERE a.id < 3 AND (t.token = 1 OR a.id = 1 AND t.text = 'Monday');
SELECT count(*) = 2 FROM gloss_ngrams('one two three', 2) WHERE start = 1 OR fold = 'two three';
SELECT count(*) = 1 FROM gloss_tokens('one two') WHERE rowid = 2 OR start = 99;
SELECT count(*) = 4 FROM gloss_tokens WHERE document = 'one two' OR document = 'two one';

-- joins, in whatever order they are written
SELECT count(*) > 10 FROM article a, gloss_tokens(a.body) t;
SELECT count(*) > 10 FROM gloss_tokens(a.body) t, article a;
SELECT (SELECT count(*) FROM article a, gloss_tokens(a.body, a.lang, a.published) t)
     = (SELECT count(*) FROM gloss_tokens t, article a WHERE t.document = a.body AND t.language = a.lang AND t.published = a.published);
SELECT (SELECT group_concat(id) FROM (SELECT a.id FROM article a LEFT JOIN gloss_tokens(a.body) t GROUP BY a.id HAVING count(t.text) = 0)) = '3,4';
SELECT count(*) = 2 FROM article a LEFT JOIN gloss_tokens(a.body) t WHERE t.text IS NULL;
SELECT count(*) = (SELECT count(*) FROM article a, gloss_tokens(a.body, a.lang) t) FROM article a JOIN gloss_tokens t ON t.document = a.body AND t.language = a.lang;
SELECT count(*) > 0 FROM article a, gloss_sentences(a.body) s, gloss_tokens(s.text) t WHERE a.id = 1;
SELECT (SELECT count(*) FROM article a, gloss_sentences(a.body, a.lang) s, gloss_tokens(a.body, a.lang) t WHERE t.sentence = s.sentence)
     = (SELECT count(*) FROM article a, gloss_tokens(a.body, a.lang) t);
SELECT count(*) = 4 FROM gloss_tokens('a b') x, gloss_tokens('a b') y;
SELECT count(*) = 2 FROM gloss_tokens('a b') x JOIN gloss_tokens('a b') y ON x.text = y.text;
SELECT count(*) = 3 FROM article a WHERE EXISTS (SELECT 1 FROM gloss_tokens(a.body) t WHERE t.start > 3);
SELECT sum((SELECT count(*) FROM gloss_sentences(a.body))) = 4 FROM article a;
WITH RECURSIVE deep(n, s) AS (SELECT 1, 'a b c d' UNION ALL SELECT deep.n + 1, t.text FROM deep, gloss_ngrams(deep.s, 4 - deep.n) t WHERE deep.n < 4)
  SELECT count(*) = 1 + 2 + 4 + 8 FROM deep;

-- 64 MiB
SELECT count(*) = 0 FROM gloss_events(zeroblob(67108864));
-- error: gloss: text is over 64 MiB
SELECT * FROM gloss_events(zeroblob(67108865));
-- error: gloss: text is over 64 MiB
SELECT gloss_fold(zeroblob(67108865));
-- error: gloss: text is over 64 MiB
SELECT gloss_body(zeroblob(67108865));
