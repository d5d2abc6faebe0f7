import type { Surface } from './scatterRenderer.ts';

type Place = readonly [x: number, y: number];

// From its middle to a corner, larger than a dot: a diamond of a dot's height is the smaller shape.
const DIAMOND = 8;
const MARKED_DIAMOND = 11;
const RADIUS = 4;
const MARKED_RADIUS = 7;
// Side of a picture in pixels: 150 of them still leave room between on a map 640 pixels wide.
export const PICTURE = 34;
const MARKED_PICTURE = 60;
// Light within dark is seen on paper, on the dark ground and on dots of any colour.
const RING = ['#14161a', '#fffefc'] as const;
const RING_WIDTHS = [5, 2.5] as const;
const LINE_WIDTHS = [2.6, 1.1] as const;
// Four dashes around a dot of 4 pixels.
const DASH = [3.9, 2.38];
const WHOLE: number[] = [];

export interface DotStyle {
  color: string;
  /** Noise: a ring. */
  isHollow: boolean;
  /** Torn from its neighbours: a broken ring. */
  isBroken: boolean;
  isMarked: boolean;
}

export function drawDot(surface: Surface, [x, y]: Place, { color, isHollow, isBroken, isMarked }: DotStyle) {
  surface.beginPath();
  surface.arc(x, y, isMarked ? MARKED_RADIUS : RADIUS, 0, 2 * Math.PI);
  if (isHollow || isBroken) {
    if (isBroken) surface.setLineDash(DASH);
    surface.lineWidth = isBroken ? 2 : 1.5;
    surface.strokeStyle = color;
    surface.stroke();
    if (isBroken) surface.setLineDash(WHOLE);
  } else {
    surface.fillStyle = color;
    surface.fill();
  }
}

/** What is new: a diamond within a ring that is seen on any ground. */
export function drawDiamond(surface: Surface, [x, y]: Place, color: string, isMarked: boolean) {
  const half = isMarked ? MARKED_DIAMOND : DIAMOND;
  surface.beginPath();
  surface.moveTo(x, y - half);
  surface.lineTo(x + half, y);
  surface.lineTo(x, y + half);
  surface.lineTo(x - half, y);
  surface.closePath();
  strokeTwice(surface, RING_WIDTHS);
  surface.fillStyle = color;
  surface.fill();
}

/** In a frame of its colour, broken where the point is torn from its neighbours. */
export function drawPicture(
  surface: Surface,
  picture: CanvasImageSource,
  [x, y]: Place,
  { color, isBroken, isMarked }: Omit<DotStyle, 'isHollow'>,
) {
  const side = isMarked ? MARKED_PICTURE : PICTURE;
  surface.drawImage(picture, x - side / 2, y - side / 2, side, side);
  if (isBroken) surface.setLineDash(DASH);
  surface.lineWidth = 2;
  surface.strokeStyle = color;
  surface.strokeRect(x - side / 2, y - side / 2, side, side);
  if (isBroken) surface.setLineDash(WHOLE);
}

/** A line between two points, beneath them. */
export function drawLink(surface: Surface, from: Place, to: Place) {
  surface.beginPath();
  surface.moveTo(...from);
  surface.lineTo(...to);
  strokeTwice(surface, LINE_WIDTHS);
}

/** A ring around a point that was chosen, or belongs to one. */
export function drawRing(surface: Surface, [x, y]: Place, radius: number) {
  surface.beginPath();
  surface.arc(x, y, radius, 0, 2 * Math.PI);
  strokeTwice(surface, LINE_WIDTHS);
}

function strokeTwice(surface: Surface, widths: readonly number[]) {
  RING.forEach((color, i) => {
    surface.lineWidth = widths[i]!;
    surface.strokeStyle = color;
    surface.stroke();
  });
}
