import type { Db } from '@asterism/db';
import { columnFact, imageFacts, type MeasuredImage, type TableValue } from '@asterism/ml/associations';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { measured } from '../associations/readFacts.ts';
import { type FactSource, type FactValues, SAMPLES_MAXIMUM, toldValues } from './fact.ts';

interface FactRequest {
  versionId: string;
  sampleCount: number;
  source: FactSource;
  name: string;
  channel: number;
}

// The event loop has its turn between two pages.
const PAGE_SAMPLES = 5000;
const tableValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

interface Cell {
  index: number;
  value: unknown;
}

/**
 * One fact of every sample, by ID number. Throws BAD_USER_INPUT where the version has too many samples, and where there
 * is no such fact.
 */
export async function factValues(
  { services: { db }, loaders }: Context,
  request: FactRequest,
): Promise<FactValues> {
  const { versionId, sampleCount, source, name } = request;
  if (sampleCount > SAMPLES_MAXIMUM)
    throw refusal.badArgument(
      `Values are read of up to ${SAMPLES_MAXIMUM} samples; this version has ${sampleCount}. Ask for the samples by pages.`,
    );
  if (source === 'IMAGE') return toldValues(await imageFact(db, request));
  if (source === 'HEADER') {
    const values = await columnOf(sampleCount, (from) => headerCells(db, request, from));
    return toldValues(columnFact({ name, values }, true));
  }
  const column = (await loaders.catalogueColumns.load(versionId)).find((one) => one.name === name);
  if (!column)
    throw refusal.badArgument(
      `The catalogue has no column ${JSON.stringify(name)}; \`catalogue\` lists them.`,
    );
  const values = await columnOf(sampleCount, (from) => catalogueCells(db, request, from));
  return toldValues(columnFact({ name, values, ...(column.unit ? { unit: column.unit } : {}) }, false));
}

async function columnOf(count: number, read: (from: number) => Promise<Cell[]>): Promise<TableValue[]> {
  const values = new Array<TableValue>(count).fill(null);
  for (let from = 0; from < count; from += PAGE_SAMPLES)
    for (const { index, value } of await read(from)) values[index] = tableValue.catch(null).parse(value);
  return values;
}

/** In the database, so that no whole header leaves it. */
const headerCells = (db: Db, { versionId, name }: FactRequest, from: number): Promise<Cell[]> =>
  db.$queryRaw<Cell[]>`
    SELECT s.index, jsonb_path_query_first(
      c.header, '$[*] ? (@.keyword == $keyword && @.value != null).value', jsonb_build_object('keyword', ${name}::text)
    ) AS value
    FROM "Sample" s JOIN "SampleContent" c ON c.id = s."contentId"
    WHERE s."versionId" = ${versionId} AND s.index >= ${from} AND s.index < ${from + PAGE_SAMPLES}`;

const catalogueCells = (db: Db, { versionId, name }: FactRequest, from: number): Promise<Cell[]> =>
  db.$queryRaw<Cell[]>`
    SELECT index, values -> ${name}::text AS value FROM "SampleCatalogue"
    WHERE "versionId" = ${versionId} AND index >= ${from} AND index < ${from + PAGE_SAMPLES}`;

async function imageFact(db: Db, { versionId, sampleCount, name, channel }: FactRequest) {
  const images: MeasuredImage[] = [];
  for (let from = 0; from < sampleCount; from += PAGE_SAMPLES) {
    const samples = await db.sample.findMany({
      where: { versionId, index: { gte: from, lt: from + PAGE_SAMPLES } },
      orderBy: { index: 'asc' },
      select: {
        index: true,
        content: {
          select: { width: true, height: true, percentiles: true, constantChannels: true, alignment: true },
        },
      },
    });
    for (const { index, content } of samples) images[index] = measured(index, content, channel);
  }
  const facts = imageFacts(images);
  const fact = facts.find((one) => one.fact === name);
  if (!fact)
    throw refusal.badArgument(
      `Measured are ${facts.map((one) => one.fact).join(', ')}; not ${JSON.stringify(name)}.`,
    );
  return fact;
}
