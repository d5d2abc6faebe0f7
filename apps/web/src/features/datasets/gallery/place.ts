/** Where a gallery was left for a sample's page. */
export interface Place {
  /** From 0. */
  index: number;
  /** From the window's top to the tile's, CSS pixels. */
  top: number;
}

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
    return placeIn(JSON.parse(text));
  } catch (error) {
    // Something else wrote there.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** By hand: zod would be 21 kB more before the gallery is seen. */
function placeIn(kept: unknown): Place | null {
  if (typeof kept !== 'object' || kept === null || !('index' in kept) || !('top' in kept)) return null;
  const { index, top } = kept;
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) return null;
  return typeof top === 'number' ? { index, top } : null;
}
