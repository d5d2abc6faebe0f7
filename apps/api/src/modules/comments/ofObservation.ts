import { builder } from '../../builder.ts';
import { selects } from '../../paging/selects.ts';
import { IdInput } from '../idInput.ts';
import { ObservationPayload } from '../observations/mutations.ts';
import { ObservationNode } from '../observations/schema.ts';
import { readObservation } from './readObservation.ts';
import { CommentNode } from './schema.ts';
import { listComments } from './service.ts';

const CommentConnection = builder.connectionObject(
  {
    type: CommentNode,
    name: 'CommentConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'CommentEdge' },
);

const COUNT = new Set(['totalCount']);

builder.prismaObjectFields(ObservationNode, (t) => ({
  comments: t.field({
    type: CommentConnection,
    nullable: true,
    description: 'Of all threads, the oldest first; replyTo tells whose they are.',
    args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string() },
    resolve: ({ id }, args, context, info) =>
      listComments(context, id, { ...args, withCount: selects(info, COUNT) }),
  }),
  unreadComments: t.int({
    description: 'Comments of others since the caller read them last: see readObservation.',
    resolve: ({ id }, _args, { caller, loaders }) =>
      caller ? loaders.unreadComments.load({ observationId: id, userId: caller.user.id }) : 0,
  }),
}));

builder.prismaObjectField(CommentNode, 'observation', (t) =>
  t.field({
    type: ObservationNode,
    description: 'Which it is on.',
    resolve: ({ observationId }, _args, { loaders }) => loaders.observation.load(observationId),
  }),
);

builder.mutationField('readObservation', (t) =>
  t.field({
    type: ObservationPayload,
    description: 'Marks the comments that it has by now as read by the caller; viewers may too.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, context) => readObservation(context, String(input.id)),
  }),
);
