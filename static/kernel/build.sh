#!/usr/bin/env bash
# Builds the kernel into a folder, here if none is named. It needs clang and lld
# 19.1.7, which are the packages clang-19 and lld-19 of Debian 12: what others
# make may be other bytes.
set -eu
out=$(realpath "${1:-$(dirname "$0")}")
cd "$(dirname "$0")"

build() { # result source flags...
  local result=$1 source=$2
  shift 2
  clang-19 --target=wasm32 -mcpu=mvp -mbulk-memory -O3 -ffreestanding -ffp-contract=off -fno-math-errno \
    -fno-vectorize -fno-slp-vectorize -fno-unroll-loops -Wall -Wextra -Werror -nostdlib -fuse-ld="$(command -v wasm-ld-19)" -Wl,--no-entry,--strip-all,--stack-first,-z,stack-size=0 \
    "$@" -o "$out/$result" "$source"
  chmod 644 "$out/$result"
}

build stub.wasm stub.c -Wl,--export-table,--growable-table
build simd.wasm kernel.c -msimd128 -Wl,--import-memory
build relaxed.wasm kernel.c -msimd128 -mrelaxed-simd -Wl,--import-memory
