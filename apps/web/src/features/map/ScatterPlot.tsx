'use client';

import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus, IconZoomReset } from '@tabler/icons-react';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { PointKeys } from './PointKeys.tsx';
import classes from './ScatterPlot.module.css';
import { type ScatterData, ScatterRenderer } from './scatterRenderer.ts';
import { type Axes, zoomAt } from './viewport.ts';

interface ScatterPlotProps {
  data: ScatterData;
  axes: Axes;
  label: string;
  /** What is shown beside the point under the pointer. */
  card: (index: number) => ReactNode;
  /** What a screen reader says of a point, and the key field's value. */
  name?: (index: number) => string;
  /** Called with the point that is pressed or that the keys go to, and with null by Escape. `data.chosen` shows it. */
  onChoose?: (index: number | null) => void;
  /** The point that is marked while none is under the pointer. */
  marked?: number | null;
  /** Told which point is under the pointer. */
  onPoint?: (index: number | null) => void;
}

const CARD_WIDTH = 184;
const CARD_HEIGHT = 124;
const BUTTON_FACTOR = 1.5;

/** A controlled plot: the renderer draws, this hears the pointer. Dragging moves, Ctrl and the wheel (or a pinch) zoom, a double click shows all. */
export function ScatterPlot({
  data,
  axes,
  label,
  card,
  name,
  onChoose,
  marked = null,
  onPoint,
}: ScatterPlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<ScatterRenderer | null>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { made, stop } = attach(element);
    renderer.current = made;
    return () => {
      stop();
      renderer.current = null;
    };
  }, []);
  useEffect(() => renderer.current?.setData(data), [data]);
  useEffect(() => renderer.current?.setAxes(axes), [axes]);
  useEffect(() => renderer.current?.mark(hovered ?? marked), [hovered, marked]);
  useEffect(() => onPoint?.(hovered), [hovered, onPoint]);

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
      centerX: viewport.centerX - dx / viewport.scaleX,
      centerY: viewport.centerY + dy / viewport.scaleY,
    });
  };
  const onUp = (event: PointerEvent) => {
    const wasClick = drag.current && !drag.current.moved;
    drag.current = null;
    const index = wasClick ? renderer.current?.pick(...at(event)) : null;
    if (index != null) onChoose?.(index);
  };
  const zoom = (factor: number) => {
    const made = renderer.current;
    if (!made || !canvas.current) return;
    const { clientWidth: width, clientHeight: height } = canvas.current;
    made.setViewport(zoomAt(made.viewport, { width, height }, width / 2, height / 2, factor));
  };
  const place = hovered === null ? null : renderer.current?.position(hovered);
  const width = canvas.current?.clientWidth ?? 0;
  return (
    <div className={classes.map}>
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
        onPointerCancel={() => {
          drag.current = null;
        }}
        onPointerLeave={() => setHovered(null)}
        onDoubleClick={() => renderer.current?.setViewport(null)}
      />
      {onChoose && (
        <PointKeys data={data} label={label} name={name ?? String} renderer={renderer} onChoose={onChoose} />
      )}
      <div className={classes.zoom}>
        <Zoom label="Zoom in" Icon={IconPlus} onClick={() => zoom(BUTTON_FACTOR)} />
        <Zoom label="Zoom out" Icon={IconMinus} onClick={() => zoom(1 / BUTTON_FACTOR)} />
        <Zoom label="Show all" Icon={IconZoomReset} onClick={() => renderer.current?.setViewport(null)} />
      </div>
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

function Zoom({ label, Icon, onClick }: { label: string; Icon: typeof IconPlus; onClick: () => void }) {
  return (
    <ActionIcon variant="default" size="sm" aria-label={label} title={label} onClick={onClick}>
      <Icon size={14} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}

/** A renderer on a canvas: follows its size and hears the wheel. */
function attach(element: HTMLCanvasElement): { made: ScatterRenderer; stop: () => void } {
  const surface = element.getContext('2d');
  if (!surface) throw new Error('This browser gives no canvas to draw on.');
  const made = new ScatterRenderer(surface);
  const observer = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = element;
    element.width = width * devicePixelRatio;
    element.height = height * devicePixelRatio;
    made.setSize({ width, height }, devicePixelRatio);
  });
  observer.observe(element);
  const onWheel = (event: WheelEvent) => {
    // The bare wheel scrolls the page, which is longer than the map.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top, width, height } = element.getBoundingClientRect();
    const factor = Math.exp(-event.deltaY * 0.004);
    made.setViewport(
      zoomAt(made.viewport, { width, height }, event.clientX - left, event.clientY - top, factor),
    );
  };
  // React's own wheel listeners are passive and could not keep the page from zooming.
  element.addEventListener('wheel', onWheel, { passive: false });
  const stop = () => {
    observer.disconnect();
    element.removeEventListener('wheel', onWheel);
    made.dispose();
  };
  return { made, stop };
}
