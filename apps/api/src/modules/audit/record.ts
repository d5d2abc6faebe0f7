import { type DbTransaction, emitEvent } from '@asterism/db';
import { type Caller, tokenIdOf } from '../../auth/caller.ts';

export interface Deed {
  workspaceId: string;
  /** In the past tense, as it stands in the sentence. */
  verb: string;
  subjectType: string;
  subjectId: string;
  sentence: string;
  /** About people and their tokens: for owners' eyes. */
  forOwners?: boolean;
}

/** Who does something, and by which API token. */
export interface Actor {
  actorId: string | null;
  tokenId: string | null;
}

export const actorOf = (caller: Caller | null): Actor => ({
  actorId: caller?.user.id ?? null,
  tokenId: caller && tokenIdOf(caller),
});

/** Writes down who did what, in the transaction that does it, and tells those who follow the workspace. */
export const recordDeeds = (
  tx: DbTransaction,
  caller: Caller | null,
  deeds: readonly Deed[],
): Promise<void> => recordDeedsOf(tx, actorOf(caller), deeds);

/** The same of somebody whose request is over. */
export async function recordDeedsOf(tx: DbTransaction, by: Actor, deeds: readonly Deed[]): Promise<void> {
  const rows = await tx.activity.createManyAndReturn({
    data: deeds.map((deed) => ({ ...deed, ...by })),
    select: { id: true, workspaceId: true, forOwners: true },
  });
  for (const { id, workspaceId, forOwners } of rows)
    if (!forOwners) await emitEvent(tx, { workspaceId, activityId: id });
}
