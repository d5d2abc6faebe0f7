import { afterEach, expect, test, vi } from 'vitest';
import { membersToRead, readMeanImages, runsOf, sumImages } from './meanImages.ts';

afterEach(() => vi.unstubAllGlobals());

test('of few images all are read, of many some of each cluster, evenly apart; noise has no mean', () => {
  expect([...membersToRead([1, 0, -1, 1], 1000)]).toEqual([
    [1, [0, 3]],
    [0, [1]],
  ]);
  const labels = Array.from({ length: 1000 }, (_, i) => i % 2);
  const some = membersToRead(labels, 1e6);
  expect(some.get(0)).toHaveLength(12);
  expect(some.get(1)).toHaveLength(12);
  expect(some.get(0)?.every((index) => index % 2 === 0)).toBe(true);
  expect(some.get(0)?.at(-1)).toBeGreaterThan(900);
});

test('numbers that follow each other are one run', () => {
  expect(runsOf([5, 1, 2, 9, 0])).toEqual([
    { from: 0, to: 3 },
    { from: 5, to: 6 },
    { from: 9, to: 10 },
  ]);
});

test('means are of each channel and cluster, and all share the channel’s limits', () => {
  const sums = sumImages([3, 2, 1, 1]);
  sums.add(0, Float32Array.of(1, 10));
  sums.add(0, Float32Array.of(3, 20));
  sums.add(1, Float32Array.of(5, 0));
  const { byLabel, limits } = sums.means();
  expect(byLabel.get(0)).toEqual({
    planes: [Float32Array.of(2), Float32Array.of(15)],
    size: 1,
    count: 2,
  });
  expect(limits).toEqual([
    [2, 5],
    [0, 15],
  ]);
});

// Whether or not the server sends the part that was asked for.
test.each([206, 200])('the images that are wanted are read by their bytes (status %i)', async (status) => {
  const stored = Float32Array.of(1, 2, 3, 4);
  vi.stubGlobal('fetch', async (_url: string, { headers }: { headers: { range: string } }) => {
    const [from = 0, last = 0] = headers.range.replace('bytes=', '').split('-').map(Number);
    const body = status === 206 ? stored.buffer.slice(from, last + 1) : stored.buffer;
    return new Response(body, { status });
  });
  const { byLabel } = await readMeanImages(
    { url: '/images', shape: [4, 1, 1, 1] },
    [0, -1, 0, 1],
    new AbortController().signal,
  );
  expect([...byLabel].map(([label, { planes }]) => [label, [...planes[0]!]])).toEqual([
    [0, [2]],
    [1, [4]],
  ]);
});

test('what cannot be fetched is said', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const images = { url: '/images', shape: [1, 1, 1, 1] };
  await expect(readMeanImages(images, [0], new AbortController().signal)).rejects.toThrow('status 404');
});
