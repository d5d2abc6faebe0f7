import { askWhole } from '../../api/askOnce.ts';
import { type FetchedPlane, fetchPlane } from './fetchPlane.ts';
import { RECONSTRUCTIONS, type Reconstruction, type ReconstructionPage } from './reconstructionDocuments.ts';

/** Samples of a page, each with three pictures. */
export const PAGE_SIZE = 6;

export interface PageWish {
  id: string;
  after: string | null;
  /** Samples before the page's first. */
  start: number;
  worstFirst: boolean;
  epoch: number | null;
  place: number;
}

/** A sample's three pictures of one channel, with its scores. */
export interface LoadedReconstruction {
  scores: Omit<Reconstruction, 'original' | 'reconstruction' | 'residual'>;
  original: FetchedPlane;
  reconstruction: FetchedPlane;
  residual: FetchedPlane;
}

export interface LoadedPage extends Omit<ReconstructionPage, 'edges'> {
  rows: LoadedReconstruction[];
  /** What was wished for: while another page is on its way, this one goes on saying what it shows. */
  wish: PageWish;
}

/** A page with its pictures, all at once: their scales go by all of them. Null where nothing is encoded. */
export async function loadReconstructions(wish: PageWish, signal: AbortSignal): Promise<LoadedPage | null> {
  const { id, after, worstFirst, epoch, place } = wish;
  const { experiment } = await askWhole(
    RECONSTRUCTIONS,
    { id, after, worstFirst, epoch, first: PAGE_SIZE },
    signal,
  );
  const page = experiment?.reconstructions;
  if (!page) return null;
  const { edges, ...rest } = page;
  const rows = await Promise.all(
    edges.map(async ({ node: { original, reconstruction, residual, ...scores } }) => {
      const [first, second, third] = await Promise.all([
        fetchPlane(original, place, signal),
        fetchPlane(reconstruction, place, signal),
        fetchPlane(residual, place, signal),
      ]);
      return { scores, original: first, reconstruction: second, residual: third };
    }),
  );
  return { ...rest, rows, wish };
}
