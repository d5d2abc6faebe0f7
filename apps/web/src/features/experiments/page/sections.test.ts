import { expect, test } from 'vitest';
import { sectionAt, sectionsOf } from './sections.ts';

const [model, preprocessing] = [{}, {}];

test('a run that is not over takes no new images, and latents from elsewhere were not trained', () => {
  const ids = (experiment: Parameters<typeof sectionsOf>[0]) => sectionsOf(experiment).map(({ id }) => id);
  expect(ids({ model, preprocessing, status: 'SUCCEEDED' })).toEqual([
    'overview',
    'training',
    'reconstructions',
    'map',
    'clusters',
    'observation',
    'scores',
    'new-images',
    'run',
  ]);
  expect(ids({ model, preprocessing, status: 'RUNNING' })).not.toContain('new-images');
  expect(ids({ model: null, preprocessing: null, status: 'SUCCEEDED' })).toEqual([
    'overview',
    'map',
    'clusters',
    'observation',
    'scores',
    'run',
  ]);
});

test('the reader is in the last section that began above the line, and in the last one at the end', () => {
  expect(sectionAt([100, 500, 900], 120, false)).toBe(0);
  expect(sectionAt([-500, 90, 900], 120, false)).toBe(1);
  expect(sectionAt([200, 500, 900], 120, false)).toBe(0);
  expect(sectionAt([-900, -100, 400], 120, true)).toBe(2);
});
