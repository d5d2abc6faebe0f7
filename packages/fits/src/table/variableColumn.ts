import type { ByteSource } from '../source.ts';
import { readElements, readingOf } from './binaryColumn.ts';
import type { Elements, FitsColumn } from './column.ts';
import { dtypeOf, readString, typeOf } from './elements.ts';
import { type HeapRun, heapRun } from './heap.ts';
import type { ColumnLayout } from './layout.ts';
import type { Spend } from './readTable.ts';
import type { TableFrame } from './tableHdu.ts';
import type { BinaryFormat } from './tform.ts';

/** A column whose rows point into the heap. Throws FitsError BAD_HEAP_POINTER. */
export async function readVariableColumn(
  source: ByteSource,
  bytes: Uint8Array,
  frame: TableFrame,
  rows: number,
  column: ColumnLayout<BinaryFormat>,
  spend: Spend,
): Promise<FitsColumn> {
  const { name, unit, form, format } = column;
  const reading = readingOf(frame, column);
  const runs = runsOf(bytes, frame, rows, column);
  // Two rows may point to the same bytes, so that little in the file becomes much in memory: all is counted first.
  for (const { count } of runs) spend(count * 8);
  const heap = await readSpan(source, frame, runs, spend);
  const elements = runs.map(({ count, offset, bytes: length }): Elements => {
    const own = new Uint8Array(length);
    own.set(heap.bytes.subarray(offset - heap.start, offset - heap.start + length));
    if (format.code === 'A') return { values: [readString(own)], nulls: null };
    return readElements(own, reading, 1, count);
  });
  return {
    name,
    unit,
    format: form,
    type: typeOf(format.code, reading),
    dtype: dtypeOf(format.code, reading),
    shape: null,
    elements,
  };
}

function runsOf(
  bytes: Uint8Array,
  frame: TableFrame,
  rows: number,
  { format, offset, name }: ColumnLayout<BinaryFormat>,
): HeapRun[] {
  const nothing: HeapRun = { count: 0, offset: frame.heapOffset, bytes: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: rows }, (_, row) => {
    if (format.repeat === 0) return nothing;
    const at = row * frame.rowBytes + offset;
    const run = heapRun(
      frame,
      view,
      at,
      { kind: format.descriptor!, code: format.code },
      { where: `row ${row + 1} of column ${name}`, byteOffset: frame.hdu.dataOffset + at },
    );
    return run.count === 0 ? nothing : run;
  });
}

/** The part of the heap from the first to the last byte that is pointed to. */
async function readSpan(source: ByteSource, frame: TableFrame, runs: readonly HeapRun[], spend: Spend) {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { count, offset, bytes } of runs)
    if (count > 0) {
      start = Math.min(start, offset);
      end = Math.max(end, offset + bytes);
    }
  if (end === 0) return { start: frame.heapOffset, bytes: new Uint8Array(0) };
  spend(end - start);
  return { start, bytes: await source.read(frame.hdu.dataOffset + start, end - start) };
}
