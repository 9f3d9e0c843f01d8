#!/bin/sh
# sites.sh DATA [FOLDS BUILD]: what sql/sites.sql gives, on texts of sites with at least 5 articles.
#
# DATA holds blocks/lines_near.{train,dev}.jsonl.xz (mostly extracted text) and
# blocks/lines.{train,dev}.jsonl.xz (whole pages), as for ext/model/retrain.sh; they are others'
# texts and not in this repository. For both kinds, every such site of the development set is loaded
# as articles with gloss_blocks's verdicts, and line-F1 and character-F1 (means over articles) are
# printed before and after sites.sql. The shipped model was not learnt from these sites.
#
# With FOLDS, the sites of the training set are dealt into so many folds, for each fold a model is
# learnt from the training set without its sites (BUILD/blocks_train, some ten minutes each) and
# built, and the same is measured on all of them: sites.sql's numbers were chosen on 3 folds.
# Environment: GLOSS, the library (default: build/gloss).
set -eu
[ $# -eq 1 ] || [ $# -eq 3 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 1; }
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
data=$(CDPATH='' cd -- "$1" && pwd)
library=${GLOSS-$root/build/gloss}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Documents of large sites with the fold of each: sites in order of size, dealt there and back, so
# that the folds are about as large.
deal() { # deal SET FOLDS
  for kind in lines_near lines; do
    xz -dc "$data/blocks/$kind.$1.jsonl.xz" >"$kind.jsonl"
  done
  sqlite3 "$1.db" <<SQL
CREATE TABLE json(kind TEXT, row TEXT);
CREATE TABLE read(row TEXT);
.mode ascii
.separator "\037" "\n"
.import lines_near.jsonl read
INSERT INTO json SELECT 'near', row FROM read;
DELETE FROM read;
.import lines.jsonl read
INSERT INTO json SELECT 'page', row FROM read;
CREATE TABLE host AS SELECT host, min(place, 2 * $2 - 1 - place) AS fold FROM
  (SELECT host, (row_number() OVER (ORDER BY n DESC, host) - 1) % (2 * $2) AS place FROM
    (SELECT json_extract(row, '\$.host') AS host, count(*) AS n FROM json WHERE kind = 'near'
     GROUP BY 1 HAVING count(*) >= 5));
CREATE TABLE document AS SELECT row_number() OVER () AS id, kind, fold, host,
  json_extract(row, '\$.lang') AS language, row
  FROM json JOIN host ON host = json_extract(row, '\$.host');
SQL
}

# One fold's documents of one kind: before, and after sites.sql, into table score of all.db.
measure() { # measure SET FOLD KIND LIBRARY
  rm -f news.db
  sqlite3 news.db <"$root/sql/schema.sql"
  sqlite3 -batch -bail -cmd ".load $4" news.db >/dev/null <<SQL
ATTACH '$1.db' AS given;
CREATE TABLE gold(article INTEGER, start INTEGER, length INTEGER, label INTEGER);
INSERT INTO gold SELECT id, 1 + sum(size + 1) OVER (PARTITION BY id ORDER BY line) - size - 1, size,
    label FROM (SELECT d.id, j.key AS line, json_extract(j.value, '\$.label') AS label,
      length(replace(json_extract(j.value, '\$.text'), char(0), ' ')) AS size
    FROM given.document d, json_each(d.row, '\$.lines') j WHERE d.fold = $2 AND d.kind = '$3');
INSERT INTO article(id, site, language, text) SELECT id, host, language,
    (SELECT group_concat(text, char(10)) FROM
       (SELECT replace(json_extract(j.value, '\$.text'), char(0), ' ') AS text
        FROM json_each(d.row, '\$.lines') j ORDER BY j.key))
  FROM given.document d WHERE d.fold = $2 AND d.kind = '$3';
INSERT INTO analysis(article, version, language, body)
  SELECT id, gloss_version(), language, gloss_body(text) FROM article;
INSERT INTO block SELECT a.id, b.block, b.start, b.length, b.kind, b.body, b.score, b.text
  FROM article a, gloss_blocks(a.text) b;
CREATE TABLE line AS SELECT g.article, g.length, g.label, (SELECT b.block FROM block b
    WHERE b.article = g.article AND b.start <= g.start + g.length / 2
    ORDER BY b.block DESC LIMIT 1) AS block FROM gold g WHERE g.label < 2;
CREATE TABLE before AS SELECT article, block, body FROM block;
.read '$root/sql/sites.sql'
ATTACH 'all.db' AS total;
CREATE TABLE IF NOT EXISTS total.score(data TEXT, kind TEXT, step TEXT, site TEXT, language TEXT,
  line REAL, character REAL, wrong INTEGER);
INSERT INTO total.score
  SELECT '$1', '$3', step, site, language, 2.0 * tp / max(1, 2 * tp + fp + fn),
    2.0 * ctp / max(1, 2 * ctp + cfp + cfn), fp + fn
  FROM (SELECT step, article, sum(label AND body) AS tp, sum(NOT label AND body) AS fp,
      sum(label AND NOT body) AS fn, sum(length * (label AND body)) AS ctp,
      sum(length * (NOT label AND body)) AS cfp, sum(length * (label AND NOT body)) AS cfn
    FROM (SELECT 'before' AS step, l.*, coalesce(b.body, 0) AS body
            FROM line l LEFT JOIN before b USING (article, block)
          UNION ALL SELECT 'after', l.*, coalesce(b.body, 0)
            FROM line l LEFT JOIN block b USING (article, block))
    GROUP BY step, article) JOIN article a ON a.id = article;
SQL
}

report() { # report SET
  sqlite3 -batch all.db <<SQL
SELECT printf('%-5s %s  line-F1 %.4f -> %.4f  character-F1 %.4f -> %.4f  wrong lines %d -> %d'
      || '  (%d articles)', data, kind,
    avg(line) FILTER (WHERE step = 'before'), avg(line) FILTER (WHERE step = 'after'),
    avg(character) FILTER (WHERE step = 'before'), avg(character) FILTER (WHERE step = 'after'),
    sum(wrong) FILTER (WHERE step = 'before'), sum(wrong) FILTER (WHERE step = 'after'),
    count(*) FILTER (WHERE step = 'after'))
  FROM score WHERE data = '$1' GROUP BY kind;
SELECT printf('  %s %-30s %.3f -> %.3f  (%d)', kind, site, avg(line) FILTER (WHERE step = 'before'),
    avg(line) FILTER (WHERE step = 'after'), count(*) FILTER (WHERE step = 'after'))
  FROM score WHERE data = '$1' GROUP BY kind, site
  HAVING abs(sum(CASE step WHEN 'before' THEN line ELSE -line END)) > 0.001;
SQL
}

deal dev 1
measure dev 0 near "$library"
measure dev 0 page "$library"
report dev
[ $# -eq 3 ] || exit 0

# The tree with another model in it, built anew for each fold.
folds=$2
build=$(CDPATH='' cd -- "$root" && CDPATH='' cd -- "$3" && pwd)
deal train "$folds"
mkdir tree
cp -r "$root/CMakeLists.txt" "$root/ext" "$root/sql" "$root/tests" tree/
fold=0
while [ $fold -lt "$folds" ]; do
  for kind in near page; do
    sqlite3 train.db "SELECT row FROM json LEFT JOIN host ON host = json_extract(row, '\$.host')
      WHERE kind = '$kind' AND fold IS NOT $fold" >"$kind.jsonl"
  done
  "$build/blocks_train" tree/ext/blocks/blocks.model "$root/ext/lexicon/cues.tsv" near.jsonl \
    page.jsonl
  [ -d out ] || cmake -S tree -B out -DCMAKE_BUILD_TYPE=Release >/dev/null
  cmake --build out --target gloss >/dev/null
  measure train $fold near "$work/out/gloss"
  measure train $fold page "$work/out/gloss"
  fold=$((fold + 1))
done
report train
