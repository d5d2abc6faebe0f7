import type { Db } from '@asterism/db';

/** The client, and how many calls went through it: each is a fixed number of statements, however many rows. */
export function countCalls(db: Db): { db: Db; calls: () => number } {
  let calls = 0;
  const counted = (owner: object, value: unknown): unknown =>
    typeof value === 'function'
      ? (...args: unknown[]) => {
          calls++;
          return Reflect.apply(value, owner, args);
        }
      : value;
  const proxy = new Proxy(db, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key === '$queryRaw') return counted(target, value);
      if (typeof value !== 'object' || value === null || !('findMany' in value)) return value;
      return new Proxy(value, { get: (model, method) => counted(model, Reflect.get(model, method)) });
    },
  });
  return { db: proxy, calls: () => calls };
}
