import type { DbTransaction } from '@asterism/db';
import { sendJob } from '@asterism/jobs';

/** Has a worker look at a verification; a waiting message about it is replaced. */
export async function sendVerification(tx: DbTransaction, verificationId: string): Promise<void> {
  await sendJob(tx, 'verification.advance', { verificationId }, { jobKey: `verification:${verificationId}` });
}
