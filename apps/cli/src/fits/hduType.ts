import type { Hdu } from '@asterism/fits';

const EXTENSIONS: Record<string, string> = {
  IMAGE: 'ImageHDU',
  TABLE: 'TableHDU',
  BINTABLE: 'BinTableHDU',
  A3DTABLE: 'BinTableHDU',
};

/** The class that astropy reads an HDU with: the names that people who work with FITS know. */
export function hduType({ index, type, header, compression }: Hdu): string {
  if (compression !== null) return 'CompImageHDU';
  if (index > 0) return EXTENSIONS[type] ?? 'NonstandardExtHDU';
  if (header.get('SIMPLE') !== true) return '_NonstandardHDU';
  return header.get('GROUPS') === true ? 'GroupsHDU' : 'PrimaryHDU';
}
