import { setImmediate } from 'node:timers/promises';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Cell, checkColumns, LIMITS, type RawTable, TableError } from './table.ts';
import { type Encoding, encodingOf, textChunks } from './text.ts';
import { binaryRows } from './votableBinary.ts';
import { tableDataCell, type VotableField, votableField } from './votableField.ts';

const ROWS_AT_A_TIME = 500;
// Deeper than any VOTable: RESOURCEs hold RESOURCEs three or four deep.
const DEPTH_MAXIMUM = 64;

/**
 * The first TABLE of a VOTable (1.0 to 1.5) that has fields: TABLEDATA, BINARY or BINARY2. The parser knows no entities
 * but XML's own five, so none can grow.
 *
 * Throws TableError NOT_A_TABLE (no XML, no table, data elsewhere), TOO_LARGE, DUPLICATE_COLUMN, BAD_ROW.
 */
export async function openVotable(path: string): Promise<RawTable> {
  const encoding = await encodingOf(path);
  const fields = await readFields(path, encoding);
  const columns = fields.filter(({ type }) => type !== null);
  checkColumns(columns);
  const at = fields.flatMap(({ type }, i) => (type === null ? [] : [i]));
  return {
    columns: columns.map(({ name, type, unit, description }) => ({ name, type, unit, description })),
    leftOut: fields.filter(({ type }) => type === null).map(({ name }) => name),
    async *rows() {
      for await (const rows of readRows(path, encoding, fields))
        yield rows.map((row) => at.map((i) => row[i] ?? null));
    },
  };
}

async function readFields(path: string, encoding: Encoding): Promise<VotableField[]> {
  const reader = new VotableReader();
  for await (const text of textChunks(path, encoding)) {
    reader.write(text);
    if (reader.hasData) break;
  }
  if (!reader.sawRoot) throw new TableError('NOT_A_TABLE', 'The file is XML and no VOTable.');
  if (reader.fields.length === 0)
    throw new TableError('NOT_A_TABLE', 'The VOTable holds no TABLE with a FIELD in it.');
  return reader.fields;
}

async function* readRows(
  path: string,
  encoding: Encoding,
  fields: readonly VotableField[],
): AsyncGenerator<Cell[][]> {
  const reader = new VotableReader();
  for await (const text of textChunks(path, encoding)) {
    reader.write(text);
    if (reader.rows.length > 0) yield reader.takeRows();
    if (reader.isOver) break;
  }
  if (reader.rows.length > 0) yield reader.takeRows();
  if (!reader.isOver)
    throw new TableError(
      'NOT_A_TABLE',
      'The VOTable ends within its table: it was cut short. Send it again.',
    );
  if (!reader.stream) return;
  const bytes = Buffer.from(reader.stream.text, 'base64');
  let waiting: Cell[][] = [];
  for (const row of binaryRows(bytes, fields, { hasNullFlags: reader.stream.kind === 'BINARY2' })) {
    if (waiting.push(row) < ROWS_AT_A_TIME) continue;
    await setImmediate();
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}

/** Follows the elements of a VOTable as they come; what is of no use is passed over. */
class VotableReader {
  fields: VotableField[] = [];
  rows: Cell[][] = [];
  stream: { kind: 'BINARY' | 'BINARY2'; text: string } | null = null;
  sawRoot = false;
  /** The first table's data have begun, and ended. */
  hasData = false;
  isOver = false;

  readonly #path: string[] = [];
  readonly #parser = new SaxesParser();
  #row: Cell[] = [];
  #text = '';

  constructor() {
    this.#parser.on('error', ({ message }) => {
      throw new TableError('NOT_A_TABLE', `The VOTable is no good XML: ${message.replace(/\.$/, '')}.`);
    });
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('text', (text) => this.#add(text));
    this.#parser.on('cdata', (text) => this.#add(text));
    this.#parser.on('closetag', () => this.#close());
  }

  write(text: string): void {
    if (!this.isOver) this.#parser.write(text);
  }

  takeRows(): Cell[][] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    const element = localName(name);
    this.#path.push(element);
    this.#text = '';
    if (this.#path.length > DEPTH_MAXIMUM)
      throw new TableError('NOT_A_TABLE', `The VOTable's elements are more than ${DEPTH_MAXIMUM} deep.`);
    if (element === 'VOTABLE') this.sawRoot = true;
    if (this.isOver || !this.#path.includes('TABLE')) return;
    if (element === 'FIELD' && !this.hasData) this.#addField(attributes);
    else if (element === 'VALUES') this.#setNull(attributes);
    else if (element === 'DATA' && this.fields.length > 0) this.hasData = true;
    else if (element === 'STREAM') this.#openStream(attributes);
    else if (element === 'FITS')
      throw new TableError('NOT_A_TABLE', 'The VOTable wraps a FITS file; give the FITS file itself.');
    else if (element === 'TR') this.#row = [];
  }

  #addField(attributes: Record<string, string>): void {
    if (this.fields.push(votableField(attributes, this.fields.length)) > LIMITS.columns)
      throw new TableError('TOO_LARGE', `The table has more than ${LIMITS.columns} columns.`);
  }

  #setNull({ null: value }: Record<string, string>): void {
    const field = this.fields.at(-1);
    if (field && value !== undefined && this.#path.includes('FIELD')) field.nullValue = value;
  }

  #openStream(attributes: Record<string, string>): void {
    if (attributes['href'])
      throw new TableError(
        'NOT_A_TABLE',
        'The VOTable refers to data elsewhere (STREAM href); give a file that holds them.',
      );
    if (attributes['encoding'] !== 'base64')
      throw new TableError('NOT_A_TABLE', "The VOTable's stream is not base64; write it as TABLEDATA.");
  }

  #add(text: string): void {
    const element = this.#path.at(-1);
    if (element === 'TD' || element === 'STREAM' || element === 'DESCRIPTION') this.#text += text;
  }

  #close(): void {
    const element = this.#path.pop();
    if (this.isOver) return;
    const parent = this.#path.at(-1);
    const field = this.fields.at(-1);
    if (element === 'DESCRIPTION' && parent === 'FIELD' && field)
      field.description = this.#text.trim() || null;
    else if (element === 'TD') this.#addCell();
    else if (element === 'TR') this.#addRow();
    else if (element === 'STREAM' && (parent === 'BINARY' || parent === 'BINARY2'))
      this.stream = { kind: parent, text: this.#text };
    else if (element === 'TABLE' && this.fields.length > 0) {
      this.hasData = true;
      this.isOver = true;
    }
    this.#text = '';
  }

  #addCell(): void {
    const field = this.fields[this.#row.length];
    if (!field)
      throw new TableError('BAD_ROW', `A row has more values than there are fields, ${this.fields.length}.`);
    this.#row.push(tableDataCell(this.#text.replaceAll('\0', ''), field));
  }

  #addRow(): void {
    this.rows.push(this.#row);
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
