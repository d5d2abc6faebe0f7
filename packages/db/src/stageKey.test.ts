import { expect, test } from 'vitest';
import { canonicalJson, type StageIdentity, stageKey } from './stageKey.ts';

const identity: StageIdentity = {
  kind: 'TRAIN',
  implementationVersion: 1,
  params: { latentSize: 64, widths: [16, 32], kind: 'CONV' },
  seed: 0,
  numericEnvironment: 'native',
  parentKeys: ['a', 'b'],
};

test('the order of properties does not matter, that of lists does', () => {
  expect(stageKey({ ...identity, params: { kind: 'CONV', widths: [16, 32], latentSize: 64 } })).toBe(
    stageKey(identity),
  );
  expect(stageKey({ ...identity, params: { kind: 'CONV', widths: [32, 16], latentSize: 64 } })).not.toBe(
    stageKey(identity),
  );
  expect(stageKey({ ...identity, parentKeys: ['b', 'a'] })).not.toBe(stageKey(identity));
});

test.each([
  ['kind', { kind: 'ENCODE' }],
  ['implementation version', { implementationVersion: 2 }],
  ['seed', { seed: 1 }],
  ['no seed', { seed: null }],
  ['numeric environment', { numericEnvironment: 'wasm' }],
] as const)('another %s makes another key', (_, change) => {
  expect(stageKey({ ...identity, ...change })).not.toBe(stageKey(identity));
});

test('canonical JSON drops undefined properties and keeps null', () => {
  expect(canonicalJson({ b: undefined, a: null, c: [{ z: 1, y: 'x' }] })).toBe(
    '{"a":null,"c":[{"y":"x","z":1}]}',
  );
});
