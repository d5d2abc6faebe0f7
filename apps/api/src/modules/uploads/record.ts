import { copyFile, rm } from 'node:fs/promises';
import type { BlobStore, StoredBlob } from '@asterism/blobs';
import type { Db } from '@asterism/db';

export interface FinishedUpload {
  id: string;
  path: string;
  fileName: string;
  workspaceId: string;
  createdById: string;
  /** The tus server looks at the file once more: take a copy of it, and drop the file a little later. */
  isLookedAtAgain: boolean;
  /** Its hash and length, where they were found while it came in. */
  known: StoredBlob | null;
}

const LOOKED_AT_WITHIN_MS = 10_000;

/** Takes a finished upload's file into the blob store and remembers it for addFiles. */
export async function recordUpload(
  { db, blobs }: { db: Db; blobs: BlobStore },
  { id, path, fileName, workspaceId, createdById, isLookedAtAgain, known }: FinishedUpload,
): Promise<void> {
  const taken = isLookedAtAgain ? `${path}.taken` : path;
  if (isLookedAtAgain) await copyFile(path, taken);
  const { sha256, bytes } = await blobs.putFile(taken, known ?? undefined);
  await db.$transaction([
    db.workspaceBlob.createMany({
      data: [{ workspaceId, sha256, bytes: BigInt(bytes) }],
      skipDuplicates: true,
    }),
    db.upload.createMany({
      data: [{ id, workspaceId, fileName, sha256, bytes: BigInt(bytes), createdById }],
      skipDuplicates: true,
    }),
  ]);
  const drop = async () => {
    for (const file of [path, `${path}.json`]) await rm(file, { force: true });
  };
  if (isLookedAtAgain) setTimeout(drop, LOOKED_AT_WITHIN_MS).unref();
  else await drop();
}
