import { expect, test } from 'vitest';
import { scriptNonce } from './scriptNonce.ts';

test('the nonce is taken from the policy; without one there is none', () => {
  expect(scriptNonce("script-src 'self' 'nonce-aB3+/_-=='; img-src *")).toBe('aB3+/_-==');
  expect([scriptNonce(null), scriptNonce("script-src 'self'"), scriptNonce("'nonce-<b>'")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
