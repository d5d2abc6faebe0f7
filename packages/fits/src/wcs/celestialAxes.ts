import { isProjection, type ProjectionCode } from './projections.ts';

/** The value of a keyword; undefined or null where the header does not have it. */
export type Lookup = (keyword: string) => unknown;

export type CoordinateSystem = 'EQUATORIAL' | 'GALACTIC' | 'ECLIPTIC' | 'OTHER';

/** The two axes of a header that together are a direction, counted from 1 as in the header. */
export interface CelestialAxes {
  longitude: number;
  latitude: number;
  projection: ProjectionCode;
  system: CoordinateSystem;
  /** Of longitude and latitude. */
  names: readonly [string, string];
  hasSip: boolean;
}

// The standard's limit on axes is 999; no image has more than these.
const AXES = 9;

const SYSTEMS: Record<string, [latitude: string, CoordinateSystem, names: readonly [string, string]]> = {
  RA: ['DEC', 'EQUATORIAL', ['RA', 'Dec']],
  GLON: ['GLAT', 'GALACTIC', ['l', 'b']],
  ELON: ['ELAT', 'ECLIPTIC', ['λ', 'β']],
};

/** The celestial axes, or in words why there are none that can be used. */
export function findCelestialAxes(get: Lookup): CelestialAxes | string {
  const types = Array.from({ length: AXES }, (_, i) => readType(get(`CTYPE${i + 1}`)));
  const at = types.findIndex((type) => type !== null && latitudeOf(type.name) !== null);
  const longitude = types[at];
  if (!longitude) return 'The header names no celestial axes (CTYPE).';
  const { latitude: wanted, system, names } = latitudeOf(longitude.name)!;
  const latitude = types.findIndex((type) => type?.name === wanted);
  if (latitude < 0) return `The header has an axis ${longitude.name} without ${wanted}.`;
  const { projection, suffix } = longitude;
  if (projection !== types[latitude]!.projection) return 'The two celestial axes name different projections.';
  if (projection === null) return 'The celestial axes name no projection.';
  if (!isProjection(projection))
    return `The projection ${projection} is not read; TAN, SIN, ARC, STG and ZEA are.`;
  if (suffix !== '' && suffix !== 'SIP')
    return `The distortion ${suffix} of the celestial axes is not known.`;
  return {
    longitude: at + 1,
    latitude: latitude + 1,
    projection,
    system,
    names,
    hasSip: suffix === 'SIP',
  };
}

/** `RA---TAN-SIP` as RA, TAN and SIP. */
function readType(value: unknown): { name: string; projection: string | null; suffix: string } | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const name = text.slice(0, 4).replace(/-+$/, '');
  const projection = text[4] === '-' ? text.slice(5, 8).trim() : '';
  return { name, projection: projection || null, suffix: text.slice(8).replace(/^-/, '').trim() };
}

/** What belongs to a name of a longitude; null where it is none. xLON and yzLN are the standard's free systems. */
function latitudeOf(name: string) {
  const known = Object.hasOwn(SYSTEMS, name) ? SYSTEMS[name] : undefined;
  if (known) return { latitude: known[0], system: known[1], names: known[2] };
  const free = /^([A-Z])LON$/.test(name)
    ? `${name[0]}LAT`
    : /^([A-Z]{2})LN$/.test(name)
      ? `${name.slice(0, 2)}LT`
      : null;
  return free === null ? null : { latitude: free, system: 'OTHER' as const, names: [name, free] as const };
}
