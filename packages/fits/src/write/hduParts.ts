import { OnesComplementSum } from '../checksum/onesComplementSum.ts';
import { BLOCK } from '../header/readHeader.ts';
import { formatCard, isLongString, type WritableCard } from './card.ts';

/** What an HDU is made of, before it is put into blocks. */
export interface HduParts {
  /** As an extension; the first HDU of a file has SIMPLE instead. */
  xtension: { name: string; comment: string };
  /** BITPIX to the last NAXISn. */
  mandatory: WritableCard[];
  pcount: number;
  /** Cards of the writer's own behind them. */
  structure: WritableCard[];
  cards: readonly WritableCard[];
  data: Uint8Array;
}

const OWN =
  /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|END|TFIELDS|T(FORM|TYPE|UNIT|DIM|NULL|ZERO|SCAL)\d+|THEAP|CONTINUE|LONGSTRN|CHECKSUM|DATASUM)$/;
const CHECKSUM_PLACE = '0'.repeat(16);

/** Header and data of one HDU in whole blocks. Throws RangeError where a card cannot be written, or is the writer's own. */
export function* blocksOf(
  parts: HduParts,
  isPrimary: boolean,
  name: string | undefined,
  withChecksum: boolean,
) {
  const own = parts.cards.find(({ keyword }) => OWN.test(keyword));
  if (own) throw new RangeError(`${own.keyword} is written by itself.`);
  const cards = headerCards(parts, isPrimary, name);
  if (!withChecksum) {
    yield headerBytes(cards);
    yield* dataBlocks(parts.data);
    return;
  }
  const sum = new OnesComplementSum();
  for (const block of dataBlocks(parts.data)) sum.add(block);
  const summed = [...cards, { keyword: 'DATASUM', value: String(sum.value), comment: 'data unit' }];
  const withSum = (checksum: string) =>
    headerBytes([...summed, { keyword: 'CHECKSUM', value: checksum, comment: 'whole HDU' }]);
  sum.add(withSum(CHECKSUM_PLACE));
  yield withSum(encodeChecksum(~sum.value >>> 0));
  yield* dataBlocks(parts.data);
}

function headerCards(parts: HduParts, isPrimary: boolean, name: string | undefined): WritableCard[] {
  const { xtension, mandatory, pcount, structure, cards } = parts;
  return [
    isPrimary
      ? { keyword: 'SIMPLE', value: true, comment: 'conforms to the FITS standard' }
      : { keyword: 'XTENSION', value: xtension.name, comment: xtension.comment },
    ...mandatory,
    ...(isPrimary
      ? [{ keyword: 'EXTEND', value: true }]
      : [
          { keyword: 'PCOUNT', value: pcount },
          { keyword: 'GCOUNT', value: 1 },
        ]),
    ...structure,
    ...(name === undefined ? [] : [{ keyword: 'EXTNAME', value: name }]),
    // Strings that go on are a convention; cfitsio's verifier asks for this card beside them.
    ...(cards.some(isLongString)
      ? [{ keyword: 'LONGSTRN', value: 'OGIP 1.0', comment: 'strings may go on by CONTINUE' }]
      : []),
    ...cards,
  ];
}

function headerBytes(cards: readonly WritableCard[]): Uint8Array {
  const lines = [...cards.flatMap(formatCard), 'END'.padEnd(80)].join('');
  return new TextEncoder().encode(lines.padEnd(Math.ceil(lines.length / BLOCK) * BLOCK));
}

/** The data, and what fills their last block up: no copy of all is made for that. */
function* dataBlocks(data: Uint8Array) {
  const whole = data.length - (data.length % BLOCK);
  if (whole > 0) yield data.subarray(0, whole);
  if (whole === data.length) return;
  const last = new Uint8Array(BLOCK);
  last.set(data.subarray(whole));
  yield last;
}

/** The sixteen characters of CHECKSUM that add up to `value` (FITS 4.0, appendix J). */
function encodeChecksum(value: number): string {
  const text = new Uint8Array(16);
  for (let byte = 0; byte < 4; byte++) {
    const part = (value >>> (24 - 8 * byte)) & 255;
    const codes = [0, 0, 0, 0].map((_, i) => Math.floor(part / 4) + 48 + (i === 0 ? part % 4 : 0));
    // Letters and digits alone: pairs move apart until neither is punctuation.
    while (codes.some(isPunctuation))
      for (const i of [0, 2])
        if (isPunctuation(codes[i]!) || isPunctuation(codes[i + 1]!)) {
          codes[i]! += 1;
          codes[i + 1]! -= 1;
        }
    // The text begins at the second byte of a word of four, whence the turn by one.
    for (const [i, code] of codes.entries()) text[(4 * i + byte + 1) % 16] = code;
  }
  return String.fromCharCode(...text);
}

const isPunctuation = (code: number): boolean => (code > 57 && code < 65) || (code > 90 && code < 97);
