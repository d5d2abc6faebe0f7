import {
  type BlobRef,
  claimDecoding,
  type Decoding,
  type DecodingKind,
  type DecodingResult,
  decodingParams,
  type Experiment,
  failDecoding,
  finishDecoding,
  inTransaction,
} from '@asterism/db';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage, sha256 } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { openDecodingDesk } from './decodingDesk.ts';
import { outlierScores } from './outliers.ts';

let api: TestApi;
let viewer: TestPerson;
let versionId: string;

// Of 9 samples: number 4 stands out, 2 and 7 are equal.
const ERRORS = [0.012, 0.01, 0.02, 0.013, 0.9, 0.015, 0.017, 0.02, 0.011];
const SSIMS = ERRORS.map((error) => 1 - error);
const WEIGHTS = { early: sha256(), middle: sha256(), last: sha256() };
const shape = [2, 4, 4];
/** A guard against hanging, on a machine that does other things too. */
const PATIENT = { timeout: 30_000 };

beforeAll(async () => {
  api = await startApi();
  viewer = await seedPerson(api.db, { role: 'VIEWER' });
  ({ id: versionId } = await seedVersion(
    api,
    viewer.workspaceId,
    ERRORS.map(() => ({})),
  ));
});
afterAll(() => api.close());

async function put(values: readonly number[]): Promise<BlobRef> {
  const stored = await api.blobs.put(new Uint8Array(Float32Array.from(values).buffer));
  return { sha256: stored.sha256, dtype: 'float32', shape: [values.length] };
}

interface Seed {
  model?: object;
  train?: object;
  encoding?: object | null;
}

/** An experiment whose training and encoding are done. */
async function seed({ model, train, encoding }: Seed = {}): Promise<Experiment & { globalId: string }> {
  const experiment = await seedExperiment(
    api.db,
    { workspaceId: viewer.workspaceId, versionId },
    { status: 'SUCCEEDED', mse: 0.1, ssim: 0.9, msSsim: 0.8, model: { kind: 'VAE', epochs: 30, ...model } },
  );
  await seedStage(api.db, [experiment], {
    kind: 'TRAIN',
    status: 'SUCCEEDED',
    result: {
      weights: { sha256: WEIGHTS.last, bytes: 8 },
      parameterCount: 2,
      trainLoss: 0.1,
      validationLoss: null,
      imagesPerSecond: 5,
      epochs: 30,
      bestEpoch: 30,
      keptWeights: [
        { epoch: 1, sha256: WEIGHTS.early, bytes: 8 },
        { epoch: 7, sha256: WEIGHTS.middle, bytes: 8 },
        { epoch: 30, sha256: WEIGHTS.last, bytes: 8 },
      ],
      ...train,
    },
  });
  if (encoding !== null)
    await seedStage(api.db, [experiment], {
      kind: 'ENCODE',
      status: 'SUCCEEDED',
      result: {
        latents: { sha256: sha256(), dtype: 'float32', shape: [ERRORS.length, 64] },
        reconstructionErrors: await put(ERRORS),
        mse: 0.1,
        psnr: 10,
        ssims: await put(SSIMS),
        msSsims: await put(SSIMS),
        ssim: 0.9,
        msSsim: 0.8,
        ...encoding,
      },
    });
  return experiment;
}

const ask = (globalId: string, fields: string) =>
  send(api, `query ($id: ID!) { experiment(id: $id) { ${fields} } }`, {
    token: viewer.token,
    variables: { id: globalId },
  });

async function read(globalId: string, fields: string): Promise<Record<string, unknown>> {
  const { data, errors } = await ask(globalId, fields);
  expect(errors).toBeUndefined();
  return data?.['experiment'] as Record<string, unknown>;
}

interface PageAnswer {
  edges: {
    cursor: string;
    node: Record<string, unknown> & { sample: { index: number }; original?: { url: string } };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
  totalCount: number;
  outlierCount: number;
  epoch: number;
  overall: Record<'mse' | 'psnr' | 'ssim' | 'msSsim', number | null>;
}

async function page(globalId: string, args: string, node = ''): Promise<PageAnswer> {
  const answer = await read(
    globalId,
    `reconstructions(${args}) { edges { cursor node { sample { index } mse ${node} } }
      pageInfo { hasNextPage endCursor } totalCount outlierCount epoch overall { mse psnr ssim msSsim } }`,
  );
  return answer['reconstructions'] as PageAnswer;
}

const indexesOf = ({ edges }: PageAnswer) => edges.map(({ node }) => node.sample.index);

/** A worker's part: takes what waits of this kind and ends it. */
async function answer<Kind extends DecodingKind>(
  kind: Kind,
  make: (row: Decoding) => Promise<DecodingResult<Kind>> | DecodingResult<Kind>,
): Promise<Decoding> {
  const row = await vi.waitFor(
    () => api.db.decoding.findFirstOrThrow({ where: { kind, status: 'QUEUED' } }),
    PATIENT,
  );
  const claim = { decodingId: row.id, workerId: 'w' };
  await claimDecoding(api.db, { ...claim, now: new Date() });
  const result = await make(row);
  await inTransaction(api.db, (tx) => finishDecoding(tx, claim, { kind, result, now: new Date() }));
  return row;
}

const picture = (): BlobRef => ({ sha256: sha256(), dtype: 'float32', shape });
const pictures = (row: Decoding): DecodingResult<'RECONSTRUCT'> => ({
  samples: decodingParams.RECONSTRUCT.parse(row.params).indexes.map((index) => ({
    index,
    original: picture(),
    reconstruction: picture(),
    residual: picture(),
  })),
});

test('the worst or the best first, a page at a time, equal errors by number; no picture without need', async () => {
  const { globalId } = await seed();
  const all = await page(globalId, 'first: 12', 'psnr ssim msSsim outlierScore isOutlier');
  expect(indexesOf(all)).toEqual([4, 2, 7, 6, 5, 3, 0, 8, 1]);
  expect(all).toMatchObject({ totalCount: 9, outlierCount: 1, epoch: 30 });
  const mse = ERRORS.reduce((sum, error) => sum + error, 0) / ERRORS.length;
  expect(all.overall).toMatchObject({
    mse: expect.closeTo(mse, 6),
    psnr: expect.closeTo(-10 * Math.log10(mse), 5),
    ssim: expect.closeTo(1 - mse, 6),
  });
  expect(all.edges[0]!.node).toMatchObject({ isOutlier: true });
  expect(all.edges[0]!.node['mse']).toBeCloseTo(0.9, 6);
  expect(all.edges[0]!.node['psnr']).toBeCloseTo(-10 * Math.log10(0.9), 5);
  expect(all.edges[0]!.node['ssim']).toBeCloseTo(0.1, 6);

  const first = await page(globalId, 'first: 2');
  expect(indexesOf(first)).toEqual([4, 2]);
  const next = await page(globalId, `first: 2, after: "${first.pageInfo.endCursor}"`);
  expect(indexesOf(next)).toEqual([7, 6]);
  const best = await page(globalId, 'worstFirst: false, first: 3');
  expect(indexesOf(best)).toEqual([1, 8, 0]);
  const end = await page(globalId, `worstFirst: false, first: 50, after: "${best.pageInfo.endCursor}"`);
  expect(indexesOf(end)).toEqual([3, 5, 6, 2, 7, 4]);
  expect(end.pageInfo.hasNextPage).toBe(false);

  const last = await page(globalId, 'last: 2');
  expect(indexesOf(last)).toEqual([8, 1]);
  const before = await page(globalId, `last: 3, before: "${last.edges[0]!.cursor}"`);
  expect(indexesOf(before)).toEqual([5, 3, 0]);
  expect(await api.db.decoding.count()).toBe(0);
});

test.each([
  ['first: 51', 'BAD_USER_INPUT', /at most 50/],
  ['first: -1', 'BAD_USER_INPUT', /negative/],
  ['after: "bm8="', 'BAD_USER_INPUT', /cursor/],
  [
    `after: "${Buffer.from('["BEST:30",0.1,1]').toString('base64url')}"`,
    'BAD_USER_INPUT',
    /cursor is not one of these/,
  ],
  ['epoch: 8', 'NO_SUCH_CHECKPOINT', /there are those of 1, 7, 30/],
])('reconstructions(%s) is refused: %s', async (args, code, message) => {
  const { globalId } = await seed();
  const { errors } = await ask(globalId, `reconstructions(${args}) { totalCount }`);
  expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }]);
});

test('the pictures of a page are one job, and made once', async () => {
  const { globalId } = await seed();
  const fields = 'original { url dtype shape } reconstruction { url } residual { url }';
  const asking = page(globalId, 'first: 3', fields);
  const row = await answer('RECONSTRUCT', pictures);
  const shown = await asking;
  expect(decodingParams.RECONSTRUCT.parse(row.params)).toEqual({
    weights: WEIGHTS.last,
    indexes: [4, 2, 7],
  });
  const urls = shown.edges.map(({ node }) => node.original!.url);
  expect(new Set(urls).size).toBe(3);
  expect(shown.edges[0]!.node.original).toMatchObject({ dtype: 'float32', shape });
  expect(urls[0]).toMatch(new RegExp(`^/blobs/${viewer.slug}/[0-9a-f]{64}\\?dtype=float32&shape=2,4,4$`));
  // In a fragment too, and from the row.
  const again = await send(
    api,
    `query ($id: ID!) { experiment(id: $id) { reconstructions(first: 3) { edges { ...Edge } } } }
     fragment Edge on ReconstructionEdge { node { ...Picture } }
     fragment Picture on Reconstruction { original { url } }`,
    { token: viewer.token, variables: { id: globalId } },
  );
  expect(again).toMatchObject({
    data: {
      experiment: { reconstructions: { edges: urls.map((url) => ({ node: { original: { url } } })) } },
    },
  });
  expect(await api.db.decoding.count({ where: { trainStageId: row.trainStageId } })).toBe(1);
});

test('another epoch has an order of its own, from its scores', async () => {
  const { globalId } = await seed();
  const asking = page(globalId, 'first: 2, epoch: 7', 'ssim original { url }');
  const scored = await answer('RESCORE', async () => ({
    errors: await put(ERRORS.toReversed()),
    ssims: await put(SSIMS.toReversed()),
    msSsims: await put(SSIMS),
  }));
  expect(scored.params).toEqual({ weights: WEIGHTS.middle });
  const drawn = await answer('RECONSTRUCT', pictures);
  expect(drawn.params).toEqual({ weights: WEIGHTS.middle, indexes: [4, 1] });
  const shown = await asking;
  expect(indexesOf(shown)).toEqual([4, 1]);
  expect(shown.epoch).toBe(7);
  const { errors } = await ask(
    globalId,
    `reconstructions(epoch: 30, after: "${shown.pageInfo.endCursor}") { totalCount }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('who waits too long is told to ask again, and finds it done', async () => {
  const { globalId } = await seed();
  const fields = 'reconstructions(first: 1) { edges { node { original { url } residual { url } } } }';
  const { decodings, db, events } = api.services;
  api.services.decodings = openDecodingDesk({ db, events, patienceMs: 100 });
  const { data, errors } = await ask(globalId, fields);
  api.services.decodings = decodings;
  expect(data).toEqual({ experiment: { reconstructions: null } });
  expect(errors).toMatchObject([{ extensions: { code: 'DECODING_NOT_READY' } }]);
  expect(errors).toHaveLength(1);
  await answer('RECONSTRUCT', pictures);
  await read(globalId, fields);
});

test('a failure comes with its code; one that may pass is tried again when it is asked for again', async () => {
  const { globalId } = await seed();
  const fields = 'reconstructions(first: 1) { edges { node { original { url } } } }';
  for (const retryable of [true, false]) {
    const asking = ask(globalId, fields);
    const row = await vi.waitFor(
      () => api.db.decoding.findFirstOrThrow({ where: { kind: 'RECONSTRUCT', status: 'QUEUED' } }),
      PATIENT,
    );
    const claim = { decodingId: row.id, workerId: 'w' };
    await claimDecoding(api.db, { ...claim, now: new Date() });
    const failure = { code: 'DISK_FULL', message: 'The disk is full.', retryable };
    await inTransaction(api.db, (tx) => failDecoding(tx, claim, { failure, now: new Date() }));
    expect((await asking).errors).toMatchObject([
      { message: failure.message, extensions: { code: 'DISK_FULL' } },
    ]);
  }
  expect((await ask(globalId, fields)).errors).toMatchObject([{ extensions: { code: 'DISK_FULL' } }]);
});

test('a traversal of a variational model, by its latents', async () => {
  const { globalId } = await seed();
  const asking = read(globalId, 'traversal(dimension: 63, steps: 64) { shape url }');
  const row = await answer('TRAVERSE', () => ({ images: { ...picture(), shape: [64, ...shape] } }));
  expect(row.params).toMatchObject({ weights: WEIGHTS.last, dimension: 63, steps: 64 });
  expect(await asking).toMatchObject({ traversal: { shape: [64, ...shape] } });
  for (const [args, code] of [
    ['dimension: 64', 'NO_SUCH_DIMENSION'],
    ['dimension: -1', 'NO_SUCH_DIMENSION'],
    ['dimension: 0, steps: 1', 'BAD_STEPS'],
    ['dimension: 0, steps: 65', 'BAD_STEPS'],
  ]) {
    const { errors } = await ask(globalId, `traversal(${args}) { url }`);
    expect(errors, args).toMatchObject([{ extensions: { code } }]);
  }
});

test('what a model has not is null', async () => {
  const fields =
    'checkpoints reconstructions { totalCount } traversal(dimension: 0) { url } metrics { activeUnits embeddingSpread collapse mseWithoutSkips }';
  const contrastive = await seed({
    model: { kind: 'CONTRASTIVE' },
    train: { keptWeights: [], embeddingSpread: 0.01, collapsed: true },
    encoding: { reconstructionErrors: null, ssims: null, msSsims: null, mse: null, psnr: null },
  });
  expect(await read(contrastive.globalId, fields)).toEqual({
    checkpoints: [],
    reconstructions: null,
    traversal: null,
    metrics: {
      activeUnits: null,
      embeddingSpread: 0.01,
      collapse: expect.stringMatching(/^The embeddings collapsed to a point \(1\.0 % differs\)/),
      mseWithoutSkips: null,
    },
  });
  const plain = await seed({ model: { kind: 'CONV' } });
  expect(await read(plain.globalId, 'traversal(dimension: 0) { url } checkpoints')).toEqual({
    traversal: null,
    checkpoints: [1, 7, 30],
  });
  const waiting = await seed({ encoding: null });
  expect(await read(waiting.globalId, 'traversal(dimension: 0) { url } reconstructions { epoch }')).toEqual({
    traversal: null,
    reconstructions: null,
  });
});

test('what tells of the latents, and the checkpoints where the best epoch was restored', async () => {
  const { globalId } = await seed({
    model: { kind: 'UNET_VAE' },
    train: { validationLoss: 0.2, bestEpoch: 12, activeUnits: 5 },
    encoding: { mseWithoutSkips: 0.3 },
  });
  expect(
    await read(globalId, 'checkpoints metrics { ssim msSsim activeUnits collapse mseWithoutSkips }'),
  ).toEqual({
    checkpoints: [1, 7, 12, 30],
    metrics: { ssim: 0.9, msSsim: 0.8, activeUnits: 5, collapse: null, mseWithoutSkips: 0.3 },
  });
  expect((await page(globalId, 'first: 1')).epoch).toBe(12);
});

test('results of earlier versions have an order and pictures, but no structural similarity', async () => {
  const { globalId } = await seed({
    train: { epochs: undefined, bestEpoch: undefined, keptWeights: undefined },
    encoding: { ssims: undefined, msSsims: undefined, ssim: undefined, msSsim: undefined },
  });
  expect(await read(globalId, 'checkpoints')).toEqual({ checkpoints: [30] });
  const asking = page(globalId, 'first: 1', 'ssim msSsim residual { url }');
  await answer('RECONSTRUCT', pictures);
  expect(await asking).toMatchObject({
    epoch: 30,
    overall: { ssim: null, msSsim: null },
    edges: [{ node: { sample: { index: 4 }, ssim: null, msSsim: null } }],
  });
});

test.each([
  ['ASC', [0.3, 0.8, null]],
  ['DESC', [0.8, 0.3, null]],
])('experiments are listed by MS-SSIM, %s, those without one last', async (direction, expected) => {
  for (const msSsim of [null, 0.3, 0.8])
    await seedExperiment(
      api.db,
      { workspaceId: viewer.workspaceId, versionId },
      { msSsim, ssim: 0.7, tags: [direction] },
    );
  const { data } = await send(
    api,
    `query ($slug: String!) { experiments(workspace: $slug, orderBy: [{ field: MS_SSIM, direction: ${direction} }],
       filter: { tag: "${direction}", where: [{ field: "metrics.ssim", atLeast: 0.5 }] }) { edges { node { metrics { msSsim } } } } }`,
    { token: viewer.token, variables: { slug: viewer.slug } },
  );
  expect(data).toEqual({
    experiments: { edges: expected.map((msSsim) => ({ node: { metrics: { msSsim } } })) },
  });
});

test('the modified z-score of the root of each error', () => {
  const scores = outlierScores(Float32Array.of(1, 4, 9, 16, 900))!;
  // Roots 1, 2, 3, 4, 30: their median is 3, the median deviation 1.
  expect([...scores].map((score) => Number(score.toFixed(4)))).toEqual([-1.349, -0.6745, 0, 0.6745, 18.2115]);
  expect(outlierScores(Float32Array.of(3, 3, 3, 9))).toBeNull();
  expect(outlierScores(Float32Array.of(0, 0))).toBeNull();
});
