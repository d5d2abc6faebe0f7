import { expect, test } from 'vitest';
import { imageLine, type PlacedImage } from './imageLine.ts';

const image: PlacedImage = {
  name: 'new.fits',
  cluster: { label: 2 },
  distance: 1.5,
  shareNearer: 0.5,
  isFartherThanMembers: false,
  place: 'Within cluster 2: 20 of its 40 members are nearer to its middle.',
  neighbours: [
    { distance: 0.1, sample: { index: 17, fileName: 'a.fits' } },
    { distance: 0.2, sample: { index: 3, fileName: 'b.fits' } },
  ],
  reconstructionError: 0.01,
  errorShare: 0.987,
};

test('an image in a line, with a mark where it is farther out than every member', () => {
  expect(imageLine(image)).toBe(
    '  new.fits  Within cluster 2: 20 of its 40 members are nearer to its middle.  Nearest: #17 #3. Reconstructed worse than 98 % of the samples trained on.',
  );
  expect(imageLine({ ...image, isFartherThanMembers: true, errorShare: null, place: 'Farther.' })).toBe(
    '! new.fits  Farther.  Nearest: #17 #3.',
  );
});
