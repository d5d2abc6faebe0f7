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
    for (let i = 0; i < target.length; i++)
      target[i] = target[i]! * brightness + deviation * noise[(firstNoise + i) % NOISE_LENGTH]!;
  };
}

function drawAngle(random: Random, rotation: ViewParams['rotation']): number {
  if (rotation === 'ANY') return 2 * Math.PI * random.next();
  return rotation === 'RIGHT_ANGLES' ? (Math.PI / 2) * random.int(4) : 0;
}

/** Where in the source a pixel of the view lies: row, column. */
type Place = (row: number, col: number) => [number, number];

function cartesianPlace(
  size: number,
  { angle, mirror, scale, right, down }: Record<'angle' | 'mirror' | 'scale' | 'right' | 'down', number>,
): Place {
  const middle = (size - 1) / 2;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  return (row, col) => {
    const [x, y] = [col - middle - right, row - middle - down];
    return [middle + sin * x + cos * y, middle + mirror * (cos * x - sin * y)];
  };
}

function polarPlace(size: number, angle: number, mirror: number, scale: number): Place {
  const turn = (angle / (2 * Math.PI)) * size;
  return (row, col) => [(row + 0.5) / scale - 0.5, mirror * col + turn];
}

function resample(
  source: Float32Array,
  target: Float32Array,
  size: number,
  place: Place,
  goesRound: boolean,
) {
  const channels = source.length / (size * size);
  const clamp = (n: number) => Math.min(Math.max(n, 0), size - 1);
  const round = (n: number) => ((n % size) + size) % size;
  const column = goesRound ? round : clamp;
  for (let row = 0, at = 0; row < size; row++)
    for (let col = 0; col < size; col++) {
      const [y, x] = place(row, col);
      const [top, left] = [Math.floor(y), Math.floor(x)];
      const [dy, dx] = [y - top, x - left];
      const [above, below] = [clamp(top) * size, clamp(top + 1) * size];
      const [before, after] = [column(left), column(left + 1)];
      for (let c = 0; c < channels; c++, at++) {
        const pixel = (line: number, place: number) => source[(line + place) * channels + c]!;
        const upper = pixel(above, before) * (1 - dx) + pixel(above, after) * dx;
        const lower = pixel(below, before) * (1 - dx) + pixel(below, after) * dx;
        target[at] = upper * (1 - dy) + lower * dy;
      }
    }
}
