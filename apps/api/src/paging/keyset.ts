import { type Db, Prisma } from '@asterism/db';
import { refusal } from '../errors.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';

/** What a list is sorted by. Rows without a value are last in both directions. */
export interface SortKey {
  sql: Prisma.Sql;
  type: 'text' | 'float8' | 'int4' | 'int8' | 'timestamptz';
  direction: 'ASC' | 'DESC';
  nullable: boolean;
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
}

/**
 * One page of a list: the rows after (or before) the cursor's row in the list's order.
 *
 * A cursor holds the sort values and the id of its row, so a page costs the same wherever it is, and rows that
 * come and go do not shift it. One statement; the count is another one where it is asked for. Throws BAD_USER_INPUT for a cursor of another list or order.
 */
export async function keysetPage<Row extends object>(
  db: Db,
  list: KeysetList,
  request: PageRequest,
): Promise<Page<Row>> {
  const { columns, from, id, keys, order } = list;
  const last = keys.at(-1);
  const allKeys: SortKey[] = [
    ...keys,
    { sql: id, type: 'text', direction: last?.direction ?? 'ASC', nullable: false },
  ];
  const where = [...list.where];
  if (request.cursor !== null)
    where.push(beyond(allKeys, readCursor(request.cursor, order, allKeys.length), request.direction));
  const found = await db.$queryRaw<(Row & { keysetValues: (string | null)[] })[]>`
    SELECT ${columns}, ARRAY[${Prisma.join(allKeys.map((key) => Prisma.sql`(${key.sql})::text`))}] AS "keysetValues"
    FROM ${from} WHERE ${conjunction(where)}
    ORDER BY ${Prisma.join(allKeys.map((key) => orderTerm(key, request.direction)))}
    LIMIT ${request.limit + 1}`;
  const edges = found.map((node) => ({ cursor: writeCursor(order, node.keysetValues), node }));
  return pageOf(edges, request, async () => {
    const [counted] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM ${from} WHERE ${conjunction(list.where)}`;
    return counted?.count ?? 0;
  });
}

function conjunction(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' AND ');
}

function orderTerm({ sql, direction, nullable }: SortKey, way: PageRequest['direction']): Prisma.Sql {
  const forward = way === 'FORWARD';
  const ascending = (direction === 'ASC') === forward;
  const nulls = nullable ? ` NULLS ${forward ? 'LAST' : 'FIRST'}` : '';
  return Prisma.sql`${sql} ${Prisma.raw(`${ascending ? 'ASC' : 'DESC'}${nulls}`)}`;
}

/** (k1 beyond v1) OR (k1 = v1 AND k2 beyond v2) OR ... */
function beyond(keys: SortKey[], values: (string | null)[], way: PageRequest['direction']): Prisma.Sql {
  const alternatives = keys.map((key, i) => {
    const equals = keys.slice(0, i).map((earlier, j) => equal(earlier, values[j] ?? null));
    return Prisma.sql`(${conjunction([...equals, keyBeyond(key, values[i] ?? null, way)])})`;
  });
  return Prisma.sql`(${Prisma.join(alternatives, ' OR ')})`;
}

function equal({ sql, type }: SortKey, value: string | null): Prisma.Sql {
  return value === null ? Prisma.sql`${sql} IS NULL` : Prisma.sql`${sql} = ${value}::${Prisma.raw(type)}`;
}

function keyBeyond(key: SortKey, value: string | null, way: PageRequest['direction']): Prisma.Sql {
  const { sql, type, direction, nullable } = key;
  const forward = way === 'FORWARD';
  // Nothing is after the rows without a value, and every row with one is before them.
  if (value === null) return forward ? Prisma.sql`false` : Prisma.sql`${sql} IS NOT NULL`;
  const operator = Prisma.raw((direction === 'ASC') === forward ? '>' : '<');
  const compared = Prisma.sql`${sql} ${operator} ${value}::${Prisma.raw(type)}`;
  return nullable && forward ? Prisma.sql`(${compared} OR ${sql} IS NULL)` : compared;
}

/** A row's place in a list of that order. */
export function writeCursor(order: string, values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

/** The sort values in a cursor. Throws BAD_USER_INPUT for one of another order or length. */
export function readCursor(cursor: string, order: string, length: number): (string | null)[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === length + 1 && parsed[0] === order) {
      const values: unknown[] = parsed.slice(1);
      if (values.every((value) => value === null || typeof value === 'string')) return values;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal.badArgument('The cursor is not one of this list in this order; take it from pageInfo.');
}
