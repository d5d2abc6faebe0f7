import type { Activity } from '@asterism/db';
import { builder, encodeGlobalId } from '../../builder.ts';
import { UserNode } from '../people/schema.ts';
import { type AuditEntry, auditTrail, recentActivity } from './service.ts';

const AuditEntryType = builder.objectRef<AuditEntry>('AuditEntry').implement({
  description: 'Who did what, written in the transaction that did it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.field({
      type: UserNode,
      nullable: true,
      resolve: ({ actorId }, _args, { loaders }) => (actorId === null ? null : loaders.user.load(actorId)),
    }),
    tokenName: t.exposeString('tokenName', {
      nullable: true,
      description: 'Of the API token by which it was done; null where it was done by hand.',
    }),
    verb: t.exposeString('verb'),
    subjectId: t.id({
      description: 'For `node`, which gives null where the subject is gone.',
      resolve: ({ subjectType, subjectId }) => encodeGlobalId(subjectType, subjectId),
    }),
    sentence: t.exposeString('sentence'),
  }),
});

const AuditTrail = builder.connectionObject(
  { type: AuditEntryType, name: 'AuditTrail' },
  { name: 'AuditTrailEdge' },
);

builder.prismaObjectField('Workspace', 'auditTrail', (t) =>
  t.field({
    type: AuditTrail,
    nullable: true,
    description: 'Who did what, the newest first. For owners.',
    args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string() },
    resolve: ({ id }, args, context) => auditTrail(context, id, args),
  }),
);

const ActivityEntryType = builder.objectRef<Activity>('ActivityEntry').implement({
  description: 'Something that somebody did.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => String(id) }),
    at: t.expose('at', { type: 'DateTime' }),
    actor: t.field({
      type: UserNode,
      nullable: true,
      resolve: ({ actorId }, _args, { loaders }) => (actorId === null ? null : loaders.user.load(actorId)),
    }),
    verb: t.exposeString('verb'),
    subject: t.node({
      description: 'Null where it is gone.',
      id: ({ subjectType, subjectId }) => ({ type: subjectType, id: subjectId }),
    }),
    sentence: t.exposeString('sentence'),
  }),
});

builder.prismaObjectField('Workspace', 'activity', (t) =>
  t.field({
    type: [ActivityEntryType],
    description:
      'What members did of late, the newest first, but for what is about people and tokens; 100 at most. The subscription of the same name goes on from there.',
    args: { first: t.arg.int({ required: true, defaultValue: 20 }) },
    resolve: ({ id }, { first }, context) => recentActivity(context, id, first),
  }),
);
