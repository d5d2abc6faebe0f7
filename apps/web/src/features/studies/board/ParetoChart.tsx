'use client';

import { logTicks, roundTicks } from '../../../ui/chart.ts';
import { formatNumber, formatScore } from '../../../ui/format.ts';
import classes from './Board.module.css';
import { isWide } from './boardOrder.ts';
import { placeLabels } from './labelPlaces.ts';
import { frontOf, type ParetoPoint, type ReconstructionScore } from './pareto.ts';

interface ParetoChartProps {
  points: readonly ParetoPoint[];
  score: ReconstructionScore;
  width: number;
  pointed: string | null;
  onPoint: (name: string | null) => void;
}

const HEIGHT = 340;
const LEFT = 44;
const RIGHT = 16;
const TOP = 24;
const BOTTOM = 40;

/** Clustering against reconstruction, with the front of choices that nothing else beats in both. */
export function ParetoChart({ points, score, width, pointed, onPoint }: ParetoChartProps) {
  const across = axisOf(points.map(({ xRange }) => xRange));
  const up = axisOf(points.map(({ yRange }) => yRange));
  const inner = { width: Math.max(width - LEFT - RIGHT, 1), height: HEIGHT - TOP - BOTTOM };
  const xOf = (value: number) => LEFT + across.placeOf(value) * inner.width;
  const yOf = (value: number) => TOP + (1 - up.placeOf(value)) * inner.height;
  const front = frontOf(points, score);
  const placed = points.map((point) => ({ point, x: xOf(point.x), y: yOf(point.y) }));
  const labels = placeLabels(
    namedFirst(points).map((point) => ({ x: xOf(point.x), y: yOf(point.y), text: point.row.trainingName })),
    placed,
    { width, height: HEIGHT - BOTTOM },
  );
  const shown = placed.find(({ point }) => point.row.name === pointed);
  // All ticks with as many digits as the one that has most: .45 and .50.
  const digits = Math.max(...up.ticks.map((tick) => formatScore(tick).replace(/0{1,2}$/, '').length));
  return (
    <svg
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={`Silhouette against ${score.name} of ${points.length} choices; on the front: ${front
        .map(({ row }) => row.name)
        .join(', ')}`}
      className={classes.pareto}
      onPointerLeave={() => onPoint(null)}
    >
      {up.ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={width - RIGHT} y1={yOf(tick)} y2={yOf(tick)} className={classes.gridLine} />
          <text x={LEFT - 8} y={yOf(tick)} dy={4} textAnchor="end" className={classes.tick}>
            {formatScore(tick).slice(0, digits)}
          </text>
        </g>
      ))}
      {across.ticks.map((tick) => (
        <text key={tick} x={xOf(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle" className={classes.tick}>
          {formatNumber(tick)}
        </text>
      ))}
      <text x={LEFT - 8} y={12} className={classes.tick}>
        ↑ silhouette
      </text>
      <text x={width - RIGHT} y={HEIGHT - 6} textAnchor="end" className={classes.tick}>
        {score.isError ? `← less is better: ${score.name}` : `${score.name}: more is better →`}
      </text>
      <path d={frontPath(front, xOf, yOf)} className={classes.front} />
      {placed.map(({ point, x, y }) => (
        <g key={point.row.name}>
          <path
            d={`M${xOf(point.xRange[0])} ${y}H${xOf(point.xRange[1])}M${x} ${yOf(point.yRange[0])}V${yOf(point.yRange[1])}`}
            className={classes.reach}
          />
        </g>
      ))}
      {placed.map(({ point, x, y }) => (
        <circle
          key={point.row.name}
          cx={x}
          cy={y}
          r={point.row.name === pointed ? 6.5 : 5}
          className={classes.point}
          data-front={point.isFront || point.row.name === pointed}
          onPointerEnter={() => onPoint(point.row.name)}
        />
      ))}
      {labels.map(({ text, x, y, align }) => (
        <text key={text} x={x} y={y} dy={4} textAnchor={align} className={classes.pointName}>
          {text}
        </text>
      ))}
      {shown && <Read {...shown} score={score} width={width} />}
    </svg>
  );
}

interface ReadProps {
  point: ParetoPoint;
  x: number;
  y: number;
  score: ReconstructionScore;
  width: number;
}

/** The whole name and both values of the point that is looked at, where there is room. */
function Read({ point, x, y, score, width }: ReadProps) {
  const isRight = x > width / 2;
  const text = `${score.name} ${score.isError ? formatNumber(point.x) : formatScore(point.x)} · silhouette ${formatScore(point.y)}`;
  const place = { x: x + (isRight ? -12 : 12), textAnchor: isRight ? 'end' : 'start' } as const;
  return (
    <g className={classes.read}>
      <text {...place} y={y - 18}>
        {point.row.name}
      </text>
      <text {...place} y={y - 4}>
        {text}
      </text>
    </g>
  );
}

/** Those on the front, then of each trained model the clusterer that makes most of it; a model is named once. */
function namedFirst(points: readonly ParetoPoint[]): ParetoPoint[] {
  const ordered = points.toSorted((a, b) => Number(b.isFront) - Number(a.isFront) || b.y - a.y);
  const first = new Map<string, ParetoPoint>();
  for (const point of ordered)
    if (!first.has(point.row.trainingName)) first.set(point.row.trainingName, point);
  return [...first.values()];
}

/** What can be had at each point along the front: it goes in steps. */
function frontPath(
  front: readonly ParetoPoint[],
  xOf: (value: number) => number,
  yOf: (value: number) => number,
): string {
  return front.map(({ x, y }, i) => (i === 0 ? `M${xOf(x)} ${yOf(y)}` : `H${xOf(x)}V${yOf(y)}`)).join('');
}

function axisOf(ranges: readonly (readonly [number, number])[]) {
  const low = Math.min(...ranges.map(([from]) => from));
  const high = Math.max(...ranges.map(([, to]) => to));
  const logarithmic = isWide([low, high]) ? logTicks(low, high) : null;
  const ticks = logarithmic ?? roundTicks(low, high);
  const by = logarithmic ? Math.log10 : (value: number) => value;
  const [from, to] = [by(ticks[0] ?? low), by(ticks.at(-1) ?? high)];
  return { ticks, placeOf: (value: number) => (by(value) - from) / (to - from || 1) };
}
