'use client';

import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import classes from './ScatterPlot.module.css';
import type { ScatterData, ScatterRenderer } from './scatterRenderer.ts';
import { isArrow, towards } from './towards.ts';

interface PointKeysProps {
  data: ScatterData;
  label: string;
  name: (index: number) => string;
  renderer: RefObject<ScatterRenderer | null>;
  onChoose: (index: number | null) => void;
}

/**
 * The map by keys: a slider over the points that is not seen itself, the map has its outline. Arrows go to the next point
 * on their side, Home and End to the first and the last, Escape to none.
 */
export function PointKeys({ data, label, name, renderer, onChoose }: PointKeysProps) {
  const count = data.coordinates.length / 2;
  const chosen = data.chosen?.index ?? null;
  // Keys may follow each other faster than the map is drawn.
  const latest = useRef(chosen);
  useEffect(() => {
    latest.current = chosen;
  }, [chosen]);
  const onKey = (event: KeyboardEvent) => {
    const next = goTo(event.key);
    if (next === undefined) return;
    event.preventDefault();
    if (next === latest.current) return;
    latest.current = next;
    onChoose(next);
  };
  const goTo = (key: string): number | null | undefined => {
    if (key === 'Escape') return null;
    if (key === 'Home') return 0;
    if (key === 'End') return count - 1;
    if (!isArrow(key) || !renderer.current) return undefined;
    const from = latest.current;
    if (from === null) return 0;
    const positions = new Float32Array(count * 2);
    const { viewport } = renderer.current;
    for (let i = 0; i < count; i++) positions.set(renderer.current.position(i, viewport), i * 2);
    return towards(positions, from, key);
  };
  if (count === 0) return null;
  return (
    <input
      type="range"
      className={classes.keys}
      aria-label={`Point of: ${label}`}
      aria-valuetext={chosen === null ? 'none chosen' : name(chosen)}
      min={0}
      max={count - 1}
      value={chosen ?? 0}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
      onKeyDown={onKey}
    />
  );
}
