'use client';

import { type PointerEvent, type RefObject, useRef } from 'react';
import type { ScatterRenderer } from './scatterRenderer.ts';
import { modeOf, type SelectMode } from './selection.ts';

/** What dragging does. */
export type MapTool = 'MOVE' | 'LASSO' | 'BOX';
export type OnSelect = (found: Uint32Array, mode: SelectMode) => void;

interface Drag {
  tool: MapTool;
  x: number;
  y: number;
  hasMoved: boolean;
  /** Of the lasso, x and y in turn. */
  path: number[];
}

interface MapPointerOptions {
  renderer: ScatterRenderer | null;
  tool: MapTool;
  /** Draws the lasso or the box while it is dragged. */
  trail: RefObject<SVGPathElement | null>;
  onHover: (index: number | null) => void;
  onChoose: ((index: number) => void) | undefined;
  onSelect: OnSelect | undefined;
}

// Nearer than this is no drag, and no new corner of a lasso.
const STEP = 3;

/** Hears the pointer: it moves the map, selects with lasso or box, chooses a point that is pressed. */
export function useMapPointer({ renderer, tool, trail, onHover, onChoose, onSelect }: MapPointerOptions) {
  const drag = useRef<Drag | null>(null);
  const draw = (polygon: readonly number[]) => trail.current?.setAttribute('d', pathOf(polygon));
  const cancel = () => {
    drag.current = null;
    draw([]);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const [x, y] = at(event);
    // With Shift or Alt a selection is what is meant, whatever the tool.
    const isLasso = onSelect && tool === 'MOVE' && modeOf(event) !== 'REPLACE';
    drag.current = {
      tool: isLasso ? 'LASSO' : onSelect ? tool : 'MOVE',
      x,
      y,
      hasMoved: false,
      path: [x, y],
    };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!renderer) return;
    const [x, y] = at(event);
    const dragged = drag.current;
    if (!dragged) return onHover(renderer.pick(x, y));
    if (Math.abs(x - dragged.x) + Math.abs(y - dragged.y) < STEP && !dragged.hasMoved) return;
    dragged.hasMoved = true;
    onHover(null);
    if (dragged.tool === 'MOVE') {
      const { viewport } = renderer;
      renderer.setViewport({
        ...viewport,
        centerX: viewport.centerX - (x - dragged.x) / viewport.scaleX,
        centerY: viewport.centerY + (y - dragged.y) / viewport.scaleY,
      });
      Object.assign(dragged, { x, y });
      return;
    }
    const [lastX, lastY] = dragged.path.slice(-2);
    if (dragged.tool === 'BOX') dragged.path = boxOf(dragged.x, dragged.y, x, y);
    else if (Math.abs(x - lastX!) + Math.abs(y - lastY!) >= STEP) dragged.path.push(x, y);
    draw(dragged.path);
  };
  const onPointerUp = (event: PointerEvent) => {
    const dragged = drag.current;
    cancel();
    if (!dragged || !renderer) return;
    const mode = modeOf(event);
    if (dragged.hasMoved) {
      if (dragged.tool !== 'MOVE') onSelect?.(renderer.within(dragged.path), mode);
      return;
    }
    const index = renderer.pick(...at(event));
    if (onSelect && mode !== 'REPLACE') onSelect(Uint32Array.from(index === null ? [] : [index]), mode);
    else if (index !== null) onChoose?.(index);
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: cancel, cancel };
}

const at = (event: PointerEvent): readonly [number, number] => {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
};

const boxOf = (x: number, y: number, toX: number, toY: number): number[] => [x, y, toX, y, toX, toY, x, toY];

function pathOf(polygon: readonly number[]): string {
  let path = '';
  for (let i = 0; i < polygon.length; i += 2) path += `${i === 0 ? 'M' : 'L'}${polygon[i]} ${polygon[i + 1]}`;
  return path && `${path}Z`;
}
