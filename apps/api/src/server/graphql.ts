import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import { RequestCache } from '@pothos/plugin-scope-auth';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type FormattedExecutionResult, GraphQLError } from 'graphql';
import { type Context, createContext, type Services } from '../context.ts';
import { checkVisibleFields } from '../modules/publicLinks/visibleFields.ts';
import { schema } from '../schema.ts';
import { createGraphqlDoor, type GraphqlDoor } from './graphqlDoor.ts';
import { beginOnce, endOnce, REPLAYED_HEADER, type Running } from './idempotency/idempotency.ts';
import { introspectionError } from './introspection.ts';
import { variablesError } from './limits/checkVariables.ts';
import { costError } from './limits/cost.ts';
import { maskedMessage } from './maskErrors.ts';
import type { Meters } from './meters.ts';
import { observeOperations } from './observeOperations.ts';
import { GRAPHQL_PATH } from './paths.ts';
import { factsOf } from './requestFacts.ts';
import type { VisitorOf } from './visitorOf.ts';

/** POST and GET /graphql. */
export async function addGraphql(
  server: FastifyInstance,
  services: Services,
  door: GraphqlDoor & { visitorOf: VisitorOf; meters: Meters },
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    allowBatchedHttpRequests: true,
    // Nobody sends hashes of queries instead of queries.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Errors that nobody meant are marked with the request's id when they are logged, below.
    formatError: (formatted) => {
      const { requestId } = formatted.extensions ?? {};
      if (typeof requestId !== 'string') return formatted;
      const { locations, path } = formatted;
      return {
        message: maskedMessage(requestId),
        ...(locations && { locations }),
        ...(path && { path }),
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      };
    },
    // The landing page would load a foreign site's scripts.
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It looks at every field of every answer, and no answer of ours may be cached.
      ApolloServerPluginCacheControlDisabled(),
      operationGuard(server.log),
      visitorGuard,
      observeOperations(server.log, door.meters),
      forgetScopes,
    ],
    logger: server.log,
  });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  await server.register(async (scope) => {
    scope.addHook('preHandler', createGraphqlDoor(door));
    await scope.register(fastifyApollo(apollo), {
      path: GRAPHQL_PATH,
      method: ['GET', 'POST'],
      context: async (request) => {
        const caller = await door.callerOf(request);
        const visitor = caller ? null : await door.visitorOf.byHeader(request);
        return createContext(services, { caller, visitor, requestId: request.id, facts: factsOf(request) });
      },
    });
  });
}

/** What is asked of an operation before it runs; a mutation that was sent before under the same key is not run again. */
function operationGuard(log: FastifyBaseLogger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let running: Running | null = null;
      let replayed: FormattedExecutionResult | null = null;
      return {
        async didResolveOperation({ request, document, operation, operationName, schema, contextValue }) {
          const { caller, services } = contextValue;
          const error =
            introspectionError(document, caller) ??
            variablesError(request.variables, services.limits) ??
            costError(schema, { document, operationName, variables: request.variables }, services.limits);
          if (error) throw withStatus(error, 400);
          if (!caller || !operation) return;
          const begun = await beginOnce(services, { request, operation, document, schema, caller });
          if (begun && 'running' in begun) running = begun.running;
          if (begun && 'replayed' in begun) replayed = begun.replayed;
        },
        async responseForOperation() {
          if (!replayed) return null;
          const headers = new HeaderMap([[REPLAYED_HEADER, 'true']]);
          return { http: { headers }, body: { kind: 'single', singleResult: replayed } };
        },
        async willSendResponse({ response: { body }, contextValue }) {
          if (!running || body.kind !== 'single') return;
          try {
            await endOnce(contextValue.services, running, body.singleResult);
          } catch (error) {
            log.error({ err: error, requestId: contextValue.requestId }, 'an answer could not be kept');
          }
        },
      };
    },
  };
}

const visitorGuard: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, schema, contextValue }) {
        if (contextValue.visitor) checkVisibleFields(schema, document);
      },
    };
  },
};

/**
 * What was found of the scopes holds its context, and so everything that was read, from a WeakMap that is older than
 * both: only a collection of the whole heap would end that.
 */
const forgetScopes: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue }) {
        RequestCache.clearForContext(contextValue);
      },
    };
  },
};

/** With the status that the answer has where the operation does not run: Apollo's own is 500. */
function withStatus(error: GraphQLError, status: number): GraphQLError {
  return new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status } } });
}
