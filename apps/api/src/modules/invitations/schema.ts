import type { Invitation } from '@asterism/db';
import { managedWorkspaceIds } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { IdInput } from '../idInput.ts';
import { RoleEnum, UserNode, WorkspacePayload } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { acceptInvitation } from './accept.ts';
import { inviteMember, openInvitations, revokeInvitation } from './service.ts';

export const InvitationNode = builder.prismaNode('Invitation', {
  authScopes: { administering: true },
  nullable: true,
  description: 'A place in a workspace for whoever bears its link, once.',
  id: { field: 'id' },
  findUnique: (id, { caller }) => ({ id, workspaceId: { in: managedWorkspaceIds(caller) } }),
  fields: (t) => ({
    email: t.exposeString('email', {
      nullable: true,
      description: 'The only address that may accept it; null where anybody may who has the link.',
    }),
    role: t.expose('role', { type: RoleEnum }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    invitedBy: t.field({
      type: UserNode,
      nullable: true,
      resolve: ({ createdById }, _args, { loaders }) =>
        createdById === null ? null : loaders.user.load(createdById),
    }),
    url: t.string({
      nullable: true,
      description: 'The page that accepts it. Given once, in the answer that makes the invitation.',
      resolve: (invitation) =>
        'url' in invitation && typeof invitation.url === 'string' ? invitation.url : null,
    }),
  }),
});

builder.prismaObjectField('Workspace', 'invitations', (t) =>
  t.field({
    type: [InvitationNode],
    description: 'Those that are open, the newest first. Owners see them.',
    resolve: ({ id }, _args, context) => openInvitations(context, id),
  }),
);

const InvitationPayload = builder
  .objectRef<Outcome<Invitation & { isMailed?: boolean }>>('InvitationPayload')
  .implement({
    fields: (t) => ({
      invitation: t.field({ type: InvitationNode, nullable: true, resolve: ({ value }) => value }),
      isMailed: t.boolean({
        description: 'Whether it went out by mail. Where not, hand the url to whom it is for.',
        resolve: ({ value }) => value?.isMailed ?? false,
      }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

const InviteMemberInput = builder.inputType('InviteMemberInput', {
  fields: (t) => ({
    workspace: t.string({ required: true, description: 'The slug.' }),
    email: t.string({ description: 'The only address that may accept; left out, whoever has the link may.' }),
    role: t.field({ type: RoleEnum, required: true }),
    expiresInDays: t.int({ description: '1 to 30; 7 where it is left out.' }),
  }),
});

const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  fields: (t) => ({
    token: t.string({ required: true, description: 'The last part of the invitation’s url.' }),
  }),
});

builder.mutationFields((t) => ({
  inviteMember: t.field({
    type: InvitationPayload,
    description: 'Owners invite. The url is in the answer once, and mailed where mail is set up.',
    authScopes: { administering: true },
    args: { input: t.arg({ type: InviteMemberInput, required: true }) },
    resolve: (_root, { input }, context) => inviteMember(context, input),
  }),
  acceptInvitation: t.field({
    type: WorkspacePayload,
    description: 'Makes the caller a member.',
    authScopes: { administering: true },
    args: { input: t.arg({ type: AcceptInvitationInput, required: true }) },
    resolve: (_root, { input }, context) => acceptInvitation(context, input.token),
  }),
  revokeInvitation: t.field({
    type: InvitationPayload,
    authScopes: { administering: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, context) => revokeInvitation(context, input.id),
  }),
}));
