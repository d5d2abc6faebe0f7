const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
} as const;
export type Arrow = keyof typeof DIRECTIONS;
export const isArrow = (key: string): key is Arrow => key in DIRECTIONS;

/**
 * The point that an arrow key goes to: the nearest within 45 degrees of the arrow; the same where there is none.
 * `positions` are x, y pairs on the screen, y downwards.
 */
export function towards(positions: Float32Array, from: number, arrow: Arrow): number {
  const [dx, dy] = DIRECTIONS[arrow];
  let nearest = from;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < positions.length / 2; i++) {
    const x = positions[i * 2]! - positions[from * 2]!;
    const y = positions[i * 2 + 1]! - positions[from * 2 + 1]!;
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    const distance = x * x + y * y;
    if (i === from || ahead <= 0 || aside > ahead || distance >= least) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}
