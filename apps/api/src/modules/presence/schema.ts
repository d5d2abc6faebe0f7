import { membershipById } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import { refusal } from '../../errors.ts';
import { UserNode } from '../people/schema.ts';
import { watchPresence } from './service.ts';
import { PEOPLE_MOST, type PresentMember, type WhoIsHere } from './sittings.ts';

const PresentMemberType = builder.objectRef<PresentMember>('PresentMember').implement({
  description: 'A member who has the workspace open, however many times.',
  fields: (t) => ({
    user: t.field({
      type: UserNode,
      resolve: ({ userId }, _args, { loaders }) => loaders.user.load(userId),
    }),
    path: t.exposeString('path', {
      description: 'Of the page opened last, within the workspace: as in /experiments/E-42; empty for Home.',
    }),
    title: t.exposeString('title', { description: 'Of the same page.' }),
  }),
});

const PresenceType = builder.objectRef<WhoIsHere>('Presence').implement({
  description: 'Who has the workspace open now.',
  fields: (t) => ({
    members: t.field({
      type: [PresentMemberType],
      description: `By name, the first ${PEOPLE_MOST} at most.`,
      resolve: ({ members }) => members,
    }),
    count: t.exposeInt('count', { description: 'Of all who are here.' }),
  }),
});

const PageInput = builder.inputType('PresentPageInput', {
  fields: (t) => ({
    path: t.string({ required: true, description: 'Within the workspace, without a query.' }),
    title: t.string({ required: true }),
  }),
});

builder.prismaObjectField('Workspace', 'presence', (t) =>
  t.field({
    type: PresenceType,
    description: 'Who has it open now.',
    resolve: ({ id }, _args, { services }) => services.presence.whoIsHere(id),
  }),
);

builder.subscriptionField('presence', (t) =>
  t.field({
    type: PresenceType,
    description:
      'Who has the workspace open, as it is and whenever it changes. With a page the caller counts as here while the subscription is open; without one the caller only looks.',
    authScopes: { signedIn: true },
    args: { workspace: t.arg.string({ required: true }), page: t.arg({ type: PageInput }) },
    subscribe: (_root, { workspace, page }, context) => watchPresence(context, workspace, page ?? null),
    resolve: (here: WhoIsHere, _args, { caller }) => {
      // Who was let in when the subscription began may have been shown out since.
      if (!membershipById(caller, here.workspaceId)) throw refusal.unauthenticated();
      return here;
    },
  }),
);
