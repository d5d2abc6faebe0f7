import { roundTicks } from '../../../ui/chart.ts';
import { formatScore } from '../../../ui/format.ts';
import classes from './ScanLines.module.css';
import { ScanMark, styleOf } from './ScanMark.tsx';
import type { ScanBlock, ScanLine } from './scanLines.ts';

const WIDTH = 260;
const HEIGHT = 140;
const LEFT = 30;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 20;

interface ScanChartProps {
  block: ScanBlock;
  /** All of the study, so that the charts have one scale. */
  blocks: readonly ScanBlock[];
  onRead: (text: string | null) => void;
}

/** One trained model: a line for each clusterer, bars from the lowest to the highest seed. */
export function ScanChart({ block, blocks, onRead }: ScanChartProps) {
  const dots = blocks.flatMap(({ lines }) => lines.flatMap((line) => line.dots));
  const ks = wholeNumbers(dots.map(({ k }) => k));
  const ticks = roundTicks(
    Math.min(0, ...dots.map(({ min }) => min)),
    Math.max(...dots.map(({ max }) => max)),
  );
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const [first, last] = [ks[0] ?? 0, ks.at(-1) ?? 1];
  const xOf = (k: number) => LEFT + 8 + ((k - first) / (last - first || 1)) * (WIDTH - LEFT - RIGHT - 16);
  const yOf = (value: number) => TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${block.name}: ${block.lines.map(lineText).join('; ')}`}
      className={classes.chart}
      onPointerLeave={() => onRead(null)}
    >
      {everySecond(ticks).map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={yOf(tick)} y2={yOf(tick)} stroke="var(--hairline)" />
          <text x={LEFT - 6} y={yOf(tick)} dy={4} textAnchor="end" className={classes.tick}>
            {tick === 0 ? '0' : formatScore(tick).replace(/0+$/, '')}
          </text>
        </g>
      ))}
      {(ks.length > 9 ? everySecond(ks) : ks).map((k) => (
        <text key={k} x={xOf(k)} y={HEIGHT - 4} textAnchor="middle" className={classes.tick}>
          {k}
        </text>
      ))}
      {block.lines.map((line) => (
        <Line key={line.clusterer} line={line} block={block} xOf={xOf} yOf={yOf} onRead={onRead} />
      ))}
    </svg>
  );
}

interface LineProps {
  line: ScanLine;
  block: ScanBlock;
  xOf: (k: number) => number;
  yOf: (value: number) => number;
  onRead: (text: string | null) => void;
}

function Line({ line: { clusterer, algorithm, isJoined, dots }, block, xOf, yOf, onRead }: LineProps) {
  const { color, dash } = styleOf(algorithm);
  return (
    <>
      {isJoined && (
        <polyline
          points={dots.map(({ k, mean }) => `${xOf(k)},${yOf(mean)}`).join(' ')}
          fill="none"
          stroke={color}
          strokeWidth={1.5}
          {...(dash ? { strokeDasharray: dash } : {})}
        />
      )}
      {dots.map((dot) => (
        <g
          key={dot.k}
          onPointerEnter={() =>
            onRead(
              `${block.name}, ${clusterer}, k = ${dot.k}: silhouette ${formatScore(dot.mean)}${seedText(dot)}`,
            )
          }
        >
          <line x1={xOf(dot.k)} x2={xOf(dot.k)} y1={yOf(dot.min)} y2={yOf(dot.max)} stroke={color} />
          <circle cx={xOf(dot.k)} cy={yOf(dot.mean)} r={8} fill="transparent" />
          <ScanMark
            algorithm={algorithm}
            x={xOf(dot.k)}
            y={yOf(dot.mean)}
            isFilled={block.best?.clusterer === clusterer && block.best.dot.k === dot.k}
          />
        </g>
      ))}
    </>
  );
}

const seedText = ({ min, max }: { min: number; max: number }): string =>
  min === max ? '' : `, from ${formatScore(min)} to ${formatScore(max)}`;

const lineText = ({ clusterer, dots }: ScanLine): string =>
  dots.length === 0
    ? `${clusterer} not known yet`
    : `${clusterer} ${dots.map(({ k, mean }) => `${formatScore(mean)} at ${k}`).join(', ')}`;

function wholeNumbers(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

const everySecond = (values: readonly number[]): number[] => values.filter((_, i) => i % 2 === 0);
