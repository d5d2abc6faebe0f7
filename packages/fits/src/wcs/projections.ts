/**
 * Zenithal projections, each as the relation between the distance from the reference point on the sky and in the
 * plane. Source: Calabretta & Greisen 2002, A&A 395, 1077 ("Paper II"), section 5.1. All in radians.
 */
export interface Projection {
  /** Distance on the sphere of a point at distance `radius` in the plane; NaN where the plane has no sky. */
  toSphere(radius: number): number;
  /** The inverse, for distances from 0 to pi; NaN where the projection does not reach. */
  toPlane(distance: number): number;
}

const HALF_TURN = Math.PI / 2;
const within = (value: number, isReached: boolean): number => (isReached ? value : Number.NaN);

export const PROJECTIONS = {
  /** Gnomonic: half the sky. */
  TAN: {
    toSphere: Math.atan,
    toPlane: (distance) => within(Math.tan(distance), distance < HALF_TURN),
  },
  /** Orthographic: half the sky. asin gives NaN beyond its rim by itself. */
  SIN: {
    toSphere: Math.asin,
    toPlane: (distance) => within(Math.sin(distance), distance <= HALF_TURN),
  },
  /** Equidistant. */
  ARC: {
    toSphere: (radius) => within(radius, radius <= Math.PI),
    toPlane: (distance) => distance,
  },
  /** Stereographic: all but the point opposite. */
  STG: {
    toSphere: (radius) => 2 * Math.atan(radius / 2),
    toPlane: (distance) => within(2 * Math.tan(distance / 2), distance < Math.PI),
  },
  /** Equal areas. */
  ZEA: {
    toSphere: (radius) => 2 * Math.asin(radius / 2),
    toPlane: (distance) => 2 * Math.sin(distance / 2),
  },
} as const satisfies Record<string, Projection>;

export type ProjectionCode = keyof typeof PROJECTIONS;

export const isProjection = (code: string): code is ProjectionCode => Object.hasOwn(PROJECTIONS, code);
