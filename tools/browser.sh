#!/usr/bin/env bash
# Installs Debian's Chromium for the tests of the page; says so where that cannot be.
set -uo pipefail
run=""
if [ "$(id -u)" -ne 0 ]; then
    run="sudo -n"
fi
install="apt-get install -y -qq --no-install-recommends chromium fonts-liberation"
if command -v apt-get >/dev/null && { $run $install || { $run apt-get update -qq && $run $install; }; } >/dev/null 2>&1; then
    echo "Installed Chromium."
else
    echo "No Chromium, and it could not be installed: the tests that need a browser will skip." >&2
fi
