import { parseArgs } from 'node:util';
import { writeDiscs } from './writeDiscs.ts';

// tsx packages/testkit/src/discs/main.ts FOLDER [--count 150] [--size 600] [--seed 1]: prints "done/count" as it goes.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '150' },
    size: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
  },
});
const [folder] = positionals;
if (!folder) throw new Error('Name the folder to write to.');
const count = Number(values.count);
await writeDiscs(folder, {
  count,
  size: Number(values.size),
  seed: Number(values.seed),
  onProgress: (done) => console.log(`${done}/${count}`),
});
