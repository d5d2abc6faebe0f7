import {
  type Experiment,
  type ExperimentVerification,
  type VerificationFailure,
  type VerificationReport,
  verificationFailure,
  verificationReport,
} from '@asterism/db';
import type { Context } from '../../context.ts';
import { type Progress, progressOf } from '../experiments/progress.ts';
import { modelOf } from '../experiments/records.ts';

/** A verification as the API shows it, its JSON columns parsed. */
export interface VerificationView {
  row: ExperimentVerification;
  report: VerificationReport | null;
  failure: VerificationFailure | null;
  epochs: number;
}

/** Null where the experiment was never verified. */
export async function verification(
  { loaders }: Context,
  experiment: Experiment,
): Promise<VerificationView | null> {
  const [row] = await loaders.verifications.load(experiment.id);
  if (!row) return null;
  return {
    row,
    report: verificationReport.nullable().parse(row.report),
    failure: verificationFailure.nullable().parse(row.failure),
    epochs: modelOf(experiment).epochs,
  };
}

export async function verificationProgress(
  { loaders }: Context,
  { row, epochs }: VerificationView,
): Promise<Progress> {
  const stages = await loaders.verificationStages.load(row.id);
  return progressOf(
    { status: row.status, epochs },
    stages.map((stage) => ({ ...stage, experimentId: row.experimentId })),
  );
}
