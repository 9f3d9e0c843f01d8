#!/bin/sh
# development.sh FOLDER [SUITE...]: scores the build on the development sets, which are others' texts
# and not in this repository. FOLDER holds dev.db.xz and the script `run` that scores a library on
# it. Environment: GLOSS, the library (default: build/gloss).
set -eu
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 1; }
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
folder=$(CDPATH='' cd -- "$1" && pwd)
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xz -dc "$folder/dev.db.xz" >"$work/dev.db"
"$folder/run" "$work/dev.db" "${GLOSS-$root/build/gloss}" "$@"
