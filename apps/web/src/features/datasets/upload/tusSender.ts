import type { DetailedError, Upload } from 'tus-js-client';
import * as z from 'zod/mini';
import type { UploadMemory } from './uploadMemory.ts';
import { fileKey, type SendFile } from './uploadQueue.ts';

const CHUNK_BYTES = 16 * 1024 * 1024;
// Some five minutes of a broken connection, counted anew with every byte that gets through.
const RETRY_DELAYS_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 120_000];

interface TusTarget {
  uploadUrl: string;
  workspace: string;
  memory: UploadMemory;
}

/** What a file is remembered by, in this workspace. */
export const fingerprintOf = (workspace: string, key: string): string => `${workspace}|${key}`;

/** Sends files by tus, each from where it was broken off, also before the page was loaded anew. */
export function createTusSender({ uploadUrl, workspace, memory }: TusTarget): SendFile {
  return (dropped, { onBytes, onReconnecting, onDone, onFailed }) => {
    const fingerprint = fingerprintOf(workspace, fileKey(dropped));
    const sentId = memory.sentId(fingerprint);
    if (sentId !== null) {
      onDone(sentId);
      return () => undefined;
    }
    let isStopped = false;
    let upload: Upload | null = null;
    const begin = async () => {
      // Loaded when a file is sent, which most visits do not.
      const tus = await import('tus-js-client');
      const sending = new tus.Upload(dropped.file, {
        endpoint: uploadUrl,
        chunkSize: CHUNK_BYTES,
        retryDelays: RETRY_DELAYS_MS,
        metadata: { filename: dropped.file.name, relativePath: dropped.path, workspace },
        fingerprint: async () => fingerprint,
        urlStorage: memory.urlStorage,
        onProgress: (bytes) => onBytes(bytes),
        onShouldRetry: (error) => {
          if (refusalOf(error) !== null) return false;
          onReconnecting();
          return true;
        },
        onError: (error) => {
          const refusal = error instanceof tus.DetailedError ? refusalOf(error) : null;
          onFailed(refusal ?? 'The connection was lost while sending it.', refusal !== null);
        },
        onSuccess: () => {
          const id = new URL(sending.url ?? '', window.location.href).pathname.split('/').pop() ?? '';
          memory.noteSent(fingerprint, id);
          onDone(id);
        },
      });
      upload = sending;
      const [previous] = await sending.findPreviousUploads();
      if (isStopped) return;
      if (previous) sending.resumeFromPreviousUpload(previous);
      sending.start();
    };
    begin().catch((error: unknown) =>
      onFailed(error instanceof Error ? error.message : String(error), false),
    );
    return () => {
      isStopped = true;
      void upload?.abort();
    };
  };
}

const problem = z.object({ message: z.string().check(z.minLength(1)) });

/** Why the server will not take a file, however often it is sent; null where trying again may help. */
function refusalOf({ originalResponse }: DetailedError): string | null {
  const status = originalResponse?.getStatus() ?? 0;
  // 409 and 423: another request still writes to the upload.
  if (status < 400 || status >= 500 || status === 409 || status === 423 || status === 429) return null;
  if (status === 413) return 'The file is larger than the server takes.';
  return messageOf(originalResponse?.getBody() ?? '') ?? `The server answered with ${status}.`;
}

function messageOf(body: string): string | null {
  try {
    return problem.safeParse(JSON.parse(body)).data?.message ?? null;
  } catch (error) {
    // Not every answer is JSON.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
