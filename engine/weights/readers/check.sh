#!/usr/bin/env bash
# Opens the files that our writer made with two other readers, by PyTorch and by
# a Go port of the reference library, and writes ../testdata/torch.safetensors,
# which our reader is tested on. Needs Go, and Python with PyTorch, which a
# variable may name: PYTHON=/usr/bin/python3 ./check.sh
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-python3}" torch_check.py ../testdata
go run . ../testdata/ours-f32.safetensors ../testdata/ours-f16.safetensors
cd .. && go test -count=1 -run 'Others|Golden' .
