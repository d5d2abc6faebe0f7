import type { DbTransaction, ReadyEncoding } from '@asterism/db';
import { sendJob } from '@asterism/jobs';

export const encodingKey = (id: string): string => `encoding:${id}`;

/** One message; a waiting one of the same encoding is replaced. */
export const sendEncoding = (tx: DbTransaction, { id, numericEnvironment }: ReadyEncoding): Promise<void> =>
  sendJob(tx, 'encoding.run', { encodingId: id }, { jobKey: encodingKey(id), numericEnvironment });
