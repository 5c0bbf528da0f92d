#!/usr/bin/env bash
# Opens the files that our writer made with two other readers, by PyTorch and by
# a Go port of the reference library, and writes ../testdata/torch.safetensors,
# which our reader is tested on. Needs Go, and Python with PyTorch, which a
# variable may name: PYTHON=/usr/bin/python3 ./check.sh. All three must find the
# same tensors in any other file: ./check.sh ../../../static/model/model.safetensors
set -euo pipefail
other=${1:+$(realpath "$1")}
cd "$(dirname "$0")"
if [ -n "$other" ]; then
  sums=$(mktemp)
  trap 'rm -f "$sums"' EXIT
  "${PYTHON:-python3}" torch_check.py --sums "$other" | sort > "$sums"
  go run . -sums "$other" | sort | diff "$sums" -
  cd .. && go test -count=1 -run Sums . -file "$other" -sums "$sums"
  exit
fi
"${PYTHON:-python3}" torch_check.py ../testdata
go run . ../testdata/ours-f32.safetensors ../testdata/ours-f16.safetensors
cd .. && go test -count=1 -run 'Others|Golden' .
