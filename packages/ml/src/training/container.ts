import { z } from 'zod';

/** Named float32 arrays with a JSON-able head, as one run of bytes. */
export interface Container {
  head: unknown;
  arrays: Record<string, Float32Array>;
}

// "ASTM", so that other bytes are refused at once.
const MAGIC = 0x4d545341;

/**
 * Layout, little-endian: magic (4 bytes), length of the head (4 bytes), the head as UTF-8 JSON
 * `{ head, arrays: [[name, length], ...] }` padded with spaces to a multiple of 4, then the arrays' values.
 */
export function packContainer({ head, arrays }: Container): Uint8Array {
  const index = Object.entries(arrays).map(([name, values]) => [name, values.length]);
  const text = JSON.stringify({ head, arrays: index });
  const json = new TextEncoder().encode(text);
  const headBytes = Math.ceil(json.length / 4) * 4;
  const total = Object.values(arrays).reduce((sum, values) => sum + values.byteLength, 8 + headBytes);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, headBytes, true);
  bytes.fill(0x20, 8, 8 + headBytes);
  bytes.set(json, 8);
  let offset = 8 + headBytes;
  for (const values of Object.values(arrays)) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

const headSchema = z.object({ head: z.unknown(), arrays: z.array(z.tuple([z.string(), z.int().min(0)])) });

export function isContainer(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length >= 8 && view.getUint32(0, true) === MAGIC;
}

/** Throws RangeError where the bytes are no container or are cut short. */
export function unpackContainer(bytes: Uint8Array): Container {
  if (!isContainer(bytes)) throw new RangeError('These bytes are no container.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headBytes = view.getUint32(4, true);
  if (bytes.length < 8 + headBytes) throw new RangeError('The container is cut short.');
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + headBytes));
  const { head, arrays: index } = headSchema.parse(JSON.parse(text));
  let offset = 8 + headBytes;
  const arrays: Record<string, Float32Array> = {};
  for (const [name, length] of index) {
    // Copied, since the bytes may not lie on a multiple of four. Not by slice(): a Buffer's gives a view.
    const slice = new Uint8Array(bytes.subarray(offset, offset + length * 4));
    if (slice.length !== length * 4) throw new RangeError('The container is cut short.');
    arrays[name] = new Float32Array(slice.buffer);
    offset += length * 4;
  }
  return { head, arrays };
}
