import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Upload } from 'tus-js-client';
import { CommandFailure } from '../failure.ts';

export interface UploadTarget {
  uploadUrl: string;
  token: string;
  workspace: string;
}

// At four, loopback and a fast network are both full.
const PARALLEL = 4;
// A piece that is lost is all that is sent again.
const CHUNK_BYTES = 16 * 1024 * 1024;

/**
 * Sends files, several at once, each taken up again where a connection broke. Gives the uploads' ids in the files'
 * order. Throws CommandFailure.
 */
export async function uploadFiles(
  paths: readonly string[],
  target: UploadTarget,
  onDone: (path: string) => void,
): Promise<string[]> {
  const ids = new Array<string>(paths.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < paths.length) {
      const i = next++;
      const path = paths[i]!;
      ids[i] = await uploadFile(path, target);
      onDone(path);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return ids;
}

async function uploadFile(path: string, { uploadUrl, token, workspace }: UploadTarget): Promise<string> {
  const { size } = await stat(path);
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(path), {
      endpoint: uploadUrl,
      uploadSize: size,
      chunkSize: CHUNK_BYTES,
      retryDelays: [0, 500, 2000, 5000],
      headers: { authorization: `Bearer ${token}` },
      metadata: { filename: basename(path), workspace },
      onError: (error) => reject(new CommandFailure(`${basename(path)} could not be sent: ${error.message}`)),
      onSuccess: () => resolve(new URL(upload.url!).pathname.split('/').pop()!),
    });
    upload.start();
  });
}
