/** Why none of an import's files can be read; the message is a sentence for whoever asked for it. */
export class ImportFailure extends Error {
  override name = 'ImportFailure';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
