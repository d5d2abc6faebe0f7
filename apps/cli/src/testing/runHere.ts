import { Readable } from 'node:stream';
import type { CliEnv } from '../env.ts';
import { runCommandLine } from '../program.ts';

const NOTHING: CliEnv = {
  ASTERISM_URL: undefined,
  ASTERISM_TOKEN: undefined,
  ASTERISM_HOME: undefined,
  XDG_CONFIG_HOME: undefined,
};

/** Runs the command line in this process, with nothing of the environment but what is given. */
export async function runHere(
  words: readonly string[],
  { env, input = '' }: { env: Partial<CliEnv> & { XDG_CONFIG_HOME: string }; input?: string },
): Promise<{ status: number; output: string; errors: string }> {
  const written = { output: '', errors: '' };
  const status = await runCommandLine(words, {
    env: { ...NOTHING, ...env },
    folder: '/',
    input: Readable.from([input]),
    stdout: { write: (text) => (written.output += text) },
    stderr: { write: (text) => (written.errors += text) },
  });
  return { status, ...written };
}
