/**
 * The cluster other than its own that a sample is nearest to: the one with the least mean Euclidean distance to its
 * members, as the silhouette has it (Rousseeuw 1987). `latents` is (samples, `cols`). Null where there is no other.
 */
export function nearestOtherCluster(
  { latents, cols, labels }: { latents: ArrayLike<number>; cols: number; labels: ArrayLike<number> },
  sample: number,
): number | null {
  const sums = new Map<number, { distance: number; count: number }>();
  const own = labels[sample];
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (label < 0 || label === own) continue;
    let squared = 0;
    for (let k = 0; k < cols; k++) squared += (latents[row * cols + k]! - latents[sample * cols + k]!) ** 2;
    const sum = sums.get(label);
    if (sum) {
      sum.distance += Math.sqrt(squared);
      sum.count += 1;
    } else sums.set(label, { distance: Math.sqrt(squared), count: 1 });
  }
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [label, { distance, count }] of [...sums].sort(([a], [b]) => a - b)) {
    if (distance / count >= least) continue;
    least = distance / count;
    nearest = label;
  }
  return nearest;
}
