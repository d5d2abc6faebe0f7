import { expect, test } from 'vitest';
import { changedNames, changesSince } from './changes.ts';
import { clustererOf, modelOf, NOTHING_RECOMMENDED, recommendedForm } from './values.ts';

const values = recommendedForm(NOTHING_RECOMMENDED, 90);
const origin = { values };
const [conv] = values.models;

test('a form that nobody touched has no changes, and a choice that is taken back is none', () => {
  expect(changesSince(origin, { ...values, name: 'Mine' }).size).toBe(0);
});

test('each change is at its place, with what it was', () => {
  const form = {
    ...values,
    size: 64,
    alignment: 'DEPROJECT' as const,
    models: [{ ...conv!, epochs: 4, params: { augment: true } }],
    clusterers: [{ ...values.clusterers[0]!, clusterCount: 'FIXED' as const }],
  };
  const changes = changesSince(origin, form);
  expect(Object.fromEntries(changes)).toEqual({
    size: '128',
    alignment: 'none',
    'CONV.epochs': '30',
    'CONV.params.augment': 'the default',
    'KMEANS.clusterCount': 'best of a scan',
  });
  expect(changedNames(changes)).toEqual(['alignment', 'size', 'epochs', 'number of clusters', 'augment']);
});

test('a second choice counts in a study alone', () => {
  const models = [...values.models, modelOf('VAE', NOTHING_RECOMMENDED)];
  expect(changesSince(origin, { ...values, models }).size).toBe(0);
  expect([...changesSince(origin, { ...values, models, isStudy: true }).keys()]).toEqual(['models']);
});

test('another model or clusterer is one change', () => {
  const form = {
    ...values,
    models: [modelOf('VAE', NOTHING_RECOMMENDED)],
    clusterers: [clustererOf('HDBSCAN', 90)],
  };
  expect(Object.fromEntries(changesSince(origin, form))).toEqual({ models: 'CONV', clusterers: 'k-means' });
});
