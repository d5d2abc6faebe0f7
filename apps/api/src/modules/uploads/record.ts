import { rm } from 'node:fs/promises';
import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';

export interface FinishedUpload {
  id: string;
  path: string;
  fileName: string;
  workspaceId: string;
  createdById: string;
}

/** Takes a finished upload's file into the blob store and remembers it for addFiles. */
export async function recordUpload(
  { db, blobs }: { db: Db; blobs: BlobStore },
  { id, path, fileName, workspaceId, createdById }: FinishedUpload,
): Promise<void> {
  const { sha256, bytes } = await blobs.putFile(path);
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
  await rm(`${path}.json`, { force: true });
}
