import { z } from 'zod';
import { CommandFailure } from '../failure.ts';

/** scikit-learn's seed of whatever is random. */
export const randomState = z.int().min(0).max(2_147_483_647).default(0);

/** Maps are planes; scikit-learn's name for it may say so. */
export const planeComponents = z.literal(2, { error: 'This map is drawn in 2 dimensions only.' }).default(2);

/**
 * Parses `--params`. Throws CommandFailure that names each parameter that is wrong: NOT_JSON, UNKNOWN_PARAMETER with the
 * names that there are, INVALID_PARAMETER.
 */
export function parseParams<T extends z.ZodObject>(schema: T, text: string | undefined): z.infer<T> {
  const parsed = schema.safeParse(jsonOf(text ?? '{}'));
  if (parsed.success) return parsed.data;
  throw new CommandFailure(
    parsed.error.issues.flatMap((issue) => sentencesOf(issue, Object.keys(schema.shape))).join('\n'),
    2,
  );
}

function sentencesOf(issue: z.core.$ZodIssue, known: readonly string[]): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `--params ${key}: there is no such parameter, but ${known.join(', ')}. (UNKNOWN_PARAMETER)`,
    );
  const place = issue.path.length > 0 ? ` ${issue.path.join('.')}` : '';
  return [`--params${place}: ${issue.message} (INVALID_PARAMETER)`];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandFailure(`--params is not JSON: ${error.message} (NOT_JSON)`, 2);
  }
}
