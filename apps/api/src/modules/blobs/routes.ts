import { Readable } from 'node:stream';
import { BlobMissingError, type BlobStore } from '@asterism/blobs';
import { blobRef, type Db } from '@asterism/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Caller, membershipBySlug } from '../../auth/caller.ts';
import type { Visitor } from '../../auth/visitor.ts';
import type { CallerOf } from '../../server/callerOf.ts';
import { sendBody, sendProblem } from '../../server/respond.ts';
import type { VisitorOf } from '../../server/visitorOf.ts';
import { showsBlob } from '../publicLinks/visibleBlob.ts';
import { byteLength, VISITED_SLUG } from './blob.ts';
import { npyHeader } from './npy.ts';
import type { BytePart } from './range.ts';

const address = z.object({ slug: z.string(), sha256: blobRef.shape.sha256 });
const query = z.object({
  dtype: blobRef.shape.dtype.optional(),
  shape: z
    .string()
    .regex(/^\d{1,12}(,\d{1,12}){0,7}$/)
    .transform((text) => text.split(',').map(Number))
    .optional(),
  format: z.enum(['raw', 'npy', 'png', 'jpeg', 'webp']).default('raw'),
  /** What the .npy is to be called on disk. */
  name: z
    .string()
    .regex(/^[\w-][\w.-]{0,99}$/)
    .optional(),
});

export interface BlobRoutes {
  db: Db;
  blobs: BlobStore;
  callerOf: CallerOf;
  visitorOf: VisitorOf;
}

/** GET /blobs/<workspace>/<sha256>: bytes that the workspace holds, raw, as .npy, or named as the picture that they are. */
export function addBlobRoutes(server: FastifyInstance, { db, blobs, callerOf, visitorOf }: BlobRoutes): void {
  server.get('/blobs/:slug/:sha256', async (request, reply) => {
    const caller = await callerOf(request);
    const visitors = await visitorOf.byHeaderOrCookie(request);
    if (!caller && visitors.length === 0)
      return sendProblem(reply, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.');
    const at = address.safeParse(request.params);
    const workspaceId = at.success ? await holder(db, { caller, visitors }, at.data) : null;
    if (!at.success || !workspaceId) return notThere(reply);
    const { sha256 } = at.data;
    const held = await db.workspaceBlob.findUnique({
      where: { workspaceId_sha256: { workspaceId, sha256 } },
    });
    if (!held) return notThere(reply);
    const asked = query.safeParse(request.query);
    if (!asked.success)
      return sendProblem(reply, 400, 'BAD_QUERY', 'dtype, shape, format or name cannot be read.');
    const { dtype, shape, format, name } = asked.data;
    const size = Number(held.bytes);
    if (format !== 'npy')
      return sendBody(request, reply, {
        contentType: format === 'raw' ? 'application/octet-stream' : `image/${format}`,
        etag: `"${sha256}"`,
        bytes: size,
        open: (part) => openBlob(blobs, sha256, part),
      });
    if (!dtype || !shape || byteLength({ dtype, shape }) !== size)
      return sendProblem(reply, 400, 'BAD_QUERY', `As .npy, dtype and shape must make up ${size} bytes.`);
    const header = npyHeader({ dtype, shape });
    reply.header('content-disposition', `attachment; filename="${name ?? `${sha256.slice(0, 12)}.npy`}"`);
    return sendBody(request, reply, {
      contentType: 'application/octet-stream',
      etag: `"${sha256}-npy-${dtype}-${shape.join('x')}"`,
      bytes: header.length + size,
      open: (part) => openBehind(header, part, (rest) => openBlob(blobs, sha256, rest)),
    });
  });
}

/** The workspace whose blob it is for those who ask; null where none of them may see it. */
async function holder(
  db: Db,
  { caller, visitors }: { caller: Caller | null; visitors: readonly Visitor[] },
  { slug, sha256 }: z.output<typeof address>,
): Promise<string | null> {
  if (slug !== VISITED_SLUG) return membershipBySlug(caller, slug)?.workspaceId ?? null;
  for (const visitor of visitors) if (await showsBlob(db, visitor, sha256)) return visitor.workspaceId;
  return null;
}

const notThere = (reply: Parameters<typeof sendProblem>[0]) =>
  sendProblem(reply, 404, 'NOT_FOUND', 'There is no such blob that you may see.');

async function openBlob(blobs: BlobStore, sha256: string, part: BytePart): Promise<Readable> {
  try {
    return await blobs.stream(sha256, part);
  } catch (error) {
    if (error instanceof BlobMissingError)
      throw new Error(`The workspace holds the blob ${sha256}, the store does not.`, { cause: error });
    throw error;
  }
}

/** A part of a header and the bytes behind it. */
export async function openBehind(
  header: Uint8Array,
  { start, end }: BytePart,
  open: (part: BytePart) => Promise<Readable>,
): Promise<Readable | Uint8Array> {
  const front = header.subarray(start, end + 1);
  if (end < header.length) return front;
  const rest = await open({ start: Math.max(start - header.length, 0), end: end - header.length });
  if (front.length === 0) return rest;
  return Readable.from(
    (async function* () {
      yield front;
      yield* rest;
    })(),
    { objectMode: false },
  );
}
