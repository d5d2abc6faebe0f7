import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { associationsOf } from '../associations/associationsOf.ts';
import type { Fact } from '../associations/facts.ts';
import { CLUSTERING_ALGORITHMS, clusteringParams, PROJECTION_KINDS } from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import { projectLatents } from '../projections/projectLatents.ts';
import { createRandom } from '../random/random.ts';
import { scanClusterings } from '../scan/scanClusterings.ts';
import { shuffledReference } from '../scan/shuffledReference.ts';
import { dbcv } from '../scores/dbcv.ts';
import { continuity, trustworthiness } from '../scores/neighbourhoods.ts';
import { silhouettes } from '../scores/silhouette.ts';
import { bootstrapStability } from '../stability/bootstrapStability.ts';
import { seedConsensus } from '../stability/seedConsensus.ts';
import { compareWithShuffled } from '../stability/shuffledColumns.ts';
import { CLUSTERERS, groups, PROJECTIONS } from './cases.ts';

beforeAll(() => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random was asked.');
  });
});
afterAll(() => {
  vi.restoreAllMocks();
});

const points = groups(60, 4);
const labels = Int32Array.from({ length: 60 }, (_, i) => (i % 20 === 0 ? -1 : i % 3));
const random = () => createRandom(5);
const again = (some: typeof points) => CLUSTERERS['k-means']!(some, 2);

const facts: Fact[] = [
  { fact: 'a number', kind: 'numeric', isNuisance: true, values: [...labels].map((l, i) => l + (i % 7)) },
  {
    fact: 'a word',
    kind: 'categorical',
    isNuisance: false,
    values: [...labels].map((l, i) => `${l} ${i % 4}`),
  },
  {
    fact: 'an angle',
    kind: 'circular',
    periodDegrees: 180,
    isNuisance: false,
    values: [...labels].map((l, i) => 40 * l + 50 + i),
  },
];

const FITS: Record<string, () => Promise<unknown>> = {
  ...Object.fromEntries(Object.entries(CLUSTERERS).map(([name, fit]) => [name, () => fit(points)])),
  ...Object.fromEntries(Object.entries(PROJECTIONS).map(([name, fit]) => [name, () => fit(points)])),
  ...Object.fromEntries(
    PROJECTION_KINDS.map((kind) => [`the map ${kind}`, () => projectLatents(points, kind)]),
  ),
  ...Object.fromEntries(
    CLUSTERING_ALGORITHMS.flatMap((algorithm) => {
      const clustering = clusteringParams.parse({ algorithm, scanFrom: 3, scanTo: 4 });
      return [
        [`scan ${algorithm}`, () => scanClusterings(points, clustering, { seed: 3 })],
        [`shuffled ${algorithm}`, () => shuffledReference(points, clustering, [3, 4], { seed: 3 })],
      ];
    }),
  ),
  'PCA of more columns than rows': async () => (await fitPca(groups(20, 30), { nComponents: 4 })).components,
  'PCA by a random subspace': async () =>
    (await fitPca(groups(1001, 1001), { nComponents: 2 }, { random: random() })).components,
  'silhouettes, estimated': () => silhouettes(points, labels, { exactRows: 20, seed: 3 }),
  DBCV: () => dbcv(points, labels),
  trustworthiness: () => trustworthiness(points, groups(60, 2, { seed: 4 }), 5),
  continuity: () => continuity(points, groups(60, 2, { seed: 4 }), 5),
  stability: () => bootstrapStability(points, labels, again, { random: random(), samplesMaximum: 50 }),
  'consensus over seeds': () => seedConsensus(points, labels, again, { random: random(), runs: 3 }),
  'shuffled columns': () =>
    compareWithShuffled(points, async (some) => (await again(some))[0]!, { random: random(), shuffles: 3 }),
  associations: () => associationsOf(labels, facts, { random: random(), samplesMaximum: 40 }),
};

test.each(Object.entries(FITS))(
  '%s: the same seed gives the same bytes, and Math.random is never asked',
  async (_, fit) => {
    expect(await fit()).toEqual(await fit());
  },
);

test('who asks it is found out', () => {
  expect(() => Math.random()).toThrow('Math.random was asked.');
});
