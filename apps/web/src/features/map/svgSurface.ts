import type { PointPicture, ScatterData } from './scatterData.ts';
import { ScatterRenderer, type Surface } from './scatterRenderer.ts';
import type { Axes, Size, Viewport } from './viewport.ts';

export interface MapDrawing {
  data: ScatterData;
  size: Size;
  axes: Axes;
  /** Null: everything in view. */
  viewport: Viewport | null;
  pictures: readonly PointPicture[];
}

/** A map as it is drawn once, on any surface. */
export function drawOnce(
  renderer: ScatterRenderer,
  { data, size, axes, viewport, pictures }: MapDrawing,
  ratio = 1,
) {
  renderer.setData(data);
  renderer.setPictures(pictures);
  renderer.setAxes(axes);
  renderer.setViewport(viewport);
  renderer.setSize(size, ratio);
}

/** The map's shapes as SVG elements, drawn by the same renderer; `hrefOf` gives a picture as an address of its own. */
export function mapShapes(drawing: MapDrawing, hrefOf: (image: CanvasImageSource) => string): string {
  const shapes: string[] = [];
  drawOnce(new ScatterRenderer(svgSurface(shapes, hrefOf)), drawing);
  return shapes.join('');
}

function svgSurface(shapes: string[], hrefOf: (image: CanvasImageSource) => string): Surface {
  let shape = '';
  const number = (value: number) => value.toFixed(2);
  let dash = '';
  const opacity = () => `opacity="${surface.globalAlpha}"`;
  const stroke = () =>
    `fill="none" stroke="${surface.strokeStyle}" stroke-width="${surface.lineWidth}"${dash} ${opacity()}`;
  const place = (x: number, y: number, width: number, height: number) =>
    `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
  // A path is open until it is drawn: its last quotation mark is still to come.
  const closed = () => (shape.startsWith('path') ? `${shape}"` : shape);
  const surface: Surface = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    globalAlpha: 1,
    clearRect: () => void shapes.splice(0),
    beginPath: () => undefined,
    setTransform: () => undefined,
    setLineDash: (lengths: readonly number[]) => {
      dash = lengths.length > 0 ? ` stroke-dasharray="${lengths.join(' ')}"` : '';
    },
    drawImage: (image: CanvasImageSource, x: number, y: number, ...[width = 0, height = 0]: number[]) =>
      void shapes.push(`<image href="${hrefOf(image)}" ${place(x, y, width, height)} ${opacity()}/>`),
    strokeRect: (x: number, y: number, width: number, height: number) =>
      void shapes.push(`<rect ${place(x, y, width, height)} ${stroke()}/>`),
    arc: (x: number, y: number, radius: number) => {
      shape = `circle cx="${number(x)}" cy="${number(y)}" r="${number(radius)}"`;
    },
    moveTo: (x: number, y: number) => {
      shape = `path d="M${number(x)} ${number(y)}`;
    },
    lineTo: (x: number, y: number) => {
      shape += `L${number(x)} ${number(y)}`;
    },
    closePath: () => {
      shape += 'Z';
    },
    fill: () => void shapes.push(`<${closed()} fill="${surface.fillStyle}" ${opacity()}/>`),
    stroke: () => void shapes.push(`<${closed()} ${stroke()}/>`),
  };
  return surface;
}
