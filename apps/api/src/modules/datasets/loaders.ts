import { type Dataset, type DatasetVersion, type Db, Prisma, readRows } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById, loaderByParent } from '../../paging/loaderById.ts';

export function datasetLoaders(db: Db) {
  const dataset = loaderById((ids) => db.dataset.findMany({ where: { id: { in: ids } } }));
  return {
    dataset,
    /** With its data set, which whoever asks for a version mostly asks for next. */
    version: loaderById(async (ids) => {
      const rows = await readVersions(db, ids);
      for (const { datasetOfVersion } of rows) dataset.prime(datasetOfVersion.id, datasetOfVersion);
      return rows;
    }),
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

interface VersionWithDataset extends DatasetVersion {
  datasetOfVersion: Dataset;
}

/** Versions and their data sets by one statement. */
async function readVersions(db: Db, ids: string[]): Promise<VersionWithDataset[]> {
  const rows = await readRows<DatasetVersion & { datasetRow: DatasetRow }>(
    db,
    Prisma.sql`
    SELECT v.*, to_jsonb(d) AS "datasetRow"
    FROM "DatasetVersion" v JOIN "Dataset" d ON d.id = v."datasetId" WHERE v.id IN (${Prisma.join(ids)})`,
  );
  return rows.map(({ datasetRow, ...version }) => ({
    ...version,
    datasetOfVersion: { ...datasetRow, createdAt: new Date(datasetRow.createdAt) },
  }));
}

type DatasetRow = Omit<Dataset, 'createdAt'> & { createdAt: string };
