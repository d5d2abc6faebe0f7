import type { Hdu } from '../file/hdu.ts';
import type { ByteSource } from '../source.ts';
import { type HeapRun, heapRun } from '../table/heap.ts';
import { cardError } from '../table/tableHdu.ts';
import type { CompressedImage, TileColumn } from './compressedImage.ts';
import type { TileScale } from './dither.ts';
import { type TileBox, tileBox } from './tileGrid.ts';

const DATA_COLUMNS = ['COMPRESSED_DATA', 'GZIP_COMPRESSED_DATA', 'UNCOMPRESSED_DATA'] as const;

/** What the table says of one tile. */
export interface TileCell extends TileScale {
  box: TileBox;
  /** The column that its bytes come from: what could not be quantised stands in one of its own. */
  kind: (typeof DATA_COLUMNS)[number];
  run: HeapRun;
}

/** The rows of tiles `first` to `last`. Throws FitsError BAD_HEAP_POINTER, with the tile. */
export async function readTileCells(
  source: ByteSource,
  image: CompressedImage,
  first: number,
  last: number,
): Promise<TileCell[]> {
  const { hdu, frame, grid } = image;
  const start = hdu.dataOffset + first * frame.rowBytes;
  const bytes = await source.read(start, (last - first + 1) * frame.rowBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pointers = DATA_COLUMNS.flatMap((kind) => pointerReader(image, kind) ?? []);
  const scaleOf = parameterReader(image, 'ZSCALE');
  const zeroOf = parameterReader(image, 'ZZERO');
  const blankOf = parameterReader(image, 'ZBLANK');
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const at = i * frame.rowBytes;
    const tile = first + i;
    let kind: TileCell['kind'] = DATA_COLUMNS[0];
    // Where no column has anything, the decoder finds that, and says so with the tile.
    let run: HeapRun = { count: 0, offset: start + at - hdu.dataOffset, bytes: 0 };
    for (const pointer of pointers) {
      if (run.count > 0) break;
      const own = pointer.read(view, at, tile, start);
      if (own.count > 0) [kind, run] = [pointer.kind, own];
    }
    return {
      tile,
      box: tileBox(grid, tile),
      kind,
      run,
      scale: scaleOf(view, at) ?? 1,
      zero: zeroOf(view, at) ?? 0,
      blank: blankOf(view, at),
    };
  });
}

function pointerReader({ columns, frame }: CompressedImage, kind: TileCell['kind']) {
  const column = columns.get(kind);
  if (!column?.format.descriptor || column.format.repeat === 0) return null;
  const { offset, format } = column;
  const descriptor = { kind: column.format.descriptor, code: format.code };
  const read = (view: DataView, row: number, tile: number, start: number): HeapRun =>
    heapRun(frame, view, row + offset, descriptor, { where: 'tile', tile, byteOffset: start + row + offset });
  return { kind, read };
}

type ParameterReader = (view: DataView, row: number) => number | null;

/** A number that stands in a column, tile by tile, or in a card for all of them. */
function parameterReader({ columns, hdu }: CompressedImage, name: string): ParameterReader {
  const column = columns.get(name);
  if (column) return cellReader(hdu, column);
  const { header, index } = hdu;
  const value = header.get(name) === undefined ? null : header.number(name, 0, index);
  return () => value;
}

function cellReader(hdu: Hdu, { format, offset, number, form }: TileColumn): ParameterReader {
  if (!format.descriptor && format.repeat > 0)
    switch (format.code) {
      case 'D':
        return (view, row) => view.getFloat64(row + offset);
      case 'E':
        return (view, row) => view.getFloat32(row + offset);
      case 'J':
        return (view, row) => view.getInt32(row + offset);
      case 'I':
        return (view, row) => view.getInt16(row + offset);
      case 'B':
        return (view, row) => view.getUint8(row + offset);
      case 'K':
        return (view, row) => Number(view.getBigInt64(row + offset));
    }
  throw cardError('BAD_TFORM', hdu, `TFORM${number}`, `is ${form}; a number for each tile was expected.`);
}
