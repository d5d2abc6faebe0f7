import { type Db, type Experiment, headerCard } from '@asterism/db';
import { gatherHeaders, type TableColumn } from '@asterism/ml/associations';
import { createRandom } from '@asterism/ml/random';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { drawLabelled } from '../associations/drawLabelled.ts';
import { type HeaderSummary, summariseHeaders } from './summary.ts';

// Of some ten kilobytes each: more would take longer than a page may.
const SAMPLES_MOST = 2000;
const PAGE_SAMPLES = 500;
const SEED = 0;

const headerCards = z.array(headerCard);

export interface FoundHeaders extends HeaderSummary {
  /** Samples whose headers were read. */
  sampleCount: number;
  /** Samples that were clustered, noise among them. */
  totalCount: number;
}

/** What the clusters' headers have in common; null while there are no clusters. */
export async function headerSummary(
  { services: { db }, loaders }: Context,
  { id, datasetVersionId }: Experiment,
): Promise<FoundHeaders | null> {
  const clusters = await loaders.clusters.load(id);
  if (clusters.length === 0) return null;
  const { drawn, totalCount } = drawLabelled(clusters, SAMPLES_MOST, createRandom(SEED));
  const columns = await readHeaders(
    db,
    datasetVersionId,
    drawn.map(({ index }) => index),
  );
  const summary = summariseHeaders(
    columns,
    drawn.map(({ label }) => label),
  );
  return { ...summary, sampleCount: drawn.length, totalCount };
}

async function readHeaders(db: Db, versionId: string, indexes: readonly number[]): Promise<TableColumn[]> {
  const places = new Map(indexes.map((index, place) => [index, place]));
  const headers = gatherHeaders(indexes.length);
  for (let from = 0; from < indexes.length; from += PAGE_SAMPLES) {
    const samples = await db.sample.findMany({
      where: { versionId, index: { in: indexes.slice(from, from + PAGE_SAMPLES) } },
      orderBy: { index: 'asc' },
      select: { index: true, content: { select: { header: true } } },
    });
    for (const { index, content } of samples)
      headers.add(places.get(index)!, headerCards.parse(content.header));
  }
  return headers.columns();
}
