import { join } from 'node:path';
import { runCommand, tail } from '../setup/command.mjs';

/**
 * What the processes are told.
 * @param {{ root: string, home: string, webPort: number, webHost: string, publicUrl: string, databaseUrl: string, secret: string, nextPort: number }} facts
 */
export function environments({ home, webPort, webHost, publicUrl, databaseUrl, secret, nextPort }) {
  const base = {
    ...process.env,
    NODE_ENV: 'production',
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
    },
    worker: base,
    web: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOSTNAME: '127.0.0.1',
      PORT: String(nextPort),
    },
  };
}

/** The built entry points. */
export const entryPoints = (/** @type {string} */ root) => ({
  migrate: join(root, 'apps/api/dist/migrate.js'),
  operator: join(root, 'apps/api/dist/operator.js'),
  api: join(root, 'apps/api/dist/main.js'),
  worker: join(root, 'apps/worker/dist/main.js'),
  web: join(root, 'apps/web/.next/standalone/apps/web/server.js'),
  cli: join(root, 'apps/cli/dist/main.js'),
});

/** Brings the database to the present schema. */
export async function migrate(/** @type {string} */ root, /** @type {NodeJS.ProcessEnv} */ env) {
  const { code, output } = await runCommand(process.execPath, [entryPoints(root).migrate], {
    cwd: root,
    env,
  });
  if (code !== 0) throw new Error(`The migrations could not be applied:\n${tail(output)}`);
}

/**
 * Makes sure that there is someone to sign in as.
 * @returns {Promise<{ signInUrl: string, token: string, workspace: string }>}
 */
export async function makeOperator(/** @type {string} */ root, /** @type {NodeJS.ProcessEnv} */ env) {
  const { code, output } = await runCommand(process.execPath, [entryPoints(root).operator], {
    cwd: root,
    env,
  });
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
