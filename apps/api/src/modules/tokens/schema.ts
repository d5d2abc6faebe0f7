import { TokenScope } from '@asterism/db';
import { membershipById } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { IdInput } from '../idInput.ts';
import { Viewer, WorkspaceNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { createApiToken, type IssuedToken, ownTokens, revokeApiToken, viewerTokens } from './service.ts';

const TokenScopeEnum = builder.enumType(TokenScope, {
  name: 'TokenScope',
  description:
    'READ looks, WRITE also works, ADMIN also manages people and tokens; each as far as the role of its user goes.',
});

export const ApiTokenNode = builder.prismaNode('ApiToken', {
  authScopes: { signedIn: true },
  nullable: true,
  description: 'Lets a script act as its user. Its secret is shown once, when it is made.',
  id: { field: 'id' },
  findUnique: (id, { caller }) => ({ id, ...ownTokens(caller) }),
  fields: (t) => ({
    name: t.exposeString('name'),
    scope: t.expose('scope', { type: TokenScopeEnum }),
    workspace: t.field({
      type: WorkspaceNode,
      nullable: true,
      description: 'The only one that it opens; null for every workspace of its user.',
      resolve: ({ workspaceId }, _args, { caller, loaders }) =>
        workspaceId && membershipById(caller, workspaceId) ? loaders.workspace.load(workspaceId) : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'To a minute.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
  }),
});

builder.objectField(Viewer, 'tokens', (t) =>
  t.field({
    type: [ApiTokenNode],
    description: 'One’s own that are not revoked, the newest first.',
    resolve: (_viewer, _args, context) => viewerTokens(context),
  }),
);

const ApiTokenPayload = builder.objectRef<Outcome<IssuedToken>>('ApiTokenPayload').implement({
  fields: (t) => ({
    token: t.field({ type: ApiTokenNode, nullable: true, resolve: ({ value }) => value?.token ?? null }),
    secret: t.string({
      nullable: true,
      description: 'Given once, in the answer that makes the token. Keep it: it cannot be had again.',
      resolve: ({ value }) => value?.secret ?? null,
    }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

const CreateApiTokenInput = builder.inputType('CreateApiTokenInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is for.' }),
    scope: t.field({ type: TokenScopeEnum, required: true }),
    workspace: t.string({ description: 'The slug of the only one that it opens.' }),
    expiresInDays: t.int({ description: '1 to 3650; left out, it lives until it is revoked.' }),
  }),
});

builder.mutationFields((t) => ({
  createApiToken: t.field({
    type: ApiTokenPayload,
    description: 'The secret is in the answer once, and never again.',
    authScopes: { administering: true },
    args: { input: t.arg({ type: CreateApiTokenInput, required: true }) },
    resolve: (_root, { input }, context) => createApiToken(context, input),
  }),
  revokeApiToken: t.field({
    type: ApiTokenPayload,
    description: 'Ends a token at once, for connections that are open too.',
    authScopes: { administering: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, context) => revokeApiToken(context, input.id),
  }),
}));
