// npm run generate: compiles the kernels into src/generated/kernels.ts, which carries them as text, and what a worker
// thread runs: so they reach every bundle and every runner without a file to look for.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';

const folder = import.meta.dirname;
let kernels = new Uint8Array();
const { error, stderr } = await asc.main(
  [
    'index.ts',
    '--outFile=kernels.wasm',
    '-O3',
    '--noAssert',
    '--runtime=stub',
    '--importMemory',
    '--sharedMemory',
    '--initialMemory=1',
    '--maximumMemory=65536',
    '--enable=threads',
    '--enable=simd',
    '--use=abort=',
  ].concat(['--baseDir', folder]),
  {
    writeFile(name, contents) {
      if (name.endsWith('.wasm')) kernels = contents;
    },
  },
);
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
const thread = await build({
  entryPoints: [join(folder, '../src/linear/wasm/thread/thread.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  write: false,
  logLevel: 'warning',
});
const text = (bytes) => Buffer.from(bytes).toString('base64');
const target = join(folder, '..', 'src', 'generated');
mkdirSync(target, { recursive: true });
writeFileSync(
  join(target, 'kernels.ts'),
  `// Made by kernels/build.mjs, in base64: ${kernels.length} bytes of WebAssembly from kernels/*.ts, and src/linear/wasm/thread/thread.ts.
export const KERNELS =
  '${text(kernels)}';
export const THREAD =
  '${text(thread.outputFiles[0].contents)}';
`,
);
