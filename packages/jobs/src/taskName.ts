import type { JobName } from './definitions.ts';

/** The queue's name of a job: one of its own for each numeric environment, so that only its workers take it. */
export function taskName(name: JobName, numericEnvironment?: string | null): string {
  return numericEnvironment ? `${name}@${numericEnvironment}` : name;
}
