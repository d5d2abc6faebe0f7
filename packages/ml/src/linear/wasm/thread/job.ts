import type { KernelName, Kernels } from './kernels.ts';
import type { Pulse } from './pulse.ts';
import type { SharedCalls } from './sharedCalls.ts';

export interface Job {
  calls: SharedCalls;
  kernel: KernelName;
  /** Over the memory that the calls mean, on this thread. */
  run: Kernels;
}

/**
 * Runs one call of the first job that has one. Returns whether one had. Throws what the kernel throws; its job then
 * has a call that is never finished.
 */
export function workOnce(jobs: readonly Job[], pulse: Pulse): boolean {
  for (const { calls, kernel, run } of jobs) {
    const call = calls.take();
    if (call < 0) continue;
    calls.finish(call, run[kernel](...calls.numbers(call)));
    pulse.beat();
    return true;
  }
  return false;
}
