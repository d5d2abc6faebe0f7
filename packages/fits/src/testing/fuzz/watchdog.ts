import { Worker } from 'node:worker_threads';

/**
 * Ends the process where one input takes longer than it may: a reader that hangs in a loop lets nothing else run, so
 * another thread looks. `beat` is called for each input.
 */
export function startWatchdog(limitMs: number): { beat: () => void; stop: () => Promise<number> } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { workerData: { beats, limitMs } } = require('node:worker_threads');
     let seen = -1;
     setInterval(() => {
       const now = Atomics.load(beats, 0);
       if (now === seen) {
         require('node:fs').writeSync(2, 'Input ' + now + ' took longer than ' + limitMs + ' ms.\\n');
         process.kill(process.pid, 'SIGKILL');
       }
       seen = now;
     }, limitMs);`,
    { eval: true, workerData: { beats, limitMs } },
  );
  return { beat: () => void Atomics.add(beats, 0, 1), stop: () => worker.terminate() };
}
