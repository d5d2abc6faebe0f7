import { FitsError } from '../error.ts';
import type { TableFrame } from './tableHdu.ts';
import { bytesOf, type ElementCode } from './tform.ts';

/** A run of elements in the heap. */
export interface HeapRun {
  count: number;
  /** From the beginning of the HDU's data. */
  offset: number;
  bytes: number;
}

/** Type of a descriptor, and of the elements it points to. */
export interface Descriptor {
  kind: 'P' | 'Q';
  code: ElementCode;
}

/** Whose descriptor it is, for the error: `where` is a kind of thing, `row 3 of column FLUX`, or `tile`, whose number is given. */
export interface DescriptorPlace {
  where: string;
  byteOffset: number;
  tile?: number;
}

/** Reads the descriptor at `at`. Throws FitsError BAD_HEAP_POINTER where it points outside the heap. */
export function heapRun(
  frame: TableFrame,
  view: DataView,
  at: number,
  { kind, code }: Descriptor,
  { where, byteOffset, tile }: DescriptorPlace,
): HeapRun {
  const count = kind === 'P' ? view.getUint32(at) : Number(view.getBigUint64(at));
  const start = kind === 'P' ? view.getUint32(at + 4) : Number(view.getBigUint64(at + 8));
  const bytes = bytesOf(code, count);
  const offset = frame.heapOffset + start;
  // Nothing is taken from where an empty run points to, so it may point anywhere.
  if (count > 0 && offset + bytes > frame.dataBytes)
    throw new FitsError(
      'BAD_HEAP_POINTER',
      `The pointer of ${where}${tile === undefined ? '' : ` ${tile}`} in HDU ${frame.hdu.index} says ${bytes} bytes from ${start}; the heap has ${Math.max(frame.dataBytes - frame.heapOffset, 0)}.`,
      { hdu: frame.hdu.index, byteOffset, tile },
    );
  return { count, offset, bytes };
}
