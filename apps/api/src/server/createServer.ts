import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import type { Readiness } from '@asterism/telemetry';
import httpProxy from '@fastify/http-proxy';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from 'fastify';
import { createAuthenticate } from '../auth/authenticate.ts';
import type { SignIn } from '../auth/signIn.ts';
import { createCollabSocket } from '../collab/socket.ts';
import type { Services } from '../context.ts';
import { addBlobRoutes } from '../modules/blobs/routes.ts';
import { addEncodedImageRoutes } from '../modules/encodings/routes.ts';
import { addModelFileRoutes } from '../modules/modelFiles/routes.ts';
import { addPreviewRoutes } from '../modules/preprocessing/routes.ts';
import { addSampleRoutes } from '../modules/samples/routes.ts';
import { addUploadRoutes } from '../modules/uploads/routes.ts';
import { addWrittenImageRoutes } from '../modules/writtenImages/routes.ts';
import { addAuthRoutes } from './authRoutes.ts';
import { createCallerOf } from './callerOf.ts';
import { addGraphql } from './graphql.ts';
import { addHealth } from './health.ts';
import { addIdempotencySweep } from './idempotency/sweep.ts';
import { createCheckDocument } from './limits/checkDocument.ts';
import { pageAddressCheck } from './limits/pageAddress.ts';
import { addRateHooks } from './limits/rateHooks.ts';
import { createRates } from './limits/rates.ts';
import { SocketCounts } from './limits/socketCounts.ts';
import type { Meters } from './meters.ts';
import { observeRequests } from './observeRequests.ts';
import { addOriginCheck } from './ownOrigin.ts';
import { addPageSecurity } from './pageSecurity.ts';
import { COLLAB_PATH, GRAPHQL_PATH } from './paths.ts';
import { lingerOverBody, requestError } from './requestErrors.ts';
import { factsOf, notingCaller } from './requestFacts.ts';
import { sendError, sendProblem } from './respond.ts';
import { addSecretAddresses } from './secretAddresses.ts';
import { hasUnstorableAddress } from './storableText.ts';
import { addUpgrades } from './upgrade.ts';
import { addPublicLinkCookies, createVisitorOf } from './visitorOf.ts';
import { createGraphqlSocket } from './websocket.ts';

export interface ServerOptions {
  services: Services & { db: Db; blobs: BlobStore };
  signIn: SignIn;
  log: FastifyBaseLogger;
  meters: Meters;
  readiness: Readiness;
  uploadFolder: string;
  publicUrl: string;
  nextOrigin: string | null;
  trustProxy: boolean;
  /** The pages come from a server that reloads them. */
  isDevelopment?: boolean;
}

/** The one door: everything that a browser or a script can reach. Not listening yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const {
    services,
    signIn,
    log,
    meters,
    readiness,
    uploadFolder,
    publicUrl,
    nextOrigin,
    trustProxy,
    isDevelopment = false,
  } = options;
  const { limits } = services;
  const server = fastify({
    loggerInstance: log,
    // Addresses hold one-time links; observeRequests logs what may be logged.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => crypto.randomUUID(),
    bodyLimit: limits.bodyBytes,
    // One proxy in front: what stands before its own entry in the header was sent by the client.
    trustProxy: trustProxy && ((_address, hop) => hop === 0),
  });
  const { db, blobs } = services;
  const authenticate = createAuthenticate({ db, signIn, now: services.now });
  const callerOf = notingCaller(createCallerOf(authenticate));
  const visitorOf = createVisitorOf(db, services.now);
  const rates = createRates(limits);
  const socketCounts = new SocketCounts(limits);
  const checkDocument = createCheckDocument(limits);
  observeRequests(server, meters);

  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (hasUnstorableAddress(request.raw.url ?? ''))
      return sendProblem(reply, 400, 'BAD_REQUEST', 'The address holds U+0000. Leave it out.');
  });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) lingerOverBody(request, reply);
    if (status < 500)
      return sendError(request, reply, status, requestError(error, request, limits.bodyBytes));
    const { userId } = factsOf(request);
    request.log.error({ err: error, userId, method: request.method }, 'request failed');
    const unreachable = status === 502 || status === 503 || status === 504;
    return unreachable
      ? sendProblem(reply, 503, 'PAGES_NOT_READY', 'The pages are not there yet. Try again in a moment.')
      : sendProblem(
          reply,
          500,
          'INTERNAL_SERVER_ERROR',
          `Something went wrong; see ${request.id} in the log.`,
        );
  });

  const pageSecurity = await addPageSecurity(server, {
    isHttps: publicUrl.startsWith('https:'),
    isDevelopment,
  });
  addSecretAddresses(server);
  addRateHooks(server, { rates, callerOf });
  addOriginCheck(server, publicUrl);
  addHealth(server, { version: services.version, readiness });
  addPublicLinkCookies(server, { db, now: services.now, secure: publicUrl.startsWith('https:') });
  await addGraphql(server, services, { limits, rates, callerOf, visitorOf, checkDocument, meters });
  addIdempotencySweep(server, services);
  addAuthRoutes(server, signIn, publicUrl);
  addUploadRoutes(server, { db, blobs, callerOf, folder: uploadFolder, limits });
  addBlobRoutes(server, { db, blobs, callerOf, visitorOf });
  addWrittenImageRoutes(server, { db, blobs, callerOf });
  addSampleRoutes(server, { db, blobs, callerOf, visitorOf });
  addModelFileRoutes(server, { db, blobs, version: services.version, callerOf });
  addEncodedImageRoutes(server, { db, blobs, callerOf });
  addPreviewRoutes(server, { services, callerOf });
  if (nextOrigin)
    await server.register(httpProxy, {
      upstream: nextOrigin,
      http2: false,
      preHandler: pageAddressCheck(limits),
      replyOptions: {
        rewriteRequestHeaders: ({ raw }, headers) => pageSecurity.forNext(raw, headers),
      },
    });
  const graphqlSocket = createGraphqlSocket({
    services,
    authenticate,
    rates,
    socketCounts,
    checkDocument,
    log: server.log,
    meters,
  });
  const collabSocket = createCollabSocket({ services, authenticate, socketCounts, log: server.log });
  addUpgrades(server, {
    sockets: new Map([
      [GRAPHQL_PATH, graphqlSocket],
      [COLLAB_PATH, collabSocket],
    ]),
    publicUrl,
    nextOrigin,
    trustProxy,
    rates,
    socketCounts,
  });
  return server;
}
