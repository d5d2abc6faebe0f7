import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { imageFacts } from './imageFacts.ts';

// 3 wide and 2 high.
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAAXNSR0IArs4c6QAAABFJREFUGFdj/A8EDFDAiMwBAL9oB/7RHJ3EAAAAAElFTkSuQmCC';
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

let api: TestApi;
let editor: TestPerson;
beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR', scope: 'WRITE' });
});
afterAll(() => api.close());

const post = (body: Uint8Array | string, { token, slug }: TestPerson, type = 'image/png') =>
  fetch(`${api.url}/blobs/${slug}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
const answer = z.object({ code: z.string().optional() });
const said = async (response: Response) => [response.status, answer.parse(await response.json()).code];
const stored = z.strictObject({ url: z.string(), width: z.number(), height: z.number() });

/** A PNG's first bytes that say such a size. */
function pngOf(width: number, height: number, length = 60): Uint8Array {
  const bytes = Buffer.alloc(length);
  bytes.set(bytesOf(PNG).subarray(0, 33));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

describe('pictures of texts', () => {
  test('are stored, shown to members with their own type, and never run', async () => {
    const response = await post(bytesOf(PNG), editor);
    expect(response.status).toBe(201);
    const { url, ...size } = stored.parse(await response.json());
    expect(size).toEqual({ width: 3, height: 2 });
    expect(url).toMatch(new RegExp(`^/blobs/${editor.slug}/[0-9a-f]{64}\\?format=png$`));
    const shown = await fetch(`${api.url}${url}`, { headers: { authorization: `Bearer ${editor.token}` } });
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(Buffer.from(await shown.arrayBuffer()).equals(Buffer.from(bytesOf(PNG)))).toBe(true);
    const stranger = await seedPerson(api.db);
    const hidden = await fetch(`${api.url}${url}`, {
      headers: { authorization: `Bearer ${stranger.token}` },
    });
    expect(hidden.status).toBe(404);
    expect((await post(bytesOf(PNG), editor)).status).toBe(201);
  });

  test.each(['jpeg', 'webp'])('a %s is served as one', async (format) => {
    const { sha256 } = await api.blobs.put(bytesOf(PNG));
    await api.db.workspaceBlob.createMany({
      data: [{ workspaceId: editor.workspaceId, sha256, bytes: 1n }],
      skipDuplicates: true,
    });
    const headers = { authorization: `Bearer ${editor.token}` };
    const shown = await fetch(`${api.url}/blobs/${editor.slug}/${sha256}?format=${format}`, { headers });
    expect(shown.headers.get('content-type')).toBe(`image/${format}`);
  });

  test('are refused where they are none, whatever they are called', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    expect(await said(await post(svg, editor))).toEqual([400, 'NOT_AN_IMAGE']);
    expect(await said(await post(svg, editor, 'image/svg+xml'))).toEqual([415, expect.any(String)]);
    expect(await said(await post('', editor))).toEqual([400, expect.any(String)]);
    expect(await said(await post(pngOf(1, 1).subarray(0, 20), editor))).toEqual([400, 'NOT_AN_IMAGE']);
  });

  test('are refused where they are too large to send, or to draw', async () => {
    expect(await said(await post(pngOf(50_000, 50_000), editor))).toEqual([400, 'TOO_MANY_PIXELS']);
    expect(await said(await post(pngOf(0, 5), editor))).toEqual([400, 'TOO_MANY_PIXELS']);
    expect((await post(pngOf(8, 8, 5_000_001), editor)).status).toBe(413);
    expect((await post(pngOf(8, 8, 5_000_000), editor)).status).toBe(201);
  });

  test('are taken from nobody who may not write', async () => {
    const viewer = await seedPerson(api.db, { role: 'VIEWER', scope: 'WRITE' });
    const reader = await seedPerson(api.db, { role: 'OWNER', scope: 'READ' });
    expect(await said(await post(bytesOf(PNG), viewer))).toEqual([403, 'FORBIDDEN']);
    expect(await said(await post(bytesOf(PNG), reader))).toEqual([403, 'FORBIDDEN']);
    expect(await said(await post(bytesOf(PNG), { ...editor, slug: viewer.slug }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
  });
});

/** Bytes from numbers and letters. */
const bytes = (...parts: (number | string)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))),
    ),
  );

test.each([
  ['PNG', bytesOf(PNG), { format: 'png', width: 3, height: 2 }],
  [
    'JPEG with a segment and fill bytes before its frame',
    bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 1, 44, 1, 144, 3),
    { format: 'jpeg', width: 400, height: 300 },
  ],
  [
    'lossy WebP',
    bytes('RIFF', '0000', 'WEBP', 'VP8 ', '0000', 0, 0, 0, 0x9d, 0x01, 0x2a, 0x90, 0x41, 0x2c, 0x01),
    { format: 'webp', width: 400, height: 300 },
  ],
  [
    'lossless WebP',
    bytes('RIFF', '0000', 'WEBP', 'VP8L', '0000', 0x2f, 0x8f, 0xc1, 0x4a, 0x00),
    { format: 'webp', width: 400, height: 300 },
  ],
  [
    'extended WebP',
    bytes('RIFF', '0000', 'WEBP', 'VP8X', '0000', '0000', 0x8f, 0x01, 0, 0x2b, 0x01, 0),
    { format: 'webp', width: 400, height: 300 },
  ],
  ['a JPEG that never comes to its frame', bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff), null],
  [
    'a JPEG whose segment has no length',
    bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xc0, 0, 0, 0, 0, 0),
    null,
  ],
  ['a GIF', bytes('GIF89a', 1, 0, 1, 0, 0, 0, 0, '0000000000000000'), null],
  ['nothing', new Uint8Array(), null],
])('%s', (_name, given, facts) => {
  expect(imageFacts(given)).toEqual(facts);
});
