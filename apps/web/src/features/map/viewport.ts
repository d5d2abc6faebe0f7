/** Which part of the plane is in view: data units at the canvas's middle, and pixels a data unit. */
export interface Viewport {
  centerX: number;
  centerY: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const MARGIN = 20;

/** Everything in view, both axes on one scale. `coordinates` are x, y pairs. */
export function fitViewport(coordinates: Float32Array, { width, height }: Size): Viewport {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < coordinates.length; i += 2) {
    minX = Math.min(minX, coordinates[i]!);
    maxX = Math.max(maxX, coordinates[i]!);
    minY = Math.min(minY, coordinates[i + 1]!);
    maxY = Math.max(maxY, coordinates[i + 1]!);
  }
  if (!(minX <= maxX)) return { centerX: 0, centerY: 0, scale: 1 };
  const spanX = Math.max(maxX - minX, 1e-12);
  const spanY = Math.max(maxY - minY, 1e-12);
  const scale = Math.min(Math.max(width - 2 * MARGIN, 1) / spanX, Math.max(height - 2 * MARGIN, 1) / spanY);
  return { centerX: (minX + maxX) / 2, centerY: (minY + maxY) / 2, scale };
}

export const toScreen = (
  { centerX, centerY, scale }: Viewport,
  { width, height }: Size,
  x: number,
  y: number,
) => [width / 2 + (x - centerX) * scale, height / 2 - (y - centerY) * scale] as const;

/** Zooms by `factor` and keeps the data under the pixel (px, py) where they are. */
export function zoomAt(
  viewport: Viewport,
  { width, height }: Size,
  px: number,
  py: number,
  factor: number,
): Viewport {
  const dx = px - width / 2;
  const dy = height / 2 - py;
  const scale = viewport.scale * factor;
  return {
    scale,
    centerX: viewport.centerX + dx / viewport.scale - dx / scale,
    centerY: viewport.centerY + dy / viewport.scale - dy / scale,
  };
}
