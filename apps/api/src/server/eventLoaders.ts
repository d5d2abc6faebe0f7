import type { Db } from '@asterism/db';
import { createLoaders, type Loaders } from '../loaders.ts';

/**
 * Batched reads of one event, shared by all who are told of it: 200 subscribers ask for the same rows at the same moment,
 * and what they may see is asked of each before they are read. They read once, not 200 times. Anything but an object has
 * loaders of its own.
 */
export function createEventLoaders(db: Db): (event: unknown) => Loaders {
  const known = new WeakMap<object, Loaders>();
  return (event) => {
    if (typeof event !== 'object' || event === null) return createLoaders(db);
    const loaders = known.get(event) ?? createLoaders(db);
    known.set(event, loaders);
    return loaders;
  };
}
