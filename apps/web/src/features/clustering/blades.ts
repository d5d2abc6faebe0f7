/** The samples of one cluster, the best placed first. */
export interface Blade {
  label: number;
  /** Mean of the values that are known. */
  mean: number;
  samples: { index: number; value: number }[];
}

/** Values by cluster, ascending labels; noise and samples without a value are left out. */
export function bladesOf(values: ArrayLike<number>, labels: ArrayLike<number>): Blade[] {
  const byLabel = new Map<number, Blade['samples']>();
  for (let index = 0; index < labels.length; index++) {
    const value = values[index];
    const label = labels[index]!;
    if (label < 0 || value === undefined || Number.isNaN(value)) continue;
    const samples = byLabel.get(label) ?? [];
    samples.push({ index, value });
    byLabel.set(label, samples);
  }
  return [...byLabel]
    .sort(([a], [b]) => a - b)
    .map(([label, samples]) => ({
      label,
      mean: samples.reduce((sum, { value }) => sum + value, 0) / samples.length,
      samples: samples.sort((a, b) => b.value - a.value || a.index - b.index),
    }));
}

/** By silhouettes: samples that are nearer to another cluster than to their own, the worst first. */
export function borderCases(blades: readonly Blade[]): { index: number; value: number; label: number }[] {
  return blades
    .flatMap(({ label, samples }) =>
      samples.filter(({ value }) => value < 0).map((sample) => ({ ...sample, label })),
    )
    .sort((a, b) => a.value - b.value || a.index - b.index);
}
