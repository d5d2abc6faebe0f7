import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../context.ts';
import { isUnexpected } from './maskErrors.ts';
import type { Meters } from './meters.ts';

export const ANONYMOUS = 'anonymous';

/** Names each operation in its request's line and span, and measures it; logs what nobody meant, once, with its ids. */
export function observeOperations(log: FastifyBaseLogger, meters: Meters): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ contextValue: { requestId, caller, facts } }) {
      const begun = performance.now();
      let unexpected = false;
      return {
        async didResolveOperation({ operationName, operation }) {
          facts?.operations.push(operationName ?? ANONYMOUS);
          facts?.span?.rename(`${operation?.operation} ${operationName ?? ANONYMOUS}`);
          facts?.span?.note({
            'graphql.operation.type': operation?.operation,
            'graphql.operation.name': operationName ?? ANONYMOUS,
          });
        },
        async didEncounterErrors({ errors, operationName }) {
          for (const error of errors) {
            if (!isUnexpected(error)) continue;
            unexpected = true;
            log.error(
              {
                err: error.originalError,
                requestId,
                userId: caller?.user.id,
                operationName,
                path: error.path,
              },
              'query failed',
            );
            error.extensions['requestId'] = requestId;
          }
        },
        async willSendResponse({ errors, operationName }) {
          meters.operation({
            name: operationName ?? null,
            outcome: unexpected ? 'FAILED' : errors?.length ? 'REFUSED' : 'OK',
            seconds: (performance.now() - begun) / 1000,
          });
        },
      };
    },
  };
}
