import type { Client } from 'urql';
import { prefetchPixels } from '../viewer/useSamplePixels.ts';
import { isSample, SAMPLE } from './sampleDocument.ts';

interface SamplesAhead {
  datasetId: string;
  sampleIds: readonly string[];
  afterMs: number;
}

/**
 * Fetches what the page of each sample needs, so that it is there at once. Gives back how to stop it. Not for tiles that
 * are pointed at: with all there, the first picture waits for the drawing of the finest (300 ms against 170).
 */
export function fetchSamplesAhead(
  client: Client,
  { datasetId, sampleIds, afterMs }: SamplesAhead,
): () => void {
  let isOver = false;
  let release: (() => void) | null = null;
  const timer = setTimeout(async () => {
    const urls = await pixelUrls(client, datasetId, sampleIds);
    if (!isOver) release = prefetchPixels(urls);
  }, afterMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
    release?.();
  };
}

async function pixelUrls(client: Client, datasetId: string, ids: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(
    ids.map((id) => client.query(SAMPLE, { id, datasetId }, { requestPolicy: 'cache-first' }).toPromise()),
  );
  return answers.flatMap(({ data }) => (isSample(data?.sample) ? [data.sample.pixels.url] : []));
}
