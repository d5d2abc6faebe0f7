import * as z from 'zod/mini';

const rowsOfTexts = z.array(z.array(z.nullable(z.string())));

/** The rows of a preview, which come as JSON. */
export const previewRows = (rows: unknown): (string | null)[][] => rowsOfTexts.parse(rows);

const values = z.nullable(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])));

/** A sample's values by column, which come as JSON; none where the catalogue says nothing of it. */
export const sampleValues = (catalogue: unknown): ReadonlyMap<string, string | number | boolean | null> =>
  new Map(Object.entries(values.parse(catalogue ?? null) ?? {}));
