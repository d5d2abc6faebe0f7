/** A line for each figure, names in a column. */
export function inWords(figures: Record<string, unknown>): string[] {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  return Object.entries(figures).map(([name, value]) => `${name.padEnd(width)}  ${said(value)}`);
}

function said(value: unknown): string {
  if (value === null) return 'not defined';
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(said).join(' ');
  // A warning is its sentence.
  if (typeof value === 'object') return 'message' in value ? String(value.message) : JSON.stringify(value);
  return String(value);
}
