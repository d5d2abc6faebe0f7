import type { DatasetVersion, Db } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

export function datasetLoaders(db: Db) {
  return {
    dataset: loaderById((ids) => db.dataset.findMany({ where: { id: { in: ids } } })),
    version: loaderById((ids) => db.datasetVersion.findMany({ where: { id: { in: ids } } })),
    latestVersion: new DataLoader<string, DatasetVersion | null>(async (datasetIds) => {
      const rows = await db.datasetVersion.findMany({
        where: { datasetId: { in: [...datasetIds] } },
        orderBy: [{ datasetId: 'asc' }, { number: 'desc' }],
        distinct: ['datasetId'],
      });
      const byDataset = new Map(rows.map((row) => [row.datasetId, row]));
      return datasetIds.map((id) => byDataset.get(id) ?? null);
    }),
    refused: loaderByParent(
      (versionIds) =>
        db.refusedFile.findMany({ where: { versionId: { in: versionIds } }, orderBy: [{ name: 'asc' }] }),
      ({ versionId }) => versionId,
    ),
  };
}
