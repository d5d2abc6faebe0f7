import { expect, test } from 'vitest';
import { matchName, type NamePattern, parseNamePattern } from './namePattern.ts';

function pattern(text: string): NamePattern {
  const parsed = parseNamePattern(text);
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return parsed;
}

test.each([
  ['{sample}_{channel}.fits', 'disc_001_J.fits', 'disc_001', 'J'],
  ['{channel}-{sample}.fits', 'J-disc-1.fits', 'disc-1', 'J'],
  ['{sample}_{channel}_*.fits*', 'd1_F606W_v2_drz.fits.gz', 'd1_F606W', 'v2'],
  ['*_{sample}.{channel}', 'a_b_c.H', 'b_c', 'H'],
  // A folder that the pattern does not speak of tells samples apart.
  ['{sample}_{channel}.fits', 'night1/d_J.fits', 'night1/d', 'J'],
  ['{channel}/{sample}.fits', 'J/d.fits', 'd', 'J'],
  ['{sample}+({channel})[.]fits', 'a+(b)[.]fits', 'a', 'b'],
])('%s on %s', (text, name, sample, channel) => {
  expect(matchName(pattern(text), name)).toEqual({ sample, channel });
});

test.each([
  ['{sample}_{channel}.fits', 'disc.fits'],
  ['{sample}_{channel}.fits', '_J.fits'],
  ['{sample}_{channel}.fits', 'd_J.FITS'],
  ['{channel}/{sample}.fits', 'a/b/c.fits'],
  ['{sample}_{channel}', `a_${'b'.repeat(2000)}`],
])('%s does not fit %s', (text, name) => {
  expect(matchName(pattern(text), name)).toBeNull();
});

test.each([
  ['{sample}.fits', /needs \{channel\} once/],
  ['{sample}_{sample}_{channel}', /needs \{sample\} once/],
  ['{sample}{channel}', /between two placeholders/],
  ['{sample}_{band}', /Braces hold/],
  ['{sample}_{channel', /Braces hold/],
  [`{sample}_{channel}${'-*'.repeat(7)}`, /at most 8/],
  ['x'.repeat(201), /at most 200/],
])('%s is refused', (text, wrong) => {
  expect(parseNamePattern(text)).toMatchObject({ wrong: expect.stringMatching(wrong) });
});

test('the worst pattern on the worst name is done in time', () => {
  const worst = pattern('*a*a*a*a*a*a{sample}b{channel}');
  const name = 'a'.repeat(1024);
  for (let i = 0; i < 100; i++) expect(matchName(worst, name)).toBeNull();
}, 5000);
