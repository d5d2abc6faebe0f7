import type { Lookup } from '@asterism/fits';

/** A card as the API gives it. */
export interface HeaderCard {
  keyword: string;
  value?: unknown;
  comment?: string | null;
}

/** The first card's value of each keyword, as in a FITS header. */
export function lookupIn(header: readonly HeaderCard[]): Lookup {
  const values = new Map<string, unknown>();
  for (const { keyword, value } of header) if (!values.has(keyword)) values.set(keyword, value ?? null);
  return (keyword) => values.get(keyword);
}

/** The unit of the pixels (BUNIT); null where the header says none. */
export function unitOf(get: Lookup): string | null {
  const unit = get('BUNIT');
  return typeof unit === 'string' && unit.trim() !== '' ? unit.trim() : null;
}
