import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let sha256: string;
let path: string;
const VALUES = Float32Array.from({ length: 12 }, (_, i) => i / 2);
const BYTES = Buffer.from(VALUES.buffer);

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'VIEWER', scope: 'READ' });
  ({ sha256 } = await api.blobs.put(BYTES));
  await api.db.workspaceBlob.create({ data: { workspaceId: editor.workspaceId, sha256, bytes: 48n } });
  path = `/blobs/${editor.slug}/${sha256}`;
});
afterAll(() => api.close());

const get = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${api.url}${url}`, { method, headers: { authorization: `Bearer ${editor.token}`, ...headers } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('blobs', () => {
  test('raw, with what a cache needs and nothing that a browser would run', async () => {
    const response = await get(`${path}?dtype=float32&shape=3,4`);
    expect(response.status).toBe(200);
    expect((await bytesOf(response)).equals(BYTES)).toBe(true);
    expect(response.headers.get('etag')).toBe(`"${sha256}"`);
    expect(response.headers.get('cache-control')).toMatch(/^private, .*immutable/);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('304 for a tag that is known', async () => {
    const response = await get(path, { 'if-none-match': `"other", W/"${sha256}"` });
    expect(response.status).toBe(304);
    expect(await bytesOf(response)).toHaveLength(0);
  });

  test.each([
    ['bytes=0-7', 206, 0, 8, 'bytes 0-7/48'],
    ['bytes=40-', 206, 40, 48, 'bytes 40-47/48'],
    ['bytes=-4', 206, 44, 48, 'bytes 44-47/48'],
    ['bytes=40-4000', 206, 40, 48, 'bytes 40-47/48'],
    ['bytes=0-3,8-9', 200, 0, 48, null],
    ['lines=1-2', 200, 0, 48, null],
  ])('range %s', async (range, status, start, end, contentRange) => {
    const response = await get(path, { range });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect((await bytesOf(response)).equals(BYTES.subarray(start, end))).toBe(true);
  });

  test('a range outside, and one for a body that has changed', async () => {
    const outside = await get(path, { range: 'bytes=48-' });
    expect(outside.status).toBe(416);
    expect(outside.headers.get('content-range')).toBe('bytes */48');
    expect((await get(path, { range: 'bytes=0-1', 'if-range': '"old"' })).status).toBe(200);
  });

  test('as .npy, whole and in parts that join', async () => {
    const url = `${path}?dtype=float32&shape=3,4&format=npy`;
    const whole = await bytesOf(await get(url));
    expect(whole.length % 64).toBe(48);
    expect(whole.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
    const header = whole.subarray(10, 10 + whole.readUInt16LE(8)).toString('latin1');
    expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(3, 4\), \} *\n$/);
    expect(whole.subarray(-48).equals(BYTES)).toBe(true);
    const parts = [];
    for (let start = 0; start < whole.length; start += 50)
      parts.push(await bytesOf(await get(url, { range: `bytes=${start}-${start + 49}` })));
    expect(Buffer.concat(parts).equals(whole)).toBe(true);
  });

  test('as .npy it is called as was asked', async () => {
    const url = `${path}?dtype=float32&shape=3,4&format=npy`;
    const nameOf = async (query: string) => (await get(url + query)).headers.get('content-disposition');
    expect(await nameOf('')).toBe(`attachment; filename="${sha256.slice(0, 12)}.npy"`);
    expect(await nameOf('&name=E-42-latents.npy')).toBe('attachment; filename="E-42-latents.npy"');
  });

  test('HEAD says how long it is', async () => {
    const response = await get(path, {}, 'HEAD');
    expect(response.headers.get('content-length')).toBe('48');
  });

  test.each([
    ['?dtype=float32&shape=5&format=npy', 400],
    ['?format=npy', 400],
    ['?shape=a', 400],
    ['?format=html', 400],
    ['?dtype=float32&shape=3,4&format=npy&name=..%2Fa', 400],
    ['?dtype=float32&shape=3,4&format=npy&name=a%22%3B', 400],
  ])('%s is refused', async (query, status) => {
    expect((await get(`${path}${query}`)).status).toBe(status);
  });

  test('nobody else sees it', async () => {
    const stranger = await seedPerson(api.db);
    const as = (token: string, url: string) => get(url, { authorization: `Bearer ${token}` });
    expect((await fetch(`${api.url}${path}`)).status).toBe(401);
    expect((await as(stranger.token, path)).status).toBe(404);
    // The bytes are in the store, but not held by the stranger's workspace.
    expect((await as(stranger.token, `/blobs/${stranger.slug}/${sha256}`)).status).toBe(404);
    expect((await get(`/blobs/${editor.slug}/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await get(`/blobs/${editor.slug}/..%2f..%2fetc`)).status).toBe(404);
  });
});

describe('samples', () => {
  let sample: { id: string; pixels: { url: string; shape: number[]; bytes: number }; thumbnailUrl: string };

  beforeAll(async () => {
    const { globalId } = await seedVersion(api, editor.workspaceId, [{}, { channels: 2 }]);
    const { data } = await send(
      api,
      `{ node(id: "${globalId}") { ... on DatasetVersion { samples(first: 1) { edges { node {
           id index fileName width height channelCount contentHash pixels { url shape bytes dtype }
           thumbnailUrl(channel: 1) header { keyword value } hdus { shape } sources { hdu plane channel } } } } } } }`,
      { token: editor.token },
    );
    const version = data?.['node'] as { samples: { edges: { node: typeof sample }[] } };
    sample = version.samples.edges[0]!.node;
  });

  test('say what they are made of', () => {
    expect(sample).toMatchObject({
      index: 0,
      fileName: 'disc-0.fits',
      channelCount: 4,
      pixels: { dtype: 'float32', shape: [4, 8, 8], bytes: 1024 },
      header: [{ keyword: 'SIMPLE', value: true }],
      sources: [0, 1, 2, 3].map((channel) => ({ hdu: 0, plane: channel, channel })),
    });
  });

  test('pixels are read from the file', async () => {
    const response = await get(sample.pixels.url);
    const bytes = await bytesOf(response);
    const pixels = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    expect(pixels).toHaveLength(256);
    expect(pixels[0]).toBe(0);
    expect(pixels[3 * 64 + 5]).toBe(305);
    const part = await bytesOf(await get(sample.pixels.url, { range: 'bytes=4-11' }));
    expect(part.equals(bytes.subarray(4, 12))).toBe(true);
    expect(await bytesOf(await get(`${sample.pixels.url}?format=npy`))).toHaveLength(128 + 1024);
  });

  test('thumbnails are PNG of the size that is asked for', async () => {
    const response = await get(sample.thumbnailUrl);
    expect(response.headers.get('content-type')).toBe('image/png');
    const png = await bytesOf(response);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(128);
    const small = await bytesOf(
      await get(`${sample.thumbnailUrl.replace('size=128', 'size=16')}&lower=0&upper=9`),
    );
    expect(small.readUInt32BE(16)).toBe(16);
    const known = await get(sample.thumbnailUrl, { 'if-none-match': response.headers.get('etag') ?? '' });
    expect(known.status).toBe(304);
  });

  test.each([
    'channel=4',
    'channel=-1',
    'size=100000',
    'stretch=NO',
    'colorMap=%3Cb%3E',
    'lower=2&upper=1',
    'lower=x',
  ])('thumbnails with %s are refused', async (query) => {
    const response = await get(`${sample.thumbnailUrl.split('?')[0]}?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  });

  test('a stranger sees neither', async () => {
    const { token } = await seedPerson(api.db);
    for (const url of [sample.pixels.url, sample.thumbnailUrl])
      expect((await get(url, { authorization: `Bearer ${token}` })).status).toBe(404);
  });
});
