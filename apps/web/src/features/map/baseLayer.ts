import { makeStamp, type PixelGround, packColor, pointPainter } from './pixelPainter.ts';
import type { PointGrid } from './pointGrid.ts';
import type { Flags, ScatterData } from './scatterData.ts';
import { type Size, type Viewport, viewRect } from './viewport.ts';

/** What a canvas has to be able to do so that many points can be written into its pixels. */
export type PixelSurface = Pick<CanvasRenderingContext2D, 'createImageData' | 'putImageData'>;

export interface BaseView {
  viewport: Viewport;
  /** In CSS pixels. */
  size: Size;
  ratio: number;
}

// How much of the room that a point has its dot takes.
const ROOM = 0.6;
const RADIUS_LEAST = 0.5;
const RADIUS_MOST = 4;
const OPACITY = { usual: 0.85, pale: 0.6, faded: 0.12 };

/** A dot's radius in CSS pixels where so many lie on so much ground. */
export const dotRadius = (count: number, { width, height }: Size): number =>
  Math.min(
    RADIUS_MOST,
    Math.max(RADIUS_LEAST, ROOM * Math.sqrt((width * height) / Math.max(count, 1) / Math.PI)),
  );

/** All dots of a map as one picture, written pixel by pixel; kept until what it shows changes. */
export class BaseLayer {
  readonly #surface: PixelSurface;
  #image: ImageData | null = null;
  #isStale = true;

  constructor(surface: PixelSurface) {
    this.#surface = surface;
  }

  /** What was painted is no longer so. */
  spoil(): void {
    this.#isStale = true;
  }

  /** Puts the dots on the canvas, painted anew where that is needed. Those that stand back lie beneath the others. */
  put(data: ScatterData, faded: Flags | null, grid: PointGrid, view: BaseView): void {
    const width = Math.max(1, Math.round(view.size.width * view.ratio));
    const height = Math.max(1, Math.round(view.size.height * view.ratio));
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = this.#surface.createImageData(width, height);
      this.#isStale = true;
    }
    if (this.#isStale) {
      const pixels = new Int32Array(this.#image.data.buffer);
      pixels.fill(0);
      paint({ width, height, pixels }, { data, faded, grid, view });
      this.#isStale = false;
    }
    this.#surface.putImageData(this.#image, 0, 0);
  }
}

interface Painted {
  data: ScatterData;
  faded: Flags | null;
  grid: PointGrid;
  view: BaseView;
}

function paint(ground: PixelGround, { data, faded, grid, view }: Painted): void {
  const { coordinates, palette, codes, hollow, torn } = data;
  const part = viewRect(view.viewport, view.size, RADIUS_MOST);
  const inView = grid.countIn(part);
  const radius = dotRadius(inView, view.size) * view.ratio;
  const painterOf = (opacity: number) => {
    const colors = Int32Array.from(palette, (color) => packColor(color, opacity));
    return pointPainter(ground, { coordinates, colors, codes }, view);
  };
  const stamps = {
    disc: makeStamp(radius, 'DISC'),
    ring: makeStamp(radius, 'RING'),
    broken: makeStamp(radius, 'BROKEN_RING'),
  };
  const [front, pale, back] = [OPACITY.usual, OPACITY.pale, OPACITY.faded].map(painterOf);
  const each = (visit: (index: number) => void) => {
    // In the order of the numbers memory is read from one end to the other, which is twice as fast.
    if (inView === grid.count) for (let i = 0; i < inView; i++) visit(i);
    else grid.each(part, visit);
  };
  each((index) => {
    const stamp = torn?.[index] ? stamps.broken : hollow?.[index] ? stamps.ring : stamps.disc;
    if (faded?.[index]) back!(index, stamp, true);
    else if (torn?.[index]) pale!(index, stamp, false);
    else front!(index, stamp, false);
  });
}
