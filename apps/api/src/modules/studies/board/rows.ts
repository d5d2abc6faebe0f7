import { type Db, Prisma } from '@asterism/db';
import type { ClusteringParams, ModelParams, PreprocessingParams } from '@asterism/ml/params';
import { clusteringOf, modelOf, preprocessingOf } from '../../experiments/records.ts';
import { type ChoiceName, choiceNames } from './choiceNames.ts';
import { grouped } from './grouped.ts';

/** A score over the seeds of one choice that finished with it. */
export interface SeedScore {
  count: number;
  mean: number;
  /** Of a sample (n - 1); null of a single seed. */
  standardDeviation: number | null;
  min: number;
  max: number;
}

/** One seed's experiment, and its labels where it has finished. */
export interface SeedRun {
  id: string;
  seed: number;
  labelsSha256: string | null;
  sampleCount: number | null;
}

export const BOARD_SCORES = [
  'mse',
  'psnr',
  'msSsim',
  'silhouette',
  'dbcv',
  'stability',
  'clusterCount',
  'noiseCount',
] as const;
export type BoardScore = (typeof BOARD_SCORES)[number];

/** One combination of preprocessing, model and clusterer, over its seeds. */
export interface BoardRow extends ChoiceName, Record<BoardScore, SeedScore | null> {
  preprocessing: PreprocessingParams;
  model: ModelParams;
  clustering: ClusteringParams;
  /** In order of their seeds. */
  runs: SeedRun[];
  finishedCount: number;
}

/** As the statement gives it. */
interface ChoiceRow {
  studyId: string;
  preprocessing: Prisma.JsonValue;
  model: Prisma.JsonValue;
  clustering: Prisma.JsonValue;
  finishedCount: number;
  scores: Record<BoardScore, { [K in keyof SeedScore]: number | null }>;
  runs: SeedRun[];
}

/** The rows of each study, in the order in which its choices were made; one statement for all. */
export async function readBoards(db: Db, studyIds: readonly string[]): Promise<BoardRow[][]> {
  const found = await db.$queryRaw<ChoiceRow[]>`
    SELECT e."studyId", e.preprocessing, e.model, e.clustering,
           (count(*) FILTER (WHERE e.status = 'SUCCEEDED'))::int AS "finishedCount",
           json_build_object(${scoresSql}) AS scores,
           json_agg(json_build_object('id', e.id, 'seed', e.seed, 'labelsSha256', labelled."labelsSha256",
             'sampleCount', labelled."sampleCount") ORDER BY e.seed, e.number) AS runs
    FROM "Experiment" e
    LEFT JOIN LATERAL (
      SELECT c."labelsSha256", c."sampleCount" FROM "ExperimentStage" u JOIN "Clustering" c ON c."stageId" = u."stageId"
      WHERE u."experimentId" = e.id LIMIT 1
    ) labelled ON e.status = 'SUCCEEDED'
    WHERE e."studyId" IN (${Prisma.join([...studyIds])})
    GROUP BY e."studyId", e.preprocessing, e.model, e.clustering
    ORDER BY min(e.number)`;
  const byStudy = grouped(found, ({ studyId }) => studyId);
  return studyIds.map((id) => rowsOf(byStudy.get(id) ?? []));
}

const scoresSql = Prisma.join(
  BOARD_SCORES.map((score) => {
    const [name, column] = [Prisma.raw(`'${score}'`), Prisma.raw(`e."${score}"`)];
    const finished = Prisma.sql`FILTER (WHERE e.status = 'SUCCEEDED')`;
    return Prisma.sql`${name}, json_build_object('count', count(${column}) ${finished}, 'mean', avg(${column}) ${finished},
      'standardDeviation', stddev_samp(${column}) ${finished}, 'min', min(${column}) ${finished}, 'max', max(${column}) ${finished})`;
  }),
);

function rowsOf(found: readonly ChoiceRow[]): BoardRow[] {
  const choices = found.map((row) => ({
    preprocessing: preprocessingOf(row),
    model: modelOf(row),
    clustering: clusteringOf(row),
  }));
  const names = choiceNames(choices);
  return found.map(({ runs, finishedCount, scores }, i) => ({
    ...choices[i]!,
    ...names[i]!,
    runs,
    finishedCount,
    mse: scoreOf(scores.mse),
    psnr: scoreOf(scores.psnr),
    msSsim: scoreOf(scores.msSsim),
    silhouette: scoreOf(scores.silhouette),
    dbcv: scoreOf(scores.dbcv),
    stability: scoreOf(scores.stability),
    clusterCount: scoreOf(scores.clusterCount),
    noiseCount: scoreOf(scores.noiseCount),
  }));
}

function scoreOf({ count, mean, standardDeviation, min, max }: ChoiceRow['scores']['mse']): SeedScore | null {
  if (!count || mean === null || min === null || max === null) return null;
  return { count, mean, standardDeviation, min, max };
}
