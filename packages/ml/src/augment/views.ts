import { createRandom, type Random } from '../random/random.ts';
import type { Geometry } from './orient.ts';

/** How far views of an image may differ from it. */
export interface ViewParams {
  rotation: 'ANY' | 'RIGHT_ANGLES' | 'NONE';
  flip: boolean;
  /** Sides of the image. */
  shift: number;
  /** Shares. */
  scale: number;
  dimming: number;
  /** Largest standard deviation of the noise. */
  noise: number;
}

/** Makes one random view of an image (size, size, channels) in `target`. */
export type ViewMaker = (source: Float32Array, target: Float32Array, random: Random) => void;

// Drawing a normal number for each pixel took as long as training on it. A view reads this many that were drawn once,
// from a random place on.
const NOISE_LENGTH = 2 ** 16;

/**
 * Turns, flips, shifts, scales, dims and noises. Pixels are interpolated between four, and where a view reaches over
 * the edge, the edge goes on. In polar images a turn and a flip go along the angle, which goes round, scaling along the
 * radius, and there is no shift.
 */
export function createViewMaker(size: number, params: ViewParams, geometry: Geometry): ViewMaker {
  const noises = createRandom(0x0115e);
  const noise = Float32Array.from({ length: NOISE_LENGTH }, () => noises.normal());
  const within = (random: Random, most: number) => most * (2 * random.next() - 1);

  return (source, target, random) => {
    const angle = drawAngle(random, params.rotation);
    const mirror = params.flip && random.int(2) === 1 ? -1 : 1;
    const scale = 1 + within(random, params.scale);
    const [right, down] = [within(random, params.shift) * size, within(random, params.shift) * size];
    const brightness = 1 + within(random, params.dimming);
    const deviation = params.noise * random.next();
    const firstNoise = random.int(NOISE_LENGTH);
    const place =
      geometry === 'POLAR'
        ? polarPlace(size, angle, mirror, scale)
        : cartesianPlace(size, { angle, mirror, scale, right, down });
    resample(source, target, size, place, geometry === 'POLAR');
    shade(target, brightness, { noise, deviation, firstNoise });
  };
}

function drawAngle(random: Random, rotation: ViewParams['rotation']): number {
  if (rotation === 'ANY') return 2 * Math.PI * random.next();
  return rotation === 'RIGHT_ANGLES' ? (Math.PI / 2) * random.int(4) : 0;
}

/** Where in the source a pixel of the view lies: a row and a column, each start + perRow row + perCol col. */
interface Place {
  row: Line;
  col: Line;
}
interface Line {
  start: number;
  perRow: number;
  perCol: number;
}

function cartesianPlace(
  size: number,
  { angle, mirror, scale, right, down }: Record<'angle' | 'mirror' | 'scale' | 'right' | 'down', number>,
): Place {
  const middle = (size - 1) / 2;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const [x, y] = [-middle - right, -middle - down];
  return {
    row: { start: middle + sin * x + cos * y, perRow: cos, perCol: sin },
    col: { start: middle + mirror * (cos * x - sin * y), perRow: -mirror * sin, perCol: mirror * cos },
  };
}

function polarPlace(size: number, angle: number, mirror: number, scale: number): Place {
  const turn = (angle / (2 * Math.PI)) * size;
  return {
    row: { start: 0.5 / scale - 0.5, perRow: 1 / scale, perCol: 0 },
    col: { start: turn, perRow: 0, perCol: mirror },
  };
}

/** Times brightness, plus noise. */
function shade(
  pixels: Float32Array,
  brightness: number,
  { noise, deviation, firstNoise }: { noise: Float32Array; deviation: number; firstNoise: number },
): void {
  let next = firstNoise;
  for (let from = 0; from < pixels.length; next = 0) {
    const count = Math.min(pixels.length - from, noise.length - next);
    for (let i = 0; i < count; i++)
      pixels[from + i] = pixels[from + i]! * brightness + deviation * noise[next + i]!;
    from += count;
  }
}

/**
 * Written without a call or an object for each pixel, and with whole numbers where they are whole: otherwise it takes
 * longer than the training it feeds.
 */
function resample(
  source: Float32Array,
  target: Float32Array,
  size: number,
  { row, col }: Place,
  goesRound: boolean,
): void {
  const channels = source.length / (size * size);
  const last = size - 1;
  let at = 0;
  for (let i = 0; i < size; i++) {
    const firstY = row.start + row.perRow * i;
    const firstX = col.start + col.perRow * i;
    for (let j = 0; j < size; j++) {
      const y = firstY + row.perCol * j;
      const x = firstX + col.perCol * j;
      let top = y | 0;
      let left = x | 0;
      let right = channels;
      let down = size * channels;
      let dy = y - top;
      let dx = x - left;
      // One in five pixels: it has no neighbour below or beside it.
      if (!(y >= 0 && x >= 0 && top < last && left < last)) {
        if (y < 0) {
          top = Math.floor(y);
          dy = y - top;
        }
        if (x < 0) {
          left = Math.floor(x);
          dx = x - left;
        }
        if (top < 0 || top >= last) {
          down = 0;
          top = top < 0 ? 0 : last;
        }
        if (goesRound) {
          // At most one turn off on either side.
          left += left < 0 ? size : left >= size ? -size : 0;
          if (left === last) right = -last * channels;
        } else if (left < 0 || left >= last) {
          right = 0;
          left = left < 0 ? 0 : last;
        }
      }
      let upper = (top * size + left) * channels;
      let lower = upper + down;
      for (let c = 0; c < channels; c++, upper++, lower++) {
        const above = source[upper]! * (1 - dx) + source[upper + right]! * dx;
        const below = source[lower]! * (1 - dx) + source[lower + right]! * dx;
        target[at++] = above * (1 - dy) + below * dy;
      }
    }
  }
}
