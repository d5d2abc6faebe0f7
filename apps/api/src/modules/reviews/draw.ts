import type { Random } from '@asterism/ml/random';

/** An image that is shown. */
export interface DrawnItem {
  /** ID number in the experiment's version. */
  index: number;
  isMember: boolean;
}

/** As many members and strangers, each once, in an order that says nothing of which is which. */
export function drawItems(
  random: Random,
  members: readonly number[],
  strangers: readonly number[],
  counts: { members: number; strangers: number },
): DrawnItem[] {
  const drawn = (from: readonly number[], count: number, isMember: boolean) =>
    Array.from(random.shuffle(Int32Array.from(from)).subarray(0, count), (index) => ({ index, isMember }));
  return random.shuffle([
    ...drawn(members, counts.members, true),
    ...drawn(strangers, counts.strangers, false),
  ]);
}
