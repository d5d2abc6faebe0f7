import type { PublicLink } from '@asterism/db';
import { builder } from '../../builder.ts';
import type { Problem } from '../../problem.ts';
import { ComparisonNode } from '../comparison/savedSchema.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { IdInput } from '../idInput.ts';
import { UserNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { createPublicLink, linkedWorkspaceIds, openPublicLinks, revokePublicLink } from './service.ts';

export const PublicLinkNode = builder.prismaNode('PublicLink', {
  authScopes: { visiting: true },
  nullable: true,
  description: 'Lets whoever has its address look at one thing without an account.',
  id: { field: 'id' },
  findUnique: (id, { caller, visitor }) => ({
    id,
    OR: [{ id: visitor?.linkId ?? '' }, { workspaceId: { in: linkedWorkspaceIds(caller) } }],
  }),
  fields: (t) => ({
    url: t.string({
      description: 'The page that shows it.',
      resolve: ({ id }, _args, { services }) => services.links.publicLink(id).url,
    }),
    subject: t.field({
      type: builder.nodeInterfaceRef(),
      description: 'What it shows: an experiment or a comparison.',
      resolve: async ({ experimentId, comparisonId }, _args, { loaders }) =>
        experimentId === null
          ? ComparisonNode.addBrand(await loaders.comparison.load(comparisonId ?? ''))
          : ExperimentNode.addBrand(await loaders.experiment.load(experimentId)),
    }),
    createdBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null where the account is gone.',
      resolve: ({ createdById }, _args, { loaders }) =>
        createdById === null ? null : loaders.user.load(createdById),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
  }),
});

builder.prismaObjectField('Workspace', 'publicLinks', (t) =>
  t.field({
    type: [PublicLinkNode],
    description: 'Those that work, the newest first. Editors and owners see them.',
    args: {
      experimentIds: t.arg.idList({
        description:
          'One: the links to it alone. Several: those to a comparison of just these, in this order.',
      }),
    },
    resolve: ({ id }, { experimentIds }, context) => openPublicLinks(context, id, experimentIds ?? null),
  }),
);

builder.queryField('publicLink', (t) =>
  t.field({
    type: PublicLinkNode,
    nullable: true,
    description: 'The public link that the request bears ("Authorization: Bearer asl_..."); else null.',
    authScopes: { everybody: true },
    resolve: (_root, _args, { services, visitor }) =>
      visitor && services.db.publicLink.findUnique({ where: { id: visitor.linkId } }),
  }),
);

const PublicLinkPayload = builder
  .objectRef<{ value: PublicLink | null; problems: Problem[] }>('PublicLinkPayload')
  .implement({
    fields: (t) => ({
      link: t.field({ type: PublicLinkNode, nullable: true, resolve: ({ value }) => value }),
      problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
    }),
  });

const CreatePublicLinkInput = builder.inputType('CreatePublicLinkInput', {
  fields: (t) => ({
    subjectId: t.id({ required: true, description: 'An experiment or a comparison.' }),
    expiresInDays: t.int({ description: '1 to 3650; left out, it works until it is revoked.' }),
  }),
});

builder.mutationFields((t) => ({
  createPublicLink: t.field({
    type: PublicLinkPayload,
    description: 'Lets whoever has the address look at an experiment or a comparison, and at nothing else.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: CreatePublicLinkInput, required: true }) },
    resolve: (_root, { input }, context) => createPublicLink(context, input),
  }),
  revokePublicLink: t.field({
    type: PublicLinkPayload,
    description: 'The address stops working at once.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, context) => revokePublicLink(context, input.id),
  }),
}));
