/** Why a file, or a group of files, cannot become a sample; the message is a sentence for whoever brought it. */
export class FileRefusal extends Error {
  override name = 'FileRefusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
