import type { BoardRow } from '../board/boardDocument.ts';
import { placesOn } from '../board/boardOrder.ts';
import type { StudyRun } from '../studyDocument.ts';
import { byMerit, type StudyScore } from '../studyScores.ts';

/** How a choice stands that has no score. */
export type CellState = 'scored' | 'unscored' | 'failed' | 'cancelled' | 'running' | 'queued';

export interface HeatCell {
  row: BoardRow;
  state: CellState;
  /** 0 to 1: how far its seeds are on average; of no meaning once they are over. */
  progress: number;
  /** Mean over the seeds that have the score. */
  value: number | null;
  /** Between the worst, 0, and the best, 1, of the study. */
  place: number;
  isBest: boolean;
  /** The run that the cell leads to: its best seed, or the first. */
  run: { id: string; number: number };
  /** Seeds that failed, though others gave the score. */
  failedCount: number;
}

export interface HeatMap {
  models: string[];
  /** Columns: every preparation with the clusterers over it. */
  preparations: { name: string; clusterers: string[] }[];
  cellAt(model: string, preparation: string, clusterer: string): HeatCell | null;
  /** The worst and the best mean; null without scores. */
  ends: readonly [number, number] | null;
}

/** Models down, preparations and in each the clusterers across, in the order in which they were chosen. */
export function heatMapOf(
  rows: readonly BoardRow[],
  runs: ReadonlyMap<string, StudyRun>,
  score: StudyScore,
): HeatMap {
  const ranked = byMerit(rows, score);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  const ends = best && worst ? ([worst[score.key]?.mean ?? 0, best[score.key]?.mean ?? 0] as const) : null;
  const cells = new Map(
    rows.map((row) => [nameOf(row), cellOf(row, { runs, score, ends, isBest: row === best })]),
  );
  const preparations = unique(rows.map(({ preparationName }) => preparationName));
  return {
    models: unique(rows.map(({ modelName }) => modelName)),
    preparations: preparations.map((name) => ({
      name,
      clusterers: unique(
        rows.filter((row) => row.preparationName === name).map(({ clustererName }) => clustererName),
      ),
    })),
    cellAt: (modelName, preparationName, clustererName) =>
      cells.get(nameOf({ modelName, preparationName, clustererName })) ?? null,
    ends,
  };
}

interface Around {
  runs: ReadonlyMap<string, StudyRun>;
  score: StudyScore;
  ends: HeatMap['ends'];
  isBest: boolean;
}

function cellOf(row: BoardRow, { runs, score, ends, isBest }: Around): HeatCell {
  const value = row[score.key]?.mean ?? null;
  const own = row.experiments.flatMap(({ id }) => runs.get(id) ?? []);
  const statuses = own.map(({ status }) => status);
  return {
    row,
    value,
    state: value === null ? stateOf(statuses) : 'scored',
    progress: own.reduce((sum, { progress }) => sum + progress.fraction, 0) / Math.max(own.length, 1),
    place: value === null || !ends ? 0 : placeOf(value, ends),
    isBest,
    run: bestSeed(own, score) ?? row.experiments[0] ?? { id: '', number: 0 },
    failedCount: statuses.filter((status) => status === 'FAILED').length,
  };
}

function placeOf(value: number, [worst, best]: readonly [number, number]): number {
  if (worst === best) return 1;
  const [place = 1] = placesOn([Math.min(worst, best), Math.max(worst, best)], [value]);
  return worst < best ? place : 1 - place;
}

function stateOf(statuses: readonly StudyRun['status'][]): CellState {
  if (statuses.includes('RUNNING')) return 'running';
  if (statuses.includes('QUEUED')) return 'queued';
  if (statuses.includes('SUCCEEDED')) return 'unscored';
  return statuses.includes('FAILED') ? 'failed' : 'cancelled';
}

function bestSeed(own: readonly StudyRun[], { key, isError }: StudyScore): StudyRun | undefined {
  // The agreement is of all seeds: there is no best one.
  if (key === 'labelAgreement') return undefined;
  const sign = isError ? 1 : -1;
  return own
    .filter(({ metrics }) => metrics?.[key] != null)
    .toSorted((a, b) => sign * ((a.metrics?.[key] ?? 0) - (b.metrics?.[key] ?? 0)))[0];
}

const nameOf = (row: Pick<BoardRow, 'modelName' | 'preparationName' | 'clustererName'>): string =>
  JSON.stringify([row.modelName, row.preparationName, row.clustererName]);

const unique = (values: readonly string[]): string[] => [...new Set(values)];
