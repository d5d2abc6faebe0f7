import type PrismaTypes from '@asterism/db/pothos';
import { getDatamodel } from '@asterism/db/pothos';
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth';
import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Context } from './context.ts';
import { refusal } from './errors.ts';
import { decodeGlobalId } from './globalId.ts';
import { NODE_IDS } from './nodeIds.ts';

export { decodeGlobalId, encodeGlobalId, rowId } from './globalId.ts';

export interface SchemaShape {
  PrismaTypes: PrismaTypes;
  Context: Context;
  AuthScopes: {
    /** Whoever reaches the server. */
    everybody: boolean;
    /** Somebody is there: a session or a token. */
    signedIn: boolean;
    /** Somebody is there and may change things: not a READ token. */
    writing: boolean;
    /** Somebody is there and may manage people and tokens: a session, or a token of scope ADMIN. */
    administering: boolean;
    /** Somebody is there, or bears a public link: what the link does not show is refused field by field. */
    visiting: boolean;
  };
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
  };
  DefaultFieldNullability: false;
  DefaultNodeNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  /** Counted only where the count is selected. */
  Connection: { totalCount: () => Promise<number> };
}

export const builder = new SchemaBuilder<SchemaShape>({
  plugins: [ScopeAuthPlugin, RelayPlugin, PrismaPlugin, NODE_IDS],
  defaultFieldNullability: false,
  prisma: { client: (context) => context.services.db, dmmf: getDatamodel(), exposeDescriptions: false },
  relay: {
    cursorType: 'String',
    nodesQueryOptions: false,
    edgesFieldOptions: { nullable: { list: false, items: false } },
    nodeFieldOptions: { nullable: false },
    decodeGlobalID: (id) => decodeGlobalId(id) ?? { typename: '', id: '' },
    nodeQueryOptions: {
      nullable: true,
      description: 'Anything with an id; null where there is none that the caller may see.',
      authScopes: { visiting: true },
      resolve: (_root, { id }, _context, { schema }, resolveNode) =>
        isNodeType(schema, id.typename) ? resolveNode(id) : null,
    },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    // Once for each object, not for each of its fields.
    runScopesOnType: true,
    authScopes: ({ caller, visitor }) => ({
      everybody: true,
      signedIn: caller !== null,
      writing: caller !== null && caller.scope !== 'READ',
      administering: caller?.scope === 'ADMIN',
      visiting: caller !== null || visitor !== null,
    }),
    unauthorizedError: (_parent, { caller, visitor }, _info, { failure }) => {
      if (!caller) return visitor ? refusal.publicLink() : refusal.unauthenticated();
      return isOf('administering', failure) ? refusal.notAdministering() : refusal.readOnlyToken();
    },
  },
});

/** Whether it is this scope that is missed; those that a field names come as a list of failures. */
const isOf = (scope: string, failure: AuthFailure): boolean =>
  'failures' in failure
    ? failure.failures.some((inner) => isOf(scope, inner))
    : 'scope' in failure && failure.scope === scope;

function isNodeType(schema: GraphQLSchema, typename: string): boolean {
  const type = schema.getType(typename);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}
