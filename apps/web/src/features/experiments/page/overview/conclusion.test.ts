import { expect, test } from 'vitest';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { conclusionOf, reuseText } from './conclusion.ts';
import { listOf } from './listOf.ts';

const cluster = (label: number, size: number, silhouette: number, stability: number) => ({
  id: `c${label}`,
  label,
  size,
  silhouette,
  stability,
  isNoise: label < 0,
});
const point = (value: number, silhouette: number, daviesBouldin: number, best: boolean) => ({
  value,
  clusterCount: value,
  silhouette,
  daviesBouldin,
  calinskiHarabasz: null,
  dbcv: null,
  bic: null,
  aic: null,
  stability: null,
  best,
});
const METRICS = {
  mse: null,
  psnr: null,
  msSsim: null,
  silhouette: 0.553,
  daviesBouldin: 0.5,
  calinskiHarabasz: null,
  dbcv: null,
  stability: 0.91,
  clusterCount: 2,
  noiseCount: 0,
  collapse: null,
  estimates: [],
};
const EXPERIMENT: ShownExperiment = {
  id: 'e',
  number: 1,
  name: 'First',
  status: 'SUCCEEDED',
  createdAt: '2024-01-01T00:00:00Z',
  startedAt: null,
  finishedAt: null,
  seed: 0,
  recommendation: null,
  datasetVersion: { id: 'v', number: 1, sampleCount: 150 },
  dataset: { id: 'd', name: 'Discs' },
  preprocessing: {
    channels: [0, 2],
    alignment: 'NONE',
    geometry: 'CARTESIAN',
    normalization: 'PER_CHANNEL',
    size: 64,
    stretch: 'LINEAR',
    lowerPercentile: 0,
    upperPercentile: 100,
  },
  model: {
    kind: 'ALEXNET',
    latentSize: 32,
    epochs: 20,
    batchSize: 8,
    learningRate: 0.001,
    params: {},
    parameterCount: null,
  },
  clustering: { algorithm: 'KMEANS', params: {}, scanFrom: 2, scanTo: 6 },
  stages: [],
  progress: { stage: null, fraction: 1, epoch: null, epochs: null, secondsLeft: null },
  curve: [],
  metrics: METRICS,
  clusteringWarnings: [],
  scan: [point(2, 0.553, 0.5, true), point(3, 0.4, 0.7, false)],
  labels: null,
  projections: [],
  perSample: [],
  clusters: [cluster(0, 90, 0.6, 0.95), cluster(1, 60, 0.4, 0.87)],
};
const texts = (statements: { text: string }[]) => statements.map(({ text }) => text);

test('what was clustered, how many groups, how good and how stable, each with its weakest', () => {
  const said = conclusionOf(EXPERIMENT, []);
  expect(said.clustered).toBe(
    '150 samples of Discs, by k-means in the 32 latent dimensions of an ALEXNET model that saw channels 0 and 2 at 64 px, normalised channel by channel.',
  );
  expect(said.groups?.text).toBe('2 clusters, of 90 and 60 samples.');
  expect(said.quality?.text).toBe(
    'Silhouette .553: a reasonable structure; cluster 1 is the least apart, .400.',
  );
  expect(said.stability?.text).toMatch(
    /^Highly stable: .* \.910 of 1 .*; cluster 1 is the least so, \.870, highly stable\.$/,
  );
  expect(said.against).toEqual([]);
  expect(texts(said.next)).toEqual([
    expect.stringMatching(/^Go through the clusters/),
    expect.stringMatching(/^Verify/),
  ]);
});

test('noise is said, and of many clusters the largest and the smallest', () => {
  const clusters = [
    cluster(-1, 5, 0, 0),
    ...Array.from({ length: 9 }, (_, label) => cluster(label, 10 + label, 0.5, 0.9)),
  ];
  const { groups } = conclusionOf({ ...EXPERIMENT, clusters, metrics: { ...METRICS, noiseCount: 5 } }, []);
  expect(groups?.text).toBe(
    '9 clusters, the largest of 18 samples, the smallest of 10. 5 samples are in none of them (noise).',
  );
});

test('warnings, nuisances and scores that disagree speak against it, and say what to do', () => {
  const said = conclusionOf(
    {
      ...EXPERIMENT,
      clusteringWarnings: [{ code: 'UNSTABLE', message: 'Not found again.' }],
      clusters: [cluster(0, 90, 0.6, 0.95), cluster(1, 60, 0.4, 0.5)],
      scan: [point(2, 0.553, 0.5, true), point(3, 0.4, 0.2, false)],
    },
    ['The clusters sort the images by noise level.'],
  );
  expect(texts(said.against)).toEqual([
    'Not found again.',
    'The clusters sort the images by noise level.',
    'Not all scores agree on 2: Davies-Bouldin prefers 3.',
  ]);
  expect(texts(said.next)).toEqual([
    expect.stringMatching(/^Prepare the images/),
    expect.stringMatching(/^Do not rely on cluster 1 alone/),
    expect.stringMatching(/^Verify/),
  ]);
});

test.each([
  [[0.5, 0.5, 0.9], 'Do not rely on clusters 0 and 1 alone; fewer clusters may be found again.'],
  [[0.5, 0.5, 0.5], 'Rely on none of the clusters: fewer may be found again, or another clusterer’s.'],
  [[0.5, 0.5], 'Rely on neither cluster: hold them against another clusterer.'],
])('of clusters as stable as %j it says whether any may be relied on', (stabilities, text) => {
  const clusters = stabilities.map((stability, label) => cluster(label, 50, 0.5, stability));
  expect(texts(conclusionOf({ ...EXPERIMENT, clusters }, []).next)[0]).toBe(text);
});

test('a loss that still fell at the end asks for more epochs, a run that is not over for patience', () => {
  const curve = (fall: number) =>
    Array.from({ length: 20 }, (_, i) => ({
      epoch: i + 1,
      trainLoss: 1 - fall * i,
      validationLoss: null,
      imagesPerSecond: null,
    }));
  const first = (experiment: ShownExperiment) => conclusionOf(experiment, []).next[0]?.text;
  expect(first({ ...EXPERIMENT, curve: curve(0.02) })).toMatch(/^The loss was still falling/);
  expect(first({ ...EXPERIMENT, curve: curve(0.001) })).toMatch(/^Go through/);
  expect(first({ ...EXPERIMENT, status: 'RUNNING', clusters: [] })).toMatch(/^Wait/);
  expect(first({ ...EXPERIMENT, status: 'FAILED', clusters: [] })).toMatch(/^Mend/);
});

test('names are listed as in a sentence, and reuse is summed up', () => {
  expect(listOf(['a', 'b', 'c'])).toBe('a, b and c');
  expect(
    reuseText([
      { reused: true, seconds: 20 },
      { reused: false, seconds: 1 },
    ]),
  ).toBe('1 of 2 stages were reused, which saved 20 s.');
  expect(reuseText([{ reused: false }])).toBeNull();
});
