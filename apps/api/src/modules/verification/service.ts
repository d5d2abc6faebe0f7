import {
  cancelVerification as cancelRow,
  type Experiment,
  type ExperimentVerification,
  inTransaction,
  startVerification,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import type { Context } from '../../context.ts';
import { done, notDone, type Problem, problem } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { lockExperiment } from '../experiments/cancel.ts';

/** The experiment is there beside a problem too, where what was asked for is under way already. */
export interface VerificationOutcome {
  value: Experiment | null;
  problems: Problem[];
}

/**
 * Has a finished experiment run again from its inputs, in place of an earlier verification. Problems:
 * EXPERIMENT_NOT_FOUND, EXPERIMENT_NOT_FINISHED, and VERIFICATION_RUNNING with the experiment whose verification it is.
 */
export async function verifyExperiment(context: Context, globalId: string): Promise<VerificationOutcome> {
  const { db, now } = context.services;
  const { caller } = context;
  return inTransaction(db, async (tx) => {
    const found = await lockExperiment(context, tx, globalId);
    if (!found.value) return found;
    const { id, number, status, workspaceId } = found.value;
    if (status !== 'SUCCEEDED')
      return notDone(
        problem(
          'EXPERIMENT_NOT_FINISHED',
          `E-${number} is ${status.toLowerCase()}; only an experiment that succeeded has results to verify.`,
          'id',
        ),
      );
    const earlier = await tx.experimentVerification.findUnique({ where: { experimentId: id } });
    if (earlier && isActive(earlier))
      return {
        value: found.value,
        problems: [
          problem(
            'VERIFICATION_RUNNING',
            `E-${number} is being verified already; wait for the report or cancel it.`,
            'id',
          ),
        ],
      };
    const createdById = caller?.user.id ?? null;
    const started = await startVerification(tx, { experimentId: id, createdById, now: now() });
    await sendJob(
      tx,
      'verification.advance',
      { verificationId: started.id },
      { jobKey: `verification:${started.id}` },
    );
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'verified',
        subjectType: 'Experiment',
        subjectId: id,
        sentence: `${caller?.user.name} had E-${number} verified.`,
      },
    ]);
    return done(found.value);
  });
}

/** Stops the verification that is under way. Problems: EXPERIMENT_NOT_FOUND, NO_VERIFICATION_RUNNING. */
export async function cancelVerification(context: Context, globalId: string): Promise<VerificationOutcome> {
  const { db, now } = context.services;
  return inTransaction(db, async (tx) => {
    const found = await lockExperiment(context, tx, globalId);
    if (!found.value) return found;
    const { id, number } = found.value;
    const verification = await tx.experimentVerification.findUnique({ where: { experimentId: id } });
    if (!verification || !(await cancelRow(tx, verification.id, now())))
      return notDone(
        problem(
          'NO_VERIFICATION_RUNNING',
          `No verification of E-${number} is under way; there is nothing to stop.`,
          'id',
        ),
      );
    return done(found.value);
  });
}

const isActive = ({ status }: ExperimentVerification): boolean => status === 'QUEUED' || status === 'RUNNING';
