import type { Workspace } from '@asterism/db';
import { z } from 'zod';
import { membershipBySlug, workspaceIds } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';

export async function viewerWorkspaces({ services, caller }: Context): Promise<Workspace[]> {
  return services.db.workspace.findMany({
    where: { id: { in: workspaceIds(caller) } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** The workspace, or null where there is none of that slug that the caller may see. */
export async function findWorkspace({ services, caller }: Context, slug: string): Promise<Workspace | null> {
  const membership = membershipBySlug(caller, slug);
  return membership && services.db.workspace.findUnique({ where: { id: membership.workspaceId } });
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/;
const newWorkspace = z.object({
  name: z.string().trim().min(1).max(120),
  slug: z
    .string()
    .regex(SLUG, 'slug may hold small letters, digits and dashes inside, at most 48 of them.')
    .nullish(),
});

/** Makes a workspace that the caller owns. Problems: name or slug not allowed, NAME_TAKEN for the slug. */
export async function createWorkspace(
  { services, caller }: Context,
  input: z.input<typeof newWorkspace>,
): Promise<Outcome<Workspace>> {
  if (!caller) throw refusal.unauthenticated();
  if (caller.boundToWorkspaceId) throw refusal.workspaceToken();
  const parsed = newWorkspace.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { name } = parsed.data;
  const slug = parsed.data.slug ?? slugOf(name);
  if (!slug) return notDone(problem('INVALID', 'No slug can be made from this name; give one.', 'slug'));
  const workspace = await services.db.$transaction(async (tx) => {
    const { count } = await tx.workspace.createMany({ data: [{ name, slug }], skipDuplicates: true });
    if (count === 0) return null;
    const made = await tx.workspace.update({
      where: { slug },
      data: { members: { create: { userId: caller.user.id, role: 'OWNER' } } },
    });
    await recordDeeds(tx, caller, [
      {
        workspaceId: made.id,
        verb: 'created',
        subjectType: 'Workspace',
        subjectId: made.id,
        sentence: `${caller.user.name} created the workspace ${name}.`,
      },
    ]);
    return made;
  });
  if (!workspace)
    return notDone(problem('NAME_TAKEN', `The slug ${slug} is taken; choose another one.`, 'slug'));
  // The rest of this operation sees the new workspace.
  caller.memberships.push({ workspaceId: workspace.id, slug, role: 'OWNER' });
  return done(workspace);
}

function slugOf(name: string): string | null {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  return slug || null;
}
