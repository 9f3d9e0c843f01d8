#!/bin/sh
# install.sh [PACKAGE ...]: what building gloss takes. On Debian and Ubuntu, as root, missing
# packages are installed without a question; elsewhere it says what to install. Names given as
# arguments are Debian packages wanted besides.
set -eu

packages="cmake ninja-build gcc libc6-dev pkg-config sqlite3 libsqlite3-dev libicu-dev
ca-certificates $*"

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
  missing=
  for package in $packages; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) in
      installed) ;;
      *) missing="$missing $package" ;;
    esac
  done
  if [ -n "$missing" ]; then
    if [ "$(id -u)" -ne 0 ]; then
      echo "gloss: these packages are missing; please run" >&2
      echo "    sudo apt-get install$missing" >&2
      exit 1
    fi
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q=2 </dev/null
    # shellcheck disable=SC2086  # a list of words
    apt-get install -q=2 -y --no-install-recommends $missing </dev/null >/dev/null
  fi
else
  for tool in cmake cc sqlite3; do
    command -v $tool >/dev/null 2>&1 || {
      echo "gloss: $tool is missing. gloss is built with CMake (3.25 or newer) and a C compiler," >&2
      echo "and needs SQLite (3.38 or newer, with its shell) and ICU, with headers:" >&2
      echo "    Fedora   dnf install cmake gcc sqlite sqlite-devel libicu-devel" >&2
      echo "    Arch     pacman -S cmake gcc sqlite icu" >&2
      echo "    macOS    brew install cmake sqlite icu4c" >&2
      exit 1
    }
  done
fi
