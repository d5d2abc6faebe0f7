import type { Db, Prisma, SampleCatalogue } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderByParent } from '../../paging/loaderById.ts';

export function catalogueLoaders(db: Db) {
  return {
    catalogueColumns: loaderByParent(
      (versionIds) =>
        db.catalogueColumn.findMany({
          where: { versionId: { in: versionIds } },
          orderBy: { position: 'asc' },
        }),
      ({ versionId }) => versionId,
    ),
    catalogueFiles: loaderByParent(
      (versionIds) =>
        db.catalogueFile.findMany({ where: { versionId: { in: versionIds } }, orderBy: { position: 'asc' } }),
      ({ versionId }) => versionId,
    ),
    sampleCatalogue: new DataLoader<{ versionId: string; index: number }, Prisma.JsonValue | null, string>(
      async (samples) => {
        const rows = await db.$queryRaw<SampleCatalogue[]>`
          SELECT c."versionId", c.index, c.values FROM "SampleCatalogue" c
          JOIN unnest(${samples.map(({ versionId }) => versionId)}::text[], ${samples.map(({ index }) => index)}::int[])
            AS wanted("versionId", index) USING ("versionId", index)`;
        const byNumber = new Map(rows.map((row) => [keyOf(row), row.values]));
        return samples.map((sample) => byNumber.get(keyOf(sample)) ?? null);
      },
      { cacheKeyFn: keyOf },
    ),
  };
}

const keyOf = ({ versionId, index }: { versionId: string; index: number }): string => `${versionId}#${index}`;
