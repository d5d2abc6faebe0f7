import type { z } from 'zod';

/** What a user did wrong, or what could not be done. `path` points into the mutation's input. */
export interface Problem {
  code: string;
  message: string;
  path: string[] | null;
}

export type Outcome<T> = { value: T; problems: [] } | { value: null; problems: Problem[] };

export const done = <T>(value: T): Outcome<T> => ({ value, problems: [] });
export const notDone = <T>(...problems: Problem[]): Outcome<T> => ({ value: null, problems });

export const problem = (code: string, message: string, ...path: (string | number)[]): Problem => ({
  code,
  message,
  path: path.length > 0 ? path.map(String) : null,
});

/** What a schema found wrong, each as a problem below `prefix`. */
export function problemsOf(error: z.ZodError, prefix: (string | number)[] = []): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        problem(
          'UNKNOWN_PARAMETER',
          `There is no parameter ${JSON.stringify(key)}; ${instead(key)}.`,
          ...path,
          key,
        ),
      );
    return [problem(CODES[issue.code] ?? 'INVALID', sentence(issue, path), ...path)];
  });
}

/** Who knows scikit-learn or PyTorch writes n_clusters. */
const instead = (key: string): string =>
  /[a-z0-9]_[a-z0-9]/.test(key)
    ? `names are in camelCase here: try ${key.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`
    : 'leave it out';

const CODES: Record<string, string> = {
  too_small: 'TOO_SMALL',
  too_big: 'TOO_LARGE',
  invalid_type: 'WRONG_TYPE',
  invalid_value: 'UNKNOWN_VALUE',
  invalid_union: 'UNKNOWN_VALUE',
  not_multiple_of: 'NOT_A_MULTIPLE',
};

const KINDS: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

function sentence(issue: z.core.$ZodIssue, path: (string | number)[]): string {
  const name = path.filter((part) => typeof part === 'string').at(-1) ?? 'The value';
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `${name} must not be empty.`
        : `${name} must be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `${name} may hold at most ${issue.maximum}.`
        : `${name} must be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}.`;
    case 'not_multiple_of':
      return `${name} must be a multiple of ${issue.divisor}.`;
    case 'invalid_value':
      return `${name} must be one of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_type':
      return `${name} must be ${KINDS[issue.expected] ?? `of type ${issue.expected}`}.`;
    default:
      return issue.message;
  }
}
