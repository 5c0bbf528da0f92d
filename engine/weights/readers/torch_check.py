#!/usr/bin/env python3
"""Reads our safetensors files with PyTorch, and writes one as we do not write.

    torch_check.py FOLDER
    torch_check.py --sums FILE     each tensor's name, shape, and SHA-256 of its numbers as float32

Each number of the files is ((7919·i) mod 4001 − 2000)/1024, where i counts the
numbers of its tensor: F32 and F16 hold all of them exactly. The file that is
written, torch.safetensors, has BF16 too, a mask of bytes that puts the tensors
after it at odd places, names in another order than the numbers, and spaces in
its header. Made with PyTorch 1.13.0; any later one should do.
"""
import hashlib
import json
import os
import struct
import sys

import torch

TYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "U8": torch.uint8}


def numbers(shape):
    i = torch.arange(torch.Size(shape).numel())
    return ((7919 * i % 4001 - 2000).double() / 1024).reshape(shape)


def read(path):
    with open(path, "rb") as f:
        (n,) = struct.unpack("<Q", f.read(8))
        header, data = json.loads(f.read(n)), bytearray(f.read())
    header.pop("__metadata__", None)
    for name, e in header.items():
        start, end = e["data_offsets"]
        flat = torch.frombuffer(data[start:end], dtype=TYPES[e["dtype"]]) if end > start else torch.zeros(0)
        yield name, e["dtype"], flat.reshape(e["shape"])


def check(path, dtype):
    seen = {}
    for name, got, x in read(path):
        assert got == dtype, (path, name, got)
        assert torch.equal(x.double(), numbers(x.shape)), (path, name)
        seen[name] = list(x.shape)
    assert seen == {"h.0.attn.c_attn.weight": [4, 12], "h.0.attn.c_attn.bias": [12], "single": [], "empty": [0, 3], "long": [5000]}, seen
    print(f"{os.path.basename(path)}: {len(seen)} tensors, as they should be")


def write(path):
    parts = {
        "mask": torch.ones(3, dtype=torch.uint8),
        "f32": numbers([5, 7]).float(),
        "bf16": numbers([2, 3, 11]).bfloat16(),
        "f16": numbers([4001]).half(),
    }
    names = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.uint8: "U8"}
    header, data = {}, b""
    for name, x in parts.items():
        raw = x.contiguous().view(torch.uint8).numpy().tobytes() if x.dtype != torch.uint8 else x.numpy().tobytes()
        header[name] = {"shape": list(x.shape), "data_offsets": [len(data), len(data) + len(raw)], "dtype": names[x.dtype]}
        data += raw
    header = {"f16": header.pop("f16"), "__metadata__": {"made by": "PyTorch"}, **header}
    text = json.dumps(header, indent=1).encode()
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


if sys.argv[1] == "--sums":
    for name, _, x in read(sys.argv[2]):
        print(name, "[" + " ".join(map(str, x.shape)) + "]", hashlib.sha256(x.float().numpy().astype("<f4").tobytes()).hexdigest())
    sys.exit()
folder = sys.argv[1]
check(os.path.join(folder, "ours-f32.safetensors"), "F32")
check(os.path.join(folder, "ours-f16.safetensors"), "F16")
write(os.path.join(folder, "torch.safetensors"))
