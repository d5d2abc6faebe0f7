import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand, tail } from './command.mjs';
import { cacheFolder, Unavailable } from './tensorflow.mjs';

/**
 * Links TensorFlow into node_modules/@tensorflow/tfjs-node and puts the compiled addon where tfjs-node looks for it.
 * The addon is kept in the cache too, so that the next install needs no compiler.
 * @param {string} root @param {import('./namedTensorFlow.mjs').TensorFlow} tensorflow @param {(line: string) => void} onDoing
 */
export async function placeAddon(root, tensorflow, onDoing) {
  const folder = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  linkLibraries(folder, tensorflow);
  // binary.module_path ends in "napi-v{napi_build_version}"; 8 is the newest that Node 20 and tfjs-node share.
  const addon = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
  const kept = join(
    cacheFolder(),
    `tfjs-node-${manifest.version}-tensorflow-${tensorflow.name}-${process.platform}-${process.arch}.node`,
  );
  if (!existsSync(kept)) {
    mkdirSync(cacheFolder(), { recursive: true });
    onDoing('compiling the TensorFlow addon');
    await compile(root, folder, kept);
  }
  mkdirSync(dirname(addon), { recursive: true });
  rmSync(addon, { force: true });
  copyFileSync(kept, addon);
}

function linkLibraries(folder, { main, framework, include }) {
  const lib = join(folder, 'deps', 'lib');
  rmSync(join(folder, 'deps'), { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  symlinkSync(include, join(folder, 'deps', 'include'));
  const links = {
    'libtensorflow.so': main,
    'libtensorflow.so.2': main,
    'libtensorflow_cc.so.2': main,
    'libtensorflow_framework.so': framework,
    'libtensorflow_framework.so.2': framework,
  };
  for (const [name, library] of Object.entries(links)) symlinkSync(library, join(lib, name));
}

async function compile(root, folder, target) {
  const draft = `${target}.${process.pid}`;
  const args = [
    '-shared',
    '-fPIC',
    '-O2',
    '-std=c++17',
    '-DNAPI_VERSION=8',
    '-I',
    join(root, 'node_modules', 'node-api-headers', 'include'),
    '-I',
    join(folder, 'deps', 'include'),
    '-I',
    folder,
    join(folder, 'binding', 'tfjs_backend.cc'),
    join(folder, 'binding', 'tfjs_binding.cc'),
    '-L',
    join(folder, 'deps', 'lib'),
    '-ltensorflow',
    '-ltensorflow_framework',
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
    '-o',
    draft,
  ];
  let reason = 'there is no C++ compiler (g++, c++ or clang++)';
  for (const compiler of ['g++', 'c++', 'clang++']) {
    const done = await runCommand(compiler, args).catch(() => null);
    if (done?.code === 0) return renameSync(draft, target);
    if (done) reason = `${compiler} could not build the TensorFlow addon: ${tail(done.output, 3)}`;
  }
  rmSync(draft, { force: true });
  throw new Unavailable(reason);
}
