import { alignmentRecord, type Db, headerCard } from '@asterism/db';
import {
  columnFact,
  type Fact,
  gatherHeaders,
  imageFacts,
  type MeasuredImage,
  type TableColumn,
  type TableValue,
} from '@asterism/ml/associations';
import { z } from 'zod';

// Of SampleContent.percentiles: so many a channel, and where 25, 50 and 99.5 are among them.
const PERCENTILES = 11;
const [P25, P50, P995] = [4, 5, 9];
// Headers are the largest part of a row, some ten kilobytes each.
const PAGE_SAMPLES = 500;

const headerCards = z.array(headerCard);
const catalogueValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export interface FactsRequest {
  versionId: string;
  /** The channel that brightness and noise are of: the first that the model saw. */
  channel: number;
  /** ID numbers of the samples, ascending. */
  indexes: readonly number[];
}

/** Facts by where they come from. */
export interface FactGroups {
  image: Fact[];
  catalogue: Fact[];
  header: Fact[];
}

/** What is known of these samples: pictures, catalogue, header. In the order of `indexes`. */
export async function readFacts(db: Db, request: FactsRequest): Promise<Fact[]> {
  const { image, catalogue, header } = await readFactGroups(db, request);
  return [...image, ...catalogue, ...header];
}

/** The same, each beside those of its kind. */
export async function readFactGroups(
  db: Db,
  { versionId, channel, indexes }: FactsRequest,
): Promise<FactGroups> {
  const places = new Map(indexes.map((index, place) => [index, place]));
  const images: MeasuredImage[] = [];
  const headers = gatherHeaders(indexes.length);
  for (let from = 0; from < indexes.length; from += PAGE_SAMPLES) {
    const samples = await db.sample.findMany({
      where: { versionId, index: { in: indexes.slice(from, from + PAGE_SAMPLES) } },
      orderBy: { index: 'asc' },
      select: {
        index: true,
        content: {
          select: {
            header: true,
            width: true,
            height: true,
            percentiles: true,
            constantChannels: true,
            alignment: true,
          },
        },
      },
    });
    for (const { index, content } of samples) {
      const place = places.get(index)!;
      headers.add(place, headerCards.parse(content.header));
      images[place] = measured(index, content, channel);
    }
  }
  const catalogue = await catalogueColumns(db, versionId, indexes);
  return {
    image: imageFacts(images),
    catalogue: catalogue.map((column) => columnFact(column, false)),
    header: headers.columns().map((column) => columnFact(column, true)),
  };
}

/** A picture as facts are told of it. */
export function measured(
  index: number,
  content: {
    width: number;
    height: number;
    percentiles: number[];
    constantChannels: number[];
    alignment: unknown;
  },
  channel: number,
): MeasuredImage {
  const at = channel * PERCENTILES;
  const [p25, p50, p995] = [P25, P50, P995].map((place) => content.percentiles[at + place]);
  const isKnown = p25 !== undefined && p50 !== undefined && p995 !== undefined;
  return {
    index,
    width: content.width,
    height: content.height,
    percentiles: isKnown && !content.constantChannels.includes(channel) ? { p25, p50, p995 } : null,
    source: alignmentRecord.nullable().parse(content.alignment)?.source ?? null,
  };
}

async function catalogueColumns(
  db: Db,
  versionId: string,
  indexes: readonly number[],
): Promise<TableColumn[]> {
  const columns = await db.catalogueColumn.findMany({ where: { versionId }, orderBy: { position: 'asc' } });
  if (columns.length === 0) return [];
  const places = new Map(indexes.map((index, place) => [index, place]));
  const tables = columns.map(({ name, unit }) => ({
    name,
    values: new Array<TableValue>(indexes.length).fill(null),
    ...(unit ? { unit } : {}),
  }));
  for (let from = 0; from < indexes.length; from += PAGE_SAMPLES) {
    const rows = await db.sampleCatalogue.findMany({
      where: { versionId, index: { in: indexes.slice(from, from + PAGE_SAMPLES) } },
    });
    for (const { index, values } of rows) {
      const known = catalogueValues.parse(values);
      for (const table of tables) table.values[places.get(index)!] = known[table.name] ?? null;
    }
  }
  return tables;
}
