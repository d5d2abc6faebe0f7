'use client';

import { type KeyboardEvent, useState } from 'react';
import { roundTicks } from '../../ui/chart.ts';
import { formatNumber } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import { clustersToDraw, type TreeCluster } from './condensedTree.ts';
import classes from './Icicle.module.css';
import { boxPath, footOf, type IcicleBox, type IcicleScale, icicle, stepTo } from './icicle.ts';
import { clusterName } from './samples.ts';

// Three pixels across for each on a wide page; more could not be told apart.
export const BOXES_MOST = 300;
const MARGIN = { top: 22, right: 52, bottom: 8, left: 44 };
const NAME_FROM = 58;
const LABEL_FROM = 14;

interface IcicleProps {
  clusters: readonly TreeCluster[];
  size: { width: number; height: number };
  /** Label of the cluster that stands out. */
  chosen: number | null;
  /** Where a marked sample leaves the tree. */
  departure: { cluster: number; lambda: number } | null;
  textOf: (cluster: TreeCluster) => string;
  onPoint: (cluster: TreeCluster | null) => void;
  onChoose: (label: number) => void;
}

/** The condensed tree from the root down: boxes as wide as they have samples and as long as they last. */
export function Icicle({ clusters, size, chosen, departure, textOf, onPoint, onChoose }: IcicleProps) {
  const drawn = clustersToDraw(clusters, BOXES_MOST);
  const [entered, setEntered] = useState(0);
  const foot = footOf(drawn);
  const ticks = roundTicks(0, foot).filter((tick) => tick <= foot);
  const scale = scaleOf(size, clusters[0]!.size, foot);
  const boxes = icicle(drawn, clusters);
  const enter = (from: Element, to: TreeCluster | null) => {
    if (!to) return;
    setEntered(to.id);
    from.closest('svg')?.querySelector<SVGElement>(`[data-cluster="${to.id}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent, cluster: TreeCluster) => {
    if ((event.key === 'Enter' || event.key === ' ') && cluster.within !== null) onChoose(cluster.within);
    else if (!/^Arrow|^Home$/.test(event.key)) return;
    else enter(event.currentTarget, stepTo(drawn, cluster, event.key));
    event.preventDefault();
  };
  // One box can be reached by Tab, the others by arrows from there.
  const first = drawn.some(({ id }) => id === entered) ? entered : 0;
  return (
    <svg width={size.width} height={size.height} className={classes.icicle} role="presentation">
      <Axes ticks={ticks} scale={scale} width={size.width} />
      <g role="tree" aria-label="Clusters of the condensed tree">
        {boxes.map((box) => {
          const { cluster } = box;
          return (
            <path
              key={cluster.id}
              role="treeitem"
              aria-level={levelOf(cluster, clusters)}
              aria-label={textOf(cluster)}
              aria-selected={cluster.label !== null && cluster.label === chosen}
              tabIndex={cluster.id === first ? 0 : -1}
              data-cluster={cluster.id}
              data-label={cluster.label ?? undefined}
              className={classes.box}
              d={boxPath(box, scale)}
              fill={cluster.within === null ? 'var(--hairline-strong)' : clusterColor(cluster.within)}
              opacity={opacityOf(cluster, chosen)}
              onPointerEnter={() => onPoint(cluster)}
              onPointerLeave={() => onPoint(null)}
              onFocus={() => {
                setEntered(cluster.id);
                onPoint(cluster);
              }}
              onBlur={() => onPoint(null)}
              onClick={() => cluster.within !== null && onChoose(cluster.within)}
              onKeyDown={(event) => onKey(event, cluster)}
            />
          );
        })}
      </g>
      <g aria-hidden>
        {boxes.map((box) => (
          <Name key={box.cluster.id} box={box} scale={scale} />
        ))}
        {departure && <Departure departure={departure} boxes={boxes} scale={scale} />}
      </g>
    </svg>
  );
}

function scaleOf({ width, height }: IcicleProps['size'], rows: number, foot: number): IcicleScale {
  const across = Math.max(1, width - MARGIN.left - MARGIN.right);
  const down = height - MARGIN.top - MARGIN.bottom;
  return {
    x: (samples) => MARGIN.left + (samples / rows) * across,
    y: (lambda) => MARGIN.top + (lambda / foot) * down,
    foot,
  };
}

function levelOf({ parent }: TreeCluster, clusters: readonly TreeCluster[]): number {
  let level = 1;
  for (let at = parent; at !== null; at = clusters[at]!.parent) level += 1;
  return level;
}

/** What was selected is full, what is below it paler; what does not stand out recedes. */
function opacityOf({ label, within }: TreeCluster, chosen: number | null): number {
  if (chosen !== null && within !== chosen) return 0.25;
  return within === null || label !== null ? 1 : 0.55;
}

function Axes({ ticks, scale, width }: { ticks: readonly number[]; scale: IcicleScale; width: number }) {
  const end = width - MARGIN.right;
  return (
    <g className={classes.axes} aria-hidden>
      <text x={MARGIN.left - 8} y={12} textAnchor="end">
        λ
      </text>
      <text x={width} y={12} textAnchor="end">
        distance
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.left} x2={end} y1={scale.y(tick)} y2={scale.y(tick)} />
          <text x={MARGIN.left - 8} y={scale.y(tick) + 4} textAnchor="end">
            {formatNumber(tick)}
          </text>
          <text x={width} y={scale.y(tick) + 4} textAnchor="end">
            {formatNumber(1 / tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The name of a selected cluster, or its label alone, where there is room. */
function Name({ box: { cluster, middle, steps }, scale }: { box: IcicleBox; scale: IcicleScale }) {
  if (cluster.label === null) return null;
  const width = scale.x(steps[0]!.width) - scale.x(0);
  const top = scale.y(Math.min(cluster.birth, scale.foot));
  if (width < LABEL_FROM) return null;
  return (
    <text className={classes.name} x={scale.x(middle)} y={top + 15} textAnchor="middle">
      {width < NAME_FROM ? cluster.label : clusterName(cluster.label)}
    </text>
  );
}

interface DepartureProps {
  departure: NonNullable<IcicleProps['departure']>;
  boxes: readonly IcicleBox[];
  scale: IcicleScale;
}

/** A ring where the marked sample falls out of its cluster. */
function Departure({ departure: { cluster, lambda }, boxes, scale }: DepartureProps) {
  const box = boxes.find((candidate) => candidate.cluster.id === cluster);
  if (!box) return null;
  const y = scale.y(Math.min(lambda, scale.foot));
  const step = box.steps.findLast((candidate) => candidate.lambda < lambda) ?? box.steps[0]!;
  const half = Math.max(4, (scale.x(step.width) - scale.x(0)) / 2);
  const center = scale.x(box.middle);
  return (
    <>
      <line className={classes.departure} x1={center - half} x2={center + half} y1={y} y2={y} />
      <circle className={classes.ring} cx={center + half} cy={y} r={4} />
    </>
  );
}
