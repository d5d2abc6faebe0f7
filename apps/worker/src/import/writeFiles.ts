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

/** What reading is of the whole import's progress; the rest is the gallery's. */
export const READ_SHARE = 0.95;

/** Writes units that were read, in order, and tells everybody. Null where the claim is lost; else the new position. */
export async function writeFiles(
  tx: DbTransaction,
  claim: VersionClaim,
  { workspaceId, files, position, fileCount, now }: ImportBatch,
): Promise<ImportPosition | null> {
  const { versionId, workerId } = claim;
  const contents = await contentsBefore(tx, { workspaceId, versionId, files });
  const accepted: AcceptedFile[] = [];
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
  };
  const { count } = await tx.datasetVersion.updateMany({
    where: { id: versionId, status: 'IMPORTING', workerId },
    data: {
      heartbeatAt: now,
      progress: READ_SHARE * (next.filesDone / fileCount),
      sampleCount: next.sampleCount,
    },
  });
  if (count === 0) return null;
  await grantBlobs(
    tx,
    workspaceId,
    files.flatMap(({ content, blobs }) => (content ? blobs : [])),
  );
  await writeAccepted(tx, { workspaceId, versionId, firstIndex: position.sampleCount, accepted });
  await writeRefused(tx, versionId, refused);
  await announceVersion(tx, versionId);
  return next;
}

/** Content hash -> file name, of those of these files' contents that the version has already. */
async function contentsBefore(
  tx: DbTransaction,
  {
    workspaceId,
    versionId,
    files,
  }: { workspaceId: string; versionId: string; files: readonly ImportedFile[] },
): Promise<Map<string, string>> {
  const hashes = files.flatMap(({ content }) => content?.contentHash ?? []);
  const rows = await tx.$queryRaw<{ contentHash: string; fileName: string }[]>`
    SELECT c."contentHash", s."fileName" FROM "SampleContent" c JOIN "Sample" s ON s."contentId" = c.id
    WHERE c."workspaceId" = ${workspaceId} AND c."contentHash" = ANY(${hashes}) AND s."versionId" = ${versionId}`;
  return new Map(rows.map(({ contentHash, fileName }) => [contentHash, fileName]));
}

const duplicateOf = (fileName: string): Refusal => ({
  code: 'DUPLICATE',
  message: `The same pixels of the same bytes are in the data set already, as ${fileName}.`,
  byteOffset: null,
});

interface AcceptedFile {
  fileName: string;
  content: FileContent;
}

interface Accepted {
  workspaceId: string;
  versionId: string;
  firstIndex: number;
  accepted: readonly AcceptedFile[];
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

/** Names are unique among a version's refused files; a second of one name is counted. */
export async function writeRefused(
  tx: DbTransaction,
  versionId: string,
  refused: readonly { fileName: string; refusal: Refusal }[],
): Promise<void> {
  const rowOf = (name: string, { code, message, byteOffset }: Refusal) => ({
    versionId,
    name,
    code,
    message,
    byteOffset: byteOffset === null ? null : BigInt(byteOffset),
  });
  const first = new Map([...refused].reverse().map((file) => [file.fileName, file]));
  const written = await tx.refusedFile.createManyAndReturn({
    data: [...first.values()].map(({ fileName, refusal }) => rowOf(fileName, refusal)),
    skipDuplicates: true,
    select: { name: true },
  });
  const names = new Set(written.map(({ name }) => name));
  for (const file of refused) {
    const { fileName, refusal } = file;
    if (names.has(fileName) && first.get(fileName) === file) continue;
    const namesakes = await tx.refusedFile.count({
      where: { versionId, OR: [{ name: fileName }, { name: { startsWith: `${fileName} (` } }] },
    });
    await tx.refusedFile.create({ data: rowOf(`${fileName} (${namesakes + 1})`, refusal) });
  }
}
