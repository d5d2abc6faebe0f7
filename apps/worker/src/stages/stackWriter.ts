import type { BlobStore, StoredBlob } from '@asterism/blobs';
import type { BlobRef } from '@asterism/db';
import { createPieceWriter, type PieceWriter } from './pieceWriter.ts';

/** What became of one sample. */
export interface MadeSample {
  image: Float32Array;
  /** Null where every pixel was measured. */
  mask: Uint8Array | null;
  /** What was done, for people; JSON. */
  record: unknown;
}

export interface StoredStack {
  images: BlobRef;
  /** Null where every pixel of every sample was measured. */
  mask: BlobRef | null;
  /** A JSON list with what was done to each sample. */
  record: StoredBlob;
}

/** Stores samples in the order in which they are made, holding few of them. */
export interface StackWriter {
  write(sample: MadeSample): Promise<void>;
  finish(): Promise<StoredStack>;
  /** Stores nothing. */
  abandon(): Promise<void>;
}

/** `shape` is that of one sample. */
export function createStackWriter(blobs: BlobStore, shape: readonly number[]): StackWriter {
  const pixels = shape.reduce((product, length) => product * length, 1);
  const images = createPieceWriter(blobs);
  const record = createPieceWriter(blobs);
  let mask: PieceWriter | null = null;
  let samples = 0;
  const writers = (): PieceWriter[] => [images, record, ...(mask ? [mask] : [])];

  /** Only begun when a sample has unmeasured pixels: those before it had none. */
  const writeMask = async (own: Uint8Array | null): Promise<void> => {
    if (!own && !mask) return;
    const whole = new Uint8Array(pixels).fill(1);
    if (!mask) {
      mask = createPieceWriter(blobs);
      for (let before = 0; before < samples; before++) await mask.write(whole);
    }
    await mask.write(own ?? whole);
  };

  return {
    async write({ image, mask: own, record: done }) {
      await images.write(bytesOf(image));
      await writeMask(own);
      await record.write(Buffer.from(`${samples === 0 ? '[' : ','}${JSON.stringify(done)}`));
      samples += 1;
    },
    async finish() {
      await record.write(Buffer.from(samples === 0 ? '[]' : ']'));
      const all = [samples, ...shape];
      const { sha256 } = await images.finish();
      return {
        images: { sha256, dtype: 'float32', shape: all },
        mask: mask && { sha256: (await mask.finish()).sha256, dtype: 'uint8', shape: all },
        record: await record.finish(),
      };
    },
    async abandon() {
      await Promise.all(writers().map((writer) => writer.abandon()));
    },
  };
}

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
