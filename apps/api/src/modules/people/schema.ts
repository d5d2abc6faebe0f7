import { Role } from '@asterism/db';
import { type Caller, membershipById, workspaceIds } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import { ProblemType } from '../problems.ts';
import { createWorkspace, findWorkspace, viewerWorkspaces } from './service.ts';

builder.enumType(Role, {
  name: 'Role',
  description: 'A VIEWER looks, an EDITOR works, an OWNER also invites.',
});

export const UserNode = builder.prismaNode('User', {
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

export const WorkspaceNode = builder.prismaNode('Workspace', {
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
  }),
});

const Viewer = builder.objectRef<Caller>('Viewer').implement({
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

const WorkspacePayload = builder
  .objectRef<Awaited<ReturnType<typeof createWorkspace>>>('WorkspacePayload')
  .implement({
    fields: (t) => ({
      workspace: t.field({ type: WorkspaceNode, nullable: true, resolve: ({ value }) => value }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

builder.mutationFields((t) => ({
  createWorkspace: t.field({
    type: WorkspacePayload,
    description: 'A new workspace, owned by the caller.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: CreateWorkspaceInput, required: true }) },
    resolve: (_root, { input }, context) => createWorkspace(context, input),
  }),
}));
