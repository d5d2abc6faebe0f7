/** Where a caret is in a text that somebody else changed: what they wrote before it moves it along. */
export function caretAfter(before: string, after: string, caret: number): number {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  if (caret <= same) return caret;
  return Math.max(same, caret + after.length - before.length);
}
