import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { CliEnv } from './env.ts';
import { CommandFailure } from './failure.ts';

/** Where the API answers, and the token to show. */
export interface Server {
  /** Of the GraphQL endpoint. */
  api: string;
  token: string;
}

export interface ServerOptions {
  url?: string;
  token?: string;
}

const runFile = z.object({ web: z.url(), api: z.url(), token: z.string() });
type RunFile = z.infer<typeof runFile>;

/**
 * The server from the options, else the environment, else the run.json of a server on this machine. The token of
 * run.json is shown to that server alone. Throws CommandFailure that says how to name one.
 */
export function findServer(options: ServerOptions, env: CliEnv, folder: string): Server {
  const url = options.url ?? env.ASTERISM_URL;
  const token = options.token ?? env.ASTERISM_TOKEN;
  const api = url && endpoint(url);
  if (api && token) return { api, token };
  const run = readRunFile(env.ASTERISM_HOME, folder);
  if (!run && !api)
    throw new CommandFailure(
      'No server was found. Start one with "npm start", or name one with --url and --token (or ASTERISM_URL and ASTERISM_TOKEN).',
      2,
    );
  if (run && (!api || isSameServer(api, run))) return { api: api ?? run.api, token: token ?? run.token };
  throw new CommandFailure(`Name the token for ${api} with --token or ASTERISM_TOKEN.`, 2);
}

const isSameServer = (api: string, run: RunFile): boolean =>
  [run.api, run.web].some((address) => new URL(address).origin === new URL(api).origin);

/** Null where no server runs here. Throws CommandFailure where the file makes no sense. */
function readRunFile(home: string | undefined, folder: string): RunFile | null {
  const file = findRunFile(home, folder);
  if (!file) return null;
  try {
    return runFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new CommandFailure(`${file} cannot be read: ${error instanceof Error ? error.message : error}`, 2);
  }
}

/** Throws CommandFailure where it is no address. */
function endpoint(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new CommandFailure(`${url} is no address; it must begin with http:// or https://.`, 2);
  return url.endsWith('/graphql') ? url : `${url.replace(/\/+$/, '')}/graphql`;
}

function findRunFile(home: string | undefined, folder: string): string | null {
  if (home) {
    const file = join(resolve(folder, home), 'run.json');
    return existsSync(file) ? file : null;
  }
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, '.asterism', 'run.json');
    if (existsSync(file)) return file;
    if (dirname(at) === at) return null;
  }
}
