-- The FTS5 tokenizer.
CREATE VIRTUAL TABLE search USING fts5(body, tokenize = 'gloss');
INSERT INTO search(rowid, body) VALUES (1, 'The foreign ministers met in Athens'), (2, 'Ο Τοκάγιεφ μίλησε στην Αθήνα'), (3, 'قال الرئيس توكاييف إنّ المُحادثات'),
 (4, '东京和北京的会议'), (5, 'กรุงเทพมหานครเป็นเมืองหลวง'), (6, 'Straße, 7.500 Euro & C++'), (7, ''), (8, NULL), (9, CAST(x'61FF62C3' AS TEXT)), (10, 'AB' || char(0) || 'CD');
SELECT rowid = 2 FROM search('τοκαγιεφ'); SELECT rowid = 2 FROM search('ΤΟΚΆΓΙΕΦ'); SELECT rowid = 3 FROM search('المحادثات'); SELECT rowid = 4 FROM search('北京');
SELECT rowid = 5 FROM search('"กรุงเทพมหานคร"'); SELECT rowid = 6 FROM search('strasse'); SELECT rowid = 6 FROM search('"7.500"'); SELECT rowid = 1 FROM search('minis*');
SELECT count(*) = 0 FROM search('minister'); SELECT rowid = 1 FROM search('"foreign ministers"'); SELECT count(*) = 0 FROM search('"ministers foreign"');
SELECT rowid = 10 FROM search('ab'); SELECT count(*) = 0 FROM search('cd');
SELECT highlight(search, 0, '[', ']') = 'Ο [Τοκάγιεφ] μίλησε στην Αθήνα' FROM search('τοκαγιεφ');
SELECT highlight(search, 0, '[', ']') = 'قال الرئيس توكاييف إنّ [المُحادثات]' FROM search('المحادثات');
INSERT INTO search(search) VALUES ('integrity-check'); INSERT INTO search(search) VALUES ('rebuild');
SELECT rowid = 2 FROM search('τοκαγιεφ');
DELETE FROM search WHERE rowid = 2; SELECT count(*) = 0 FROM search('τοκαγιεφ');

CREATE VIRTUAL TABLE stems USING fts5(body, tokenize = 'gloss stem');
INSERT INTO stems(rowid, body) VALUES (1, 'The foreign ministers of the neighbouring countries have been meeting in the capital of Greece since yesterday'),
  (2, 'Οι υπουργοί των Εξωτερικών των γειτονικών χωρών συναντήθηκαν χθες στην πρωτεύουσα της χώρας');
SELECT rowid = 1 FROM stems('ministers'); SELECT rowid = 2 FROM stems('υπουργοι');
SELECT highlight(stems, 0, '[', ']') LIKE 'The foreign [ministers] of%' FROM stems('ministers');
INSERT INTO stems(stems) VALUES ('integrity-check');
-- error: error in tokenizer constructor
CREATE VIRTUAL TABLE wrong USING fts5(body, tokenize = 'gloss roots');
-- error: error in tokenizer constructor
CREATE VIRTUAL TABLE wrong USING fts5(body, tokenize = 'gloss stem stem');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, 'row');
SELECT count(*) = 0 FROM vocabulary WHERE term <> gloss_fold(term) OR term = '';
