export type MarkdownErrorCode = 'TEXT_TOO_LONG' | 'TEXT_TOO_DEEP' | 'TOO_MANY_SIGNS' | 'TABLE_TOO_WIDE';

/** Markdown that no observation can hold; the message says what to do. */
export class MarkdownError extends Error {
  override name = 'MarkdownError';
  readonly code: MarkdownErrorCode;

  constructor(code: MarkdownErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
