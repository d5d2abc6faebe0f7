import type { SavedView } from '@asterism/db';
import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { IdInput } from '../idInput.ts';
import { UserNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { deleteView, saveView, viewsOf, visibleViews } from './service.ts';

export const SavedViewNode = builder.prismaNode('SavedView', {
  authScopes: { signedIn: true },
  nullable: true,
  description: 'How a list was looked at: filter, order, groups and columns.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, ...visibleViews(context) }),
  fields: (t) => ({
    name: t.exposeString('name'),
    shared: t.exposeBoolean('shared', { description: 'Whether all members see it, or its maker alone.' }),
    state: t.field({
      type: 'JSON',
      description: 'page: whose list; search: what the address says there.',
      resolve: ({ state }) => state,
    }),
    madeBy: t.field({
      type: UserNode,
      resolve: ({ userId }, _args, { loaders }) => loaders.user.load(userId),
    }),
  }),
});

builder.prismaObjectField('Workspace', 'views', (t) =>
  t.field({
    type: [SavedViewNode],
    description: "Those that are shared, and the caller's own; by name.",
    resolve: ({ id }, _args, context) => viewsOf(context, id),
  }),
);

const SavedViewPayload = builder.objectRef<Outcome<SavedView>>('SavedViewPayload').implement({
  fields: (t) => ({
    view: t.field({ type: SavedViewNode, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

const SaveViewInput = builder.inputType('SaveViewInput', {
  fields: (t) => ({
    id: t.id({ description: 'Of the one that is changed; left out, one more is kept.' }),
    workspace: t.string({ required: true, description: 'The slug.' }),
    name: t.string({ required: true }),
    shared: t.boolean({ description: 'Left out: as it was, or not.' }),
    state: t.field({ type: 'JSON', required: true }),
  }),
});

builder.mutationFields((t) => ({
  saveView: t.field({
    type: SavedViewPayload,
    authScopes: { writing: true },
    args: { input: t.arg({ type: SaveViewInput, required: true }) },
    resolve: (_root, { input }, context) => saveView(context, input),
  }),
  deleteView: t.field({
    type: SavedViewPayload,
    description: "One's own, or a shared one.",
    authScopes: { writing: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, context) => deleteView(context, String(input.id)),
  }),
}));
