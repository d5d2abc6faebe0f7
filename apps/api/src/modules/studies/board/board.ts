import type { Context } from '../../../context.ts';
import { labelAgreement, type SeedAgreement } from './labelAgreement.ts';
import type { BoardRow } from './rows.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** A study's choices beside each other, and which is the best in what. */
export interface Board {
  rows: readonly BoardRow[];
  verdict: Verdict;
  /** Of each row; made when it is first asked for, a row after the other so that few labels are in memory. */
  agreements: () => Promise<ReadonlyMap<BoardRow, SeedAgreement | null>>;
}

export async function boardOf(
  { loaders, services: { blobs } }: Pick<Context, 'loaders' | 'services'>,
  studyId: string,
): Promise<Board> {
  const rows = await loaders.boardRows.load(studyId);
  let made: ReturnType<Board['agreements']> | null = null;
  const make = async () => {
    const agreements = new Map<BoardRow, SeedAgreement | null>();
    for (const row of rows) agreements.set(row, await labelAgreement(blobs, row.runs));
    return agreements;
  };
  return {
    rows,
    verdict: verdictOf(rows),
    agreements() {
      made ??= make();
      return made;
    },
  };
}

/** For each choice that was run with several seeds: how many finished, and what became of its scores; null without one. */
export function spreadOf(rows: readonly BoardRow[]): unknown {
  const several = rows.filter(({ runs, finishedCount }) => runs.length > 1 && finishedCount > 1);
  if (several.length === 0) return null;
  return several.map(
    ({ name, preprocessing, model, clustering, runs, finishedCount, silhouette, mse, clusterCount }) => ({
      name,
      preprocessing,
      model,
      clustering,
      seeds: runs.map(({ seed }) => seed),
      count: finishedCount,
      silhouette,
      mse,
      clusterCount,
    }),
  );
}
