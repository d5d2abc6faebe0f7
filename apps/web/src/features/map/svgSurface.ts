import { type ScatterData, ScatterRenderer, type Surface } from './scatterRenderer.ts';
import type { Axes, Size } from './viewport.ts';

/** The map as an SVG document, drawn by the same renderer; every point a dot, a ring or a diamond. */
export function scatterSvg(data: ScatterData, size: Size, axes: Axes, background: string): string {
  const shapes: string[] = [];
  let shape = '';
  const number = (value: number) => value.toFixed(2);
  let dash = '';
  const opacity = () => `opacity="${surface.globalAlpha}"`;
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
    drawImage: () => undefined,
    strokeRect: () => undefined,
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
    stroke: () =>
      void shapes.push(
        `<${closed()} fill="none" stroke="${surface.strokeStyle}" stroke-width="${surface.lineWidth}"${dash} ${opacity()}/>`,
      ),
  };
  const renderer = new ScatterRenderer(surface);
  const { pictures: _pictures, ...dots } = data;
  renderer.setData(dots);
  renderer.setAxes(axes);
  renderer.setSize(size, 1);
  const { width, height } = size;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${background}"/>${shapes.join('')}</svg>`;
}
