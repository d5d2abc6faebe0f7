import { expect, test } from 'vitest';
import { parseStudyFile } from './studyFile.ts';

test('what is left out of a study takes what the product recommends', () => {
  const study = parseStudyFile('models: [{ kind: CONV }]\nclusterings: [{ algorithm: KMEANS }]\n', 'a.yaml');
  expect(study).toEqual({
    preprocessings: [{}],
    models: [{ kind: 'CONV' }],
    clusterings: [{ algorithm: 'KMEANS' }],
  });
});

test('every key of CreateStudyInput is taken', () => {
  const study = {
    name: 'Two',
    workspace: 'team',
    datasetVersionId: 'abc',
    seeds: [0, 1],
    preprocessings: [{ channels: [0, 1], normalization: 'GLOBAL' }],
    models: [{ kind: 'VAE', params: { beta: 0.5 } }],
    clusterings: [{ algorithm: 'KMEANS', scanFrom: 2, scanTo: 6 }],
    projections: ['PCA'],
  };
  expect(parseStudyFile(JSON.stringify(study), 'a.yaml')).toEqual(study);
});

test.each([
  ['models: [', /a\.yaml is no YAML/],
  ['models: []\nclusterings: [{ algorithm: KMEANS }]', /a\.yaml: models: /],
  ['models: [{}]', /a\.yaml: clusterings: /],
  ['model: [{}]\nclusterings: [{ algorithm: KMEANS }]', /Unrecognized key/],
  ['models: [{}]\nclusterings: [{ algorithm: KMEANS }]\nseeds: [1.5]', /a\.yaml: seeds\.0: /],
])('%j is refused with its place', (text, message) => {
  expect(() => parseStudyFile(text, 'a.yaml')).toThrow(
    expect.objectContaining({ message: expect.stringMatching(message), exitCode: 2 }),
  );
});
