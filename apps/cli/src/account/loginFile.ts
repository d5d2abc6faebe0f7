import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { CliEnv } from '../env.ts';
import { CommandFailure, EXIT } from '../failure.ts';

/** What `asterism login` keeps. Other clients read it too: the Python package does. */
const login = z.object({ url: z.url(), token: z.string().min(1) });
export type Login = z.infer<typeof login>;

/** `asterism/login.json` in $XDG_CONFIG_HOME, else in ~/.config. A relative $XDG_CONFIG_HOME counts as none, as its specification says. */
export function loginPath({ XDG_CONFIG_HOME: folder }: Pick<CliEnv, 'XDG_CONFIG_HOME'>): string {
  const base = folder && isAbsolute(folder) ? folder : join(homedir(), '.config');
  return join(base, 'asterism', 'login.json');
}

/** Null where nobody logged in. Throws CommandFailure where the file makes no sense. */
export function readLogin(path: string): Login | null {
  if (!existsSync(path)) return null;
  try {
    return login.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new CommandFailure(
      `${path} cannot be read: ${reason}\nRun "asterism logout", then "asterism login".`,
      EXIT.misused,
    );
  }
}

/** Written whole or not at all, in a folder and a file that their owner alone may read. */
export function writeLogin(path: string, { url, token }: Login): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // It may have been there, and open to others.
  chmodSync(folder, 0o700);
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify({ url, token }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

/** Whether there was one. */
export function removeLogin(path: string): boolean {
  if (!existsSync(path)) return false;
  rmSync(path);
  return true;
}
