import { inSpan, traceparent } from '@asterism/telemetry';
import { z } from 'zod';
import { type JobName, type JobPayload, jobDefinitions } from './definitions.ts';

// A message is the payload and, while tracing is on, the span that sent it.
const traced = z.looseObject({ traceparent: z.string().optional() });

/** What is put into the queue. Throws where the payload is none of that job. */
export function writeMessage<Name extends JobName>(name: Name, payload: JobPayload<Name>): string {
  const parent = traceparent();
  return JSON.stringify({
    ...jobDefinitions[name].payload.parse(payload),
    ...(parent === undefined ? {} : { traceparent: parent }),
  });
}

/** Does the work of a message in a span that belongs to the one that sent it. Throws where it is none of that job. */
export async function withMessage<Name extends JobName>(
  name: Name,
  message: unknown,
  work: (payload: JobPayload<Name>) => Promise<void>,
): Promise<void> {
  const { traceparent: parent, ...payload } = traced.parse(message);
  const parsed = jobDefinitions[name].payload.parse(payload) as JobPayload<Name>;
  await inSpan(`job ${name}`, { kind: 'consumer', parent }, () => work(parsed));
}
