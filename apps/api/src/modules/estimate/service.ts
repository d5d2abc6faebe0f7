import { type Db, stageKey } from '@asterism/db';
import { chainOf } from '@asterism/ml/chain';
import { type Membership, membershipBySlug } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { done, notDone, type Outcome } from '../../problem.ts';
import type { CreateStudyInput } from '../experiments/choices.ts';
import { trainableVersion } from '../experiments/data.ts';
import { expandGrid, type Grid } from '../studies/grid.ts';
import { type PastRun, type StageWork, secondsFor, workOf } from './durations.ts';
import { expectedEnvironment, pastRuns } from './pastRuns.ts';

/** Stages of one kind and subject. */
export interface StageEstimate extends Pick<StageWork, 'kind' | 'subject'> {
  /** Different ones: experiments share those that are alike. */
  count: number;
  reused: number;
  /** Of those that will be run; null where nothing like them was run yet. */
  seconds: number | null;
}

export interface StudyEstimate {
  experimentCount: number;
  stages: StageEstimate[];
  secondsSaved: number;
}

/**
 * What a study would run and reuse, and how long that takes; nothing is recorded. Problems
 * are those of createStudy. Throws NOT_FOUND for a workspace that the caller may not see.
 */
export async function estimateStudy(
  context: Context,
  input: typeof CreateStudyInput.$inferInput,
): Promise<Outcome<StudyEstimate>> {
  const membership = membershipBySlug(context.caller, input.workspace);
  if (!membership) throw refusal.noWorkspace(input.workspace);
  const { db } = context.services;
  const version = await trainableVersion(db, membership.workspaceId, input.datasetVersionId);
  if (!version.value) return notDone(...version.problems);
  const grid = expandGrid(version.value, input);
  if (!grid.value) return notDone(...grid.problems);
  return done(await estimateGrid(db, membership, version.value, grid.value));
}

async function estimateGrid(
  db: Db,
  { workspaceId }: Membership,
  { versionId, sampleCount }: { versionId: string; sampleCount: number },
  { experiments }: Grid,
): Promise<StudyEstimate> {
  const { contentHash } = await db.datasetVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { contentHash: true },
  });
  if (contentHash === null) throw new Error(`Version ${versionId} is ready without a content hash.`);
  const numericEnvironment = await expectedEnvironment(db, workspaceId);
  const works = new Map<string, StageWork>();
  for (const { preprocessing, model, projections, clustering, seed } of experiments) {
    const inputs = { contentHash, preprocessing, model, projections, clustering, seed };
    const chain = chainOf({ ...inputs, numericEnvironment: numericEnvironment ?? '' }, stageKey);
    for (const { kind, key, params } of chain) {
      const work = works.has(key) ? null : workOf(kind, params, { sampleCount, preprocessing });
      if (work) works.set(key, work);
    }
  }
  const [known, past] = await Promise.all([
    db.stage.findMany({
      where: { workspaceId, key: { in: [...works.keys()] }, status: 'SUCCEEDED' },
      select: { key: true, seconds: true },
    }),
    pastRuns(db, workspaceId, numericEnvironment),
  ]);
  return {
    experimentCount: experiments.length,
    stages: summarise(works, new Set(known.map(({ key }) => key)), past),
    secondsSaved: known.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
  };
}

/** In the order of the chain. */
function summarise(
  works: ReadonlyMap<string, StageWork>,
  known: ReadonlySet<string>,
  past: readonly PastRun[],
): StageEstimate[] {
  const groups = new Map<string, StageEstimate>();
  for (const [key, work] of works) {
    const { kind, subject } = work;
    const name = `${kind} ${subject}`;
    const group = groups.get(name) ?? { kind, subject, count: 0, reused: 0, seconds: 0 };
    groups.set(name, group);
    group.count++;
    if (known.has(key)) group.reused++;
    else {
      const seconds = secondsFor(work, past);
      group.seconds = seconds === null || group.seconds === null ? null : group.seconds + seconds;
    }
  }
  return [...groups.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const ORDER: readonly StageWork['kind'][] = ['PREPROCESS', 'TRAIN', 'ENCODE', 'PROJECT', 'CLUSTER', 'SCORE'];
