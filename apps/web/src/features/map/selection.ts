/** What becomes of the points that were selected before: none stay, all stay, those found are taken out. */
export type SelectMode = 'REPLACE' | 'ADD' | 'TAKE';

/** Both are ID numbers, ascending, each once; so is what comes out. */
export function combine(before: Uint32Array, found: Uint32Array, mode: SelectMode): Uint32Array {
  if (mode === 'REPLACE') return found;
  const both = new Uint32Array(before.length + found.length);
  let count = 0;
  let other = 0;
  for (const index of before) {
    for (; other < found.length && found[other]! < index; other++)
      if (mode === 'ADD') both[count++] = found[other]!;
    const isFound = found[other] === index;
    if (isFound) other += 1;
    if (!isFound || mode === 'ADD') both[count++] = index;
  }
  if (mode === 'ADD') for (; other < found.length; other++) both[count++] = found[other]!;
  return both.slice(0, count);
}

/** What a pointer's or a key's modifiers ask for: Shift adds, Alt takes away. */
export const modeOf = ({ shiftKey, altKey }: { shiftKey: boolean; altKey: boolean }): SelectMode =>
  shiftKey ? 'ADD' : altKey ? 'TAKE' : 'REPLACE';
