import { inTransaction } from '@asterism/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage, sha256 } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { placeSentence } from './words.ts';

// How the files were read that the experiment's samples are of.
const REQUEST = {
  previousVersionId: null,
  serverFolder: null,
  hdus: null,
  planes: null,
  channelAxis: 0,
  groupBy: '{sample}_{channel}.fits',
};

let api: TestApi;
let editor: TestPerson;
let stranger: TestPerson;
let version: Awaited<ReturnType<typeof seedVersion>>;
let experiment: Awaited<ReturnType<typeof seedExperiment>>;
let uploads = 0;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  stranger = await seedPerson(api.db);
  version = await seedVersion(api, editor.workspaceId, [{}, {}, {}]);
  await api.db.datasetVersion.update({ where: { id: version.id }, data: { request: REQUEST } });
});
afterAll(() => api.close());
beforeEach(async () => {
  experiment = await seedExperiment(
    api.db,
    { workspaceId: editor.workspaceId, versionId: version.id },
    { status: 'SUCCEEDED' },
  );
  const { id } = await seedStage(api.db, [experiment], { kind: 'ENCODE', status: 'SUCCEEDED' });
  await api.db.stage.update({ where: { id }, data: { numericEnvironment: 'native-2' } });
});

async function upload({ workspaceId, userId }: TestPerson = editor): Promise<string> {
  const id = `upload${++uploads}`;
  const { sha256: hash, bytes } = await api.blobs.put(Buffer.from(id));
  await api.db.upload.create({
    data: {
      id,
      workspaceId,
      fileName: `${id}.fits`,
      sha256: hash,
      bytes: BigInt(bytes),
      createdById: userId,
    },
  });
  return id;
}

interface Answer {
  encoding: { id: string; status: string } | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

async function encode(input: Record<string, unknown>, { token }: TestPerson = editor): Promise<Answer> {
  const { data, errors } = await send(
    api,
    `mutation ($input: EncodeImagesInput!) { encodeImages(input: $input) {
       encoding { id status progress } problems { code message path } } }`,
    { token, variables: { input: { experimentId: experiment.globalId, ...input } } },
  );
  expect(errors).toBeUndefined();
  return data?.['encodeImages'] as Answer;
}

const waiting = () => api.db.$queryRaw<{ task: string; key: string }[]>`
  SELECT task_identifier AS task, key FROM graphile_worker.jobs WHERE task_identifier LIKE 'encoding%' ORDER BY id DESC`;

test('uploads become files of an encoding that waits for a worker of the environment of the latents', async () => {
  const uploadIds = [await upload(), await upload()];
  const { encoding, problems } = await encode({
    uploadIds: [...uploadIds, uploadIds[0]],
    hdu: 1,
    planes: [0, 2],
  });
  expect(problems).toEqual([]);
  expect(encoding).toMatchObject({ status: 'QUEUED', progress: 0 });
  const row = await api.db.encoding.findFirstOrThrow({
    where: { experimentId: experiment.id },
    include: { files: { orderBy: { number: 'asc' } } },
  });
  expect(row).toMatchObject({
    numericEnvironment: 'native-2',
    request: { hdus: [1], planes: [0, 2], channelAxis: null, groupBy: null },
    createdById: editor.userId,
  });
  expect(row.files.map(({ fileName }) => fileName)).toEqual(uploadIds.map((id) => `${id}.fits`));
  expect(await waiting()).toContainEqual({ task: 'encoding.run@native-2', key: `encoding:${row.id}` });
  expect(await api.db.activity.findFirst({ where: { subjectId: row.id } })).toMatchObject({
    sentence: expect.stringContaining(`encoded 2 files with E-${experiment.number}`),
  });
});

test('without a word on it, files are read as those that were trained on', async () => {
  const { encoding } = await encode({ uploadIds: [await upload()] });
  const row = await api.db.encoding.findFirstOrThrow({ where: { experimentId: experiment.id } });
  expect(encoding).not.toBeNull();
  expect(row.request).toEqual({ hdus: null, planes: null, channelAxis: 0, groupBy: REQUEST.groupBy });
});

test('what cannot be encoded is a problem that says what to do', async () => {
  const id = await upload();
  const foreign = await upload(stranger);
  const other = await seedVersion(api, editor.workspaceId, [{ channels: 2 }, { channels: 2 }]);
  const theirs = await seedVersion(api, stranger.workspaceId, [{}]);
  const importing = await api.db.datasetVersion.create({
    data: {
      dataset: { create: { workspaceId: editor.workspaceId, name: 'coming' } },
      number: 1,
      request: {},
    },
  });
  const coming = Buffer.from(`DatasetVersion:${importing.id}`).toString('base64');
  const refused: [Record<string, unknown>, string, string][] = [
    [{}, 'TOO_SMALL', 'uploadIds'],
    [{ uploadIds: [] }, 'TOO_SMALL', 'uploadIds'],
    [{ uploadIds: [id], datasetVersionId: version.globalId }, 'CONFLICTING_CHOICES', 'datasetVersionId'],
    [{ uploadIds: [id, foreign] }, 'UPLOAD_NOT_FOUND', 'uploadIds'],
    [{ uploadIds: [id], groupBy: '{sample}' }, 'BAD_PATTERN', 'groupBy'],
    [{ uploadIds: [id], hdu: 1, hdus: [1] }, 'CONFLICTING_CHOICES', 'hdus'],
    [{ datasetVersionId: theirs.globalId }, 'VERSION_NOT_FOUND', 'datasetVersionId'],
    [{ datasetVersionId: coming }, 'VERSION_NOT_READY', 'datasetVersionId'],
    [{ datasetVersionId: other.globalId }, 'WRONG_CHANNEL_COUNT', 'datasetVersionId'],
    [{ uploadIds: [id], experimentId: 'nonsense' }, 'EXPERIMENT_NOT_FOUND', 'experimentId'],
  ];
  for (const [input, code, path] of refused) {
    const { encoding, problems } = await encode(input);
    expect(encoding).toBeNull();
    expect(problems[0], JSON.stringify(input)).toMatchObject({ code });
    expect(problems[0]!.path![0]).toBe(path);
  }
  await api.db.datasetVersion.update({ where: { id: version.id }, data: { sampleCount: 10_001 } });
  expect((await encode({ datasetVersionId: version.globalId })).problems).toMatchObject([
    { code: 'TOO_LARGE' },
  ]);
  await api.db.datasetVersion.update({ where: { id: version.id }, data: { sampleCount: 3 } });
  expect((await encode({ uploadIds: [id] }, stranger)).problems).toMatchObject([
    { code: 'EXPERIMENT_NOT_FOUND' },
  ]);
  for (const status of ['QUEUED', 'RUNNING', 'FAILED', 'CANCELLED'] as const) {
    const { globalId } = await seedExperiment(
      api.db,
      { workspaceId: editor.workspaceId, versionId: version.id },
      { status },
    );
    expect((await encode({ uploadIds: [id], experimentId: globalId })).problems).toMatchObject([
      { code: 'EXPERIMENT_NOT_FINISHED', path: ['experimentId'] },
    ]);
  }
  await api.db.experiment.update({ where: { id: experiment.id }, data: { clusterCount: 0, noiseCount: 3 } });
  expect((await encode({ uploadIds: [id] })).problems).toMatchObject([
    { code: 'NO_CLUSTERS', path: ['experimentId'] },
  ]);
  expect(await api.db.encoding.count({ where: { experimentId: experiment.id } })).toBe(0);
});

test('viewers and reading tokens encode nothing', async () => {
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const reader = await seedPerson(api.db, { scope: 'READ', workspaceId: editor.workspaceId });
  for (const { token } of [viewer, reader]) {
    const { errors } = await send(
      api,
      'mutation ($input: EncodeImagesInput!) { encodeImages(input: $input) { problems { code } } }',
      {
        token,
        variables: { input: { experimentId: experiment.globalId, datasetVersionId: version.globalId } },
      },
    );
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  }
});

const RESULT = `id status progress isElsewhere failure { code } names nearestClusters { label }
  datasetVersion { number } experiment { number } createdBy { name } latents { url shape dtype } coordinates { shape }
  refused { name code message byteOffset } refusedCount
  images(first: 2) { totalCount pageInfo { hasNextPage } edges { node {
    index name sample { index } thumbnailUrl(size: 64) cluster { label size } distance shareNearer
    isFartherThanMembers place position neighbours { distance sample { index fileName } } reconstructionError errorShare } } }`;

async function seedEncoding(datasetVersionId: string | null = null) {
  await api.db.cluster.createMany({
    data: [0, 1].map((label) => ({
      experimentId: experiment.id,
      label,
      size: 10,
      isNoise: false,
      memberIndexes: [label],
    })),
  });
  const content = await api.db.sample.findFirstOrThrow({ where: { versionId: version.id } });
  const blob = (shape: number[], hash = sha256()) => ({ sha256: hash, dtype: 'float32', shape });
  const map = await api.blobs.put(new Uint8Array(Float32Array.of(0.5, -1, 2, 3, -4, 0).buffer));
  const image = (number: number, row: number, label: number, shareNearer: number) => ({
    number,
    name: `image ${number}`,
    contentId: content.contentId,
    row,
    label,
    distance: 1.5,
    shareNearer,
    neighbours: [
      { index: 2, distance: 0.25 },
      { index: 0, distance: 0.5 },
    ],
    reconstructionError: 0.01,
    errorShare: 0.5,
  });
  return inTransaction(api.db, (tx) =>
    tx.encoding.create({
      data: {
        workspaceId: editor.workspaceId,
        experimentId: experiment.id,
        datasetVersionId,
        request: {},
        numericEnvironment: 'native-2',
        status: 'SUCCEEDED',
        fraction: 1,
        createdById: editor.userId,
        result: { latents: blob([3, 4]), coordinates: blob([3, 2], map.sha256) },
        images: {
          create: [
            image(0, 0, 1, 0.4),
            { number: 1, name: 'bad.fits', code: 'TRUNCATED_DATA', message: 'It ends.', byteOffset: 6880n },
            image(2, 1, 0, 1),
            image(3, 2, 1, 0.9),
          ],
        },
      },
      include: { images: { orderBy: { number: 'asc' } } },
    }),
  );
}

test('where each image falls can be read, from the experiment and by its id', async () => {
  const encoding = await seedEncoding();
  const { data, errors } = await send(
    api,
    `query ($id: ID!) { experiment(id: $id) { encodings { totalCount edges { node { ${RESULT} } } } } }`,
    { token: editor.token, variables: { id: experiment.globalId } },
  );
  expect(errors).toBeUndefined();
  const { encodings } = data!['experiment'] as { encodings: { edges: { node: { id: string } }[] } };
  expect(encodings).toMatchObject({
    totalCount: 1,
    edges: [
      {
        node: {
          status: 'SUCCEEDED',
          progress: 1,
          isElsewhere: false,
          failure: null,
          names: ['image 0', 'image 2', 'image 3'],
          nearestClusters: [{ label: 1 }, { label: 0 }, { label: 1 }],
          datasetVersion: null,
          experiment: { number: experiment.number },
          latents: { shape: [3, 4], dtype: 'float32' },
          coordinates: { shape: [3, 2] },
          refusedCount: 1,
          refused: [{ name: 'bad.fits', code: 'TRUNCATED_DATA', message: 'It ends.', byteOffset: 6880 }],
          images: {
            totalCount: 3,
            pageInfo: { hasNextPage: true },
            edges: [
              {
                node: {
                  index: 0,
                  name: 'image 0',
                  sample: null,
                  cluster: { label: 1, size: 10 },
                  distance: 1.5,
                  isFartherThanMembers: false,
                  position: [0.5, -1],
                  neighbours: [
                    { distance: 0.25, sample: { index: 2, fileName: 'disc-2.fits' } },
                    { distance: 0.5, sample: { index: 0 } },
                  ],
                  errorShare: 0.5,
                },
              },
              {
                node: {
                  index: 1,
                  isFartherThanMembers: true,
                  position: [2, 3],
                  place: expect.stringMatching(/^Farther from/),
                },
              },
            ],
          },
        },
      },
    ],
  });
  const byId = await send(api, `query ($id: ID!) { node(id: $id) { ... on Encoding { ${RESULT} } } }`, {
    token: editor.token,
    variables: { id: encodings.edges[0]!.node.id },
  });
  expect(byId.data?.['node']).toEqual(encodings.edges[0]!.node);
  const hidden = await send(api, 'query ($id: ID!) { node(id: $id) { id } }', {
    token: stranger.token,
    variables: { id: encodings.edges[0]!.node.id },
  });
  expect(hidden.data).toEqual({ node: null });

  const [first, refused] = encoding.images;
  const thumbnail = (id: string, { token }: TestPerson) =>
    fetch(`${api.url}/thumbnails/encoded/${id}?size=64`, { headers: { authorization: `Bearer ${token}` } });
  const picture = await thumbnail(first!.id, editor);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect((await thumbnail(first!.id, stranger)).status).toBe(404);
  expect((await thumbnail(refused!.id, editor)).status).toBe(404);
});

test('an image of a data set version leads to its sample', async () => {
  await seedEncoding(version.id);
  const { data } = await send(
    api,
    `query ($id: ID!) { experiment(id: $id) { encodings { edges { node { ${RESULT} } } } } }`,
    { token: editor.token, variables: { id: experiment.globalId } },
  );
  expect(data).toMatchObject({
    experiment: {
      encodings: {
        edges: [
          {
            node: {
              datasetVersion: { number: 1 },
              images: { edges: [{ node: { sample: { index: 0 } } }, {}] },
            },
          },
        ],
      },
    },
  });
});

test.each([
  [0, 'Within cluster 2: nearer to its middle than every one of its 40 members.'],
  [0.5, 'Within cluster 2: 20 of its 40 members are nearer to its middle.'],
  [0.95, 'At the rim of cluster 2: 38 of its 40 members are nearer to its middle.'],
  [
    1,
    'Farther from the middle of cluster 2 than every one of its 40 members: it may be of a kind that the model has not seen.',
  ],
])('%d of the members nearer: %s', (shareNearer, sentence) => {
  expect(placeSentence({ label: 2, size: 40, shareNearer })).toBe(sentence);
});
