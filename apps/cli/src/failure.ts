/** How a command ends. What each means is said in `--help` and in docs/scripts.md. */
export const EXIT = {
  done: 0,
  failed: 1,
  misused: 2,
  unreachable: 3,
  notAllowed: 4,
  notFound: 5,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The section of `--help` that tells the exit statuses. */
export const EXIT_HELP = `
Exit status:
  0  done
  1  it was tried and failed: refused, not identical, failed or cancelled
  2  it was asked in the wrong way, or no server was named
  3  the server cannot be reached, or has no time: try again later
  4  the token is not accepted, or may not do this
  5  what was named is not there`;

/** Why a command could not do what was asked; its message is all that the user sees. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

const EXIT_OF_CODE: Record<string, ExitCode> = {
  BAD_USER_INPUT: EXIT.misused,
  GRAPHQL_VALIDATION_FAILED: EXIT.misused,
  RATE_LIMITED: EXIT.unreachable,
  UNAUTHENTICATED: EXIT.notAllowed,
  FORBIDDEN: EXIT.notAllowed,
  NOT_FOUND: EXIT.notFound,
};

/** The failure that an error of the API means. */
export function failureOf({ message, code = 'UNKNOWN' }: { message: string; code?: string }): CommandFailure {
  return new CommandFailure(`${message} (${code})`, EXIT_OF_CODE[code] ?? EXIT.failed);
}

/** Throws CommandFailure with one line a problem, each with its place in the input. */
export function throwProblems(
  problems: readonly { code: string; message: string; path?: readonly string[] | null }[],
): void {
  if (problems.length === 0) return;
  throw new CommandFailure(
    problems
      .map(({ code, message, path }) => `${path?.length ? `${path.join('.')}: ` : ''}${message} (${code})`)
      .join('\n'),
  );
}
