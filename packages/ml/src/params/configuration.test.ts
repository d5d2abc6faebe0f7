import { expect, test } from 'vitest';
import { isClearSource, recommendConfiguration } from './configuration.ts';

test('samples of clear sources are turned face-on and unrolled, others left as they lie', () => {
  const discs = recommendConfiguration({ sampleCount: 150, clearSourceCount: 107 });
  expect(discs.preprocessing).toEqual({ alignment: 'DEPROJECT', geometry: 'POLAR', size: 48 });
  expect(discs.reason).toMatch(
    /^A clear source was measured in 107 of 150 samples, .* it is trained for 120 epochs\.$/,
  );
  const fields = recommendConfiguration({ sampleCount: 150, clearSourceCount: 74 });
  expect(fields.preprocessing).toEqual({ alignment: 'NONE', geometry: 'CARTESIAN', size: 64 });
  expect(fields.reason).toContain('in only 74 of 150 samples, so they are left as they lie');
  expect(recommendConfiguration({ sampleCount: 9, clearSourceCount: 0 }).reason).toContain(
    'in none of 9 samples',
  );
});

test.each([
  [15, 'CONV', 30],
  [16, 'CONTRASTIVE', 360],
  [150, 'CONTRASTIVE', 120],
  [600, 'CONTRASTIVE', 30],
  [100_000, 'CONTRASTIVE', 20],
])('%i samples: %s, %i epochs', (sampleCount, kind, epochs) => {
  const { model, reason } = recommendConfiguration({ sampleCount, clearSourceCount: 0 });
  expect(model).toMatchObject({ kind, epochs });
  expect(reason).toContain(kind === 'CONV' ? 'too few to compare' : `${epochs} epochs`);
});

test('a source is clear where its ellipse is its own and it is what the picture is of', () => {
  const picture = { width: 600, height: 400 };
  expect(isClearSource({ quality: 0.5, radius: 30 }, picture)).toBe(true);
  expect(isClearSource({ quality: 0.49, radius: 200 }, picture)).toBe(false);
  expect(isClearSource({ quality: 0.99, radius: 29 }, picture)).toBe(false);
});
