const ENDINGS = ['th', 'st', 'nd', 'rd'] as const;

/** 1st, 2nd, 3rd, 4th, 11th, 21st */
export function ordinal(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 20;
  return `${count}${(isTeen ? undefined : ENDINGS[count % 10]) ?? 'th'}`;
}
