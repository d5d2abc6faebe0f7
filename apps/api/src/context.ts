import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import type { Caller } from './auth/caller.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { AssociationDesk } from './modules/associations/service.ts';
import type { PreviewMaker } from './modules/preprocessing/previewMaker.ts';
import type { EventHub } from './modules/progress/eventHub.ts';
import type { DecodingDesk } from './modules/reconstructions/decodingDesk.ts';

/** What lives as long as the process. */
export interface Services {
  db: Db;
  blobs: BlobStore;
  events: EventHub;
  previews: PreviewMaker;
  decodings: DecodingDesk;
  associations: AssociationDesk;
  /** What of this machine's folders may be read for imports. */
  serverRoots: readonly string[];
  /** The product's version. */
  version: string;
  now: () => Date;
}

/** What lives as long as one operation; of a subscription, as long as one event. */
export interface Context {
  services: Services;
  /** Null where nobody is signed in. */
  caller: Caller | null;
  loaders: Loaders;
  requestId: string;
}

export function createContext(
  services: Services,
  { caller, requestId }: { caller: Caller | null; requestId: string },
): Context {
  return { services, caller, requestId, loaders: createLoaders(services.db) };
}
