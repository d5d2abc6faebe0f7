/** Why a command could not do what was asked; its message is all that the user sees. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';
  readonly exitCode: number;

  /** 1: it was tried and failed. 2: it was asked in the wrong way. */
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
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
