import { expect, test } from 'vitest';
import { imageProblem } from './imageProblem.ts';

test.each([
  ['gap.png', 'image/png', 5e6, null],
  ['gap.jpg', 'image/jpeg', 1, null],
  ['', 'image/webp', 1, null],
  ['gap.svg', 'image/svg+xml', 1, 'gap.svg cannot be shown here. Send it as PNG, JPEG or WebP.'],
  ['', '', 1, 'The picture cannot be shown here. Send it as PNG, JPEG or WebP.'],
  ['gap.png', 'image/png', 5e6 + 1, 'gap.png has 5 MB; a picture may have 5 MB. Make it smaller.'],
  ['gap.png', 'image/png', 7.2e6, 'gap.png has 7.2 MB; a picture may have 5 MB. Make it smaller.'],
])('%s of %s, %d bytes', (name, type, size, problem) => {
  expect(imageProblem({ name, type, size })).toBe(problem);
});
