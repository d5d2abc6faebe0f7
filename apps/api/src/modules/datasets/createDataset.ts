import type { Dataset } from '@asterism/db';
import { z } from 'zod';
import { editorBySlug, workspaceNotFound } from '../../auth/permission.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';

const newDataset = z.object({
  workspace: z.string(),
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(10_000).nullish(),
});

/** Problems: WORKSPACE_NOT_FOUND, NAME_TAKEN, a name that is empty or too long. */
export async function createDataset(
  context: Context,
  input: z.input<typeof newDataset>,
): Promise<Outcome<Dataset>> {
  const membership = editorBySlug(context, input.workspace);
  if (!membership) return notDone(workspaceNotFound(input.workspace));
  const parsed = newDataset.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { name, description } = parsed.data;
  const { workspaceId, caller } = membership;
  return context.services.db.$transaction(async (tx) => {
    const [dataset] = await tx.dataset.createManyAndReturn({
      data: [{ workspaceId, name, description: description || null }],
      skipDuplicates: true,
    });
    if (!dataset)
      return notDone(problem('NAME_TAKEN', `There is a data set ${JSON.stringify(name)} already.`, 'name'));
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'created',
        subjectType: 'Dataset',
        subjectId: dataset.id,
        sentence: `${caller.user.name} created the data set ${name}.`,
      },
    ]);
    return done(dataset);
  });
}
