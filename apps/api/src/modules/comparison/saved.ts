import type { Comparison, DbTransaction } from '@asterism/db';
import { z } from 'zod';
import { type Caller, workspaceIds } from '../../auth/caller.ts';
import { editorBySlug, workspaceNotFound } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { type Deed, recordDeeds } from '../audit/record.ts';
import { FEWEST, MOST } from './service.ts';

const COMPARISONS_MAXIMUM = 2000;
const STATE_CHARACTERS = 4000;
const TEXT_CHARACTERS = 10_000;

const wanted = z.object({
  id: z.string().nullish(),
  workspace: z.string(),
  title: z.string().trim().min(1).max(200),
  text: z.string().trim().max(TEXT_CHARACTERS).nullish(),
  experimentIds: z.array(z.string()).min(FEWEST).max(MOST),
  state: z
    .record(z.string(), z.unknown())
    .refine((state) => JSON.stringify(state).length <= STATE_CHARACTERS, {
      error: `state may hold at most ${STATE_CHARACTERS} characters as JSON.`,
    })
    .nullish(),
});

/** Those of the caller's workspaces; for whoever bears a public link the one that it shows. */
export function visibleComparisons({ caller, visitor }: Pick<Context, 'caller' | 'visitor'>) {
  return { OR: [{ workspaceId: { in: workspaceIds(caller) } }, { id: visitor?.comparisonId ?? '' }] };
}

/**
 * Keeps a comparison under a title, or changes the one that is named. Problems: WORKSPACE_NOT_FOUND,
 * EXPERIMENT_NOT_FOUND, COMPARISON_NOT_FOUND, NAMED_TWICE, TOO_MANY, values that cannot be. Throws FORBIDDEN for a viewer.
 */
export async function saveComparison(
  context: Context,
  input: Omit<z.input<typeof wanted>, 'state'> & { state?: unknown },
): Promise<Outcome<Comparison>> {
  const membership = editorBySlug(context, input.workspace);
  if (!membership) return notDone(workspaceNotFound(input.workspace));
  const parsed = wanted.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { id, title, text, experimentIds, state } = parsed.data;
  const { workspaceId, caller } = membership;
  const { db, now } = context.services;
  return db.$transaction(async (tx) => {
    // The number of them is counted before one more is kept.
    await tx.$executeRaw`SELECT 1 FROM "Workspace" WHERE id = ${workspaceId} FOR UPDATE`;
    const ids = experimentIds.map((globalId) => rowId('Experiment', globalId) ?? '');
    const wrong = await experimentProblems(tx, workspaceId, ids);
    if (wrong.length > 0) return notDone(...wrong);
    const choices = {
      title,
      ...(text == null ? {} : { text }),
      ...(state ? { state: JSON.parse(JSON.stringify(state)) } : {}),
      updatedAt: now(),
      experiments: { create: ids.map((experimentId, position) => ({ position, experimentId })) },
    };
    const before = id == null ? null : await findKept(tx, workspaceId, id);
    if (id != null && !before) return notDone(comparisonNotFound());
    if (before) {
      await tx.comparisonExperiment.deleteMany({ where: { comparisonId: before.id } });
      const changed = await tx.comparison.update({ where: { id: before.id }, data: choices });
      await recordDeeds(tx, caller, [comparisonDeed(caller, changed, 'changed')]);
      return done(changed);
    }
    const count = await tx.comparison.count({ where: { workspaceId } });
    if (count >= COMPARISONS_MAXIMUM)
      return notDone(problem('TOO_MANY', `There are ${count} comparisons; change one of them instead.`));
    const made = await tx.comparison.create({
      data: { ...choices, workspaceId, createdById: caller.user.id, createdAt: now() },
    });
    await recordDeeds(tx, caller, [comparisonDeed(caller, made, 'saved')]);
    return done(made);
  });
}

export const comparisonNotFound = () =>
  problem('COMPARISON_NOT_FOUND', 'There is no such comparison that you may see.', 'id');

/** What is told of somebody who did something with a comparison. */
export const comparisonDeed = (
  { user }: Caller,
  { id, workspaceId, title }: Comparison,
  verb: 'saved' | 'changed' | 'deleted',
): Deed => ({
  workspaceId,
  verb,
  subjectType: 'Comparison',
  subjectId: id,
  sentence: `${user.name} ${verb} the comparison ${JSON.stringify(title)}.`,
});

const findKept = (tx: DbTransaction, workspaceId: string, globalId: string) =>
  tx.comparison.findFirst({ where: { id: rowId('Comparison', globalId) ?? '', workspaceId } });

async function experimentProblems(
  tx: DbTransaction,
  workspaceId: string,
  ids: readonly string[],
): Promise<Problem[]> {
  const rows = await tx.experiment.findMany({
    where: { id: { in: [...ids] }, workspaceId },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  return ids.flatMap((id, i) => {
    if (!known.has(id))
      return [
        problem('EXPERIMENT_NOT_FOUND', 'There is no such experiment that you may see.', 'experimentIds', i),
      ];
    return ids.indexOf(id) < i
      ? [problem('NAMED_TWICE', 'Name each experiment once.', 'experimentIds', i)]
      : [];
  });
}
