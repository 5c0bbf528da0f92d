#!/usr/bin/env bash
# Writes ../data.go: every formula of the chapters and of extra.txt, laid out by
# MathJax as outlines of glyphs, and as MathML.
# Needs Go, Node and npm. The result is committed, so that a build needs Go alone.
set -euo pipefail
cd "$(dirname "$0")"
npm install --silent --no-package-lock
go run list.go > node_modules/list
node make.mjs < node_modules/list | gofmt > node_modules/data
mv node_modules/data ../data.go
