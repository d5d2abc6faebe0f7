import { open } from 'node:fs/promises';
import type { Matrix } from '@asterism/ml';
import { CommandFailure } from '../failure.ts';
import { checkArray, checkValues, refuseFormat } from './refuse.ts';

// The longest header that version 1 of the format can say.
const HEADER_BYTES = 12 + 65_535;
const TYPES = { f4: 4, f8: 8 } as const;

interface Layout {
  type: keyof typeof TYPES;
  bigEndian: boolean;
  /** Values of a column lie together. */
  columnsFirst: boolean;
  rows: number;
  cols: number;
  /** Where the values begin. */
  start: number;
}

/**
 * The (n, d) array of a .npy file (NumPy's format, versions 1 to 3), float32 or float64 in either byte order. Throws
 * CommandFailure CANNOT_READ, NOT_NPY, UNSUPPORTED_ARRAY, TRUNCATED, NOT_FINITE or TOO_LARGE.
 */
export async function readMatrix(path: string): Promise<Matrix> {
  try {
    return await readOpened(path);
  } catch (error) {
    // What the file system says: it is not there, a folder, or not ours to read.
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new CommandFailure(`${unreadable(path, error.code, error.message)} (CANNOT_READ)`, 2);
  }
}

function unreadable(path: string, code: unknown, message: string): string {
  if (code === 'ENOENT') return `There is no file ${path}.`;
  if (code === 'EISDIR') return `${path} is a folder: name a .npy file in it.`;
  return `${path} cannot be read: ${message}.`;
}

async function readOpened(path: string): Promise<Matrix> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(head, 0, HEADER_BYTES, 0);
    const layout = layoutOf(head.subarray(0, bytesRead), path);
    const bytes = Buffer.alloc(layout.rows * layout.cols * TYPES[layout.type]);
    let at = 0;
    while (at < bytes.length) {
      const part = await file.read(bytes, at, bytes.length - at, layout.start + at);
      if (part.bytesRead === 0)
        throw new CommandFailure(
          `${path} ends after ${layout.start + at} bytes; its ${layout.rows} rows of ${layout.cols} need ${layout.start + bytes.length}: copy or save it again. (TRUNCATED)`,
        );
      at += part.bytesRead;
    }
    const matrix = matrixOf(bytes, layout);
    checkValues(path, matrix.data, matrix.cols);
    return matrix;
  } finally {
    await file.close();
  }
}

/** The header: magic, version, length, and a Python dictionary of three known keys. */
function layoutOf(head: Buffer, path: string): Layout {
  const version = head.length > 12 && head.toString('latin1', 0, 6) === '\x93NUMPY' ? head[6]! : 0;
  if (version < 1 || version > 3) refuseFormat(path, head);
  const [length, begin] = version === 1 ? [head.readUInt16LE(8), 10] : [head.readUInt32LE(8), 12];
  const start = begin + length;
  if (start > head.length)
    throw new CommandFailure(`${path} ends within its header: copy or save it again. (NOT_NPY)`);
  const text = head.toString('utf8', begin, start);
  const descr = /'descr'\s*:\s*'([<>=|]?)([^']+)'/.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(text);
  if (/'descr'\s*:\s*\[/.test(text))
    throw new CommandFailure(
      `${path} holds records of several fields; float32 or float64 of shape (n, d) is needed. (UNSUPPORTED_ARRAY)`,
    );
  if (!descr || !order || !shape)
    throw new CommandFailure(
      `The header of ${path} cannot be read: save it again with numpy.save. (NOT_NPY)`,
    );
  const sides = shape[1]!
    .split(',')
    .map((side) => side.trim())
    .filter(Boolean)
    .map(Number);
  const type = descr[2]!;
  checkArray(path, type, sides);
  const [rows, cols] = sides as [number, number];
  return {
    type: type === 'f4' ? 'f4' : 'f8',
    bigEndian: descr[1] === '>',
    columnsFirst: order[1] === 'True',
    rows,
    cols,
    start,
  };
}

function matrixOf(bytes: Buffer, { type, bigEndian, columnsFirst, rows, cols }: Layout): Matrix {
  if (bigEndian) {
    if (type === 'f4') bytes.swap32();
    else bytes.swap64();
  }
  const count = rows * cols;
  // A large Buffer is not a slice of a pool, but a small one may be, at any offset.
  const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const values = type === 'f4' ? new Float32Array(own, 0, count) : new Float64Array(own, 0, count);
  if (!columnsFirst) return { data: values, rows, cols };
  const data = new (type === 'f4' ? Float32Array : Float64Array)(count);
  for (let i = 0; i < rows; i++) for (let k = 0; k < cols; k++) data[i * cols + k] = values[k * rows + i]!;
  return { data, rows, cols };
}
