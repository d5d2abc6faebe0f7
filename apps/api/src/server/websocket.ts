import type { FastifyInstance } from 'fastify';
import { type ExecutionResult, specifiedRules, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Authenticate } from '../auth/authenticate.ts';
import { type Context, createContext, type Services } from '../context.ts';
import { schema } from '../schema.ts';
import { headersOf } from './callerOf.ts';
import { limitsRule } from './limits.ts';
import { isUnexpected, maskedError } from './maskErrors.ts';
import { OpenSockets } from './openSockets.ts';
import { storableTextRule, unstorableVariables } from './storableText.ts';
import { subscribeFresh } from './subscribeFresh.ts';
import type { SocketServer } from './upgrade.ts';

// Who may see what is asked again at most this often while a subscription runs.
const AUTHENTICATED_FOR_MS = 30_000;
const MESSAGE_BYTES = 1 << 20;

const connectionParameters = z.object({
  authorization: z.string().optional(),
  Authorization: z.string().optional(),
});

export interface GraphqlSocketOptions {
  services: Services;
  authenticate: Authenticate;
  log: FastifyInstance['log'];
}

/** graphql-ws for whoever has a session cookie, or an Authorization header, which may also be in connectionParams. */
export function createGraphqlSocket({ services, authenticate, log }: GraphqlSocketOptions): SocketServer {
  const open = new OpenSockets({ authenticate, now: services.now, log });
  const unlisten = services.events.onAccessChange((userId) => open.check(userId));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES });
  // Of each operation's context: how to make the next one.
  const renewals = new WeakMap<object, () => Promise<Context>>();
  const disposable = useServer(
    {
      schema,
      validate: (schema, document) =>
        validate(schema, document, [...specifiedRules, limitsRule, storableTextRule]),
      onConnect: ({ extra: { socket, request }, connectionParams }) =>
        open.admit(socket, credentials(request.headers, connectionParams)),
      onClose: ({ extra: { socket } }) => open.forget(socket),
      onSubscribe: (_context, _id, { variables }) => {
        const error = unstorableVariables(variables);
        return error ? [error] : undefined;
      },
      context: async ({ extra: { request }, connectionParams }) => {
        const renew = contextFactory(services, authenticate, credentials(request.headers, connectionParams));
        const context = await renew();
        renewals.set(context, renew);
        return context;
      },
      subscribe: (args) => subscribeFresh(args, async () => renewals.get(Object(args.contextValue))?.()),
      onNext: (_context, _id, { operationName }, _args, result) =>
        withoutInternals(result, log, operationName),
    },
    sockets,
  );
  return {
    accept: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
    close: async () => {
      unlisten();
      open.close();
      await disposable.dispose();
    },
  };
}

function credentials(
  headers: Record<string, string | string[] | undefined>,
  connectionParams: Record<string, unknown> | null | undefined,
): Headers {
  const result = headersOf(headers);
  const given = connectionParameters.safeParse(connectionParams ?? {}).data;
  const authorization = given?.authorization ?? given?.Authorization;
  if (authorization) result.set('authorization', authorization);
  return result;
}

function contextFactory(
  services: Services,
  authenticate: Authenticate,
  headers: Headers,
): () => Promise<Context> {
  let known: { caller: Context['caller']; until: number } | null = null;
  return async () => {
    const now = services.now().getTime();
    if (!known || known.until < now)
      known = { caller: await authenticate(headers), until: now + AUTHENTICATED_FOR_MS };
    return createContext(services, { caller: known.caller, requestId: crypto.randomUUID() });
  };
}

function withoutInternals(
  result: ExecutionResult,
  log: FastifyInstance['log'],
  operationName: string | null | undefined,
): ExecutionResult | undefined {
  if (!result.errors?.some(isUnexpected)) return undefined;
  const requestId = crypto.randomUUID();
  const errors = result.errors.map((error) => {
    if (!isUnexpected(error)) return error;
    log.error(
      { err: error.originalError, requestId, operationName, path: error.path },
      'subscription failed',
    );
    return maskedError(error, requestId);
  });
  return { ...result, errors };
}
