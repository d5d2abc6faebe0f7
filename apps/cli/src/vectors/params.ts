import { z } from 'zod';
import { CommandFailure } from '../failure.ts';

/** scikit-learn's seed of whatever is random. */
export const randomState = z.int().min(0).max(2_147_483_647).default(0);

/** Parses `--params`. Throws CommandFailure that names each parameter that is wrong. */
export function parseParams<T>(schema: z.ZodType<T>, text: string | undefined): T {
  const parsed = schema.safeParse(jsonOf(text ?? '{}'));
  if (parsed.success) return parsed.data;
  throw new CommandFailure(
    parsed.error.issues
      .map(({ path, message }) => `--params${path.length > 0 ? ` ${path.join('.')}` : ''}: ${message}`)
      .join('\n'),
    2,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandFailure(`--params is not JSON: ${error.message}`, 2);
  }
}
