-- substr(document, start, length) is the row's text, for every row of every table, whatever the bytes.
CREATE TABLE nasty(id INTEGER PRIMARY KEY, x TEXT);
INSERT INTO nasty(x) VALUES
 ('plain text. And more.'), (CAST(x'61C3' AS TEXT)), (CAST(x'C3' AS TEXT)), (CAST(x'80818283' AS TEXT)), (CAST(x'61FF62FE63' AS TEXT)),
 (CAST(x'4865E28261726420C3A9E9206C6C6F2E20576F726C642E' AS TEXT)), (CAST(x'EDA080EDB080' AS TEXT)), (CAST(x'F4908080F8888080' AS TEXT)),
 (CAST(x'C3A980802062' AS TEXT)), (CAST(x'F09F98' AS TEXT)), (CAST(x'C0AF20E080AF20F08080AF' AS TEXT)), ('a' || char(0) || 'b c'), (char(65279) || 'bom'),
 ('He said "no' || char(10) || 'and “yes' || char(10) || '«maybe'), (char(8235, 1593, 1585, 1576, 8236, 32, 8206, 97, 8207)), ('e' || char(769, 770, 771, 772) || ' x' || char(769)),
 (char(13, 10, 13, 10, 9, 11, 12, 133, 8232, 8233, 12288) || 'end'), (''''), ('""""''''«»“”„'), ('5 May 2022, 10:00 – 12:00, $5.5bn (about 20%) 3,000–4,000 km'),
 ('http://example.org/a?b=c#d me@example.org @you #tag'), ('👩‍👩‍👧‍👦🇬🇷 ok'), ('ﷺ ﷻ'), ('กขค ພາສາລາວ ខ្មែរ မြန်မာ 日本語 中文 한국어'),
 ('President Smith of France said on Monday: "We will send 200 troops to Kabul," and left.'), ('Ο πρόεδρος είπε ότι «θα στείλουμε βοήθεια» στις 5 Μαΐου.'), ('وقال الرئيس إن "القوات ستنسحب" يوم الاثنين.');
INSERT INTO nasty(x) SELECT x || char(10, 10) || CAST(x'FF' AS TEXT) || ' ' || x FROM nasty;
SELECT count(*) = 0 FROM nasty, gloss_language_spans(x) t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_blocks(x) t WHERE substr(x, t.start, t.length) IS NOT t.text OR length(t.text) <> t.length;
SELECT count(*) = 0 FROM nasty, gloss_sentences(x) t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_tokens(x) t WHERE substr(x, t.start, t.length) IS NOT t.text OR length(t.text) <> t.length;
SELECT count(*) = 0 FROM nasty, gloss_entities(x) t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_dates(x, NULL, '2024-05-06') t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_quantities(x) t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_quotes(x) t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_events(x, NULL, '2024-05-06') t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_ngrams(x, 2) t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = 0 FROM nasty, gloss_kwic(x, '*', 5) t WHERE substr(x, t.start, t.length) IS NOT t.keyword;
SELECT count(*) > 300 FROM nasty, gloss_tokens(x) t;
-- blobs: positions are those of the bytes as text
SELECT count(*) = 0 FROM nasty, gloss_tokens(CAST(x AS BLOB)) t WHERE substr(x, t.start, t.length) IS NOT t.text;
SELECT count(*) = (SELECT count(*) FROM nasty, gloss_tokens(x)) FROM nasty, gloss_tokens(CAST(x AS BLOB)) t;
-- every sentence is in its block, every token in its sentence
SELECT count(*) = 0 FROM nasty, gloss_sentences(x) s WHERE NOT EXISTS (SELECT 1 FROM gloss_blocks(x) b WHERE b.block = s.block AND s.start BETWEEN b.start AND b.start + b.length - s.length);
SELECT count(*) = 0 FROM nasty, gloss_tokens(x) t WHERE NOT EXISTS (SELECT 1 FROM gloss_sentences(x) s WHERE t.sentence = s.sentence AND t.start BETWEEN s.start AND s.start + s.length - t.length);
-- language spans have no gaps
SELECT count(*) = 0 FROM (SELECT id, start, lag(start + length, 1, 1) OVER (PARTITION BY id ORDER BY start) AS expected FROM nasty, gloss_language_spans(x)) WHERE start <> expected;
-- a UTF-16 database gives the same
SELECT gloss_body(x) IS gloss_body(CAST(CAST(x AS BLOB) AS TEXT)) FROM nasty;
