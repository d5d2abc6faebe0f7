import type { PreviousUpload, UrlStorage } from 'tus-js-client';
import * as z from 'zod/mini';

const PREFIX = 'asterism.upload.';
// The server keeps an upload that nobody goes on with for a week.
const KEPT_MS = 6 * 24 * 3600 * 1000;

const remembered = z.object({
  uploadUrl: z.nullable(z.string()),
  size: z.nullable(z.number()),
  metadata: z.record(z.string(), z.string()),
  creationTime: z.string(),
  /** Wholly sent: the id that addFiles takes. */
  sentId: z.nullable(z.string()),
});
type Remembered = z.infer<typeof remembered>;

export interface UploadMemory {
  /** Where tus keeps the addresses of what it has begun. */
  urlStorage: UrlStorage;
  /** The id of a file that was wholly sent and not yet added. */
  sentId(fingerprint: string): string | null;
  noteSent(fingerprint: string, uploadId: string): void;
  forget(fingerprint: string): void;
}

/**
 * Remembers by file which uploads were begun and which are wholly sent, so that the same files dropped again after a
 * reload go on where they were. One entry a file, found by its name: tus-js-client's own store looks through all.
 */
export function createUploadMemory(storage: Storage, now: () => number): UploadMemory {
  forgetOld(storage, now());
  const read = (fingerprint: string): Remembered | null => readEntry(storage, PREFIX + fingerprint);
  const write = (fingerprint: string, entry: Remembered): void => {
    try {
      storage.setItem(PREFIX + fingerprint, JSON.stringify(entry));
    } catch (error) {
      // A full store only costs that this file is sent again after a reload.
      if (!(error instanceof DOMException)) throw error;
    }
  };
  return {
    urlStorage: {
      findAllUploads: async () => [],
      async findUploadsByFingerprint(fingerprint) {
        const entry = read(fingerprint);
        return entry && entry.sentId === null ? [previousUpload(PREFIX + fingerprint, entry)] : [];
      },
      async removeUpload(key) {
        storage.removeItem(key);
      },
      async addUpload(fingerprint, { uploadUrl, size, metadata, creationTime }) {
        write(fingerprint, { uploadUrl, size, metadata, creationTime, sentId: null });
        return PREFIX + fingerprint;
      },
    },
    sentId: (fingerprint) => read(fingerprint)?.sentId ?? null,
    noteSent: (fingerprint, sentId) =>
      write(fingerprint, {
        uploadUrl: null,
        size: null,
        metadata: {},
        creationTime: new Date(now()).toISOString(),
        sentId,
      }),
    forget: (fingerprint) => storage.removeItem(PREFIX + fingerprint),
  };
}

const previousUpload = (urlStorageKey: string, entry: Remembered): PreviousUpload => ({
  uploadUrl: entry.uploadUrl,
  size: entry.size,
  metadata: entry.metadata,
  creationTime: entry.creationTime,
  urlStorageKey,
  parallelUploadUrls: null,
});

function readEntry(storage: Storage, key: string): Remembered | null {
  const text = storage.getItem(key);
  if (text === null) return null;
  try {
    return remembered.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    // Something else wrote there.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function forgetOld(storage: Storage, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i)).filter((key) =>
    key?.startsWith(PREFIX),
  );
  for (const key of keys) {
    const entry = key && readEntry(storage, key);
    if (key && (!entry || now - Date.parse(entry.creationTime) > KEPT_MS)) storage.removeItem(key);
  }
}
