import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds, sorted. */
export type Times = number[];

export const quantile = (times: Times, q: number): number =>
  times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? Number.NaN;

/** `users` at once, each asking `each` times, one question after the other. What resolves with null failed, and is not timed. */
export async function askTogether(ask: () => Promise<unknown>, users: number, each: number): Promise<Times> {
  const times: Times = [];
  const user = async () => {
    for (let i = 0; i < each; i++) {
      const begun = performance.now();
      const answer = await ask();
      if (answer !== null) times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: users }, user));
  return times.sort((a, b) => a - b);
}

/** Questions at fixed moments, however long earlier ones take: a queue that grows shows. Times are from the moment that was meant. */
export async function askAtRate(
  ask: () => Promise<unknown>,
  perSecond: number,
  seconds: number,
): Promise<Times> {
  const times: Times = [];
  const asked: Promise<void>[] = [];
  const begun = performance.now();
  for (let i = 0; i < perSecond * seconds; i++) {
    const meant = begun + (i * 1000) / perSecond;
    const early = meant - performance.now();
    if (early > 1) await pause(early);
    asked.push(ask().then(() => void times.push(performance.now() - meant)));
  }
  await Promise.all(asked);
  return times.sort((a, b) => a - b);
}
