import { expect, test } from 'vitest';
import { matchPattern, parsePattern } from './namePattern.ts';

// The server's own cases (packages/db/src/namePattern.test.ts): what is shown beforehand is what it will do.
test.each([
  ['{sample}_{channel}.fits', 'disc_001_J.fits', 'disc_001', 'J'],
  ['{channel}-{sample}.fits', 'J-disc-1.fits', 'disc-1', 'J'],
  ['{sample}_{channel}_*.fits*', 'd1_F606W_v2_drz.fits.gz', 'd1_F606W', 'v2'],
  ['*_{sample}.{channel}', 'a_b_c.H', 'b_c', 'H'],
  ['{sample}_{channel}.fits', 'night1/d_J.fits', 'night1/d', 'J'],
  ['{channel}/{sample}.fits', 'J/d.fits', 'd', 'J'],
  ['{sample}+({channel})[.]fits', 'a+(b)[.]fits', 'a', 'b'],
])('%s on %s', (pattern, path, sample, channel) => {
  const parts = parsePattern(pattern);
  expect(typeof parts === 'string' ? parts : matchPattern(parts, path)).toEqual({ sample, channel });
});

test.each([
  ['{sample}_{channel}.fits', 'disc.fits'],
  ['{sample}_{channel}.fits', '_J.fits'],
  ['{sample}_{channel}.fits', 'd_J.FITS'],
  ['{channel}/{sample}.fits', 'a/b/c.fits'],
  ['*a*a*a*a*a*a{sample}b{channel}', 'a'.repeat(255)],
])('%s does not fit %s', (pattern, path) => {
  const parts = parsePattern(pattern);
  expect(typeof parts === 'string' ? parts : matchPattern(parts, path)).toBeNull();
});

test.each([
  ['{sample}.fits', /needs \{channel\} once/],
  ['{sample}_{sample}_{channel}', /needs \{sample\} once/],
  ['{sample}{channel}', /between two placeholders/],
  ['{sample}_{band}', /Braces hold/],
  ['{sample}_{channel', /Braces hold/],
  [`{sample}_{channel}${'-*'.repeat(7)}`, /at most 8/],
])('%s is refused', (pattern, why) => {
  expect(parsePattern(pattern)).toMatch(why);
});
