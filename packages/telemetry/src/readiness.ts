export interface Readiness {
  /** Why nobody should be sent here, a sentence each; none while all is well. */
  reasons(): Promise<string[]>;
  /** It takes work from now on. */
  start(): void;
  /** It is being stopped, and takes none any more. */
  stop(): void;
}

/** Says why not, or null. */
export type ReadinessCheck = () => Promise<string | null>;

// Whoever asks gives up after some seconds; a check that hangs is an answer too.
const CHECK_WITHIN_MS = 2000;

/** Whether a process may be given work: all checks pass, within two seconds, and it is not stopping. */
export function createReadiness(
  checks: Record<string, ReadinessCheck>,
  { onError, withinMs = CHECK_WITHIN_MS }: { onError: (error: unknown) => void; withinMs?: number },
): Readiness {
  let state: 'STARTING' | 'STARTED' | 'STOPPING' = 'STARTING';
  const run = async (name: string, check: ReadinessCheck): Promise<string | null> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(`The ${name} does not answer within ${withinMs / 1000} s.`), withinMs);
    });
    try {
      return await Promise.race([check(), late]);
    } catch (error) {
      onError(error);
      return `The ${name} does not answer.`;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    async reasons() {
      if (state !== 'STARTED')
        return [state === 'STARTING' ? 'The process is starting.' : 'The process is stopping.'];
      const found = await Promise.all(Object.entries(checks).map(([name, check]) => run(name, check)));
      return found.filter((reason) => reason !== null);
    },
    start() {
      state = 'STARTED';
    },
    stop() {
      state = 'STOPPING';
    },
  };
}
