import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import type { Caller } from './auth/caller.ts';
import type { Links } from './auth/links.ts';
import type { SignInMethods } from './auth/signIn.ts';
import type { Visitor } from './auth/visitor.ts';
import type { ObservationDocuments } from './collab/documents.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { Mailer } from './mail/mailer.ts';
import type { AssociationDesk } from './modules/associations/service.ts';
import type { PreviewMaker } from './modules/preprocessing/previewMaker.ts';
import type { PresenceDesk } from './modules/presence/presenceDesk.ts';
import type { EventHub } from './modules/progress/eventHub.ts';
import type { DecodingDesk } from './modules/reconstructions/decodingDesk.ts';
import type { Limits } from './server/limits/limits.ts';
import type { RequestFacts } from './server/requestFacts.ts';

/** What lives as long as the process. */
export interface Services {
  db: Db;
  blobs: BlobStore;
  events: EventHub;
  presence: PresenceDesk;
  previews: PreviewMaker;
  decodings: DecodingDesk;
  associations: AssociationDesk;
  observations: ObservationDocuments;
  /** What of this machine's folders may be read for imports. */
  serverRoots: readonly string[];
  /** Addresses of pages that are made for one person. */
  links: Links;
  /** Null where no mail is set up. */
  mail: Mailer | null;
  signInMethods: SignInMethods;
  limits: Limits;
  /** The product's version. */
  version: string;
  now: () => Date;
}

/** What lives as long as one operation; of a subscription, as long as one event. */
export interface Context {
  services: Services;
  /** Null where nobody is signed in. */
  caller: Caller | null;
  /** Whoever bears a public link; null where somebody is signed in. */
  visitor: Visitor | null;
  loaders: Loaders;
  requestId: string;
  /** What the request's line in the log will say; none over a WebSocket. */
  facts?: RequestFacts;
}

export function createContext(
  services: Services,
  {
    visitor = null,
    loaders = createLoaders(services.db),
    ...request
  }: Pick<Context, 'caller' | 'requestId' | 'facts'> & Partial<Pick<Context, 'visitor' | 'loaders'>>,
): Context {
  return { services, visitor, loaders, ...request };
}
