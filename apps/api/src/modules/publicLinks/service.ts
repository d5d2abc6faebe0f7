import { randomUUID } from 'node:crypto';
import type { PublicLink } from '@asterism/db';
import { z } from 'zod';
import { type Caller, mayWrite } from '../../auth/caller.ts';
import { editorById } from '../../auth/permission.ts';
import { hashToken } from '../../auth/token.ts';
import { encodeGlobalId, rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { type Deed, recordDeeds } from '../audit/record.ts';
import { MOST } from '../comparison/service.ts';
import { findSubject, type Subject, shows } from './subject.ts';

const LINKS_MAXIMUM = 200;
const DAY_MS = 24 * 3600 * 1000;

const newLink = z.object({ expiresInDays: z.int().min(1).max(3650).nullish() });

/** Links are for those who could make them: whoever sees an address may hand it to anybody. */
export function linkedWorkspaceIds(caller: Caller | null): string[] {
  if (!caller || caller.scope === 'READ') return [];
  return caller.memberships.flatMap((membership) => (mayWrite(membership) ? [membership.workspaceId] : []));
}

/**
 * The links of a workspace that work, the newest first; none for whoever may only look. `experimentIds`: those that show
 * just these. Throws BAD_USER_INPUT for more than can be compared, and for none.
 */
export async function openPublicLinks(
  { services: { db, now }, caller }: Context,
  workspaceId: string,
  experimentIds: readonly string[] | null,
): Promise<PublicLink[]> {
  if (experimentIds && (experimentIds.length === 0 || experimentIds.length > MOST))
    throw refusal.badArgument(`Name 1 to ${MOST} experiments, or leave experimentIds out.`);
  if (!linkedWorkspaceIds(caller).includes(workspaceId)) return [];
  return db.publicLink.findMany({
    where: {
      workspaceId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }],
      ...(experimentIds ? shows(experimentIds) : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LINKS_MAXIMUM,
  });
}

/**
 * Lets whoever has the address look at an experiment or a comparison. Problems: SUBJECT_NOT_FOUND, a time that cannot be, TOO_MANY.
 * Throws FORBIDDEN for a viewer.
 */
export async function createPublicLink(
  context: Context,
  { subjectId, expiresInDays }: { subjectId: string; expiresInDays?: number | null | undefined },
): Promise<Outcome<PublicLink>> {
  const { db, now, links } = context.services;
  const subject = await findSubject(db, subjectId);
  const membership = subject && editorById(context, subject.workspaceId);
  if (!subject || !membership)
    return notDone(
      problem(
        'SUBJECT_NOT_FOUND',
        'There is no experiment or comparison with this id that you may see.',
        'subjectId',
      ),
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
        ...subject.column,
        tokenHash: hashToken(links.publicLink(linkId).token),
        createdById: caller.user.id,
        createdAt: now(),
        expiresAt: days === null ? null : new Date(now().getTime() + days * DAY_MS),
      },
    });
    await recordDeeds(tx, caller, [deedOf(caller, subject, 'made public')]);
    return done(link);
  });
}

/** Ends a link at once. Problems: LINK_NOT_FOUND. Throws FORBIDDEN for a viewer. */
export async function revokePublicLink(context: Context, globalId: string): Promise<Outcome<PublicLink>> {
  const { db, now } = context.services;
  const id = rowId('PublicLink', globalId) ?? '';
  const found = await db.publicLink.findUnique({ where: { id } });
  const subject = found && (await findSubject(db, subjectIdOf(found)));
  const membership = found && editorById(context, found.workspaceId);
  if (!found || !subject || !membership)
    return notDone(problem('LINK_NOT_FOUND', 'There is no such public link that you may see.', 'id'));
  return db.$transaction(async (tx) => {
    // Of two who revoke it at once one did.
    const { count } = await tx.publicLink.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now() },
    });
    const { caller } = membership;
    if (count > 0) await recordDeeds(tx, caller, [deedOf(caller, subject, 'revoked')]);
    return done(await tx.publicLink.findUniqueOrThrow({ where: { id } }));
  });
}

const subjectIdOf = ({ experimentId, comparisonId }: PublicLink): string =>
  experimentId === null
    ? encodeGlobalId('Comparison', comparisonId ?? '')
    : encodeGlobalId('Experiment', experimentId);

function deedOf(
  { user }: Caller,
  { workspaceId, column, name }: Subject,
  verb: 'made public' | 'revoked',
): Deed {
  const sentence =
    verb === 'revoked'
      ? `${user.name} revoked a public link of ${name}.`
      : `${user.name} made ${name} public by a link.`;
  const [subjectType, subjectId] =
    'experimentId' in column ? ['Experiment', column.experimentId] : ['Comparison', column.comparisonId];
  return { workspaceId, verb, subjectType, subjectId, sentence };
}
