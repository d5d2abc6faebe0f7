import { extentOf, type Rect } from './pointGrid.ts';

/** Which part of the plane is in view: data units at the canvas's middle, and pixels a data unit along either axis. */
export interface Viewport {
  centerX: number;
  centerY: number;
  scaleX: number;
  scaleY: number;
}

export interface Size {
  width: number;
  height: number;
}

/** ONE: both axes on one scale, so that distances are true. OWN: each axis fills the view. */
export type Axes = 'ONE' | 'OWN';

const MARGIN = 24;
// Longer than three times its width, a map on one scale is a band in an empty frame.
const FLATTEST = 3;

/** One scale where the points can be told apart on it, else each axis its own. */
export function suitedAxes(coordinates: Float32Array): Axes {
  const extent = extentOf(coordinates);
  if (!extent) return 'ONE';
  const ratio = (extent.maxX - extent.minX) / (extent.maxY - extent.minY);
  return ratio > FLATTEST || ratio < 1 / FLATTEST ? 'OWN' : 'ONE';
}

/** Everything in view; null: there is nothing. */
export function fitViewport(extent: Rect | null, { width, height }: Size, axes: Axes): Viewport {
  if (!extent) return { centerX: 0, centerY: 0, scaleX: 1, scaleY: 1 };
  const { minX, maxX, minY, maxY } = extent;
  const ownX = Math.max(width - 2 * MARGIN, 1) / Math.max(maxX - minX, 1e-12);
  const ownY = Math.max(height - 2 * MARGIN, 1) / Math.max(maxY - minY, 1e-12);
  const one = Math.min(ownX, ownY);
  return {
    centerX: (minX + maxX) / 2,
    centerY: (minY + maxY) / 2,
    scaleX: axes === 'ONE' ? one : ownX,
    scaleY: axes === 'ONE' ? one : ownY,
  };
}

export const toScreen = (
  { centerX, centerY, scaleX, scaleY }: Viewport,
  { width, height }: Size,
  x: number,
  y: number,
) => [width / 2 + (x - centerX) * scaleX, height / 2 - (y - centerY) * scaleY] as const;

/** What lies at the pixel (px, py). */
export const toData = (
  { centerX, centerY, scaleX, scaleY }: Viewport,
  { width, height }: Size,
  px: number,
  py: number,
) => [centerX + (px - width / 2) / scaleX, centerY + (height / 2 - py) / scaleY] as const;

/** What is in view, and `beyond` pixels around it. */
export function viewRect(viewport: Viewport, size: Size, beyond = 0): Rect {
  const [minX, minY] = toData(viewport, size, -beyond, size.height + beyond);
  const [maxX, maxY] = toData(viewport, size, size.width + beyond, -beyond);
  return { minX, maxX, minY, maxY };
}

/** The same view on a canvas of another size. */
export function resizeViewport(viewport: Viewport, from: Size, to: Size): Viewport {
  const factor = Math.min(to.width / from.width, to.height / from.height);
  return { ...viewport, scaleX: viewport.scaleX * factor, scaleY: viewport.scaleY * factor };
}

/** Zooms by `factor` and keeps the data under the pixel (px, py) where they are. */
export function zoomAt(
  { centerX, centerY, scaleX, scaleY }: Viewport,
  { width, height }: Size,
  px: number,
  py: number,
  factor: number,
): Viewport {
  const dx = (px - width / 2) / scaleX;
  const dy = (height / 2 - py) / scaleY;
  return {
    scaleX: scaleX * factor,
    scaleY: scaleY * factor,
    centerX: centerX + dx - dx / factor,
    centerY: centerY + dy - dy / factor,
  };
}
