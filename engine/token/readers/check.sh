#!/usr/bin/env bash
# Opens the files in ../testdata with Hugging Face's own library, and GPT-2's
# published vocabulary with ours; the ids must be the same. Writes what the
# other libraries say of ../testdata/texts.json to ../testdata/reference.json,
# which is committed, so that the tests need Go alone. Another tokenizer.json is
# checked in the same way: ./check.sh ../../../static/model/tokenizer.json
# Needs Go, Node and npm.
set -euo pipefail
other=${1:+$(realpath "$1")}
cd "$(dirname "$0")"
npm install --silent --no-package-lock
if [ -n "$other" ]; then
  node make.mjs "$other"
  exec go test -count=1 -run Other .. -tokenizer "$other" -ids "$PWD/node_modules/ids.json"
fi
node make.mjs
go test -count=1 -run 'Reference|GPT2' .. -gpt2 "$PWD/node_modules/gpt2"
