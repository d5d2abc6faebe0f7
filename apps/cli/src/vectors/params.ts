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
  const parsed = schema.safeParse(jsonOf(text ?? '{}'), { error: needed });
  if (parsed.success) return parsed.data;
  const known = Object.keys(schema.shape);
  throw new CommandFailure(parsed.error.issues.flatMap((issue) => sentencesOf(issue, known)).join('\n'), 2);
}

function sentencesOf(issue: z.core.$ZodIssue, known: readonly string[]): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `--params ${key}: ${unknown(key, known)} (UNKNOWN_PARAMETER)`);
  const place = issue.path.length > 0 ? ` ${issue.path.join('.')}` : '';
  return [`--params${place}: ${issue.message} (INVALID_PARAMETER)`];
}

/** Who knows scikit-learn writes n_clusters. */
function unknown(key: string, known: readonly string[]): string {
  const bare = key.replaceAll('_', '').toLowerCase();
  const meant = known.find((name) => name.toLowerCase() === bare);
  return meant ? `it is called ${meant} here.` : `there is no such parameter. There are ${known.join(', ')}.`;
}

const KINDS: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object such as {"randomState": 1}',
};

/** What zod has no sentence of its own for. */
const needed: z.core.$ZodErrorMap = (issue) => {
  const not = issue.input === undefined ? '' : `, not ${JSON.stringify(issue.input)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `${KINDS[issue.expected] ?? issue.expected} is needed${not}.`;
    case 'too_small':
      return `it must be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}${not}.`;
    case 'too_big':
      return `it must be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}${not}.`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')} is needed${not}.`;
    default:
      return undefined;
  }
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandFailure(
      `--params is not JSON (${error.message}): write it as '{"randomState": 1}', names in double quotes. (NOT_JSON)`,
      2,
    );
  }
}
