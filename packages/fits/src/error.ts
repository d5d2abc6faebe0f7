export type FitsErrorCode =
  | 'EMPTY_FILE'
  | 'NOT_FITS'
  | 'UNSUPPORTED_CONTAINER'
  | 'GZIP_CORRUPT'
  | 'UNSUPPORTED_COMPRESSION'
  | 'UNSUPPORTED'
  | 'TRUNCATED_HEADER'
  | 'TRUNCATED_DATA'
  | 'HEADER_NO_END'
  | 'HEADER_TOO_LONG'
  | 'BAD_BITPIX'
  | 'BAD_NAXIS'
  | 'BAD_PCOUNT'
  | 'BAD_KEYWORD'
  | 'TOO_LARGE'
  | 'BAD_TABLE'
  | 'BAD_TFORM'
  | 'BAD_HEAP_POINTER'
  | 'BAD_TILE_GEOMETRY'
  | 'CORRUPT_TILE'
  | 'NO_IMAGE';

export interface FitsErrorPlace {
  hdu?: number;
  /** Keyword of the card at fault. */
  card?: string;
  byteOffset?: number;
  /** Number of the tile at fault, from 0, in the order of the table's rows. */
  tile?: number;
}

/** Why a file, or a part of it, cannot be read. The message is a sentence for whoever brought the file. */
export class FitsError extends Error {
  override name = 'FitsError';
  readonly code: FitsErrorCode;
  readonly hdu: number | null;
  readonly card: string | null;
  readonly byteOffset: number | null;
  readonly tile: number | null;

  constructor(code: FitsErrorCode, message: string, { hdu, card, byteOffset, tile }: FitsErrorPlace = {}) {
    super(message);
    this.code = code;
    this.hdu = hdu ?? null;
    this.card = card ?? null;
    this.byteOffset = byteOffset ?? null;
    this.tile = tile ?? null;
  }
}

/** Something odd that did not keep the file from being read. */
export interface FitsWarning {
  code: string;
  hdu: number;
  message: string;
}
