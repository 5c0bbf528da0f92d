#!/usr/bin/env node
// Runs a Go program for browsers under Node, with the kernel, as Go's own
// go_js_wasm_exec does without. For tests:
//
//   GOOS=js GOARCH=wasm go test -exec "$PWD/static/kernel/node.js" ./engine/...
//
// KERNEL=relaxed, simd or none chooses; otherwise the best is taken.
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm');

globalThis.require = require;
globalThis.fs = fs;
globalThis.path = path;
globalThis.crypto ??= require('crypto').webcrypto;
for (const script of ['../../wasm_exec.js', 'kernel.js'])
  vm.runInThisContext(fs.readFileSync(path.join(__dirname, script), 'utf8'), script);

const wanted = process.env.KERNEL || 'relaxed simd';
const modules = {};
for (const name of ['stub', 'relaxed', 'simd'])
  if (name === 'stub' || wanted.includes(name)) modules[name] = fs.readFileSync(path.join(__dirname, name + '.wasm'));

(async () => {
  const go = new Go();
  go.argv = process.argv.slice(2);
  go.env = { TMPDIR: require('os').tmpdir(), ...process.env };
  go.exit = process.exit;
  const kernel = await loadKernel(modules);
  if (process.env.KERNEL && kernel.imports.lanes() === (wanted === 'none' ? 4 : 0)) throw new Error('this Node has no vectors: ' + wanted);
  go.importObject.kernel = kernel.imports;
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(go.argv[0]), go.importObject);
  await kernel.bind(instance);
  process.on('exit', code => { // nothing is left to wake the program: Go prints where it is stuck
    if (code === 0 && !go.exited) {
      go._pendingEvent = { id: 0 };
      go._resume();
    }
  });
  await go.run(instance);
})().catch(error => { console.error(error); process.exit(1); });
