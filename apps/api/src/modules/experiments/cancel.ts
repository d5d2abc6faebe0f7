import { type DbTransaction, type Experiment, emitEvent } from '@asterism/db';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';

/** An experiment that the caller may change, locked with its stages until the transaction ends; or the problem. */
export async function lockExperiment(
  context: Context,
  tx: DbTransaction,
  globalId: string,
): Promise<Outcome<Experiment>> {
  const id = rowId('Experiment', globalId) ?? '';
  // Stages before experiments and in one order, as workers lock them, so that two transactions do not wait for each other.
  await tx.$executeRaw`
    SELECT 1 FROM "Stage" WHERE id IN (SELECT "stageId" FROM "ExperimentStage" WHERE "experimentId" = ${id})
    ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`SELECT 1 FROM "Experiment" WHERE id = ${id} FOR UPDATE`;
  const experiment = await tx.experiment.findUnique({ where: { id } });
  if (!experiment || !editorById(context, experiment.workspaceId))
    return notDone(problem('EXPERIMENT_NOT_FOUND', 'There is no such experiment that you may see.', 'id'));
  return done(experiment);
}

/**
 * Stops an experiment, and those of its stages that no other experiment waits for: queued ones at once, running
 * ones by asking their worker. Problems: EXPERIMENT_NOT_FOUND, ALREADY_OVER.
 */
export async function cancelExperiment(context: Context, globalId: string): Promise<Outcome<Experiment>> {
  const { db, now } = context.services;
  return db.$transaction(async (tx) => {
    const found = await lockExperiment(context, tx, globalId);
    if (!found.value) return found;
    const { id, number, status, workspaceId } = found.value;
    if (status !== 'QUEUED' && status !== 'RUNNING')
      return notDone(
        problem(
          'ALREADY_OVER',
          `E-${number} is over (${status.toLowerCase()}); there is nothing to stop.`,
          'id',
        ),
      );
    const experiment = await tx.experiment.update({
      where: { id },
      data: { status: 'CANCELLED', finishedAt: now() },
    });
    await stopStages(tx, id, now());
    await emitEvent(tx, { workspaceId, experimentId: id });
    const { caller } = context;
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'cancelled',
        subjectType: 'Experiment',
        subjectId: id,
        sentence: `${caller?.user.name} cancelled E-${number}.`,
      },
    ]);
    return done(experiment);
  });
}

async function stopStages(tx: DbTransaction, experimentId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Stage" s
    SET status = CASE WHEN s.status = 'QUEUED' THEN 'CANCELLED'::"RunStatus" ELSE s.status END,
        "finishedAt" = CASE WHEN s.status = 'QUEUED' THEN ${at}::timestamptz ELSE s."finishedAt" END,
        "cancelRequested" = (s.status = 'RUNNING')
    WHERE s.status IN ('QUEUED', 'RUNNING')
      AND s.id IN (SELECT "stageId" FROM "ExperimentStage" WHERE "experimentId" = ${experimentId})
      AND NOT EXISTS (
        SELECT 1 FROM "ExperimentStage" u JOIN "Experiment" e ON e.id = u."experimentId"
        WHERE u."stageId" = s.id AND e.id <> ${experimentId} AND e.status IN ('QUEUED', 'RUNNING'))`;
}
