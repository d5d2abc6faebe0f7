import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand, tail } from './command.mjs';

export const VERSION = '2.20.0';

/** SHA-256 of the libraries inside the wheel, by platform. Other platforms have no wheel that was tried. */
const LIBRARIES = {
  'linux-x64': {
    wheel: ['--python-version', '3.11', '--platform', 'manylinux_2_17_x86_64', `tensorflow-cpu==${VERSION}`],
    hashes: {
      'libtensorflow_cc.so.2': 'b5fd7ea6fe0f0a15ef1d08e72066b5cf1bad57feed14616efd26f8b4a7d3e375',
      'libtensorflow_framework.so.2': '90ff47639b9ca14ad097adbeba9e2f84528b7d5ea9ab49b1f7b568d39e2ed15a',
    },
  },
};

// Unpacks with Python itself, since a machine with pip need not have `unzip`. Only what the addon needs: 1 GB stays out.
const UNPACK = `
import sys, zipfile
wheel, target = sys.argv[1:3]
want = ('tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2', 'tensorflow/include/tensorflow/', 'tensorflow/include/tsl/', 'tensorflow/include/xla/')
with zipfile.ZipFile(wheel) as z:
    z.extractall(target, [n for n in z.namelist() if n.startswith(want)])
`;

export class Unavailable extends Error {}

/** The user's cache for what is costly to get. */
export function cacheFolder(env = process.env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'asterism');
}

/**
 * The folder that holds TensorFlow's libraries and headers (`libtensorflow_*.so.2`, `include/`), downloaded into the
 * user's cache the first time. Throws Unavailable with the reason where it cannot be had.
 * @param {(line: string) => void} onDoing
 */
export async function provideTensorFlow(onDoing) {
  const platform = `${process.platform}-${process.arch}`;
  const known = LIBRARIES[platform];
  if (!known)
    throw new Unavailable(`there is no TensorFlow ${VERSION} wheel for ${platform} that is known to work`);
  const target = join(cacheFolder(), `tensorflow-${VERSION}-${platform}`);
  if (existsSync(join(target, 'include'))) return target;
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'download-'));
  try {
    onDoing(`downloading TensorFlow ${VERSION} (259 MB, once)`);
    const python = await download(known.wheel, work);
    onDoing('unpacking TensorFlow');
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    const unpacked = await runCommand(python, ['-c', UNPACK, join(work, wheel ?? ''), work]);
    if (unpacked.code !== 0)
      throw new Unavailable(`the TensorFlow wheel could not be unpacked: ${tail(unpacked.output, 1)}`);
    const content = join(work, 'tensorflow');
    for (const [name, expected] of Object.entries(known.hashes)) {
      const found = await sha256(join(content, name));
      if (found !== expected)
        throw new Unavailable(`${name} of the downloaded wheel has the hash ${found}, not ${expected}`);
    }
    rmSync(target, { recursive: true, force: true });
    renameSync(content, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Any pip will do. @returns {Promise<string>} the Python that had one */
async function download(/** @type {string[]} */ wheel, /** @type {string} */ folder) {
  let reason = 'there is no Python with pip';
  for (const python of ['python3', 'python']) {
    const probe = await runCommand(python, ['-m', 'pip', '--version']).catch(() => null);
    if (probe?.code !== 0) continue;
    const { code, output } = await runCommand(python, [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--disable-pip-version-check',
      '-d',
      folder,
      ...wheel,
    ]);
    if (code === 0) return python;
    reason = `pip could not download it: ${tail(output, 1)}`;
  }
  throw new Unavailable(reason);
}

async function sha256(/** @type {string} */ path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
