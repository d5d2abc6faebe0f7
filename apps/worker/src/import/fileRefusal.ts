import { FitsError } from '@asterism/fits';

/** Why a file, or a group of files, cannot become a sample; the message is a sentence for whoever brought it. */
export class FileRefusal extends Error {
  override name = 'FileRefusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Of one of several files of a sample, the same refusal with the file's name; anything else as it is. */
export function refusalOfOne(error: unknown, fileName: string): unknown {
  if (error instanceof FileRefusal) return new FileRefusal(error.code, `${fileName}: ${error.message}`);
  if (!(error instanceof FitsError)) return error;
  const { code, message, hdu, card, byteOffset } = error;
  return new FitsError(code, `${fileName}: ${message}`, {
    ...(hdu === null ? {} : { hdu }),
    ...(card === null ? {} : { card }),
    ...(byteOffset === null ? {} : { byteOffset }),
  });
}
