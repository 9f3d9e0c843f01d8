#!/bin/sh
# sites_test.sh: sql/sites.sql on three sites in six languages: lines repeated on a site's pages lose
# their verdict, with all that hangs on it, the articles' own lines keep theirs; small sites and
# articles published twice are left alone; places tell teasers from text; running again changes
# nothing; new, changed, moved and deleted articles; undoing. GLOSS names the built extension.
. "$(dirname -- "$0")/prelude.sh"

query() { sqlite3 -batch -bail -separator ' ' "$@"; }
gloss() { sqlite3 -batch -bail -separator ' ' -cmd ".load $GLOSS" "$@"; }
sites() { gloss a.db <"$sql/sites.sql"; }
count() { sites | sed 's/ learnt.*//'; } # "2 sites"
analyse() { gloss a.db <"$sql/analyze.sql" | tail -n 1; }
found="SELECT * FROM analysis ORDER BY 1; SELECT * FROM block ORDER BY 1, 2;
SELECT * FROM sentence ORDER BY 1, 2; SELECT * FROM mention ORDER BY 1, 2;
SELECT * FROM date ORDER BY 1, 2; SELECT * FROM quantity ORDER BY 1, 2;
SELECT * FROM quote ORDER BY 1, 2; SELECT * FROM event ORDER BY 1, 2;"
learnt="SELECT * FROM site_article ORDER BY 1; SELECT * FROM site_line ORDER BY 1, 2;
SELECT * FROM block_given ORDER BY 1, 2;"

# Pages: an article of this project between sentences that only the site could tell from it, with a
# number that changes from page to page.
query a.db <"$sql/schema.sql"
cat >pages.sql <<SQL
CREATE TEMP TABLE furniture(site, files, top, bottom);
INSERT INTO furniture VALUES
('kosmos.example', '*/[e][ln]-*', 'ΚΟΣΜΟΣ | Αρχική Πολιτική Οικονομία Αθλητικά',
 'Η εφημερίδα μας κυκλοφορεί από το 1975 σε όλη τη χώρα και οι δημοσιογράφοι της βρίσκονται κάθε μέρα σε δώδεκα πόλεις, κοντά στους ανθρώπους και στα γεγονότα.
Η σελίδα διαβάστηκε # φορές σήμερα και οι αναγνώστες μας έγραψαν από 14 χώρες για όσα συμβαίνουν στη γειτονιά τους.'),
('vesti.example', '*/[rku][uk]-*', 'Редакция работает для читателей из трёх стран и публикует новости на нескольких языках, чтобы жители приграничных районов узнавали о событиях первыми.',
 'Сегодня в 09:# в городе было ясно, и наши корреспонденты вышли на улицы, чтобы поговорить с людьми о том, что их волнует.
© Вести приграничья'),
('akhbar.example', '*/ar-*', 'أخبار الساعة',
 'تصدر الصحيفة منذ عام 1988 في العاصمة ويعمل فيها أكثر من مئة صحفي يتابعون الأحداث في المدن والقرى ويكتبون عن حياة الناس كل يوم.');
INSERT INTO article(site, path, text)
  SELECT site, substr(name, -9), gloss_title(data) || char(10) || top || char(10) ||
      gloss_body(data) || char(10) || replace(bottom, '#', 10 + row_number() OVER (ORDER BY name))
  FROM fsdir('$root/tests/articles') JOIN furniture ON name GLOB files || '.txt' ORDER BY name;
SQL
gloss a.db <pages.sql
# the first Greek article once more, with another number in its first sentence
query a.db "INSERT INTO article(site, path, text) SELECT site, 'copy', replace(text, '2024', '2025')
  FROM article WHERE path = 'el-01.txt'"
expect 'pages' 'akhbar.example 4 kosmos.example 7 vesti.example 7' "$(query a.db "SELECT
  group_concat(site || ' ' || n, ' ') FROM (SELECT site, count(*) AS n FROM article GROUP BY site)")"
expect 'analysis' 'analysed 18 of 18 articles' "$(analyse)"
query a.db "CREATE VIEW said AS SELECT a.site, a.path, a.id, b.block, b.body,
    b.text LIKE 'Η εφημερίδα μας κυκλ%' OR b.text LIKE 'Η σελίδα διαβάστηκε%' OR b.text LIKE
    'Редакция работает%' OR b.text LIKE 'Сегодня в 09:%' OR b.text LIKE 'تصدر الصحيفة%' AS furniture
  FROM article a JOIN block b ON b.article = a.id WHERE b.kind NOT IN ('title', 'subtitle')"
query a.db "$found" >given
query a.db "CREATE TABLE was AS SELECT * FROM said"
expect 'one page does not tell' 'akhbar.example 4 1 kosmos.example 14 1 vesti.example 14 1' \
  "$(query a.db "SELECT group_concat(site || ' ' || n || ' ' || body, ' ') FROM (SELECT site,
   count(*) AS n, sum(body) * 4 >= count(*) * 3 AS body FROM said WHERE furniture GROUP BY site)")"
lowered=$(query a.db "SELECT sum(body) FROM was WHERE furniture AND site <> 'akhbar.example'")

# Learning
expect 'learning' "2 sites learnt, $lowered lines lowered, 0 raised" "$(sites)"
state() { # furniture and other lines by site: how many, how many body
  query a.db "SELECT site, sum(furniture), sum(furniture AND body), sum(NOT furniture AND body)
    FROM said GROUP BY site"
}
state >after
query a.db "SELECT site, sum(furniture), CASE site WHEN 'akhbar.example' THEN sum(furniture AND body) ELSE 0 END,
  sum(NOT furniture AND body) FROM was GROUP BY site" >wanted
cmp wanted after || { diff wanted after; echo 'FAILED: only furniture is lowered'; failed=1; }
expect 'bodies' '0 4' "$(query a.db "SELECT sum(body LIKE '%корреспонденты вышли%' OR
  body LIKE '%από το 1975%'), sum(body LIKE '%منذ عام 1988%') FROM analysis")"
for table in mention date quantity quote event; do
  expect "body of $table" '' "$(query a.db "SELECT '$table', t.article, t.n FROM $table t
    JOIN sentence s USING (article, sentence) JOIN block b USING (article, block)
    WHERE t.body <> s.body OR s.body <> (b.body OR b.kind IN ('title', 'subtitle'))")"
done
expect 'what was found in furniture' 1 "$(query a.db "SELECT count(*) > 0 FROM date d JOIN sentence s
  USING (article, sentence) JOIN said b ON b.id = d.article AND b.block = s.block
  WHERE b.furniture AND b.site = 'kosmos.example' AND NOT d.body")"
expect 'the copy' 'copy el-01.txt' "$(query a.db "SELECT a.path, b.path FROM site_article
  JOIN article a ON a.id = article JOIN article b ON b.id = copy_of")"
expect 'lines of the copy are not repeated' 0 "$(query a.db "SELECT count(*) FROM site_line
  WHERE articles = 2 AND site = 'kosmos.example'")"
expect 'numbers do not matter' '6 1.0' "$(query a.db "SELECT articles, share FROM site_line
  WHERE line LIKE 'η σελιδα διαβαστηκε 0 φορεσ%'")"

# Again: nothing is done, nothing changes
query a.db "$found $learnt" >first
expect 'again' '0 sites learnt, 0 lines lowered, 0 raised' "$(sites)"
query a.db "$found $learnt" >second
cmp first second || { echo 'FAILED: running again changes something'; failed=1; }

# A fifth article makes the small site large enough; the others are not done again
gloss a.db "INSERT INTO article(site, path, text) SELECT site, 'fifth', 'طريق جديد في الجبل' || char(10) ||
  substr(text, 1, instr(text, char(10))) || 'افتتح وزير النقل يوم الاثنين الطريق الجديد الذي يربط القرى الجبلية بالساحل بعد ثلاث سنوات من العمل.' ||
  char(10) || 'وقال سكان القرى إن الرحلة إلى المستشفى أصبحت أقصر بساعة كاملة، وإن المزارعين سيبيعون محاصيلهم في اليوم نفسه.' ||
  substr(text, instr(text, char(10) || 'تصدر الصحيفة')) FROM article WHERE path = 'ar-03.txt'"
expect 'analysis of the fifth' 'analysed 1 of 1 articles' "$(analyse)"
expect 'the fifth article' '1 sites' "$(count)"
expect 'small site learnt' 'akhbar.example 5 0' "$(state | grep akhbar | cut -d' ' -f1-3)"

# Deleted: the site is small again, and as gloss_blocks had it
query a.db "DELETE FROM article WHERE path = 'fifth'"
expect 'deleted' '0 sites learnt, 0 lines lowered, 0 raised' "$(sites)"
query a.db "$found $learnt" >third
cmp first third || { echo 'FAILED: deleting an article leaves traces'; failed=1; }

# Changed: analysed anew and learnt anew, though its site and number are the same
query a.db "UPDATE article SET text = replace(text, 'Сегодня в 09:', 'Вчера в 10:') WHERE path = 'ru-01.txt'"
expect 'analysis of the changed' 'analysed 1 of 1 articles' "$(analyse)"
expect 'changed' '1 sites' "$(count)"
expect 'nothing left of the old text' 0 "$(query a.db "SELECT count(*) FROM block_given
  WHERE (article, block) NOT IN (SELECT article, block FROM block)")"
expect 'what stands on one page keeps its verdict' 1 "$(gloss a.db "SELECT min(b.body = g.body)
  FROM block b JOIN article a ON a.id = b.article, gloss_blocks(a.text) g
  WHERE g.block = b.block AND b.text LIKE 'Вчера в 10:%'")"
query a.db "UPDATE article SET text = replace(text, 'Вчера в 10:', 'Сегодня в 09:') WHERE path = 'ru-01.txt'"
analyse >changed_back

# Moved to another site and back
query a.db "UPDATE article SET site = 'akhbar.example' WHERE path = 'el-03.txt'"
expect 'moved' '3 sites' "$(count)"
query a.db "UPDATE article SET site = 'kosmos.example' WHERE path = 'el-03.txt'"
expect 'moved back' '1 sites' "$(count)"
query a.db "$found $learnt" >fourth
cmp first fourth || { echo 'FAILED: moving there and back changes something'; failed=1; }

# Undone, as the head of sites.sql says
query a.db "UPDATE site_setting SET articles = 1000000000"
expect 'undone' '0 sites learnt, 0 lines lowered, 0 raised' "$(sites)"
query a.db "$found" >undone
cmp given undone || { echo 'FAILED: undoing'; failed=1; }
query a.db "UPDATE site_setting SET articles = 5"
expect 'done again' "2 sites learnt, $lowered lines lowered, 0 raised" "$(sites)"
query a.db "$found $learnt" >fifth
cmp first fifth || { echo 'FAILED: done again'; failed=1; }

# Places, with verdicts made up: between two lines that every page has stand teasers, mostly known as
# such, below the second one the text. A teaser that looked like text falls, a line of text that did
# not look like it rises, a short one does not.
query a.db <<'SQL'
CREATE TEMP TABLE page(n INTEGER PRIMARY KEY);
INSERT INTO page VALUES (1), (2), (3), (4), (5), (6), (7), (8);
INSERT INTO article(id, site, text) SELECT 100 + n, 'made.example', 'page ' || n FROM page;
INSERT INTO analysis(article, version, language) SELECT 100 + n, 'none', 'en' FROM page;
CREATE TEMP TABLE line(block, text, score);
INSERT INTO line VALUES (1, 'Most read', 0.02), (2, 'Teaser one of page #', 0.1),
  (3, 'Teaser two of page #', 0.15), (4, 'Share this story', 0.05),
  (5, 'The first sentence of page #, which is long enough to be one.', 0.97),
  (6, 'The second sentence of page # says something else altogether.', 0.95),
  (7, 'A short line of page #', 0.9), (8, 'All rights reserved', 0.01);
INSERT INTO block SELECT 100 + n, block, block, length(text), 'paragraph', score > 0.5, score,
  replace(text, '#', substr('abcdefghi', n, 1)) FROM page, line;
UPDATE block SET score = 0.55, body = 1 WHERE article = 103 AND block = 2;
UPDATE block SET score = 0.36, body = 0 WHERE article = 105 AND block = 6;
UPDATE block SET score = 0.36, body = 0 WHERE article = 106 AND block = 7;
SQL
expect 'places' '1 sites learnt, 1 lines lowered, 1 raised' "$(sites)"
expect 'places' '103 2 0 105 6 1' "$(query a.db "SELECT group_concat(article || ' ' || block || ' ' ||
  b.body, ' ') FROM (SELECT b.* FROM block b JOIN block_given g USING (article, block)
   WHERE b.body <> g.body AND article > 100 ORDER BY 1, 2) b")"
exit $failed
