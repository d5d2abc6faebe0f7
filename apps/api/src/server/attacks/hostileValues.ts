const id = (text: string) => Buffer.from(text).toString('base64');

/** What is tried as every text and every id. */
export const HOSTILE_TEXTS: readonly string[] = [
  '\0',
  'a\ud800',
  `'; DROP TABLE "User"; --`,
  `" OR ""="' OR 1=1 --`,
  `$1::int || chr(39) || \\' %_%`,
  '../../../../../../etc/passwd',
  '..\\..\\..\\%2e%2e%2f/etc/passwd',
  '/etc/passwd',
  '<script>alert(1)</script>',
  `\${7*7}{{7*7}}%s%n`,
  '((((a+)+)+)+)+$',
  '𝒟🪐\u202e',
  '',
  ' ',
  'x'.repeat(100_000),
  id(`Experiment:' OR 1=1 --`),
  id('Sample:../../etc/passwd'),
  id('__proto__:constructor'),
  '__proto__',
];

/** What is tried as every number; those that are no numbers of its type are turned away as such. */
export const HOSTILE_NUMBERS: readonly number[] = [
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
  -1,
];
