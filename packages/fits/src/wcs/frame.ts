import type { CoordinateSystem, Lookup } from './celestialAxes.ts';

/**
 * Which frame the coordinates are in: `ICRS`, `FK5 J2000`, `FK4 B1950`, `Galactic`. Where RADESYS is missing the
 * standard (FITS 4.0, section 8.3) reads it from EQUINOX: none is ICRS, before 1984 FK4, else FK5. Null for systems
 * of the writer's own.
 */
export function frameOf(get: Lookup, system: CoordinateSystem): string | null {
  if (system === 'GALACTIC') return 'Galactic';
  if (system === 'OTHER') return null;
  // EPOCH and RADECSYS are the older names of EQUINOX and RADESYS.
  const equinox = [get('EQUINOX'), get('EPOCH')].find((value) => typeof value === 'number');
  const named = [get('RADESYS'), get('RADECSYS')].find((value) => typeof value === 'string');
  const frame = named?.trim() || (equinox === undefined ? 'ICRS' : equinox < 1984 ? 'FK4' : 'FK5');
  const shown = system === 'ECLIPTIC' ? `ecliptic, ${frame}` : frame;
  if (!frame.startsWith('FK')) return shown;
  const year = equinox ?? (frame.startsWith('FK4') ? 1950 : 2000);
  return `${shown} ${frame.startsWith('FK4') ? 'B' : 'J'}${year}`;
}
