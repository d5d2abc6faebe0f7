import { beatEncoding, inTransaction } from '@asterism/db';
import type { WorkerContext } from '../context.ts';
import { StopWork } from '../stages/outcome.ts';
import type { ImageWriting } from './imageWriter.ts';
import { wrongChannels } from './wrongChannels.ts';

/** Makes a row of each sample of a data set version; those of another number of channels are refused. */
export async function listVersion(
  { db, now }: Pick<WorkerContext, 'db' | 'now'>,
  { encoding: { id, datasetVersionId: versionId }, claim, channelCount }: ImageWriting,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (!(await beatEncoding(tx, claim, { now: now(), fraction: 0 }))) throw new StopWork('CLAIM_LOST');
    await tx.$executeRaw`
      INSERT INTO "EncodedImage" (id, "encodingId", number, name, "contentId")
      SELECT gen_random_uuid()::text, ${id}, s.index, s."fileName", s."contentId"
      FROM "Sample" s WHERE s."versionId" = ${versionId}
      ON CONFLICT DO NOTHING`;
    const misfits = await tx.encodedImage.findMany({
      where: { encodingId: id, code: null, content: { channelCount: { not: channelCount } } },
      select: { id: true, content: { select: { channelCount: true } } },
    });
    for (const found of new Set(misfits.map(({ content }) => content?.channelCount ?? 0))) {
      const { code, message } = wrongChannels(found, channelCount);
      const ids = misfits.flatMap((row) => (row.content?.channelCount === found ? row.id : []));
      await tx.encodedImage.updateMany({ where: { id: { in: ids } }, data: { code, message } });
    }
  });
}
