import { expect, test } from 'vitest';
import { conclusion } from './words.ts';

test.each([
  [true, 1, 0, 'Identical: every stage gave the same bytes.'],
  [false, 0.98, 3e-4, 'Not identical: labels agree to ARI .980; latents differ by at most 3.00e−4.'],
  [false, 1, 0.25, 'Not identical: the groups are the same; latents differ by at most 0.25.'],
  [false, 0.98, 0, 'Not identical: labels agree to ARI .980; the latents are the same.'],
  [false, null, null, 'Not identical: the labels cannot be compared; the latents cannot be compared.'],
])('%s, %s, %s', (identical, labelAgreement, largestLatentDifference, sentence) => {
  expect(conclusion({ identical, labelAgreement, largestLatentDifference })).toBe(sentence);
});
