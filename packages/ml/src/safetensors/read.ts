import { z } from 'zod';
import { WeightsError } from './weightsError.ts';
import type { Tensor } from './write.ts';

// The reference implementation's limit: a header that claims more is an attack, not a model.
const MOST_HEADER_BYTES = 100_000_000;
const METADATA = '__metadata__';

const count = z.int().min(0);
const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(count).max(16),
  data_offsets: z.tuple([count, count]),
});
type Entry = z.infer<typeof entrySchema>;

/**
 * The tensors of a safetensors file, by name and in the order of their values. The values must fill the file without
 * gaps or overlaps, as the format demands, and be float32, which is all that models here are made of.
 *
 * Throws WeightsError NOT_SAFETENSORS, WEIGHTS_CUT_SHORT, HEADER_INVALID, DTYPE_UNSUPPORTED or OFFSETS_INVALID; nothing
 * larger than the file is ever allocated.
 */
export function readSafetensors(bytes: Uint8Array): Map<string, Tensor> {
  const { header, start } = readHeader(bytes);
  const values = bytes.subarray(start);
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, entry]) => ({ name, ...entryOf(name, entry) }))
    .sort((a, b) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  const tensors = new Map<string, Tensor>();
  let at = 0;
  for (const entry of entries) {
    const { name, shape } = entry;
    const [begin, end] = entry.data_offsets;
    if (begin !== at || end - begin !== bytesOf(entry))
      throw new WeightsError(
        'OFFSETS_INVALID',
        `The values of ${name} lie at ${begin} to ${end}, where ${bytesOf(entry)} bytes from ${at} on were due.`,
      );
    if (end > values.length) throw cutShort();
    // Copied, since the bytes may not lie on a multiple of four. Not by slice(): a Buffer's gives a view.
    tensors.set(name, {
      name,
      shape,
      data: new Float32Array(new Uint8Array(values.subarray(begin, end)).buffer),
    });
    at = end;
  }
  if (at !== values.length)
    throw new WeightsError(
      'OFFSETS_INVALID',
      `${values.length - at} bytes after the last tensor belong to none.`,
    );
  return tensors;
}

const cutShort = () => new WeightsError('WEIGHTS_CUT_SHORT', 'The file is cut short: fetch it again, whole.');

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  if (bytes.length < 8) throw cutShort();
  const claimed = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  // 0x7b is {, with which every header begins.
  if (claimed > MOST_HEADER_BYTES || claimed < 2n || (bytes.length > 8 && bytes[8] !== 0x7b))
    throw new WeightsError('NOT_SAFETENSORS', 'This is not a safetensors file.');
  const start = 8 + Number(claimed);
  if (start > bytes.length) throw cutShort();
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start));
    return { header: z.record(z.string(), z.unknown()).parse(JSON.parse(text)), start };
  } catch (cause) {
    throw invalid('It is not JSON of the form that safetensors have', cause);
  }
}

function entryOf(name: string, entry: unknown): Entry {
  const read = entrySchema.safeParse(entry);
  if (!read.success) throw invalid(`It does not describe ${name} as safetensors do`, read.error);
  if (read.data.dtype !== 'F32')
    throw new WeightsError(
      'DTYPE_UNSUPPORTED',
      `${name} is ${read.data.dtype}; only F32 is read. Convert the file to float32.`,
    );
  return read.data;
}

const invalid = (what: string, cause: unknown): WeightsError => {
  const error = new WeightsError('HEADER_INVALID', `The header of the safetensors file is broken. ${what}.`);
  error.cause = cause;
  return error;
};

/** Infinity where a product is too large, which no offsets fit. */
const bytesOf = ({ shape }: Entry): number => shape.reduce((product, length) => product * length, 4);
