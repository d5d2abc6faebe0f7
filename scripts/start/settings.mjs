import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

export const USAGE = `Usage: npm start [-- --no-demo]

Installs, builds and starts Asterism: PostgreSQL, API, worker and web. Ctrl-C stops it all.

  --no-demo       no demo data set and study
  --help          this text

Settings (environment):
  WEB_PORT        the one public port (3000); 0: any free one
  WEB_HOST        the address to listen on (127.0.0.1)
  PUBLIC_URL      the address that people use, where it is not http://localhost:WEB_PORT
  ASTERISM_HOME   the data folder (.asterism)
  DATABASE_URL    an existing PostgreSQL, instead of the one in the data folder
  BLOB_URL        where blobs are kept (the folder "blobs" in the data folder)
  ASTERISM_SERVER_ROOTS  folders of this machine that may be imported from where they are, absolute paths with a colon
                  between them (none)
  SMTP_URL        a mail server for invitations and sign-in links, smtp:// or smtps:// (none: links are shown here)
  MAIL_FROM       the sender of those letters
  OIDC_ISSUER     sign-in by an OpenID Connect provider, with OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME and
                  OIDC_SIGN_UP; see docs/people.md (none)
  RATE_LIMIT      operations that one API token may send in ten seconds (1000)
  METRICS_PORT    health, readiness and measures of the API, and of the worker on the port after it (none); 0: any free
                  ones, named in the logs
  OTEL_EXPORTER_OTLP_ENDPOINT  where traces are sent, such as http://127.0.0.1:4318 (none)
  ML_BACKEND      auto, native or wasm (auto)
  ML_THREADS      threads of one training run, and of one large clustering or map (2)
  ML_TENSORFLOW   a TensorFlow of your own, such as a build for graphics cards: its folder, with the libraries and include/
                  (none: the set-up brings one)
`;

/**
 * @typedef {object} Settings
 * @property {boolean} demo @property {string} home @property {number} webPort @property {string} webHost
 * @property {string | null} publicUrl @property {string | null} databaseUrl @property {'auto' | 'native' | 'wasm'} mlBackend
 */

/**
 * The command line and the environment, read once.
 * @param {string} root @param {string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {Settings | { problems: string[] } | { help: true }}
 */
export function readSettings(root, args, env) {
  if (args.includes('--help') || args.includes('-h')) return { help: true };
  const problems = args
    .filter((arg) => arg !== '--no-demo')
    .map((arg) => `${arg} is not an option; see npm start -- --help`);
  const webPort = Number(env.WEB_PORT || 3000);
  if (!Number.isInteger(webPort) || webPort < 0 || webPort > 65535)
    problems.push(`WEB_PORT must be a port from 0 to 65535, not "${env.WEB_PORT}"`);
  const databaseUrl = env.DATABASE_URL || null;
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    problems.push('DATABASE_URL must start with postgresql://');
  const publicUrl = env.PUBLIC_URL || null;
  if (publicUrl && !URL.canParse(publicUrl)) problems.push(`PUBLIC_URL is not an address: "${publicUrl}"`);
  const mlBackend = /** @type {'auto' | 'native' | 'wasm'} */ (env.ML_BACKEND || 'auto');
  if (!['auto', 'native', 'wasm'].includes(mlBackend))
    problems.push(`ML_BACKEND must be auto, native or wasm, not "${mlBackend}"`);
  for (const folder of (env.ASTERISM_SERVER_ROOTS || '').split(':'))
    if (folder && !isAbsolute(folder))
      problems.push(`ASTERISM_SERVER_ROOTS must hold absolute paths, not "${folder}"`);
  if (problems.length > 0) return { problems };
  return {
    demo: !args.includes('--no-demo'),
    home: resolve(root, env.ASTERISM_HOME || '.asterism'),
    webPort,
    webHost: env.WEB_HOST || '127.0.0.1',
    publicUrl,
    databaseUrl,
    mlBackend,
  };
}

/** A secret of the data folder, made once, readable by its owner alone. @returns {string} 64 hexadecimal digits. */
export function keepSecret(/** @type {string} */ home, /** @type {string} */ name) {
  const path = join(home, name);
  if (!existsSync(path)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`${path} holds fewer than 32 characters; delete it to have a new one made.`);
  return secret;
}
