import { expect, test } from 'vitest';
import { isSubscription, withOwnName } from './asked.ts';

test.each([
  ['query Own { system { version } }', 'Own', 'Own'],
  ['query Own { system { version } }', 'OfTheTabBefore', null],
  ['{ system { version } }', 'OfTheTabBefore', null],
  ['query One { a } query Two { b }', 'Two', 'Two'],
  ['query Broken {', 'Broken', 'Broken'],
])('of %s the name %s is sent as %s', (query, operationName, sent) => {
  expect(withOwnName({ query, operationName }).operationName).toBe(sent);
});

test('a subscription is told from what is asked once', () => {
  expect(isSubscription({ query: 'subscription Live { a }' })).toBe(true);
  expect(isSubscription({ query: 'query One { a } subscription Two { b }', operationName: 'One' })).toBe(
    false,
  );
  expect(isSubscription({ query: 'subscription {' })).toBe(false);
});
