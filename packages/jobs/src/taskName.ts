import { type JobName, jobDefinitions } from './definitions.ts';

/** The queue's name of a job: one of its own for each numeric environment, so that only its workers take it. */
export function taskName(name: JobName, numericEnvironment?: string | null): string {
  return numericEnvironment ? `${name}@${numericEnvironment}` : name;
}

/** The job that a queue's name is of; null where it is none of ours. */
export function jobOf(task: string): JobName | null {
  const name = task.split('@', 1)[0];
  return Object.keys(jobDefinitions).find((known): known is JobName => known === name) ?? null;
}
