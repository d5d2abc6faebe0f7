// What a worker thread runs, see ../kernelThreads.ts. kernels/build.mjs bundles it and carries it as text.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Job, workOnce } from './job.ts';
import { type KernelMemory, type KernelName, type Kernels, kernelsOver } from './kernels.ts';
import { Pulse } from './pulse.ts';
import { type CallsLayout, SharedCalls } from './sharedCalls.ts';

export type ThreadMessage =
  | { type: 'open'; id: number; memory: KernelMemory }
  | { type: 'close'; id: number }
  | { type: 'work'; id: number; kernel: KernelName; layout: CallsLayout };

export interface ThreadData {
  module: object;
  pulse: SharedArrayBuffer;
}

// So long a thread looks for more before it sleeps: steps of t-SNE are .3 ms apart, and waking takes as long.
const AWAKE_MS = 0.5;
const REST_MS = 5;

const { module, pulse: buffer } = workerData as ThreadData;
const pulse = new Pulse(buffer);
/** The kernels over each memory that was opened and not closed. */
const opened = new Map<number, Kernels>();
let jobs: Job[] = [];

function hear(message: ThreadMessage): void {
  if (message.type === 'open') opened.set(message.id, kernelsOver(module, message.memory));
  else if (message.type === 'close') opened.delete(message.id);
  else
    jobs.push({
      calls: new SharedCalls(message.layout),
      kernel: message.kernel,
      run: opened.get(message.id)!,
    });
}

function work(): void {
  let last = performance.now();
  while (performance.now() - last < AWAKE_MS) {
    const seen = pulse.now;
    for (let next = receiveMessageOnPort(parentPort!); next; next = receiveMessageOnPort(parentPort!))
      hear(next.message);
    const found = workOnce(jobs, pulse);
    // The next call is another's, so that a short task need not wait for a long one.
    jobs = [...jobs.slice(1), ...jobs.slice(0, 1)].filter(({ calls }) => !calls.isTaken);
    // Some wait for a call of another thread.
    if (!found && jobs.length > 0) pulse.rest(seen, REST_MS);
    if (found || jobs.length > 0) last = performance.now();
  }
}

parentPort!.on('message', (message: ThreadMessage) => {
  hear(message);
  if (jobs.length > 0) work();
});
