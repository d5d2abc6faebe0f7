import { expect, test } from 'vitest';
import { projectionName, trustText } from './mapTrust.ts';

test('says only what is known, and always where scores are computed', () => {
  expect(trustText({})).toBe('Scores are computed in latent space, never on this map.');
  const text = trustText({ trustworthiness: 0.93, continuity: null });
  expect(text).toContain('trustworthiness .930');
  expect(text).not.toContain('continuity');
});

test('writes kinds as the field does', () => {
  expect(['PCA', 'TSNE', 'UMAP'].map(projectionName)).toEqual(['PCA', 't-SNE', 'UMAP']);
});
