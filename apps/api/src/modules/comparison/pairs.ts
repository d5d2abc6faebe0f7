import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import { standardErrorOfMean } from '@asterism/ml/compare';
import { createRandom } from '@asterism/ml/random';
import { readInt32 } from '../blobs/readValues.ts';

/** An experiment's labels, by ID number in its version. */
export interface Labelled {
  experimentId: string;
  versionId: string;
  labelsSha256: string;
}

/** Two labellings of the samples that both have. */
export interface Joined {
  /** ID numbers in the first one's version. */
  indexes: Int32Array;
  first: Int32Array;
  second: Int32Array;
}

/**
 * Joins labellings, of one version by ID number, of several by what the samples are made of; of contents that a version
 * holds more than once the first sample counts. Each labelling and version is read once.
 */
export function labelJoiner({ db, blobs }: { db: Db; blobs: BlobStore }) {
  const labelsOf = once((sha256: string) => readInt32(blobs, sha256));
  const contentsOf = once((versionId: string) => readContents(db, versionId));
  return async (a: Labelled, b: Labelled): Promise<Joined> => {
    const [first, second] = [await labelsOf(a.labelsSha256), await labelsOf(b.labelsSha256)];
    if (a.versionId === b.versionId) return { indexes: Int32Array.from(first.keys()), first, second };
    const [own, others] = [await contentsOf(a.versionId), await contentsOf(b.versionId)];
    const both = [...own].filter(([hash]) => others.has(hash));
    return {
      indexes: Int32Array.from(both, ([, index]) => index),
      first: Int32Array.from(both, ([, index]) => first[index]!),
      second: Int32Array.from(both, ([hash]) => second[others.get(hash)!]!),
    };
  };
}

/** What samples are drawn by where there are many. */
export const DRAW_SEED = 0;
// Scored by themselves: by how far they are apart the error is told, for as much time again.
const PARTS = 4;

export interface PairScore {
  /** Null where the two have less than two samples in common. */
  value: number | null;
  /** Whether some of the samples stand for all. */
  isEstimate: boolean;
  /** Of an estimate, where it can be told. */
  standardError: number | null;
}

/** An index of two labellings, by `maximum` samples at most. */
export function scorePair(
  joined: Joined,
  index: (first: Int32Array, second: Int32Array) => number,
  maximum: number,
): PairScore {
  const all = joined.indexes.length;
  const of = ({ first, second }: Pick<Joined, 'first' | 'second'>) => index(first, second);
  if (all <= maximum) return { value: all < 2 ? null : of(joined), isEstimate: false, standardError: null };
  const order = createRandom(DRAW_SEED).shuffle(Int32Array.from(joined.indexes.keys()));
  const drawn = order.slice(0, maximum).sort();
  const parts = Array.from({ length: PARTS }, (_, part) => drawn.filter((_place, n) => n % PARTS === part));
  return {
    value: of(pick(joined, drawn)),
    isEstimate: true,
    standardError: standardErrorOfMean(parts.map((part) => of(pick(joined, part)))),
  };
}

function pick({ first, second }: Joined, places: Int32Array): Pick<Joined, 'first' | 'second'> {
  const of = (values: Int32Array) => Int32Array.from(places, (place) => values[place]!);
  return { first: of(first), second: of(second) };
}

/** ID numbers by content. */
async function readContents(db: Db, versionId: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ index: number; contentHash: string }[]>`
    SELECT s.index, c."contentHash" FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId"
    WHERE s."versionId" = ${versionId} ORDER BY s.index DESC`;
  return new Map(rows.map(({ index, contentHash }) => [contentHash, index]));
}

/** Reads what is asked for a first time, and remembers. */
export function once<T, Key extends string = string>(
  read: (key: Key) => Promise<T>,
): (key: Key) => Promise<T> {
  const known = new Map<Key, Promise<T>>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const reading = read(key);
    known.set(key, reading);
    return reading;
  };
}
