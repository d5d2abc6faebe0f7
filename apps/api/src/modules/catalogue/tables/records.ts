import Papa from 'papaparse';
import { z } from 'zod';
import { TableError } from './table.ts';

export const COMMENT = '#';
// What a single record may take: a quote that is never closed must not swallow the file.
const RECORD_CHARACTERS = 1 << 20;

const parsed = z.object({
  data: z.array(z.array(z.string())),
  errors: z.array(z.object({ type: z.string(), message: z.string(), row: z.number().optional() })),
  meta: z.object({ cursor: z.number() }),
});

/** Records of delimited text (RFC 4180), some at a time; lines that begin with # and empty ones are left out. Throws TableError. */
export async function* records(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<string[][]> {
  let waiting = '';
  let count = 0;
  for await (const chunk of chunks) {
    waiting += chunk;
    const { data, cursor } = parse(waiting, { delimiter, isLast: false, count });
    waiting = waiting.slice(cursor);
    if (waiting.length > RECORD_CHARACTERS) throw new TableError('BAD_ROW', endless(count + data.length));
    count += data.length;
    if (data.length > 0) yield data;
  }
  const { data } = parse(waiting, { delimiter, isLast: true, count });
  if (data.length > 0) yield data;
}

interface Piece {
  delimiter: string;
  isLast: boolean;
  /** Records before this piece. */
  count: number;
}

/** The records that a piece of text holds whole, and where the next one begins. */
export function parse(
  text: string,
  { delimiter, isLast, count }: Piece,
): { data: string[][]; cursor: number } {
  const parser = new Papa.Parser({ delimiter, comments: COMMENT });
  const { data, errors, meta } = parsed.parse(parser.parse(text, 0, !isLast));
  // Before the last piece a quote may be closed by what is yet to come.
  const fault = isLast ? errors[0] : errors.find(({ row }) => row !== undefined && row < data.length - 1);
  if (fault)
    throw new TableError(
      'BAD_ROW',
      `Record ${count + (fault.row ?? 0) + 1} of the file: ${sentence(fault.message)}`,
    );
  return {
    data: data.filter((record) => record.length > 1 || record[0]?.trim() !== ''),
    cursor: meta.cursor,
  };
}

const sentence = (message: string): string => (message.endsWith('.') ? message : `${message}.`);

const endless = (before: number): string =>
  `Record ${before + 1} of the file does not end within ${RECORD_CHARACTERS} characters; a quote may not be closed.`;
