import type { Comment } from '@asterism/db';
import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { IdInput } from '../idInput.ts';
import { UserNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { addComment } from './addComment.ts';
import { deleteComment } from './deleteComment.ts';
import { EMOJI } from './emoji.ts';
import { type Reaction, reactionsOf } from './reactions.ts';
import { reactToComment } from './reactToComment.ts';
import { resolveComment } from './resolveComment.ts';
import { isUnread, tellReaders, visibleComments } from './service.ts';

const EMOJI_TOGETHER = EMOJI.join(' ');

interface AnchorText {
  start: string;
  end: string;
}

const CommentAnchor = builder.objectRef<AnchorText>('CommentAnchor').implement({
  description: 'Where the words begin and end: relative positions of Yjs in the text, in base64.',
  fields: (t) => ({ start: t.exposeString('start'), end: t.exposeString('end') }),
});

const CommentReactionType = builder.objectRef<Reaction>('CommentReaction').implement({
  description: 'An emoji beside a comment.',
  fields: (t) => ({
    emoji: t.exposeString('emoji', { description: `One of ${EMOJI_TOGETHER}.` }),
    users: t.field({
      type: [UserNode],
      resolve: ({ userIds }, _args, { loaders }) => Promise.all(userIds.map((id) => loaders.user.load(id))),
    }),
    isMine: t.boolean({
      description: 'Whether the caller is among them.',
      resolve: ({ userIds }, _args, { caller }) => caller !== null && userIds.includes(caller.user.id),
    }),
  }),
});

export const CommentNode = builder.prismaNode('Comment', {
  authScopes: { signedIn: true },
  nullable: true,
  description: 'What somebody says of an observation, of words of it, or in answer to another comment.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, ...visibleComments(context) }),
  fields: (t) => ({
    body: t.exposeString('body', {
      description: 'Members are mentioned as [@Ada](user:ID). Empty of one that was deleted.',
    }),
    author: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null where the account or the comment is gone.',
      resolve: ({ authorId }, _args, { loaders }) => (authorId === null ? null : loaders.user.load(authorId)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    quote: t.exposeString('quote', {
      nullable: true,
      description: 'The words that it was written on, as they were; null where it is on the whole.',
    }),
    anchor: t.field({
      type: CommentAnchor,
      nullable: true,
      description: 'Where those words are now; null where that is not known.',
      resolve: ({ anchorStart, anchorEnd }) =>
        anchorStart && anchorEnd && { start: toBase64(anchorStart), end: toBase64(anchorEnd) },
    }),
    isResolved: t.boolean({
      description: 'Whether its thread is settled.',
      resolve: async ({ resolvedAt, replyToId }, _args, { loaders }) =>
        (replyToId === null ? resolvedAt : (await loaders.comment.load(replyToId)).resolvedAt) !== null,
    }),
    resolvedBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Of the first comment of a thread: who settled it.',
      resolve: ({ resolvedById }, _args, { loaders }) =>
        resolvedById === null ? null : loaders.user.load(resolvedById),
    }),
    isDeleted: t.boolean({
      description:
        'Of the first comment of a thread: whether it was taken back, and only the answers are left.',
      resolve: ({ deletedAt }) => deletedAt !== null,
    }),
    isUnread: t.boolean({
      description: 'Somebody else wrote it since the caller read the comments here: see readObservation.',
      resolve: (comment, _args, context) => isUnread(context, comment),
    }),
    reactions: t.field({
      type: [CommentReactionType],
      resolve: ({ id }, _args, context) => reactionsOf(context, id),
    }),
  }),
});

builder.prismaObjectField(CommentNode, 'replyTo', (t) =>
  t.field({
    type: CommentNode,
    nullable: true,
    description: 'The first comment of its thread; null of that one itself.',
    resolve: ({ replyToId }, _args, { loaders }) =>
      replyToId === null ? null : loaders.comment.load(replyToId),
  }),
);

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const CommentPayload = builder.objectRef<Outcome<Comment>>('CommentPayload').implement({
  fields: (t) => ({
    comment: t.field({ type: CommentNode, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

const CommentAnchorInput = builder.inputType('CommentAnchorInput', {
  fields: (t) => ({
    start: t.string({ required: true, description: 'A relative position of Yjs, in base64.' }),
    end: t.string({ required: true, description: 'A relative position of Yjs, in base64.' }),
  }),
});

const AddCommentInput = builder.inputType('AddCommentInput', {
  fields: (t) => ({
    observationId: t.id({ required: true }),
    body: t.string({
      required: true,
      description: 'Up to 10,000 characters. @Name, or [@Name](user:ID), mentions a member and tells them.',
    }),
    quote: t.string({ description: 'The words that it is on; left out, it is on the whole.' }),
    replyTo: t.id({ description: 'Any comment of the thread that is answered.' }),
    anchor: t.field({
      type: CommentAnchorInput,
      description: 'Where those words are, for whoever has the document open.',
    }),
  }),
});

const ResolveCommentInput = builder.inputType('ResolveCommentInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'Any comment of the thread.' }),
    resolved: t.boolean({ required: true, description: 'False: it is open again.' }),
  }),
});

const ReactToCommentInput = builder.inputType('ReactToCommentInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    emoji: t.string({ required: true, description: `One of ${EMOJI_TOGETHER}.` }),
    on: t.boolean({ required: true, description: 'False: it is taken away.' }),
  }),
});

builder.mutationFields((t) => ({
  addComment: t.field({
    type: CommentPayload,
    authScopes: { writing: true },
    args: { input: t.arg({ type: AddCommentInput, required: true }) },
    resolve: async (_root, { input }, context) => tellReaders(context, await addComment(context, input)),
  }),
  resolveComment: t.field({
    type: CommentPayload,
    description: 'Says of a thread that it is settled, or not after all; gives its first comment.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: ResolveCommentInput, required: true }) },
    resolve: async (_root, { input }, context) => tellReaders(context, await resolveComment(context, input)),
  }),
  reactToComment: t.field({
    type: CommentPayload,
    authScopes: { writing: true },
    args: { input: t.arg({ type: ReactToCommentInput, required: true }) },
    resolve: async (_root, { input }, context) => tellReaders(context, await reactToComment(context, input)),
  }),
  deleteComment: t.field({
    type: CommentPayload,
    description: "One's own, or any as an owner; answers to it stay.",
    authScopes: { writing: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      tellReaders(context, await deleteComment(context, String(input.id))),
  }),
}));
