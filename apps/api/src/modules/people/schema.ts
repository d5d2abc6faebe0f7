import { type Member, Role, type Workspace } from '@asterism/db';
import { type Caller, membershipById, workspaceIds } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import type { Problem } from '../../problem.ts';
import { ProblemType } from '../problems.ts';
import { changeRole, membersOf, removeMember } from './members.ts';
import { createWorkspace, findWorkspace, viewerWorkspaces } from './service.ts';

export const RoleEnum = builder.enumType(Role, {
  name: 'Role',
  description: 'A VIEWER looks, an EDITOR works, an OWNER also invites.',
});

export const UserNode = builder.prismaNode('User', {
  authScopes: { signedIn: true },
  nullable: true,
  id: { field: 'id' },
  // Whoever shares a workspace with the caller, and the caller.
  findUnique: (id, { caller }) => ({
    id,
    OR: [{ id: caller?.user.id ?? '' }, { members: { some: { workspaceId: { in: workspaceIds(caller) } } } }],
  }),
  fields: (t) => ({
    name: t.exposeString('name'),
    email: t.exposeString('email', { nullable: true }),
  }),
});

const MemberType = builder.objectRef<Member>('Member').implement({
  description: 'Who is in a workspace.',
  fields: (t) => ({
    user: t.field({
      type: UserNode,
      resolve: ({ userId }, _args, { loaders }) => loaders.user.load(userId),
    }),
    role: t.expose('role', { type: Role }),
    since: t.expose('since', { type: 'DateTime' }),
  }),
});

export const WorkspaceNode = builder.prismaNode('Workspace', {
  authScopes: { signedIn: true },
  nullable: true,
  description: "A team's space: its data sets, experiments and studies.",
  id: { field: 'id' },
  findUnique: (id, { caller }) => ({ id, AND: { id: { in: workspaceIds(caller) } } }),
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.exposeString('name'),
    role: t.field({
      type: Role,
      description: "The caller's role.",
      resolve: ({ id }, _args, { caller }) => membershipById(caller, id)?.role ?? 'VIEWER',
    }),
    members: t.field({
      type: [MemberType],
      description: 'The oldest first.',
      resolve: ({ id }, _args, context) => membersOf(context, id),
    }),
  }),
});

export const Viewer = builder.objectRef<Caller>('Viewer').implement({
  authScopes: { signedIn: true },
  description: 'Who is asking.',
  fields: (t) => ({
    user: t.field({ type: UserNode, resolve: ({ user }, _args, { loaders }) => loaders.user.load(user.id) }),
    workspaces: t.field({
      type: [WorkspaceNode],
      resolve: (_caller, _args, context) => viewerWorkspaces(context),
    }),
  }),
});

builder.queryFields((t) => ({
  viewer: t.field({
    type: Viewer,
    nullable: true,
    description: 'Null when not signed in.',
    authScopes: { everybody: true },
    resolve: (_root, _args, { caller }) => caller,
  }),
  workspace: t.field({
    type: WorkspaceNode,
    nullable: true,
    authScopes: { signedIn: true },
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_root, { slug }, context) => findWorkspace(context, slug),
  }),
}));

const CreateWorkspaceInput = builder.inputType('CreateWorkspaceInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    slug: t.string({ description: 'Its name in addresses; made from the name where it is left out.' }),
  }),
});

export const WorkspacePayload = builder
  .objectRef<{ value: Workspace | null; problems: Problem[] }>('WorkspacePayload')
  .implement({
    fields: (t) => ({
      workspace: t.field({ type: WorkspaceNode, nullable: true, resolve: ({ value }) => value }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

const ChangeRoleInput = builder.inputType('ChangeRoleInput', {
  fields: (t) => ({
    workspace: t.string({ required: true, description: 'The slug.' }),
    userId: t.id({ required: true }),
    role: t.field({ type: Role, required: true }),
  }),
});

const RemoveMemberInput = builder.inputType('RemoveMemberInput', {
  fields: (t) => ({
    workspace: t.string({ required: true, description: 'The slug.' }),
    userId: t.id({ required: true }),
  }),
});

builder.mutationFields((t) => ({
  changeRole: t.field({
    type: WorkspacePayload,
    description:
      'Gives a member another role. The last owner cannot be changed away: to hand a workspace over, make somebody else an owner first.',
    authScopes: { administering: true },
    args: { input: t.arg({ type: ChangeRoleInput, required: true }) },
    resolve: (_root, { input }, context) => changeRole(context, input),
  }),
  removeMember: t.field({
    type: WorkspacePayload,
    description:
      'Takes a member out of the workspace; what they made stays. Owners remove anybody, others themselves.',
    authScopes: { administering: true },
    args: { input: t.arg({ type: RemoveMemberInput, required: true }) },
    resolve: (_root, { input }, context) => removeMember(context, input),
  }),
  createWorkspace: t.field({
    type: WorkspacePayload,
    description: 'A new workspace, owned by the caller.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: CreateWorkspaceInput, required: true }) },
    resolve: (_root, { input }, context) => createWorkspace(context, input),
  }),
}));
