import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BlobStore, openBlobStore } from '@asterism/blobs';
import { createDb, type Db, type Role, type TokenScope } from '@asterism/db';
import { databaseReadiness } from '@asterism/db/migrate';
import { createLog, createReadiness, type Readiness } from '@asterism/telemetry';
import { createTestDatabase } from '@asterism/testkit';
import { z } from 'zod';
import { linkDelivery, signInMethods } from '../auth/deliverLinks.ts';
import { openLinks } from '../auth/links.ts';
import type { OpenIdConnect } from '../auth/openIdConnect.ts';
import { openSignIn, type SignInLink } from '../auth/signIn.ts';
import { createTokenSecret } from '../auth/token.ts';
import { openObservationDocuments } from '../collab/documents.ts';
import type { CollabLimits } from '../collab/limits.ts';
import type { Services } from '../context.ts';
import { openMailer } from '../mail/mailer.ts';
import { migrationsFolder } from '../migrationsFolder.ts';
import { openAssociationDesk } from '../modules/associations/service.ts';
import { openPreviewMaker } from '../modules/preprocessing/previewMaker.ts';
import { openPresenceDesk } from '../modules/presence/presenceDesk.ts';
import { openEventHub } from '../modules/progress/eventHub.ts';
import { openDecodingDesk } from '../modules/reconstructions/decodingDesk.ts';
import { createServer } from '../server/createServer.ts';
import { LIMITS, type Limits } from '../server/limits/limits.ts';
import { createMeters, type Meters } from '../server/meters.ts';

const MIGRATIONS = migrationsFolder(join(import.meta.dirname, '..'));
export const TEST_SECRET = 'not a secret, 32 characters long.';

export interface Statement {
  query: string;
  /** A JSON list. */
  params: string;
}

export interface TestApi {
  db: Db;
  blobs: BlobStore;
  /** http://127.0.0.1:<port> */
  url: string;
  databaseUrl: string;
  /** What the server logged, a line each. */
  logLines: string[];
  /** Every statement that went to PostgreSQL through the client, in order. */
  statements: Statement[];
  services: Services;
  meters: Meters;
  readiness: Readiness;
  /** Addresses that the server knows, with their methods, as Fastify prints them. */
  routes: string;
  close(): Promise<void>;
}

/** The API as it runs, on a database, a blob store and a port of its own. */
export async function startApi({
  nextOrigin = null,
  serverRoots = [],
  smtpUrl = null,
  tellOperator = null,
  openIdConnect = null,
  limits = {},
  collabLimits = {},
  trustProxy = false,
}: {
  nextOrigin?: string | null;
  serverRoots?: string[];
  smtpUrl?: string | null;
  tellOperator?: ((link: SignInLink) => void) | null;
  openIdConnect?: OpenIdConnect | null;
  limits?: Partial<Limits>;
  collabLimits?: Partial<CollabLimits>;
  trustProxy?: boolean;
} = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'asterism-api-'));
  const statements: Statement[] = [];
  const db = createDb(database.url, {
    onQuery: ({ query, params }) => statements.push({ query, params }),
  });
  const blobs = openBlobStore(join(folder, 'blobs'));
  const logLines: string[] = [];
  const log = createLog({ level: 'info', base: {} }, { write: (line) => logLines.push(line) });
  const onWatchError = (error: unknown) => log.error({ err: error }, 'watching failed');
  const meters = createMeters({ db, onError: onWatchError });
  const readiness = createReadiness(
    { database: databaseReadiness(db, MIGRATIONS) },
    { onError: onWatchError },
  );
  const onError = (error: unknown) => log.error({ err: error }, 'mail failed');
  const events = await openEventHub({
    db,
    url: database.url,
    onError: (error) => log.error({ err: error }, 'listening failed'),
  });
  const presence = openPresenceDesk({
    db,
    events,
    now: () => new Date(),
    onError: (error) => log.error({ err: error }, 'presence failed'),
  });
  const previews = openPreviewMaker({
    entry: join(import.meta.dirname, '../previewChild.ts'),
    blobUrl: join(folder, 'blobs'),
    execArgv: ['--import', 'tsx'],
    onError: (error) => log.error({ err: error }, 'previews broke'),
  });
  // The public address is known only once the server listens; links in tests are made for the one that is.
  const identity = { db, publicUrl: 'http://localhost:3000', secret: TEST_SECRET };
  const mail =
    smtpUrl === null ? null : openMailer({ url: smtpUrl, from: 'Asterism <a@example.org>', onError });
  const services: Services = {
    db,
    links: openLinks(identity),
    mail,
    signInMethods: signInMethods({ mail, tellOperator, openIdConnect }),
    blobs,
    events,
    presence,
    previews,
    // Never by itself, so that a notice which is not heard is seen to be missing.
    decodings: openDecodingDesk({ db, events, lookEveryMs: 600_000 }),
    associations: openAssociationDesk(db),
    observations: openObservationDocuments({ db, now: () => new Date(), log, limits: collabLimits }),
    serverRoots,
    limits: { ...LIMITS, ...limits },
    version: '0.0.0',
    now: () => new Date(),
  };
  const deliverLink = linkDelivery({ db, mail, tellOperator, onError });
  const server = await createServer({
    services,
    signIn: openSignIn({ ...identity, deliverLink, openIdConnect }),
    log,
    meters,
    readiness,
    uploadFolder: join(folder, 'uploads'),
    publicUrl: identity.publicUrl,
    nextOrigin,
    trustProxy,
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  readiness.start();
  return {
    db,
    blobs,
    url,
    databaseUrl: database.url,
    logLines,
    statements,
    services,
    meters,
    readiness,
    routes: server.printRoutes({ commonPrefix: false }),
    async close() {
      await presence.close();
      await events.close();
      services.decodings.close();
      await server.close();
      await services.observations.close();
      await previews.close();
      mail?.close();
      await db.$disconnect();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface TestPerson {
  userId: string;
  workspaceId: string;
  slug: string;
  token: string;
}

let count = 0;

/** A user with a token; of a new workspace, or of the one that is named. */
export async function seedPerson(
  db: Db,
  options: { role?: Role; scope?: TokenScope; workspaceId?: string } = {},
): Promise<TestPerson> {
  const { role = 'OWNER', scope = 'WRITE' } = options;
  count++;
  const number = count;
  const user = await db.user.create({
    data: { name: `Person ${number}`, email: `person${number}@example.org` },
  });
  const workspace = options.workspaceId
    ? await db.workspace.findUniqueOrThrow({ where: { id: options.workspaceId } })
    : await db.workspace.create({ data: { slug: `space-${number}`, name: `Space ${number}` } });
  await db.member.create({ data: { workspaceId: workspace.id, userId: user.id, role } });
  const { secret, secretHash } = createTokenSecret();
  await db.apiToken.create({ data: { name: 'test', scope, userId: user.id, secretHash } });
  return { userId: user.id, workspaceId: workspace.id, slug: workspace.slug, token: secret };
}

export const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.looseObject({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .optional(),
});
export type GraphqlAnswer = z.infer<typeof graphqlAnswer>;

/** Sends a query and hands out the answer as it came. */
export async function send(
  { url }: Pick<TestApi, 'url'>,
  query: string,
  options: { token?: string; cookie?: string; variables?: Record<string, unknown> } = {},
): Promise<GraphqlAnswer> {
  const { token, cookie, variables } = options;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer: unknown = await response.json();
  return graphqlAnswer.parse(answer);
}
