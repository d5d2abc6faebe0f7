import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wasmNotice } from './native.mjs';

// The whole way to the native library is walked by every `npm start` and `npm test`; here are the ways it can fail.
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-test-'));
  const folder = join(root, 'node_modules/@tensorflow/tfjs-node');
  mkdirSync(join(folder, 'scripts'), { recursive: true });
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(folder, 'package.json'), '{"version":"4.22.0"}');
  writeFileSync(join(folder, 'scripts/install.js'), 'process.exit(1)');
});
afterEach(() => rmSync(root, { recursive: true }));

function provide(env = {}) {
  const script = `const { provideNative } = await import(${JSON.stringify(join(import.meta.dirname, 'native.mjs'))});
    console.log(JSON.stringify(await provideNative(${JSON.stringify(root)}, () => {})));`;
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: join(root, 'bin'), XDG_CACHE_HOME: join(root, 'cache'), ...env },
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}
function program(name, text) {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${text}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}
const onLinux = test.skipIf(process.platform !== 'linux' || process.arch !== 'x64');

onLinux('without Python: the wasm backend, and why', () => {
  expect(provide()).toEqual({ backend: 'wasm', reason: 'there is no Python with pip' });
});

onLinux('a download that fails: the last line of what pip said', () => {
  program('python3', '[ "$3" = --version ] || { echo "ERROR: no matching distribution"; exit 1; }');
  expect(provide()).toEqual({
    backend: 'wasm',
    reason: 'pip could not download it: ERROR: no matching distribution',
  });
});

onLinux('a wheel that holds other bytes is not used, and not kept', () => {
  const content = join(root, 'cache/asterism');
  program(
    'python3',
    `if [ "$1" = -c ]; then mkdir -p "$4/tensorflow/include"; for l in cc framework; do echo bad > "$4/tensorflow/libtensorflow_$l.so.2"; done
elif [ "$3" = download ]; then touch "$8/x.whl"; fi`,
  );
  expect(provide()).toMatchObject({
    backend: 'wasm',
    reason: expect.stringMatching(/^libtensorflow_cc\.so\.2 of the downloaded wheel has the hash/),
  });
  expect(readdirSync(content)).toEqual([]);
});

onLinux('without a compiler: the wasm backend, and why', () => {
  const target = join(root, 'cache/asterism/tensorflow-2.20.0-linux-x64');
  mkdirSync(join(target, 'include'), { recursive: true });
  expect(provide()).toEqual({ backend: 'wasm', reason: 'there is no C++ compiler (g++, c++ or clang++)' });
  expect(existsSync(join(root, 'node_modules/@tensorflow/tfjs-node/lib'))).toBe(false);
});

test('a named library is used or refused, never replaced by another', () => {
  const named = join(root, 'tensorflow-gpu');
  expect(provide({ ML_TENSORFLOW: named })).toEqual({
    backend: 'wasm',
    reason: `ML_TENSORFLOW names ${named}, which is not there`,
  });
  mkdirSync(join(named, 'lib'), { recursive: true });
  const library = join(named, 'lib/libtensorflow.so.2');
  writeFileSync(library, '');
  for (const path of [named, join(named, 'lib'), library])
    expect(provide({ ML_TENSORFLOW: path })).toEqual({
      backend: 'wasm',
      reason: `the TensorFlow of ML_TENSORFLOW (${path}) lacks libtensorflow_framework.so.2, include/tensorflow/c/c_api.h`,
    });
  mkdirSync(join(named, 'include/tensorflow/c'), { recursive: true });
  writeFileSync(join(named, 'include/tensorflow/c/c_api.h'), '');
  writeFileSync(join(named, 'lib/libtensorflow_framework.so.2'), '');
  // What it is linked to is the named one: only a compiler is missing.
  expect(provide({ ML_TENSORFLOW: named })).toEqual({
    backend: 'wasm',
    reason: 'there is no C++ compiler (g++, c++ or clang++)',
  });
  const linked = join(root, 'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2');
  expect(readlinkSync(linked)).toBe(library);
});

test('the notice is one line', () => {
  expect(wasmNotice('there is no Python with pip')).toMatch(
    /^wasm backend: .*because there is no Python with pip\. .*$/,
  );
});
