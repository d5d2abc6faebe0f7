import { expect, test } from 'vitest';
import { addCondition, addOrder, addStatus, moment } from './filter.ts';

test('orders are highest first unless said otherwise', () => {
  expect(addOrder('mse:asc', addOrder('Cluster-Count'))).toEqual([
    { field: 'CLUSTER_COUNT', direction: 'DESC' },
    { field: 'MSE', direction: 'ASC' },
  ]);
});

test.each([
  ['model.latentSize>=16', { field: 'model.latentSize', atLeast: 16 }],
  ['metrics.mse<=1e-2', { field: 'metrics.mse', atMost: 0.01 }],
  ['model.kind=CONV', { field: 'model.kind', equals: 'CONV' }],
  ['model.epochs=20', { field: 'model.epochs', equals: 20 }],
  ['preprocessing.channels=[0,1]', { field: 'preprocessing.channels', equals: [0, 1] }],
])('%s', (text, condition) => {
  expect(addCondition(text)).toEqual([condition]);
});

test('what makes no sense is refused', () => {
  for (const wrong of [
    () => addOrder('luck'),
    () => addOrder('mse:up'),
    () => addOrder('mse:asc:asc'),
    () => addCondition('latentSize'),
    () => addCondition('seed>=many'),
    () => addStatus('done'),
    () => moment('yesterday'),
  ])
    expect(wrong).toThrow(expect.objectContaining({ code: 'commander.invalidArgument' }));
});

test('moments and statuses are as the API has them', () => {
  expect(moment('2026-01-31')).toBe('2026-01-31T00:00:00.000Z');
  expect(addStatus('failed', addStatus('Running'))).toEqual(['RUNNING', 'FAILED']);
});
