import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesSource, openFits } from '../index.ts';
import type { Lookup } from './celestialAxes.ts';
import corpusReference from './fixtures/corpusWcsReference.json' with { type: 'json' };
import reference from './fixtures/wcsReference.json' with { type: 'json' };
import { readWcs, type Wcs, type WcsOptions } from './wcs.ts';

type Cards = Record<string, unknown>;
const look =
  (cards: Cards): Lookup =>
  (keyword) =>
    cards[keyword];
const wcsOf = (get: Lookup, options?: WcsOptions): Wcs => {
  const { wcs, reason } = readWcs(get, options);
  if (!wcs) throw new Error(reason);
  return wcs;
};
const reasonOf = (cards: Cards, options?: WcsOptions) => readWcs(look(cards), options).reason;

/** Degrees along the sky between two positions, for small ones. */
function apart(a: { longitude: number; latitude: number }, longitude: number, latitude: number): number {
  const turn = ((a.longitude - longitude + 540) % 360) - 180;
  return Math.hypot(turn * Math.cos((latitude * Math.PI) / 180), a.latitude - latitude);
}

function expectPositions(wcs: Wcs, points: readonly number[][], pixelTolerance: number): void {
  for (const [x, y, longitude, latitude] of points as [number, number, number, number][]) {
    const sky = wcs.toSky(x, y);
    expect(sky && apart(sky, longitude, latitude)).toBeLessThan(1e-9);
    const pixel = wcs.toPixel({ longitude, latitude });
    expect(pixel && Math.hypot(pixel.x - x, pixel.y - y)).toBeLessThan(pixelTolerance);
  }
}

const tan = {
  CTYPE1: 'RA---TAN',
  CTYPE2: 'DEC--TAN',
  CRPIX1: 10,
  CRPIX2: 20,
  CRVAL1: 30,
  CRVAL2: -40,
  CDELT1: -0.01,
  CDELT2: 0.01,
};

describe('positions as astropy.wcs', () => {
  test.each(reference.cases)('$name', ({ header, points }) => {
    expectPositions(wcsOf(look(header)), points, 1e-6);
  });
});

const shared = process.env.ASTERISM_SHARED ?? join(import.meta.dirname, '../../../../../shared');
const corpus = join(shared, 'fits-corpus');
const isThere = existsSync(corpus);
if (!isThere) console.warn(`No FITS corpus at ${corpus}: the positions in real images are not checked.`);
describe.runIf(isThere)('positions in real images as astropy.wcs', () => {
  test.each(corpusReference.images)('$file HDU $hdu', async ({ file, hdu, points }) => {
    const { hdus } = await openFits(bytesSource(readFileSync(join(corpus, file))));
    const { header } = hdus[hdu]!;
    expectPositions(
      wcsOf((keyword) => header.get(keyword)),
      points,
      1e-5,
    );
  });
});

test('names and frames', () => {
  const equatorial = (cards: Cards) => wcsOf(look({ ...tan, ...cards })).frame;
  expect(wcsOf(look(tan)).names).toEqual(['RA', 'Dec']);
  expect([
    equatorial({}),
    equatorial({ EQUINOX: 2000 }),
    equatorial({ EPOCH: 1950 }),
    equatorial({ RADESYS: 'FK5', EQUINOX: 2000 }),
    equatorial({ RADECSYS: 'FK4' }),
    equatorial({ RADESYS: 'ICRS', EQUINOX: 2000 }),
  ]).toEqual(['ICRS', 'FK5 J2000', 'FK4 B1950', 'FK5 J2000', 'FK4 B1950', 'ICRS']);
  const galactic = wcsOf(look({ ...tan, CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' }));
  expect([galactic.names, galactic.frame]).toEqual([['l', 'b'], 'Galactic']);
});

test('what is not read has a reason; what is left out is said', () => {
  expect(reasonOf({})).toContain('no celestial axes');
  expect(reasonOf({ CTYPE1: 'LINEAR', CTYPE2: 'DEC--TAN' })).toContain('no celestial axes');
  expect(reasonOf({ ...tan, CTYPE2: 'FREQ' })).toContain('RA without DEC');
  expect(reasonOf({ ...tan, CTYPE1: 'RA---AIT', CTYPE2: 'DEC--AIT' })).toContain('AIT is not read');
  expect(reasonOf({ ...tan, CTYPE1: 'RA---SIN' })).toContain('different projections');
  expect(reasonOf({ ...tan, CTYPE1: 'RA---TAN-TPD', CTYPE2: 'DEC--TAN-TPD' })).toContain('TPD');
  expect(reasonOf({ ...tan, PV2_1: 0.1 })).toContain('PV2_1');
  expect(reasonOf({ ...tan, CDELT1: 0 })).toContain('cannot be inverted');
  expect(reasonOf({ ...tan, CRPIX1: 'ten' })).toContain('no number');
  expect(reasonOf({ ...tan, CRVAL2: 91 })).toContain('CRVAL');
  expect(reasonOf({ ...tan, CUNIT1: 'Jy' })).toContain('CUNIT1');
  expect(reasonOf({ ...tan, CD1_1: 1e-3, CD2_2: 1e-3, CD1_3: 1e-3 })).toContain('CD1_3');
  expect(reasonOf({ ...tan, NAXIS1: 30, NAXIS2: 30 }, { width: 30, height: 4 })).toContain(
    'not those of this',
  );
  const sip = wcsOf(look({ ...tan, CTYPE1: 'RA---TAN-SIP', CTYPE2: 'DEC--TAN-SIP', A_ORDER: 2 }));
  expect(sip.approximation).toContain('SIP');
});

test('outside the projection there is no sky, and behind it no pixel', () => {
  const wcs = wcsOf(look({ ...tan, CTYPE1: 'RA---SIN', CTYPE2: 'DEC--SIN', CDELT1: -1, CDELT2: 1 }));
  expect(wcs.toSky(100, 20)).toBeNull();
  expect(wcs.toPixel({ longitude: 210, latitude: 40 })).toBeNull();
});
