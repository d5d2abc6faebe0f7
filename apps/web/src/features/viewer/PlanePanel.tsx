'use client';

import type { Coloring } from '@asterism/fits';
import {
  type KeyboardEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { ServedImage } from '../../ui/ServedImage.tsx';
import type { Crosshair } from './crosshair.ts';
import { followGestures } from './gestures.ts';
import classes from './PlanePanel.module.css';
import type { SteadyPainter } from './renderer/createPainter.ts';
import { type PixelPlace, PlaneView } from './renderer/planeView.ts';
import type { Pyramid } from './renderer/pyramid.ts';
import { fitViewport, panBy, type Size, toPanel, type Viewport, zoomAt } from './renderer/viewport.ts';

interface PlanePanelProps {
  /** What is shown, for those who do not see it. */
  label: string;
  image: Size;
  painter: SteadyPainter | null;
  /** Null until the pixels are there. */
  plane: Pyramid | null;
  subtrahend?: Pyramid | null;
  coloring: Coloring | null;
  /** Pictures of the whole plane, shown until the pixels are there: a small one at once, a finer one if they take long. */
  standIn: { small: string; fine: string } | null;
  viewport: Viewport | null;
  onViewport: (viewport: Viewport | null) => void;
  crosshair: Crosshair;
  /** Told the panel's size, in CSS pixels. */
  onSize: (size: Size) => void;
}

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const LEAP = 10;

/** One plane on a canvas that can be zoomed, moved and read, by pointer, fingers or keys. */
export function PlanePanel(props: PlanePanelProps) {
  const { label, image, painter, plane, subtrahend = null, coloring, standIn, viewport, crosshair } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<PlaneView | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !painter) return;
    const made = new PlaneView(element, painter);
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      made.setSize({ width, height }, devicePixelRatio);
      setSize({ width, height });
      latest.current.onSize({ width, height });
    });
    observer.observe(element);
    setView(made);
    const stop = followGestures(element, {
      zoom: (px, py, factor) => {
        const { image: whole, onViewport } = latest.current;
        if (made.viewport) onViewport(zoomAt(made.viewport, whole, made.size, { px, py, factor }));
      },
      pan: (dx, dy) => {
        const { image: whole, viewport: chosen, onViewport } = latest.current;
        // A fitted image stays where it is.
        if (chosen) onViewport(panBy(chosen, whole, dx, dy));
      },
      fit: () => latest.current.onViewport(null),
      point: (place) => crosshair.set(place && made.pick(place.px, place.py)),
    });
    return () => {
      observer.disconnect();
      stop();
      made.dispose();
      setView(null);
    };
  }, [painter, crosshair]);
  useLayoutEffect(() => view?.setPlane(plane, subtrahend), [view, plane, subtrahend]);
  useLayoutEffect(() => view?.setDisplay(coloring), [view, coloring]);
  useLayoutEffect(() => view?.setViewport(viewport), [view, viewport]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (!step || !view || event.ctrlKey || event.metaKey || event.altKey) return;
    // Else the arrow would also lead to the next sample.
    event.preventDefault();
    const far = event.shiftKey ? LEAP : 1;
    crosshair.set(moved(crosshair.get(), view, image, step[0] * far, step[1] * far));
    const next = reveal(crosshair.get(), view);
    if (next) latest.current.onViewport(next);
  };
  const isShown = plane !== null && coloring !== null;
  const block = view?.blockSide ?? 1;
  return (
    <div
      className={classes.panel}
      style={{ aspectRatio: String(aspectOf(image)) }}
      data-zoomed={viewport !== null}
    >
      {standIn && !isShown && viewport === null && <StandIn {...standIn} />}
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        tabIndex={0}
        className={classes.canvas}
        data-ready={isShown && size.width > 0}
        onKeyDown={onKeyDown}
        onBlur={() => crosshair.set(null)}
      />
      <Cross image={image} size={size} viewport={viewport} crosshair={crosshair} />
      {block > 1 && isShown && (
        <p className={classes.note}>
          Larger than this graphics card takes: shown in blocks of {block} × {block} pixels. Read values are
          exact.
        </p>
      )}
    </div>
  );
}

/** Pictures much longer than wide, or the other way, keep a frame that can be used. */
const aspectOf = ({ width, height }: Size): number => Math.min(Math.max(width / height, 0.6), 2);

/** From where the crosshair is, or from the middle of what is in view. */
function moved(
  from: PixelPlace | null,
  view: PlaneView,
  image: Size,
  dx: number,
  dy: number,
): PixelPlace | null {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most - 1);
  if (from) return { x: within(from.x + dx, image.width), y: within(from.y + dy, image.height) };
  const middle = view.viewport;
  return (
    middle && {
      x: within(Math.floor(middle.centerX), image.width),
      y: within(Math.floor(middle.centerY), image.height),
    }
  );
}

/** The viewport that brings a pixel into view; null where it is. */
function reveal(place: PixelPlace | null, view: PlaneView): Viewport | null {
  const at = place && view.place(place);
  const { viewport, size } = view;
  if (!place || !at || !viewport) return null;
  const isIn = at.px >= 0 && at.py >= 0 && at.px <= size.width && at.py <= size.height;
  return isIn ? null : { ...viewport, centerX: place.x + 0.5, centerY: place.y + 0.5 };
}

// The pixels of (4, 600, 600) are there sooner, also on a page that was just opened; to draw finer pictures as well would
// hold them up.
const FINE_AFTER_MS = 1500;

function StandIn({ small, fine }: { small: string; fine: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), FINE_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <ServedImage src={small} alt="" className={classes.standIn} />
      {isLate && <ServedImage src={fine} alt="" className={classes.standIn} />}
    </>
  );
}

interface CrossProps {
  image: Size;
  size: Size;
  viewport: Viewport | null;
  crosshair: Crosshair;
}

/** The read pixel, framed. */
function Cross({ image, size, viewport, crosshair }: CrossProps) {
  const place = useSyncExternalStore(crosshair.subscribe, crosshair.get, () => null);
  if (!place || size.width === 0) return null;
  const seen = viewport ?? fitViewport(image, size);
  const { px, py } = toPanel(seen, size, place.x + 0.5, place.y + 0.5);
  if (px < 0 || py < 0 || px > size.width || py > size.height) return null;
  // A frame of fewer pixels could not be told from a star.
  const side = Math.max(seen.scale, 9);
  return (
    <div className={classes.cross} aria-hidden>
      <i style={{ left: px, top: 0, width: 1, height: Math.max(0, py - side / 2) }} />
      <i style={{ left: px, top: py + side / 2, width: 1, bottom: 0 }} />
      <i style={{ left: 0, top: py, height: 1, width: Math.max(0, px - side / 2) }} />
      <i style={{ left: px + side / 2, top: py, height: 1, right: 0 }} />
      <b style={{ left: px - side / 2, top: py - side / 2, width: side, height: side }} />
    </div>
  );
}
