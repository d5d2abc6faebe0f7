// node scripts/native.mjs [--or-wasm]: provides the native TensorFlow library, as npm start does, for images and other
// set-ups of their own. Where it cannot be had it says why and fails, with --or-wasm it succeeds all the same.
import { resolve } from 'node:path';
import { requireNode } from './setup/nodeVersion.mjs';

requireNode();
const { provideNative, wasmNotice } = await import('./setup/native.mjs');
const native = await provideNative(resolve(import.meta.dirname, '..'), (line) => console.log(line));
if (native.backend === 'native') console.log(`native TensorFlow, ${native.version}`);
else {
  console.error(wasmNotice(native.reason));
  process.exitCode = process.argv.includes('--or-wasm') ? 0 : 1;
}
