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

const runFile = z.object({ web: z.string(), api: z.string(), token: z.string() });

/**
 * The server from the options, else the environment, else the run.json of a server on this machine. Throws
 * CommandFailure that says how to name one.
 */
export function findServer(options: ServerOptions, env: CliEnv, folder: string): Server {
  const url = options.url ?? env.ASTERISM_URL;
  const token = options.token ?? env.ASTERISM_TOKEN;
  if (url && token) return { api: endpoint(url), token };
  const file = findRunFile(env.ASTERISM_HOME, folder);
  if (!file)
    throw new CommandFailure(
      'No server was found. Start one with "npm start", or name one with --url and --token (or ASTERISM_URL and ASTERISM_TOKEN).',
      2,
    );
  const run = runFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { api: url ? endpoint(url) : run.api, token: token ?? run.token };
}

function endpoint(url: string): string {
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
