import { samePadding } from '../shapes.ts';
import { attribute } from './attributes.ts';
import { int32 } from './emitLayout.ts';
import type { GraphWriter } from './writer.ts';

/** A transposed convolution of a stride, said as one of stride 1 that makes each block of pixels as channels. */
export interface BlockForm {
  /** Of the filter over blocks. */
  filterShape: readonly [number, number, number, number];
  filter: string;
  /** Channels to blocks of stride x stride pixels. */
  unfold(blocks: string): string;
}

/**
 * The form in blocks of a transposed convolution to images of one channel (Shi et al. 2016: the same products are
 * summed). oneDNN works on 16 channels at a time and throws the work on 15 away: so ALEXNET's filters of 11x11 with
 * stride 4 took a fifth of its step, and as blocks next to nothing. Four channels gain nothing by it, nor do the
 * gradients. Null where blocks do not pay or do not fit the image.
 *
 * `filter` is [kh, kw, channels, others], `size` the height and width of what is made.
 */
export function transposedInBlocks(
  writer: GraphWriter,
  filter: string,
  [kh, kw, channels, others]: readonly [number, number, number, number],
  { stride, size }: { stride: number; size: readonly [number, number] },
): BlockForm | null {
  if (stride === 1 || channels !== 1) return null;
  const [rows, cols] = [alongAxis(size[0], kh, stride), alongAxis(size[1], kw, stride)];
  if (!rows || !cols) return null;
  const reshape = (tensor: string, lengths: readonly number[]) =>
    writer.op('Reshape', [tensor, writer.ints(lengths)], { T: writer.T, Tshape: int32() });
  const padding = writer.ints([...rows.padding, ...cols.padding, 0, 0, 0, 0], [4, 2]);
  const padded = writer.op('Pad', [filter, padding], { T: writer.T, Tpaddings: int32() });
  const split = reshape(padded, [rows.blocks, stride, cols.blocks, stride, 1, others]);
  const order = writer.ints([0, 2, 1, 3, 4, 5]);
  const ordered = writer.op('Transpose', [split, order], { T: writer.T, Tperm: int32() });
  const filterShape = [rows.blocks, cols.blocks, stride * stride, others] as const;
  return {
    filterShape,
    filter: reshape(ordered, filterShape),
    unfold: (blocks) =>
      writer.op('DepthToSpace', [blocks], {
        T: writer.T,
        block_size: attribute.int(stride),
        data_format: attribute.text('NHWC'),
      }),
  };
}

/** Blocks that a filter reaches over, and the zeros before and after that fill it up to them. */
function alongAxis(length: number, kernel: number, stride: number) {
  if (length % stride !== 0) return null;
  const { before } = samePadding(length, kernel, stride);
  const first = Math.ceil(before / stride);
  const front = first * stride - before;
  const blocks = Math.ceil((front + kernel) / stride);
  // Padding SAME over blocks must begin where that over pixels did.
  if (samePadding(length / stride, blocks, 1).before !== first) return null;
  return { blocks, padding: [front, blocks * stride - front - kernel] };
}
