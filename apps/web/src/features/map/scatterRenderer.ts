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
  | 'drawImage'
  | 'strokeRect'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
>;

const RADIUS = 4;
const MARKED_RADIUS = 7;
// From its middle to a corner, larger than a dot: a diamond of a dot's height is the smaller shape.
const DIAMOND = 8;
const MARKED_DIAMOND = 11;
// Light within dark is seen on paper, on the dark ground and on dots of any colour.
const RING = ['#14161a', '#fffefc'] as const;
const RING_WIDTHS = [5, 2.5] as const;
// Side of a picture in pixels: 150 of them still leave room between on a map 640 pixels wide.
const PICTURE = 34;
const MARKED_PICTURE = 60;
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
    for (let i = 0; i < this.#count; i++) this.#drawPoint(i, viewport, false);
    if (this.#marked !== null && this.#marked < this.#count) this.#drawPoint(this.#marked, viewport, true);
  }

  dispose(): void {
    this.setData(NOTHING);
  }

  get #count(): number {
    return this.#data.coordinates.length / 2;
  }

  #drawPoint(index: number, viewport: Viewport, isMarked: boolean): void {
    const surface = this.#surface;
    const { colors, hollow, diamonds, faded, pictures } = this.#data;
    const at = this.position(index, viewport);
    const color = colors[index] ?? '#888';
    const picture = pictures?.[index];
    const usual = picture ? 1 : 0.85;
    surface.globalAlpha = faded?.[index] && !isMarked ? 0.12 : isMarked ? 1 : usual;
    if (picture) this.#drawPicture(picture, at, color, isMarked ? MARKED_PICTURE : PICTURE);
    else if (diamonds?.[index]) this.#drawDiamond(at, color, isMarked ? MARKED_DIAMOND : DIAMOND);
    else this.#drawDot(at, color, hollow[index] ?? false, isMarked ? MARKED_RADIUS : RADIUS);
  }

  #drawDot([x, y]: readonly [number, number], color: string, isHollow: boolean, radius: number): void {
    const surface = this.#surface;
    surface.beginPath();
    surface.arc(x, y, radius, 0, 2 * Math.PI);
    if (isHollow) {
      surface.lineWidth = 1.5;
      surface.strokeStyle = color;
      surface.stroke();
    } else {
      surface.fillStyle = color;
      surface.fill();
    }
  }

  #drawDiamond([x, y]: readonly [number, number], color: string, half: number): void {
    const surface = this.#surface;
    surface.beginPath();
    surface.moveTo(x, y - half);
    surface.lineTo(x + half, y);
    surface.lineTo(x, y + half);
    surface.lineTo(x - half, y);
    surface.closePath();
    RING.forEach((ring, i) => {
      surface.lineWidth = RING_WIDTHS[i]!;
      surface.strokeStyle = ring;
      surface.stroke();
    });
    surface.fillStyle = color;
    surface.fill();
  }

  #drawPicture(
    picture: CanvasImageSource,
    [x, y]: readonly [number, number],
    color: string,
    side: number,
  ): void {
    const surface = this.#surface;
    surface.drawImage(picture, x - side / 2, y - side / 2, side, side);
    surface.lineWidth = 2;
    surface.strokeStyle = color;
    surface.strokeRect(x - side / 2, y - side / 2, side, side);
  }
}
