import { ParameterError } from '@asterism/ml';
import { CommandFailure } from '../failure.ts';

/** What an algorithm refuses, with its code, is what the user reads. */
export async function refusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const place = error.path.length > 0 ? `${error.path.join('.')}: ` : '';
    throw new CommandFailure(`${place}${error.message} (${error.code})`);
  }
}
