import { expect, test, vi } from 'vitest';
import type { VersionWindow } from '../../api/versionWindow.ts';
import { createPictureStore, type PictureSource } from './pictureStore.ts';

const windowOf = (from: number): VersionWindow => ({
  samples: Array.from({ length: 256 }, (_, i) => ({
    id: String(from + i),
    index: from + i,
    fileName: `disc_${from + i}.fits`,
    thumbnailUrl: `/thumbnails/${from + i}`,
  })),
  // The last sheet of a window is not there.
  sheets: [0, 1, 2].map((i) => ({
    number: from / 64 + i,
    firstIndex: from + i * 64,
    count: 64,
    columns: 8,
    tileSize: 2,
    widths: Array<number>(64).fill(2),
    heights: Array<number>(64).fill(1),
    lower: Array<number>(64).fill(0),
    upper: Array<number>(64).fill(1),
    image: { url: `/blobs/${from / 64 + i}` },
  })),
});

/** Stands for a canvas where there is no browser: the store never looks at it. */
const drawn = () => Object.create(null);

function storeOf(changes: Partial<PictureSource> = {}) {
  const asked: string[] = [];
  const store = createPictureStore({
    readWindow: async ({ from }) => {
      asked.push(`window ${from}`);
      return windowOf(from);
    },
    readSheet: async (url) => {
      asked.push(url);
      return Uint8Array.from({ length: 128 }, (_, i) => i);
    },
    draw: vi.fn(drawn),
    now: () => performance.now(),
    ...changes,
  });
  return { store, asked };
}

test('pictures come by the windows and sheets that hold them, each once, for several askers', async () => {
  const { store, asked } = storeOf();
  store.want('map', [3, 70, 5000]);
  store.want('card', [4]);
  await vi.waitFor(() => expect([3, 4, 70, 5000].map(store.isAtHand)).toEqual([true, true, true, true]));
  expect(asked.sort()).toEqual(['/blobs/0', '/blobs/1', '/blobs/78', 'window 0', 'window 4864']);
  expect(store.image(3)).toBe(store.image(3));
  expect(store.sample(70)?.fileName).toBe('disc_70.fits');
  expect(store.isAtHand(200)).toBe(false);
  expect([store.hasNoSheet(200), store.hasNoSheet(3)]).toEqual([true, false]);
  store.dispose();
});

test('what could not be fetched is told for as long as it is wanted, and may be tried again', async () => {
  let isDown = true;
  const { store } = storeOf({
    readWindow: async ({ from }) => {
      if (isDown) throw new Error('The server does not answer.');
      return windowOf(from);
    },
  });
  store.want('map', [3]);
  await vi.waitFor(() => expect(store.failure()?.message).toBe('The server does not answer.'));
  isDown = false;
  store.retry();
  await vi.waitFor(() => expect(store.isAtHand(3)).toBe(true));
  expect(store.failure()).toBeNull();
  store.dispose();
});
