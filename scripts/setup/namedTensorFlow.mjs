import { createHash } from 'node:crypto';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Unavailable } from './tensorflow.mjs';

/**
 * TensorFlow as the addon needs it.
 * @typedef {object} TensorFlow
 * @property {string} main the library with the C functions @property {string} framework @property {string} include
 * @property {string} name what its addon is kept under: another build needs an addon of its own
 */

/** What the operator named in ML_TENSORFLOW: a folder or a library in it; null where nothing is. */
export function namedLibrary(env = process.env) {
  return env.ML_TENSORFLOW || null;
}

/** @param {string} folder as provideTensorFlow gives it @param {string} name @returns {TensorFlow} */
export function wheelIn(folder, name) {
  return {
    main: join(folder, 'libtensorflow_cc.so.2'),
    framework: join(folder, 'libtensorflow_framework.so.2'),
    include: join(folder, 'include'),
    name,
  };
}

/**
 * Finds a TensorFlow that is there already, such as a build for a graphics card: Google's C archive (`lib/libtensorflow.so.2` and
 * `include/`), or the folder `tensorflow` of an installed Python package. Throws Unavailable, saying what is missing.
 * @param {string} named @returns {TensorFlow}
 */
export function findNamed(named) {
  if (!existsSync(named)) throw new Unavailable(`ML_TENSORFLOW names ${named}, which is not there`);
  const start = statSync(named).isDirectory() ? named : dirname(named);
  const root = basename(start) === 'lib' ? dirname(start) : start;
  const find = (/** @type {string[]} */ names, /** @type {string[]} */ folders) =>
    folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  const main = find(['libtensorflow_cc.so.2', 'libtensorflow.so.2'], [start, join(root, 'lib')]);
  const framework = find(['libtensorflow_framework.so.2'], [start, join(root, 'lib')]);
  const header = find(['tensorflow/c/c_api.h'], [join(root, 'include')]);
  const missing = [
    main ? '' : 'libtensorflow.so.2 (or libtensorflow_cc.so.2)',
    framework ? '' : 'libtensorflow_framework.so.2',
    header ? '' : 'include/tensorflow/c/c_api.h',
  ].filter(Boolean);
  if (!main || !framework || !header)
    throw new Unavailable(`the TensorFlow of ML_TENSORFLOW (${named}) lacks ${missing.join(', ')}`);
  const { size, mtimeMs } = statSync(main);
  const mark = createHash('sha256')
    .update(`${realpathSync(main)} ${size} ${mtimeMs}`)
    .digest('hex');
  return { main, framework, include: join(root, 'include'), name: `named-${mark.slice(0, 16)}` };
}
