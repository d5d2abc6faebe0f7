import type { Coloring, Plane } from '@asterism/fits';
import type { SteadyPainter } from './createPainter.ts';
import type { PaintTarget } from './painter.ts';
import { PaintTurns } from './paintTurns.ts';
import { levelFor, type Pyramid } from './pyramid.ts';
import { sampleViewport } from './sampling.ts';
import { fitViewport, type Size, toImage, toPanel, type Viewport } from './viewport.ts';

/** A pixel of the image, counted from 0, row 0 at the bottom. */
export interface PixelPlace {
  x: number;
  y: number;
}

/** What a view needs of a canvas. */
export type ViewCanvas = Pick<HTMLCanvasElement, 'width' | 'height'> & {
  getContext(kind: '2d'): PaintTarget | null;
};

// Panels of one page take turns.
const turns = new PaintTurns();

/** Shows a plane, or the difference of two of one size, on a canvas. Knows no framework. */
export class PlaneView {
  readonly #canvas: ViewCanvas;
  readonly #target: PaintTarget;
  readonly #painter: SteadyPainter;
  readonly #stop: () => void;
  #pyramid: Pyramid | null = null;
  #subtrahend: Pyramid | null = null;
  #coloring: Coloring | null = null;
  #viewport: Viewport | null = null;
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  readonly #paint = () => this.paint();

  constructor(canvas: ViewCanvas, painter: SteadyPainter) {
    const target = canvas.getContext('2d');
    if (!target) throw new Error('This browser gives no canvas to draw on.');
    this.#canvas = canvas;
    this.#target = target;
    this.#painter = painter;
    this.#stop = painter.onChange(() => this.#schedule());
  }

  /** Null: nothing is shown. */
  setPlane(pyramid: Pyramid | null, subtrahend: Pyramid | null = null): void {
    this.#pyramid = pyramid;
    this.#subtrahend = subtrahend;
    this.#schedule();
  }

  setDisplay(coloring: Coloring | null): void {
    this.#coloring = coloring;
    this.#schedule();
  }

  /** Null: the whole plane. */
  setViewport(viewport: Viewport | null): void {
    this.#viewport = viewport;
    this.#schedule();
  }

  /** In CSS pixels; `ratio` device pixels each. */
  setSize(size: Size, ratio: number): void {
    this.#size = size;
    this.#ratio = ratio;
    const width = Math.round(size.width * ratio);
    const height = Math.round(size.height * ratio);
    // Setting them empties the canvas, also to what they were.
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.paint();
  }

  get size(): Size {
    return this.#size;
  }

  /** What is in view, also where nobody chose it; null without a plane. */
  get viewport(): Viewport | null {
    const plane = this.#pyramid?.plane;
    return this.#viewport ?? (plane ? fitViewport(plane, this.#size) : null);
  }

  /** The pixel under a point of the canvas in CSS pixels; null outside the plane. */
  pick(px: number, py: number): PixelPlace | null {
    const { viewport } = this;
    const plane = this.#pyramid?.plane;
    if (!viewport || !plane) return null;
    const at = toImage(viewport, this.#size, px, py);
    const x = Math.floor(at.x);
    const y = Math.floor(at.y);
    return x >= 0 && y >= 0 && x < plane.width && y < plane.height ? { x, y } : null;
  }

  /** Where a pixel's middle is on the canvas, in CSS pixels; null without a plane. */
  place({ x, y }: PixelPlace): { px: number; py: number } | null {
    const { viewport } = this;
    return viewport && toPanel(viewport, this.#size, x + 0.5, y + 0.5);
  }

  /** Pixels a side that are shown as one because the graphics card takes no larger plane; 1: each by itself. */
  get blockSide(): number {
    return this.#pyramid ? 2 ** this.#pyramid.levelWithin(this.#painter.maxSide) : 1;
  }

  /** Paints now instead of with the next frame. */
  paint(): void {
    turns.forget(this.#paint);
    const { width, height } = this.#canvas;
    const { viewport } = this;
    const pyramid = this.#pyramid;
    if (!pyramid || !viewport || !this.#coloring) {
      this.#target.clearRect(0, 0, width, height);
      return;
    }
    const level = Math.max(
      levelFor(viewport.scale * this.#ratio),
      pyramid.levelWithin(this.#painter.maxSide),
    );
    const canvas = { width, height, ratio: this.#ratio };
    this.#painter.paint(this.#target, {
      plane: pyramid.at(level),
      subtrahend: this.#subtrahend?.at(level) ?? null,
      sampling: sampleViewport(viewport, pyramid.plane, canvas, 2 ** level),
      coloring: this.#coloring,
    });
  }

  dispose(): void {
    turns.forget(this.#paint);
    this.#stop();
    this.#pyramid = null;
    this.#subtrahend = null;
  }

  /** Several changes within a frame are painted once. */
  #schedule(): void {
    turns.ask(this.#paint);
  }
}

/** Whether one plane can be taken from the other. */
export const isSameSize = (a: Plane, b: Plane): boolean => a.width === b.width && a.height === b.height;
