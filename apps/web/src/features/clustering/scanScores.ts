import { formatNumber, formatScore } from '../../ui/format.ts';

type ScoreKey = 'silhouette' | 'daviesBouldin' | 'calinskiHarabasz' | 'dbcv' | 'bic' | 'aic' | 'stability';

export interface ScanScore {
  key: ScoreKey;
  name: string;
  /** Whether more is better. */
  isRising: boolean;
  format: (value: number | null | undefined) => string;
  /** Of an axis that has fixed ends; without one it follows the values. */
  isShare: boolean;
}

const share = (key: ScoreKey, name: string): ScanScore => ({
  key,
  name,
  isRising: true,
  format: formatScore,
  isShare: true,
});
const figure = (key: ScoreKey, name: string, isRising: boolean): ScanScore => ({
  key,
  name,
  isRising,
  format: formatNumber,
  isShare: false,
});

const SILHOUETTE = share('silhouette', 'Silhouette');
/** What tells clusterings apart, each with its good direction. */
export const SCAN_SCORES: readonly ScanScore[] = [
  SILHOUETTE,
  figure('daviesBouldin', 'Davies-Bouldin', false),
  figure('calinskiHarabasz', 'Calinski-Harabasz', true),
  share('dbcv', 'DBCV'),
  figure('bic', 'BIC', false),
  figure('aic', 'AIC', false),
  share('stability', 'Stability'),
];

export type ScanValues = { value: number } & Partial<Record<ScoreKey, number | null>>;

/** The scores that have a value somewhere in the scan: BIC and AIC exist for mixtures only. */
export const scoresOf = (scan: readonly ScanValues[]): ScanScore[] =>
  SCAN_SCORES.filter(({ key }) => scan.some((point) => point[key] != null));

/** The score by this name where the scan has it, or else the silhouette. */
export const askedScore = (scores: readonly ScanScore[], asked: string | null): ScanScore =>
  scores.find(({ key }) => key === asked) ?? SILHOUETTE;

/** The point this score alone would choose; of equals the first. Null where it has no value at all. */
export function preferred<Point extends ScanValues>(scan: readonly Point[], score: ScanScore): Point | null {
  let best: Point | null = null;
  for (const point of scan) {
    const own = point[score.key];
    const held = best?.[score.key];
    if (own == null) continue;
    if (held == null || (score.isRising ? own > held : own < held)) best = point;
  }
  return best;
}
