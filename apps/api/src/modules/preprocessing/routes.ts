import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Services } from '../../context.ts';
import type { CallerOf } from '../../server/callerOf.ts';
import { sendBody, sendProblem } from '../../server/respond.ts';
import { npyHeader } from '../blobs/npy.ts';
import { previewRequest } from './previewQuery.ts';
import { chooseForSample, findSample, hashOf, previewOf } from './service.ts';

const address = z.object({ id: z.string(), part: z.enum(['image', 'raw']) });

/** GET /samples/<id>/preview/image and /raw: the numbers of a preview, made again where they are no longer kept. */
export function addPreviewRoutes(
  server: FastifyInstance,
  { services, callerOf }: { services: Pick<Services, 'db' | 'previews'>; callerOf: CallerOf },
): void {
  server.get('/samples/:id/preview/:part', async (request, reply) => {
    const caller = await callerOf(request);
    if (!caller) return sendProblem(reply, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.');
    const at = address.safeParse(request.params);
    const sample = at.success ? await findSample(services, caller, at.data.id) : null;
    if (!at.success || !sample)
      return sendProblem(reply, 404, 'NOT_FOUND', 'There is no such sample that you may see.');
    const asked = previewRequest.safeParse(request.query);
    const chosen = asked.success ? chooseForSample(sample.content, asked.data.params) : null;
    if (!asked.success || !chosen || Array.isArray(chosen))
      return sendProblem(reply, 400, 'BAD_QUERY', 'Take the address as `previewPreprocessing` gives it.');
    try {
      const preview = await previewOf(services, sample, chosen);
      const { part } = at.data;
      const values = preview[part];
      const { rawHeight, rawWidth } = preview;
      const sides = part === 'image' ? [chosen.size, chosen.size] : [rawHeight, rawWidth];
      const header =
        asked.data.format === 'npy'
          ? npyHeader({ dtype: 'float32', shape: [chosen.channels.length, ...sides] })
          : new Uint8Array();
      const whole = Buffer.concat([header, new Uint8Array(values.buffer)]);
      return await sendBody(request, reply, {
        contentType: 'application/octet-stream',
        etag: `"${hashOf(whole)}"`,
        bytes: whole.length,
        open: async ({ start, end }) => whole.subarray(start, end + 1),
      });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return sendProblem(reply, 503, String(error.extensions['code']), error.message);
    }
  });
}
