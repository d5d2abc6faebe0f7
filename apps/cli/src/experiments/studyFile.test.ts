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
