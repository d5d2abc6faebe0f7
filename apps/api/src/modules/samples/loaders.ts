import { type Db, Prisma, type Sample } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById } from '../../paging/loaderById.ts';

/** A sample by its version and ID number. */
export interface SampleNumber {
  versionId: string;
  index: number;
}

/** Samples of a version by their ID numbers, from the lowest or from the highest on. */
export interface SampleRange {
  versionId: string;
  /** From this number on, and up to that one. */
  from: number;
  to: number;
  most: number;
  direction: 'FORWARD' | 'BACKWARD';
}

export function sampleLoaders(db: Db) {
  return {
    sample: loaderById((ids) => db.sample.findMany({ where: { id: { in: ids } } })),
    /** Parts of many versions' lists by one statement. */
    sampleRange: new DataLoader<SampleRange, Sample[], string>((ranges) => readRanges(db, ranges), {
      cacheKeyFn: (range) => JSON.stringify(range),
    }),
    /** What a sample is made of, without its header and channel statistics, which may be long. */
    content: loaderById((ids) =>
      db.sampleContent.findMany({
        where: { id: { in: ids } },
        omit: { header: true, hdus: true, quantiles: true, channelStatistics: true },
      }),
    ),
    contentHeader: loaderById((ids) =>
      db.sampleContent.findMany({
        where: { id: { in: ids } },
        select: { id: true, header: true, hdus: true },
      }),
    ),
    sampleByNumber: new DataLoader<SampleNumber, Sample, string>(
      async (numbers) => {
        const indexes = new Map<string, number[]>();
        for (const { versionId, index } of numbers)
          indexes.set(versionId, [...(indexes.get(versionId) ?? []), index]);
        const rows = await db.sample.findMany({
          where: { OR: [...indexes].map(([versionId, list]) => ({ versionId, index: { in: list } })) },
        });
        const byNumber = new Map(rows.map((row) => [numberKey(row), row]));
        return numbers.map(
          (number) => byNumber.get(numberKey(number)) ?? new Error(`There is no sample #${number.index}.`),
        );
      },
      { cacheKeyFn: numberKey },
    ),
  };
}

const numberKey = ({ versionId, index }: SampleNumber): string => `${versionId}#${index}`;

async function readRanges(db: Db, ranges: readonly SampleRange[]): Promise<Sample[][]> {
  // At most one of the two parts of the union gives anything, each by the index in its own direction.
  const part = (direction: SampleRange['direction'], order: Prisma.Sql) => Prisma.sql`
    (SELECT * FROM "Sample" s WHERE r.direction = ${direction} AND s."versionId" = r."versionId"
       AND s.index BETWEEN r."from" AND r."to" ORDER BY s.index ${order} LIMIT r.most)`;
  const rows = await db.$queryRaw<(Sample & { place: number })[]>`
    SELECT r.place::int AS place, s.*
    FROM unnest(${ranges.map(({ versionId }) => versionId)}::text[], ${ranges.map(({ from }) => from)}::int[],
        ${ranges.map(({ to }) => to)}::int[], ${ranges.map(({ most }) => most)}::int[],
        ${ranges.map(({ direction }) => direction)}::text[])
      WITH ORDINALITY AS r("versionId", "from", "to", most, direction, place)
    CROSS JOIN LATERAL (${part('FORWARD', Prisma.sql`ASC`)} UNION ALL ${part('BACKWARD', Prisma.sql`DESC`)}) s`;
  const lists: Sample[][] = ranges.map(() => []);
  for (const { place, ...sample } of rows) lists[place - 1]?.push(sample);
  return lists.map((list, i) =>
    list.sort((a, b) => (ranges[i]?.direction === 'FORWARD' ? a.index - b.index : b.index - a.index)),
  );
}
