// kernel.js gives a Go program the kernel, wherever it runs: on the page, in a
// worker, under Node. modules holds the bytes of stub.wasm, and of relaxed.wasm
// and simd.wasm if they are to be tried.
//
//   const { go, instance } = await linkGo(program, modules);
//   go.run(instance);
//
// The kernel works on the program's memory, which there is only when the
// program has been linked, and the program must be linked with the kernel. So
// it is linked with the stub, and the kernel put into the stub's table later.
'use strict';
async function loadKernel({ stub, relaxed, simd }) {
  let kernel = null; // stays so where WebAssembly has no vectors
  for (const bytes of [relaxed, simd]) {
    if (!bytes || kernel) continue;
    try { kernel = await WebAssembly.compile(bytes); } catch { /* the next one asks for less */ }
  }
  const { module, instance } = await WebAssembly.instantiate(stub);
  const names = WebAssembly.Module.exports(module).filter(e => e.kind === 'function').map(e => e.name);
  const table = instance.exports.__indirect_function_table;
  return {
    imports: { ...instance.exports, lanes: () => kernel ? 4 : 0 },
    async bind(program) {
      if (!kernel) return;
      const { exports } = await WebAssembly.instantiate(kernel, { env: { memory: program.exports.mem } });
      table.grow(names.length);
      names.forEach((name, i) => table.set(i + 1, exports[name])); // stub.c numbers them so
    },
  };
}

// linkGo makes an instance of a program, which is a WebAssembly.Module or a
// Response that has one, with the kernel in its place.
async function linkGo(program, modules) {
  const go = new Go(), kernel = await loadKernel(modules);
  go.importObject.kernel = kernel.imports;
  const instance = program instanceof WebAssembly.Module
    ? await WebAssembly.instantiate(program, go.importObject)
    : (await WebAssembly.instantiateStreaming(program, go.importObject)).instance;
  await kernel.bind(instance);
  return { go, instance };
}
