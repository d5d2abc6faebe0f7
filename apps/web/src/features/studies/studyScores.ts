import { formatNumber, formatScore } from '../../ui/format.ts';
import type { BoardRow } from './board/boardDocument.ts';

/** What the choices of a study can be held against each other by. */
export interface StudyScore {
  key: 'silhouette' | 'stability' | 'dbcv' | 'msSsim' | 'mse' | 'labelAgreement';
  name: string;
  /** Inside a sentence. */
  word: string;
  isError: boolean;
  /** Whether it is of the trained model, and so the same for every clusterer over it. */
  isOfTraining?: boolean;
  format: (value: number | null | undefined) => string;
  /** What it says, in a sentence. */
  says: string;
}

const SILHOUETTE: StudyScore = {
  key: 'silhouette',
  name: 'Silhouette',
  word: 'mean silhouette',
  isError: false,
  format: formatScore,
  says: 'How well apart the clusters are in latent space.',
};

const STUDY_SCORES: readonly StudyScore[] = [
  SILHOUETTE,
  {
    key: 'stability',
    name: 'Stability',
    word: 'stability',
    isError: false,
    format: formatScore,
    says: 'How alike the clusters come back in resampled data: from .75 they are stable.',
  },
  {
    key: 'dbcv',
    name: 'DBCV',
    word: 'DBCV',
    isError: false,
    format: formatScore,
    says: 'Density-based validity of the clusters, which need not be round.',
  },
  {
    key: 'msSsim',
    name: 'MS-SSIM',
    word: 'MS-SSIM',
    isError: false,
    isOfTraining: true,
    format: formatScore,
    says: 'How like the images their reconstructions look: the same for every clusterer over one model.',
  },
  {
    key: 'mse',
    name: 'MSE',
    word: 'MSE',
    isError: true,
    isOfTraining: true,
    format: (value) => formatNumber(value),
    says: 'Mean squared error of the reconstructions: the same for every clusterer over one model.',
  },
  {
    key: 'labelAgreement',
    name: 'Seeds agree',
    word: 'agreement of the seeds',
    isError: false,
    format: formatScore,
    says: 'Adjusted Rand index of the labels of every two seeds: 1 where they make the same clusters.',
  },
];

/** Those that some choice has. */
export const studyScoresOf = (rows: readonly BoardRow[]): StudyScore[] =>
  STUDY_SCORES.filter(({ key }) => rows.some((row) => row[key]));

/** The score by this name where some choice has it, or else the silhouette. */
export const askedStudyScore = (rows: readonly BoardRow[], asked: string | null): StudyScore =>
  studyScoresOf(rows).find(({ key }) => key === asked) ?? SILHOUETTE;

/** Rows that have the score, the best mean first; of equals the first made. */
export function byMerit(rows: readonly BoardRow[], { key, isError }: StudyScore): BoardRow[] {
  const sign = isError ? 1 : -1;
  return rows
    .filter((row) => row[key])
    .toSorted((a, b) => sign * ((a[key]?.mean ?? 0) - (b[key]?.mean ?? 0)));
}

/** Which choice is the best by a score, and the next one that is not equal to it; null while none has it. */
export function bestSentence(rows: readonly BoardRow[], score: StudyScore): string | null {
  const [best, ...others] = byMerit(rows, score);
  if (!best) return null;
  const { key, isError, isOfTraining = false, word, format } = score;
  const value = best[key]?.mean;
  const next = others.find((row) => row[key]?.mean !== value);
  const nameOf = (row: BoardRow) => (isOfTraining ? row.trainingName : row.name);
  return `${nameOf(best)} has the ${isError ? 'lowest' : 'highest'} ${word}, ${format(value)}${
    next ? `; the next is ${nameOf(next)} with ${format(next[key]?.mean)}` : ''
  }.`;
}
