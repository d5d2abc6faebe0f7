import { join } from 'node:path';
import { runCommand, tail } from '../setup/command.mjs';

/** @typedef {{ script: string, args?: string[], nodeArgs?: string[], cwd?: string }} Program what node is to run */
/** @typedef {Record<'migrate' | 'operator' | 'api' | 'worker' | 'web' | 'cli', Program>} Programs */

// What a query allocates is gone with its answer, so nothing is put among the old from the start because others of its kind
// grew old: once dead there it would keep all that it holds until the whole heap is collected, 60 KB an answer.
// So little of it ages then that the old can be collected when there is a third more of it, and not only when there are
// four times as much: 200 documents that 1,000 people write in take 360 MB, not 440, and a query no longer.
// docker/api.Dockerfile says the same.
const API_NODE_ARGS = ['--no-allocation-site-pretenuring', '--heap-growing-percent=30'];

/** The programs as they are built. @returns {Programs} */
export function builtPrograms(/** @type {string} */ root) {
  const at = (/** @type {string} */ path) => ({ script: join(root, path), cwd: root });
  return {
    migrate: at('apps/api/dist/migrate.js'),
    operator: at('apps/api/dist/operator.js'),
    api: { ...at('apps/api/dist/main.js'), nodeArgs: API_NODE_ARGS },
    worker: at('apps/worker/dist/main.js'),
    web: at('apps/web/.next/standalone/apps/web/server.js'),
    cli: at('apps/cli/dist/main.js'),
  };
}

/** The programs from their sources; API, worker and web start again or reload when a source changes. @returns {Programs} */
export function sourcePrograms(/** @type {string} */ root, /** @type {number} */ nextPort) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const once = (/** @type {string} */ path) => ({ script: tsx, args: [join(root, path)], cwd: root });
  const watch = (/** @type {string} */ path) => ({
    script: tsx,
    args: ['watch', '--clear-screen=false', join(root, path)],
    cwd: root,
  });
  return {
    migrate: once('apps/api/src/migrate.ts'),
    operator: once('apps/api/src/operator.ts'),
    api: watch('apps/api/src/main.ts'),
    worker: watch('apps/worker/src/main.ts'),
    web: {
      script: join(root, 'node_modules/next/dist/bin/next'),
      args: ['dev', '--hostname', '127.0.0.1', '--port', String(nextPort)],
      cwd: join(root, 'apps/web'),
    },
    cli: once('apps/cli/src/main.ts'),
  };
}

/**
 * What the processes are told.
 * @param {{ mode: 'production' | 'development', home: string, webPort: number, webHost: string, publicUrl: string, databaseUrl: string, secret: string, nextPort: number, operatorSocket: string | null }} facts
 */
export function environments({
  mode,
  home,
  webPort,
  webHost,
  publicUrl,
  databaseUrl,
  secret,
  nextPort,
  operatorSocket,
}) {
  const base = {
    ...process.env,
    NODE_ENV: mode,
    ASTERISM_HOME: home,
    DATABASE_URL: databaseUrl,
    TF_CPP_MIN_LOG_LEVEL: '2',
  };
  return {
    api: {
      ...base,
      WEB_PORT: String(webPort),
      WEB_HOST: webHost,
      PUBLIC_URL: publicUrl,
      NEXT_ORIGIN: `http://127.0.0.1:${nextPort}`,
      AUTH_SECRET: secret,
      OPERATOR_TERMINAL: String(mode === 'production'),
      ...(operatorSocket === null ? {} : { OPERATOR_SOCKET: operatorSocket }),
    },
    worker: { ...base, ...besideApi(process.env.METRICS_PORT) },
    web: {
      ...process.env,
      NODE_ENV: mode,
      NEXT_TELEMETRY_DISABLED: '1',
      HOSTNAME: '127.0.0.1',
      PORT: String(nextPort),
    },
  };
}

// The worker's measures are on the port after the API's.
const besideApi = (/** @type {string | undefined} */ port) =>
  port && port !== '0' ? { METRICS_PORT: String(Number(port) + 1) } : {};

const run = (/** @type {Program} */ { script, args = [], cwd }, /** @type {NodeJS.ProcessEnv} */ env) =>
  runCommand(process.execPath, [script, ...args], { cwd, env });

/** Brings the database to the present schema. */
export async function migrate(/** @type {Program} */ program, /** @type {NodeJS.ProcessEnv} */ env) {
  const { code, output } = await run(program, env);
  if (code !== 0) throw new Error(`The migrations could not be applied:\n${tail(output)}`);
}

/**
 * Makes sure that there is someone to sign in as.
 * @returns {Promise<{ signInUrl: string, token: string, workspace: string }>}
 */
export async function makeOperator(/** @type {Program} */ program, /** @type {NodeJS.ProcessEnv} */ env) {
  const { code, output } = await run(program, env);
  const line = output.split('\n').find((text) => text.startsWith('{') && text.includes('"signInUrl"'));
  // The output holds secrets when it succeeded, so only a failure's is shown.
  if (code !== 0) throw new Error(`The operator's account could not be made:\n${tail(output)}`);
  if (!line) throw new Error('The operator command printed no sign-in link.');
  return JSON.parse(line);
}

/** Waits until an address answers with a success. Throws after `patienceMs`, or as soon as `gaveUp` says so. */
export async function waitForAnswer(
  /** @type {string} */ url,
  /** @type {number} */ patienceMs,
  /** @type {() => boolean} */ gaveUp,
) {
  let last = 'no answer';
  for (const until = Date.now() + patienceMs; Date.now() < until && !gaveUp(); ) {
    try {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
      await response.arrayBuffer();
      if (response.status < 400) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer in ${patienceMs / 1000} s (${last})`);
}
