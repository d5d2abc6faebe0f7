import { z } from 'zod';

/** Where a gallery was left for a sample's page. */
const place = z.object({
  index: z.int().min(0),
  /** From the window's top to the tile's, CSS pixels. */
  top: z.number(),
});
export type Place = z.infer<typeof place>;

const keyOf = (versionId: string): string => `asterism.gallery.${versionId}`;

/** Remembers the place in this tab, over a reload too. */
export function leavePlace(storage: Storage, versionId: string, left: Place): void {
  storage.setItem(keyOf(versionId), JSON.stringify(left));
}

/** The place that was left, once; null where there is none. */
export function takePlace(storage: Storage, versionId: string): Place | null {
  const text = storage.getItem(keyOf(versionId));
  if (text === null) return null;
  storage.removeItem(keyOf(versionId));
  try {
    return place.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    // Something else wrote there.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
