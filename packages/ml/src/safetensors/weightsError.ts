/** Bytes that are not the weights they should be; from outside, so that the code can be told to whoever brought them. */
export class WeightsError extends RangeError {
  override name = 'WeightsError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
