// Provides the native TensorFlow library while the worker's image is built. Fails where it cannot be had, unless
// REQUIRE_NATIVE is 0: an image that silently trains on the wasm backend would be found out by its slowness alone.
import { resolve } from 'node:path';
import { provideNative } from '../scripts/setup/native.mjs';

const native = await provideNative(resolve(import.meta.dirname, '..'), (line) => console.log(line));
if (native.backend === 'native') console.log(`native TensorFlow ${native.version}`);
else {
  console.error(`wasm backend, because ${native.reason}`);
  if (process.env.REQUIRE_NATIVE !== '0') process.exit(1);
}
