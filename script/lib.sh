#!/usr/bin/env bash
# Sourced by the scripts beside it: how they answer --help, how they speak, and how they become root. Nothing to run by itself.

# The first thing of every script, before it changes anything: --help tells the comment on its top; what it does not know is refused with 2.
#   answer_help WORDS "$@"     WORDS: the words it takes, with | between; ANY for one word of any kind; empty for none
answer_help() {
    local words=$1 given; shift
    for given in "$@"; do
        case "$given" in
            --help | -h) tell_help; exit 0 ;;
            -*) refuse "$given" ;;
        esac
    done
    [ $# -le 1 ] || refuse "$2"
    [ $# = 0 ] || [ "$words" = ANY ] || [[ -n "$words" && "|$words|" == *"|$1|"* ]] || refuse "$1"
}
tell_help() { awk 'NR > 1 && !/^#/ {exit} NR > 1 && !/SPDX/ {sub(/^# ?/, ""); print}' "$0"; }
refuse() { echo "${0##*/} does not know \"$1\". ${0##*/} --help tells what it takes." >&2; exit 2; }
if [ "${BASH_SOURCE[0]}" = "$0" ]; then answer_help "" "$@"; tell_help; exit 0; fi

# An area is a folder of src or web/src; none is everything.
known_area() { [ -z "$1" ] || [ -d "src/$1" ] || [ -d "web/src/$1" ] || refuse "$1"; }

# A second clone of the project, wherever it lies, finds what the first has compiled.
CCACHE_BASEDIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CCACHE_BASEDIR CCACHE_NOHASHDIR=1
step() { printf '\033[1m==> %s\033[0m (%s)\n' "$*" "$(date +%H:%M:%S)"; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else echo "Missing packages must be installed, which needs root or sudo: $*" >&2; exit 1
    fi
}
# The web app is built again only where something it is made of is newer.
web_is_current() {
    [ -f web/dist/index.html ] && [ -z "$(find web/src web/tools web/public web/*.json web/*.ts web/*.js web/*.html content -newer web/dist/index.html -type f -print -quit 2>/dev/null)" ]
}
# The cost engine for the browser (web/src/impact/engine.wasm, not in git), again only where its source is newer.
build_engine() {
    local made=web/src/impact/engine.wasm
    if [ -f "$made" ] && [ -z "$(find src/engine src/base cmake/wasm.sh -newer "$made" -type f ! -name '*_test.cpp' -print -quit)" ]; then return; fi
    step "Building the cost engine (WebAssembly)"
    cmake/wasm.sh
}
build_web() {
    build_engine
    if web_is_current; then return; fi
    step "Building the web app"
    (cd web && npm run --silent build)
    touch web/dist/index.html
}
build_release() {
    step "Building bydel (release; the first time takes a few minutes)"
    cmake --preset release >build-configure.log 2>&1 || { cat build-configure.log; exit 1; }
    rm -f build-configure.log
    cmake --build --preset release --target bydel
}
