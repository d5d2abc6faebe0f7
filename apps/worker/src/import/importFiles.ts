import { BlobMissingError } from '@asterism/blobs';
import { FitsError } from '@asterism/fits';
import type { TaskRunner } from '../child/context.ts';
import type { ImportedFile } from '../children/tasks.ts';
import { readFile } from './readFile.ts';

/** Reads files one after another and reports each; a bad one is refused and spoils no other. */
export const importFiles: TaskRunner<'IMPORT'> = async ({ files, wish }, { blobs, signal, report }) => {
  for (const file of files) {
    signal.throwIfAborted();
    report({ type: 'file', file: await readOrRefuse(() => readFile(blobs, file, wish), file.fileName) });
  }
  return {};
};

async function readOrRefuse(
  read: () => ReturnType<typeof readFile>,
  fileName: string,
): Promise<ImportedFile> {
  try {
    return { fileName, content: await read(), refusal: null };
  } catch (error) {
    if (error instanceof FitsError) {
      const { code, message, byteOffset } = error;
      return { fileName, content: null, refusal: { code, message, byteOffset } };
    }
    if (error instanceof BlobMissingError)
      return {
        fileName,
        content: null,
        refusal: { code: error.code, message: error.message, byteOffset: null },
      };
    throw error;
  }
}
