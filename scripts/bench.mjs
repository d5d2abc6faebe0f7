// npm run bench -- NAME [arguments]: runs bench/NAME.ts (or .mjs); one JSON line for each measurement.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { requireNode } from './setup/nodeVersion.mjs';

requireNode();
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'bench');
const [name, ...args] = process.argv.slice(2);
const names = [...new Set(readdirSync(folder).flatMap((file) => /^(\w+)\.(ts|mjs)$/.exec(file)?.[1] ?? []))];
const path = ['ts', 'mjs'].map((extension) => join(folder, `${name}.${extension}`)).find(existsSync);
if (!name || !names.includes(name) || !path) {
  console.error(
    `Usage: npm run bench -- NAME [arguments]\nNAME is one of: ${names.join(', ') || '(bench/ is empty)'}`,
  );
  process.exit(2);
}
const { runInSight } = await import('./test/run.mjs');
const { provideNative } = await import('./setup/native.mjs');
// stdout belongs to the measurements.
const native = await provideNative(root, (line) => console.error(line));
if (native.backend === 'wasm') console.error(`wasm backend, because ${native.reason}`);
process.exitCode = await runInSight(['--import', 'tsx', path, ...args], root, {
  ...process.env,
  TF_CPP_MIN_LOG_LEVEL: '2',
});
