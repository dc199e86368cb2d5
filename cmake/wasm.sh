#!/usr/bin/env bash
# Compiles the cost engine to WebAssembly for the browser: web/src/impact/engine.wasm, which git ignores. Debian's clang 14 with wasi-libc.
# -ffp-contract=off: the same bits as the server's. The module has no imports; a build in which it has some fails here.
#   cmake/wasm.sh     no options
set -euo pipefail
. "$(dirname "$0")/../script/lib.sh"
answer_help "" "$@"
cd "$(dirname "$0")/.."
out=web/src/impact/engine.wasm
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

flags=(--target=wasm32-wasi -std=gnu++20 -Oz -DNDEBUG -ffp-contract=off -fno-exceptions -fno-rtti -fvisibility=hidden -ffunction-sections -fdata-sections
    -Wall -Wextra -Wno-missing-field-initializers -Isrc -idirafter /usr/include)
# One translation unit: the standard headers are read once.
for source in src/base/{json,members,plain_number,text}.cpp src/engine/{stats,economics,wasm}/*.cpp; do
    case $source in *_test.cpp) ;; *) echo "#include \"${source#src/}\"" ;; esac
done >"$work/engine.cpp"
$(command -v ccache || true) clang++ "${flags[@]}" -c "$work/engine.cpp" -o "$work/engine.o"

exports=(room give_back answer)
clang++ --target=wasm32-wasi -mexec-model=reactor -Oz "$work/engine.o" -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=262144 \
    "${exports[@]/#/-Wl,--export=bydel_}" -o "$work/engine.wasm"
imports=$(node -e 'const m = new WebAssembly.Module(require("fs").readFileSync(process.argv[1])); console.log(WebAssembly.Module.imports(m).map((i) => i.name).join(" "))' "$work/engine.wasm")
if [ -n "$imports" ]; then
    echo "engine.wasm may not ask anything of its host, but imports: $imports" >&2
    exit 1
fi
mkdir -p "$(dirname "$out")"
mv "$work/engine.wasm" "$out"
