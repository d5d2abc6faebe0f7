import { expect, test } from 'vitest';
import {
  camelWords,
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatScore,
  sampleId,
  settingText,
  words,
} from './format.ts';

test('numbers have three digits and a true minus sign', () => {
  expect([0.0123456, -2.5, 1234.5, 0, 7.7e-5, null].map((x) => formatNumber(x))).toEqual([
    '0.0123',
    '−2.5',
    '1230',
    '0',
    '7.70e−5',
    '–',
  ]);
});
test('scores go without their zero', () => {
  expect([0.5531, -0.2, -0.0001, 1, undefined].map(formatScore)).toEqual([
    '.553',
    '−.200',
    '.000',
    '1.000',
    '–',
  ]);
});
test('counts have thin spaces, samples an ID', () => {
  expect([formatCount(1234567), sampleId(3), sampleId(123)]).toEqual(['1\u2009234\u2009567', '#03', '#123']);
});
test('durations and times', () => {
  expect([0.01, 0.42, 48.2, 185, 7800].map(formatDuration)).toEqual([
    '< 0.1 s',
    '0.4 s',
    '48 s',
    '3 min 5 s',
    '2 h 10 min',
  ]);
  expect([59.7, 119.6].map(formatDuration)).toEqual(['1 min 0 s', '2 min 0 s']);
  const now = Date.parse('2030-01-02T12:00:00Z');
  expect(formatAgo('2030-01-02T11:55:00Z', now)).toBe('5 min ago');
  expect(formatAgo('2029-12-01T11:55:00Z', now)).toBe('2029-12-01');
});
test('sizes are told in whole bytes below a thousand', () => {
  expect([948, 4800, 2.76e6, 3e9].map(formatBytes)).toEqual(['948 B', '4.8 kB', '2.76 MB', '3 GB']);
});
test('settings are read as words', () => {
  expect([true, null, [16, false], 'RELU', 0].map(settingText)).toEqual(['yes', '–', '16, no', 'RELU', '0']);
});
test('names of settings become words', () => {
  expect([words('PER_CHANNEL'), camelWords('validationShare'), camelWords('tol')]).toEqual([
    'per channel',
    'validation share',
    'tol',
  ]);
});
