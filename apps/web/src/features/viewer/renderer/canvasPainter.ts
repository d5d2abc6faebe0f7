import { renderSampling } from '@asterism/fits';
import type { Painter } from './painter.ts';

/** Paints on this thread: 360,000 pixels take about 5 ms. */
export function createCanvasPainter(): Painter {
  return {
    kind: 'CANVAS',
    maxSide: Number.POSITIVE_INFINITY,
    paint(target, { plane, subtrahend, sampling, coloring }) {
      const { columns, rows } = sampling;
      if (columns.length === 0 || rows.length === 0) return;
      const pixels = renderSampling(plane, sampling, coloring, subtrahend);
      target.putImageData(imageOf(pixels, columns.length, rows.length), 0, 0);
    },
    forget: () => undefined,
    dispose: () => undefined,
  };
}

export function imageOf(pixels: Uint8Array, width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  image.data.set(pixels);
  return image;
}
