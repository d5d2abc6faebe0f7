import type { Sampling } from '@asterism/fits';
import type { Size, Viewport } from './viewport.ts';

interface Canvas {
  /** In device pixels. */
  width: number;
  height: number;
  /** Device pixels a CSS pixel. */
  ratio: number;
}

/**
 * Which pixel of a plane, binned by `factor`, each device pixel shows: the nearest. Computed here for both ways of
 * painting, because a shader's float32 would put pixel borders elsewhere.
 */
export function sampleViewport(viewport: Viewport, image: Size, canvas: Canvas, factor: number): Sampling {
  const scale = viewport.scale * canvas.ratio;
  const columns = new Int32Array(canvas.width);
  for (let i = 0; i < columns.length; i++)
    columns[i] = pixelAt(viewport.centerX + (i + 0.5 - canvas.width / 2) / scale, image.width, factor);
  const rows = new Int32Array(canvas.height);
  for (let j = 0; j < rows.length; j++)
    rows[j] = pixelAt(viewport.centerY - (j + 0.5 - canvas.height / 2) / scale, image.height, factor);
  return { columns, rows };
}

const pixelAt = (place: number, length: number, factor: number): number =>
  place >= 0 && place < length ? Math.floor(place / factor) : -1;
