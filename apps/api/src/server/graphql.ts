import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type Context, createContext, type Services } from '../context.ts';
import { checkVisibleFields } from '../modules/publicLinks/visibleFields.ts';
import { schema } from '../schema.ts';
import type { CallerOf } from './callerOf.ts';
import { checkIntrospection } from './introspection.ts';
import { limitsRule } from './limits.ts';
import { isUnexpected, maskedMessage } from './maskErrors.ts';
import { storableTextRule, unstorableVariables } from './storableText.ts';
import type { VisitorOf } from './visitorOf.ts';

export const GRAPHQL_PATH = '/graphql';

/** POST and GET /graphql. */
export async function addGraphql(
  server: FastifyInstance,
  services: Services,
  { callerOf, visitorOf }: { callerOf: CallerOf; visitorOf: VisitorOf },
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    validationRules: [limitsRule, storableTextRule],
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
      introspectionGuard,
      visitorGuard,
      textGuard,
      errorLog(server.log),
    ],
    logger: server.log,
  });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  await server.register(fastifyApollo(apollo), {
    path: GRAPHQL_PATH,
    method: ['GET', 'POST'],
    context: async (request) => {
      const caller = await callerOf(request);
      const visitor = caller ? null : await visitorOf.byHeader(request);
      return createContext(services, { caller, visitor, requestId: request.id });
    },
  });
}

const introspectionGuard: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, contextValue }) {
        checkIntrospection(document, contextValue.caller);
      },
    };
  },
};

const visitorGuard: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, schema, contextValue }) {
        if (contextValue.visitor) checkVisibleFields(schema, document);
      },
    };
  },
};

const textGuard: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request: { variables } }) {
        const error = unstorableVariables(variables);
        if (error) throw error;
      },
    };
  },
};

function errorLog(log: FastifyBaseLogger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue: { requestId }, operationName }) {
          for (const error of errors) {
            if (!isUnexpected(error)) continue;
            log.error(
              { err: error.originalError, requestId, operationName, path: error.path },
              'query failed',
            );
            error.extensions['requestId'] = requestId;
          }
        },
      };
    },
  };
}
