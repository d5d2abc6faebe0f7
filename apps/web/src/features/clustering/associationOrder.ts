interface Ranked {
  isWarning: boolean;
  strength: number;
  pValue: number;
}

/** Warnings first, then by how much a fact explains, then by how little chance would. The given list is left as it is. */
export function associationOrder<Item extends Ranked>(associations: readonly Item[]): Item[] {
  return [...associations].sort(
    (a, b) => Number(b.isWarning) - Number(a.isWarning) || b.strength - a.strength || a.pValue - b.pValue,
  );
}
