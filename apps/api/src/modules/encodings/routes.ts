import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { workspaceIds } from '../../auth/caller.ts';
import type { CallerOf } from '../../server/callerOf.ts';
import { sendProblem } from '../../server/respond.ts';
import { sendThumbnail } from '../samples/routes.ts';

const address = z.object({ id: z.string() });

/** Of an image that is no sample; see `thumbnailUrl` for the query. */
export const encodedThumbnailPath = (id: string): string => `/thumbnails/encoded/${id}`;

/** GET /thumbnails/encoded/<id> */
export function addEncodedImageRoutes(
  server: FastifyInstance,
  { db, blobs, callerOf }: { db: Db; blobs: BlobStore; callerOf: CallerOf },
): void {
  server.get(encodedThumbnailPath(':id'), async (request, reply) => {
    const caller = await callerOf(request);
    if (!caller) return sendProblem(reply, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.');
    const { id } = address.parse(request.params);
    const image = await db.encodedImage.findFirst({
      where: { id, encoding: { workspaceId: { in: workspaceIds(caller) } } },
      include: {
        content: { omit: { header: true, hdus: true, quantiles: true, channelStatistics: true } },
      },
    });
    if (!image?.content)
      return sendProblem(reply, 404, 'NOT_FOUND', 'There is no such image that you may see.');
    return sendThumbnail(request, reply, { blobs, content: image.content });
  });
}
