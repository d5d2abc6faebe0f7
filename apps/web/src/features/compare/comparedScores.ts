import { formatNumber, formatScore } from '../../ui/format.ts';
import { SCAN_SCORES } from '../clustering/scanScores.ts';

const OF_CLUSTERS = ['silhouette', 'stability', 'dbcv', 'daviesBouldin', 'calinskiHarabasz'] as const;
type ScoreKey = (typeof OF_CLUSTERS)[number] | 'mse' | 'msSsim';

export type ScoreValues = Partial<Record<ScoreKey, number | null>>;

export interface ComparedScore {
  key: ScoreKey;
  name: string;
  /** Whether more is better. */
  isRising: boolean;
  format: (value: number | null | undefined) => string;
}

const SCORES: readonly ComparedScore[] = [
  ...OF_CLUSTERS.flatMap((key) => {
    const score = SCAN_SCORES.find((other) => other.key === key);
    return score ? [{ key, name: score.name, isRising: score.isRising, format: score.format }] : [];
  }),
  { key: 'mse', name: 'MSE', isRising: false, format: formatNumber },
  { key: 'msSsim', name: 'MS-SSIM', isRising: true, format: formatScore },
];

/** The scores that at least one of the experiments has. */
export const scoresAmong = (rows: readonly ScoreValues[]): ComparedScore[] =>
  SCORES.filter(({ key }) => rows.some((row) => row[key] != null));

export type Mark = 'best' | 'worst' | null;

/** Which rows have the best and the worst value, equals alike; nothing where no two differ. */
export function marksOf(rows: readonly ScoreValues[], { key, isRising }: ComparedScore): Mark[] {
  const known = rows.flatMap((row) => row[key] ?? []);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const [best, worst] = isRising ? [high, low] : [low, high];
  return rows.map((row) => {
    const value = row[key];
    if (value == null || low === high) return null;
    return value === best ? 'best' : value === worst ? 'worst' : null;
  });
}

// What a reader asks first: whose clusters are apart, and who gives the images back.
const SAID: readonly ScoreKey[] = ['silhouette', 'mse'];

/** Silhouette is best in E-4 (.553), MSE in E-1 and E-2 (.0021). Null where nothing differs. */
export function bestSentence(rows: readonly (ScoreValues & { name: string })[]): string | null {
  const parts = SCORES.filter(({ key }) => SAID.includes(key)).flatMap((score) => {
    const marks = marksOf(rows, score);
    const best = rows.filter((_, i) => marks[i] === 'best');
    if (best.length === 0 || best.length > 2) return [];
    const names = best.map(({ name }) => name).join(' and ');
    return [{ name: score.name, best: `in ${names} (${score.format(best[0]?.[score.key])})` }];
  });
  if (parts.length === 0) return null;
  return `${parts.map(({ name, best }, i) => (i === 0 ? `${name} is best ${best}` : `${name} ${best}`)).join(', ')}.`;
}
