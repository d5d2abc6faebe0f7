import { gzipSync } from 'node:zlib';
import type { Random } from './random.ts';

/** A file, and where its cards begin. */
export interface Original {
  name: string;
  bytes: Uint8Array;
  cards: readonly number[];
}

const CARD = 80;
const BLOCK = 2880;
/** What a card's value is replaced with: the edges of every type, and what is no value at all. */
const VALUES = [
  ...['0', '1', '2', '3', '7', '8', '16', '32', '64', '-1', '-8', '-32', '-64', '255', '999', '1000'],
  ...['32767', '32768', '65536', '2147483647', '2147483648', '-2147483648', '4294967296', '1099511627776'],
  ...['9007199254740991', '9007199254740993', '9223372036854775807', '9223372036854775808', '-1E400'],
  ...['6.0E1', '1.5', '-0.0', '1D5', '1E-300', '1E308', 'NaN', '+INF', 'T', 'F', '', "''", "'text'", "'"],
  ...[
    "'RICE_1'",
    "'GZIP_1'",
    "'GZIP_2'",
    "'PLIO_1'",
    "'HCOMPRESS_1'",
    "'NOCOMPRESS'",
    "'SUBTRACTIVE_DITHER_1'",
  ],
  ...["'1PB(9)'", "'1QB'", "'1J'", "'9999999A'", "'0E'", "'1PJ(-1)'", "'IMAGE'", "'BINTABLE'", "'TABLE'"],
  ...['(1,2)', '\u00e9', '1 / 2', "'RA---TAN'", '1e5 junk'],
];
const KEYWORDS = [
  ...['SIMPLE', 'XTENSION', 'BITPIX', 'NAXIS', 'NAXIS1', 'NAXIS2', 'NAXIS3', 'PCOUNT', 'GCOUNT', 'GROUPS'],
  ...['BSCALE', 'BZERO', 'BLANK', 'THEAP', 'TFIELDS', 'TFORM1', 'TTYPE1', 'TSCAL1', 'TZERO1', 'TNULL1'],
  ...['TDIM1', 'TBCOL1', 'ZIMAGE', 'ZCMPTYPE', 'ZBITPIX', 'ZNAXIS', 'ZNAXIS1', 'ZTILE1', 'ZTILE2', 'ZNAME1'],
  ...['ZVAL1', 'ZVAL2', 'ZQUANTIZ', 'ZDITHER0', 'ZBLANK', 'ZSCALE', 'ZZERO', 'END', 'CONTINUE', 'CHECKSUM'],
];
/** Lengths and places that a descriptor or a stream may hold. */
const WORDS = [0, 1, -1, 0x7f, 0x7fff, 0x7fffffff, -0x80000000, 0x00ffffff, 2880, 65_536];

type Mutation = (bytes: Uint8Array, random: Random, original: Original) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  flipBytes,
  flipBytes,
  changeHeaderBytes,
  replaceValue,
  replaceValue,
  replaceValue,
  renameCard,
  moveCard,
  changeWord,
  cut,
  extend,
  moveBlock,
];

/** A file changed in one to four ways, one in ten of them packed, one in twenty damaged once more when packed. */
export function mutate(original: Original, random: Random): Uint8Array {
  let bytes: Uint8Array = new Uint8Array(original.bytes);
  for (let i = 0; i <= random.below(4); i++) bytes = random.pick(MUTATIONS)(bytes, random, original);
  const packing = random.below(20);
  if (packing > 1) return bytes;
  const packed = new Uint8Array(gzipSync(bytes, { level: 1 }));
  return packing === 0 ? packed : random.pick<Mutation>([flipBytes, cut, extend])(packed, random, original);
}

function flipBytes(bytes: Uint8Array, random: Random): Uint8Array {
  for (let i = 0; i <= random.below(4); i++) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

function changeHeaderBytes(bytes: Uint8Array, random: Random, { cards }: Original): Uint8Array {
  const at = random.pick(cards) + random.below(CARD);
  if (at < bytes.length) bytes[at] = random.pick([random.below(256), 0x20, 0x27, 0x2f, 0x3d, 0x2d, 0x39]);
  return bytes;
}

function write(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length && at + i < bytes.length; i++) bytes[at + i] = text.charCodeAt(i);
}

function replaceValue(bytes: Uint8Array, random: Random, { cards }: Original): Uint8Array {
  write(bytes, random.pick(cards) + 8, `= ${random.pick(VALUES).padStart(20)}`.padEnd(CARD - 8));
  return bytes;
}

function renameCard(bytes: Uint8Array, random: Random, { cards }: Original): Uint8Array {
  write(bytes, random.pick(cards), random.pick(KEYWORDS).padEnd(8));
  return bytes;
}

/** One card over another: it is then there twice, and the other is missing. */
function moveCard(bytes: Uint8Array, random: Random, { cards }: Original): Uint8Array {
  const from = random.pick(cards);
  bytes.copyWithin(random.pick(cards), from, from + CARD);
  return bytes;
}

function changeWord(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(Math.max(1, Math.floor(bytes.length / 4))) * 4;
  if (at + 4 <= bytes.length)
    new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).setInt32(at, random.pick(WORDS));
  return bytes;
}

function cut(bytes: Uint8Array, random: Random): Uint8Array {
  const length = random.below(bytes.length + 1);
  return bytes.slice(0, random.below(2) ? length : Math.floor(length / BLOCK) * BLOCK);
}

function extend(bytes: Uint8Array, random: Random): Uint8Array {
  const longer = new Uint8Array(bytes.length + random.below(2 * BLOCK));
  longer.fill(random.below(2) ? 0 : random.below(256));
  longer.set(bytes);
  return longer;
}

/** A block over another, so that headers stand where data should. */
function moveBlock(bytes: Uint8Array, random: Random): Uint8Array {
  const blocks = Math.max(1, Math.floor(bytes.length / BLOCK));
  const from = random.below(blocks) * BLOCK;
  bytes.copyWithin(random.below(blocks) * BLOCK, from, from + BLOCK);
  return bytes;
}
