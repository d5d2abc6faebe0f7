'use client';

import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { MapTools } from './MapTools.tsx';
import { PointKeys } from './PointKeys.tsx';
import type { PictureStore } from './pictureStore.ts';
import classes from './ScatterPlot.module.css';
import type { PointPicture, ScatterData } from './scatterData.ts';
import { useMapPictures } from './useMapPictures.ts';
import { type MapTool, type OnSelect, useMapPointer } from './useMapPointer.ts';
import { useScatterRenderer } from './useScatterRenderer.ts';
import { type Axes, type Size, type Viewport, zoomAt } from './viewport.ts';

/** What a map shows at the moment. */
export interface ShownView {
  viewport: Viewport;
  size: Size;
  pictures: readonly PointPicture[];
}

interface ScatterPlotProps {
  ref?: Ref<{ view: () => ShownView | null }>;
  data: ScatterData;
  axes: Axes;
  label: string;
  /** What is shown beside the point under the pointer. */
  card: (index: number) => ReactNode;
  /** What a screen reader says of a point, and the key field's value. */
  name?: (index: number) => string;
  /** Called with the point that is pressed or that the keys go to, and with null by Escape. `data.chosen` shows it. */
  onChoose?: (index: number | null) => void;
  /** Called with what a lasso, a box or keys found, ascending. `data.selected` shows it. */
  onSelect?: OnSelect;
  /** The point that is marked while none is under the pointer. */
  marked?: number | null;
  /** Told which point is under the pointer. */
  onPoint?: (index: number | null) => void;
  /** Pictures over the points, as many as have room; none where it is left out. */
  pictures?: PictureStore | null;
}

const CARD_WIDTH = 184;
const CARD_HEIGHT = 124;

/**
 * A controlled plot: the renderer draws, this hears the pointer. Dragging moves or selects, Ctrl and the wheel (or a
 * pinch) zoom, a double click shows all.
 */
export function ScatterPlot({
  ref,
  data,
  axes,
  label,
  card,
  name = String,
  onChoose,
  onSelect,
  marked = null,
  onPoint,
  pictures = null,
}: ScatterPlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const trail = useRef<SVGPathElement>(null);
  const keys = useRef<HTMLInputElement>(null);
  const renderer = useScatterRenderer(canvas);
  const [tool, setTool] = useState<MapTool>('MOVE');
  const [hovered, setHovered] = useState<number | null>(null);
  const { cancel, ...pointer } = useMapPointer({
    renderer,
    tool,
    trail,
    onHover: setHovered,
    onChoose,
    onSelect,
  });

  useEffect(() => renderer?.setAxes(axes), [renderer, axes]);
  useEffect(() => renderer?.setData(data), [renderer, data]);
  useEffect(() => renderer?.mark(hovered ?? marked), [renderer, hovered, marked]);
  useEffect(() => onPoint?.(hovered), [hovered, onPoint]);
  useMapPictures(renderer, pictures);
  useImperativeHandle(
    ref,
    () => ({
      view: () =>
        renderer && { viewport: renderer.viewport, size: renderer.size, pictures: renderer.pictures },
    }),
    [renderer],
  );

  const zoom = (factor: number) => {
    if (!renderer) return;
    const { width, height } = renderer.size;
    renderer.setViewport(zoomAt(renderer.viewport, renderer.size, width / 2, height / 2, factor));
  };
  const place = hovered === null ? null : renderer?.position(hovered);
  const width = renderer?.size.width ?? 0;
  return (
    <div
      className={classes.map}
      data-tool={onSelect ? tool : 'MOVE'}
      data-selected={data.selected?.length ?? 0}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        data-hovered={hovered !== null}
        {...pointer}
        onPointerUp={(event) => {
          pointer.onPointerUp(event);
          // So that keys go on where the pointer ended.
          keys.current?.focus({ preventScroll: true });
        }}
        onPointerLeave={() => setHovered(null)}
        onDoubleClick={() => renderer?.setViewport(null)}
      />
      <svg className={classes.trail} aria-hidden>
        <path ref={trail} />
      </svg>
      {onChoose && (
        <PointKeys
          ref={keys}
          data={data}
          label={label}
          name={name}
          renderer={renderer}
          onChoose={onChoose}
          onSelect={
            onSelect &&
            ((found, mode) => {
              cancel();
              onSelect(found, mode);
            })
          }
          onTool={setTool}
        />
      )}
      <MapTools
        tool={onSelect ? tool : null}
        onTool={setTool}
        onZoom={zoom}
        onShowAll={() => renderer?.setViewport(null)}
      />
      {place && hovered !== null && (
        <div
          className={classes.card}
          style={{
            left: place[0] + 14 + CARD_WIDTH > width ? Math.max(0, place[0] - CARD_WIDTH - 6) : place[0] + 14,
            top: Math.max(0, place[1] - CARD_HEIGHT / 2),
          }}
        >
          {card(hovered)}
        </div>
      )}
    </div>
  );
}
