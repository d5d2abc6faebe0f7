import type { Caller } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import { refusal } from '../../errors.ts';
import type { Outcome } from '../../problem.ts';
import { ClusterNode } from '../clusters/schema.ts';
import { CommentNode } from '../comments/schema.ts';
import { ComparisonNode } from '../comparison/savedSchema.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { UserNode, Viewer, WorkspaceNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { StudyNode } from '../studies/schema.ts';
import { watchNotifications } from './live.ts';
import type { NotifiedSubject } from './loaders.ts';
import { countUnread, listNotifications, markNotificationsRead, visibleNotifications } from './service.ts';

function asNode(subject: NotifiedSubject) {
  switch (subject.type) {
    case 'Cluster':
      return ClusterNode.addBrand(subject.row);
    case 'Experiment':
      return ExperimentNode.addBrand(subject.row);
    case 'Study':
      return StudyNode.addBrand(subject.row);
    case 'Comparison':
      return ComparisonNode.addBrand(subject.row);
  }
}

const NotificationNode = builder.prismaNode('Notification', {
  authScopes: { signedIn: true },
  nullable: true,
  description: 'What somebody is to know: a mention, an answer, a comment on what they wrote, an heir of it.',
  id: { field: 'id' },
  findUnique: (id, { caller }) => ({ id, ...visibleNotifications(caller) }),
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime' }),
    sentence: t.exposeString('sentence'),
    subject: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description:
        'The cluster, experiment, study or comparison whose page shows it; null where that is gone.',
      resolve: async ({ subjectType, subjectId }, _args, { loaders }) => {
        const subject = await loaders.notifiedSubject.load({ subjectType, subjectId });
        return subject && asNode(subject);
      },
    }),
    comment: t.field({
      type: CommentNode,
      nullable: true,
      description: 'The comment that it is about; null where it is about none, or that is gone.',
      resolve: ({ commentId }, _args, { loaders }) =>
        commentId === null ? null : loaders.comment.load(commentId),
    }),
    isRead: t.boolean({ resolve: ({ readAt }) => readAt !== null }),
    actor: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who did it; null where it was not one alone, or the account is gone.',
      resolve: ({ actorId }, _args, { loaders }) => (actorId === null ? null : loaders.user.load(actorId)),
    }),
    workspace: t.field({
      type: WorkspaceNode,
      resolve: ({ workspaceId }, _args, { loaders }) => loaders.workspace.load(workspaceId),
    }),
  }),
});

const NotificationConnection = builder.connectionObject(
  { type: NotificationNode, name: 'NotificationConnection' },
  { name: 'NotificationEdge' },
);

builder.objectFields(Viewer, (t) => ({
  notifications: t.field({
    type: NotificationConnection,
    nullable: true,
    description: 'Of all their workspaces, the newest first. The newest 1,000 are kept.',
    args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string() },
    resolve: (caller, args, context) => listNotifications(context, caller, args),
  }),
  unreadNotifications: t.int({
    description: 'How many of them are not read.',
    resolve: (caller, _args, context) => countUnread(context, caller),
  }),
}));

const ViewerPayload = builder.objectRef<Outcome<Caller>>('ViewerPayload').implement({
  fields: (t) => ({
    viewer: t.field({ type: Viewer, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

const MarkNotificationsReadInput = builder.inputType('MarkNotificationsReadInput', {
  fields: (t) => ({ ids: t.idList({ description: 'Left out: all of them.' }) }),
});

builder.mutationField('markNotificationsRead', (t) =>
  t.field({
    type: ViewerPayload,
    authScopes: { writing: true },
    args: { input: t.arg({ type: MarkNotificationsReadInput, required: true }) },
    resolve: (_root, { input }, context) => markNotificationsRead(context, input),
  }),
);

builder.subscriptionField('notifications', (t) =>
  t.field({
    type: Viewer,
    description:
      'The viewer as they are, and whenever they are told something or have read it: for a bell that counts.',
    authScopes: { signedIn: true },
    subscribe: (_root, _args, context) => watchNotifications(context),
    resolve: (_event, _args, { caller }) => {
      // Who was let in when the subscription began may have been shown out since.
      if (!caller) throw refusal.unauthenticated();
      return caller;
    },
  }),
);
