// A pattern such as `{sample}_{channel}.fits`, which tells from a file's name which sample it belongs to and which of
// its channels it brings. Not a regular expression: those can be written so that one name takes for ever.

const LONGEST_PATTERN = 200;
// A name longer than file systems allow is no name; 17 parts times 1,024 characters are tried in a millisecond.
const LONGEST_NAME = 1024;
const MOST_WILDCARDS = 8;

type Part = { literal: string } | { wildcard: 'sample' | 'channel' | 'anything' };

export interface NamePattern {
  parts: readonly Part[];
  /** Whether it is held against the whole path; else against the name without its folder. */
  coversFolders: boolean;
}

export interface NameParts {
  /** What files of one sample agree in, with the folder where the pattern does not speak of it. */
  sample: string;
  channel: string;
}

/** The pattern, or in a sentence what is wrong with it. */
export function parseNamePattern(text: string): NamePattern | { wrong: string } {
  if (text.length > LONGEST_PATTERN) return { wrong: `A pattern has at most ${LONGEST_PATTERN} characters.` };
  const parts = text
    .split(/(\{[^{}]*\}|\*+)/)
    .filter((piece) => piece !== '')
    .map((piece): Part | null => {
      if (piece.startsWith('*')) return { wildcard: 'anything' };
      if (piece === '{sample}') return { wildcard: 'sample' };
      if (piece === '{channel}') return { wildcard: 'channel' };
      return /[{}]/.test(piece) ? null : { literal: piece };
    });
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length)
    return { wrong: 'Braces hold {sample} or {channel}, as in {sample}_{channel}.fits.' };
  const wildcards = known.flatMap((part) => ('wildcard' in part ? [part.wildcard] : []));
  for (const name of ['sample', 'channel'] as const)
    if (wildcards.filter((wildcard) => wildcard === name).length !== 1)
      return { wrong: `The pattern needs {${name}} once, as in {sample}_{channel}.fits.` };
  if (wildcards.length > MOST_WILDCARDS)
    return { wrong: `A pattern has at most ${MOST_WILDCARDS} placeholders and stars.` };
  const touching = known.some((part, i) => 'wildcard' in part && i > 0 && 'wildcard' in known[i - 1]!);
  if (touching)
    return { wrong: 'Something must stand between two placeholders, so that it is clear where one ends.' };
  return { parts: known, coversFolders: text.includes('/') };
}

/**
 * What a name holds at the placeholders; null where it does not fit. A placeholder is one character or more, a star any
 * number, neither a `/`. Where it can be read in several ways {sample} takes as much as it can and the others as
 * little: `a_1_J.fits` is the channel J of the sample a_1.
 */
export function matchName(pattern: NamePattern, path: string): NameParts | null {
  if (path.length > LONGEST_NAME) return null;
  const slash = pattern.coversFolders ? -1 : path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const name = path.slice(slash + 1);
  const fits = fittingEnds(pattern.parts, name);
  if (!fits[0]![0]) return null;
  const found = { sample: '', channel: '' };
  let at = 0;
  for (const [i, part] of pattern.parts.entries()) {
    const ends = endsOf(part, name, at).filter((end) => fits[i + 1]![end]);
    const end = 'wildcard' in part && part.wildcard === 'sample' ? ends.at(-1)! : ends[0]!;
    if ('wildcard' in part && part.wildcard !== 'anything') found[part.wildcard] = name.slice(at, end);
    at = end;
  }
  return { sample: folder + found.sample, channel: found.channel };
}

/** `fits[i][at]`: whether the parts from the i-th on can be the name from `at` to its end. Found from the last one back. */
function fittingEnds(parts: readonly Part[], name: string): boolean[][] {
  const fits = parts.map(() => new Array<boolean>(name.length + 1).fill(false));
  fits.push(Array.from({ length: name.length + 1 }, (_, at) => at === name.length));
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i]!;
    const after = fits[i + 1]!;
    for (let at = name.length; at >= 0; at--)
      fits[i]![at] =
        'literal' in part
          ? name.startsWith(part.literal, at) && after[at + part.literal.length] === true
          : (part.wildcard === 'anything' && after[at]!) ||
            (at < name.length && name[at] !== '/' && (after[at + 1]! || fits[i]![at + 1]!));
  }
  return fits;
}

/** Where a part that begins at `at` may end, the nearest first. */
function endsOf(part: Part, name: string, at: number): number[] {
  if ('literal' in part) return [at + part.literal.length];
  const ends = part.wildcard === 'anything' ? [at] : [];
  for (let end = at + 1; end <= name.length && name[end - 1] !== '/'; end++) ends.push(end);
  return ends;
}
