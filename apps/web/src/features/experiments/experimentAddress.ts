/** The number of a name such as E-42, as people write it; null where it is none. */
export function experimentNumberOf(text: string): number | null {
  const [, digits] = /^E-(\d{1,9})$/i.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
