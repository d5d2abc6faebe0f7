/** A direction, in radians. */
export interface Direction {
  longitude: number;
  latitude: number;
}

/** Native coordinates of a zenithal projection: bearing (phi) and distance from its pole (90 degrees less theta). */
export interface Native {
  bearing: number;
  distance: number;
}

/**
 * Native to celestial, for a native pole at `pole` and the native longitude `poleBearing` (LONPOLE) of the celestial
 * pole. Paper II, equations 2 and 5. Latitudes by atan2 rather than asin, which near a pole keeps 8 of 16 digits.
 */
export function toCelestial({ bearing, distance }: Native, pole: Direction, poleBearing: number): Direction {
  const { along, across, up } = rotate(bearing - poleBearing, Math.sin(distance), Math.cos(distance), pole);
  return {
    longitude: pole.longitude + Math.atan2(across, along),
    latitude: Math.atan2(up, Math.hypot(along, across)),
  };
}

/** The inverse of `toCelestial`. */
export function toNative({ longitude, latitude }: Direction, pole: Direction, poleBearing: number): Native {
  const turn = longitude - pole.longitude;
  const { along, across, up } = rotate(turn, Math.cos(latitude), Math.sin(latitude), pole);
  return {
    bearing: poleBearing + Math.atan2(across, along),
    distance: Math.atan2(Math.hypot(along, across), up),
  };
}

/** The same turn serves both ways: the matrix is its own inverse but for the two longitudes. */
function rotate(angle: number, level: number, height: number, { latitude }: Direction) {
  const along = height * Math.cos(latitude) - level * Math.sin(latitude) * Math.cos(angle);
  const across = -level * Math.sin(angle);
  const up = height * Math.sin(latitude) + level * Math.cos(latitude) * Math.cos(angle);
  return { along, across, up };
}
