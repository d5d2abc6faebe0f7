import type { Db } from '@asterism/db';
import type { JoinSample } from './join.ts';

// So many rows a statement keep the answer of 100,000 samples from stopping everything else for half a second.
const SAMPLES_AT_A_TIME = 10_000;

/** ID number and file name of every sample, in order. */
export async function samplesOf(db: Db, versionId: string): Promise<JoinSample[]> {
  const samples: JoinSample[] = [];
  for (let after = -1; ; ) {
    const some = await db.$queryRaw<JoinSample[]>`
      SELECT index, "fileName" FROM "Sample" WHERE "versionId" = ${versionId} AND index > ${after}
      ORDER BY index LIMIT ${SAMPLES_AT_A_TIME}`;
    for (const sample of some) samples.push(sample);
    const last = some.at(-1);
    if (!last || some.length < SAMPLES_AT_A_TIME) return samples;
    after = last.index;
  }
}
