// Of the choices that studies repeat; some kilobytes each.
const MOST = 500;

/**
 * Reads JSON values, equal ones once: a list of experiments repeats few choices, and parsing each row's again was a
 * twentieth of what a page costs. What it gives is shared, and frozen at its top.
 */
export function parsedOnce<T extends object>(parse: (value: unknown) => T): (value: unknown) => T {
  const known = new Map<string, T>();
  return (value) => {
    const text = JSON.stringify(value) ?? '';
    const before = known.get(text);
    if (before) return before;
    const parsed = Object.freeze(parse(value));
    const [oldest] = known.keys();
    if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
    known.set(text, parsed);
    return parsed;
  };
}
