import type { Db, Sample } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById } from '../../paging/loaderById.ts';

/** A sample by its version and ID number. */
export interface SampleNumber {
  versionId: string;
  index: number;
}

export function sampleLoaders(db: Db) {
  return {
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
