import {
  beatEncoding,
  type DbTransaction,
  type Encoding,
  type EncodingClaim,
  inTransaction,
} from '@asterism/db';
import type { ImportedFile, Refusal } from '../children/tasks.ts';
import type { WorkerContext } from '../context.ts';
import { StopWork } from '../stages/outcome.ts';
import { grantBlobs } from '../stages/writeResult.ts';
import { wrongChannels } from './wrongChannels.ts';

export interface ImageWriting {
  encoding: Encoding;
  claim: EncodingClaim;
  /** Of the images that the model was trained on. */
  channelCount: number;
  /** How far the encoding is, 0 to 1. */
  fraction: () => number;
}

/**
 * Writes what was read of one unit: a row in any order, so that work that is taken over reads what is missing alone.
 * Throws StopWork where the claim is lost.
 */
export async function writeImage(
  { db, now }: Pick<WorkerContext, 'db' | 'now'>,
  { encoding, claim, channelCount, fraction }: ImageWriting,
  { number, file }: { number: number; file: ImportedFile },
): Promise<void> {
  const { workspaceId } = encoding;
  const { fileName: name, content, blobs } = file;
  const refusal =
    content && content.channelCount !== channelCount
      ? wrongChannels(content.channelCount, channelCount)
      : file.refusal;
  await inTransaction(db, async (tx) => {
    if (!(await beatEncoding(tx, claim, { now: now(), fraction: fraction() })))
      throw new StopWork('CLAIM_LOST');
    const contentId = content && !refusal ? await contentOf(tx, workspaceId, content) : null;
    await tx.encodedImage.createMany({
      data: [{ encodingId: encoding.id, number, name, contentId, ...refusalColumns(refusal) }],
      skipDuplicates: true,
    });
    if (contentId) await grantBlobs(tx, workspaceId, blobs);
  });
}

/** The row of this content: the same one where it is, or becomes, a sample of a data set. */
async function contentOf(
  tx: DbTransaction,
  workspaceId: string,
  content: NonNullable<ImportedFile['content']>,
): Promise<string> {
  await tx.sampleContent.createMany({ data: [{ workspaceId, ...content }], skipDuplicates: true });
  const { contentHash } = content;
  const { id } = await tx.sampleContent.findUniqueOrThrow({
    where: { workspaceId_contentHash: { workspaceId, contentHash } },
    select: { id: true },
  });
  return id;
}

const refusalColumns = (refusal: Refusal | null) =>
  refusal && {
    code: refusal.code,
    message: refusal.message,
    byteOffset: refusal.byteOffset === null ? null : BigInt(refusal.byteOffset),
  };
