'use client';

import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import classes from '../experiments/Chart.module.css';
import { type ScatterData, ScatterRenderer } from './scatterRenderer.ts';
import { zoomAt } from './viewport.ts';

interface ScatterPlotProps {
  data: ScatterData;
  label: string;
  /** What is shown beside the point under the pointer. */
  card: (index: number) => ReactNode;
  onChoose?: (index: number) => void;
}

const CARD_SIZE = 124;

/** A controlled plot: the renderer draws, this hears the pointer. Wheel zooms, dragging moves, double click resets. */
export function ScatterPlot({ data, label, card, onChoose }: ScatterPlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<ScatterRenderer | null>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);

  useEffect(() => {
    const element = canvas.current;
    const surface = element?.getContext('2d');
    if (!element || !surface || !frame.current) return;
    const made = new ScatterRenderer(surface);
    renderer.current = made;
    const resize = () => {
      const { clientWidth: width, clientHeight: height } = element;
      element.width = width * devicePixelRatio;
      element.height = height * devicePixelRatio;
      made.setSize({ width, height }, devicePixelRatio);
    };
    const observer = new ResizeObserver(resize);
    observer.observe(frame.current);
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top, width, height } = element.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * 0.0015);
      made.setViewport(
        zoomAt(made.viewport, { width, height }, event.clientX - left, event.clientY - top, factor),
      );
    };
    // React's own wheel listeners are passive and could not keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
      made.dispose();
      renderer.current = null;
    };
  }, []);
  useEffect(() => renderer.current?.setData(data), [data]);
  useEffect(() => renderer.current?.mark(hovered), [hovered]);

  const at = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top] as const;
  };
  const onMove = (event: PointerEvent) => {
    const [x, y] = at(event);
    const made = renderer.current;
    if (!made) return;
    if (!drag.current) return setHovered(made.pick(x, y));
    const { viewport } = made;
    const [dx, dy] = [x - drag.current.x, y - drag.current.y];
    if (Math.abs(dx) + Math.abs(dy) < 3 && !drag.current.moved) return;
    drag.current = { x, y, moved: true };
    setHovered(null);
    made.setViewport({
      ...viewport,
      centerX: viewport.centerX - dx / viewport.scale,
      centerY: viewport.centerY + dy / viewport.scale,
    });
  };
  const onUp = (event: PointerEvent) => {
    const wasClick = drag.current && !drag.current.moved;
    drag.current = null;
    const index = wasClick ? renderer.current?.pick(...at(event)) : null;
    if (index != null) onChoose?.(index);
  };
  const place = hovered === null ? null : renderer.current?.position(hovered);
  const width = frame.current?.clientWidth ?? 0;
  return (
    <div ref={frame} className={classes.map}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        style={{ cursor: hovered === null ? 'grab' : 'pointer' }}
        onPointerDown={(event) => {
          const [x, y] = at(event);
          drag.current = { x, y, moved: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerLeave={() => setHovered(null)}
        onDoubleClick={() => renderer.current?.setViewport(null)}
      />
      {place && hovered !== null && (
        <div
          className={classes.card}
          style={{
            left: place[0] + 12 + CARD_SIZE > width ? place[0] - CARD_SIZE - 4 : place[0] + 12,
            top: Math.max(0, place[1] - CARD_SIZE / 2),
          }}
        >
          {card(hovered)}
        </div>
      )}
    </div>
  );
}
