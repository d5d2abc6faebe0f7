import classes from './Sparkline.module.css';

const [WIDTH, HEIGHT, MARGIN] = [72, 20, 2] as const;

/** A curve in the height of a row, from its first value to its last, on a logarithmic scale where all are above 0. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return null;
  const isLog = finite.every((value) => value > 0);
  const heights = finite.map((value) => (isLog ? Math.log(value) : value));
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const x = (place: number) => MARGIN + (place / (heights.length - 1)) * (WIDTH - 2 * MARGIN);
  const y = (height: number) =>
    HEIGHT - MARGIN - (high > low ? (height - low) / (high - low) : 0.5) * (HEIGHT - 2 * MARGIN);
  const points = heights.map((height, place) => `${x(place).toFixed(1)},${y(height).toFixed(1)}`);
  return (
    <svg className={classes.line} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <title>{label}</title>
      <polyline points={points.join(' ')} />
      <circle cx={x(heights.length - 1)} cy={y(heights.at(-1)!)} r={1.8} />
    </svg>
  );
}
