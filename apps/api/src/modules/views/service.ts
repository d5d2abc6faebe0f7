import type { SavedView } from '@asterism/db';
import { z } from 'zod';
import { workspaceIds } from '../../auth/caller.ts';
import { editorById, editorBySlug, workspaceNotFound } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';

const VIEWS_MAXIMUM = 500;
const STATE_CHARACTERS = 8000;

const wanted = z.object({
  id: z.string().nullish(),
  workspace: z.string(),
  name: z.string().trim().min(1).max(100),
  shared: z.boolean().nullish(),
  state: z
    .record(z.string(), z.unknown())
    .refine((state) => JSON.stringify(state).length <= STATE_CHARACTERS, {
      error: `state may hold at most ${STATE_CHARACTERS} characters as JSON.`,
    }),
});

/** Those that all members share, and the caller's own. */
export function visibleViews({ caller }: Pick<Context, 'caller'>) {
  return {
    workspaceId: { in: workspaceIds(caller) },
    OR: [{ shared: true }, { userId: caller?.user.id ?? '' }],
  };
}

/** Of a workspace, by name. */
export function viewsOf(context: Context, workspaceId: string): Promise<SavedView[]> {
  return context.services.db.savedView.findMany({
    where: { AND: [{ workspaceId }, visibleViews(context)] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/**
 * Keeps a view, or changes the one that is named, the caller's own or a shared one, which belongs to all who edit.
 * Problems: WORKSPACE_NOT_FOUND, VIEW_NOT_FOUND, TOO_MANY, values that cannot be. Throws FORBIDDEN for a viewer.
 */
export async function saveView(
  context: Context,
  input: Omit<z.input<typeof wanted>, 'state'> & { state?: unknown },
): Promise<Outcome<SavedView>> {
  const { services } = context;
  const membership = editorBySlug(context, input.workspace);
  if (!membership) return notDone(workspaceNotFound(input.workspace));
  const parsed = wanted.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { id, name, shared, state } = parsed.data;
  const choices = { name, state: JSON.parse(JSON.stringify(state)), ...(shared == null ? {} : { shared }) };
  if (id != null) {
    const before = await findVisible(context, id);
    if (before?.workspaceId !== membership.workspaceId) return notDone(viewNotFound());
    return done(await services.db.savedView.update({ where: { id: before.id }, data: choices }));
  }
  const { workspaceId, caller } = membership;
  return services.db.$transaction(async (tx) => {
    // The number of them is counted before one more is kept.
    await tx.$executeRaw`SELECT 1 FROM "Workspace" WHERE id = ${workspaceId} FOR UPDATE`;
    const count = await tx.savedView.count({ where: { workspaceId, userId: caller.user.id } });
    if (count >= VIEWS_MAXIMUM)
      return notDone(problem('TOO_MANY', `You keep ${count} views here; delete one of them first.`));
    return done(
      await tx.savedView.create({
        data: { ...choices, workspaceId, userId: caller.user.id, createdAt: services.now() },
      }),
    );
  });
}

/** Problems: VIEW_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function deleteView(context: Context, globalId: string): Promise<Outcome<SavedView>> {
  const row = await findVisible(context, globalId);
  if (!row || !editorById(context, row.workspaceId)) return notDone(viewNotFound());
  await context.services.db.savedView.deleteMany({ where: { id: row.id } });
  return done(row);
}

const viewNotFound = () => problem('VIEW_NOT_FOUND', 'There is no such view that you may see.', 'id');

const findVisible = (context: Context, globalId: string): Promise<SavedView | null> =>
  context.services.db.savedView.findFirst({
    where: { id: rowId('SavedView', globalId) ?? '', ...visibleViews(context) },
  });
