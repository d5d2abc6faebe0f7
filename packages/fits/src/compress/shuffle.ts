/**
 * Undoes the shuffle of GZIP_2 (FITS 4.0, section 10.4.3): all highest bytes stood first, then all second ones. Gives big-endian
 * elements of `width` bytes in memory of their own.
 */
export function unshuffle(bytes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const own = new Uint8Array(bytes.length);
  const count = bytes.length / width;
  // Element after element: writing in order is 3 times as fast as reading in order.
  if (width === 2)
    for (let i = 0; i < count; i++) {
      own[2 * i] = bytes[i]!;
      own[2 * i + 1] = bytes[count + i]!;
    }
  else if (width === 4)
    for (let i = 0; i < count; i++) {
      own[4 * i] = bytes[i]!;
      own[4 * i + 1] = bytes[count + i]!;
      own[4 * i + 2] = bytes[2 * count + i]!;
      own[4 * i + 3] = bytes[3 * count + i]!;
    }
  else
    for (let i = 0, at = 0; i < count; i++) for (let k = 0; k < width; k++) own[at++] = bytes[k * count + i]!;
  return own;
}
