export type PatternPart = { literal: string } | { wildcard: 'sample' | 'channel' | 'anything' };

/** What a file's name holds at the pattern's placeholders. */
export interface NameParts {
  sample: string;
  channel: string;
}

// As the server has it.
const MOST_WILDCARDS = 8;

/** Reads a pattern such as `{sample}_{channel}.fits`; where it cannot group files, a sentence says why. */
export function parsePattern(text: string): readonly PatternPart[] | string {
  const parts = text
    .split(/(\{[^{}]*\}|\*+)/)
    .filter(Boolean)
    .map(partOf);
  const wildcards = parts.flatMap((part) => ('wildcard' in part ? [part.wildcard] : []));
  if (parts.some((part) => 'literal' in part && /[{}]/.test(part.literal)))
    return 'Braces hold {sample} or {channel}, as in {sample}_{channel}.fits.';
  for (const name of ['sample', 'channel'])
    if (wildcards.filter((wildcard) => wildcard === name).length !== 1)
      return `The pattern needs {${name}} once, as in {sample}_{channel}.fits.`;
  if (wildcards.length > MOST_WILDCARDS)
    return `A pattern has at most ${MOST_WILDCARDS} placeholders and stars.`;
  if (parts.some((part, i) => 'wildcard' in part && i > 0 && 'wildcard' in parts[i - 1]!))
    return 'Something must stand between two placeholders, so that it is clear where one ends.';
  return parts;
}

function partOf(piece: string): PatternPart {
  if (piece.startsWith('*')) return { wildcard: 'anything' };
  if (piece === '{sample}') return { wildcard: 'sample' };
  return piece === '{channel}' ? { wildcard: 'channel' } : { literal: piece };
}

/**
 * What a path holds at the placeholders; null where it does not fit. A placeholder is one character or more, a star any
 * number, neither a `/`; {sample} takes as much as it can. A pattern without `/` is held against the name alone, and
 * the folder tells samples apart.
 */
export function matchPattern(parts: readonly PatternPart[], path: string): NameParts | null {
  const coversFolders = parts.some((part) => 'literal' in part && part.literal.includes('/'));
  const start = coversFolders ? 0 : path.lastIndexOf('/') + 1;
  const name = path.slice(start);
  const found: Partial<NameParts> = {};
  // Places from which the rest is known not to fit: each is tried once, however many stars there are.
  const dead = new Set<number>();
  const fits = (i: number, at: number): boolean => {
    const part = parts[i];
    if (!part) return at === name.length;
    const place = i * (name.length + 1) + at;
    if (dead.has(place)) return false;
    for (const end of endsOf(part, name, at)) {
      if (!fits(i + 1, end)) continue;
      if ('wildcard' in part && part.wildcard !== 'anything') found[part.wildcard] = name.slice(at, end);
      return true;
    }
    dead.add(place);
    return false;
  };
  if (!fits(0, 0)) return null;
  return { sample: path.slice(0, start) + (found.sample ?? ''), channel: found.channel ?? '' };
}

/** Where a part that begins at `at` may end, in the order in which it is tried. */
function endsOf(part: PatternPart, name: string, at: number): number[] {
  if ('literal' in part) return name.startsWith(part.literal, at) ? [at + part.literal.length] : [];
  const slash = name.indexOf('/', at);
  const last = slash < 0 ? name.length : slash;
  const first = part.wildcard === 'anything' ? at : at + 1;
  const ends = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return part.wildcard === 'sample' ? ends.reverse() : ends;
}
