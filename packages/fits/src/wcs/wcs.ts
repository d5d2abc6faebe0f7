import { type CoordinateSystem, findCelestialAxes, type Lookup } from './celestialAxes.ts';
import { frameOf } from './frame.ts';
import { type ImageAxes, type Linear, numberOf, readLinear } from './linear.ts';
import { PROJECTIONS, type ProjectionCode } from './projections.ts';
import { type Direction, toCelestial, toNative } from './sphere.ts';

/** A place on the sky, in degrees: longitude from 0 to 360, latitude from -90 to 90. */
export interface SkyPosition {
  longitude: number;
  latitude: number;
}

/** Between the pixels of an image and the sky. Pixels are counted from 1, whole numbers at their centres. */
export interface Wcs {
  projection: ProjectionCode;
  system: CoordinateSystem;
  /** Of longitude and latitude: `RA` and `Dec`, `l` and `b`, ... */
  names: readonly [string, string];
  /** `ICRS`, `FK5 J2000`, `Galactic`, ...; null where the header says none. */
  frame: string | null;
  /** What was left out, in words, where positions are approximate. */
  approximation: string | null;
  /** Null outside the projection. */
  toSky(x: number, y: number): SkyPosition | null;
  /** Null where the projection does not reach. */
  toPixel(position: SkyPosition): { x: number; y: number } | null;
}

/** A coordinate system, or in words why there is none. */
export type WcsReading = { wcs: Wcs; reason: null } | { wcs: null; reason: string };

export interface WcsOptions {
  /** Size in pixels of the image that is shown: where the celestial axes are others than its own, there is no WCS. */
  width?: number;
  height?: number;
}

const DEGREE = Math.PI / 180;
const UNITS: Record<string, number> = {
  '': 1,
  deg: 1,
  degree: 1,
  degrees: 1,
  arcmin: 1 / 60,
  arcsec: 1 / 3600,
  mas: 1 / 3_600_000,
  rad: 1 / DEGREE,
};

/**
 * The celestial coordinates of an image from its header: zenithal projections with CD, PC and CDELT, or CROTA, and
 * LONPOLE (FITS 4.0, section 8; Paper II). Axes of length 1 and axes of channels are passed over. A SIP distortion is
 * left out and said so in `approximation`; what else is not linear gives a reason instead.
 */
export function readWcs(get: Lookup, { width, height }: WcsOptions = {}): WcsReading {
  const refuse = (reason: string): WcsReading => ({ wcs: null, reason });
  const axes = findCelestialAxes(get);
  if (typeof axes === 'string') return refuse(axes);
  const image: ImageAxes = [Math.min(axes.longitude, axes.latitude), Math.max(axes.longitude, axes.latitude)];
  if (!isSize(get, image, [width, height]))
    return refuse('The celestial axes are not those of this picture.');
  const sky = [axes.longitude, axes.latitude] as const;
  const parameter = findParameter(get, sky);
  if (parameter) return refuse(`${parameter} changes the projection in a way that is not read.`);
  const units = sky.map((axis) => unitOf(get(`CUNIT${axis}`)));
  const unknown = units.indexOf(null);
  if (unknown >= 0) return refuse(`CUNIT${sky[unknown]!} is no unit of angle that is known.`);
  const linear = readLinear(get, axes, image);
  if (typeof linear === 'string') return refuse(linear);
  const [longitude, latitude] = sky.map((axis, i) => numberOf(get, `CRVAL${axis}`, 0) * units[i]!) as [
    number,
    number,
  ];
  // The celestial pole is on the far side of the native one unless the reference point is that pole itself.
  const lonPole = numberOf(get, 'LONPOLE', latitude >= 90 ? 0 : 180);
  if (![longitude, latitude, lonPole].every(Number.isFinite) || Math.abs(latitude) > 90)
    return refuse('CRVAL or LONPOLE is not an angle that can be.');
  const pole = { longitude: longitude * DEGREE, latitude: latitude * DEGREE };
  return {
    wcs: {
      projection: axes.projection,
      system: axes.system,
      names: axes.names,
      frame: frameOf(get, axes.system),
      approximation: findDistortion(get, axes.hasSip),
      ...conversions(PROJECTIONS[axes.projection], linear, units as [number, number], pole, lonPole * DEGREE),
    },
    reason: null,
  };
}

function conversions(
  projection: (typeof PROJECTIONS)[ProjectionCode],
  { reference, matrix, inverse }: Linear,
  [unitX, unitY]: readonly [number, number],
  pole: Direction,
  lonPole: number,
): Pick<Wcs, 'toSky' | 'toPixel'> {
  return {
    toSky(x, y) {
      const dx = x - reference[0];
      const dy = y - reference[1];
      const planeX = (matrix[0] * dx + matrix[1] * dy) * unitX * DEGREE;
      const planeY = (matrix[2] * dx + matrix[3] * dy) * unitY * DEGREE;
      const distance = projection.toSphere(Math.hypot(planeX, planeY));
      if (Number.isNaN(distance)) return null;
      const bearing = Math.atan2(planeX, -planeY);
      const { longitude, latitude } = toCelestial({ bearing, distance }, pole, lonPole);
      return { longitude: positive(longitude / DEGREE), latitude: latitude / DEGREE };
    },
    toPixel({ longitude, latitude }) {
      const direction = { longitude: longitude * DEGREE, latitude: latitude * DEGREE };
      const { bearing, distance } = toNative(direction, pole, lonPole);
      const radius = projection.toPlane(distance);
      if (Number.isNaN(radius)) return null;
      const planeX = (radius * Math.sin(bearing)) / DEGREE / unitX;
      const planeY = (-radius * Math.cos(bearing)) / DEGREE / unitY;
      return {
        x: reference[0] + inverse[0] * planeX + inverse[1] * planeY,
        y: reference[1] + inverse[2] * planeX + inverse[3] * planeY,
      };
    },
  };
}

function positive(degrees: number): number {
  const turned = degrees % 360;
  // -1e-17 + 360 is 360.
  return turned < 0 ? (turned + 360) % 360 : turned;
}

const unitOf = (value: unknown): number | null => {
  if (value === undefined || value === null) return 1;
  return typeof value === 'string' ? (UNITS[value.trim().toLowerCase()] ?? null) : null;
};

/** Parameters of a projection other than 0: an oblique reference point, a slanted SIN, the polynomial of SCAMP. */
function findParameter(get: Lookup, sky: readonly [number, number]): string | null {
  for (const axis of sky)
    for (let m = 0; m <= 39; m++) if (numberOf(get, `PV${axis}_${m}`, 0) !== 0) return `PV${axis}_${m}`;
  return null;
}

function findDistortion(get: Lookup, hasSip: boolean): string | null {
  if (hasSip || typeof get('A_ORDER') === 'number') return 'the SIP distortion is left out';
  return get('CPDIS1') || get('CPDIS2') || get('D2IMDIS1') ? 'the distortion by tables is left out' : null;
}

function isSize(
  get: Lookup,
  image: ImageAxes,
  size: readonly [number | undefined, number | undefined],
): boolean {
  return image.every((axis, i) => {
    // In a compressed image the NAXISn are those of the table that holds it.
    const there = get(`ZNAXIS${axis}`) ?? get(`NAXIS${axis}`);
    return size[i] === undefined || there === undefined || there === size[i];
  });
}
