#!/usr/bin/env bash
# Opens the files in ../testdata with Hugging Face's own library, and GPT-2's
# published vocabulary with ours; the ids must be the same. Writes what the
# other libraries say of ../testdata/texts.json to ../testdata/reference.json,
# which is committed, so that the tests need Go alone.
# Needs Go, Node and npm.
set -euo pipefail
cd "$(dirname "$0")"
npm install --silent --no-package-lock
node make.mjs
go test -count=1 -run 'Reference|GPT2' .. -gpt2 "$PWD/node_modules/gpt2"
