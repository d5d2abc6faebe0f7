import { FitsError } from '../../error.ts';
import { BLOCK, readHeader } from '../../header/readHeader.ts';
import type { ByteSource } from '../../source.ts';
import { describeHdu } from '../hdu.ts';
import { looksLikeExtension, MAX_HDUS } from '../open.ts';
import { checkSignature } from '../signature.ts';

/** Follows the HDUs of a file that is still growing, to know how much of it is wanted. */
export class HduWalk {
  /** HDUs whose header is there. */
  count = 0;
  /** Where the last of them ends, its padding included. */
  end = 0;
  /** Whether what stands at `end` is no HDU. */
  isOver = false;
  readonly #source: ByteSource;
  readonly #maxBytes: number;

  constructor(source: ByteSource, maxBytes: number) {
    this.#source = source;
    this.#maxBytes = maxBytes;
  }

  /**
   * Goes on as far as the bytes do. Throws FitsError where the file is not FITS, its first header makes no sense, or a
   * header declares more than the limit.
   */
  async advance(): Promise<void> {
    if (this.count === 0) await checkSignature(this.#source);
    while (!this.isOver && this.end + 8 <= this.#source.size && (await this.#step()));
  }

  /** Reads one header. False where it has not come yet. */
  async #step(): Promise<boolean> {
    if (this.count > 0 && !(await looksLikeExtension(this.#source, this.end))) {
      this.isOver = true;
      return true;
    }
    try {
      const { header, dataOffset } = await readHeader(this.#source, this.end, this.count);
      const { dataBytes } = describeHdu(header, this.count, dataOffset);
      this.#check(dataOffset, dataBytes);
      this.end = Math.ceil((dataOffset + dataBytes) / BLOCK) * BLOCK;
      this.count += 1;
      return true;
    } catch (error) {
      if (!(error instanceof FitsError) || error.code === 'TOO_LARGE') throw error;
      if (error.code === 'TRUNCATED_HEADER' || error.code === 'HEADER_NO_END') return false;
      if (this.count === 0) throw error;
      this.isOver = true;
      return true;
    }
  }

  #check(dataOffset: number, dataBytes: number): void {
    const place = { hdu: this.count, byteOffset: dataOffset };
    if (dataOffset + dataBytes > this.#maxBytes)
      throw new FitsError(
        'TOO_LARGE',
        `The data of HDU ${this.count} end at byte ${dataOffset + dataBytes}; a packed file may unpack to ${this.#maxBytes}. Unpack it first.`,
        place,
      );
    if (this.count >= MAX_HDUS)
      throw new FitsError('TOO_LARGE', `The file has over ${MAX_HDUS} HDUs.`, place);
  }
}
