import { roundTicks } from '../../ui/chart.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import type { MapColors } from './mapLegend.ts';
import { extentOf } from './pointGrid.ts';
import { ScatterRenderer } from './scatterRenderer.ts';
import { drawOnce, type MapDrawing, mapShapes } from './svgSurface.ts';
import { fitViewport, resizeViewport, type Size, toData, toScreen } from './viewport.ts';

interface MapDocument extends Omit<MapDrawing, 'size' | 'viewport'> {
  title: string;
  /** What is shown, and how far it is to be trusted. */
  subtitle: string;
  colors: MapColors;
  /** Names of the axes. */
  axisNames: readonly [x: string, y: string];
  /** The part that is in view on the page; null: all. */
  shown: { viewport: NonNullable<MapDrawing['viewport']>; size: Size } | null;
  ground: { background: string; ink: string; soft: string; hairline: string };
}

const WIDTH = 960;
const PLOT: Size = { width: 872, height: 560 };
const LEFT = 64;
const TOP = 64;
const LEGEND_TOP = TOP + PLOT.height + 56;
const ROW = 20;
const ENTRY = 172;
// Of more points, shapes make a file that no program opens: they are a picture within the drawing.
const SHAPES_MOST = 20_000;
// At 12 px in a font wider than Inter, where that is not there: so many signs are as wide as the plot.
const LINE = 125;
const LEADING = 16;

/** A map as an SVG document of its own: title, what is in view, the axes' scales, and what the colours mean. */
export function mapDocument(map: MapDocument): string {
  const { ground, title, subtitle, shown, data, colors } = map;
  const viewport = shown && resizeViewport(shown.viewport, shown.size, PLOT);
  const drawing: MapDrawing = { ...map, size: PLOT, viewport };
  const rows =
    colors.kind === 'WORDS' ? Math.ceil(colors.entries.length / Math.floor(PLOT.width / ENTRY)) : 2;
  const said = linesOf(subtitle);
  const down = (said.length - 1) * LEADING;
  const height = LEGEND_TOP + 12 + rows * ROW + 12 + down;
  const points = data.coordinates.length / 2 > SHAPES_MOST ? pixels(drawing) : mapShapes(drawing, dataUrl);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter, system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${ground.background}"/>`,
    text(LEFT, 28, title, { fill: ground.ink, size: 16, weight: 600 }),
    ...said.map((line, i) => text(LEFT, 48 + i * LEADING, line, { fill: ground.soft })),
    `<g transform="translate(0 ${down})">`,
    `<svg x="${LEFT}" y="${TOP}" width="${PLOT.width}" height="${PLOT.height}">${points}</svg>`,
    axes(map, drawing),
    `<g transform="translate(${LEFT} ${LEGEND_TOP})">${legend(colors, ground)}</g>`,
    '</g></svg>',
  ].join('');
}

/** A drawing breaks no lines by itself. */
export function linesOf(words: string): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= LINE)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** All points as one picture. */
function pixels(drawing: MapDrawing): string {
  const canvas = document.createElement('canvas');
  canvas.width = PLOT.width * 2;
  canvas.height = PLOT.height * 2;
  const surface = canvas.getContext('2d');
  if (!surface) throw new Error('This browser gives no canvas to draw on.');
  drawOnce(new ScatterRenderer(surface, surface), drawing, 2);
  return `<image href="${canvas.toDataURL()}" width="${PLOT.width}" height="${PLOT.height}"/>`;
}

const dataUrl = (image: CanvasImageSource): string =>
  image instanceof HTMLCanvasElement ? image.toDataURL() : '';

function axes({ axisNames, ground }: MapDocument, drawing: MapDrawing): string {
  const viewport = drawing.viewport ?? fitViewport(extentOf(drawing.data.coordinates), PLOT, drawing.axes);
  const [minX, minY] = toData(viewport, PLOT, 0, PLOT.height);
  const [maxX, maxY] = toData(viewport, PLOT, PLOT.width, 0);
  const across = roundTicks(minX, maxX).flatMap((value) => {
    const [x] = toScreen(viewport, PLOT, value, 0);
    return x < 0 || x > PLOT.width
      ? []
      : [tick(LEFT + x, TOP + PLOT.height, 'X', formatNumber(value), ground)];
  });
  const up = roundTicks(minY, maxY).flatMap((value) => {
    const [, y] = toScreen(viewport, PLOT, 0, value);
    return y < 0 || y > PLOT.height ? [] : [tick(LEFT, TOP + y, 'Y', formatNumber(value), ground)];
  });
  const right = LEFT + PLOT.width;
  return [
    `<rect x="${LEFT}" y="${TOP}" width="${PLOT.width}" height="${PLOT.height}" fill="none" stroke="${ground.hairline}"/>`,
    ...across,
    ...up,
    text(right, TOP + PLOT.height + 34, axisNames[0], { fill: ground.soft, anchor: 'end' }),
    `<g transform="translate(14 ${TOP}) rotate(-90)">${text(0, 0, axisNames[1], { fill: ground.soft, anchor: 'end' })}</g>`,
  ].join('');
}

function tick(x: number, y: number, axis: 'X' | 'Y', value: string, ground: MapDocument['ground']): string {
  const [toX, toY] = axis === 'X' ? [x, y + 5] : [x - 5, y];
  const line = `<line x1="${x.toFixed(1)}" y1="${y.toFixed(1)}" x2="${toX.toFixed(1)}" y2="${toY.toFixed(1)}" stroke="${ground.hairline}"/>`;
  const style = { fill: ground.soft, anchor: axis === 'X' ? 'middle' : 'end' } as const;
  return line + (axis === 'X' ? text(x, y + 18, value, style) : text(x - 8, y + 4, value, style));
}

function legend(colors: MapColors, { ink, soft }: MapDocument['ground']): string {
  const title = text(0, 0, colors.title, { fill: ink, weight: 600 });
  if (colors.kind === 'WORDS') {
    const columns = Math.floor(PLOT.width / ENTRY);
    const entries = colors.entries.map(({ name, color, count, isHollow }, i) => {
      const [x, y] = [(i % columns) * ENTRY, ROW + Math.floor(i / columns) * ROW];
      const fill = isHollow ? `fill="none" stroke="${color}" stroke-width="2"` : `fill="${color}"`;
      return `<circle cx="${x + 5}" cy="${y - 4}" r="${isHollow ? 4 : 5}" ${fill}/>${text(x + 16, y, `${name}, ${formatCount(count)}`, { fill: soft })}`;
    });
    return title + entries.join('');
  }
  const { palette, low, middle, high, missing, missingColor } = colors;
  const stops = palette.map(
    (color, i) => `<stop offset="${((i / (palette.length - 1)) * 100).toFixed(2)}%" stop-color="${color}"/>`,
  );
  return [
    `<defs><linearGradient id="scale">${stops.join('')}</linearGradient></defs>`,
    title,
    `<rect x="0" y="8" width="320" height="12" fill="url(#scale)"/>`,
    text(0, 36, low, { fill: soft }),
    text(160, 36, middle, { fill: soft, anchor: 'middle' }),
    text(320, 36, high, { fill: soft, anchor: 'end' }),
    missing > 0
      ? `<circle cx="350" cy="14" r="4" fill="none" stroke="${missingColor}" stroke-width="2"/>${text(362, 18, `no value, ${formatCount(missing)}`, { fill: soft })}`
      : '',
  ].join('');
}

interface TextStyle {
  fill: string;
  size?: number;
  weight?: number;
  anchor?: 'start' | 'middle' | 'end';
}

const text = (
  x: number,
  y: number,
  words: string,
  { fill, size = 12, weight = 400, anchor = 'start' }: TextStyle,
) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escaped(words)}</text>`;

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
