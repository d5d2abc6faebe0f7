import type { StoredBlob } from '@asterism/blobs';
import type { DbTransaction } from '@asterism/db';
import { announceVersion, type VersionClaim } from '@asterism/db';
import type { FileContent, ImportedFile, Refusal } from '../children/tasks.ts';
import { grantBlobs } from '../stages/writeResult.ts';
import type { ImportPosition } from './position.ts';

export interface ImportBatch {
  workspaceId: string;
  files: readonly ImportedFile[];
  /** Where the import stands before these files. */
  position: ImportPosition;
  fileCount: number;
  now: Date;
}

/** Writes files that were read, in order, and tells everybody. Null where the claim is lost; else the new position. */
export async function writeFiles(
  tx: DbTransaction,
  claim: VersionClaim,
  { workspaceId, files, position, fileCount, now }: ImportBatch,
): Promise<ImportPosition | null> {
  const contents = new Map(position.contents);
  const accepted: { fileName: string; content: FileContent }[] = [];
  const refused: { fileName: string; refusal: Refusal }[] = [];
  for (const { fileName, content, refusal } of files) {
    const twin = content ? contents.get(content.contentHash) : undefined;
    if (content && twin === undefined) {
      contents.set(content.contentHash, fileName);
      accepted.push({ fileName, content });
    } else refused.push({ fileName, refusal: refusal ?? duplicateOf(twin ?? fileName) });
  }
  const next: ImportPosition = {
    filesDone: position.filesDone + files.length,
    sampleCount: position.sampleCount + accepted.length,
    contents,
  };
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: claim.versionId, status: 'IMPORTING', workerId: claim.workerId },
    data: { heartbeatAt: now, progress: next.filesDone / fileCount, sampleCount: next.sampleCount },
  });
  if (count === 0) return null;
  await writeAccepted(tx, {
    workspaceId,
    versionId: claim.versionId,
    firstIndex: position.sampleCount,
    accepted,
  });
  await writeRefused(tx, claim.versionId, refused);
  await announceVersion(tx, claim.versionId);
  return next;
}

const duplicateOf = (fileName: string): Refusal => ({
  code: 'DUPLICATE',
  message: `The same pixels of the same bytes are in the data set already, as ${fileName}.`,
  byteOffset: null,
});

interface Accepted {
  workspaceId: string;
  versionId: string;
  firstIndex: number;
  accepted: readonly { fileName: string; content: FileContent }[];
}

async function writeAccepted(
  tx: DbTransaction,
  { workspaceId, versionId, firstIndex, accepted }: Accepted,
): Promise<void> {
  const hashes = accepted.map(({ content }) => content.contentHash);
  await tx.sampleContent.createMany({
    data: accepted.map(({ content }) => ({ workspaceId, ...content })),
    skipDuplicates: true,
  });
  await grantBlobs(
    tx,
    workspaceId,
    accepted.map(({ content }) => previewOf(content)),
  );
  const rows = await tx.sampleContent.findMany({
    where: { workspaceId, contentHash: { in: hashes } },
    select: { id: true, contentHash: true },
  });
  const ids = new Map(rows.map(({ id, contentHash }) => [contentHash, id]));
  await tx.sample.createMany({
    data: accepted.map(({ fileName, content }, i) => ({
      versionId,
      index: firstIndex + i,
      fileName,
      contentId: ids.get(content.contentHash)!,
    })),
  });
}

const previewOf = ({
  previewSha256,
  channelCount,
  previewHeight,
  previewWidth,
}: FileContent): StoredBlob => ({
  sha256: previewSha256,
  bytes: channelCount * previewHeight * previewWidth * Float32Array.BYTES_PER_ELEMENT,
});

/** Names are unique among a version's refused files; a second of one name is counted. */
export async function writeRefused(
  tx: DbTransaction,
  versionId: string,
  refused: readonly { fileName: string; refusal: Refusal }[],
): Promise<void> {
  for (const { fileName, refusal } of refused) {
    const namesakes = await tx.refusedFile.count({
      where: { versionId, OR: [{ name: fileName }, { name: { startsWith: `${fileName} (` } }] },
    });
    await tx.refusedFile.create({
      data: {
        versionId,
        name: namesakes === 0 ? fileName : `${fileName} (${namesakes + 1})`,
        code: refusal.code,
        message: refusal.message,
        byteOffset: refusal.byteOffset === null ? null : BigInt(refusal.byteOffset),
      },
    });
  }
}
