#!/usr/bin/env python3
"""Writes what PyTorch makes of GPT-2's architecture, for TestPyTorch.

    reference.py OUT                        random weights; OUT is reference.safetensors
    reference.py OUT MODEL HEADS ID ID ...  the weights in MODEL, on a text of these tokens

The model is put together from PyTorch's own parts: Embedding, LayerNorm,
MultiheadAttention, Linear, gelu, cross_entropy, AdamW, clip_grad_norm_. It
computes in float64, so that what differs from it is the other side's rounding.
Made with PyTorch 1.13.0; any later one should do.
"""
import json
import struct
import sys

import torch
from torch import nn
from torch.nn import functional as F

NO_TARGET = -1


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.ln_1 = nn.LayerNorm(width)
        self.attn = nn.MultiheadAttention(width, heads, batch_first=True)
        self.ln_2 = nn.LayerNorm(width)
        self.c_fc = nn.Linear(width, 4 * width)
        self.c_proj = nn.Linear(4 * width, width)

    def forward(self, x):
        n = self.ln_1(x)
        mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1)
        x = x + self.attn(n, n, n, attn_mask=mask, need_weights=False)[0]
        return x + self.c_proj(F.gelu(self.c_fc(self.ln_2(x)), approximate="tanh"))


class GPT(nn.Module):
    def __init__(self, layers, heads, width, context, vocabulary):
        super().__init__()
        self.wte = nn.Embedding(vocabulary, width)
        self.wpe = nn.Embedding(context, width)
        self.h = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.ln_f = nn.LayerNorm(width)
        self.double()

    def forward(self, tokens):
        x = self.wte(tokens) + self.wpe(torch.arange(tokens.shape[1]))
        for block in self.h:
            x = block(x)
        return self.ln_f(x) @ self.wte.weight.T

    def loss(self, tokens, targets):
        return F.cross_entropy(self(tokens).flatten(0, 1), targets.flatten(), ignore_index=NO_TARGET)

    def named(self):
        """The parameters by Hugging Face's names; those marked True lie transposed there."""
        out = {"wte.weight": (self.wte.weight, False), "wpe.weight": (self.wpe.weight, False)}
        for i, b in enumerate(self.h):
            for name, w, b_ in [
                ("attn.c_attn", b.attn.in_proj_weight, b.attn.in_proj_bias),
                ("attn.c_proj", b.attn.out_proj.weight, b.attn.out_proj.bias),
                ("mlp.c_fc", b.c_fc.weight, b.c_fc.bias),
                ("mlp.c_proj", b.c_proj.weight, b.c_proj.bias),
            ]:
                out[f"h.{i}.{name}.weight"], out[f"h.{i}.{name}.bias"] = (w, True), (b_, False)
            for name, n in [("ln_1", b.ln_1), ("ln_2", b.ln_2)]:
                out[f"h.{i}.{name}.weight"], out[f"h.{i}.{name}.bias"] = (n.weight, False), (n.bias, False)
        out["ln_f.weight"], out["ln_f.bias"] = (self.ln_f.weight, False), (self.ln_f.bias, False)
        return out

    def weights(self):
        return {name: (p.T if turned else p).detach() for name, (p, turned) in self.named().items()}

    def gradients(self):
        return {name: (p.grad.T if turned else p.grad) for name, (p, turned) in self.named().items()}

    @torch.no_grad()
    def load(self, tensors):
        for name, (p, turned) in self.named().items():
            p.copy_(tensors[name].T if turned else tensors[name])


def read(path):
    """Reads safetensors: the length of the header, the header as JSON, the numbers."""
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    types = {"F16": torch.float16, "F32": torch.float32, "BF16": torch.bfloat16}
    header.pop("__metadata__", None)
    return {
        name: torch.frombuffer(bytearray(data[slice(*t["data_offsets"])]), dtype=types[t["dtype"]]).reshape(t["shape"]).double()
        for name, t in header.items()
    }


def write(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, t in tensors.items():
        t = t.detach().float().contiguous()
        raw = t.numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(t.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


def prefixed(prefix, tensors):
    return {f"{prefix}.{name}": t for name, t in tensors.items()}


# What is compared on random weights: blueprints, how long the sequences are,
# and the settings of the steps. A large epsilon, since the gradient of the
# keys' biases is 0 but for rounding, and without it the steps of AdamW would
# be as long as for any other.
CASES = {
    "a": dict(layers=2, heads=4, width=16, context=12, vocabulary=23, length=12),
    "b": dict(layers=3, heads=2, width=12, context=15, vocabulary=31, length=9),
}
STEPS, BATCH = 4, 3
ADAMW = dict(rate=0.01, floor=0.002, beta1=0.9, beta2=0.95, epsilon=1e-5, decay=0.1, clip=0.5)


def random_model(length, **config):
    model = GPT(**config)
    with torch.no_grad():
        for p in model.parameters():
            p.copy_((p + 0.2 * torch.randn_like(p)).float())  # exact in the file
    return model


def train(model, tokens, targets):
    """Makes one step for each batch; returns losses and lengths of gradients."""
    matrices = [p for p in model.parameters() if p.dim() == 2]
    vectors = [p for p in model.parameters() if p.dim() != 2]
    groups = [{"params": matrices, "weight_decay": ADAMW["decay"]}, {"params": vectors, "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, lr=ADAMW["rate"], betas=(ADAMW["beta1"], ADAMW["beta2"]), eps=ADAMW["epsilon"])
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, T_max=STEPS, eta_min=ADAMW["floor"])
    losses, norms = [], []
    for x, y in zip(tokens, targets):
        adam.zero_grad()
        loss = model.loss(x, y)
        loss.backward()
        norms.append(nn.utils.clip_grad_norm_(model.parameters(), ADAMW["clip"]).item())
        adam.step()
        schedule.step()
        losses.append(loss.item())
    return losses, norms


def random_case(name, config):
    model, shape = random_model(**config), (STEPS, BATCH, config["length"])
    tokens, targets = (torch.randint(config["vocabulary"], shape) for _ in range(2))
    targets[torch.rand(shape) < 0.2] = NO_TARGET
    out = prefixed("weights", model.weights())
    out = {k: t.clone() for k, t in out.items()}
    out["tokens"], out["targets"], out["logits"] = tokens, targets, model(tokens[0])
    model.loss(tokens[0], targets[0]).backward()
    out.update({k: t.clone() for k, t in prefixed("gradient", model.gradients()).items()})
    losses, norms = train(model, tokens, targets)
    out["losses"], out["norms"] = torch.tensor(losses), torch.tensor(norms)
    out.update(prefixed("after", model.weights()))
    return prefixed(name, out)


def random_weights(out):
    torch.manual_seed(20260101)
    tensors, settings = {}, {"steps": str(STEPS), "batch": str(BATCH)}
    settings.update({k: repr(v) for k, v in ADAMW.items()})
    for name, config in CASES.items():
        tensors.update(random_case(name, config))
        settings.update({f"{name}.{k}": str(v) for k, v in config.items()})
    write(out, tensors, settings)


def given_weights(out, path, heads, ids):
    """Logits and loss of a text, and of each tensor's gradient the length and
    the sum weighted by cos 0, cos 1, cos 2 ..., so that the file stays small."""
    tensors = {name.removeprefix("transformer."): t for name, t in read(path).items()}
    (vocabulary, width), context = tensors["wte.weight"].shape, tensors["wpe.weight"].shape[0]
    layers = sum(name.endswith("ln_1.bias") for name in tensors)
    model = GPT(layers, heads, width, context, vocabulary)
    model.load(tensors)
    tokens, targets = torch.tensor([ids[:-1]]), torch.tensor([ids[1:]])
    loss = model.loss(tokens, targets)
    loss.backward()
    result = {"tokens": torch.tensor(ids), "logits": model(tokens)[0], "loss": loss.reshape(1)}
    for name, g in model.gradients().items():
        weighted = (g.flatten() * torch.arange(g.numel()).double().cos()).sum()
        result[f"gradient.{name}"] = torch.stack([g.norm(), weighted])
    write(out, result, {"heads": str(heads), "layers": str(layers)})


if __name__ == "__main__":
    if len(sys.argv) == 2:
        random_weights(sys.argv[1])
    else:
        given_weights(sys.argv[1], sys.argv[2], int(sys.argv[3]), [int(a) for a in sys.argv[4:]])
