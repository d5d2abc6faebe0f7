import type { Db } from '@asterism/db';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../auth/caller.ts';

/**
 * Answers the question how far an upload is where it is finished: its file is gone from the folder, and a client that
 * missed the last answer would send everything again. False where there is no such upload of the caller.
 */
export async function answerFinished(
  db: Db,
  caller: Caller,
  id: string,
  reply: FastifyReply,
): Promise<boolean> {
  const upload = await db.upload.findFirst({ where: { id, createdById: caller.user.id } });
  if (!upload) return false;
  const length = String(upload.bytes);
  await reply
    .code(200)
    .headers({
      'tus-resumable': '1.0.0',
      'upload-offset': length,
      'upload-length': length,
      'cache-control': 'no-store',
    })
    .send();
  return true;
}
