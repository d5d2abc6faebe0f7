import type { DbTransaction } from '@asterism/db';
import type { Caller } from '../../auth/caller.ts';
import { notify } from './notify.ts';
import { clusterName, observationSubject } from './observationSubject.ts';
import { writersOf } from './writers.ts';

/** Tells those who wrote an observation of a cluster that it was passed on to another one, whose page then shows it. */
export async function notifyOfHeir(
  tx: DbTransaction,
  { observationId, heirId, caller, at }: { observationId: string; heirId: string; caller: Caller; at: Date },
): Promise<void> {
  const { workspaceId, name } = await observationSubject(tx, observationId);
  const heir = await tx.cluster.findUniqueOrThrow({
    where: { id: heirId },
    select: { id: true, label: true, isNoise: true, experiment: { select: { number: true } } },
  });
  const heirName = clusterName({ ...heir, number: heir.experiment.number });
  await notify(tx, {
    userIds: await writersOf(tx, observationId),
    actorId: caller.user.id,
    subject: { workspaceId, type: 'Cluster', id: heir.id, name: heirName },
    sentence: `${caller.user.name} passed the observation of ${name}, of which you wrote, on to ${heirName}.`,
    at,
  });
}
