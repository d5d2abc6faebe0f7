import { Upload } from 'tus-js-client';

export interface Sending {
  sentBytes: number;
  totalBytes: number;
  /** Files wholly sent. */
  done: number;
  count: number;
}

// At four, a fast network is full and a slow one still shows each file move.
const PARALLEL = 4;
const CHUNK_BYTES = 16 * 1024 * 1024;

/** Sends files to the tus address, a few at once, and gives their upload ids in the same order. */
export async function sendFiles(
  files: readonly File[],
  { uploadUrl, workspace }: { uploadUrl: string; workspace: string },
  onProgress: (sending: Sending) => void,
): Promise<string[]> {
  const sent = new Map<File, number>();
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  const tell = () =>
    onProgress({
      sentBytes: [...sent.values()].reduce((a, b) => a + b, 0),
      totalBytes,
      done,
      count: files.length,
    });
  const ids = new Array<string>(files.length);
  let next = 0;
  const lane = async () => {
    while (next < files.length) {
      const i = next++;
      const file = files[i]!;
      ids[i] = await send(file, { uploadUrl, workspace }, (bytes) => {
        sent.set(file, bytes);
        tell();
      });
      done += 1;
      tell();
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return ids;
}

function send(
  file: File,
  { uploadUrl, workspace }: { uploadUrl: string; workspace: string },
  onBytes: (bytes: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: uploadUrl,
      chunkSize: CHUNK_BYTES,
      retryDelays: [0, 1000, 3000, 5000],
      metadata: { filename: file.name, workspace },
      removeFingerprintOnSuccess: true,
      onProgress: onBytes,
      onError: (error) => reject(new Error(`${file.name} could not be sent: ${error.message}`)),
      onSuccess: () => resolve(new URL(upload.url!, window.location.href).pathname.split('/').pop()!),
    });
    upload.start();
  });
}
