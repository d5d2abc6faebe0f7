import { grouped } from './grouped.ts';
import type { BoardRow, SeedScore } from './rows.ts';

/** Which rows are the best in what, and in one sentence whether that is more than the seeds' spread. */
export interface Verdict {
  reconstructing: ReadonlySet<BoardRow>;
  clustering: BoardRow | null;
  sentence: string | null;
}

interface Entrant {
  name: string;
  score: SeedScore;
  rows: readonly BoardRow[];
}

interface Contest {
  winner: Entrant;
  /** The next by its mean; before it, one whose seeds overlap with the winner's. */
  rival: Entrant | null;
}

/**
 * The lowest mean MSE reconstructs best, the highest mean silhouette clusters best. A difference counts as more than the
 * seeds' spread where every seed of the winner is better than every seed of all others: the ranges that the page draws do
 * not overlap. With three seeds each, equally good choices are apart like that in one case of ten.
 */
export function verdictOf(rows: readonly BoardRow[]): Verdict {
  const reconstruction = contest(trainings(rows), (score) => -score.mean, isLower);
  const clustered = rows.flatMap((row) =>
    row.silhouette ? [{ name: row.name, score: row.silhouette, rows: [row] }] : [],
  );
  const clustering = contest(clustered, (score) => score.mean, isHigher);
  return {
    reconstructing: new Set(reconstruction?.winner.rows),
    clustering: clustering?.winner.rows[0] ?? null,
    sentence: sentenceOf(reconstruction, clustering),
  };
}

/** Rows that differ in the clusterer alone share their reconstructions: one entrant, by the row that most seeds finished. */
function trainings(rows: readonly BoardRow[]): Entrant[] {
  return [...grouped(rows, ({ trainingName }) => trainingName)].flatMap(([name, same]) => {
    const scores = same.flatMap(({ mse }) => mse ?? []);
    const [score] = scores.toSorted((a, b) => b.count - a.count);
    return score ? [{ name, score, rows: same }] : [];
  });
}

function contest(
  entrants: readonly Entrant[],
  merit: (score: SeedScore) => number,
  isBeyond: (winner: SeedScore, other: SeedScore) => boolean,
): Contest | null {
  const [winner, ...others] = entrants.toSorted((a, b) => merit(b.score) - merit(a.score));
  if (!winner) return null;
  const overlapping = others.find(({ score }) => !isBeyond(winner.score, score));
  return { winner, rival: overlapping ?? others[0] ?? null };
}

const isLower = (winner: SeedScore, other: SeedScore): boolean => winner.max < other.min;
const isHigher = (winner: SeedScore, other: SeedScore): boolean => winner.min > other.max;

function sentenceOf(reconstruction: Contest | null, clustering: Contest | null): string | null {
  const reconstructs =
    reconstruction && `reconstructs best (MSE ${standing(reconstruction, digits, isLower)})`;
  const clusters =
    clustering &&
    `has the latents that cluster best (silhouette ${standing(clustering, decimals, isHigher)})`;
  const [first, second] = [reconstruction?.winner, clustering?.winner];
  if (!first || !second) {
    const only = first ?? second;
    return only ? `${only.name} ${reconstructs ?? clusters}.` : null;
  }
  return first.rows.includes(second.rows[0]!)
    ? `${second.name} both ${reconstructs} and ${clusters}.`
    : `${first.name} ${reconstructs}, while ${second.name} ${clusters}.`;
}

function standing(
  { winner, rival }: Contest,
  shown: (value: number) => string,
  isBeyond: typeof isLower,
): string {
  const mean = shown(winner.score.mean);
  if (!rival) return mean;
  const next = `${rival.name}, ${shown(rival.score.mean)}`;
  if (winner.score.count < 2 || rival.score.count < 2)
    return `${mean}; next ${next}; one seed cannot tell whether that is chance`;
  return isBeyond(winner.score, rival.score)
    ? `${mean}, beyond the seeds’ spread of the next, ${next}`
    : `${mean}, within the seeds’ spread of ${next}`;
}

const digits = (value: number): string => String(Number(value.toPrecision(3)));
/** .553, as scores are written everywhere. */
const decimals = (value: number): string =>
  value
    .toFixed(3)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−');
