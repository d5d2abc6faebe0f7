import { gunzipSync, gzipSync } from 'node:zlib';
import { alignmentRecord, type Prisma, sampleSource } from '@asterism/db';
import { z } from 'zod';

const count = z.int().min(0);

/** What preprocessing must know of a sample. */
export const listedSample = z.strictObject({
  /** The ID number. */
  index: count,
  sources: z.array(sampleSource),
  height: count,
  width: count,
  /** Null where it was imported before sources were measured. */
  alignment: alignmentRecord.nullable(),
  /** The least and the greatest finite value of each channel; null where a channel may have none. */
  extremes: z.array(z.strictObject({ lower: z.number(), upper: z.number() })).nullable(),
});
export type ListedSample = z.infer<typeof listedSample>;

/** What of a SampleContent is read for it. */
export const LISTED = {
  sources: true,
  height: true,
  width: true,
  alignment: true,
  percentiles: true,
  channelCount: true,
  constantChannels: true,
} as const;

export function listSample(
  index: number,
  { sources, height, width, alignment, ...facts }: Prisma.SampleContentGetPayload<{ select: typeof LISTED }>,
): ListedSample {
  return {
    index,
    sources: z.array(sampleSource).parse(sources),
    height,
    width,
    alignment: alignmentRecord.nullable().parse(alignment),
    extremes: extremesOf(facts.percentiles, facts),
  };
}

/** Samples in a page, which is unpacked when it is its turn. */
export const PAGE_SAMPLES = 1000;

/**
 * Samples as they travel to a child process. 100,000 of them as objects are 140 MB on either side, and a message of 100 MB
 * that takes seconds to write, in which the worker's heart stands still; their pages are 25 MB, packed one by one.
 */
export const packPage = (samples: readonly ListedSample[]): Uint8Array<ArrayBuffer> =>
  gzipSync(JSON.stringify(samples), { level: 1 });

/** The samples of all pages, in order. */
export function* samplesIn(pages: Iterable<Uint8Array>): Generator<ListedSample> {
  for (const page of pages) yield* z.array(listedSample).parse(JSON.parse(gunzipSync(page).toString()));
}

/**
 * From what import found: see SampleContent in the data model. A channel without a finite pixel has zeros there, as has
 * one that is 0 everywhere; both are constant, and where one is at 0 nothing is known.
 */
export function extremesOf(
  percentiles: readonly number[],
  { channelCount, constantChannels }: { channelCount: number; constantChannels: readonly number[] },
): ListedSample['extremes'] {
  const each = percentiles.length / channelCount;
  if (!(each >= 2) || !Number.isInteger(each)) return null;
  const extremes = Array.from({ length: channelCount }, (_, channel) => ({
    lower: percentiles[channel * each]!,
    upper: percentiles[(channel + 1) * each - 1]!,
  }));
  return constantChannels.some((channel) => extremes[channel]?.lower === 0) ? null : extremes;
}
