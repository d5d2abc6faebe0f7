import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeAddon } from './addon.mjs';
import { runCommand, tail } from './command.mjs';
import { findNamed, namedLibrary, wheelIn } from './namedTensorFlow.mjs';
import { provideTensorFlow, Unavailable, VERSION } from './tensorflow.mjs';

// Loads the library in a process of its own (a broken one may kill it) and multiplies, so that "native" is never a guess.
const TRIAL = `const tf = require('@tensorflow/tfjs-node'); if (tf.matMul([[2]], [[3]]).dataSync()[0] !== 6) process.exit(1);`;

/**
 * Provides the native TensorFlow library for @tensorflow/tfjs-node. Where it cannot be had the product runs on
 * the wasm backend, and the answer says why. One that the operator named is used or refused, never replaced by another.
 * @param {string} root @param {(line: string) => void} onDoing
 * @returns {Promise<{ backend: 'native', version: string } | { backend: 'wasm', reason: string }>}
 */
export async function provideNative(root, onDoing) {
  const folder = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
  if (!existsSync(folder)) return { backend: 'wasm', reason: '@tensorflow/tfjs-node is not installed' };
  // In deps/, which an install empties; so what was tried once is not tried again before that.
  const stamp = join(folder, 'deps', '.asterism');
  const library = join(folder, 'deps', 'lib', 'libtensorflow.so');
  const named = namedLibrary();
  try {
    // Another library may have been named since, or none; or a named one may have been replaced.
    const found = named && findNamed(named);
    const last = existsSync(stamp) && existsSync(library) ? readFileSync(stamp, 'utf8') : null;
    if (last !== null && (found ? last === found.name : !last.startsWith('named-')))
      return { backend: 'native', version: last };
    const version = found ? await use(root, found, onDoing) : await provide(root, folder, onDoing);
    writeFileSync(stamp, version);
    return { backend: 'native', version };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { backend: 'wasm', reason: error.message };
  }
}

async function provide(root, folder, onDoing) {
  try {
    return await use(root, wheelIn(await provideTensorFlow(onDoing), VERSION), onDoing);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    onDoing("trying tfjs-node's own download");
    const { code } = await runCommand(process.execPath, ['scripts/install.js', 'cpu', 'download'], {
      cwd: folder,
    });
    if (code !== 0) throw error;
    await tryIt(root);
    return "tfjs-node's own";
  }
}

async function use(root, tensorflow, onDoing) {
  await placeAddon(root, tensorflow, onDoing);
  await tryIt(root);
  return tensorflow.name;
}

async function tryIt(root) {
  const { code, output } = await runCommand(process.execPath, ['-e', TRIAL], {
    cwd: root,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  if (code !== 0) throw new Unavailable(`the native TensorFlow library does not load: ${tail(output, 1)}`);
}

/** The one line about a machine without the native library: what is slower, and how to get it. */
export function wasmNotice(/** @type {string} */ reason) {
  const remedy = namedLibrary()
    ? 'Correct ML_TENSORFLOW or leave it out'
    : 'For the native one install Python 3 with pip and g++';
  return `wasm backend: training is about 8 times slower than native, because ${reason}. ${remedy}, then start again.`;
}
