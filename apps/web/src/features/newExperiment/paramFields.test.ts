import { ALGORITHMS } from '@asterism/ml/params';
import { expect, test } from 'vitest';
import { numbersOf, paramFieldsOf } from './paramFields.ts';

const fieldsOf = (kind: string) => paramFieldsOf(ALGORITHMS.find((one) => one.kind === kind)?.parameters);

test('every model has fields for its own parameters, each explained', () => {
  const models = ALGORITHMS.filter(({ group }) => group === 'MODEL');
  expect(models.length).toBe(8);
  for (const { kind } of models) {
    const fields = fieldsOf(kind);
    expect(fields.length, kind).toBeGreaterThan(10);
    for (const { name, description } of fields) expect(description, `${kind} ${name}`).not.toBe('');
  }
});

test('a schema becomes choices, switches, numbers and lists of them', () => {
  const fields = Object.fromEntries(fieldsOf('UNET_VAE').map((field) => [field.name, field]));
  expect(fields['loss']).toMatchObject({
    kind: 'choice',
    options: ['MSE', 'L1', 'MSE_MSSSIM'],
    value: 'MSE',
  });
  expect(fields['augment']).toMatchObject({ kind: 'switch', value: false });
  expect(fields['skipDropout']).toMatchObject({ kind: 'number', value: 0.5, optional: false });
  expect(fields['patience']).toMatchObject({ kind: 'number', value: null, optional: true });
  expect(fields['widths']).toMatchObject({ kind: 'numbers', value: [16, 32, 64, 128] });
  expect(paramFieldsOf(null)).toEqual([]);
});

test('numbers are read between commas and spaces', () => {
  expect(numbersOf(' 8, 16  32,x')).toEqual([8, 16, 32, 0]);
  expect(numbersOf('')).toEqual([]);
});

test('clusterers have theirs, but for the one that has a field of its own', () => {
  for (const { kind, parameters } of ALGORITHMS.filter(({ group }) => group === 'CLUSTERING'))
    for (const { name, description } of paramFieldsOf(parameters))
      expect(description, `${kind} ${name}`).not.toBe('');
  const parameters = ALGORITHMS.find(({ kind }) => kind === 'HDBSCAN')?.parameters;
  const fields = paramFieldsOf(parameters, ['minClusterSize']);
  expect(fields.map(({ name }) => name)).not.toContain('minClusterSize');
  expect(fields.find(({ name }) => name === 'minSamples')).toMatchObject({ value: null, optional: true });
  expect(fields.find(({ name }) => name === 'clusterSelectionMethod')).toMatchObject({
    kind: 'choice',
    options: ['eom', 'leaf'],
  });
});
