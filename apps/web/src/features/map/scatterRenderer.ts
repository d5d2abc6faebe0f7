import { fitViewport, type Size, toScreen, type Viewport } from './viewport.ts';

export interface ScatterData {
  /** x, y pairs */
  coordinates: Float32Array;
  /** CSS colour of each point. */
  colors: readonly string[];
  /** Hollow points: noise. */
  hollow: readonly boolean[];
}

/** What a canvas has to be able to do here. */
export type Surface = Pick<
  CanvasRenderingContext2D,
  | 'clearRect'
  | 'beginPath'
  | 'arc'
  | 'fill'
  | 'stroke'
  | 'setTransform'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
>;

const RADIUS = 4;
// Fingers and mice are let off this many pixels.
const PICK_WITHIN = 12;

/** Draws points on a canvas. Knows no framework: it is told data, viewport and size, and asked what lies where. */
export class ScatterRenderer {
  #surface: Surface;
  #data: ScatterData = { coordinates: new Float32Array(), colors: [], hollow: [] };
  #size: Size = { width: 0, height: 0 };
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

  get viewport(): Viewport {
    return this.#viewport ?? fitViewport(this.#data.coordinates, this.#size);
  }

  /** The point that is drawn larger. */
  mark(index: number | null): void {
    if (index === this.#marked) return;
    this.#marked = index;
    this.draw();
  }

  /** The point nearest to a pixel, or null where none is near. */
  pick(px: number, py: number): number | null {
    const { viewport } = this;
    let nearest: number | null = null;
    let least = PICK_WITHIN ** 2;
    for (let i = 0; i < this.#data.coordinates.length / 2; i++) {
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
    surface.lineWidth = 1.5;
    const count = this.#data.coordinates.length / 2;
    for (let i = 0; i < count; i++) this.#drawPoint(i, RADIUS, viewport, 0.85);
    if (this.#marked !== null && this.#marked < count) this.#drawPoint(this.#marked, RADIUS + 3, viewport, 1);
  }

  dispose(): void {
    this.#data = { coordinates: new Float32Array(), colors: [], hollow: [] };
    this.draw();
  }

  #drawPoint(index: number, radius: number, viewport: Viewport, alpha: number): void {
    const surface = this.#surface;
    const [x, y] = this.position(index, viewport);
    surface.globalAlpha = alpha;
    surface.beginPath();
    surface.arc(x, y, radius, 0, 2 * Math.PI);
    const color = this.#data.colors[index] ?? '#888';
    if (this.#data.hollow[index]) {
      surface.strokeStyle = color;
      surface.stroke();
    } else {
      surface.fillStyle = color;
      surface.fill();
    }
  }
}
