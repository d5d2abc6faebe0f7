/**
 * Places for labels near where they belong, at least `gap` apart and between `low` and `high` as long as they find room
 * there. They keep their order.
 */
export function spreadApart(
  wanted: readonly number[],
  { gap, low, high }: { gap: number; low: number; high: number },
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places: number[] = [];
  let before = low - gap;
  for (const i of order) {
    before = Math.max(wanted[i] ?? 0, before + gap);
    places[i] = before;
  }
  // What was pushed out below comes back up, and pushes those above it.
  let after = high + gap;
  for (const i of [...order].reverse()) {
    after = Math.min(places[i] ?? 0, after - gap);
    places[i] = after;
  }
  return places;
}
