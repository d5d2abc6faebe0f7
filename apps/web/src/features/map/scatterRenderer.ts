import { drawDiamond, drawDot, drawLink, drawPicture, drawRing, PICTURE } from './points.ts';
import { type Axes, fitViewport, type Size, toScreen, type Viewport } from './viewport.ts';

export interface ScatterData {
  /** x, y pairs */
  coordinates: Float32Array;
  /** CSS colour of each point. */
  colors: readonly string[];
  /** Hollow points: noise. */
  hollow: readonly boolean[];
  /** Points that stand out by their shape, as diamonds within a ring: what is new. */
  diamonds?: readonly boolean[];
  /** Points that stand back, so that the others are seen. */
  faded?: readonly boolean[];
  /** Points that the map tears from their neighbours: paler, and broken rings. */
  torn?: readonly boolean[];
  /** A point that was chosen, and those that it is joined to by lines. */
  chosen?: { index: number; joined: readonly number[] } | null;
  /** Drawn in the place of the point, in a frame of its colour; null: a dot. */
  pictures?: readonly (CanvasImageSource | null)[];
}

/** What a canvas has to be able to do here. */
export type Surface = Pick<
  CanvasRenderingContext2D,
  | 'clearRect'
  | 'beginPath'
  | 'arc'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'setTransform'
  | 'setLineDash'
  | 'drawImage'
  | 'strokeRect'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
>;

const FADED = 0.12;
// On the dark ground a broken ring of the darkest colour is lost below this.
const PALE = 0.6;
// Around the point that was chosen, and around those that it is joined to.
const CHOSEN_RING = 11;
const JOINED_RING = 7;
// Fingers and mice are let off this many pixels.
const PICK_WITHIN = 12;
const NOTHING: ScatterData = { coordinates: new Float32Array(), colors: [], hollow: [] };

/** Draws points on a canvas. Knows no framework: it is told data, viewport and size, and asked what lies where. */
export class ScatterRenderer {
  #surface: Surface;
  #data = NOTHING;
  #size: Size = { width: 0, height: 0 };
  #axes: Axes = 'ONE';
  #viewport: Viewport | null = null;
  #marked: number | null = null;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  /** In CSS pixels; `ratio` device pixels each. */
  setSize(size: Size, ratio: number): void {
    this.#size = size;
    this.#surface.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.draw();
  }

  /** New points; the viewport stays if one was set. */
  setData(data: ScatterData): void {
    this.#data = data;
    this.draw();
  }

  /** Null: everything in view. */
  setViewport(viewport: Viewport | null): void {
    this.#viewport = viewport;
    this.draw();
  }

  /** One scale for both axes, or one each; brings everything into view again. */
  setAxes(axes: Axes): void {
    this.#axes = axes;
    this.setViewport(null);
  }

  get viewport(): Viewport {
    return this.#viewport ?? fitViewport(this.#data.coordinates, this.#size, this.#axes);
  }

  /** The point that is drawn larger, on top. */
  mark(index: number | null): void {
    if (index === this.#marked) return;
    this.#marked = index;
    this.draw();
  }

  /** The point nearest to a pixel, or null where none is near. */
  pick(px: number, py: number): number | null {
    const { viewport } = this;
    const within = this.#data.pictures ? PICTURE / 2 : PICK_WITHIN;
    let nearest: number | null = null;
    let least = within ** 2;
    for (let i = 0; i < this.#count; i++) {
      const [x, y] = this.position(i, viewport);
      const distance = (x - px) ** 2 + (y - py) ** 2;
      if (distance <= least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** Where a point is on the canvas, in CSS pixels. */
  position(index: number, viewport = this.viewport): readonly [number, number] {
    const { coordinates } = this.#data;
    return toScreen(viewport, this.#size, coordinates[index * 2]!, coordinates[index * 2 + 1]!);
  }

  draw(): void {
    const surface = this.#surface;
    const { viewport } = this;
    surface.clearRect(0, 0, this.#size.width, this.#size.height);
    this.#drawLinks(viewport);
    for (let i = 0; i < this.#count; i++) this.#drawPoint(i, viewport, false);
    this.#drawChosen(viewport);
    if (this.#marked !== null && this.#marked < this.#count) this.#drawPoint(this.#marked, viewport, true);
  }

  dispose(): void {
    this.setData(NOTHING);
  }

  get #count(): number {
    return this.#data.coordinates.length / 2;
  }

  get #chosen(): { index: number; joined: readonly number[] } | null {
    const { chosen } = this.#data;
    if (!chosen || chosen.index >= this.#count) return null;
    return { index: chosen.index, joined: chosen.joined.filter((index) => index < this.#count) };
  }

  #drawLinks(viewport: Viewport): void {
    const chosen = this.#chosen;
    if (!chosen) return;
    this.#surface.globalAlpha = 0.7;
    const from = this.position(chosen.index, viewport);
    for (const index of chosen.joined) drawLink(this.#surface, from, this.position(index, viewport));
  }

  #drawChosen(viewport: Viewport): void {
    const chosen = this.#chosen;
    if (!chosen) return;
    // Over all others: where it lies is what was asked.
    for (const index of [...chosen.joined, chosen.index]) this.#drawPoint(index, viewport, false, true);
    this.#surface.globalAlpha = 1;
    const reach = (radius: number) => (this.#data.pictures ? radius + PICTURE / 2 : radius);
    for (const index of chosen.joined)
      drawRing(this.#surface, this.position(index, viewport), reach(JOINED_RING));
    drawRing(this.#surface, this.position(chosen.index, viewport), reach(CHOSEN_RING));
  }

  #drawPoint(index: number, viewport: Viewport, isMarked: boolean, isChosen = isMarked): void {
    const surface = this.#surface;
    const { colors, hollow, diamonds, faded, torn, pictures } = this.#data;
    const at = this.position(index, viewport);
    const color = colors[index] ?? '#888';
    const picture = pictures?.[index];
    const isBroken = torn?.[index] ?? false;
    const usual = isBroken ? PALE : picture ? 1 : 0.85;
    surface.globalAlpha = isMarked ? 1 : faded?.[index] && !isChosen ? FADED : usual;
    if (picture) drawPicture(surface, picture, at, { color, isBroken, isMarked });
    else if (diamonds?.[index]) drawDiamond(surface, at, color, isMarked);
    else drawDot(surface, at, { color, isHollow: hollow[index] ?? false, isBroken, isMarked });
  }
}
