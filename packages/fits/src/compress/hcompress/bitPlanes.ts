import { StreamDamage } from '../damage.ts';
import type { HcompressBits } from './bits.ts';

/** A rectangle of coefficients within an array of rows of `stride`. */
export interface Quadrant {
  offset: number;
  stride: number;
  height: number;
  width: number;
}

/** Reads `planes` bit planes, the highest first, and adds them to the coefficients of a quadrant. Throws StreamDamage. */
export function readBitPlanes(
  bits: HcompressBits,
  out: Float64Array,
  quadrant: Quadrant,
  planes: number,
): void {
  const { height, width } = quadrant;
  const blocks = half(height) * half(width);
  // A quadrant without pixels, of an image of one row, may still have planes.
  const room = Math.max(1, half(height)) * Math.max(1, half(width));
  const scratch: [Uint8Array, Uint8Array] = [new Uint8Array(room), new Uint8Array(room)];
  for (let plane = planes - 1; plane >= 0; plane--) {
    const kind = bits.nybble();
    if (kind === 0) {
      bits.nybbles(scratch[0], blocks);
      addPlane(out, quadrant, scratch[0], 2 ** plane);
    } else if (kind === 15) addPlane(out, quadrant, readTree(bits, height, width, scratch), 2 ** plane);
    else throw new StreamDamage(`a bit plane is of kind ${kind}`);
  }
}

const half = (n: number) => (n + 1) >> 1;
/** Length of an axis `levels` halvings up. */
const sizeAt = (n: number, levels: number) => Math.max(1, Math.ceil(n / 2 ** levels));

/** A plane written as a tree: a block of four bits says which of its quarters hold anything, and so on down to 2 x 2 pixels. */
function readTree(
  bits: HcompressBits,
  height: number,
  width: number,
  scratch: [Uint8Array, Uint8Array],
): Uint8Array {
  let [from, to] = scratch;
  from[0] = 1;
  bits.blocks(from, 1);
  for (let level = Math.ceil(Math.log2(Math.max(height, width))) - 1; level > 0; level--) {
    const rows = sizeAt(height, level);
    const columns = sizeAt(width, level);
    spread(from, to, rows, columns);
    bits.blocks(to, rows * columns);
    [from, to] = [to, from];
  }
  return from;
}

/** Each block's four bits to the four blocks below it, of which there are `rows` x `columns`. */
function spread(from: Uint8Array, to: Uint8Array, rows: number, columns: number): void {
  const above = half(columns);
  for (let i = 0; i < rows; i++) {
    const shift = i & 1 ? 1 : 3;
    const row = (i >> 1) * above;
    for (let j = 0; j < columns; j++) to[i * columns + j] = (from[row + (j >> 1)]! >> (shift - (j & 1))) & 1;
  }
}

/** Adds `value` to every coefficient whose bit is set; the block at a ragged edge has bits that belong to none. */
function addPlane(
  out: Float64Array,
  { offset, stride, height, width }: Quadrant,
  blocks: Uint8Array,
  value: number,
): void {
  let at = 0;
  for (let i = 0; i < height; i += 2) {
    const hasLower = i + 1 < height;
    const start = offset + i * stride;
    for (let j = 0; j < width; j += 2) {
      const block = blocks[at++]!;
      if (block === 0) continue;
      const hasRight = j + 1 < width;
      if (block & 8) out[start + j]! += value;
      if (block & 4 && hasRight) out[start + j + 1]! += value;
      if (block & 2 && hasLower) out[start + stride + j]! += value;
      if (block & 1 && hasRight && hasLower) out[start + stride + j + 1]! += value;
    }
  }
}
