import { comparePath } from './compareState.ts';

// Which experiments are compared is kept beside the state, in their order.
const APART = ['experiments', 'comparison'];

/** What of the address is kept with a comparison. */
export const stateOf = (search: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...search].filter(([name]) => !APART.includes(name)));

/** Where a kept comparison opens as it was left. Scripts may keep other things in the state too: what is no text is left out. */
export function keptPath({
  id,
  state,
  experiments,
}: {
  id: string;
  state: unknown;
  experiments: readonly { number: number }[];
}): string {
  const search = new URLSearchParams({ comparison: id });
  for (const [name, value] of Object.entries(typeof state === 'object' && state !== null ? state : {}))
    if (typeof value === 'string' && !APART.includes(name)) search.set(name, value);
  return `${comparePath(experiments.map(({ number }) => number))}&${search}`;
}
