import { type Db, Prisma, readRows } from '@asterism/db';
import { refusal } from '../errors.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';

/** What a list is sorted by: an expression that is never null, and that an index has in the same words. */
export interface SortKey {
  sql: Prisma.Sql;
  type: 'text' | 'float8' | 'int4' | 'int8' | 'timestamptz';
  direction: 'ASC' | 'DESC';
}

export interface KeysetList {
  /** Such as `e.*`: what a row holds, as the client's model has it. */
  columns: Prisma.Sql;
  /** Such as `"Experiment" e`, with joins where the conditions need them. */
  from: Prisma.Sql;
  /** The column that tells rows apart when all keys are equal. */
  id: Prisma.Sql;
  where: readonly Prisma.Sql[];
  keys: readonly SortKey[];
  /** Names the order, so that a cursor of another order is refused. */
  order: string;
  /** The count will be asked for: it then comes with the page. Whoever cannot know leaves it out. */
  withCount?: boolean;
}

/**
 * One page of a list: the rows after (or before) the cursor's row in the list's order.
 *
 * A cursor holds the sort values and the id of its row, so a page costs the same wherever it is, and rows that
 * come and go do not shift it. One statement, the count too where it is known to be wanted. Throws BAD_USER_INPUT for a
 * cursor of another list or order.
 */
export async function keysetPage<Row extends object>(
  db: Db,
  list: KeysetList,
  request: PageRequest,
): Promise<Page<Row>> {
  const { columns, from, id, keys, order, withCount = false } = list;
  const last = keys.at(-1);
  const allKeys: SortKey[] = [...keys, { sql: id, type: 'text', direction: last?.direction ?? 'ASC' }];
  const where = [...list.where];
  if (request.cursor !== null)
    where.push(beyond(allKeys, readCursor(request.cursor, order, allKeys.length), request.direction));
  const count = Prisma.sql`(SELECT count(*)::int FROM ${from} WHERE ${conjunction(list.where)})`;
  const found = await readRows<Row & KeysetColumns>(
    db,
    Prisma.sql`
    SELECT ${columns}, ARRAY[${Prisma.join(allKeys.map((key) => Prisma.sql`(${key.sql})::text`))}] AS "keysetValues"
      ${withCount ? Prisma.sql`, ${count} AS "keysetCount"` : Prisma.empty}
    FROM ${from} WHERE ${conjunction(where)}
    ORDER BY ${Prisma.join(allKeys.map((key) => orderTerm(key, request.direction)))}
    LIMIT ${request.limit + 1} OFFSET ${request.skip ?? 0}`,
  );
  const edges = found.map((node) => ({ cursor: writeCursor(order, node.keysetValues), node }));
  return pageOf(edges, request, async () => {
    const known = found[0]?.keysetCount;
    if (known !== undefined) return known;
    if (found.length === 0 && request.cursor === null && !request.skip) return 0;
    const [counted] = await readRows<{ count: number }>(db, Prisma.sql`SELECT ${count} AS count`);
    return counted?.count ?? 0;
  });
}

interface KeysetColumns {
  keysetValues: string[];
  keysetCount?: number;
}

function conjunction(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' AND ');
}

/** Whether a key grows from row to row when the list is read that way. */
const grows = ({ direction }: SortKey, way: PageRequest['direction']): boolean =>
  (direction === 'ASC') === (way === 'FORWARD');

function orderTerm(key: SortKey, way: PageRequest['direction']): Prisma.Sql {
  return Prisma.sql`${key.sql} ${Prisma.raw(grows(key, way) ? 'ASC' : 'DESC')}`;
}

/**
 * Rows behind those values. Where all keys run the same way, as one comparison of rows: an index then begins at the
 * cursor. Otherwise as (k1 beyond v1) OR (k1 = v1 AND k2 beyond v2) OR ..., below a bound on k1 that an index can use.
 */
function beyond(keys: SortKey[], cursor: string[], way: PageRequest['direction']): Prisma.Sql {
  const values = keys.map(({ type }, i) => Prisma.sql`${cursor[i]!}::${Prisma.raw(type)}`);
  const operators = keys.map((key) => (grows(key, way) ? '>' : '<'));
  const operator = operators[0]!;
  if (operators.every((other) => other === operator))
    return Prisma.sql`(${Prisma.join(keys.map(({ sql }) => sql))}) ${Prisma.raw(operator)} (${Prisma.join(values)})`;
  const alternatives = keys.map(({ sql }, i) => {
    const equals = keys.slice(0, i).map((earlier, j) => Prisma.sql`${earlier.sql} = ${values[j]!}`);
    return Prisma.sql`(${conjunction([...equals, Prisma.sql`${sql} ${Prisma.raw(operators[i]!)} ${values[i]!}`])})`;
  });
  const bound = Prisma.sql`${keys[0]!.sql} ${Prisma.raw(`${operator}=`)} ${values[0]!}`;
  return Prisma.sql`(${bound} AND (${Prisma.join(alternatives, ' OR ')}))`;
}

/** A row's place in a list of that order. */
export function writeCursor(order: string, values: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

/** The sort values in a cursor. Throws BAD_USER_INPUT for one of another order or length. */
export function readCursor(cursor: string, order: string, length: number): string[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === length + 1 && parsed[0] === order) {
      const values: unknown[] = parsed.slice(1);
      if (values.every((value) => typeof value === 'string')) return values;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal.badArgument('The cursor is not one of this list in this order; take it from pageInfo.');
}
