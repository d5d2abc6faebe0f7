import { type Experiment, type StageKind, stageKey } from '@asterism/db';
import { chainOf } from '@asterism/ml/chain';
import { clusteringParams, modelParams, preprocessingParams, projectionKind } from '@asterism/ml/params';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { type PastRun, secondsFor } from './durations.ts';

const ENVIRONMENT = 'native-t2';
const SAMPLES = 8;

let api: TestApi;
let editor: TestPerson;
let version: Awaited<ReturnType<typeof seedVersion>>;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db);
  version = await seedVersion(
    api,
    editor.workspaceId,
    Array.from({ length: SAMPLES }, () => ({})),
  );
  await api.db.worker.create({
    data: {
      id: 'w',
      heartbeatAt: new Date(),
      backend: 'native',
      threads: 2,
      numericEnvironment: ENVIRONMENT,
      environment: {},
    },
  });
});
afterAll(() => api.close());

const CHOICES = {
  preprocessing: { channels: [0], size: 32 },
  model: { kind: 'CONV', epochs: 10 },
  clustering: { algorithm: 'KMEANS' },
};

interface Estimate {
  experimentCount: number;
  stages: {
    kind: StageKind;
    subject: string | null;
    count: number;
    reused: number;
    seconds: number | null;
  }[];
  seconds: number | null;
  secondsSaved: number;
}

async function estimate(grid: Record<string, unknown>) {
  const { data, errors } = await send(
    api,
    `query ($input: CreateStudyInput!) { estimateStudy(input: $input) {
       estimate { experimentCount seconds secondsSaved stages { kind subject count reused seconds } }
       problems { code path } } }`,
    {
      token: editor.token,
      variables: {
        input: {
          workspace: editor.slug,
          datasetVersionId: version.globalId,
          preprocessings: [CHOICES.preprocessing],
          models: [CHOICES.model],
          clusterings: [CHOICES.clustering],
          ...grid,
        },
      },
    },
  );
  expect(errors).toBeUndefined();
  return data?.['estimateStudy'] as {
    estimate: Estimate | null;
    problems: { code: string; path: string[] }[];
  };
}

/** The stages of an experiment as the worker plans them, each run in a second. */
async function runStages(experiment: Experiment): Promise<void> {
  const chain = chainOf(
    {
      contentHash: version.contentHash!,
      preprocessing: preprocessingParams.parse(experiment.preprocessing),
      model: modelParams.parse(experiment.model),
      projections: experiment.projections.map((kind) => projectionKind.parse(kind)),
      clustering: clusteringParams.parse(experiment.clustering),
      seed: experiment.seed,
      numericEnvironment: ENVIRONMENT,
    },
    stageKey,
  );
  const ids: string[] = [];
  for (const { parents, ...stage } of chain) {
    const { id } = await api.db.stage.create({
      data: {
        ...stage,
        workspaceId: editor.workspaceId,
        datasetVersionId: version.id,
        status: 'SUCCEEDED',
        seconds: 1,
        parents: { create: parents.map((place) => ({ parentId: ids[place]! })) },
      },
    });
    ids.push(id);
  }
}

test('what was never run has no time, and stages that experiments share are counted once', async () => {
  const { estimate: told } = await estimate({
    models: [CHOICES.model, { kind: 'VAE', epochs: 10 }],
    clusterings: [CHOICES.clustering, { algorithm: 'GMM' }],
  });
  expect(told).toMatchObject({ experimentCount: 4, seconds: null, secondsSaved: 0 });
  expect(told?.stages.map(({ kind, subject, count, reused }) => [kind, subject, count, reused])).toEqual([
    ['PREPROCESS', null, 1, 0],
    ['TRAIN', 'CONV', 1, 0],
    ['TRAIN', 'VAE', 1, 0],
    ['ENCODE', 'CONV', 1, 0],
    ['ENCODE', 'VAE', 1, 0],
    ['PROJECT', 'PCA', 2, 0],
    ['CLUSTER', 'KMEANS', 2, 0],
    ['CLUSTER', 'GMM', 2, 0],
    ['SCORE', null, 4, 0],
  ]);
});

test('what was run is reused, and what differs takes what its like took, by how much more there is to do', async () => {
  const { data } = await send(
    api,
    'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { experiment { number } } }',
    {
      token: editor.token,
      variables: { input: { workspace: editor.slug, datasetVersionId: version.globalId, ...CHOICES } },
    },
  );
  const made = data?.['createExperiment'] as { experiment: { number: number } };
  await runStages(
    await api.db.experiment.findFirstOrThrow({
      where: { workspaceId: editor.workspaceId, number: made.experiment.number },
    }),
  );
  const again = await estimate({});
  expect(again.estimate).toMatchObject({ experimentCount: 1, seconds: 0, secondsSaved: 6 });
  expect(again.estimate?.stages.every(({ count, reused }) => count === 1 && reused === 1)).toBe(true);

  // Three times the epochs, of the same pictures; the latents are others, and what follows is as long as before.
  const longer = await estimate({ models: [{ kind: 'CONV', epochs: 30 }] });
  expect(longer.estimate?.stages.map(({ kind, reused, seconds }) => [kind, reused, seconds])).toEqual([
    ['PREPROCESS', 1, 0],
    ['TRAIN', 0, 3],
    ['ENCODE', 0, 1],
    ['PROJECT', 0, 1],
    ['CLUSTER', 0, 1],
    ['SCORE', 0, 1],
  ]);
  expect(longer.estimate).toMatchObject({ seconds: 7, secondsSaved: 1 });
  const other = await estimate({ clusterings: [{ algorithm: 'KMEANS', params: { nClusters: 3 } }] });
  expect(other.estimate?.stages.filter(({ reused }) => reused === 0).map(({ kind }) => kind)).toEqual([
    'CLUSTER',
    'SCORE',
  ]);
});

test('what cannot be run is said at its place, and nothing is recorded', async () => {
  const before = await api.db.experiment.count();
  const { estimate: told, problems } = await estimate({
    models: [{ kind: 'CONV', epochs: -3 }],
    clusterings: [{ algorithm: 'KMEANS', scanTo: 99 }],
  });
  expect(told).toBeNull();
  expect(problems).toEqual([
    expect.objectContaining({ path: ['models', '0', 'epochs'] }),
    { code: 'TOO_MANY_CLUSTERS', path: ['clusterings', '0', 'scanTo'] },
  ]);
  expect(await api.db.experiment.count()).toBe(before);
});

test('the pace is that of the runs of the most similar size', () => {
  const run = (work: number, seconds: number): PastRun => ({ kind: 'TRAIN', subject: 'CONV', work, seconds });
  // Small ones are mostly start-up.
  const past = [
    ...Array.from({ length: 9 }, () => run(1, 10)),
    ...[1, 2, 3, 4, 90].map((s) => run(1000, s * 100)),
  ];
  expect(secondsFor(run(2000, 0), past)).toBe(600);
  expect(secondsFor({ kind: 'TRAIN', subject: 'VAE', work: 2000 }, past)).toBeNull();
});
