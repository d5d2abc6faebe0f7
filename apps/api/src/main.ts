import { fileURLToPath } from 'node:url';
import { openBlobStore } from '@asterism/blobs';
import { createDb } from '@asterism/db';
import { createLog } from '@asterism/telemetry';
import packageJson from '../package.json' with { type: 'json' };
import { linkDelivery, signInMethods, tellParent, tellSocket } from './auth/deliverLinks.ts';
import { openLinks } from './auth/links.ts';
import { openSignIn } from './auth/signIn.ts';
import { openObservationDocuments } from './collab/documents.ts';
import type { Services } from './context.ts';
import { readEnv } from './env.ts';
import { openMailer } from './mail/mailer.ts';
import { migrationsFolder } from './migrationsFolder.ts';
import { openAssociationDesk } from './modules/associations/service.ts';
import { openPreviewMaker } from './modules/preprocessing/previewMaker.ts';
import { openPresenceDesk } from './modules/presence/presenceDesk.ts';
import { openEventHub } from './modules/progress/eventHub.ts';
import { openDecodingDesk } from './modules/reconstructions/decodingDesk.ts';
import { startObservation } from './observe.ts';
import { createServer } from './server/createServer.ts';
import { LIMITS, withRate } from './server/limits/limits.ts';

const env = readEnv();
const log = createLog({ level: env.logLevel, base: { process: 'api' } });
const db = createDb(env.databaseUrl);
const observation = await startObservation({
  ...env,
  db,
  log,
  version: packageJson.version,
  migrations: migrationsFolder(import.meta.dirname),
});
const events = await openEventHub({
  db,
  url: env.databaseUrl,
  onError: (error) => log.error({ err: error }, 'listening for events failed'),
});
const identity = { db, publicUrl: env.publicUrl, secret: env.authSecret };
const mail =
  env.mail && openMailer({ ...env.mail, onError: (error) => log.error({ err: error }, 'mail failed') });
const onUndelivered = (error: unknown) => log.error({ err: error }, 'a link could not be delivered');
const { operatorSocket } = env;
const toSocket = operatorSocket === null ? null : tellSocket(operatorSocket, onUndelivered);
const tellOperator = env.operatorTerminal ? tellParent(onUndelivered) : toSocket;
const deliverLink = linkDelivery({ db, mail, tellOperator, onError: onUndelivered });
const presence = openPresenceDesk({
  db,
  events,
  now: () => new Date(),
  onError: (error) => log.error({ err: error }, 'keeping who is here failed'),
});
const services: Services = {
  db,
  links: openLinks(identity),
  mail,
  signInMethods: signInMethods({ mail, tellOperator, openIdConnect: env.openIdConnect }),
  blobs: openBlobStore(env.blobUrl),
  events,
  presence,
  previews: openPreviewMaker({
    entry: fileURLToPath(import.meta.url).replace(/main\.(ts|js)$/, 'previewChild.$1'),
    blobUrl: env.blobUrl,
    onError: (error) => log.error({ err: error }, 'the process that makes previews broke'),
  }),
  decodings: openDecodingDesk({ db, events }),
  associations: openAssociationDesk(db),
  observations: openObservationDocuments({ db, now: () => new Date(), log }),
  serverRoots: env.serverRoots,
  limits: withRate(LIMITS, env.rateLimit),
  version: packageJson.version,
  now: () => new Date(),
};
const server = await createServer({
  services,
  signIn: openSignIn({ ...identity, deliverLink, openIdConnect: env.openIdConnect }),
  log,
  meters: observation.meters,
  readiness: observation.readiness,
  uploadFolder: env.uploadFolder,
  publicUrl: env.publicUrl,
  nextOrigin: env.nextOrigin,
  trustProxy: env.trustProxy,
  isDevelopment: env.isDevelopment,
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  observation.readiness.stop();
  try {
    await presence.close();
    await events.close();
    services.decodings.close();
    await server.close();
    await services.observations.close();
    await services.previews.close();
    mail?.close();
    await observation.close();
    await db.$disconnect();
  } catch (error) {
    log.error({ err: error }, 'stopping failed');
    process.exitCode = 1;
  }
  process.exit();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

await server.listen({ port: env.webPort, host: env.webHost });
observation.readiness.start();
services.observations
  .catchUp()
  .catch((error: unknown) => log.error({ err: error }, 'revisions of observations could not be recorded'));
