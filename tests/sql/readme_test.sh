#!/bin/sh
# readme_test.sh: what README.md prints is what gloss prints. Each block behind a line
# <!-- session NAME --> is a session of the sqlite3 shell: lines after "sqlite> " and "   ...> " are
# run, the lines under them must be what comes out. Sessions: memory (nothing but the extension),
# page (table page holds readme_page.txt), news (the analysed tests/articles).
# GLOSS names the built extension. With UPDATE=1 the results are written into README.md instead.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/readme_page.txt" "$work/page.txt"
cd "$root" # so that paths read the same everywhere

sqlite3 -batch -bail -cmd ".load $GLOSS" "$work/news.db" <<END >/dev/null
.read sql/schema.sql
.parameter set :folder "'tests/articles'"
.read sql/import.sql
.read sql/analyze.sql
.read sql/views.sql
END
sqlite3 -batch -bail "$work/page.db" \
  "CREATE TABLE page AS SELECT rtrim(CAST(readfile('$work/page.txt') AS TEXT), char(10)) AS text"

# each session's statements into N.sql, with a mark before each statement's results
awk -v work="$work" '
  /^<!-- session / { n++; file = work "/" n ".sql"; print $3 > (work "/" n ".name"); open = 0; next }
  /^```/ { if (n && !open) open = 1; else open = 2; next }
  n && open == 1 && /^sqlite> / { k++; print ".print @@" k > file; print substr($0, 9) > file }
  n && open == 1 && /^   \.\.\.> / { print substr($0, 9) > file }
' README.md
: >"$work/results"
for session in $(cd "$work" && ls -- *.name | sort -n); do
  number=${session%.name}
  case $(cat "$work/$session") in
    memory) set -- :memory: ;;
    page) set -- "$work/page.db" ;;
    news) set -- -box "$work/news.db" ;;
    *) echo "README.md: unknown session"; exit 1 ;;
  esac
  sqlite3 -batch -cmd ".load $GLOSS" "$@" <"$work/$number.sql" >>"$work/results" 2>&1
done

# README.md with the results as they are
awk -v results="$work/results" '
  BEGIN {
    while ((getline line < results) > 0)
      if (line ~ /^@@[0-9]+$/) k = substr(line, 3); else text[k] = text[k] line "\n"
    k = 0
  }
  /^<!-- session / { n = 1; open = 0 }
  /^```/ {
    if (n && !open) { open = 1; asked = 0; print; next }
    if (open == 1) { printf "%s", text[k]; open = 0; n = 0 }
    print; next
  }
  open == 1 && /^sqlite> / { if (asked) printf "%s", text[k]; k++; asked = 1; print; next }
  open == 1 && /^   \.\.\.> / { print; next }
  open == 1 { next }
  { print }
' README.md >"$work/README.md"

if [ "${UPDATE-}" ]; then
  cp "$work/README.md" README.md
else
  diff -u README.md "$work/README.md"
fi
