// killableRun.ts FOLDER KIND: trains a tiny model from FOLDER/checkpoint where there is one, prints a line for each step, and
// leaves the latents in FOLDER/latents. A process of its own, for killed.test.ts to kill.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeTestBackend, wasmTestBackend } from '../../graph/testing/backends.ts';
import { MODEL_KINDS } from '../../params/index.ts';
import { encodeSamples } from '../encode.ts';
import { trainModel } from '../train.ts';
import { spots } from './spots.ts';
import { tinyModel } from './tinyModels.ts';

const [folder = '', wanted = ''] = process.argv.slice(2);
const kind = MODEL_KINDS.find((known) => known === wanted);
if (!kind) throw new Error(`There is no model ${wanted}.`);

/** Another file of the name is there until this one is whole. */
function writeWhole(name: string, bytes: Uint8Array): void {
  writeFileSync(join(folder, `${name}.part`), bytes);
  renameSync(join(folder, `${name}.part`), join(folder, name));
}

const { backend } = nativeTestBackend() ?? (await wasmTestBackend());
const batch = spots({ masked: true, samples: 14 });
const params = tinyModel(
  kind,
  { epochs: 12 },
  { validationShare: 0.2, optimizer: 'ADAMW', weightDecay: 0.01 },
);
const path = join(folder, 'checkpoint');
let ms = 0;
const { weights } = await trainModel(batch, params, {
  seed: 3,
  backend,
  ...(existsSync(path) ? { checkpoint: readFileSync(path) } : {}),
  hooks: {
    onEpoch: () => undefined,
    // 6 s pass between two looks: a checkpoint every third step or so.
    now: () => {
      ms += 6000;
      return ms;
    },
    onStep: (fraction) => process.stdout.write(`${fraction}\n`),
    saveCheckpoint: ({ bytes }) => writeWhole('checkpoint', bytes),
  },
});
const { latents } = await encodeSamples(batch, params, weights, { backend });
writeWhole('latents', new Uint8Array(latents.data.buffer));
