import { expect, test } from 'vitest';
import { filterOf, sortedBy, sortingOf } from './filters.ts';

const search = (text: string) => new URLSearchParams(text);

test('the address names the filter; what is unknown is left out', () => {
  expect(filterOf(search('text=E-2&status=RUNNING&model=VAE&algorithm=KMEANS'))).toEqual({
    text: 'E-2',
    status: ['RUNNING'],
    model: ['VAE'],
    algorithm: ['KMEANS'],
  });
  expect(filterOf(search('status=DANCING&model=&text='))).toEqual({});
});

test('the address names the order; without, the newest are first', () => {
  expect(sortingOf(search('sort=MSE.ASC'))).toEqual({ field: 'MSE', direction: 'ASC' });
  expect(sortingOf(search('sort=COLOUR.ASC'))).toEqual({ field: 'CREATED_AT', direction: 'DESC' });
});

test('a column is sorted with its best first, then the other way round', () => {
  expect(sortedBy('MSE', { field: 'CREATED_AT', direction: 'DESC' })).toBe('MSE.ASC');
  expect(sortedBy('MSE', { field: 'MSE', direction: 'ASC' })).toBe('MSE.DESC');
  expect(sortedBy('SILHOUETTE', { field: 'SILHOUETTE', direction: 'ASC' })).toBe('SILHOUETTE.DESC');
});
