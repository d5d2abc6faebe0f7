import { createHash } from 'node:crypto';
import { writeFits } from '@asterism/fits';
import { preprocessingParams } from '@asterism/ml/params';
import { preprocessSample } from '@asterism/ml/preprocess';
import { generateDisc } from '@asterism/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

const SIZE = 300;
const source = {
  channel: 0,
  x: 150.5,
  y: 148.25,
  angleDegrees: 35,
  axisRatio: 0.6,
  tiltDegrees: 53.13,
  radius: 90,
  quality: 0.98,
};
const disc = generateDisc({ index: 3, seed: 1, size: SIZE });

let api: TestApi;
let person: TestPerson;
let aligned: string;
let plain: string;

beforeAll(async () => {
  api = await startApi();
  person = await seedPerson(api.db, { role: 'VIEWER', scope: 'READ' });
  const version = await seedVersion(api, person.workspaceId, [{}, {}]);
  const [first, second] = await api.db.sample.findMany({
    where: { versionId: version.id },
    orderBy: { index: 'asc' },
  });
  aligned = encodeGlobalId('Sample', first!.id);
  plain = encodeGlobalId('Sample', second!.id);
  const { sha256 } = await api.blobs.put(writeFits([{ data: disc.data, shape: [4, SIZE, SIZE] }]));
  await api.db.sampleContent.update({
    where: { id: first!.contentId },
    data: {
      width: SIZE,
      height: SIZE,
      alignment: { source },
      header: [{ keyword: 'BUNIT', value: 'Jy/beam', comment: null }],
      sources: [0, 1, 2, 3].map((channel) => ({
        fileName: 'disc.fits',
        sha256,
        hdu: 0,
        plane: channel,
        channelAxis: 0,
        channel,
      })),
    },
  });
});
afterAll(() => api.close());

const PREVIEW = `query Preview($sampleId: ID!, $preprocessing: PreprocessingInput!) {
  previewPreprocessing(sampleId: $sampleId, preprocessing: $preprocessing) {
    image { url dtype shape bytes sha256 } raw { url dtype shape } steps outline
    sample { index alignment { x y angleDegrees axisRatio tiltDegrees quality radius channel } } } }`;

interface Answer {
  image: { url: string; dtype: string; shape: number[]; bytes: number; sha256: string };
  raw: { url: string; shape: number[] };
  steps: string[];
  outline: number[][];
  sample: { index: number; alignment: unknown };
}
const ask = (sampleId: string, preprocessing: Record<string, unknown>, token = person.token) =>
  send(api, PREVIEW, { token, variables: { sampleId, preprocessing } });
const preview = async (sampleId: string, preprocessing: Record<string, unknown>) => {
  const { data, errors } = await ask(sampleId, preprocessing);
  expect(errors).toBeUndefined();
  return data?.['previewPreprocessing'] as Answer;
};
const get = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${url}`, { headers: { authorization: `Bearer ${person.token}`, ...headers } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('is what a PREPROCESS stage makes, to the byte, and says what was done', async () => {
  const asked = {
    channels: [0, 2],
    alignment: 'DEPROJECT',
    geometry: 'CARTESIAN',
    size: 64,
    upperPercentile: 99.5,
  };
  const { image, raw, steps, outline, sample } = await preview(aligned, asked);
  const expected = preprocessSample(
    { data: disc.data, channels: 4, width: SIZE, height: SIZE },
    preprocessingParams.parse(asked),
    { source, unit: 'Jy/beam' },
  );
  expect(image).toMatchObject({ dtype: 'float32', shape: [2, 64, 64], bytes: 32_768 });
  const bytes = await bytesOf(await get(image.url));
  expect(bytes.equals(Buffer.from(expected.image.buffer))).toBe(true);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(image.sha256);
  expect(steps).toEqual(expected.steps);
  expect(steps.join()).toMatch(/Jy\/beam.*moved by.*turned by.*stretched by 1\.67/s);
  expect(sample).toEqual({ index: 0, alignment: source });
  expect(outline).toHaveLength(4);
  // 300 pixels a side are averaged by two.
  expect(raw.shape).toEqual([2, 150, 150]);
  const rawBytes = await bytesOf(await get(raw.url));
  const values = new Float32Array(rawBytes.buffer, rawBytes.byteOffset, rawBytes.length / 4);
  const mean = [0, 1, SIZE, SIZE + 1].reduce((sum, at) => sum + disc.data[at]! / 4, 0);
  expect(values[0]).toBeCloseTo(mean, 6);
});

test('a sample is found by its ID number', async () => {
  const versionId = (await api.db.datasetVersion.findFirstOrThrow()).id;
  const of = `node(id: "${encodeGlobalId('DatasetVersion', versionId)}") { ... on DatasetVersion`;
  const { data } = await send(
    api,
    `{ ${of} { one: sample(index: 1) { id index } none: sample(index: 2) { id } } } }`,
    {
      token: person.token,
    },
  );
  expect(data?.['node']).toEqual({ one: { id: plain, index: 1 }, none: null });
});

test('what is left out is recommended; a sample that was never measured is left as it is', async () => {
  const { image, steps, sample } = await preview(plain, { alignment: 'CENTER' });
  expect(image.shape).toEqual([4, 48, 48]);
  expect(steps.join()).toMatch(/no source could be measured/);
  expect(sample.alignment).toBeNull();
});

test('without choices it takes what an experiment would: the channels that the report would keep, and the placement', async () => {
  const { id } = await api.db.datasetVersion.findFirstOrThrow();
  const each = [0.25, 0.25, 0.25, 0.25];
  const report = {
    correlation: [each, each, each, each],
    explainedVariance: each,
    componentVariance: each,
    emptyShare: each,
    constantShare: each,
    entropy: each,
    dynamicRange: each,
    keep: [0, 2],
    summary: 'Keep 0 and 2.',
    sampleCount: 2,
  };
  await api.db.datasetVersion.update({ where: { id }, data: { channelReport: { report } } });
  expect((await preview(plain, {})).image.shape).toEqual([2, 48, 48]);
  expect((await preview(plain, { channels: [3] })).image.shape).toEqual([1, 48, 48]);
  // One of the two samples has a clear source.
  expect((await preview(plain, {})).steps.join()).toMatch(/no source could be measured.*unrolled/);
});

test('numbers come with an ETag, in parts, as .npy, and again when they are no longer kept', async () => {
  const { image } = await preview(aligned, { channels: [1], geometry: 'POLAR', size: 32 });
  const first = await get(image.url);
  const known = await get(image.url, { 'if-none-match': first.headers.get('etag') ?? '' });
  expect(known.status).toBe(304);
  expect((await get(image.url, { range: 'bytes=0-7' })).status).toBe(206);
  const npy = await bytesOf(await get(`${image.url}&format=npy`));
  expect(npy.subarray(1, 6).toString('latin1')).toBe('NUMPY');
  // Nobody asked for these choices yet.
  const other = image.url.replace('size=32', 'size=48');
  expect(await bytesOf(await get(other))).toHaveLength(48 * 48 * 4);
});

describe('refused', () => {
  test.each([
    [{ size: 16 }, 'TOO_SMALL', ['preprocessing', 'size']],
    [{ size: 100 }, 'NOT_A_MULTIPLE', ['preprocessing', 'size']],
    [{ channels: [0, 9] }, 'UNKNOWN_CHANNEL', ['preprocessing', 'channels', '1']],
    [{ channels: [] }, 'TOO_SMALL', ['preprocessing', 'channels']],
    [{ lowerPercentile: 60, upperPercentile: 50 }, 'INVALID', ['preprocessing', 'upperPercentile']],
  ])('%o: %s', async (preprocessing, code, path) => {
    const { data, errors } = await ask(aligned, preprocessing);
    expect(data).toEqual({ previewPreprocessing: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code, problems: [{ code, path }] });
  });

  test('a stranger is told the same as of a sample that is not there', async () => {
    const { token } = await seedPerson(api.db);
    const { image } = await preview(aligned, { size: 32 });
    const answers = await Promise.all([
      ask(aligned, {}, token),
      ask(encodeGlobalId('Sample', 'made-up'), {}),
      ask('nonsense', {}),
    ]);
    for (const { data, errors } of answers) {
      expect(data).toEqual({ previewPreprocessing: null });
      expect(errors?.[0]).toMatchObject({
        message: 'There is no such sample that you may see.',
        extensions: { code: 'NOT_FOUND' },
      });
    }
    expect((await get(image.url, { authorization: `Bearer ${token}` })).status).toBe(404);
    expect((await fetch(`${api.url}${image.url}`)).status).toBe(401);
    expect((await get(image.url.split('?')[0]!)).status).toBe(400);
    expect((await get(image.url.replace('size=32', 'size=33'))).status).toBe(400);
    expect((await get(image.url.replace('/image?', '/else?'))).status).toBe(404);
  });
});
