import type { WarmChild } from './childProcess.ts';
import { WorkAborted } from './errors.ts';
import { type ChildRole, childRole } from './messages.ts';

export interface PoolOptions {
  open: (role: ChildRole) => Promise<WarmChild>;
  /** At most so many of each role at once. */
  limits: Record<ChildRole, number>;
  /** An idle child is ended after so long, to give its memory back. */
  idleMs: Record<ChildRole, number>;
}

export interface Lease {
  child: WarmChild;
  /** Gives the child back; a dead one is forgotten. */
  release(): void;
}

interface Waiter {
  resolve: (child: WarmChild | null) => void;
}

/** Warm children, forked when first needed. */
export class ChildPool {
  readonly #options: PoolOptions;
  readonly #idle: Record<ChildRole, { child: WarmChild; timer: NodeJS.Timeout }[]> = {
    numeric: [],
    decoder: [],
    light: [],
  };
  readonly #count: Record<ChildRole, number> = { numeric: 0, decoder: 0, light: 0 };
  readonly #waiting: Record<ChildRole, Waiter[]> = { numeric: [], decoder: [], light: [] };
  readonly #alive = new Set<WarmChild>();
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** A child of this role for the caller alone. Throws WorkAborted where the signal ends the waiting. */
  async acquire(role: ChildRole, signal: AbortSignal): Promise<Lease> {
    for (;;) {
      if (signal.aborted) throw new WorkAborted(signal.reason);
      const idle = this.#idle[role].pop();
      if (idle) {
        clearTimeout(idle.timer);
        if (idle.child.isAlive) return this.#lease(idle.child);
        continue;
      }
      if (this.#count[role] < this.#options.limits[role]) return this.#lease(await this.#open(role));
      const child = await this.#wait(role, signal);
      if (child?.isAlive) return this.#lease(child);
    }
  }

  /** Process ids of the living children of a role, for whoever watches them. */
  pids(role: ChildRole): number[] {
    return [...this.#alive].flatMap((child) => (child.role === role ? (child.pid ?? []) : []));
  }

  /** Ends every child, idle or not. */
  close(): void {
    this.#closed = true;
    for (const child of this.#alive) child.kill();
    for (const role of childRole.options)
      for (const { timer } of this.#idle[role].splice(0)) clearTimeout(timer);
  }

  async #open(role: ChildRole): Promise<WarmChild> {
    this.#count[role] += 1;
    try {
      const child = await this.#options.open(role);
      this.#alive.add(child);
      child.onExit(() => {
        this.#alive.delete(child);
        this.#count[role] -= 1;
        // Its place is free: whoever waits may fork another.
        this.#waiting[role].shift()?.resolve(null);
      });
      if (this.#closed) child.kill();
      return child;
    } catch (error) {
      this.#count[role] -= 1;
      this.#waiting[role].shift()?.resolve(null);
      throw error;
    }
  }

  #lease(child: WarmChild): Lease {
    let held = true;
    return {
      child,
      release: () => {
        if (!held) return;
        held = false;
        if (child.isAlive) this.#giveBack(child);
      },
    };
  }

  #giveBack(child: WarmChild): void {
    const { role } = child;
    const waiter = this.#waiting[role].shift();
    if (waiter) {
      waiter.resolve(child);
      return;
    }
    const timer = setTimeout(() => {
      this.#idle[role] = this.#idle[role].filter((idle) => idle.child !== child);
      child.kill();
    }, this.#options.idleMs[role]);
    timer.unref();
    this.#idle[role].push({ child, timer });
  }

  #wait(role: ChildRole, signal: AbortSignal): Promise<WarmChild | null> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        resolve: (child) => {
          signal.removeEventListener('abort', abort);
          resolve(child);
        },
      };
      const abort = (): void => {
        this.#waiting[role] = this.#waiting[role].filter((other) => other !== waiter);
        resolve(null);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting[role].push(waiter);
    });
  }
}
