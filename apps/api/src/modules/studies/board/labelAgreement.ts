import type { BlobStore } from '@asterism/blobs';
import { adjustedRandIndex } from '@asterism/ml/compare';
import type { SeedRun } from './rows.ts';

/** How alike the labels of a choice's seeds are, by the adjusted Rand index of each pair of them. */
export interface SeedAgreement {
  mean: number;
  min: number;
  max: number;
  /** Seeds whose labels were compared with one another. */
  seedCount: number;
}

// 10 seeds are 45 pairs, which pin the mean down well enough.
const SEEDS_MAXIMUM = 10;
// Of pairs times samples: about a second of work, in pieces of one pair.
const VALUES_MAXIMUM = 5_000_000;
// Pairs that are kept, at about 250 bytes each.
const KNOWN_MAXIMUM = 20_000;

// Labels are named by their content, so what was found of a pair holds for ever. A study that runs is asked for its board
// again and again; only what is new is then worked out.
const known = new Map<string, number>();

/** Null of fewer than two labelled seeds. Noise counts as a label. Of very large data sets fewer seeds are compared. */
export async function labelAgreement(
  blobs: Pick<BlobStore, 'read'>,
  runs: readonly SeedRun[],
): Promise<SeedAgreement | null> {
  const hashes = runs.flatMap(({ labelsSha256 }) => labelsSha256 ?? []);
  const compared = hashes.slice(0, seedsWithin(runs.find((run) => run.sampleCount)?.sampleCount ?? 0));
  if (compared.length < 2) return null;
  const labels = labelReader(blobs);
  const found: number[] = [];
  for (const [i, first] of compared.entries())
    for (const second of compared.slice(i + 1)) found.push(await pairAgreement(first, second, labels));
  return {
    mean: found.reduce((sum, index) => sum + index, 0) / found.length,
    min: Math.min(...found),
    max: Math.max(...found),
    seedCount: compared.length,
  };
}

function seedsWithin(sampleCount: number): number {
  let seeds = SEEDS_MAXIMUM;
  while (seeds > 2 && ((seeds * (seeds - 1)) / 2) * sampleCount > VALUES_MAXIMUM) seeds--;
  return seeds;
}

type LabelReader = (sha256: string) => Promise<Int32Array>;

async function pairAgreement(first: string, second: string, labels: LabelReader): Promise<number> {
  if (first === second) return 1;
  const pair = [first, second].sort().join(' ');
  const before = known.get(pair);
  if (before !== undefined) return before;
  const index = adjustedRandIndex(await labels(first), await labels(second));
  known.set(pair, index);
  // The oldest goes: maps keep the order in which they were filled.
  if (known.size > KNOWN_MAXIMUM) known.delete(known.keys().next().value ?? pair);
  // Others are answered between two pairs.
  await new Promise((resolve) => setImmediate(resolve));
  return index;
}

/** Each labelling is read once, and only where it is needed. */
function labelReader(blobs: Pick<BlobStore, 'read'>): LabelReader {
  const read = new Map<string, Promise<Int32Array>>();
  return (sha256) => {
    const before = read.get(sha256);
    if (before) return before;
    // Copied: the bytes may not lie on a multiple of four.
    const labels = blobs.read(sha256).then((bytes) => new Int32Array(new Uint8Array(bytes).buffer));
    read.set(sha256, labels);
    return labels;
  };
}
