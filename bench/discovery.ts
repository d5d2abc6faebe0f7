// Does it find what is there? On generated discs of four hidden kinds (smooth, gap, rings, spiral; equally many of each
// are expected), by the product's own preprocessing, training, encoding and choice of k:
//   ari          adjusted Rand index of the kinds and the clustering that the product recommends, the k of its own scan
//   ariAtTruth   the same of the clustering with k = 4, which nobody knows
//   probe        accuracy of a linear classifier on the latents, cross-validated
// means over the seeds of training. First the recommended configuration and the notebook way (raw images through a
// convolutional and a variational autoencoder), then every model x alignment x geometry that is asked for.
//   npm run bench -- discovery [--models CONV,VAE|all|none] [--alignments NONE,DEPROJECT] [--geometries POLAR]
//     [--seeds 0,1,2] [--only recommended|notebook|grid]
//     [--discs 150] [--pixels 300] [--data-seed 101] [--noise 0.004,0.012] [--tilt 0,65] [--scale 0.2,0.34] [--threads 2]
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openNativeBackend } from '../packages/ml/src/graph/native/index.ts';
import {
  ALIGNMENTS,
  clusteringParams,
  GEOMETRIES,
  isClearSource,
  MODEL_KINDS,
  modelParams,
  preprocessingParams,
  recommendConfiguration,
} from '../packages/ml/src/index.ts';
import { type Discovery, discover } from './discovery/discover.ts';
import { type Discs, measuredDiscs, preprocessed } from './discovery/discs.ts';

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: 'none' },
    alignments: { type: 'string', default: ALIGNMENTS.join() },
    geometries: { type: 'string', default: GEOMETRIES.join() },
    seeds: { type: 'string', default: '0,1,2' },
    only: { type: 'string' },
    discs: { type: 'string', default: '150' },
    pixels: { type: 'string', default: '300' },
    'data-seed': { type: 'string', default: '101' },
    noise: { type: 'string', default: '0.004,0.012' },
    tilt: { type: 'string', default: '0,65' },
    scale: { type: 'string', default: '0.2,0.34' },
    threads: { type: 'string', default: '2' },
  },
});
const list = (text: string) => text.split(',');
const range = (text: string) => z.tuple([z.number(), z.number()]).parse(list(text).map(Number));
const some = <T extends string>(known: readonly T[], text: string): T[] =>
  text === 'all' ? [...known] : known.filter((name) => list(text).includes(name));
const seeds = list(values.seeds).map(Number);
const models = some(MODEL_KINDS, values.models);
const [alignments, geometries] = [some(ALIGNMENTS, values.alignments), some(GEOMETRIES, values.geometries)];

process.env['TF_NUM_INTRAOP_THREADS'] = values.threads;
process.env['TF_NUM_INTEROP_THREADS'] = values.threads;
const require = createRequire(join(resolve(import.meta.dirname, '..'), 'packages/ml/package.json'));
const backend = openNativeBackend(require('@tensorflow/tfjs-node'), { threads: Number(values.threads) });

const data = {
  count: Number(values.discs),
  size: Number(values.pixels),
  seed: Number(values['data-seed']),
  ranges: {
    noise: range(values.noise),
    inclinationDegrees: range(values.tilt),
    scale: range(values.scale),
  },
};
const discs = measuredDiscs(data);

interface Row {
  name: string;
  preprocessing: object;
  model: object;
}

/** What an experiment would run that is given nothing but the data. */
function recommended({ samples }: Discs): Row {
  const clear = samples.filter(({ source, pixels }) => source && isClearSource(source, pixels));
  const look = { sampleCount: samples.length, clearSourceCount: clear.length };
  const { preprocessing, model, reason } = recommendConfiguration(look);
  console.error(reason);
  return { name: 'recommended', preprocessing, model };
}

const rows = {
  recommended: [recommended(discs)],
  notebook: (['CONV', 'VAE'] as const).map(
    (kind): Row => ({ name: 'notebook', preprocessing: { channels: [0], size: 128 }, model: { kind } }),
  ),
  grid: models.flatMap((kind) =>
    alignments.flatMap((alignment) =>
      geometries.map(
        (geometry): Row => ({
          name: 'grid',
          preprocessing: { alignment, geometry, size: 64 },
          model: { kind },
        }),
      ),
    ),
  ),
};

const rounded = (value: number) => Number(value.toFixed(3));
async function measure({ name, ...asked }: Row): Promise<void> {
  const preprocessing = preprocessingParams.parse({ channels: discs.keep, ...asked.preprocessing });
  const model = modelParams.parse(asked.model);
  const clustering = clusteringParams.parse({ algorithm: 'KMEANS' });
  const batch = preprocessed(discs, preprocessing);
  const found: Discovery[] = [];
  for (const seed of seeds)
    found.push(await discover(batch, discs.kinds, { model, clustering }, { seed, backend }));
  const each = (value: (run: Discovery) => number) => found.map((run) => rounded(value(run)));
  const mean = (value: (run: Discovery) => number) =>
    rounded(found.reduce((sum, run) => sum + value(run), 0) / found.length);
  console.log(
    JSON.stringify({
      bench: 'discovery',
      row: name,
      model: model.kind,
      alignment: preprocessing.alignment,
      geometry: preprocessing.geometry,
      size: preprocessing.size,
      channels: preprocessing.channels,
      epochs: model.epochs,
      ari: mean(({ ari }) => ari),
      ariEach: each(({ ari }) => ari),
      kEach: each(({ k }) => k),
      ariAtTruth: mean(({ ariAtTruth }) => ariAtTruth),
      probe: mean(({ probe }) => probe),
      probeEach: each(({ probe }) => probe),
      trainSeconds: mean(({ trainSeconds }) => trainSeconds),
      betterIs: 'higher',
      target: name === 'recommended' ? 'ari .4 at the least, aim .6; probe .9' : null,
      data,
    }),
  );
}

const asked = values.only
  ? rows[z.enum(['recommended', 'notebook', 'grid']).parse(values.only)]
  : Object.values(rows).flat();
for (const row of asked) await measure(row);
