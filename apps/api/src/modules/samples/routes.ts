import type { BlobStore } from '@asterism/blobs';
import type { Db, SampleContent } from '@asterism/db';
import type { Plane } from '@asterism/fits';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { workspaceIds } from '../../auth/caller.ts';
import type { Visitor } from '../../auth/visitor.ts';
import type { CallerOf } from '../../server/callerOf.ts';
import { sendBody, sendNotModified, sendProblem } from '../../server/respond.ts';
import type { VisitorOf } from '../../server/visitorOf.ts';
import { npyHeader } from '../blobs/npy.ts';
import { readSampleChannel, readSamplePixels } from './pixels.ts';
import { renderThumbnail, thumbnailRefusal } from './thumbnail.ts';
import { type ThumbnailRequest, thumbnailRequest } from './thumbnailRequest.ts';

export interface SampleRoutes {
  db: Db;
  blobs: BlobStore;
  callerOf: CallerOf;
  visitorOf: VisitorOf;
}

const PREVIEW_SIDE = 128;
const address = z.object({ id: z.string() });
const pixelsQuery = z.object({ format: z.enum(['raw', 'npy']).default('raw') });

/** GET /samples/<id>/pixels and /thumbnails/<id>. */
export function addSampleRoutes(
  server: FastifyInstance,
  { db, blobs, callerOf, visitorOf }: SampleRoutes,
): void {
  const find = async (request: FastifyRequest, reply: FastifyReply, visitors: readonly Visitor[] = []) => {
    const caller = await callerOf(request);
    if (!caller && visitors.length === 0) {
      sendProblem(reply, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.');
      return null;
    }
    const { id } = address.parse(request.params);
    const sample = await db.sample.findFirst({
      where: {
        id,
        OR: [
          { version: { dataset: { workspaceId: { in: workspaceIds(caller) } } } },
          { versionId: { in: visitors.flatMap(({ datasetVersionIds }) => datasetVersionIds) } },
        ],
      },
      include: {
        content: { omit: { header: true, hdus: true, quantiles: true, channelStatistics: true } },
      },
    });
    if (!sample) sendProblem(reply, 404, 'NOT_FOUND', 'There is no such sample that you may see.');
    return sample;
  };

  server.get('/samples/:id/pixels', async (request, reply) => {
    const sample = await find(request, reply);
    if (!sample) return reply;
    const query = pixelsQuery.safeParse(request.query);
    if (!query.success) return sendProblem(reply, 400, 'BAD_QUERY', 'format is raw or npy.');
    const { content } = sample;
    const shape = [content.channelCount, content.height, content.width];
    const npy = query.data.format === 'npy';
    const header = npy ? npyHeader({ dtype: 'float32', shape }) : new Uint8Array();
    return sendBody(request, reply, {
      contentType: 'application/octet-stream',
      etag: `"${content.pixelsSha256}${npy ? '-npy' : ''}"`,
      bytes: header.length + 4 * content.channelCount * content.height * content.width,
      open: async ({ start, end }) => {
        const pixels = await readSamplePixels(blobs, content);
        const whole = Buffer.concat([header, new Uint8Array(pixels.buffer)]);
        return whole.subarray(start, end + 1);
      },
    });
  });

  server.get('/thumbnails/:id', async (request, reply) => {
    const sample = await find(request, reply, await visitorOf.byHeaderOrCookie(request));
    if (!sample) return reply;
    return sendThumbnail(request, reply, { blobs, content: sample.content });
  });
}

type ThumbnailContent = Omit<SampleContent, 'header' | 'hdus' | 'quantiles' | 'channelStatistics'>;

/** Answers with a PNG of a sample's content as the request's query asks for it, or with what is wrong with the query. */
export async function sendThumbnail(
  request: FastifyRequest,
  reply: FastifyReply,
  { blobs, content }: { blobs: BlobStore; content: ThumbnailContent },
): Promise<FastifyReply> {
  const parsed = thumbnailRequest.safeParse(request.query);
  const refusal = parsed.success
    ? thumbnailRefusal(content, parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' ');
  if (!parsed.success || refusal) return sendProblem(reply, 400, 'BAD_QUERY', refusal ?? '');
  const asked = parsed.data;
  const etag = `"${content.previewSha256.slice(0, 32)}-${Object.values(asked).join('-')}"`;
  if (sendNotModified(request, reply, etag)) return reply;
  const png = renderThumbnail(await readPlane(blobs, content, asked), content, asked);
  return sendBody(request, reply, {
    contentType: 'image/png',
    etag,
    bytes: png.length,
    open: async ({ start, end }) => png.subarray(start, end + 1),
  });
}

/** The preview where it is fine enough: a gallery never opens a FITS file. The file itself for larger pictures. */
async function readPlane(
  blobs: BlobStore,
  content: ThumbnailContent,
  { channel, size }: ThumbnailRequest,
): Promise<Plane> {
  const { previewWidth, previewHeight, width, height } = content;
  // Previews have up to 128 pixels a side; a thumbnail of 128 is drawn from one of 120.
  if (size > PREVIEW_SIDE && width > previewWidth)
    return { data: await readSampleChannel(blobs, content, channel), width, height };
  const bytes = await blobs.read(content.previewSha256);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const area = previewWidth * previewHeight;
  return {
    data: values.subarray(channel * area, (channel + 1) * area),
    width: previewWidth,
    height: previewHeight,
  };
}
