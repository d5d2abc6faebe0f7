import { type PictureRandom, pictureRandom } from './random.ts';

export const DISC_KINDS = ['smooth', 'gap', 'rings', 'spiral'] as const;
export type DiscKind = (typeof DISC_KINDS)[number];

/** What a disc really is. Nothing that runs reads it. */
export interface DiscTruth {
  kind: DiscKind;
  inclinationDegrees: number;
  positionAngleDegrees: number;
  /** Radius at which the brightness has fallen to 1/e, as a share of the half width. */
  scale: number;
  noise: number;
}

export interface Disc {
  /** (4, size, size) */
  data: Float32Array;
  truth: DiscTruth;
}

export interface DiscOptions {
  index: number;
  seed: number;
  /** Pixels a side; 600 where left out. */
  size?: number;
  /** Other ranges than the usual ones. */
  ranges?: Partial<DiscRanges>;
}

/** What is drawn for each disc, evenly from lowest to highest. */
export type DiscRanges = Record<
  Exclude<keyof DiscTruth, 'kind' | 'positionAngleDegrees'>,
  readonly [lowest: number, highest: number]
>;

const RANGES: DiscRanges = { inclinationDegrees: [0, 65], scale: [0.2, 0.34], noise: [0.004, 0.012] };

// Steps of the table of brightness against radius.
const PROFILE_STEPS = 2048;
const MAX_RADIUS = 4;

/**
 * A protoplanetary disc in four channels: 0 the bright continuum, 1 and 2 two lines that look nearly alike, 3 a band
 * with nearly nothing in it. Equal options give equal discs.
 */
export function generateDisc({ index, seed, size = 600, ranges }: DiscOptions): Disc {
  const { inclinationDegrees, scale, noise } = { ...RANGES, ...ranges };
  const random = pictureRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const truth: DiscTruth = {
    kind: DISC_KINDS[Math.floor(random.next() * DISC_KINDS.length)]!,
    inclinationDegrees: random.between(...inclinationDegrees),
    positionAngleDegrees: random.between(0, 180),
    scale: random.between(...scale),
    noise: random.between(...noise),
  };
  const brightness = surface(truth, random);
  const data = new Float32Array(4 * size * size);
  draw(data, size, truth, brightness, random);
  return { data, truth };
}

/** Brightness at a radius (in scale lengths) and an angle in the disc's plane. */
type Surface = (radius: number, angle: number) => number;

function surface({ kind }: DiscTruth, random: PictureRandom): Surface {
  const ringRadii =
    kind === 'rings' ? [random.between(0.5, 0.7), random.between(1.1, 1.4), random.between(1.8, 2.2)] : [];
  const gapRadius = random.between(0.8, 1.3);
  const gapWidth = random.between(0.16, 0.26);
  const profile = Float64Array.from({ length: PROFILE_STEPS + 1 }, (_, i) => {
    const radius = (i / PROFILE_STEPS) * MAX_RADIUS;
    const smooth = Math.exp(-(radius ** 1.3)) / (1 + (radius / 2.6) ** 8);
    if (kind === 'gap') return smooth * (1 - 0.94 * Math.exp(-(((radius - gapRadius) / gapWidth) ** 2)));
    if (kind === 'rings')
      return (
        0.35 * smooth +
        ringRadii.reduce((sum, r, k) => sum + (0.5 / (k + 1)) * Math.exp(-(((radius - r) / 0.13) ** 2)), 0)
      );
    return smooth;
  });
  const radial = (radius: number) =>
    profile[Math.min(Math.round((radius / MAX_RADIUS) * PROFILE_STEPS), PROFILE_STEPS)]!;
  if (kind !== 'spiral') return (radius) => radial(radius);
  const pitch = random.between(2.2, 3.4);
  const phase = random.between(0, 2 * Math.PI);
  const hand = random.next() < 0.5 ? -1 : 1;
  return (radius, angle) => {
    const wave = Math.cos(2 * (hand * angle - pitch * Math.log(radius + 0.25)) + phase);
    return radial(radius) * (0.35 + 1.1 * Math.max(wave, 0) ** 2 * Math.min(radius * 1.6, 1));
  };
}

function draw(
  data: Float32Array,
  size: number,
  truth: DiscTruth,
  brightness: Surface,
  random: PictureRandom,
): void {
  const area = size * size;
  const half = size / 2;
  const tilt = (truth.inclinationDegrees * Math.PI) / 180;
  const turn = (truth.positionAngleDegrees * Math.PI) / 180;
  const [cosTurn, sinTurn, cosTilt] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt)];
  const unit = truth.scale * half;
  const centerX = half + random.between(-0.02, 0.02) * size;
  const centerY = half + random.between(-0.02, 0.02) * size;
  const [lineGain, secondGain] = [random.between(0.25, 0.4), random.between(0.9, 1)];
  for (let y = 0, at = 0; y < size; y++)
    for (let x = 0; x < size; x++, at++) {
      const dx = (x - centerX) / unit;
      const dy = (y - centerY) / unit;
      const along = -dx * sinTurn + dy * cosTurn;
      const across = (dx * cosTurn + dy * sinTurn) / cosTilt;
      const radius = Math.sqrt(along * along + across * across);
      const signal = radius < MAX_RADIUS ? brightness(radius, Math.atan2(across, along)) : 0;
      // The lines come from a thicker layer: wider and flatter than the continuum, one side brighter.
      const line = radius < MAX_RADIUS ? lineGain * Math.sqrt(signal) * (1 + 0.25 * Math.tanh(along)) : 0;
      const common = truth.noise * 0.6 * random.noise();
      data[at] = signal + truth.noise * random.noise();
      data[area + at] = line + common;
      data[2 * area + at] = secondGain * line + common + truth.noise * 0.15 * random.noise();
      data[3 * area + at] = 0.004 * signal + truth.noise * 0.25 * random.noise();
    }
}
