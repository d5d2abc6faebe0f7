import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { home } from './stack.ts';

const bin = join(import.meta.dirname, '../apps/cli/bin/asterism.mjs');

export interface Ended {
  lines: string[];
  errors: string;
  status: number | null;
}

/** Runs `asterism` against the stack; gives its lines and exit status. */
export const asterism = (...args: string[]): Promise<Ended> =>
  runAsterism(args, { env: { ASTERISM_HOME: home() } });

/** The same somewhere else, and as somebody else. */
export const runAsterism = (
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string; input?: string },
): Promise<Ended> => runProgram(process.execPath, [bin, ...args], options);

/** Runs a program to its end. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { env, cwd, input = '' }: { env: NodeJS.ProcessEnv; cwd?: string; input?: string },
): Promise<Ended> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, ...(cwd ? { cwd } : {}) });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { lines: output.trim().split('\n'), errors, status };
}
