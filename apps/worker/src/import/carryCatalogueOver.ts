import type { DbTransaction } from '@asterism/db';

/** The earlier version's catalogue, for the samples that it had; those that come in now have no values. Once. */
export async function carryCatalogueOver(
  tx: DbTransaction,
  versionId: string,
  previousVersionId: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SampleCatalogue" ("versionId", index, values)
    SELECT ${versionId}, index, values FROM "SampleCatalogue" WHERE "versionId" = ${previousVersionId}
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO "CatalogueColumn" ("versionId", name, position, type, unit, description, matched, "filePosition")
    SELECT ${versionId}, name, position, type, unit, description, matched, "filePosition"
    FROM "CatalogueColumn" WHERE "versionId" = ${previousVersionId}
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO "CatalogueFile"
      (id, "versionId", position, name, sha256, "joinColumn", "joinBy", "rowCount", matched, misses, replaced, "leftOut", "createdById", "createdAt")
    SELECT gen_random_uuid()::text, ${versionId}, position, name, sha256, "joinColumn", "joinBy", "rowCount", matched, misses,
      replaced, "leftOut", "createdById", "createdAt"
    FROM "CatalogueFile" WHERE "versionId" = ${previousVersionId}
    ON CONFLICT ("versionId", position) DO NOTHING`;
}
