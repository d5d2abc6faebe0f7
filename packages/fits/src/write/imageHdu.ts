import type { WritableCard } from './card.ts';
import type { HduParts } from './hduParts.ts';
import { storeNumbers, type WritableNumbers } from './stored.ts';

export interface WritableImage {
  /** Slowest axis first; no axes: a header without data. */
  shape: readonly number[];
  /** Its type decides BITPIX, and BZERO of numbers that FITS has no type for. Absent where there are no axes. */
  data?: WritableNumbers;
  /** EXTNAME */
  name?: string;
  /** Cards after the mandatory ones. */
  cards?: readonly WritableCard[];
}

/** Throws RangeError where the values do not fill the shape, or a card contradicts what the type of the values needs. */
export function imageParts({ shape, data, cards = [] }: WritableImage): HduParts {
  const elements = shape.length === 0 ? 0 : shape.reduce((product, length) => product * length, 1);
  if (elements !== (data?.length ?? 0))
    throw new RangeError(`${data?.length ?? 0} values do not fill (${shape.join(', ')}).`);
  const stored = data === undefined ? null : storeNumbers(data);
  const zero = stored?.zero ?? null;
  if (zero !== null && cards.some(({ keyword }) => keyword === 'BZERO' || keyword === 'BSCALE'))
    throw new RangeError('BSCALE and BZERO of numbers of this type are given by the type.');
  return {
    xtension: { name: 'IMAGE', comment: 'image extension' },
    mandatory: [
      { keyword: 'BITPIX', value: bitpixOf(data) },
      { keyword: 'NAXIS', value: shape.length },
      ...shape.map((_, i) => ({ keyword: `NAXIS${i + 1}`, value: shape[shape.length - 1 - i]! })),
    ],
    pcount: 0,
    structure: [],
    cards:
      zero === null
        ? cards
        : [
            { keyword: 'BSCALE', value: 1 },
            { keyword: 'BZERO', value: zero, comment: 'for the type of the values' },
            ...cards,
          ],
    data: stored?.bytes ?? new Uint8Array(0),
  };
}

function bitpixOf(data: WritableNumbers | undefined): number {
  if (data === undefined) return 8;
  const bits = data.BYTES_PER_ELEMENT * 8;
  return data instanceof Float32Array || data instanceof Float64Array ? -bits : bits;
}
