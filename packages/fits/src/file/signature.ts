import { FitsError } from '../error.ts';
import type { ByteSource } from '../source.ts';

/** The bytes that a file of a kind begins with; null stands for any. */
type Signature = [name: string, magic: (number | null)[]];

const CONTAINERS: Signature[] = [
  ['gzip', [0x1f, 0x8b]],
  ['compress (.Z)', [0x1f, 0x9d]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['tar', [...Array<null>(257).fill(null), 0x75, 0x73, 0x74, 0x61, 0x72]],
];
const OTHERS: Signature[] = [
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a TIFF image', [0x49, 0x49, 0x2a, 0x00]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['an HDF5 file', [0x89, 0x48, 0x44, 0x46]],
];

/** Refuses what is plainly no FITS file, naming what it is. Throws FitsError. */
export async function checkSignature(source: ByteSource): Promise<void> {
  if (source.size === 0) throw new FitsError('EMPTY_FILE', 'The file is empty.', { byteOffset: 0 });
  const start = await source.read(0, Math.min(source.size, 512));
  const text: string = Reflect.apply(String.fromCharCode, null, start);
  if (text.startsWith('SIMPLE  =')) {
    const lineEnd = text.slice(0, 83).search(/[\r\n]/);
    if (lineEnd < 0) return;
    throw new FitsError(
      'NOT_FITS',
      'Line ends stand between the cards: the file was transferred in text mode.',
      { byteOffset: lineEnd },
    );
  }
  const matches = ([, magic]: Signature) => magic.every((byte, i) => byte === null || start[i] === byte);
  const container = CONTAINERS.find(matches);
  if (container)
    throw new FitsError(
      'UNSUPPORTED_CONTAINER',
      `The file is packed with ${container[0]}; unpack it first.`,
      { byteOffset: 0 },
    );
  throw new FitsError(
    'NOT_FITS',
    `${describe(text, OTHERS.find(matches)?.[0])} A FITS file begins with SIMPLE.`,
    { byteOffset: 0 },
  );
}

function describe(text: string, known: string | undefined): string {
  if (/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(text))
    return 'The file begins with a byte order mark: it was transferred in text mode or saved by an editor.';
  if (known) return `The file is ${known}.`;
  if (/^\s*<(!doctype|html)/i.test(text)) return 'The file is an HTML page.';
  if (/^\s*<\?xml/i.test(text)) return 'The file is XML.';
  return 'The file is not FITS.';
}
