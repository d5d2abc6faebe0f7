import { MarkdownError } from '@asterism/observation/markdown';
import { type Caller, workspaceIds } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { notifyOfHeir } from '../notifications/notifyOfHeir.ts';
import { readRow } from '../observations/editable.ts';
import { OBSERVATION_COLUMNS, type ObservationRow } from '../observations/row.ts';
import { type PlacedCluster, passOnObservation } from './passOnObservation.ts';
import { forgetHeirs } from './service.ts';

export interface HeirIds {
  fromClusterId: string;
  toClusterId: string;
}

interface Passing {
  from: PlacedCluster;
  to: PlacedCluster;
  caller: Caller;
  /** Of the first. */
  observationId: string;
}

/**
 * Passes on what is written of a cluster to one of another experiment: its text follows below a heading that says from
 * where, its fields fill what the heir does not say. The first keeps all; once only. Answers the heir's observation.
 *
 * Problems: CLUSTER_NOT_FOUND, OTHER_WORKSPACE, SAME_EXPERIMENT, CLUSTER_IS_NOISE, NO_OBSERVATION, NOTHING_SHARED,
 * ALREADY_ACCEPTED, TEXT_TOO_LONG. Throws FORBIDDEN for a viewer.
 */
export async function acceptHeir(context: Context, ids: HeirIds): Promise<Outcome<ObservationRow>> {
  const found = await findPassing(context, ids);
  if (!found.value) return found;
  const { from, to, caller, observationId } = found.value;
  const { db, now, observations } = context.services;
  const pair = { fromClusterId: from.id, toClusterId: to.id };
  // Recorded first: of two who accept at once one alone copies.
  const { count } = await db.clusterHeir.createMany({
    data: [{ ...pair, acceptedById: caller.user.id, acceptedAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0)
    return notDone(
      problem(
        'ALREADY_ACCEPTED',
        `What is written of ${nameOf(from)} was passed on to ${nameOf(to)} before. Read it there.`,
      ),
    );
  let written: { observationId: string };
  try {
    written = await passOnObservation(context, from, to, caller.user.id);
  } catch (error) {
    await db.clusterHeir.deleteMany({ where: pair });
    if (!(error instanceof MarkdownError)) throw error;
    return notDone(problem(error.code, error.message));
  }
  await db.$transaction(async (tx) => {
    await recordDeeds(tx, caller, [
      {
        workspaceId: to.experiment.workspaceId,
        verb: 'passed on',
        subjectType: 'Cluster',
        subjectId: to.id,
        sentence: `${caller.user.name} passed on what is written of ${nameOf(from)} to ${nameOf(to)}.`,
      },
    ]);
    await notifyOfHeir(tx, { observationId, heirId: to.id, caller, at: now() });
  });
  forgetHeirs(context);
  for (const id of [observationId, written.observationId]) observations.tell(id, 'heirs');
  return done(await readRow(context, written.observationId));
}

const nameOf = ({ label, experiment }: PlacedCluster): string => `cluster ${label} of E-${experiment.number}`;

async function findPassing(context: Context, ids: HeirIds): Promise<Outcome<Passing>> {
  const { db } = context.services;
  const read = (globalId: string) =>
    db.cluster.findFirst({
      where: {
        id: rowId('Cluster', globalId) ?? '',
        experiment: { workspaceId: { in: workspaceIds(context.caller) } },
      },
      include: {
        experiment: { include: { datasetVersion: { select: { number: true } } } },
        observation: { select: OBSERVATION_COLUMNS },
      },
    });
  const [from, to] = await Promise.all([read(ids.fromClusterId), read(ids.toClusterId)]);
  const membership = to && editorById(context, to.experiment.workspaceId);
  if (!from || !membership)
    return notDone(
      ...(from ? [] : [clusterNotFound('fromClusterId')]),
      ...(membership ? [] : [clusterNotFound('toClusterId')]),
    );
  const wrong = pairProblem(from, to);
  if (wrong) return notDone(wrong);
  const { observation } = from;
  if (!observation || !isWritten(observation))
    return notDone(problem('NO_OBSERVATION', `Nothing is written of ${nameOf(from)} yet.`, 'fromClusterId'));
  if (!(await shareSamples(context, from, to)))
    return notDone(
      problem(
        'NOTHING_SHARED',
        `${nameOf(to)} has none of the samples of ${nameOf(from)}. Choose one of its heirs.`,
        'toClusterId',
      ),
    );
  return done({ from, to, caller: membership.caller, observationId: observation.id });
}

const clusterNotFound = (path: string) =>
  problem('CLUSTER_NOT_FOUND', 'There is no such cluster that you may see.', path);

function pairProblem(from: PlacedCluster, to: PlacedCluster): Problem | null {
  if (from.experiment.workspaceId !== to.experiment.workspaceId)
    return problem('OTHER_WORKSPACE', 'Both clusters must be of one workspace.', 'toClusterId');
  if (from.experimentId === to.experimentId)
    return problem('SAME_EXPERIMENT', 'An heir is a cluster of another experiment.', 'toClusterId');
  if (from.isNoise || to.isNoise)
    return problem(
      'CLUSTER_IS_NOISE',
      'Noise is no cluster: it has no heir and is none.',
      from.isNoise ? 'fromClusterId' : 'toClusterId',
    );
  return null;
}

/** Somebody has said something; see IS_WRITTEN. */
function isWritten(row: ObservationRow): boolean {
  const { markdown, label, confidence, kind, tags, representativeIds, counterExampleIds } = row;
  const entries = [tags, representativeIds, counterExampleIds];
  return (
    markdown !== '' ||
    [label, confidence, kind].some((field) => field !== null) ||
    entries.some((list) => list.length > 0)
  );
}

/** By what they are made of. */
async function shareSamples(
  { services: { db } }: Context,
  from: PlacedCluster,
  to: PlacedCluster,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isShared: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "Sample" a JOIN "Sample" b ON b."contentId" = a."contentId"
      WHERE a."versionId" = ${from.experiment.datasetVersionId} AND a.index = ANY(${from.memberIndexes})
        AND b."versionId" = ${to.experiment.datasetVersionId} AND b.index = ANY(${to.memberIndexes})
    ) AS "isShared"`;
  return row?.isShared ?? false;
}
