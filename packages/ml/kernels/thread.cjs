// What a worker thread runs, see src/linear/wasm/kernelThreads.ts; build.mjs carries it as text.
const { parentPort, workerData } = require('node:worker_threads');

/** The kernels over each memory that was opened and not closed. */
const opened = new Map();

parentPort.on('message', ({ type, id, memory, kernel, numbers }) => {
  if (type === 'open')
    opened.set(id, new WebAssembly.Instance(workerData.module, { env: { memory } }).exports);
  else if (type === 'close') opened.delete(id);
  else parentPort.postMessage(opened.get(id)[kernel](...numbers));
});
