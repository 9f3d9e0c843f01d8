#!/bin/sh
# collection_test.sh: the scripts of sql/ on a folder of articles. Import is repeatable; analysis
# is incremental and survives being killed at any moment with nothing lost or doubled; views and
# search work; quickstart.sh refuses what it should. GLOSS names the built extension, without its
# suffix or with it.
. "$(dirname -- "$0")/prelude.sh"

query() { sqlite3 -batch -bail "$@"; }
gloss() { sqlite3 -batch -bail -cmd ".load $GLOSS" "$@"; }
import() { query "$1" ".parameter set :folder \"'$2'\"" ".read '$sql/import.sql'"; }
found='SELECT * FROM analysis ORDER BY 1; SELECT * FROM block ORDER BY 1, 2;
SELECT * FROM sentence ORDER BY 1, 2; SELECT * FROM date ORDER BY 1, 2;
SELECT * FROM quantity ORDER BY 1, 2; SELECT * FROM quote ORDER BY 1, 2;
SELECT * FROM event ORDER BY 1, 2; SELECT m.*, e.key, e.name FROM mention m
JOIN entity e ON e.id = entity ORDER BY 1, 2;'

# Import: names with spaces, sites by subfolder, empty files left out, again: nothing new
mkdir -p "in put/example one.org"
cp "$root"/tests/articles/el-*.txt "in put/"
cp "$root"/tests/articles/ar-*.txt "in put/example one.org/"
: >"in put/empty.txt"
printf '\357\273\277A line behind a byte order mark.\n' >"in put/mark.TXT"
query a.db <"$sql/schema.sql"
query a.db <"$sql/schema.sql"
expect 'import' '9 files read: 8 new articles, empty files left out' "$(import a.db 'in put')"
expect 'import again' '9 files read: 0 new articles, empty files left out' "$(import a.db 'in put/')"
expect 'sites' 'example one.org 4' "$(query -separator ' ' a.db \
  'SELECT site, count(*) FROM article WHERE site IS NOT NULL GROUP BY site')"
expect 'byte order mark' 'A line' "$(query a.db \
  "SELECT substr(text, 1, 6) FROM article WHERE path LIKE '%mark.TXT'")"
expect 'text kept' 1 "$(query a.db \
  "SELECT text = CAST(readfile(path) AS TEXT) FROM article WHERE path LIKE '%el-01.txt'")"

# Analysis: once, again with nothing to do, and after a change of one article
expect 'analysis' 'analysed 8 of 8 articles' "$(gloss a.db <"$sql/analyze.sql")"
expect 'analysis again' '' "$(gloss a.db <"$sql/analyze.sql")"
query a.db "UPDATE article SET published = 'not a day', language = '?!' WHERE path LIKE '%mark.TXT'"
printf 'Another text.\n' >"in put/el-02.txt"
import a.db 'in put' >changed
expect 'changed' '9 files read: 0 new articles, empty files left out' "$(cat changed)"
expect 'changed articles lose their rows' '6 0' "$(query -separator ' ' a.db \
  "SELECT (SELECT count(*) FROM analysis), (SELECT count(*) FROM block WHERE article IN
   (SELECT id FROM article WHERE path LIKE '%el-02.txt'))")"
expect 'analysis of the changed' 'analysed 2 of 2 articles' "$(gloss a.db <"$sql/analyze.sql")"
expect 'spans' '' "$(query a.db "SELECT 'block', b.* FROM block b JOIN article a ON a.id = article
  WHERE substr(a.text, start, length) <> b.text UNION ALL SELECT 'event', article, n, start, length,
  NULL, NULL, NULL, v.text FROM event v JOIN article a ON a.id = article
  WHERE substr(a.text, start, length) <> v.text")"
expect 'blocks of every article' '0' "$(query a.db \
  'SELECT count(*) FROM article WHERE id NOT IN (SELECT article FROM block)')"

# A site's repeated lines: runs on what is there, and again
gloss a.db <"$sql/sites.sql" >sites || { echo 'FAILED: sites.sql'; failed=1; }
gloss a.db <"$sql/sites.sql" >sites || { echo 'FAILED: sites.sql again'; failed=1; }

# Views need no extension; search needs it
query a.db <"$sql/views.sql"
expect 'views' 8 "$(query a.db 'SELECT count(*) FROM articles; ')"
for view in languages entities entity_names timeline who_did_what who_said_what related_articles
do
  query a.db "SELECT * FROM $view" >"$view" || failed=1
done
query a.db <"$sql/report.sql" >report || failed=1
gloss a.db <"$sql/search.sql"
gloss a.db <"$sql/search.sql"
expect 'search' 1 "$(gloss a.db "SELECT count(*) > 0 FROM article_search
  WHERE article_search MATCH 'ΚΑΖΑΚΣΤΑΝ'")"
query a.db "UPDATE article SET text = 'Zebra crossing.' WHERE path LIKE '%el-01.txt'"
gloss a.db <"$sql/analyze.sql" >again
gloss a.db <"$sql/search.sql"
expect 'search after a change' '8 0' "$(gloss -separator ' ' a.db "SELECT count(*),
  sum(body LIKE '%Τοκάγιεφ%') FROM article_search")"

# Killed in the middle: two hundred articles, several batches; what is there is whole
query b.db <"$sql/schema.sql"
query b.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
  INSERT INTO article(path, text) SELECT name || i, CAST(data AS TEXT) || i
  FROM n, fsdir('$root/tests/articles') WHERE name LIKE '%/ar-%.txt' OR name LIKE '%/en-%.txt'
  OR name LIKE '%/el-%.txt' ORDER BY i, name"
cp b.db c.db
expect 'in one go' 'analysed 200 of 200 articles' "$(gloss c.db <"$sql/analyze.sql" | tail -n 1)"
(exec sqlite3 -batch -bail -cmd ".load $GLOSS" b.db <"$sql/analyze.sql" >/dev/null) &
job=$!
while [ "$(query b.db '.timeout 20000' 'SELECT count(*) FROM analysis')" -lt 40 ] &&
  kill -0 $job 2>/dev/null; do :; done
kill -9 $job 2>/dev/null || true
wait $job 2>/dev/null || true
done_before=$(query b.db 'SELECT count(*) FROM analysis')
echo "killed with $done_before of 200 articles done"
expect 'whole after a kill' 'ok' "$(query b.db 'PRAGMA integrity_check')"
expect 'no half article' 0 "$(query b.db \
  'SELECT count(*) FROM block WHERE article NOT IN (SELECT article FROM analysis)')"
gloss b.db <"$sql/analyze.sql" >rest
expect 'the rest only' "$((200 - done_before))" "$(tail -n 1 rest | sed 's/.* of \([0-9]*\) .*/\1/')"
query b.db "$found" >b.txt
query c.db "$found" >c.txt
cmp b.txt c.txt || { echo 'FAILED: interrupted and uninterrupted analyses differ'; failed=1; }

# quickstart.sh: what it refuses
refuse() { # refuse NAME PATTERN ARGUMENT ...
  name=$1 pattern=$2
  shift 2
  if sh "$sql/quickstart.sh" "$@" >out 2>&1; then
    echo "FAILED $name: accepted"
    failed=1
  elif ! grep -q "$pattern" out; then
    echo "FAILED $name: $(cat out)"
    failed=1
  fi
}
mkdir empty
refuse 'no such folder' 'is not a folder' nowhere
refuse 'empty folder' 'holds no .txt file' empty
refuse 'two folders' 'one folder at a time' empty empty
exit $failed
