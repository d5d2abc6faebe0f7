import { randomUUID } from 'node:crypto';
import type { Experiment, PublicLink } from '@asterism/db';
import { z } from 'zod';
import { type Caller, mayWrite } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { hashToken } from '../../auth/token.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { type Deed, recordDeeds } from '../audit/record.ts';

const LINKS_MAXIMUM = 200;
const DAY_MS = 24 * 3600 * 1000;

const newLink = z.object({ expiresInDays: z.int().min(1).max(3650).nullish() });

/** Links are for those who could make them: whoever sees an address may hand it to anybody. */
export function linkedWorkspaceIds(caller: Caller | null): string[] {
  if (!caller || caller.scope === 'READ') return [];
  return caller.memberships.flatMap((membership) => (mayWrite(membership) ? [membership.workspaceId] : []));
}

/** The links of a workspace that work, the newest first; none for whoever may only look. */
export async function openPublicLinks(
  { services: { db, now }, caller }: Context,
  workspaceId: string,
): Promise<PublicLink[]> {
  if (!linkedWorkspaceIds(caller).includes(workspaceId)) return [];
  return db.publicLink.findMany({
    where: { workspaceId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LINKS_MAXIMUM,
  });
}

/**
 * Lets whoever has the address look at an experiment. Problems: SUBJECT_NOT_FOUND, a time that cannot be, TOO_MANY.
 * Throws FORBIDDEN for a viewer.
 */
export async function createPublicLink(
  context: Context,
  { subjectId, expiresInDays }: { subjectId: string; expiresInDays?: number | null | undefined },
): Promise<Outcome<PublicLink>> {
  const { db, now, links } = context.services;
  const id = rowId('Experiment', subjectId);
  const experiment = id === null ? null : await db.experiment.findUnique({ where: { id } });
  const membership = experiment && editorById(context, experiment.workspaceId);
  if (!experiment || !membership)
    return notDone(
      problem('SUBJECT_NOT_FOUND', 'There is no experiment with this id that you may see.', 'subjectId'),
    );
  const parsed = newLink.safeParse({ expiresInDays });
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { caller, workspaceId } = membership;
  const days = parsed.data.expiresInDays ?? null;
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Workspace" WHERE id = ${workspaceId} FOR UPDATE`;
    const count = await tx.publicLink.count({ where: { workspaceId, revokedAt: null } });
    if (count >= LINKS_MAXIMUM)
      return notDone(
        problem('TOO_MANY', `There are ${count} public links; revoke some before you make more.`),
      );
    // Before the row, since the token follows from it.
    const linkId = randomUUID();
    const link = await tx.publicLink.create({
      data: {
        id: linkId,
        workspaceId,
        experimentId: experiment.id,
        tokenHash: hashToken(links.publicLink(linkId).token),
        createdById: caller.user.id,
        createdAt: now(),
        expiresAt: days === null ? null : new Date(now().getTime() + days * DAY_MS),
      },
    });
    await recordDeeds(tx, caller, [deedOf(caller, link, experiment, 'made public')]);
    return done(link);
  });
}

/** Ends a link at once. Problems: LINK_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function revokePublicLink(context: Context, globalId: string): Promise<Outcome<PublicLink>> {
  const { db, now } = context.services;
  return db.$transaction(async (tx) => {
    const found = await tx.publicLink.findUnique({
      where: { id: rowId('PublicLink', globalId) ?? '' },
      include: { experiment: true },
    });
    const membership = found && editorById(context, found.workspaceId);
    if (!found?.experiment || !membership)
      return notDone(problem('LINK_NOT_FOUND', 'There is no such public link that you may see.', 'id'));
    const { experiment, ...link } = found;
    if (link.revokedAt) return done(link);
    const revoked = await tx.publicLink.update({ where: { id: link.id }, data: { revokedAt: now() } });
    const { caller } = membership;
    await recordDeeds(tx, caller, [deedOf(caller, link, experiment, 'revoked')]);
    return done(revoked);
  });
}

function deedOf(
  { user }: Caller,
  { workspaceId }: PublicLink,
  { id, number }: Experiment,
  verb: 'made public' | 'revoked',
): Deed {
  const sentence =
    verb === 'revoked'
      ? `${user.name} revoked a public link of E-${number}.`
      : `${user.name} made E-${number} public by a link.`;
  return { workspaceId, verb, subjectType: 'Experiment', subjectId: id, sentence };
}
