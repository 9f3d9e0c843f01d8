#!/bin/sh
# quickstart.sh [FOLDER]: from a fresh clone to an analysed collection.
#
# Installs what is missing (install.sh), builds the extension, imports every *.txt file of FOLDER
# (default: the sample articles of tests/articles) into news.db in the current directory, analyses
# what is new there, and prints what was found. An existing news.db is added to, never replaced.
# Environment: GLOSS_BUILD, the build directory (default: build beside this repository's files).
set -eu

fail() {
  echo "quickstart: $*" >&2
  exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$here")
case ${1-} in
  -h | --help)
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
esac
[ $# -le 1 ] || fail "one folder at a time; usage: quickstart.sh [FOLDER]"
folder=${1-$root/tests/articles}
build=${GLOSS_BUILD-$root/build}
database=news.db

# The folder, before anything is installed for it
[ -d "$folder" ] || fail "$folder is not a folder"
[ -n "$(find "$folder" -type f -name '*.[Tt][Xx][Tt]' | head -n 1)" ] ||
  fail "$folder holds no .txt file; one article is one .txt file, in UTF-8"

sh "$here/install.sh"

# The extension
mkdir -p "$build" || fail "cannot write to $build; set GLOSS_BUILD to another directory"
log=$build/quickstart.log
generator=
[ -f "$build/CMakeCache.txt" ] || ! command -v ninja >/dev/null 2>&1 || generator='-G Ninja'
echo "building gloss (the first time this takes a minute; log: $log)"
{
  # shellcheck disable=SC2086  # nothing or two words
  cmake -S "$root" -B "$build" $generator -DCMAKE_BUILD_TYPE=Release &&
    cmake --build "$build" --target gloss
} >"$log" 2>&1 || {
  tail -n 25 "$log" >&2
  fail "the build failed; the whole log is $log"
}
extension=$build/gloss

# SQL strings may hold any path: quotes are doubled. The shell's own quoting wants no backslash.
sql_string() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/''/g")"; }
run_sql() { # the shell, with the extension; stops at the first error
  sqlite3 -batch -bail -cmd ".load \"$(printf '%s' "$extension" | sed 's/[\\"]/\\&/g')\"" "$database" "$@"
}

sqlite3 -batch :memory: ".load \"$(printf '%s' "$extension" | sed 's/[\\"]/\\&/g')\"" \
  'SELECT gloss_version()' >/dev/null ||
  fail "this sqlite3 cannot load extensions (macOS: use the sqlite3 of Homebrew)"

# The database: made, or one of ours
if [ -s "$database" ]; then
  kind=$(sqlite3 -batch "$database" "SELECT count(*) FROM pragma_table_info('article')
    WHERE name IN ('id', 'site', 'text')" 2>/dev/null) ||
    fail "$database here is not a database; move it away first"
  [ "$kind" = 3 ] ||
    fail "$database here is of something else: no table article(id, site, text); move it away first"
  echo "adding to the existing $database"
fi
run_sql <"$here/schema.sql"

# Files that are not UTF-8 are named and left out, not guessed at
skip=$(mktemp)
trap 'rm -f "$skip"' EXIT
find "$folder" -type f -name '*.[Tt][Xx][Tt]' -exec sh -c '
  for file do
    iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 || printf "%s\n" "$file"
  done' sh {} + >"$skip"
if [ -s "$skip" ]; then
  echo "left out, not UTF-8 (convert with: iconv -f CP1256 -t UTF-8 old.txt > new.txt, say):"
  sed 's/^/    /' "$skip"
fi
{
  echo 'CREATE TEMP TABLE import_skip(path TEXT PRIMARY KEY);'
  sed "s/'/''/g; s/^/INSERT OR IGNORE INTO import_skip VALUES('/; s/\$/');/" "$skip"
  echo '.parameter init'
  echo "INSERT OR REPLACE INTO temp.sqlite_parameters VALUES(':folder', $(sql_string "$folder"));"
  cat "$here/import.sql" "$here/analyze.sql" "$here/sites.sql" "$here/views.sql" \
    "$here/search.sql"
} | run_sql

sqlite3 -batch "$database" <"$here/report.sql"
cat <<END

$(pwd)/$database holds it all. Go on with, for example:
    sqlite3 $database "SELECT type, name, spellings FROM entities WHERE languages > 2"
    sqlite3 $database "SELECT day, actor, type, target, place FROM who_did_what ORDER BY day"
END
