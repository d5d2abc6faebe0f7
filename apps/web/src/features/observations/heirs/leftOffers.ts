import { z } from 'zod';

const kept = z.array(z.string().max(200));
// The oldest are offered again.
const MOST = 200;

/** Offers that somebody left where they are, as this browser keeps them. `text`: null where it keeps nothing yet. */
export function readLeftOffers(text: string | null): string[] {
  try {
    return kept.safeParse(JSON.parse(text ?? '[]')).data ?? [];
  } catch {
    return [];
  }
}

export const withLeft = (offers: readonly string[], offer: string): string[] =>
  [...offers.filter((one) => one !== offer), offer].slice(-MOST);

export const withoutLeft = (offers: readonly string[], offer: string): string[] =>
  offers.filter((one) => one !== offer);
