/** Whatever the API said of one thing, a fact a line: names by their path, lists of objects one line each, what is not known left out. */
export function detailLines(value: Readonly<Record<string, unknown>>): string[] {
  const facts = [...factsOf('', value)];
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  return facts.map(([name, text]) => `${name.padEnd(width)}  ${text}`);
}

function* factsOf(path: string, value: unknown): Generator<[name: string, text: string]> {
  if (value === null || value === undefined || value === '') return;
  if (Array.isArray(value)) {
    if (value.some(isObject)) for (const [i, item] of value.entries()) yield [`${path}[${i}]`, inline(item)];
    else if (value.length > 0) yield [path, value.map(inline).join(', ')];
  } else if (isObject(value))
    for (const [name, inner] of Object.entries(value)) {
      if (name !== '__typename') yield* factsOf(path ? `${path}.${name}` : name, inner);
    }
  else yield [path, String(value)];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function inline(value: unknown): string {
  if (!isObject(value)) return String(value);
  return [...factsOf('', value)].map(([name, text]) => `${name} ${text}`).join(', ');
}
