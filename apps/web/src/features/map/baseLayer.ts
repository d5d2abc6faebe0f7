import {
  isPixel,
  makeStamp,
  type PixelGround,
  packColor,
  pointPainter,
  writePixels,
} from './pixelPainter.ts';
import type { PointGrid } from './pointGrid.ts';
import type { ScatterData } from './scatterData.ts';
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
  /** All dots, whatever is selected: another selection is laid over it. */
  #unselected = new Int32Array();
  /** The same, all of them standing back; made for the first selection. */
  #stoodBack: Int32Array | null = null;
  #shown: ScatterData | null = null;

  constructor(surface: PixelSurface) {
    this.#surface = surface;
  }

  /** What was painted is no longer so. */
  spoil(): void {
    this.#shown = null;
  }

  /** Puts the dots on the canvas, painted anew where that is needed. Those that stand back lie beneath the others. */
  put(data: ScatterData, grid: PointGrid, view: BaseView): void {
    const width = Math.max(1, Math.round(view.size.width * view.ratio));
    const height = Math.max(1, Math.round(view.size.height * view.ratio));
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = this.#surface.createImageData(width, height);
      this.#unselected = new Int32Array(width * height);
      this.#shown = null;
    }
    if (this.#shown !== data) this.#paint(this.#image, { data, grid, view });
    this.#shown = data;
    this.#surface.putImageData(this.#image, 0, 0);
  }

  #paint({ width, height, data: bytes }: ImageData, painted: Painted): void {
    const { data } = painted;
    const pixels = new Int32Array(bytes.buffer);
    if (!this.#shown || !haveSameDots(this.#shown, data)) {
      this.#stoodBack = null;
      this.#unselected.fill(0);
      paintAll({ width, height, pixels: this.#unselected }, painted);
    }
    if (!data.selected || data.selected.length === 0) pixels.set(this.#unselected);
    else {
      this.#stoodBack ??= standBack(this.#unselected);
      pixels.set(this.#stoodBack);
      paintSelected({ width, height, pixels }, painted, data.selected);
    }
  }
}

interface Painted {
  data: ScatterData;
  grid: PointGrid;
  view: BaseView;
}

const haveSameDots = (a: ScatterData, b: ScatterData): boolean =>
  a.coordinates === b.coordinates &&
  a.palette === b.palette &&
  a.codes === b.codes &&
  a.hollow === b.hollow &&
  a.faded === b.faded &&
  a.torn === b.torn;

function paintAll(ground: PixelGround, painted: Painted): void {
  const { data, grid, view } = painted;
  const part = viewRect(view.viewport, view.size, RADIUS_MOST);
  const inView = grid.countIn(part);
  const { faded } = data;
  if (inView > grid.count / 2 && writeAtOnce(ground, painted, inView, null)) return;
  const { inFront, atBack } = brushes(ground, painted, inView);
  const visit = faded ? (index: number) => (faded[index] ? atBack : inFront)(index) : inFront;
  // In the order of the numbers memory is read from one end to the other, which is twice as fast.
  if (inView === grid.count) for (let i = 0; i < inView; i++) visit(i);
  else grid.each(part, visit);
}

function paintSelected(ground: PixelGround, painted: Painted, selected: Uint32Array): void {
  const { data, grid, view } = painted;
  const inView = grid.countIn(viewRect(view.viewport, view.size, RADIUS_MOST));
  if ((selected.at(-1) ?? 0) < grid.count && writeAtOnce(ground, painted, inView, selected)) return;
  const { inFront } = brushes(ground, painted, inView);
  for (const index of selected) if (index < grid.count && !data.faded?.[index]) inFront(index);
}

/**
 * Writes all points, or those of the indexes, where a dot is no more than a pixel and none stands back by itself; says
 * whether that is so. A third of the time that the same takes dot by dot.
 */
function writeAtOnce(
  ground: PixelGround,
  { data, grid, view }: Painted,
  inView: number,
  indexes: Uint32Array | null,
): boolean {
  const { coordinates, palette, codes, torn, faded } = data;
  const isOnePixel = isPixel(makeStamp(dotRadius(inView, view.size) * view.ratio, 'DISC'));
  if (faded || !isOnePixel) return false;
  const colorsOf = (opacity: number) => Int32Array.from(palette, (color) => packColor(color, opacity));
  writePixels(ground, { coordinates, colors: colorsOf(OPACITY.usual), codes }, view, {
    indexes,
    count: indexes?.length ?? grid.count,
    others: torn,
    otherColors: colorsOf(OPACITY.pale),
  });
  return true;
}

function brushes(ground: PixelGround, { data, view }: Painted, inView: number) {
  const { coordinates, palette, codes, hollow, torn } = data;
  const radius = dotRadius(inView, view.size) * view.ratio;
  const painterOf = (opacity: number) => {
    const colors = Int32Array.from(palette, (color) => packColor(color, opacity));
    return pointPainter(ground, { coordinates, colors, codes }, view);
  };
  const [disc, ring, broken] = (['DISC', 'RING', 'BROKEN_RING'] as const).map((shape) =>
    makeStamp(radius, shape),
  );
  const stampOf = (index: number) => (torn?.[index] ? broken! : hollow?.[index] ? ring! : disc!);
  const [usual, pale, back] = [OPACITY.usual, OPACITY.pale, OPACITY.faded].map(painterOf);
  return {
    inFront: (index: number) => (torn?.[index] ? pale! : usual!)(index, stampOf(index), false),
    atBack: (index: number) => back!(index, stampOf(index), true),
  };
}

const BACK = Math.round(OPACITY.faded * 255);

/**
 * The same dots, as if all stood back: a pixel a nanosecond, where painting a million of them again would take 30 ms. Of
 * dots over each other the one that was painted last stays uppermost.
 */
function standBack(pixels: Int32Array): Int32Array {
  const back = new Int32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    const opacity = pixel >>> 24;
    back[i] = opacity > BACK ? (BACK << 24) | (pixel & 0xffffff) : pixel;
  }
  return back;
}
