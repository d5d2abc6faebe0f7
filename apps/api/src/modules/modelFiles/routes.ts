import { createHash } from 'node:crypto';
import type { BlobStore } from '@asterism/blobs';
import type { Db } from '@asterism/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { workspaceIds } from '../../auth/caller.ts';
import type { CallerOf } from '../../server/callerOf.ts';
import { sendBody, sendProblem } from '../../server/respond.ts';
import { cardOf } from './card.ts';
import { fileNames, findParts, trainedOf } from './trainedModel.ts';

export interface ModelFileRoutes {
  db: Db;
  blobs: BlobStore;
  /** The product's. */
  version: string;
  callerOf: CallerOf;
}

const address = z.object({ id: z.string(), file: z.string() });

export const modelFilePath = (experimentId: string, file: string): string =>
  `/model-files/${experimentId}/${file}`;

/** GET /model-files/<experiment>/asterism-E-<number>.safetensors and .json. */
export function addModelFileRoutes(
  server: FastifyInstance,
  { db, blobs, version, callerOf }: ModelFileRoutes,
): void {
  server.get('/model-files/:id/:file', async (request, reply) => {
    const caller = await callerOf(request);
    if (!caller) return sendProblem(reply, 401, 'UNAUTHENTICATED', 'Sign in, or send an API token.');
    const { id, file } = address.parse(request.params);
    const experiment = await findParts(db, id, workspaceIds(caller));
    const names = experiment && fileNames(experiment);
    if (!experiment || (file !== names?.weights && file !== names?.card))
      return sendProblem(reply, 404, 'NOT_FOUND', 'There is no such file that you may see.');
    const trained = trainedOf(experiment);
    if (!trained)
      return sendProblem(
        reply,
        404,
        'NOT_TRAINED',
        'The model is not trained, or by an earlier version: run it again.',
      );
    reply.header('content-disposition', `attachment; filename="${file}"`);
    if (file === names.weights) {
      const { sha256, bytes } = trained.weights;
      return sendBody(request, reply, {
        contentType: 'application/octet-stream',
        etag: `"${sha256}"`,
        bytes,
        open: (part) => blobs.stream(sha256, part),
      });
    }
    const card = `${JSON.stringify(cardOf(experiment, trained, version), null, 2)}\n`;
    // Scores come in, and a data set may be given another name: it is asked for anew.
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'private, no-cache')
      .header('etag', `"${createHash('sha256').update(card).digest('hex')}"`)
      .send(card);
  });
}
