// npm run worker: one more worker, on any machine that reaches the same PostgreSQL (DATABASE_URL) and blobs (BLOB_URL).
import { resolve } from 'node:path';
import { requireNode } from './setup/nodeVersion.mjs';

requireNode();
const root = resolve(import.meta.dirname, '..');
const missing = ['DATABASE_URL', 'BLOB_URL'].filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(
    `Set ${missing.join(' and ')} to what the server uses, so that this worker finds its work and its data.`,
  );
  process.exit(2);
}
const { installPackages } = await import('./setup/install.mjs');
const { provideNative, wasmNotice } = await import('./setup/native.mjs');
const { buildAll } = await import('./setup/build.mjs');
const { builtPrograms } = await import('./start/processes.mjs');
const { runInSight } = await import('./test/run.mjs');

await installPackages(root, { onStart: (reason) => console.log(`installing the packages (${reason}) ...`) });
const native = process.env.ML_BACKEND === 'wasm' ? null : await provideNative(root, console.log);
if (native?.backend === 'wasm') console.log(wasmNotice(native.reason));
await buildAll(root, '@asterism/worker');
// Ctrl-C reaches the worker too, which ends in order; this process waits for it.
process.on('SIGINT', () => undefined);
process.exitCode = await runInSight([builtPrograms(root).worker.script], root, {
  ...process.env,
  NODE_ENV: 'production',
  TF_CPP_MIN_LOG_LEVEL: '2',
});
