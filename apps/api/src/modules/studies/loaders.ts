import { type Db, Prisma, type RunStatus, readRows, type Study } from '@asterism/db';
import DataLoader from 'dataloader';
import { loaderById } from '../../paging/loaderById.ts';
import { type BoardRow, readBoards } from './board/rows.ts';

export interface StudyState {
  status: RunStatus;
  /** 0 to 1: the share of the experiments that are over. */
  progress: number;
  bestId: string | null;
  /** The one after the best. */
  runnerUpId: string | null;
  secondsSaved: number;
}

interface StudyCounts {
  studyId: string;
  total: number;
  queued: number;
  running: number;
  succeeded: number;
  failed: number;
  /** By their silhouettes, the best two. */
  bestIds: string[] | null;
  secondsSaved: number;
}

export function studyLoaders(db: Db) {
  return {
    study: loaderById((ids) =>
      readRows<Study>(db, Prisma.sql`SELECT s.* FROM "Study" s WHERE s.id IN (${Prisma.join(ids)})`),
    ),
    boardRows: new DataLoader<string, BoardRow[]>((studyIds) => readBoards(db, studyIds)),
    studyState: new DataLoader<string, StudyState>(async (studyIds) => {
      const rows = await countExperiments(db, [...studyIds]);
      const byStudy = new Map(rows.map((row) => [row.studyId, row]));
      return studyIds.map((id) => stateOf(byStudy.get(id)));
    }),
  };
}

/** What every shared use of a stage but its first would have cost is saved. */
function countExperiments(db: Db, studyIds: string[]): Promise<StudyCounts[]> {
  return db.$queryRaw<StudyCounts[]>`
    SELECT e."studyId", count(*)::int AS total,
           (count(*) FILTER (WHERE e.status = 'QUEUED'))::int AS queued,
           (count(*) FILTER (WHERE e.status = 'RUNNING'))::int AS running,
           (count(*) FILTER (WHERE e.status = 'SUCCEEDED'))::int AS succeeded,
           (count(*) FILTER (WHERE e.status = 'FAILED'))::int AS failed,
           (array_agg(e.id ORDER BY e.silhouette DESC, e.number)
              FILTER (WHERE e.status = 'SUCCEEDED' AND e.silhouette IS NOT NULL))[1:2] AS "bestIds",
           coalesce(max(saved.seconds), 0) AS "secondsSaved"
    FROM "Experiment" e
    LEFT JOIN (
      SELECT shared."studyId", sum(shared.seconds * (shared.uses - shared.own)) AS seconds
      FROM (
        SELECT x."studyId", s.seconds, count(*) AS uses, CASE WHEN bool_and(u.reused) THEN 0 ELSE 1 END AS own
        FROM "Experiment" x
        JOIN "ExperimentStage" u ON u."experimentId" = x.id
        JOIN "Stage" s ON s.id = u."stageId"
        WHERE x."studyId" IN (${Prisma.join(studyIds)}) AND s.status = 'SUCCEEDED'
        GROUP BY x."studyId", s.id, s.seconds
      ) shared GROUP BY shared."studyId"
    ) saved ON saved."studyId" = e."studyId"
    WHERE e."studyId" IN (${Prisma.join(studyIds)})
    GROUP BY e."studyId"`;
}

function stateOf(counts: StudyCounts | undefined): StudyState {
  if (!counts) return { status: 'SUCCEEDED', progress: 1, bestId: null, runnerUpId: null, secondsSaved: 0 };
  const { total, queued, running, bestIds, secondsSaved } = counts;
  const [bestId = null, runnerUpId = null] = bestIds ?? [];
  const progress = (total - queued - running) / total;
  return { status: statusOf(counts), progress, bestId, runnerUpId, secondsSaved };
}

function statusOf({ total, queued, running, succeeded, failed }: StudyCounts): RunStatus {
  if (queued === total) return 'QUEUED';
  if (queued + running > 0) return 'RUNNING';
  if (succeeded > 0) return 'SUCCEEDED';
  return failed > 0 ? 'FAILED' : 'CANCELLED';
}
