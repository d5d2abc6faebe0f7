import { BlobMissingError } from '@asterism/blobs';
import { FitsError } from '@asterism/fits';
import { noteBlobs, type TaskRunner } from '../child/context.ts';
import type { Refusal } from '../children/tasks.ts';
import { FileRefusal } from './fileRefusal.ts';
import { PixelMemory } from './pixelMemory.ts';
import { readFile } from './readFile.ts';

/** Reads units one after another and reports each; a bad one is refused and spoils no other. */
export const importFiles: TaskRunner<'IMPORT'> = async ({ units, ...task }, { blobs, signal, report }) => {
  const reading = {
    memory: new PixelMemory(),
    onCopied: () => report({ type: 'progress', fraction: 0 }),
  };
  for (const { name: fileName, files } of units) {
    signal.throwIfAborted();
    const { blobs: store, noted } = noteBlobs(blobs);
    try {
      const content = await readFile(store, files, task, reading);
      report({ type: 'file', file: { fileName, content, refusal: null, blobs: noted } });
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      report({ type: 'file', file: { fileName, content: null, refusal, blobs: noted } });
    }
  }
  return {};
};

/** Null for what the file is not to blame for. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof FitsError) {
    const { code, message, byteOffset } = error;
    return { code, message, byteOffset };
  }
  if (error instanceof FileRefusal || error instanceof BlobMissingError)
    return { code: error.code, message: error.message, byteOffset: null };
  return null;
}
