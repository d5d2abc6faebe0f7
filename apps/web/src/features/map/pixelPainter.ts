import type { Size, Viewport } from './viewport.ts';

/** What is written into: `width` x `height` pixels of the device, four bytes each. */
export interface PixelGround {
  width: number;
  height: number;
  /** Signed, since whole numbers of 31 bits are quickest; 0 where nothing is. */
  pixels: Int32Array;
}

export interface PaintedPoints {
  /** x, y pairs */
  coordinates: Float32Array;
  /** As `packColor` gives them. */
  colors: Int32Array;
  /** Each point's place in `colors`. */
  codes: Uint16Array;
}

/** How a view lies on the ground's pixels. */
export interface PixelView {
  viewport: Viewport;
  /** In CSS pixels. */
  size: Size;
  /** Device pixels of a CSS pixel. */
  ratio: number;
}

/** A dot's shape: for each pixel of it where it lies from the middle and how much of it is covered, 0 to 255. */
export interface Stamp {
  dx: Int8Array;
  dy: Int8Array;
  cover: Uint8Array;
}

export type StampShape = 'DISC' | 'RING' | 'BROKEN_RING';

// A quarter of a pixel is as fine as an edge is seen.
const SAMPLES = 4;
// Of a pixel's cover, 0 to 255.
const WHOLE = 255;
const RING_SHARE = 0.45;
const DASHES = 4;

/** A dot of a radius in device pixels. Under three quarters of a pixel it is the one pixel. */
export function makeStamp(radius: number, shape: StampShape): Stamp {
  const reach = radius < 0.75 ? 0 : Math.ceil(radius);
  const inner = shape === 'DISC' || radius < 2 ? 0 : radius - Math.max(1.2, radius * RING_SHARE);
  const found: [number, number, number][] = [];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const cover =
        reach === 0 ? WHOLE : coverage(dx, dy, { radius, inner, isBroken: shape === 'BROKEN_RING' });
      if (cover > 0) found.push([dx, dy, cover]);
    }
  return {
    dx: Int8Array.from(found, ([dx]) => dx),
    dy: Int8Array.from(found, ([, dy]) => dy),
    cover: Uint8Array.from(found, ([, , cover]) => cover),
  };
}

interface Ring {
  radius: number;
  inner: number;
  isBroken: boolean;
}

function coverage(dx: number, dy: number, { radius, inner, isBroken }: Ring): number {
  let hits = 0;
  for (let sy = 0; sy < SAMPLES; sy++)
    for (let sx = 0; sx < SAMPLES; sx++) {
      const x = dx + (sx + 0.5) / SAMPLES - 0.5;
      const y = dy + (sy + 0.5) / SAMPLES - 0.5;
      const distance = Math.hypot(x, y);
      if (distance > radius || distance < inner) continue;
      const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1) * DASHES;
      if (!isBroken || turn % 1 < 0.62) hits += 1;
    }
  return Math.round((hits / SAMPLES ** 2) * WHOLE);
}

/** #rrggbb as four bytes of a signed number, opacity 0 to 1. Throws where it is no such colour. */
export function packColor(color: string, opacity: number): number {
  const rgb = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
  if (!rgb) throw new Error(`${color} is no colour as #rrggbb.`);
  const value = Number.parseInt(rgb, 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  // Little-endian: the opacity is the highest byte.
  return (Math.round(opacity * 255) << 24) | (blue << 16) | (green << 8) | red;
}

/** Where the plane's origin lies on the ground's pixels, and how many of them a unit has. */
function placing({ viewport, size, ratio }: PixelView) {
  const scaleX = viewport.scaleX * ratio;
  const scaleY = viewport.scaleY * ratio;
  const left = (size.width / 2) * ratio - viewport.centerX * scaleX;
  const top = (size.height / 2) * ratio + viewport.centerY * scaleY;
  return { scaleX, scaleY, left, top };
}

/** Whether a dot is the one pixel that its point lies in. */
export const isPixel = ({ cover }: Stamp): boolean => cover.length === 1 && cover[0] === WHOLE;

/**
 * Writes points of a pixel each, by their numbers in that order, or the first `count`: 1,000,000 take some 12 ms. Those
 * that are flagged in `others` have the colours `otherColors`.
 */
export function writePixels(
  { width, height, pixels }: PixelGround,
  { coordinates, colors, codes }: PaintedPoints,
  view: PixelView,
  { indexes, count, others, otherColors }: WrittenPixels,
): void {
  const { scaleX, scaleY, left, top } = placing(view);
  for (let i = 0; i < count; i++) {
    const index = indexes ? indexes[i]! : i;
    const x = left + coordinates[index * 2]! * scaleX;
    const y = top - coordinates[index * 2 + 1]! * scaleY;
    if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
    const colored = others?.[index] ? otherColors : colors;
    pixels[Math.floor(y) * width + Math.floor(x)] = colored[codes[index]!]!;
  }
}

export interface WrittenPixels {
  indexes: Uint32Array | null;
  count: number;
  others: ArrayLike<boolean | number> | undefined;
  otherColors: Int32Array;
}

/**
 * Gives a painter of one point, by its number and its shape; `isBeneath` leaves pixels alone that have a colour already.
 */
export function pointPainter(
  { width, height, pixels }: PixelGround,
  { coordinates, colors, codes }: PaintedPoints,
  view: PixelView,
): (index: number, stamp: Stamp, isBeneath: boolean) => void {
  const { scaleX, scaleY, left, top } = placing(view);
  return (index, { dx, dy, cover }, isBeneath) => {
    const x = Math.floor(left + coordinates[index * 2]! * scaleX);
    const y = Math.floor(top - coordinates[index * 2 + 1]! * scaleY);
    const color = colors[codes[index]!]!;
    for (let i = 0; i < dx.length; i++) {
      const px = x + dx[i]!;
      const py = y + dy[i]!;
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const at = py * width + px;
      const under = pixels[at]!;
      if (isBeneath && under !== 0) continue;
      pixels[at] = cover[i] === WHOLE ? color : laidOver(under, color, cover[i]!);
    }
  };
}

const RED_BLUE = 0xff00ff;
const GREEN = 0x00ff00;
const RGB = 0xffffff;

/** A colour that covers a part of a pixel, over what is there; red and blue are mixed at once. */
function laidOver(under: number, color: number, cover: number): number {
  const opacity = ((color >>> 24) * cover + 127) >> 8;
  if (under === 0) return (opacity << 24) | (color & RGB);
  const rest = 256 - cover;
  const redBlue = ((Math.imul(under & RED_BLUE, rest) + Math.imul(color & RED_BLUE, cover)) >>> 8) & RED_BLUE;
  const green = ((Math.imul(under & GREEN, rest) + Math.imul(color & GREEN, cover)) >>> 8) & GREEN;
  const before = under >>> 24;
  return ((before > opacity ? before : opacity) << 24) | redBlue | green;
}
