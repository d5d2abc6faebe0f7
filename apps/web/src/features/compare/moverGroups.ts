import type { Mover } from './compareDocuments.ts';

/** Those who went the same way. */
export interface MoverGroup<Moved> {
  from: number;
  to: number;
  movers: Moved[];
}

/** Movers by where they came from and went to, the most first; of equally many, by their labels. */
export function moverGroups<Moved extends Pick<Mover, 'from' | 'to'>>(
  movers: readonly Moved[],
): MoverGroup<Moved>[] {
  const groups = new Map<string, MoverGroup<Moved>>();
  for (const mover of movers) {
    const key = `${mover.from.label} ${mover.to.label}`;
    const group = groups.get(key) ?? { from: mover.from.label, to: mover.to.label, movers: [] };
    group.movers.push(mover);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => b.movers.length - a.movers.length || a.from - b.from || a.to - b.to,
  );
}
