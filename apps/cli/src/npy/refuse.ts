import { CommandFailure } from '../failure.ts';

const MOST_VALUES = 2 ** 28;

const KINDS: Record<string, string> = {
  b: 'truth values',
  i: 'integers',
  u: 'integers',
  f: 'floats of another size',
  c: 'complex numbers',
  O: 'Python objects',
  U: 'text',
  S: 'text',
};

/** Throws NOT_NPY: what begins with these bytes is not in NumPy's format. */
export function refuseFormat(path: string, head: Buffer): never {
  // The first letters of every zip.
  const what = head.toString('latin1', 0, 2) === 'PK' ? 'is an archive of arrays' : 'is no .npy file';
  throw new CommandFailure(`${path} ${what}: save one array by itself with numpy.save. (NOT_NPY)`);
}

/**
 * Throws UNSUPPORTED_ARRAY with what to do, where `type` (as NumPy writes it, without the byte order) is neither float32
 * nor float64, or the sides are not those of n samples of d numbers.
 */
export function checkArray(path: string, type: string, sides: readonly number[]): void {
  const shape = `(${sides.join(', ')}${sides.length === 1 ? ',' : ''})`;
  const refuse = (sentence: string): never => {
    throw new CommandFailure(`${path} ${sentence} (UNSUPPORTED_ARRAY)`);
  };
  if (type !== 'f4' && type !== 'f8')
    refuse(
      `holds ${KINDS[type[0]!] ?? 'something else'} (${type}); float32 or float64 is needed: save x.astype('float32').`,
    );
  if (sides.length !== 2)
    refuse(
      `has the shape ${shape}; (n, d) is needed, a row of d numbers for each of n samples: save x.reshape(n, d).`,
    );
  if (!sides.every((side) => Number.isSafeInteger(side) && side > 0))
    refuse(`has the shape ${shape}; a row and a column are needed at least.`);
  if (sides[0]! * sides[1]! > MOST_VALUES)
    refuse(`has the shape ${shape}; ${MOST_VALUES} values can be read at most: save fewer rows of it.`);
}

// A sum of 2^28 squares of differences of such values, 1e289, is still a number.
const LARGEST = 1e140;

/** Throws NOT_FINITE or TOO_LARGE naming the place, counted from 0. */
export function checkValues(path: string, values: Float32Array | Float64Array, cols: number): void {
  for (let at = 0; at < values.length; at++) {
    // NaN is not at most anything.
    if (Math.abs(values[at]!) <= LARGEST) continue;
    const place = `${path} holds ${values[at]} in row ${Math.floor(at / cols)}, column ${at % cols}`;
    throw new CommandFailure(
      Number.isFinite(values[at])
        ? `${place}; distances between values above ${LARGEST} are no numbers any more: scale the array. (TOO_LARGE)`
        : `${place}: leave such rows out, or fill them in. (NOT_FINITE)`,
    );
  }
}
