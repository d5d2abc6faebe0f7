import type { Coloring, Plane, Sampling } from '@asterism/fits';

/** One picture to be painted over the whole of its target. */
export interface PaintJob {
  plane: Plane;
  /** Taken from the plane, pixel by pixel. */
  subtrahend: Plane | null;
  sampling: Sampling;
  coloring: Coloring;
}

/** What of a canvas is painted on. */
export type PaintTarget = Pick<CanvasRenderingContext2D, 'putImageData' | 'drawImage' | 'clearRect'>;

/** Paints planes; WebGL, a worker or this thread, with the same pixels as a result. */
export interface Painter {
  readonly kind: 'WEBGL' | 'CANVAS';
  /** Longest side of a plane that can be painted, in pixels. */
  readonly maxSide: number;
  paint(target: PaintTarget, job: PaintJob): void;
  /** The plane will not be painted again: what was kept for it is freed. */
  forget(plane: Plane): void;
  dispose(): void;
}
