import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Run {
  seconds: number;
  processorSeconds?: number;
  /** What came out, to see that the same work was done. */
  scores: Record<string, number>;
}

export interface ClusterPeer {
  /** Such as "scikit-learn 1.9.1". */
  name: string;
  /** Runs a task on `<folder>/<task>.f64`. */
  run(task: string, shape: { rows: number; cols: number }): Promise<Run>;
  close(): void;
}

/** scikit-learn in a process of its own; null where PEER_PYTHON is not set. */
export async function openClusterPeer(folder: string, threads: number): Promise<ClusterPeer | null> {
  const python = process.env['PEER_PYTHON'];
  if (!python) return null;
  const count = String(threads);
  const child = spawn(python, [join(import.meta.dirname, 'peer.py'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count, MKL_NUM_THREADS: count },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ended before it answered.`);
    return value;
  };
  return {
    name: await line(),
    async run(task, { rows, cols }) {
      child.stdin.write(`${task} ${rows} ${cols}\n`);
      return JSON.parse(await line());
    },
    close: () => child.stdin.end(),
  };
}
