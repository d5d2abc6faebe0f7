import type { FastifyInstance } from 'fastify';
import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Authenticate } from '../auth/authenticate.ts';
import { type Context, createContext, type Services } from '../context.ts';
import { refusal } from '../errors.ts';
import type { Loaders } from '../loaders.ts';
import { schema } from '../schema.ts';
import { headersOf } from './callerOf.ts';
import { createEventLoaders } from './eventLoaders.ts';
import { callerKey } from './limits/callerKey.ts';
import type { CheckDocument } from './limits/checkDocument.ts';
import { variablesError } from './limits/checkVariables.ts';
import { costError } from './limits/cost.ts';
import type { Limits } from './limits/limits.ts';
import { type Rates, rateLimited } from './limits/rates.ts';
import type { SocketCounts } from './limits/socketCounts.ts';
import { isUnexpected, maskedError } from './maskErrors.ts';
import type { Meters } from './meters.ts';
import { observeSocketOperation } from './observeSocketOperation.ts';
import { endSlowSockets } from './slowSockets.ts';
import { subscribeFresh } from './subscribeFresh.ts';
import type { SocketServer } from './upgrade.ts';
import { WatchedSockets } from './watchedSockets.ts';

// Who may see what is asked again at most this often while a subscription runs.
const AUTHENTICATED_FOR_MS = 30_000;

const connectionParameters = z.object({
  authorization: z.string().optional(),
  Authorization: z.string().optional(),
});

export interface GraphqlSocketOptions {
  services: Services;
  authenticate: Authenticate;
  rates: Rates;
  socketCounts: SocketCounts;
  checkDocument: CheckDocument;
  log: FastifyInstance['log'];
  meters: Meters;
}

/** graphql-ws for whoever has a session cookie, or an Authorization header, which may also be in connectionParams. */
export function createGraphqlSocket(options: GraphqlSocketOptions): SocketServer {
  const { services, authenticate, rates, socketCounts, checkDocument, log, meters } = options;
  const { limits } = services;
  const watched = new WatchedSockets({ authenticate, now: services.now, log });
  const unlisten = services.events.onAccessChange((userId) => watched.check(userId));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes });
  const endWatch = endSlowSockets({ sockets: () => sockets.clients, unreadSeconds: limits.unreadSeconds });
  // Of each operation's context: how to make the next one.
  const renewals = new WeakMap<object, RenewContext>();
  const loadersOf = createEventLoaders(services.db);
  const owners = new WeakMap<object, { userId: string; key: string }>();
  const disposable = useServer(
    {
      schema,
      onConnect: async (connection) => {
        const headers = credentials(connection.extra.request.headers, connection.connectionParams);
        const caller = await watched.admit(connection.extra.socket, headers);
        if (!caller) return false;
        if (!socketCounts.join(caller.user.id, connection)) {
          connection.extra.socket.close(
            CloseCode.Forbidden,
            `TOO_MANY_SOCKETS: the limit is ${limits.socketsPerUser} of one user.`,
          );
          return;
        }
        const key = callerKey(caller, headers.get('authorization') ?? undefined);
        owners.set(connection, { userId: caller.user.id, key });
        return;
      },
      onClose: (connection) => {
        watched.forget(connection.extra.socket);
        const owner = owners.get(connection);
        if (owner) socketCounts.leave(owner.userId, connection);
      },
      onSubscribe: async (connection, _id, { query, variables }) => {
        const owner = owners.get(connection);
        if (!owner) return [refusal.unauthenticated()];
        // Counted before anything is waited for, while what came after it is not there yet.
        const tooMany = socketCounts.refusal(owner.userId, connection);
        const rate = await rates.take('operations', owner.key);
        const error = rate.isExceeded
          ? rateLimited(rate)
          : (tooMany ?? checkDocument(query) ?? variablesError(variables, limits));
        return error ? [error] : undefined;
      },
      context: async ({ extra: { request }, connectionParams }) => {
        const renew = contextFactory(services, authenticate, credentials(request.headers, connectionParams));
        const context = await renew();
        renewals.set(context, renew);
        return context;
      },
      execute: async (args: ExecutionArgs) => {
        const refused = tooCostly(args, limits);
        if (refused) return refused;
        const observed = observeSocketOperation({ log, meters }, args);
        const result = await observed.run(async () => execute(args));
        observed.end(result.errors);
        return result;
      },
      subscribe: (args) =>
        tooCostly(args, limits) ??
        subscribeFresh(args, {
          freshContext: async (event) => renewals.get(Object(args.contextValue))?.(loadersOf(event)),
          observed: observeSocketOperation({ log, meters }, args),
        }),
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
      watched.close();
      endWatch();
      await disposable.dispose();
    },
  };
}

function tooCostly(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  limits: Limits,
): ExecutionResult | null {
  const error = costError(schema, { document, operationName, variables: variableValues }, limits);
  return error && { errors: [error] };
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

type RenewContext = (loaders?: Loaders) => Promise<Context>;

function contextFactory(services: Services, authenticate: Authenticate, headers: Headers): RenewContext {
  let known: { caller: Context['caller']; until: number } | null = null;
  return async (loaders) => {
    const now = services.now().getTime();
    if (!known || known.until < now)
      known = { caller: await authenticate(headers), until: now + AUTHENTICATED_FOR_MS };
    return createContext(services, {
      caller: known.caller,
      requestId: crypto.randomUUID(),
      ...(loaders && { loaders }),
    });
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
