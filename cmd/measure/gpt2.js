// Runs cmd/gpt2 in a worker. The model's files are blobs, as files are that a
// reader chooses: Go reads them in parts, through the file system that
// wasm_exec.js lets a page provide.
'use strict';
importScripts('wasm_exec.js', 'kernel/kernel.js');

const fetched = async (path, as) => (await fetch(path))[as]();
const files = new Map(), handles = [null, null, null]; // 0 to 2 are the standard ones
const decoder = new TextDecoder();
let said = '';

Object.assign(globalThis.fs, {
  open(path, flags, mode, done) {
    if (!files.has(path)) return done(Object.assign(new Error('there is no ' + path), { code: 'ENOENT' }));
    done(null, handles.push({ blob: files.get(path), at: 0 }) - 1);
  },
  fstat(fd, done) {
    const none = { dev: 0, ino: 0, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 1, blocks: 0, atimeMs: 0, mtimeMs: 0, ctimeMs: 0 };
    done(null, { ...none, mode: 0o100444, size: handles[fd].blob.size, isDirectory: () => false });
  },
  async read(fd, buffer, offset, length, position, done) {
    const file = handles[fd], start = position ?? file.at;
    try {
      const bytes = new Uint8Array(await file.blob.slice(start, start + length).arrayBuffer());
      buffer.set(bytes, offset);
      if (position === null) file.at += bytes.length;
      done(null, bytes.length);
    } catch (error) { done(error); }
  },
  close(fd, done) { handles[fd] = null; done(null); },
  writeSync(fd, bytes) { said += decoder.decode(bytes, { stream: true }); return bytes.length; },
});

(async () => {
  for (const name of ['config.json', 'tokenizer.json', 'model.safetensors'])
    files.set('/' + name, await fetched('files/model/' + name, 'blob'));
  const modules = {};
  for (const name of ['stub', 'relaxed', 'simd']) modules[name] = await fetched(`kernel/${name}.wasm`, 'arrayBuffer');
  const kernel = await loadKernel(modules), go = new Go();
  go.importObject.kernel = kernel.imports;
  go.argv = ['gpt2', '-n', '40', '-temperature', '0', '/', 'the cat sat on the mat because it was tired'];
  go.exit = code => { said += `\nexit code: ${code}\n`; };
  const { instance } = await WebAssembly.instantiate(await fetched('files/gpt2.wasm', 'arrayBuffer'), go.importObject);
  await kernel.bind(instance);
  await go.run(instance);
  postMessage(`${said}\nlinear memory: ${instance.exports.mem.buffer.byteLength / 1e6} MB\n`);
})().catch(error => postMessage('failed: ' + error));
