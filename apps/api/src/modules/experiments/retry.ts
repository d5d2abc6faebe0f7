import { type Experiment, emitEvent, Prisma } from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { lockExperiment } from './cancel.ts';

/**
 * Runs a failed or cancelled experiment again. What its stages finished stays; the others wait again, training from
 * its newest checkpoint. Problems: EXPERIMENT_NOT_FOUND, NOTHING_TO_RETRY.
 */
export async function retryExperiment(context: Context, globalId: string): Promise<Outcome<Experiment>> {
  const { db } = context.services;
  return db.$transaction(async (tx) => {
    const found = await lockExperiment(context, tx, globalId);
    if (!found.value) return found;
    const { id, number, status, workspaceId } = found.value;
    if (status !== 'FAILED' && status !== 'CANCELLED')
      return notDone(
        problem(
          'NOTHING_TO_RETRY',
          `E-${number} is ${status.toLowerCase()}; only failed and cancelled experiments are run again.`,
          'id',
        ),
      );
    const experiment = await tx.experiment.update({
      where: { id },
      data: { status: 'QUEUED', failure: Prisma.DbNull, startedAt: null, finishedAt: null },
    });
    await tx.stage.updateMany({
      where: { uses: { some: { experimentId: id } }, status: { in: ['FAILED', 'CANCELLED'] } },
      data: {
        status: 'QUEUED',
        failure: Prisma.DbNull,
        cancelRequested: false,
        attempt: 0,
        workerId: null,
        heartbeatAt: null,
        startedAt: null,
        finishedAt: null,
        fraction: 0,
      },
    });
    // A stage that was asked to stop and has not yet goes on instead.
    await tx.stage.updateMany({
      where: { uses: { some: { experimentId: id } }, status: 'RUNNING' },
      data: { cancelRequested: false },
    });
    await sendJob(tx, 'experiment.plan', { experimentId: id }, { jobKey: `plan:${id}` });
    await emitEvent(tx, { workspaceId, experimentId: id });
    const { caller } = context;
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'retried',
        subjectType: 'Experiment',
        subjectId: id,
        sentence: `${caller?.user.name} ran E-${number} again.`,
      },
    ]);
    return done(experiment);
  });
}
