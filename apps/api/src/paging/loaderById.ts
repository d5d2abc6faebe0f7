import DataLoader from 'dataloader';

/** Rows by id, all that are asked for in one turn by one query. A missing row is an error: ask only for what is referred to. */
export function loaderById<Row extends { id: string }>(
  findMany: (ids: string[]) => Promise<Row[]>,
): DataLoader<string, Row> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await findMany([...ids])).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? new Error(`There is no row ${id}.`));
  });
}

/** Rows that belong to a parent, in the order the query gives them. */
export function loaderByParent<Row>(
  findMany: (parentIds: string[]) => Promise<Row[]>,
  parentOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(async (parentIds) => {
    const groups = new Map<string, Row[]>(parentIds.map((id) => [id, []]));
    for (const row of await findMany([...parentIds])) groups.get(parentOf(row))?.push(row);
    return parentIds.map((id) => groups.get(id) ?? []);
  });
}
