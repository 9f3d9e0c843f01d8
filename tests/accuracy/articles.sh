#!/bin/sh
# articles.sh: scores on tests/articles (articles.sql) do not fall under their floors, and every
# article's expected results are well formed. GLOSS names the built extension.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=$(dirname -- "$here")/articles
quoted=$(printf '%s' "$folder" | sed "s/'/''/g")
{
  echo ".parameter init"
  echo "INSERT OR REPLACE INTO temp.sqlite_parameters VALUES(':folder', '$quoted');"
  cat "$here/articles.sql"
} >"${TMPDIR:-/tmp}/gloss-articles.$$"
trap 'rm -f "${TMPDIR:-/tmp}/gloss-articles.$$"' EXIT
out=$(sqlite3 -batch -bail -cmd ".load $GLOSS" :memory: <"${TMPDIR:-/tmp}/gloss-articles.$$")
printf '%s\n' "$out"
[ "$(printf '%s\n' "$out" | grep -c ' ok$')" -eq 24 ] || exit 1
