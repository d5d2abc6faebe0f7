'use client';

import { type RefObject, useEffect, useState } from 'react';
import { ScatterRenderer } from './scatterRenderer.ts';
import { zoomAt } from './viewport.ts';

/** A renderer on a canvas while it is in the page: follows its size and hears the wheel. Null before the first frame. */
export function useScatterRenderer(canvas: RefObject<HTMLCanvasElement | null>): ScatterRenderer | null {
  const [renderer, setRenderer] = useState<ScatterRenderer | null>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { made, stop } = attach(element);
    setRenderer(made);
    return () => {
      setRenderer(null);
      stop();
    };
  }, [canvas]);
  return renderer;
}

function attach(element: HTMLCanvasElement): { made: ScatterRenderer; stop: () => void } {
  const surface = element.getContext('2d');
  if (!surface) throw new Error('This browser gives no canvas to draw on.');
  const made = new ScatterRenderer(surface, surface);
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
