/** Float32 values with the name and shape they have for a reader. */
export interface Tensor {
  name: string;
  shape: readonly number[];
  data: Float32Array;
}

/** The header is padded to this, so that the values lie where any type can be mapped. */
const ALIGNMENT = 8;

/**
 * A safetensors file (format of huggingface/safetensors, README "Format"): length of the header as a 64-bit
 * little-endian number, the header as JSON padded with spaces, then the tensors' values in the order given, without
 * gaps. The same tensors give the same bytes.
 */
export function writeSafetensors(tensors: readonly Tensor[], metadata: Record<string, string>): Uint8Array {
  let end = 0;
  const entries = tensors.map(({ name, shape, data }) => {
    const begin = end;
    end += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const json = new TextEncoder().encode(
    JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }),
  );
  const headerBytes = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(8 + headerBytes + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.fill(0x20, 8, 8 + headerBytes);
  bytes.set(json, 8);
  let offset = 8 + headerBytes;
  for (const { data } of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}
