import { BaseLayer, type PixelSurface } from './baseLayer.ts';
import { pointsInPolygon } from './lasso.ts';
import { PointGrid, type Rect } from './pointGrid.ts';
import { drawDiamond, drawDot, drawLink, drawPicture, drawRing, PICTURE } from './points.ts';
import { type PointPicture, type ScatterData, standsBack } from './scatterData.ts';
import { type Axes, fitViewport, type Size, toData, toScreen, type Viewport, viewRect } from './viewport.ts';

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
// Of a picture, in which a twelfth could not be told from nothing.
const FADED_PICTURE = 0.3;
// On the dark ground a broken ring of the darkest colour is lost below this.
const PALE = 0.6;
// Around the point that was chosen, and around those that it is joined to.
const CHOSEN_RING = 11;
const JOINED_RING = 7;
// Fingers and mice are let off this many pixels.
const PICK_WITHIN = 12;
// Of more, paths take longer than a frame: they are written into pixels.
const PATHS_MOST = 2000;
const NOTHING: ScatterData = { coordinates: new Float32Array(), palette: [], codes: new Uint16Array() };

/** Draws points on a canvas. Knows no framework: it is told data, viewport and size, and asked what lies where. */
export class ScatterRenderer {
  readonly #surface: Surface;
  readonly #base: BaseLayer | null;
  #data = NOTHING;
  #grid = new PointGrid(NOTHING.coordinates);
  #pictures: readonly PointPicture[] = [];
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #axes: Axes = 'ONE';
  #viewport: Viewport | null = null;
  #fitted: Viewport | null = null;
  #marked: number | null = null;
  /** Told after other points, or other parts of the plane, came into view. */
  onView: (() => void) | null = null;

  /** Without `pixels` all points are drawn as shapes, however many there are. */
  constructor(surface: Surface, pixels: PixelSurface | null = null) {
    this.#surface = surface;
    this.#base = pixels && new BaseLayer(pixels);
  }

  /** In CSS pixels; `ratio` device pixels each. */
  setSize(size: Size, ratio: number): void {
    this.#size = size;
    this.#ratio = ratio;
    this.#surface.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#refit();
  }

  /** New points; the viewport stays if one was set. */
  setData(data: ScatterData): void {
    const areOthers = data.coordinates !== this.#data.coordinates;
    this.#data = data;
    if (areOthers) {
      this.#grid = new PointGrid(data.coordinates);
      this.#refit();
    } else this.draw();
  }

  /** Pictures over some of the points. */
  setPictures(pictures: readonly PointPicture[]): void {
    this.#pictures = pictures;
    this.draw();
  }

  /** Null: everything in view. */
  setViewport(viewport: Viewport | null): void {
    this.#viewport = viewport;
    this.#refit();
  }

  /** One scale for both axes, or one each; brings everything into view again. */
  setAxes(axes: Axes): void {
    this.#axes = axes;
    this.setViewport(null);
  }

  get viewport(): Viewport {
    this.#fitted ??= fitViewport(this.#grid.extent, this.#size, this.#axes);
    return this.#viewport ?? this.#fitted;
  }

  get pictures(): readonly PointPicture[] {
    return this.#pictures;
  }

  get size(): Size {
    return this.#size;
  }

  get count(): number {
    return this.#grid.count;
  }

  /** The point that is drawn larger, on top. */
  mark(index: number | null): void {
    if (index === this.#marked) return;
    this.#marked = index;
    this.draw();
  }

  /** The point at a pixel: of pictures the uppermost, or else the nearest point; null where none is near. */
  pick(px: number, py: number): number | null {
    const pictured = this.#pictures.findLast(({ index }) => {
      const [x, y] = this.position(index);
      return Math.max(Math.abs(x - px), Math.abs(y - py)) <= PICTURE / 2;
    });
    if (pictured) return pictured.index;
    let nearest: number | null = null;
    let least = PICK_WITHIN ** 2;
    this.#grid.each(this.#around(px, py, PICK_WITHIN), (i) => {
      const [x, y] = this.position(i);
      const distance = (x - px) ** 2 + (y - py) ** 2;
      if (distance < least || (distance === least && (nearest === null || i < nearest))) {
        least = distance;
        nearest = i;
      }
    });
    return nearest;
  }

  /** The points within a polygon of pixels, x and y in turn, ascending. */
  within(polygon: readonly number[]): Uint32Array {
    const { viewport } = this;
    const corners = polygon.flatMap((_, i) =>
      i % 2 === 0 ? toData(viewport, this.#size, polygon[i]!, polygon[i + 1]!) : [],
    );
    return pointsInPolygon(this.#grid, corners);
  }

  /** The points whose middle is in view. */
  inView(): number[] {
    const found: number[] = [];
    const { minX, maxX, minY, maxY } = viewRect(this.viewport, this.#size);
    const { coordinates } = this.#data;
    this.#grid.each({ minX, maxX, minY, maxY }, (i) => {
      const [x, y] = [coordinates[i * 2]!, coordinates[i * 2 + 1]!];
      if (x >= minX && x <= maxX && y >= minY && y <= maxY) found.push(i);
    });
    return found;
  }

  /** About how many points are in view, at no cost. */
  countInView(): number {
    return this.#grid.countIn(viewRect(this.viewport, this.#size));
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
    if (this.#base && this.count > PATHS_MOST) {
      const view = { viewport, size: this.#size, ratio: this.#ratio };
      this.#base.put(this.#data, this.#grid, view);
      this.#drawLinks(viewport);
      const { diamonds } = this.#data;
      if (diamonds) for (let i = 0; i < this.count; i++) if (diamonds[i]) this.#drawPoint(i, viewport, false);
    } else {
      this.#drawLinks(viewport);
      for (let i = 0; i < this.count; i++) this.#drawPoint(i, viewport, false);
    }
    for (const picture of this.#pictures) this.#drawPicture(picture, viewport, false);
    this.#drawChosen(viewport);
    this.#drawMarked(viewport);
  }

  dispose(): void {
    this.onView = null;
    this.#pictures = [];
    this.setData(NOTHING);
  }

  #refit(): void {
    this.#fitted = null;
    this.#base?.spoil();
    this.draw();
    this.onView?.();
  }

  #around(px: number, py: number, reach: number): Rect {
    const [minX, minY] = toData(this.viewport, this.#size, px - reach, py + reach);
    const [maxX, maxY] = toData(this.viewport, this.#size, px + reach, py - reach);
    return { minX, maxX, minY, maxY };
  }

  get #chosen(): { index: number; joined: readonly number[] } | null {
    const { chosen } = this.#data;
    if (!chosen || chosen.index >= this.count) return null;
    return { index: chosen.index, joined: chosen.joined.filter((index) => index < this.count) };
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
    const pictured = new Set(this.#pictures.map(({ index }) => index));
    // Over all others: where it lies is what was asked.
    for (const index of [...chosen.joined, chosen.index])
      if (!pictured.has(index)) this.#drawPoint(index, viewport, false, true);
    this.#surface.globalAlpha = 1;
    const ring = (index: number, radius: number) => {
      const reach = pictured.has(index) ? radius + PICTURE / 2 : radius;
      drawRing(this.#surface, this.position(index, viewport), reach);
    };
    for (const index of chosen.joined) ring(index, JOINED_RING);
    ring(chosen.index, CHOSEN_RING);
  }

  #drawMarked(viewport: Viewport): void {
    const marked = this.#marked;
    if (marked === null || marked >= this.count) return;
    const picture = this.#pictures.find(({ index }) => index === marked);
    if (picture) this.#drawPicture(picture, viewport, true);
    else this.#drawPoint(marked, viewport, true);
  }

  #drawPicture({ index, image }: PointPicture, viewport: Viewport, isMarked: boolean): void {
    if (index >= this.count) return;
    const isBroken = Boolean(this.#data.torn?.[index]);
    this.#surface.globalAlpha = !isMarked && standsBack(this.#data, index) ? FADED_PICTURE : 1;
    const style = { color: this.#color(index), isBroken, isMarked };
    drawPicture(this.#surface, image, this.position(index, viewport), style);
  }

  #drawPoint(index: number, viewport: Viewport, isMarked: boolean, isChosen = isMarked): void {
    const surface = this.#surface;
    const { hollow, diamonds, torn } = this.#data;
    const at = this.position(index, viewport);
    const color = this.#color(index);
    const isBroken = Boolean(torn?.[index]);
    const usual = isBroken ? PALE : 0.85;
    surface.globalAlpha = isMarked ? 1 : !isChosen && standsBack(this.#data, index) ? FADED : usual;
    if (diamonds?.[index]) drawDiamond(surface, at, color, isMarked);
    else drawDot(surface, at, { color, isHollow: Boolean(hollow?.[index]), isBroken, isMarked });
  }

  #color(index: number): string {
    return this.#data.palette[this.#data.codes[index]!] ?? '#888888';
  }
}
