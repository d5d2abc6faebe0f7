import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Peer {
  name: string;
  /** Does the work once into an empty folder; in seconds. */
  run(): Promise<number>;
  close(): void;
}

/** A Python process that is warm after its first run. */
export async function openPeer(python: string, folder: string, scratch: string): Promise<Peer> {
  const out = join(scratch, 'peer');
  const child = spawn(python, [join(import.meta.dirname, 'peer.py'), folder, out], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ended before it answered.`);
    return value;
  };
  return {
    name: await line(),
    async run() {
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out);
      child.stdin.write('\n');
      return Number(await line());
    },
    close: () => child.stdin.end(),
  };
}
