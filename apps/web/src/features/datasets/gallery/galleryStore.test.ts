import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SpriteSheet, VersionWindow } from '../../../api/versionWindow.ts';
import { createGalleryStore, type GalleryScope, type GallerySource } from './galleryStore.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const sample = (index: number) => ({
  id: `s${index}`,
  index,
  fileName: `${index}.fits`,
  thumbnailUrl: `/t/${index}`,
});
const sheet = (channel: number, number: number, count: number): SpriteSheet => ({
  number,
  firstIndex: number * 64,
  count,
  columns: 8,
  tileSize: 1,
  widths: Array(count).fill(1),
  heights: Array(count).fill(1),
  lower: Array(count).fill(0),
  upper: Array(count).fill(1),
  image: { url: `/sheets/${channel}/${number}` },
});

/** A version of `there` samples; each sheet's codes are its number. */
function source({ there, hasSheets = true }: { there: () => number; hasSheets?: boolean }) {
  const asked: string[] = [];
  const made: GallerySource = {
    async readWindow({ channel, from, first }): Promise<VersionWindow> {
      asked.push(`window ${channel}/${from}`);
      const count = Math.max(0, Math.min(first, there() - from));
      const sheets = Array.from({ length: Math.ceil(count / 64) }, (_, i) =>
        sheet(channel, from / 64 + i, Math.min(64, count - i * 64)),
      );
      return {
        samples: Array.from({ length: count }, (_, i) => sample(from + i)),
        sheets: hasSheets ? sheets : [],
      };
    },
    async readSheet(url, { widths }) {
      asked.push(url);
      if (url === '/sheets/9/0') throw new Error('gone');
      return new Uint8Array(widths.length).fill(Number(url.split('/').at(-1)));
    },
    now: () => performance.now(),
  };
  return { made, asked };
}

const rest = () => vi.advanceTimersByTimeAsync(300);
const ready = (scope: Partial<GalleryScope> = {}): GalleryScope => ({
  channel: 0,
  total: 100_000,
  isReady: true,
  ...scope,
});

test('in the middle of 100,000 samples one window and the sheets in view are fetched, and nothing else', async () => {
  const { made, asked } = source({ there: () => 100_000 });
  const store = createGalleryStore(made, ready());
  for (let first = 0; first < 51_200; first += 640) {
    store.look(first, first + 60);
    await vi.advanceTimersByTimeAsync(16);
  }
  store.look(51_210, 51_280);
  expect(store.picture(51_215)).toBeNull();
  await rest();
  expect(asked).toEqual(['window 0/51200', '/sheets/0/800', '/sheets/0/801']);
  expect(store.sample(51_215)?.id).toBe('s51215');
  expect(store.picture(51_215)).toMatchObject({ width: 1, codes: Uint8Array.of(800 % 256) });
  expect(store.sample(0)).toBeNull();
});

test('another channel fetches its pictures; names stay meanwhile', async () => {
  const { made, asked } = source({ there: () => 10 });
  const store = createGalleryStore(made, ready({ total: 10 }));
  store.look(0, 9);
  await rest();
  store.setScope(ready({ total: 10, channel: 2 }));
  expect([store.sample(3)?.id, store.picture(3)]).toEqual(['s3', null]);
  await rest();
  expect(asked).toEqual(['window 0/0', '/sheets/0/0', 'window 2/0', '/sheets/2/0']);
  expect(store.picture(3)).toMatchObject({ width: 1, height: 1 });
});

test('without sheets, and where one cannot be read, thumbnails serve', async () => {
  const old = createGalleryStore(source({ there: () => 10, hasSheets: false }).made, ready({ total: 10 }));
  const broken = createGalleryStore(source({ there: () => 10 }).made, ready({ total: 10, channel: 9 }));
  for (const store of [old, broken]) {
    store.look(0, 9);
    await rest();
    expect(store.picture(3)).toBe('THUMBNAIL');
    expect(store.failure()).toBeNull();
  }
});

test('while files come in the window grows with them; ready at last, it has its sheets', async () => {
  let there = 5;
  const { made, asked } = source({ there: () => there });
  const store = createGalleryStore(made, ready({ total: 5, isReady: false }));
  store.look(0, 99);
  await rest();
  expect([store.sample(4)?.id, store.sample(5)]).toEqual(['s4', null]);
  await rest();
  expect(asked.filter((name) => name.startsWith('window'))).toHaveLength(1);
  there = 8;
  store.setScope(ready({ total: 8, isReady: false }));
  await rest();
  expect(store.sample(7)?.id).toBe('s7');
  store.setScope(ready({ total: 8 }));
  await rest();
  expect(asked.filter((name) => name.startsWith('window'))).toHaveLength(3);
});
