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

/** A descriptor that must lie within the heap. `where` names it in the error: "row 3 of column FLUX", "tile 7". */
export interface Descriptor {
  row: Uint8Array;
  at: number;
  kind: 'P' | 'Q';
  code: ElementCode;
}

/** Reads a descriptor. Throws FitsError BAD_HEAP_POINTER where it points outside the heap. */
export function heapRun(
  frame: TableFrame,
  { row, at, kind, code }: Descriptor,
  place: { where: string; byteOffset: number; tile?: number },
): HeapRun {
  const view = new DataView(row.buffer, row.byteOffset + at, kind === 'P' ? 8 : 16);
  const count = kind === 'P' ? view.getUint32(0) : Number(view.getBigUint64(0));
  const start = kind === 'P' ? view.getUint32(4) : Number(view.getBigUint64(8));
  const bytes = bytesOf(code, count);
  const offset = frame.heapOffset + start;
  // Nothing is taken from where an empty run points to, so it may point anywhere.
  if (count > 0 && offset + bytes > frame.dataBytes)
    throw new FitsError(
      'BAD_HEAP_POINTER',
      `The pointer of ${place.where} in HDU ${frame.hdu.index} says ${bytes} bytes from ${start}; the heap has ${Math.max(frame.dataBytes - frame.heapOffset, 0)}.`,
      { hdu: frame.hdu.index, byteOffset: place.byteOffset, tile: place.tile },
    );
  return { count, offset, bytes };
}
