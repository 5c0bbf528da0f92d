// Writes ../testdata/reference.json: what others make of ../testdata/texts.json.
//
//   words  the cut into words, by Hugging Face's ByteLevel pre-tokenizer
//   ids    the ids by our tokenizer.json, read by Hugging Face's library
//   gpt2   the ids of GPT-2, by Hugging Face's library and gpt-tokenizer alike
//
// With the path of another tokenizer.json it writes what Hugging Face's library
// makes of the texts with that one to node_modules/ids.json.
//
// It stops if our vocab.json and merges.txt, read by Hugging Face's library,
// give other ids than our tokenizer.json. And it writes GPT-2's vocabulary into
// node_modules/gpt2 in all three forms, the tokenizer.json by Hugging Face's
// library, for our readers to read.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import tokenizers from "tokenizers";
import * as r50k from "gpt-tokenizer/encoding/r50k_base";

const { AddedToken, BPE, Tokenizer, byteLevelPreTokenizer } = tokenizers;

const testdata = new URL("../testdata/", import.meta.url).pathname;
const gpt2 = new URL("node_modules/gpt2/", import.meta.url).pathname;
const end = "<|endoftext|>";

// byteSigns is GPT-2's table: the sign that stands for each byte in files.
function byteSigns() {
  let next = 256;
  const printed = (b) => (b > 32 && b < 127) || (b > 160 && b !== 173);
  return Array.from({ length: 256 }, (_, b) => String.fromCharCode(printed(b) ? b : next++));
}

// publishedPieces returns the bytes of GPT-2's pieces, by their ids.
function publishedPieces() {
  const file = new URL("node_modules/gpt-tokenizer/data/r50k_base.tiktoken", import.meta.url);
  const pieces = [];
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const [bytes, id] = line.split(" ");
    pieces[Number(id)] = Buffer.from(bytes, "base64").toString("latin1");
  }
  return pieces;
}

// parts returns the two pieces that were merged to make a piece: what is left
// of its bytes when all merges of lower rank are made.
function parts(piece, ids, rank) {
  const list = [...piece];
  while (list.length > 2) {
    let best = rank;
    let at = -1;
    for (let i = 0; i + 1 < list.length; i++) {
      const id = ids.get(list[i] + list[i + 1]);
      if (id !== undefined && id < best) [best, at] = [id, i];
    }
    assert(at >= 0, `no merge makes ${JSON.stringify(piece)}`);
    list.splice(at, 2, list[at] + list[at + 1]);
  }
  return list;
}

async function writeGPT2() {
  const pieces = publishedPieces();
  const ids = new Map(pieces.map((piece, id) => [piece, id]));
  const signs = byteSigns();
  const spell = (piece) => [...piece].map((c) => signs[c.charCodeAt(0)]).join("");
  const merges = [];
  pieces.forEach((piece, id) => {
    if (piece.length > 1) merges.push(parts(piece, ids, id).map(spell).join(" "));
  });
  const vocab = Object.fromEntries([...pieces.map((piece, id) => [spell(piece), id]), [end, pieces.length]]);
  mkdirSync(gpt2, { recursive: true });
  writeFileSync(gpt2 + "vocab.json", JSON.stringify(vocab));
  writeFileSync(gpt2 + "merges.txt", "#version: 0.2\n" + merges.join("\n") + "\n");
  save(await fromFiles(gpt2), gpt2 + "tokenizer.json");
}

// save writes a tokenizer with a ByteLevel decoder, which the library reads
// and writes but cannot make in JavaScript.
function save(tokenizer, path) {
  tokenizer.save(path);
  const file = JSON.parse(readFileSync(path, "utf8"));
  file.decoder = file.pre_tokenizer;
  Tokenizer.fromString(JSON.stringify(file)).save(path, true);
}

async function fromFiles(dir) {
  const t = new Tokenizer(await BPE.fromFile(dir + "vocab.json", dir + "merges.txt"));
  t.setPreTokenizer(byteLevelPreTokenizer(false));
  t.addAddedTokens([new AddedToken(end, true)]);
  return t;
}

// words returns the cut of a text, as text again.
function words(text) {
  const signs = byteSigns();
  const byte = new Map(signs.map((sign, b) => [sign, b]));
  return byteLevelPreTokenizer(false)
    .preTokenizeString(text)
    .map(([word]) => Buffer.from([...word].map((c) => byte.get(c))).toString("utf8"));
}

// To JavaScript's regular expressions a byte order mark is white space, and a
// next line is none; to Unicode it is the other way round. (And gpt-tokenizer
// 4.0.0 finds a special token only where it is the whole text.)
const javaScriptDiffers = /[\ufeff\u0085]/;

const texts = JSON.parse(readFileSync(testdata + "texts.json", "utf8"));
if (process.argv[2]) {
  const other = Tokenizer.fromFile(process.argv[2]);
  const all = [];
  for (const text of texts) all.push({ text, ids: (await other.encode(text)).getIds() });
  writeFileSync(new URL("node_modules/ids.json", import.meta.url), JSON.stringify(all));
  process.exit();
}

await writeGPT2();
const ours = Tokenizer.fromFile(testdata + "tokenizer.json");
const older = await fromFiles(testdata);
const theirs = Tokenizer.fromFile(gpt2 + "tokenizer.json");
const reference = [];
for (const text of texts) {
  const ids = (await ours.encode(text)).getIds();
  assert.deepEqual((await older.encode(text)).getIds(), ids, `vocab.json and merges.txt: ${JSON.stringify(text)}`);
  assert.equal(await ours.decode(ids, false), text);
  const published = (await theirs.encode(text)).getIds();
  if (!javaScriptDiffers.test(text) && !text.includes(end)) {
    assert.deepEqual(r50k.encode(text), published, `GPT-2: ${JSON.stringify(text)}`);
  }
  reference.push({ text, words: words(text), ids, gpt2: published });
}
writeFileSync(testdata + "reference.json", "[\n" + reference.map((r) => JSON.stringify(r)).join(",\n") + "\n]\n");
console.log(`${reference.length} texts, the same ids`);
