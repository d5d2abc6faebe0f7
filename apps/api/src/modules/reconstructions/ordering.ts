import { refusal } from '../../errors.ts';

/** In which order samples are listed, and of which weights: a cursor holds for one of them. */
export interface ErrorOrder {
  worstFirst: boolean;
  epoch: number;
}

/** A place in the order: the error of a sample and its ID number, which tells equal errors apart. */
interface Place {
  error: number;
  index: number;
}

/** ID numbers by their errors. Of equal errors the lower number is first in both directions. */
export function samplesByError(errors: Float32Array, { worstFirst }: ErrorOrder): Uint32Array {
  const indexes = Uint32Array.from({ length: errors.length }, (_, i) => i);
  return indexes.sort((a, b) =>
    compare({ error: errors[a]!, index: a }, { error: errors[b]!, index: b }, worstFirst),
  );
}

/** Positions of the cursor's sample and of the first one behind it. Throws BAD_USER_INPUT for a cursor of another order. */
export function placeOf(
  cursor: string,
  sorted: Uint32Array,
  { errors, order }: { errors: Float32Array; order: ErrorOrder },
): { at: number; after: number } {
  const place = readCursor(cursor, order);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const index = sorted[middle]!;
    if (compare({ error: errors[index]!, index }, place, order.worstFirst) <= 0) low = middle + 1;
    else high = middle;
  }
  return { at: sorted[low - 1] === place.index ? low - 1 : low, after: low };
}

export function writeCursor({ error, index }: Place, order: ErrorOrder): string {
  return Buffer.from(JSON.stringify([nameOf(order), error, index])).toString('base64url');
}

function readCursor(cursor: string, order: ErrorOrder): Place {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 3 && parsed[0] === nameOf(order)) {
      const [, error, index]: unknown[] = parsed;
      if (typeof error === 'number' && typeof index === 'number') return { error, index };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal.badArgument(
    'The cursor is not one of these reconstructions in this order and of this epoch; take it from pageInfo.',
  );
}

const nameOf = ({ worstFirst, epoch }: ErrorOrder): string => `${worstFirst ? 'WORST' : 'BEST'}:${epoch}`;

const compare = (a: Place, b: Place, worstFirst: boolean): number =>
  (worstFirst ? b.error - a.error : a.error - b.error) || a.index - b.index;
