# prelude.sh: what the tests in shell share; to be sourced at the top. A work directory that goes
# when the test ends, and `expect`. GLOSS names the built extension, without its suffix or with it.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")
sql=$root/sql
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

expect() { # expect NAME WANTED GOT
  if [ "$2" != "$3" ]; then
    printf 'FAILED %s: wanted "%s", got "%s"\n' "$1" "$2" "$3"
    failed=1
  fi
}
