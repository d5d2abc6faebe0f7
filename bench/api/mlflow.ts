import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export interface MlflowServer {
  /** Asks the peer's question; resolves with its bytes, or with null where it failed, as it does under load now and then. */
  ask(): Promise<number | null>;
  stop(): Promise<void>;
}

const started = z.object({ port: z.number(), experimentId: z.string(), runs: z.number() });

/** MLflow's tracking server with `runs` runs in it, kept in `folder`; null where `python` has no mlflow. */
export async function startMlflow(
  python: string,
  folder: string,
  runs: number,
): Promise<MlflowServer | null> {
  const script = join(import.meta.dirname, 'mlflow_server.py');
  const child = spawn(python, [script, folder, String(runs)], { stdio: ['pipe', 'pipe', 'ignore'] });
  const line = await new Promise<string | null>((done) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('error', () => done(null));
    child.once('exit', () => done(null));
  });
  if (line === null) return null;
  const { port, experimentId } = started.parse(JSON.parse(line));
  const body = JSON.stringify({
    experiment_ids: [experimentId],
    filter: "metrics.m0 > 0.5 and params.p1 = '7'",
    order_by: ['metrics.m1 DESC'],
    max_results: 100,
  });
  return {
    async ask() {
      try {
        const response = await fetch(`http://127.0.0.1:${port}/api/2.0/mlflow/runs/search`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const text = await response.text();
        return response.ok ? text.length : null;
      } catch (error) {
        console.error(`MLflow did not answer: ${String(error)}`);
        return null;
      }
    },
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.stdin.end();
      await gone;
    },
  };
}
