'use client';

import { type KeyboardEvent, type Ref, useEffect, useRef } from 'react';
import classes from './ScatterPlot.module.css';
import type { ScatterData } from './scatterData.ts';
import type { ScatterRenderer } from './scatterRenderer.ts';
import { isArrow, towards } from './towards.ts';
import type { MapTool, OnSelect } from './useMapPointer.ts';

interface PointKeysProps {
  ref?: Ref<HTMLInputElement>;
  data: ScatterData;
  label: string;
  name: (index: number) => string;
  renderer: ScatterRenderer | null;
  onChoose: (index: number | null) => void;
  onSelect: OnSelect | undefined;
  onTool: (tool: MapTool) => void;
}

const TOOL_KEYS: Readonly<Record<string, MapTool>> = { m: 'MOVE', l: 'LASSO', b: 'BOX' };
const NONE = new Uint32Array();

/**
 * The map by keys: a slider over the points that is not seen itself, the map has its outline. Arrows go to the next point
 * on their side and with Shift select on the way, Home and End go to the first and the last, Space selects or lets go,
 * Ctrl A selects what is in view, Escape lets all go.
 */
export function PointKeys({ ref, data, label, name, renderer, onChoose, onSelect, onTool }: PointKeysProps) {
  const count = data.coordinates.length / 2;
  const chosen = data.chosen?.index ?? null;
  // Keys may follow each other faster than the map is drawn.
  const latest = useRef(chosen);
  useEffect(() => {
    latest.current = chosen;
  }, [chosen]);
  const onKey = (event: KeyboardEvent) => {
    if (onSelect && select(event, onSelect)) return event.preventDefault();
    const next = goTo(event.key);
    if (next === undefined) return;
    event.preventDefault();
    if (event.shiftKey && next !== null && isArrow(event.key))
      onSelect?.(Uint32Array.from(ascending([latest.current ?? next, next])), 'ADD');
    if (next === latest.current) return;
    latest.current = next;
    onChoose(next);
  };
  const select = (event: KeyboardEvent, tell: OnSelect): boolean => {
    const { key } = event;
    const isWhole = event.ctrlKey || event.metaKey;
    if (isWhole && key.toLowerCase() === 'a') {
      tell(Uint32Array.from(renderer?.inView() ?? []).sort(), 'REPLACE');
      return true;
    }
    const tool = TOOL_KEYS[key.toLowerCase()];
    if (tool && !isWhole && !event.altKey) {
      onTool(tool);
      return true;
    }
    if (key === 'Escape') {
      if (!data.selected || data.selected.length === 0) return false;
      tell(NONE, 'REPLACE');
      return true;
    }
    if (key !== ' ') return false;
    const index = latest.current;
    if (index !== null) tell(Uint32Array.of(index), data.selected?.includes(index) ? 'TAKE' : 'ADD');
    return true;
  };
  const goTo = (key: string): number | null | undefined => {
    if (key === 'Escape') return null;
    if (key === 'Home') return 0;
    if (key === 'End') return count - 1;
    if (!isArrow(key) || !renderer) return undefined;
    const from = latest.current;
    if (from === null) return 0;
    const positions = new Float32Array(count * 2);
    const { viewport } = renderer;
    for (let i = 0; i < count; i++) positions.set(renderer.position(i, viewport), i * 2);
    return towards(positions, from, key);
  };
  if (count === 0) return null;
  return (
    <input
      ref={ref}
      type="range"
      className={classes.keys}
      aria-label={`Point of: ${label}`}
      aria-valuetext={chosen === null ? 'none chosen' : textOf(chosen, data, name)}
      aria-description={
        onSelect
          ? 'Arrows choose a point, with Shift they select on the way. Space selects or lets go, Control A selects what is in view, Escape lets all go.'
          : undefined
      }
      min={0}
      max={count - 1}
      value={chosen ?? 0}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
      onKeyDown={onKey}
    />
  );
}

const ascending = (indexes: readonly number[]): number[] => [...new Set(indexes)].sort((a, b) => a - b);

const textOf = (index: number, { selected }: ScatterData, name: (index: number) => string): string =>
  selected?.includes(index) ? `${name(index)}, selected` : name(index);
