import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
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

/** At most so many of the joined samples, drawn by a fixed seed. */
export function drawJoined({ indexes, first, second }: Joined, maximum: number): Joined {
  if (indexes.length <= maximum) return { indexes, first, second };
  const chosen = createRandom(0).shuffle(Int32Array.from(indexes.keys())).slice(0, maximum).sort();
  const pick = (values: Int32Array) => Int32Array.from(chosen, (place) => values[place]!);
  return { indexes: pick(indexes), first: pick(first), second: pick(second) };
}

/** ID numbers by content. */
async function readContents(db: Db, versionId: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ index: number; contentHash: string }[]>`
    SELECT s.index, c."contentHash" FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId"
    WHERE s."versionId" = ${versionId} ORDER BY s.index DESC`;
  return new Map(rows.map(({ index, contentHash }) => [contentHash, index]));
}

function once<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const reading = read(key);
    known.set(key, reading);
    return reading;
  };
}
