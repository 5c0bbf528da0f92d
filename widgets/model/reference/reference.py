"""Works out again what the guide says of its model, from the files alone.

    python3 reference.py ../../../static/model > reference.json

It needs numpy and shares no code with the guide. Of three texts it writes

    tokens     their ids, by byte-level BPE as tokenizer.json says
    attention  [layer][head][i][j], the weights, j up to i
    lens       [blocks][i], the best tokens after token i, with their
               probabilities, as they would be after so many blocks
    samples    the tokens that are kept of what may come last, with their
               probabilities, for some settings

The architecture is that of GPT-2 (A. Radford and others, Language Models are
Unsupervised Multitask Learners, 2019). All is computed in float64.
"""

import json
import re
import sys

import numpy as np

TEXTS = [
    "The cat sat on the mat because it was tired. The",
    "The curious cat jumped over the lazy dog",
    "Zoë's 12 cats said: “miau” 🐈!\n  What is gravity?",
]
SETTINGS = [(0.7, 10, 0.9), (1.0, 0, 1.0), (2.0, 40, 0.95), (0.1, 0, 0.5)]
BEST = 5


def tensors(path):
    """Reads a safetensors file with numbers of type F16."""
    with open(path, "rb") as f:
        data = f.read()
    size = int.from_bytes(data[:8], "little")
    head = json.loads(data[8 : 8 + size])
    out = {}
    for name, t in head.items():
        if name != "__metadata__":
            assert t["dtype"] == "F16"
            a, b = t["data_offsets"]
            out[name] = np.frombuffer(data[8 + size + a : 8 + size + b], "<f2").reshape(t["shape"]).astype(np.float64)
    return out


def alphabet():
    """The sign that stands for each byte in tokenizer.json."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    signs = {b: chr(b) for b in plain}
    for b in range(256):
        signs.setdefault(b, chr(256 + len(signs) - len(plain)))
    return signs


# GPT-2's cut into words; in Python's re a letter is what is in \w and is
# neither a digit nor a low line.
WORDS = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")


def encode(text, tokenizer):
    """Merges pairs of neighbours, those of the lowest rank first."""
    model, signs = tokenizer["model"], alphabet()
    ranks = {tuple(m.split(" ") if isinstance(m, str) else m): i for i, m in enumerate(model["merges"])}
    ids = []
    for word in WORDS.findall(text):
        pieces = [signs[b] for b in word.encode()]
        while len(pieces) > 1:
            pairs = [(ranks.get(p, len(ranks)), i) for i, p in enumerate(zip(pieces, pieces[1:]))]
            rank, i = min(pairs)
            if rank == len(ranks):
                break
            pieces[i : i + 2] = ["".join(pieces[i : i + 2])]
        ids += [model["vocab"][p] for p in pieces]
    return ids


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def norm(x, w, name):
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * w[name + ".weight"] + w[name + ".bias"]


def linear(x, w, name):
    return x @ w[name + ".weight"] + w[name + ".bias"]


def gelu(x):
    return x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def run(ids, w, heads):
    """The weights of all heads, and the residual stream after each block."""
    n = len(ids)
    x = w["wte.weight"][ids] + w["wpe.weight"][:n]
    streams, attention = [x], []
    layer = 0
    while f"h.{layer}.ln_1.weight" in w:
        h = f"h.{layer}."
        qkv = linear(norm(x, w, h + "ln_1"), w, h + "attn.c_attn")
        q, k, v = (np.stack(np.split(part, heads, 1)) for part in np.split(qkv, 3, 1))
        scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
        scores[:, np.triu(np.ones((n, n), bool), 1)] = -np.inf
        weights = softmax(scores)
        attention.append(weights)
        x = x + linear(np.concatenate(list(weights @ v), 1), w, h + "attn.c_proj")
        x = x + linear(gelu(linear(norm(x, w, h + "ln_2"), w, h + "mlp.c_fc")), w, h + "mlp.c_proj")
        streams.append(x)
        layer += 1
    return attention, streams


def logits(x, w):
    return norm(x, w, "ln_f") @ w["wte.weight"].T


def ranked(values):
    """The indices by value, the highest first, of equal ones the lower index."""
    return sorted(range(len(values)), key=lambda i: (-values[i], i))


def sample(z, temperature, k, top_p):
    """What is kept: the k best, until their probabilities sum to top_p."""
    p = softmax(z / temperature)
    kept, mass = [], 0.0
    for i in ranked(z)[: k or len(z)]:
        kept.append(i)
        mass += p[i]
        if top_p < 1 and mass >= top_p:
            break
    return [[i, round(p[i] / mass, 9)] for i in kept]


def best(p):
    return [[i, round(p[i], 9)] for i in ranked(p)[:BEST]]


def text(words, w, tokenizer, heads):
    ids = encode(words, tokenizer)
    attention, streams = run(ids, w, heads)
    z = [logits(x, w) for x in streams]
    return {
        "text": words,
        "tokens": ids,
        "attention": [[[[round(v, 9) for v in row[: i + 1]] for i, row in enumerate(head)] for head in layer] for layer in attention],
        "lens": [[best(p) for p in softmax(after)] for after in z],
        "samples": [
            {"temperature": t, "topK": k, "topP": p, "kept": sample(z[-1][-1], t, k, p)[:200]} for t, k, p in SETTINGS
        ],
    }


def main(folder):
    w = tensors(folder + "/model.safetensors")
    with open(folder + "/tokenizer.json", encoding="utf-8") as f:
        tokenizer = json.load(f)
    with open(folder + "/config.json", encoding="utf-8") as f:
        heads = json.load(f)["n_head"]
    texts = [json.dumps(text(t, w, tokenizer, heads), ensure_ascii=False) for t in TEXTS]
    print("[\n" + ",\n".join(texts) + "\n]")


main(sys.argv[1])
