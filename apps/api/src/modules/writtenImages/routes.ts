import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Membership, mayWrite, membershipBySlug } from '../../auth/caller.ts';
import type { CallerOf } from '../../server/callerOf.ts';
import { sendProblem } from '../../server/respond.ts';
import { imageFacts } from './imageFacts.ts';

export interface WrittenImageRoutes {
  db: Db;
  blobs: BlobStore;
  callerOf: CallerOf;
}

const TYPES = ['image/png', 'image/jpeg', 'image/webp'];
const MOST_BYTES = 5_000_000;
// Drawn, 40 megapixels are 160 MB: a browser shows some of them on a page. A camera's picture has 24.
const MOST_PIXELS = 40_000_000;
const address = z.object({ slug: z.string() });

/** POST /blobs/<workspace>: a picture to be shown in a text of the workspace; answers with its address. */
export function addWrittenImageRoutes(
  server: FastifyInstance,
  { db, blobs, callerOf }: WrittenImageRoutes,
): void {
  /** Null where it was answered: whoever may not write sends no bytes. */
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<Membership | null> => {
    const caller = await callerOf(request);
    const { slug } = address.parse(request.params);
    const membership = membershipBySlug(caller, slug);
    if (!caller) sendProblem(reply, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.');
    else if (caller.scope === 'READ') sendProblem(reply, 403, 'FORBIDDEN', 'This API token may only read.');
    else if (!membership)
      sendProblem(reply, 404, 'NOT_FOUND', 'There is no such workspace that you may see.');
    else if (!mayWrite(membership))
      sendProblem(reply, 403, 'FORBIDDEN', 'You may look at this workspace, not change it.');
    else return membership;
    return null;
  };
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      '/blobs/:slug',
      {
        bodyLimit: MOST_BYTES,
        onRequest: async (request, reply) => ((await admit(request, reply)) ? undefined : reply),
      },
      async (request, reply) => {
        const membership = await admit(request, reply);
        if (!membership) return reply;
        const { body } = request;
        const facts = body instanceof Uint8Array ? imageFacts(body) : null;
        if (!(body instanceof Uint8Array) || !facts)
          return sendProblem(reply, 400, 'NOT_AN_IMAGE', 'Send a picture as PNG, JPEG or WebP.');
        const { width, height, format } = facts;
        if (width === 0 || height === 0 || width * height > MOST_PIXELS)
          return sendProblem(
            reply,
            400,
            'TOO_MANY_PIXELS',
            `The picture has ${width} × ${height} pixels; it may have ${MOST_PIXELS}. Make it smaller.`,
          );
        const { sha256 } = await blobs.put(body);
        const { workspaceId, slug } = membership;
        await db.workspaceBlob.createMany({
          data: [{ workspaceId, sha256, bytes: BigInt(body.byteLength) }],
          skipDuplicates: true,
        });
        return reply.code(201).send({ url: `/blobs/${slug}/${sha256}?format=${format}`, width, height });
      },
    );
  });
}
