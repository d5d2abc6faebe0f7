import { expect, test } from 'vitest';
import { rateOf } from './rate.ts';

test('reads what is left from the headers of an answer', () => {
  const headers = new Headers({
    'RateLimit-Limit': '1000',
    'RateLimit-Remaining': '0',
    'RateLimit-Reset': '7',
  });
  expect(rateOf(headers)).toEqual({ limit: 1000, remaining: 0, resetSeconds: 7 });
});

test('knows nothing where a header is missing or is no number', () => {
  expect(rateOf(new Headers())).toBeNull();
  expect(rateOf(new Headers({ 'ratelimit-limit': '1000', 'ratelimit-remaining': '3' }))).toBeNull();
  const odd = { 'ratelimit-limit': '1000', 'ratelimit-remaining': '-3', 'ratelimit-reset': 'soon' };
  expect(rateOf(new Headers(odd))).toBeNull();
});
