import type { StageKind } from '@asterism/db';
import { expect, test } from 'vitest';
import { differencesOf } from './differences.ts';
import type { FinishedStage, StagePair } from './results.ts';

const GROUND = {
  version: '0.1.0',
  node: '20.19.0',
  backend: 'native',
  backendVersion: '2.18.0',
  threads: 2,
  processor: 'Xeon',
  processorFamily: 'x86_64-avx512-intel-6-143',
  platform: 'linux-x64',
};

const stage = (
  kind: StageKind,
  environment: object,
  implementationVersion: number | null,
): FinishedStage => ({
  id: 's',
  workspaceId: 'w',
  datasetVersionId: 'v',
  verificationId: null,
  kind,
  key: 'k',
  params: {},
  implementationVersion,
  status: 'SUCCEEDED',
  numericEnvironment: null,
  workerId: null,
  attempt: 0,
  heartbeatAt: null,
  cancelRequested: false,
  fraction: 1,
  epoch: null,
  secondsLeft: null,
  checkpoint: null,
  result: {},
  failure: null,
  environment: { ...GROUND, ...environment },
  createdAt: new Date(0),
  startedAt: null,
  finishedAt: null,
  seconds: 1,
  projection: null,
  clustering: null,
});

interface Change {
  ground?: object;
  version?: number | null;
  differing?: string[];
}

const pair = (kind: StageKind, { ground = {}, version = 1, differing = [] }: Change = {}): StagePair => ({
  kind,
  before: stage(kind, {}, version),
  after: stage(kind, ground, 1),
  differing,
});

/** A chain whose training and encoding differ in this. */
const trained = (ground: object): StagePair[] => [
  pair('PREPROCESS'),
  pair('TRAIN', { ground }),
  pair('ENCODE', { ground }),
  pair('CLUSTER'),
];

test.each<[string, StagePair[], string[]]>([
  ['nothing', trained({}), []],
  [
    'the threads',
    trained({ threads: 4 }),
    ['Trained with 2 threads then, 4 now: sums are taken in another order.'],
  ],
  [
    'the backend',
    trained({ backend: 'wasm', backendVersion: '4.22.0', threads: 1 }),
    [
      'Trained with TensorFlow native 2.18.0 then, wasm 4.22.0 now: backends round differently, so that bytes are not expected to agree.',
      'Trained with 2 threads then, 1 now: sums are taken in another order.',
    ],
  ],
  [
    'its version',
    trained({ backendVersion: '2.19.0' }),
    [
      'Trained with TensorFlow native 2.18.0 then, native 2.19.0 now: versions round differently, so that bytes are not expected to agree.',
    ],
  ],
  [
    'the processor',
    trained({ processorFamily: 'arm64-sve' }),
    ['Trained on a processor of family x86_64-avx512-intel-6-143 then, arm64-sve now.'],
  ],
  [
    'software of some stages',
    trained({ node: '22.1.0' }),
    ['Training and encoding ran with Node 20.19.0 then, 22.1.0 now.'],
  ],
  [
    'software of all',
    [pair('PREPROCESS', { ground: { version: '0.2.0' } }), pair('TRAIN', { ground: { version: '0.2.0' } })],
    ['All stages ran with Asterism 0.1.0 then, 0.2.0 now.'],
  ],
  [
    'an implementation',
    [pair('PREPROCESS'), pair('TRAIN', { version: 2, differing: ['weights'] })],
    [
      'Training was done by version 2 of its implementation then, by version 1 now, which may give other results.',
      'Training is the first stage whose result differs: its weights.',
    ],
  ],
  [
    'results alone',
    [
      pair('PREPROCESS', { differing: ['images', 'mask', 'record'] }),
      pair('TRAIN', { differing: ['weights'] }),
    ],
    [
      'Preparing the images is the first stage whose result differs: its images, mask and record.',
      'Nothing known differs between then and now, so that the same bytes were to be expected.',
    ],
  ],
])('where %s differs', (_, pairs, sentences) => {
  expect(differencesOf(pairs)).toEqual(sentences);
});

test('what light stages ran on does not count: their numbers do not depend on it', () => {
  expect(
    differencesOf([pair('TRAIN'), pair('CLUSTER', { ground: { threads: 8, backend: 'wasm' } })]),
  ).toEqual([]);
});
