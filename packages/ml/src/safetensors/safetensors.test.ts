import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import fixture from '../../fixtures/safetensors.json' with { type: 'json' };
import { readSafetensors } from './read.ts';
import { WeightsError } from './weightsError.ts';
import { writeSafetensors } from './write.ts';

const fromBase64 = (text: string): Uint8Array => Buffer.from(text, 'base64');

const known = Object.entries(fixture.tensors).map(([name, { shape, data }]) => ({
  name,
  shape,
  data: Float32Array.from(data),
}));

/** A file with this header in front of so many bytes. */
function fileOf(header: unknown, valueBytes = 0, claimed?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + valueBytes);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}
const entry = (begin: number, end: number, shape: number[] = [(end - begin) / 4]) => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

const codeOf = (bytes: Uint8Array): string => {
  try {
    readSafetensors(bytes);
    return 'READ';
  } catch (error) {
    if (error instanceof WeightsError) return error.code;
    throw error;
  }
};

test.each(['bytes', 'withMetadata'] as const)('reads the %s that the Python package writes', (which) => {
  const read = readSafetensors(fromBase64(fixture[which]));
  expect(new Set(read.keys())).toEqual(new Set(known.map(({ name }) => name)));
  for (const tensor of known) expect(read.get(tensor.name)).toEqual(tensor);
});

test('what is written is read back, also from bytes that lie anywhere', () => {
  const bytes = writeSafetensors(known, { format: 'pt' });
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect([...readSafetensors(shifted.subarray(3)).values()]).toEqual(known);
  expect(new DataView(bytes.buffer).getBigUint64(0, true) % 8n).toBe(0n);
  expect([...readSafetensors(writeSafetensors([], {})).values()]).toEqual([]);
});

describe('what is broken is refused with a code', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'WEIGHTS_CUT_SHORT'],
    ['a length alone', new Uint8Array(8), 'NOT_SAFETENSORS'],
    ['a header of no bytes', fileOf('{}', 0, 0n), 'NOT_SAFETENSORS'],
    ['a header longer than memory', fileOf('{}', 0, 2n ** 63n), 'NOT_SAFETENSORS'],
    ['a negative length', fileOf('{}', 0, 2n ** 64n - 1n), 'NOT_SAFETENSORS'],
    ['a header longer than the file', fileOf('{}', 0, 3n), 'WEIGHTS_CUT_SHORT'],
    ['another file', new TextEncoder().encode('SIMPLE  =                    T'), 'NOT_SAFETENSORS'],
    ['half a header', fileOf('{"a":'), 'HEADER_INVALID'],
    ['a header that is not UTF-8', fileOf('{}', 4, 4n), 'HEADER_INVALID'],
    ['an entry without offsets', fileOf({ a: { dtype: 'F32', shape: [1] } }), 'HEADER_INVALID'],
    ['an unknown key', fileOf({ a: { ...entry(0, 4), more: 1 } }, 4), 'HEADER_INVALID'],
    ['a negative offset', fileOf({ a: entry(-4, 0, [1]) }), 'HEADER_INVALID'],
    ['a negative shape', fileOf({ a: entry(0, 4, [-1]) }, 4), 'HEADER_INVALID'],
    ['an offset that is no whole number', fileOf({ a: entry(0, 4.5, [1]) }, 4), 'HEADER_INVALID'],
    ['an offset beyond 2^53', fileOf({ a: entry(0, 2 ** 60, [1]) }), 'HEADER_INVALID'],
    ['a shape of 17 axes', fileOf({ a: entry(0, 4, Array(17).fill(1)) }, 4), 'HEADER_INVALID'],
    ['values behind the end', fileOf({ a: entry(0, 2 ** 40) }, 4), 'WEIGHTS_CUT_SHORT'],
    ['an end before its begin', fileOf({ a: entry(4, 0, [1]) }, 4), 'OFFSETS_INVALID'],
    ['a shape of another size', fileOf({ a: entry(0, 4, [2]) }, 4), 'OFFSETS_INVALID'],
    [
      'a shape whose size overflows',
      fileOf({ a: entry(0, 4, Array(16).fill(2 ** 32)) }, 4),
      'OFFSETS_INVALID',
    ],
    ['overlapping values', fileOf({ a: entry(0, 8), b: entry(4, 12) }, 12), 'OFFSETS_INVALID'],
    ['values twice', fileOf({ a: entry(0, 4), b: entry(0, 4) }, 4), 'OFFSETS_INVALID'],
    ['a gap', fileOf({ a: entry(0, 4), b: entry(8, 12) }, 12), 'OFFSETS_INVALID'],
    ['values of no tensor', fileOf({ a: entry(0, 4) }, 8), 'OFFSETS_INVALID'],
    [
      'a tensor that no object can hold',
      fileOf('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
      'OFFSETS_INVALID',
    ],
    ['float64', fromBase64(fixture.float64), 'DTYPE_UNSUPPORTED'],
  ])('%s', (_, bytes, code) => expect(codeOf(bytes)).toBe(code));

  test('a file changed anywhere is read or refused, and nothing else happens', () => {
    const whole = writeSafetensors(known, { format: 'pt' });
    const headerEnd = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));
    const change = fc.record({ at: fc.nat(headerEnd - 1), value: fc.nat(255) });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, fc.nat(whole.length), (made, length) => {
        const bytes = whole.slice(0, made.length === 1 ? length : whole.length);
        for (const { at, value } of made) if (at < bytes.length) bytes[at] = value;
        const code = codeOf(bytes);
        return code === 'READ' || /^[A-Z_]+$/.test(code);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });
});
