import type { DbTransaction } from '@asterism/db';

/** Who wrote in an observation's text; without those whose account is gone. */
export async function writersOf(tx: DbTransaction, observationId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT "userId" FROM "ObservationWriter"
    WHERE "observationId" = ${observationId} AND "userId" IS NOT NULL`;
  return rows.map(({ userId }) => userId);
}
