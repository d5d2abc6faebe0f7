import { expect, test } from 'vitest';
import { galleryDisplayOf } from './galleryDisplay.ts';

test('what the address does not say, or says wrongly, takes the default', () => {
  const usual = {
    channel: 0,
    stretch: 'ASINH',
    colorMap: 'inferno',
    limitsOf: 'all',
    percentile: 99.5,
    size: 'M',
  };
  expect(galleryDisplayOf(new URLSearchParams(), 4)).toEqual(usual);
  expect(
    galleryDisplayOf(new URLSearchParams('channel=4&stretch=x&colors=&limits=no&percentile=3&size=XL'), 4),
  ).toEqual(usual);
  expect(
    galleryDisplayOf(
      new URLSearchParams('channel=3&stretch=LOG&colors=gray&limits=own&percentile=100&size=S'),
      4,
    ),
  ).toEqual({ channel: 3, stretch: 'LOG', colorMap: 'gray', limitsOf: 'own', percentile: 100, size: 'S' });
});
