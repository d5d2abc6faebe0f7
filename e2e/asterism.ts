import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { home } from './stack.ts';

const run = promisify(execFile);
const bin = join(import.meta.dirname, '../apps/cli/bin/asterism.mjs');

/** Runs `asterism` against the stack; gives its lines and exit status. */
export async function asterism(
  ...args: string[]
): Promise<{ lines: string[]; errors: string; status: number }> {
  const env = { ...process.env, ASTERISM_HOME: home() };
  const { stdout, stderr, code } = await run(process.execPath, [bin, ...args], { env }).then(
    (done) => ({ ...done, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { lines: stdout.trim().split('\n'), errors: stderr, status: code };
}
