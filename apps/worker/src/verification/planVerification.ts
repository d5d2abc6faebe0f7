import { createHash } from 'node:crypto';
import { type DbTransaction, upsertStage } from '@asterism/db';
import { chainOfExperiment } from '../plan/planExperiment.ts';

/**
 * Makes the stages of a verification: those that its experiment's choices ask for, here and now, under keys that
 * nothing else has. So they find no stored result, and nobody finds theirs.
 */
export async function planVerification(
  tx: DbTransaction,
  verificationId: string,
  numericEnvironment: string,
): Promise<void> {
  const { experiment } = await tx.experimentVerification.findUniqueOrThrow({
    where: { id: verificationId },
    include: { experiment: { include: { datasetVersion: { select: { contentHash: true } } } } },
  });
  const { contentHash } = experiment.datasetVersion;
  if (contentHash === null) throw new Error(`Experiment ${experiment.id} is on a version that is not ready.`);
  const ids: string[] = [];
  for (const { parents, ...stage } of chainOfExperiment({ experiment, contentHash, numericEnvironment })) {
    const { id } = await upsertStage(tx, {
      ...stage,
      key: keyOf(verificationId, stage.key),
      workspaceId: experiment.workspaceId,
      datasetVersionId: experiment.datasetVersionId,
      parentIds: parents.map((place) => ids[place]!),
      verificationId,
    });
    ids.push(id);
  }
}

const keyOf = (verificationId: string, key: string): string =>
  createHash('sha256').update(`${verificationId} ${key}`).digest('hex');
