// job.js: work that takes longer than a frame is done by a program without a
// screen: in a worker or, where the browser allows none, here between frames.
'use strict';

// perform runs the program until its job is over. It needs nothing of the page,
// as a worker is made from its text; of what asks for the work it has a port.
//
// The program finds in the global jobHost what it needs, and takes it at once.
async function perform(port, program, kernel) {
  const alone = typeof document === 'undefined'; // nobody waits for this processor
  const turn = new MessageChannel(), { go, instance } = await linkGo(program, kernel);
  globalThis.jobHost = {
    seconds: alone ? 0.05 : 0.006, // how long it may work before it rests
    rest(then) { // lets messages and frames come in between
      if (!alone) { setTimeout(then, 6); return; }
      turn.port1.onmessage = then;
      turn.port2.postMessage(0);
    },
    listen(hear) {
      port.onmessage = ({ data }) => {
        if (data.head) hear(data.head, data.body, data.files);
        else port.postMessage({}); // asked whether it lives
      };
    },
    send(head, body) { port.postMessage({ head, body }, body ? [body.buffer] : []); },
    read(file, at, n, into) { // into is the same for all reads, so that nothing lies about
      return file.slice(at, at + n).arrayBuffer().then(bytes => into.set(new Uint8Array(bytes)));
    },
  };
  await go.run(instance);
  for (const p of [port, turn.port1, turn.port2]) p.close();
}

{
const zero = window.zerotoai;
const pause = 2000, patience = 5; // milliseconds between two questions, and how many may stay without an answer
const starting = 60; // as many until the first answer: WebKit may take long to start a program

let program = null; // compiled once, for all jobs
const compiled = () => {
  program ??= zero.worker();
  program.catch(() => { program = null; });
  return program;
};

// hire starts a worker. Where there can be none it fails.
const hire = () => new Promise((done, fail) => {
  const parts = [wasmExec, loadKernel, linkGo, perform, 'wasmExec();', `
    onmessage = ({ data: [port, program, kernel] }) => perform(port, program, kernel)
      .then(() => postMessage('it ended'), error => postMessage(String(error)));
    postMessage('');`];
  const url = URL.createObjectURL(new Blob(['"use strict";\n', ...parts.flatMap(p => [String(p), '\n'])], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onerror = event => { event.preventDefault(); fail(event); };
  worker.onmessage = () => { URL.revokeObjectURL(url); done(worker); };
});

// job starts the program and returns how to talk to it. heard is called with
// the head and the body of each message from it, and died with the reason if
// it is no more, unless it was stopped.
zero.job = (heard, died) => {
  const { port1: port, port2 } = new MessageChannel();
  let worker = null, watch = 0, unanswered = 0, allowed = starting, over = false;
  const stop = () => {
    over = true;
    clearInterval(watch);
    worker?.terminate();
  };
  const dead = why => {
    if (over) return;
    stop();
    died(why);
  };
  port.onmessage = ({ data }) => {
    unanswered = 0;
    allowed = patience;
    if (!over && data.head) heard(data.head, data.body);
  };
  const ask = () => {
    if (unanswered++ >= allowed) dead('it does not answer any more');
    else port.postMessage({});
  };
  const begin = async () => {
    const program = await compiled();
    try { worker = await hire(); } catch { /* it is done here */ }
    if (over) return stop();
    watch = setInterval(ask, pause);
    if (!worker) return perform(port2, program, zero.kernel).then(() => dead('it ended'));
    worker.onerror = event => { event.preventDefault(); dead(event.message); };
    worker.onmessage = ({ data }) => dead(data);
    worker.postMessage([port2, program, zero.kernel], [port2]);
  };
  begin().catch(error => dead(error.message));
  return { stop, send(head, body, files) { port.postMessage({ head, body, files }, body ? [body.buffer] : []); } };
};
}
