// npm run generate: compiles the kernels into src/generated/kernels.ts, which carries them as text: so they reach every
// bundle and every runner without a file to look for.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = import.meta.dirname;
let bytes = new Uint8Array();
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
      if (name.endsWith('.wasm')) bytes = contents;
    },
  },
);
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
const target = join(folder, '..', 'src', 'generated');
mkdirSync(target, { recursive: true });
const text = Buffer.from(bytes).toString('base64');
const thread = readFileSync(join(folder, 'thread.cjs')).toString('base64');
writeFileSync(
  join(target, 'kernels.ts'),
  `// Made by kernels/build.mjs, in base64: ${bytes.length} bytes of WebAssembly from kernels/*.ts, and kernels/thread.cjs.
export const KERNELS =
  '${text}';
export const THREAD =
  '${thread}';
`,
);
