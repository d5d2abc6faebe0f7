import { mkdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, join } from 'node:path';
import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import { ERRORS, Server as TusServer } from '@tus/server';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  type Caller,
  type Membership,
  mayWrite,
  membershipById,
  membershipBySlug,
} from '../../auth/caller.ts';
import type { CallerOf } from '../../server/callerOf.ts';
import type { Limits } from '../../server/limits/limits.ts';
import { sendProblem } from '../../server/respond.ts';
import { UPLOAD_PATH } from '../system/service.ts';
import { answerFinished } from './finished.ts';
import { diskFull, HashingStore, isDiskFull } from './hashingStore.ts';
import { recordUpload } from './record.ts';
import { refusal } from './refusal.ts';

export interface UploadRoutes {
  db: Db;
  blobs: BlobStore;
  callerOf: CallerOf;
  /** Unfinished uploads lie here. */
  folder: string;
  limits: Pick<Limits, 'uploadBytes'>;
}

// An upload that nobody goes on with is dropped after a week.
const KEPT_MS = 7 * 24 * 3600 * 1000;
const METHODS = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** The last part of a path the client may have sent, without what a file name must not hold. */
const fileName = z
  .string()
  .transform((name) => basename(name.replaceAll('\\', '/')).replaceAll(/\p{Cc}/gu, ''))
  .pipe(
    z
      .string()
      .min(1)
      .max(255)
      .refine((name) => name !== '.' && name !== '..'),
  );
/** A path within a folder that was sent as a whole: down from there and nowhere else. */
const relativePath = z
  .string()
  .transform((path) =>
    path
      .replaceAll('\\', '/')
      .replaceAll(/\p{Cc}/gu, '')
      .split('/')
      .filter((name) => name !== '' && name !== '.' && name !== '..')
      .join('/'),
  )
  .pipe(z.string().min(1).max(1000));
const clientMetadata = z.object({
  filename: fileName,
  relativePath: relativePath.optional(),
  workspace: z.string(),
});
// Written by this server when the upload begins; what a client sends under these names is written over.
const storedMetadata = z.object({ filename: z.string(), workspaceId: z.string(), userId: z.string() });

/**
 * Resumable uploads by tus 1.0.0. `filename` and `workspace` (the slug) are metadata of each upload; `relativePath` is
 * where it lay in a folder that is sent as a whole.
 */
export function addUploadRoutes(
  server: FastifyInstance,
  { db, blobs, callerOf, folder, limits }: UploadRoutes,
): void {
  mkdirSync(folder, { recursive: true });
  const store = new HashingStore({ directory: folder, expirationPeriodInMilliseconds: KEPT_MS });
  const callers = new WeakMap<IncomingMessage, Caller>();
  const tus = new TusServer({
    path: UPLOAD_PATH,
    datastore: store,
    relativeLocation: true,
    maxSize: limits.uploadBytes,
    allowedOrigins: [],
    onUploadCreate: async (request, upload) => ({
      metadata: beginning(callerBehind(callers, request), upload.metadata),
    }),
    onIncomingRequest: async (request, id) => {
      if (request.method === 'POST' || request.method === 'OPTIONS') return;
      const caller = callerBehind(callers, request);
      const begun = await begunUpload(store, id);
      // Asked at every piece: who began it may have left the workspace since.
      const membership = begun?.userId === caller.user.id && membershipById(caller, begun.workspaceId);
      if (!membership) throw refusal(404, 'NOT_FOUND');
      refuseViewer(membership);
    },
    onUploadFinish: async (request, upload) => {
      const { filename, workspaceId, userId } = storedMetadata.parse(upload.metadata);
      await recordUpload(
        { db, blobs },
        {
          id: upload.id,
          path: join(folder, upload.id),
          fileName: filename,
          workspaceId,
          createdById: userId,
          // One that is whole with its first request (an empty file is) is asked for its age afterwards.
          isLookedAtAgain: request.method === 'POST',
          known: store.takeHash(upload.id, upload.offset),
        },
      );
      return {};
    },
    onResponseError: (_request, error) => {
      if (isDiskFull(error)) return diskFull();
      if (error === ERRORS.ERR_SIZE_EXCEEDED) return moreThanDeclared();
      if (error === ERRORS.ERR_MAX_SIZE_EXCEEDED) return tooLarge(limits.uploadBytes);
      if (!(error instanceof Error)) return undefined;
      server.log.error({ err: error }, 'upload failed');
      return { status_code: 500, body: 'INTERNAL_SERVER_ERROR\n' };
    },
  });

  server.register(async (scope) => {
    // The tus server reads the bodies itself, as they come.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of [UPLOAD_PATH, `${UPLOAD_PATH}/*`])
      scope.route({
        method: [...METHODS],
        url,
        handler: async (request, reply) => {
          const caller = await callerOf(request);
          if (!caller) return sendProblem(reply, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.');
          if (caller.scope === 'READ')
            return sendProblem(reply, 403, 'FORBIDDEN', 'This API token may only read.');
          const { '*': id } = request.params as { '*'?: string };
          if (request.method === 'HEAD' && id && (await answerFinished(db, caller, id, reply))) return reply;
          callers.set(request.raw, caller);
          // What every answer says of itself, this one too.
          for (const [name, value] of Object.entries(reply.getHeaders()))
            if (value !== undefined) reply.raw.setHeader(name, value);
          reply.hijack();
          await tus.handle(request.raw, reply.raw);
          return reply;
        },
      });
  });

  const sweep = () =>
    store
      .dropAbandoned(new Date(Date.now() - KEPT_MS))
      .catch((error) => server.log.error({ err: error }, 'abandoned uploads could not be dropped'));
  const timer = setInterval(sweep, 3600_000).unref();
  server.addHook('onReady', async () => void sweep());
  server.addHook('onClose', async () => clearInterval(timer));
}

/** What was remembered of an upload; null where there is none, which is answered as one of somebody else is. */
async function begunUpload(store: HashingStore, id: string): Promise<z.output<typeof storedMetadata> | null> {
  try {
    return storedMetadata.safeParse((await store.getUpload(id)).metadata).data ?? null;
  } catch (error) {
    if (error === ERRORS.FILE_NOT_FOUND || error === ERRORS.FILE_NO_LONGER_EXISTS) return null;
    throw error;
  }
}

/** What is remembered of an upload; throws what tus answers with where it may not begin. */
function beginning(caller: Caller, metadata: unknown) {
  const asked = clientMetadata.safeParse(metadata);
  if (!asked.success) throw refusal(400, 'BAD_METADATA', 'Give filename and workspace as Upload-Metadata.');
  const membership = membershipBySlug(caller, asked.data.workspace);
  if (!membership) throw refusal(404, 'NOT_FOUND', 'There is no such workspace that you may see.');
  refuseViewer(membership);
  return {
    filename: asked.data.relativePath ?? asked.data.filename,
    workspace: membership.slug,
    workspaceId: membership.workspaceId,
    userId: caller.user.id,
  };
}

function refuseViewer(membership: Membership): void {
  if (!mayWrite(membership))
    throw refusal(403, 'FORBIDDEN', 'You may look at this workspace, not change it.');
}

const tooLarge = (limit: number) =>
  refusal(413, 'TOO_LARGE', `A file may have ${limit} bytes; take it apart, or have it read on the server.`);

const moreThanDeclared = () =>
  refusal(
    413,
    'MORE_THAN_DECLARED',
    'The piece goes beyond the Upload-Length that the upload began with. Send what is left of the file, or begin anew.',
  );

interface NodeBacked {
  runtime?: { node?: { req: object } };
}

function callerBehind(callers: WeakMap<object, Caller>, request: NodeBacked): Caller {
  const caller = request.runtime?.node && callers.get(request.runtime.node.req);
  if (!caller) throw new Error('An upload request came in without its caller.');
  return caller;
}
