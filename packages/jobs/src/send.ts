import type { DbTransaction } from '@asterism/db';
import { type JobName, type JobPayload, jobDefinitions } from './definitions.ts';
import { writeMessage } from './message.ts';
import { taskName } from './taskName.ts';

export interface SendOptions {
  /** A waiting message of the same key is replaced instead of doubled. */
  jobKey?: string;
  /** Only workers of this environment take the message. */
  numericEnvironment?: string | null;
  runAt?: Date;
  /** Of the messages that wait, those of the lowest number are taken first; 0 where nothing is said. */
  priority?: number;
}

/** Puts a message into the queue in the caller's transaction: it is there exactly if the transaction commits. */
export async function sendJob<Name extends JobName>(
  tx: DbTransaction,
  name: Name,
  payload: JobPayload<Name>,
  { jobKey, numericEnvironment, runAt, priority }: SendOptions = {},
): Promise<void> {
  const definition = jobDefinitions[name];
  const json = writeMessage(name, payload);
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${taskName(name, numericEnvironment)}, ${json}::json,
      run_at => ${runAt ?? null}::timestamptz,
      max_attempts => ${definition.maxAttempts}::int,
      priority => ${priority ?? null}::int,
      job_key => ${jobKey ?? null}::text)`;
}
