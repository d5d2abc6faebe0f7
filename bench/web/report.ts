/** Prints one measurement as a JSON line; `target` is what issue F asks for. */
export function report(
  metric: string,
  unit: 'ms' | 'bytes' | 'score',
  ours: number,
  target: number | null = null,
): void {
  console.log(
    JSON.stringify({
      bench: 'web',
      metric,
      unit,
      ours: Number(ours.toFixed(2)),
      peer: target === null ? null : Number(target.toFixed(2)),
      peerName: target === null ? null : 'target',
      ratio: target === null ? null : Number((ours / target).toFixed(4)),
      betterIs: unit === 'score' ? 'higher' : 'lower',
    }),
  );
}
