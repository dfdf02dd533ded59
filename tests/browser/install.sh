#!/bin/sh
# A browser for the tests: the one that is there, else Debian's, else Playwright's own. Usage: install.sh PYTHON
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    if $as_root apt-get update -qq && $as_root apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; then
        exit 0
    fi
    echo "Debian's chromium could not be installed; trying Playwright's own." >&2
fi
"$1" -m playwright install chromium
