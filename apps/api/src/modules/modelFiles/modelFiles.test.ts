import { createHash } from 'node:crypto';
import { modelCard } from '@asterism/ml/params';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage, sha256 } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let viewer: TestPerson;
let versionId: string;
const WEIGHTS = new TextEncoder().encode('stands for a safetensors file');
const HASH = createHash('sha256').update(WEIGHTS).digest('hex');
const TENSORS = [{ name: 'latent.weight', shape: [2, 8], role: 'DENSE' }];

beforeAll(async () => {
  api = await startApi();
  viewer = await seedPerson(api.db, { role: 'VIEWER' });
  ({ id: versionId } = await seedVersion(api, viewer.workspaceId, [{}, {}]));
  await api.blobs.put(WEIGHTS);
});
afterAll(() => api.close());

/** An experiment whose model is trained. */
async function seedTrained() {
  const experiment = await seedExperiment(
    api.db,
    { workspaceId: viewer.workspaceId, versionId },
    { status: 'SUCCEEDED', silhouette: 0.5, mse: 0.01, seed: 3, environment: { backend: 'native' } },
  );
  await seedStage(api.db, [experiment], {
    kind: 'PREPROCESS',
    status: 'SUCCEEDED',
    result: { images: { sha256: sha256(), dtype: 'float32', shape: [2, 1, 128, 128] }, mask: null },
  });
  const training = await seedStage(api.db, [experiment], {
    kind: 'TRAIN',
    status: 'SUCCEEDED',
    result: {
      weights: { sha256: HASH, bytes: WEIGHTS.length, tensors: TENSORS },
      parameterCount: 18,
      trainLoss: 0.02,
      validationLoss: null,
      imagesPerSecond: 500,
    },
  });
  return { ...experiment, trainingKey: training.key };
}

async function read(globalId: string): Promise<Record<string, unknown>> {
  const fields = `modelFiles { weights { name url bytes sha256 } card { name url } }
    preprocessed { images { url shape } mask { url } }`;
  const { data, errors } = await send(api, `query ($id: ID!) { experiment(id: $id) { ${fields} } }`, {
    token: viewer.token,
    variables: { id: globalId },
  });
  expect(errors).toBeUndefined();
  return data?.['experiment'] as Record<string, unknown>;
}

const get = (path: string, token = viewer.token, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });

test('a trained model has a weights file and a card, whose names say of which experiment they are', async () => {
  const { id, number, globalId } = await seedTrained();
  const names = { weights: `asterism-E-${number}.safetensors`, card: `asterism-E-${number}.json` };
  expect(await read(globalId)).toEqual({
    modelFiles: {
      weights: {
        name: names.weights,
        url: `/model-files/${id}/${names.weights}`,
        bytes: WEIGHTS.length,
        sha256: HASH,
      },
      card: { name: names.card, url: `/model-files/${id}/${names.card}` },
    },
    preprocessed: { images: { url: expect.any(String), shape: [2, 1, 128, 128] }, mask: null },
  });
  const weights = await get(`/model-files/${id}/${names.weights}`);
  expect(new Uint8Array(await weights.arrayBuffer())).toEqual(WEIGHTS);
  expect(weights.headers.get('content-disposition')).toBe(`attachment; filename="${names.weights}"`);
  const part = await get(`/model-files/${id}/${names.weights}`, viewer.token, { range: 'bytes=0-5' });
  expect([part.status, await part.text()]).toEqual([206, 'stands']);
});

test('the card tells everything but the numbers', async () => {
  const { id, number, name, trainingKey } = await seedTrained();
  const answer = await get(`/model-files/${id}/asterism-E-${number}.json`);
  expect(answer.headers.get('content-disposition')).toContain(`asterism-E-${number}.json`);
  const card = modelCard.parse(await answer.json());
  const version = await api.db.datasetVersion.findUniqueOrThrow({
    where: { id: versionId },
    include: { dataset: true },
  });
  expect(card).toMatchObject({
    product: { name: 'Asterism', version: '0.0.0' },
    experiment: { number, name },
    dataset: {
      name: version.dataset.name,
      version: 1,
      contentHash: version.contentHash,
      sampleCount: 2,
    },
    preprocessing: { channels: [0], size: 128 },
    image: { channels: 1, size: 128, geometry: 'CARTESIAN' },
    model: { kind: 'CONV', epochs: 10, params: { widths: [16, 32, 64, 128] } },
    seed: 3,
    training: { parameterCount: 18, trainLoss: 0.02, validationLoss: null },
    scores: { mse: 0.01, silhouette: 0.5, daviesBouldin: null },
    environment: { backend: 'native' },
    stages: { TRAIN: trainingKey },
    weights: { file: `asterism-E-${number}.safetensors`, sha256: HASH, tensors: TENSORS },
  });
});

test('there are no files before it is trained, nor of weights in the form of before', async () => {
  const queued = await seedExperiment(api.db, { workspaceId: viewer.workspaceId, versionId });
  expect(await read(queued.globalId)).toEqual({ modelFiles: null, preprocessed: null });
  const before = await seedTrained();
  await api.db.stage.updateMany({
    where: { uses: { some: { experimentId: before.id } }, kind: 'TRAIN' },
    data: {
      result: {
        weights: { sha256: HASH, bytes: WEIGHTS.length },
        parameterCount: 18,
        trainLoss: 0.02,
        validationLoss: null,
        imagesPerSecond: 500,
      },
    },
  });
  expect((await read(before.globalId))['modelFiles']).toBeNull();
  const answer = await get(`/model-files/${before.id}/asterism-E-${before.number}.json`);
  expect([answer.status, await answer.json()]).toEqual([
    404,
    expect.objectContaining({ code: 'NOT_TRAINED' }),
  ]);
});

test('files are for members alone, under their names alone', async () => {
  const { id, number } = await seedTrained();
  const stranger = await seedPerson(api.db);
  const path = `/model-files/${id}/asterism-E-${number}.json`;
  expect((await get(path, stranger.token)).status).toBe(404);
  expect((await fetch(`${api.url}${path}`)).status).toBe(401);
  expect((await get(`/model-files/${id}/asterism-E-${number + 1000}.json`)).status).toBe(404);
});
