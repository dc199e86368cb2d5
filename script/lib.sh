# Sourced by the scripts beside it: how they speak, and how they become root.
# A second clone of the project, wherever it lies, finds what the first has compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
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
    if [ -f "$made" ] && [ -z "$(find src/engine src/base/result.h src/base/problem.h cmake/wasm.sh -newer "$made" -type f ! -name '*_test.cpp' -print -quit)" ]; then return; fi
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
