import { expect, test } from 'vitest';
import { createBatchReader } from './imageBatch.ts';
import { holdBack } from './split.ts';

test('samples are gathered by number, their channels last, and so is the mask', async () => {
  const images = Float32Array.from({ length: 2 * 3 * 4 }, (_, i) => i);
  const mask = Uint8Array.from(images, (value) => (value % 5 === 0 ? 0 : 1));
  const reader = createBatchReader({ images, mask, samples: 2, channels: 3, size: 2 });
  const { images: read, mask: readMask } = await reader.read([1, 0]);
  expect([...read.subarray(0, 12)]).toEqual([12, 16, 20, 13, 17, 21, 14, 18, 22, 15, 19, 23]);
  expect([...read.subarray(12)]).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
  expect([...readMask!]).toEqual([...read].map((value) => (value % 5 === 0 ? 0 : 1)));
});

test('a batch whose lengths do not fit its shape is refused', () => {
  const images = new Float32Array(12);
  expect(() => createBatchReader({ images, mask: null, samples: 4, channels: 1, size: 2 })).toThrow(
    '4 images',
  );
  const mask = new Uint8Array(11);
  expect(() => createBatchReader({ images, mask, samples: 3, channels: 1, size: 2 })).toThrow(RangeError);
});

test('the split holds every sample once, depends on the seed, and leaves something to train on', () => {
  const { training, validation } = holdBack(150, 0.2, 1);
  expect(validation.length).toBe(30);
  expect([...training, ...validation].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 150 }, (_, i) => i),
  );
  expect(holdBack(150, 0.2, 1)).toEqual({ training, validation });
  expect(holdBack(150, 0.2, 2).validation).not.toEqual(validation);
  expect(holdBack(1, 0.5, 1)).toEqual({ training: [0], validation: [] });
  expect(holdBack(150, 0, 1).validation).toEqual([]);
});
