import { builder } from '../../builder.ts';
import { UserNode } from '../people/schema.ts';
import { listRevisions, REVISION_COLUMNS } from './revisions.ts';
import { type AuthoredRun, revisionMarkdown, revisionRuns } from './revisionText.ts';
import { visibleObservations } from './row.ts';
import { ObservationNode } from './schema.ts';

const TextChangeEnum = builder.enumType('TextChange', { values: ['KEPT', 'ADDED', 'REMOVED'] as const });

const TextRunType = builder.objectRef<AuthoredRun>('TextRun').implement({
  description: 'Words that one person wrote, and that fared alike between two revisions.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Blocks are set apart by line breaks.' }),
    author: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who wrote it, also of what somebody removed. Null where the account is gone.',
      resolve: ({ userId }, _args, { loaders }) => (userId === null ? null : loaders.user.load(userId)),
    }),
    change: t.expose('change', { type: TextChangeEnum }),
  }),
});

export const RevisionNode = builder.prismaNode('ObservationRevision', {
  name: 'Revision',
  authScopes: { signedIn: true },
  nullable: true,
  description: 'How an observation stood at one time.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, observation: visibleObservations(context) }),
  select: REVISION_COLUMNS,
  fields: (t) => ({
    number: t.int({ description: 'From 1.', resolve: ({ number }) => number }),
    name: t.string({
      nullable: true,
      description: 'Given by a person; null of one that was taken by itself.',
      resolve: ({ name }) => name,
    }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    observation: t.field({
      type: ObservationNode,
      resolve: ({ observationId }, _args, { loaders }) => loaders.observation.load(observationId),
    }),
    authors: t.field({
      type: [UserNode],
      description: 'Who changed something since the one before.',
      resolve: async ({ authorIds }, _args, { loaders }) => {
        const users = await Promise.all(authorIds.map((id) => loaders.userIfThere.load(id)));
        return users.filter((user) => user !== null);
      },
    }),
    markdown: t.string({
      description: 'The text as it was. Made from the document: for one revision, not for lists.',
      resolve: (revision, _args, context) => revisionMarkdown(context, revision),
    }),
    runs: t.field({
      type: [TextRunType],
      description:
        'The text as it was, in the order it is read, with who wrote what. Made from the document: for one revision, not for lists.',
      args: {
        from: t.arg.int({
          description:
            'The number of an earlier revision, or 0: what is new since then is ADDED, and what it had and this one has not is among the rest as REMOVED. Left out: all is KEPT.',
        }),
      },
      resolve: (revision, { from }, context) => revisionRuns(context, revision, from ?? null),
    }),
  }),
});

const RevisionConnection = builder.connectionObject(
  {
    type: RevisionNode,
    name: 'RevisionConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'RevisionEdge' },
);

builder.prismaObjectField(ObservationNode, 'revisions', (t) =>
  t.field({
    type: RevisionConnection,
    nullable: true,
    description: 'The newest first.',
    args: {
      named: t.arg.boolean({ description: 'Those with a name alone, or those without.' }),
      first: t.arg.int(),
      after: t.arg.string(),
      last: t.arg.int(),
      before: t.arg.string(),
    },
    resolve: ({ id }, args, context) => listRevisions(context, id, args),
  }),
);
