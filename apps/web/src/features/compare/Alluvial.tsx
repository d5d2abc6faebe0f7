'use client';

import { type KeyboardEvent, useState } from 'react';
import { formatCount } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import { clusterName } from '../clustering/samples.ts';
import classes from './Alluvial.module.css';
import { type AlluvialBar, alluvial, type LabelFlow, ribbonPath } from './alluvial.ts';

interface AlluvialProps {
  flows: readonly LabelFlow[];
  /** Of the two experiments. */
  names: readonly [string, string];
  size: { width: number; height: number };
  chosen: { from: number; to: number } | null;
  onChoose: (flow: LabelFlow) => void;
}

const GAP = 10;
const BAR = 10;
const TOP = 22;
// Room for the longest name with its count.
const SIDE = 118;
// Lower ones have no room for their name.
const NAMED_FROM = 11;

/** Where the samples of each cluster went: bars are clusters, ribbons samples that both have, those that moved in full colour. */
export function Alluvial({ flows, names, size: { width, height }, chosen, onChoose }: AlluvialProps) {
  const [entered, setEntered] = useState(0);
  const { left, right, ribbons } = alluvial(flows, { height: height - TOP, gap: GAP });
  const [x0, x1] = [SIDE + BAR, Math.max(SIDE + BAR + 40, width - SIDE - BAR)];
  const enter = (from: Element, place: number) =>
    from.closest('svg')?.querySelector<SVGElement>(`[data-place="${place}"]`)?.focus();
  const onKey = (event: KeyboardEvent, place: number) => {
    const flow = ribbons[place]?.flow;
    if ((event.key === 'Enter' || event.key === ' ') && flow) onChoose(flow);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') enter(event.currentTarget, place + 1);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') enter(event.currentTarget, place - 1);
    else return;
    event.preventDefault();
  };
  // One ribbon can be reached by Tab, the others by arrows from there.
  const first = entered < ribbons.length ? entered : 0;
  return (
    <svg width={width} height={height} className={classes.alluvial} role="presentation">
      <g className={classes.heads} aria-hidden>
        <text x={x0} y={12} textAnchor="end">
          {names[0]}
        </text>
        <text x={x1} y={12}>
          {names[1]}
        </text>
      </g>
      <g transform={`translate(0 ${TOP})`}>
        <g role="listbox" aria-label={`From clusters of ${names[0]} to clusters of ${names[1]}`}>
          {ribbons.map((ribbon, place) => {
            const { flow } = ribbon;
            const isChosen = flow.from === chosen?.from && flow.to === chosen.to;
            const text = `${formatCount(flow.count)} from ${clusterName(flow.from)} to ${clusterName(flow.to)}${flow.stays ? ', its counterpart' : ''}`;
            return (
              <path
                key={`${flow.from} ${flow.to}`}
                role="option"
                aria-label={text}
                aria-selected={isChosen}
                tabIndex={place === first ? 0 : -1}
                data-place={place}
                data-stays={flow.stays}
                className={classes.ribbon}
                d={ribbonPath(ribbon, [x0, x1])}
                fill={clusterColor(flow.from)}
                onFocus={() => setEntered(place)}
                onClick={() => onChoose(flow)}
                onKeyDown={(event) => onKey(event, place)}
              >
                <title>{text}</title>
              </path>
            );
          })}
        </g>
        <g aria-hidden>
          {left.map((bar) => (
            <Bar key={bar.label} bar={bar} x={x0 - BAR} textX={x0 - BAR - 8} anchor="end" />
          ))}
          {right.map((bar) => (
            <Bar key={bar.label} bar={bar} x={x1} textX={x1 + BAR + 8} anchor="start" />
          ))}
        </g>
      </g>
    </svg>
  );
}

interface BarProps {
  bar: AlluvialBar;
  x: number;
  textX: number;
  anchor: 'start' | 'end';
}

function Bar({ bar: { label, count, y, height }, x, textX, anchor }: BarProps) {
  return (
    <>
      <rect x={x} y={y} width={BAR} height={Math.max(height, 1)} fill={clusterColor(label)} />
      {height >= NAMED_FROM && (
        <text x={textX} y={y + height / 2} dy={4} textAnchor={anchor} className={classes.name}>
          {clusterName(label)}
          <tspan className={classes.count} dx={6}>
            {formatCount(count)}
          </tspan>
        </text>
      )}
    </>
  );
}
