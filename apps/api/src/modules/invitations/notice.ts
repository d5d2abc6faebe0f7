import type { Role } from '@asterism/db';
import { hashToken } from '../../auth/token.ts';
import { builder } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { RoleEnum } from '../people/schema.ts';

const STATUSES = ['OPEN', 'ACCEPTED', 'REVOKED', 'EXPIRED', 'NOT_FOUND'] as const;

/** What whoever bears an invitation's token is told before they accept it. */
export interface InvitationNotice {
  status: (typeof STATUSES)[number];
  /** Of a revoked one nothing is told but that: whoever bears it was not to come. */
  terms: { workspaceName: string; role: Role; email: string | null; invitedBy: string | null } | null;
  expiresAt: Date | null;
}

/** What the invitation of that token says. A token that never was is answered, too: NOT_FOUND. */
export async function noticeOf({ services: { db, now } }: Context, token: string): Promise<InvitationNotice> {
  const found = await db.invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { workspace: { select: { name: true } }, createdBy: { select: { name: true } } },
  });
  if (!found) return { status: 'NOT_FOUND', terms: null, expiresAt: null };
  if (found.revokedAt) return { status: 'REVOKED', terms: null, expiresAt: null };
  const { acceptedAt, expiresAt, role, email, workspace, createdBy } = found;
  return {
    status: acceptedAt ? 'ACCEPTED' : expiresAt <= now() ? 'EXPIRED' : 'OPEN',
    terms: { workspaceName: workspace.name, role, email, invitedBy: createdBy?.name ?? null },
    expiresAt,
  };
}

const InvitationStatus = builder.enumType('InvitationStatus', { values: STATUSES });

const InvitationNoticeType = builder.objectRef<InvitationNotice>('InvitationNotice').implement({
  authScopes: { everybody: true },
  description: 'What an invitation says to whoever bears its token. Nulls where it is REVOKED or NOT_FOUND.',
  fields: (t) => ({
    status: t.field({ type: InvitationStatus, resolve: ({ status }) => status }),
    workspaceName: t.string({ nullable: true, resolve: ({ terms }) => terms?.workspaceName ?? null }),
    role: t.field({ type: RoleEnum, nullable: true, resolve: ({ terms }) => terms?.role ?? null }),
    invitedBy: t.string({
      nullable: true,
      description: 'The name of whoever made it; null where the account is gone.',
      resolve: ({ terms }) => terms?.invitedBy ?? null,
    }),
    email: t.string({
      nullable: true,
      description: 'The only address that may accept it; null where anybody may who has the link.',
      resolve: ({ terms }) => terms?.email ?? null,
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
  }),
});

builder.queryField('invitation', (t) =>
  t.field({
    type: InvitationNoticeType,
    description:
      'Who invites to what, for whoever bears the token of the link. For everybody, signed in or not.',
    authScopes: { everybody: true },
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, { token }, context) => noticeOf(context, token),
  }),
);
